package hub_test

import (
	"testing"
	"time"

	"employerhub/internal/hub"
)

var (
	reformed = hub.NewDate(2027, 1, 1)
	scheme   = hub.Scheme{Code: hub.DisabilityConfident, Name: "Disability Confident", Levels: []hub.SchemeLevel{
		{Level: 1, Name: "Committed", Rules: []hub.SchemeRule{
			{Level: 1, StartsOn: new(hub.NewDate(2016, 11, 2)), Months: new(36), Renewable: true, InOrder: true},
			{Level: 1, StartsOn: &reformed, Months: new(24), InOrder: true},
			{Level: 1, Months: new(1), InOrder: true},
		}},
		{Level: 2, Name: "Employer", Rules: []hub.SchemeRule{{Level: 2, StartsOn: new(hub.NewDate(2016, 11, 2)), Months: new(36), Renewable: true, InOrder: true}}},
		{Level: 3, Name: "Leader", Rules: []hub.SchemeRule{{Level: 3, StartsOn: new(hub.NewDate(2016, 11, 2)), Months: new(36), Renewable: true, InOrder: true}}},
	}}
	awardedAt = hub.NewDate(2024, 2, 29)
	nowAt     = time.Date(2026, 11, 26, 10, 0, 0, 0, time.UTC)
)

func award(level int, awarded hub.Date, expires *hub.Date) hub.Accreditation {
	return hub.Accreditation{ID: hub.NewAccreditationID(), Scheme: scheme.Code, Level: level, AwardedOn: awarded, ExpiresOn: expires, Source: hub.AwardOnCertificate, Version: 1}
}

func TestMonthsEndWhereTheMonthDoes(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		from   hub.Date
		months int
		want   string
	}{
		{hub.NewDate(2024, 2, 29), 36, "2027-02-28"}, {hub.NewDate(2024, 2, 29), 48, "2028-02-29"}, {hub.NewDate(2026, 8, 31), -6, "2026-02-28"},
		{hub.NewDate(2026, 1, 31), 1, "2026-02-28"}, {hub.NewDate(2026, 12, 31), 2, "2027-02-28"}, {hub.NewDate(2026, 5, 15), -6, "2025-11-15"},
	} {
		if got := tc.from.AddMonths(tc.months).String(); got != tc.want {
			t.Errorf("%v and %d months: got %s, want %s", tc.from, tc.months, got, tc.want)
		}
	}
}

func TestRulesHoldFromTheirDay(t *testing.T) {
	t.Parallel()
	committed, _ := scheme.At(1)
	for day, want := range map[hub.Date]string{hub.NewDate(2024, 2, 29): "2027-02-28", hub.NewDate(2026, 12, 31): "2029-12-31", reformed: "2029-01-01"} {
		if got := committed.ExpiryOf(day); got == nil || got.String() != want {
			t.Errorf("awarded on %v: expires on %v, want %s", day, got, want)
		}
	}
	if committed.RuleOn(reformed).Renewable || !committed.RuleOn(reformed.AddDays(-1)).Renewable {
		t.Error("renewal at level 1 ends on the day of the reform")
	}
	if (hub.SchemeLevel{Level: 1}).ExpiryOf(reformed) != nil {
		t.Error("without a rule nothing runs out")
	}
}

func TestStatusOfAnAward(t *testing.T) {
	t.Parallel()
	expires := hub.NewDate(2027, 8, 31)
	a := award(1, awardedAt, &expires)
	for day, want := range map[hub.Date]hub.AccreditationStatus{
		hub.NewDate(2027, 2, 27): hub.AwardCurrent, hub.NewDate(2027, 2, 28): hub.AwardExpiring, expires: hub.AwardExpiring, expires.AddDays(1): hub.AwardLapsed,
	} {
		if got := a.StatusOn(day); got != want {
			t.Errorf("on %v: got %s, want %s", day, got, want)
		}
	}
	a.EndedOn = new(hub.NewDate(2026, 6, 1))
	if a.StatusOn(hub.NewDate(2026, 5, 31)) != hub.AwardCurrent || a.StatusOn(hub.NewDate(2026, 6, 1)) != hub.AwardEnded {
		t.Error("an award that was given up ends on its day")
	}
	if unknown := award(2, awardedAt, nil); unknown.StatusOn(expires) != hub.AwardExpiryUnknown || !unknown.Holds(expires) || unknown.Holds(awardedAt.AddDays(-1)) {
		t.Error("an award without an expiry holds, from its day on")
	}
}

func TestStatusAsAtAnyDate(t *testing.T) {
	t.Parallel()
	one, two := award(1, hub.NewDate(2020, 3, 1), new(hub.NewDate(2023, 3, 1))), award(2, hub.NewDate(2022, 5, 1), new(hub.NewDate(2025, 5, 1)))
	same := award(1, hub.NewDate(2022, 5, 1), nil)
	all := []hub.Accreditation{same, one, two}
	if _, found := hub.LatestOn(all, hub.NewDate(2020, 2, 29)); found {
		t.Error("nothing was held before the first award")
	}
	for day, want := range map[hub.Date]hub.Accreditation{hub.NewDate(2020, 3, 1): one, hub.NewDate(2022, 4, 30): one, hub.NewDate(2022, 5, 1): two, hub.NewDate(2026, 1, 1): two} {
		if got, _ := hub.LatestOn(all, day); got.ID != want.ID {
			t.Errorf("on %v: got level %d of %v", day, got.Level, got.AwardedOn)
		}
	}
}

func TestNextStep(t *testing.T) {
	t.Parallel()
	today := hub.NewDate(2026, 11, 26)
	soon, later, past := today.AddMonths(3), today.AddMonths(20), today.AddDays(-1)
	told := award(3, awardedAt, &later)
	told.Source = hub.AwardToldByEmployer
	for name, tc := range map[string]struct {
		standing hub.SchemeStanding
		on       hub.Date
		want     hub.NextStep
	}{
		"nobody spoke of it":            {hub.SchemeStanding{Stage: hub.StageNotDiscussed}, today, hub.NextTalk},
		"on its way":                    {hub.SchemeStanding{Stage: hub.StageApplied}, today, hub.NextApply},
		"current below the top":         {hub.SchemeStanding{Awards: []hub.Accreditation{award(1, awardedAt, &later)}}, today, hub.NextMoveUp},
		"current at the top":            {hub.SchemeStanding{Awards: []hub.Accreditation{award(3, awardedAt, &later)}}, today, hub.NextNone},
		"only told":                     {hub.SchemeStanding{Awards: []hub.Accreditation{told}}, today, hub.NextVerify},
		"expiring":                      {hub.SchemeStanding{Awards: []hub.Accreditation{award(1, awardedAt, &soon)}}, today, hub.NextRenew},
		"expiring, no renewal any more": {hub.SchemeStanding{Awards: []hub.Accreditation{award(1, awardedAt, new(hub.NewDate(2027, 3, 1)))}}, reformed, hub.NextMustMoveUp},
		"expiry not known":              {hub.SchemeStanding{Awards: []hub.Accreditation{award(2, awardedAt, nil)}}, today, hub.NextFindExpiry},
		"lapsed":                        {hub.SchemeStanding{Awards: []hub.Accreditation{award(2, awardedAt, &past)}}, today, hub.NextStartAgain},
	} {
		tc.standing.Scheme = scheme
		if got := tc.standing.Next(tc.on); got != tc.want {
			t.Errorf("%s: got %s, want %s", name, got, tc.want)
		}
	}
}

func TestRecordingAnAward(t *testing.T) {
	t.Parallel()
	held := award(1, hub.NewDate(2024, 1, 10), new(hub.NewDate(2027, 1, 10)))
	with := func(change func(*hub.RecordAccreditationInput)) hub.RecordAccreditationInput {
		in := hub.RecordAccreditationInput{Scheme: scheme.Code, Level: 1, AwardedOn: hub.NewDate(2026, 11, 1), Source: hub.AwardOnCertificate}
		change(&in)
		return in
	}
	for name, tc := range map[string]struct {
		in       hub.RecordAccreditationInput
		held     []hub.Accreditation
		code     hub.ErrorCode
		field    string
		warnings int
	}{
		"the first":                      {in: with(func(*hub.RecordAccreditationInput) {})},
		"a level that is none":           {in: with(func(in *hub.RecordAccreditationInput) { in.Level = 4 }), code: hub.ErrBadInput, field: "level"},
		"in the future":                  {in: with(func(in *hub.RecordAccreditationInput) { in.AwardedOn = hub.NewDate(2026, 11, 27) }), code: hub.ErrBadInput, field: "awardedOn"},
		"an expiry before the award":     {in: with(func(in *hub.RecordAccreditationInput) { in.ExpiresOn = new(hub.NewDate(2026, 10, 1)) }), code: hub.ErrBadInput, field: "expiresOn"},
		"a list in the future":           {in: with(func(in *hub.RecordAccreditationInput) { in.ListedOn = new(hub.NewDate(2027, 10, 1)) }), code: hub.ErrBadInput, field: "listedOn"},
		"a level skipped":                {in: with(func(in *hub.RecordAccreditationInput) { in.Level = 2 }), warnings: 1},
		"the level after the one held":   {in: with(func(in *hub.RecordAccreditationInput) { in.Level = 2 }), held: []hub.Accreditation{held}},
		"a second current one":           {in: with(func(*hub.RecordAccreditationInput) {}), held: []hub.Accreditation{held}, code: hub.ErrConflict, field: "level"},
		"a renewal":                      {in: with(func(in *hub.RecordAccreditationInput) { in.RenewsID = &held.ID }), held: []hub.Accreditation{held}},
		"a renewal of something else":    {in: with(func(in *hub.RecordAccreditationInput) { in.RenewsID = new(hub.NewAccreditationID()) }), held: []hub.Accreditation{held}, code: hub.ErrConflict, field: "renewsId"},
		"earlier history":                {in: with(func(in *hub.RecordAccreditationInput) { in.AwardedOn = hub.NewDate(2020, 1, 1) }), held: []hub.Accreditation{held}},
		"an expiry beyond the rules":     {in: with(func(in *hub.RecordAccreditationInput) { in.ExpiresOn = new(hub.NewDate(2030, 11, 1)) }), warnings: 1},
		"the day after the rule's":       {in: with(func(in *hub.RecordAccreditationInput) { in.ExpiresOn = new(hub.NewDate(2029, 11, 2)) })},
		"a reference of another kind":    {in: with(func(in *hub.RecordAccreditationInput) { in.Reference = new("X1") }), warnings: 1},
		"down a level while one is held": {in: with(func(*hub.RecordAccreditationInput) {}), held: []hub.Accreditation{award(2, hub.NewDate(2025, 1, 1), nil)}, warnings: 1},
	} {
		a, warnings, err := hub.NewAccreditation(tc.in, scheme, tc.held, nowAt)
		if tc.code != "" {
			if err == nil || hub.CodeOf(err) != tc.code || hub.FieldOf(err) != tc.field {
				t.Errorf("%s: got %v for %q, want %s for %q", name, err, hub.FieldOf(err), tc.code, tc.field)
			}
			continue
		}
		if err != nil || a.Level != tc.in.Level || len(warnings) != tc.warnings {
			t.Errorf("%s: got %+v, warnings %q, %v; want %d", name, a, warnings, err, tc.warnings)
		}
	}
	in := with(func(in *hub.RecordAccreditationInput) { in.RenewsID, in.AwardedOn = &held.ID, reformed })
	if _, _, err := hub.NewAccreditation(in, scheme, []hub.Accreditation{held}, time.Date(2027, 1, 2, 9, 0, 0, 0, time.UTC)); hub.CodeOf(err) != hub.ErrBadInput || hub.FieldOf(err) != "level" {
		t.Errorf("renewing level 1 after the reform: got %v", err)
	}
}

func TestVerifyingAndEndingAnAward(t *testing.T) {
	t.Parallel()
	today := hub.NewDate(2026, 11, 26)
	a := award(1, awardedAt, nil)
	a.Source = hub.AwardToldByEmployer
	by := hub.Actor{Kind: hub.ActorUser, UserID: hub.NewUserID(), Name: "Asha"}
	if err := a.Verify(1, by, awardedAt.AddDays(-1), today); hub.FieldOf(err) != "verifiedOn" {
		t.Errorf("verified before the award: %v", err)
	}
	if err := a.Verify(1, by, today, today); err != nil || a.Source != hub.AwardOnCertificate || a.VerifiedBy.Name != "Asha" {
		t.Errorf("got %+v, %v", a, err)
	}
	if err := a.End(1, today, " ", today); hub.FieldOf(err) != "reason" {
		t.Errorf("ended without a reason: %v", err)
	}
	if err := a.End(2, today, "Gave it up", today); hub.CodeOf(err) != hub.ErrConflict {
		t.Errorf("a stale version: %v", err)
	}
	if err := a.End(1, today, "Gave it up", today); err != nil || a.StatusOn(today) != hub.AwardEnded {
		t.Errorf("got %+v, %v", a, err)
	}
	if err := a.End(1, today, "Again", today); hub.FieldOf(err) != "endedOn" {
		t.Errorf("ended twice: %v", err)
	}
}

func TestAwardsAtTheEndsOfMonthsAndOnLeapDays(t *testing.T) {
	t.Parallel()
	leap := hub.NewDate(2024, 2, 29)
	for name, tc := range map[string]struct {
		awarded, expires hub.Date
		code             hub.ErrorCode
		warnings         int
	}{
		"expires on the day of the award":        {leap, leap, hub.ErrBadInput, 0},
		"expires the day before the award":       {hub.NewDate(2024, 3, 1), leap, hub.ErrBadInput, 0},
		"a leap day, and three years on":         {leap, hub.NewDate(2027, 2, 28), "", 0},
		"a leap day, and 1 March three years on": {leap, hub.NewDate(2027, 3, 1), "", 0},
		"a leap day, and two days too long":      {leap, hub.NewDate(2027, 3, 2), "", 1},
		"the end of a year":                      {hub.NewDate(2023, 12, 31), hub.NewDate(2026, 12, 31), "", 0},
	} {
		_, warnings, err := hub.NewAccreditation(hub.RecordAccreditationInput{
			Scheme: scheme.Code, Level: 1, AwardedOn: tc.awarded, ExpiresOn: &tc.expires, Source: hub.AwardOnCertificate}, scheme, nil, nowAt)
		if tc.code != "" {
			if hub.CodeOf(err) != tc.code || hub.FieldOf(err) != "expiresOn" {
				t.Errorf("%s: got %v for %q", name, err, hub.FieldOf(err))
			}
			continue
		}
		if err != nil || len(warnings) != tc.warnings {
			t.Errorf("%s: got %q, %v, want %d warnings", name, warnings, err, tc.warnings)
		}
	}
	// Six months before 31 August 2028 is 29 February, before 31 August 2027 it is 28 February.
	for expires, first := range map[hub.Date]hub.Date{hub.NewDate(2028, 8, 31): hub.NewDate(2028, 2, 29), hub.NewDate(2027, 8, 31): hub.NewDate(2027, 2, 28), hub.NewDate(2028, 2, 29): hub.NewDate(2027, 8, 29)} {
		a := award(1, leap, &expires)
		if a.StatusOn(first.AddDays(-1)) != hub.AwardCurrent || a.StatusOn(first) != hub.AwardExpiring || a.StatusOn(expires) != hub.AwardExpiring || a.StatusOn(expires.AddDays(1)) != hub.AwardLapsed {
			t.Errorf("until %v: on %v %s, a day before %s", expires, first, a.StatusOn(first), a.StatusOn(first.AddDays(-1)))
		}
	}
}

func TestCorrectingAnAward(t *testing.T) {
	t.Parallel()
	today := hub.NewDate(2026, 11, 26)
	later := hub.NewDate(2027, 1, 10)
	for name, tc := range map[string]struct {
		in       hub.UpdateAccreditationInput
		code     hub.ErrorCode
		field    string
		warnings int
	}{
		"a stale version":            {hub.UpdateAccreditationInput{Version: 2}, hub.ErrConflict, "", 0},
		"no level":                   {hub.UpdateAccreditationInput{Version: 1, Level: hub.Clear[int]()}, hub.ErrBadInput, "level", 0},
		"no day of the award":        {hub.UpdateAccreditationInput{Version: 1, AwardedOn: hub.Clear[hub.Date]()}, hub.ErrBadInput, "awardedOn", 0},
		"awarded after it expires":   {hub.UpdateAccreditationInput{Version: 1, AwardedOn: hub.Set(hub.NewDate(2026, 11, 20)), ExpiresOn: hub.Set(hub.NewDate(2026, 11, 19))}, hub.ErrBadInput, "expiresOn", 0},
		"awarded in another century": {hub.UpdateAccreditationInput{Version: 1, AwardedOn: hub.Set(hub.NewDate(1924, 1, 10))}, hub.ErrBadInput, "awardedOn", 0},
		"expiry not known any more":  {hub.UpdateAccreditationInput{Version: 1, ExpiresOn: hub.Clear[hub.Date]()}, "", "", 0},
		"two levels skipped":         {hub.UpdateAccreditationInput{Version: 1, Level: hub.Set(3)}, "", "", 1},
	} {
		a := award(1, hub.NewDate(2024, 1, 10), &later)
		warnings, err := a.Update(tc.in, scheme, nil, today)
		if tc.code == "" && err != nil || tc.code != "" && (hub.CodeOf(err) != tc.code || hub.FieldOf(err) != tc.field) || len(warnings) != tc.warnings {
			t.Errorf("%s: got %q, %v for %q", name, warnings, err, hub.FieldOf(err))
		}
	}
}

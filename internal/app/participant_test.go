package app_test

import (
	"strings"
	"testing"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

// participant adds somebody of 18 to 24 who takes part in T Levels.
func (b testBundle) participant(reference string) hub.Participant {
	b.Helper()
	p, err := b.app.AddParticipant(b.coordinator(), hub.AddParticipantInput{Reference: reference, Programme: "T_LEVEL", AgeBand: hub.AgeFrom18})
	if err != nil {
		b.Fatal(err)
	}
	return p
}

func TestOnlyPlacementStaffReadParticipantsAndEachReadingIsRecorded(t *testing.T) {
	t.Parallel()
	b := setup(t)
	p := b.participant("PW-0001")
	reads := func() string {
		return b.value(`SELECT coalesce(string_agg(actor_name, ' ' ORDER BY id), '') FROM audit WHERE action = 'participant.read'`)
	}
	if got := reads(); got != "" {
		t.Fatalf("read by %s before anybody read", got)
	}
	for _, role := range []hub.Role{hub.RoleManager, hub.RoleEngagement, hub.RoleAnalyst, hub.RoleAdmin} {
		by := b.manager
		by.Roles = []hub.Role{role}
		if found, err := b.app.ParticipantsByID(b.as(by), []hub.ParticipantID{p.ID}); hub.CodeOf(err) != hub.ErrForbidden || len(found) > 0 {
			t.Errorf("%s: got %v, %v", role, found, err)
		}
		nodes, err := b.app.Nodes(b.as(by), []string{p.ID.String(), hub.NewParticipantID().String()})
		if err != nil || nodes[0] != nil || nodes[1] != nil {
			t.Errorf("%s: one that is there is told from one that is not: %v, %v", role, nodes, err)
		}
	}
	apart := b.manager
	apart.Roles, apart.SharesPersonalData = []hub.Role{hub.RolePlacements}, false
	if list, err := b.app.Participants(b.as(apart), hub.ParticipantFilter{}, hub.Page{First: 10}); err != nil || len(list.Nodes) > 0 {
		t.Errorf("without an agreement: got %v, %v", list.Nodes, err)
	}
	if _, err := b.app.AddParticipant(b.as(apart), hub.AddParticipantInput{Reference: "X-1", Programme: "T_LEVEL", AgeBand: hub.AgeFrom18}); hub.CodeOf(err) != hub.ErrForbidden {
		t.Errorf("without an agreement: got %v", err)
	}
	if got := reads(); got != "" {
		t.Fatalf("recorded are %s, who read nothing", got)
	}

	for range 2 {
		list, err := b.app.Participants(b.coordinator(), hub.ParticipantFilter{Reference: new("pw-")}, hub.Page{First: 10})
		if err != nil || len(list.Nodes) != 1 || list.Nodes[0].Reference != "PW-0001" {
			t.Fatalf("got %+v, %v", list, err)
		}
	}
	if got := reads(); got != "Mo Manager" {
		t.Errorf("recorded are %q, want one within the hour", got)
	}
	b.clock.set(moment("2026-11-24 11:31"))
	if _, err := b.app.FlagsOf(b.coordinator(), []hub.ParticipantID{p.ID}); err != nil {
		t.Fatal(err)
	}
	if got := reads(); got != "" && got != "Mo Manager" {
		t.Errorf("recorded are %q: nothing was there to read", got)
	}
	if _, err := b.app.Nodes(b.coordinator(), []string{p.ID.String()}); err != nil {
		t.Fatal(err)
	}
	if got := reads(); got != "Mo Manager Mo Manager" {
		t.Errorf("recorded are %q after an hour", got)
	}

	// An administrator sees that something was done, and not of whom it tells.
	log, err := b.app.AuditLog(b.admin(), hub.AuditFilter{RecordID: new(p.ID.String())}, hub.Page{First: 10})
	if err != nil || len(log.Nodes) != 3 {
		t.Fatalf("got %+v, %v", log.Nodes, err)
	}
	for _, e := range log.Nodes {
		if e.Fields != nil {
			t.Errorf("%s tells an administrator %v", e.Action, e.Fields)
		}
	}
	b.exec(`ALTER TABLE audit ADD CHECK (action <> 'participant.read') NOT VALID`)
	again := app.New(b.pool, nil, b.clock.Now)
	if list, err := again.ParticipantsByID(b.coordinator(), []hub.ParticipantID{p.ID}); err == nil {
		t.Errorf("told %v, which could not be recorded", list)
	}
}

func TestWhatIsKeptOfAParticipant(t *testing.T) {
	t.Parallel()
	b := setup(t)
	good := hub.AddParticipantInput{Reference: "PW-0002", Programme: "WORK_READY", AgeBand: hub.AgeFrom25}
	for name, c := range map[string]struct {
		spoil func(*hub.AddParticipantInput)
		field string
	}{
		"a name for a reference":       {func(in *hub.AddParticipantInput) { in.Reference = "John Smith" }, "reference"},
		"an address for a reference":   {func(in *hub.AddParticipantInput) { in.Reference = "john@example.org" }, "reference"},
		"no reference":                 {func(in *hub.AddParticipantInput) { in.Reference = " " }, "reference"},
		"no such programme":            {func(in *hub.AddParticipantInput) { in.Programme = "X" }, "programme"},
		"a name without an assessment": {func(in *hub.AddParticipantInput) { in.KnownAs = new("Sam") }, "knownAs"},
		"an adult who will be one":     {func(in *hub.AddParticipantInput) { in.AdultOn = new(hub.NewDate(2027, 1, 1)) }, "adultOn"},
		"a conviction kept for equality": {func(in *hub.AddParticipantInput) {
			in.Flags = []hub.ParticipantFlagInput{{Flag: hub.FlagConviction, Condition: hub.ConditionEquality}}
		}, "flags"},
		"the same cohort twice": {func(in *hub.AddParticipantInput) {
			in.Flags = []hub.ParticipantFlagInput{{Flag: hub.FlagDisabled, Condition: hub.ConditionConsent}, {Flag: hub.FlagDisabled, Condition: hub.ConditionEquality}}
		}, "flags"},
	} {
		in := good
		c.spoil(&in)
		if _, err := b.app.AddParticipant(b.coordinator(), in); hub.CodeOf(err) != hub.ErrBadInput || hub.FieldOf(err) != c.field {
			t.Errorf("%s: got %v at %s", name, err, hub.FieldOf(err))
		}
	}
	if n := b.value(`SELECT count(*)::text FROM participant`); n != "0" {
		t.Errorf("%s were kept", n)
	}

	if _, err := b.app.AllowKnownAs(b.coordinator(), hub.AllowKnownAsInput{Programme: "WORK_READY", Assessment: new("DPIA 12")}); hub.CodeOf(err) != hub.ErrForbidden {
		t.Errorf("placement staff: got %v", err)
	}
	if p, err := b.app.AllowKnownAs(b.as(b.manager), hub.AllowKnownAsInput{Programme: "WORK_READY", Assessment: new(" DPIA  12")}); err != nil || p.KnownAsSince == nil || *p.KnownAsAssessment != "DPIA 12" {
		t.Fatalf("got %+v, %v", p, err)
	}
	good.KnownAs = new("Sam")
	good.Flags = []hub.ParticipantFlagInput{{Flag: hub.FlagConviction, Condition: hub.ConditionConsent}, {Flag: hub.FlagDisabled, Condition: hub.ConditionEquality}}
	p, err := b.app.AddParticipant(b.coordinator(), good)
	if err != nil || *p.KnownAs != "Sam" {
		t.Fatalf("got %+v, %v", p, err)
	}
	if _, err := b.app.AddParticipant(b.coordinator(), hub.AddParticipantInput{Reference: "pw-0002", Programme: "T_LEVEL", AgeBand: hub.AgeFrom18}); hub.CodeOf(err) != hub.ErrConflict || hub.FieldOf(err) != "reference" {
		t.Errorf("the same reference: got %v", err)
	}
	now, err := b.app.UpdateParticipant(b.coordinator(), hub.UpdateParticipantInput{
		ID: p.ID, Version: 1, ClosedOn: hub.Set(hub.NewDate(2026, 11, 24)), Flags: hub.Set([]hub.ParticipantFlagInput{{Flag: hub.FlagDisabled, Condition: hub.ConditionEquality}}),
	})
	if err != nil || now.Version != 2 || now.ClosedOn == nil {
		t.Fatalf("got %+v, %v", now, err)
	}
	flags, err := b.app.FlagsOf(b.coordinator(), []hub.ParticipantID{p.ID})
	if err != nil || len(flags) != 1 || flags[0].Condition != hub.ConditionEquality || flags[0].By == nil {
		t.Errorf("got %+v, %v", flags, err)
	}
	if _, err := b.app.UpdateParticipant(b.coordinator(), hub.UpdateParticipantInput{ID: p.ID, Version: 1}); hub.CodeOf(err) != hub.ErrConflict {
		t.Errorf("a stale version: got %v", err)
	}
	if got := b.value(`SELECT string_agg(concat(before::text, after::text), ' ') FROM audit_content`); strings.Contains(got, "Sam") || !strings.Contains(got, "HasName") {
		t.Errorf("the log holds %s", got)
	}

	// The name goes six months after, and no earlier.
	name := func() string { return b.value(`SELECT coalesce(max(known_as), '') FROM participant`) }
	b.clock.set(moment("2027-05-23 09:00"))
	b.sweep()
	if name() != "Sam" {
		t.Error("the name went too early")
	}
	b.clock.set(moment("2027-05-24 09:00"))
	b.sweep()
	if got := name(); got != "" || b.value(`SELECT count(*)::text FROM audit WHERE action = 'participant.erase'`) != "1" {
		t.Errorf("the name is %q", got)
	}
	if _, err := b.app.UpdateParticipant(b.coordinator(), hub.UpdateParticipantInput{ID: p.ID, Version: 3, ClosedOn: hub.Clear[hub.Date](), KnownAs: hub.Set("Sammy")}); err != nil {
		t.Fatal(err)
	}
	if _, err := b.app.AllowKnownAs(b.as(b.manager), hub.AllowKnownAsInput{Programme: "WORK_READY"}); err != nil || name() != "" {
		t.Errorf("the assessment ended, and the name is %q: %v", name(), err)
	}
}

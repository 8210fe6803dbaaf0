package app_test

import (
	"slices"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

// interaction is one that by has recorded: a call today about skills where in does not say otherwise.
func (b testBundle) interaction(by hub.Actor, in hub.RecordInteractionInput) hub.Interaction {
	b.Helper()
	recorded, err := b.app.RecordInteraction(b.as(by), call(in))
	if err != nil {
		b.Fatal(err)
	}
	return recorded
}

func call(in hub.RecordInteractionInput) hub.RecordInteractionInput {
	if in.Summary == "" {
		in.Summary = "They look for apprentices."
	}
	if in.Visibility == "" {
		in.Visibility = hub.VisibilityShared
	}
	if in.Channel == "" {
		in.Channel = hub.ChannelCall
	}
	if in.Themes == nil {
		in.Themes = []hub.Theme{hub.ThemeSkills}
	}
	return in
}

func TestRecordInteraction(t *testing.T) {
	t.Parallel()

	t.Run("everything that follows commits together", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		abdy, beck := b.employer(b.manager, hub.CreateEmployerInput{}), b.employer(b.manager, hub.CreateEmployerInput{Name: "Beck & Sons"})
		b.exec(`UPDATE employer SET status = 'DORMANT' WHERE id = $1`, beck.ID)
		dana := b.person(b.manager, beck.ID, "dana@beck.example")

		got := b.interaction(b.manager, hub.RecordInteractionInput{
			EmployerIds: []hub.EmployerID{abdy.ID, beck.ID, abdy.ID}, PersonIds: []hub.PersonID{dana.Person.ID}, Summary: " They look for\r\napprentices. ",
			Themes: []hub.Theme{hub.ThemeSkills, hub.ThemeSkills, hub.ThemeOther}, StrategyAction: new("3.6"), AskedFor: true,
			FollowUp: &hub.FollowUpInput{Title: "Send the prospectus", DueOn: hub.NewDate(2026, 12, 1)},
		})

		if got.HappenedOn.String() != "2026-11-24" || *got.Summary != "They look for\napprentices." || len(got.Themes) != 2 || got.State != hub.InteractionComplete ||
			got.Organisation.Name != "Rotherham Council" || got.RecordedBy.Name != "Mo Manager" || *got.StrategyAction != "3.6" || !got.AskedFor || got.Version != 1 {
			t.Errorf("got %+v", got)
		}
		b.wants("employers", `SELECT string_agg(concat_ws(' ', status, last_contact_on, version), ', ' ORDER BY name) FROM employer`, "ENGAGED 2026-11-24 2, ENGAGED 2026-11-24 2")
		b.wants("history of each", `SELECT string_agg(n, ', ' ORDER BY n) FROM (SELECT e.name || ' ' || string_agg(action, ' ' ORDER BY a.id) AS n
			FROM audit a JOIN employer e ON e.id = a.employer_id WHERE action NOT IN ('employer.create', 'person.add', 'role.add') GROUP BY e.name) h`,
			"Abdy Engineering Ltd interaction.create employer.update task.create, Beck & Sons interaction.create employer.update")
		b.wants("what the history tells", `SELECT concat_ws('; ', before->>'Status', after->>'Status', after->>'LastContactOn') FROM audit JOIN audit_content ON audit_id = id
			WHERE action = 'employer.update' AND before->>'Status' = 'DORMANT'`, "DORMANT; ENGAGED; 2026-11-24")
		people, err := b.app.PeopleIn(b.as(b.manager), []hub.InteractionID{got.ID})
		if err != nil || len(people) != 1 || people[0].Of != dana.Person.ID {
			t.Errorf("people: %v, %v", people, err)
		}
		employers, err := b.app.EmployersIn(b.as(b.manager), []hub.InteractionID{got.ID})
		if err != nil || len(employers) != 2 || employers[0].Of != abdy.ID {
			t.Errorf("employers: %v, %v", employers, err)
		}
	})

	t.Run("an older contact is not the latest", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		e := b.employer(b.manager, hub.CreateEmployerInput{})
		b.interaction(b.manager, hub.RecordInteractionInput{EmployerIds: []hub.EmployerID{e.ID}})
		b.interaction(b.manager, hub.RecordInteractionInput{EmployerIds: []hub.EmployerID{e.ID}, HappenedOn: new(hub.NewDate(2000, 1, 1))})
		b.wants("last contact", `SELECT last_contact_on::text FROM employer`, "2026-11-24")
	})

	t.Run("a draft counts nowhere", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		e := b.employer(b.manager, hub.CreateEmployerInput{})
		got := b.interaction(b.manager, hub.RecordInteractionInput{EmployerIds: []hub.EmployerID{e.ID}, Draft: true})
		if got.State != hub.InteractionDraft {
			t.Errorf("got %s", got.State)
		}
		b.wants("employer", `SELECT concat_ws(' ', status, last_contact_on, version) FROM employer`, "PROSPECT 1")
	})

	t.Run("a closed employer stays closed", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		e := b.employer(b.manager, hub.CreateEmployerInput{})
		b.exec(`UPDATE employer SET status = 'CLOSED'`)
		b.interaction(b.manager, hub.RecordInteractionInput{EmployerIds: []hub.EmployerID{e.ID}})
		b.wants("employer", `SELECT concat_ws(' ', status, last_contact_on) FROM employer`, "CLOSED 2026-11-24")
	})

	t.Run("what is wrong is told, and leaves nothing behind", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		chamber := b.partner("Chamber", hub.RoleEngagement)
		abdy, beck := b.employer(b.manager, hub.CreateEmployerInput{}), b.employer(b.manager, hub.CreateEmployerInput{Name: "Beck & Sons"})
		elsewhere, hidden := b.person(b.manager, beck.ID, "dana@beck.example"), b.person(chamber, abdy.ID, "sam@abdy.example")
		due := hub.NewDate(2026, 12, 1)
		with := func(in hub.RecordInteractionInput) hub.RecordInteractionInput {
			if in.EmployerIds == nil {
				in.EmployerIds = []hub.EmployerID{abdy.ID}
			}
			return call(in)
		}

		for name, tc := range map[string]struct {
			in    hub.RecordInteractionInput
			code  hub.ErrorCode
			field string
		}{
			"no employer":                     {with(hub.RecordInteractionInput{EmployerIds: []hub.EmployerID{}}), hub.ErrBadInput, "employerIds"},
			"an employer who is not there":    {with(hub.RecordInteractionInput{EmployerIds: []hub.EmployerID{abdy.ID, hub.NewEmployerID()}}), hub.ErrNotFound, ""},
			"tomorrow":                        {with(hub.RecordInteractionInput{HappenedOn: new(hub.NewDate(2026, 11, 25))}), hub.ErrBadInput, "happenedOn"},
			"before 2000":                     {with(hub.RecordInteractionInput{HappenedOn: new(hub.NewDate(1999, 12, 31))}), hub.ErrBadInput, "happenedOn"},
			"nothing said":                    {with(hub.RecordInteractionInput{Summary: " \n "}), hub.ErrBadInput, "summary"},
			"too much said":                   {with(hub.RecordInteractionInput{Summary: strings.Repeat("é", 20_001)}), hub.ErrBadInput, "summary"},
			"not an action of the strategy":   {with(hub.RecordInteractionInput{StrategyAction: new("4.1")}), hub.ErrBadInput, "strategyAction"},
			"a person of another employer":    {with(hub.RecordInteractionInput{PersonIds: []hub.PersonID{elsewhere.Person.ID}}), hub.ErrNotFound, ""},
			"a person whom they do not see":   {with(hub.RecordInteractionInput{PersonIds: []hub.PersonID{hidden.Person.ID}}), hub.ErrNotFound, ""},
			"a person who is not there":       {with(hub.RecordInteractionInput{PersonIds: []hub.PersonID{hub.NewPersonID()}}), hub.ErrNotFound, ""},
			"a follow-up without a title":     {with(hub.RecordInteractionInput{FollowUp: &hub.FollowUpInput{DueOn: due}}), hub.ErrBadInput, "followUp"},
			"a follow-up of the past":         {with(hub.RecordInteractionInput{FollowUp: &hub.FollowUpInput{Title: "x", DueOn: hub.NewDate(2026, 11, 23)}}), hub.ErrBadInput, "dueOn"},
			"a follow-up for another partner": {with(hub.RecordInteractionInput{FollowUp: &hub.FollowUpInput{Title: "x", DueOn: due, AssigneeID: &chamber.UserID}}), hub.ErrNotFound, ""},
		} {
			b.refused(name, tc.code, tc.field, func() error { _, err := b.app.RecordInteraction(b.as(b.manager), tc.in); return err })
		}
		for _, role := range []hub.Role{hub.RoleAnalyst, hub.RoleAdmin, hub.RolePlacements} {
			b.refused(string(role), hub.ErrForbidden, "", func() error {
				_, err := b.app.RecordInteraction(b.as(b.colleague(role)), with(hub.RecordInteractionInput{}))
				return err
			})
		}
		b.wants("rows", `SELECT concat_ws(' ', (SELECT count(*) FROM interaction), (SELECT count(*) FROM interaction_employer), (SELECT count(*) FROM task), (SELECT count(last_contact_on) FROM employer))`, "0 0 0 0")
	})
}

func TestUpdateInteraction(t *testing.T) {
	t.Parallel()

	t.Run("a draft is completed once", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		e := b.employer(b.manager, hub.CreateEmployerInput{})
		draft := b.interaction(b.manager, hub.RecordInteractionInput{EmployerIds: []hub.EmployerID{e.ID}, Draft: true})

		got, err := b.app.UpdateInteraction(b.as(b.manager), hub.UpdateInteractionInput{
			ID: draft.ID, Version: 1, State: hub.Set(hub.InteractionComplete), Summary: hub.Set("They look for two apprentices."), HappenedOn: hub.Set(hub.NewDate(2026, 11, 20)),
		})

		if err != nil || got.State != hub.InteractionComplete || got.Version != 2 || *got.Summary != "They look for two apprentices." || got.Channel != hub.ChannelCall {
			t.Fatalf("got %+v, %v", got, err)
		}
		b.wants("employer", `SELECT concat_ws(' ', status, last_contact_on) FROM employer`, "ENGAGED 2026-11-20")
		b.wants("who was in touch", `SELECT concat_ws(' ', state, happened_on) FROM interaction_employer`, "COMPLETE 2026-11-20")
		b.refused("there is no way back", hub.ErrBadInput, "state", func() error {
			now, err := b.app.UpdateInteraction(b.as(b.manager), hub.UpdateInteractionInput{ID: draft.ID, Version: 2, State: hub.Set(hub.InteractionDraft)})
			if now.State != hub.InteractionComplete {
				t.Errorf("with the refusal came %+v", now)
			}
			return err
		})
	})

	t.Run("a correction keeps what was said before, and the last contact right", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		e := b.employer(b.manager, hub.CreateEmployerInput{})
		dana, sam := b.person(b.manager, e.ID, "dana@abdy.example"), b.person(b.manager, e.ID, "sam@abdy.example")
		b.interaction(b.manager, hub.RecordInteractionInput{EmployerIds: []hub.EmployerID{e.ID}, HappenedOn: new(hub.NewDate(2026, 11, 2))})
		wrong := b.interaction(b.manager, hub.RecordInteractionInput{
			EmployerIds: []hub.EmployerID{e.ID}, PersonIds: []hub.PersonID{dana.Person.ID}, StrategyAction: new("1.3"),
		})
		b.exec(`UPDATE employer SET status = 'DORMANT'`)

		got, err := b.app.UpdateInteraction(b.as(b.colleague(hub.RoleEngagement)), hub.UpdateInteractionInput{
			ID: wrong.ID, Version: 1, Summary: hub.Set("They look for nobody."), HappenedOn: hub.Set(hub.NewDate(2026, 10, 1)),
			Themes: hub.Clear[[]hub.Theme](), StrategyAction: hub.Clear[string](), PersonIds: hub.Set([]hub.PersonID{sam.Person.ID}),
		})

		if err != nil || got.Version != 2 || len(got.Themes) != 0 || got.StrategyAction != nil || got.RecordedBy.Name != "Mo Manager" {
			t.Fatalf("got %+v, %v", got, err)
		}
		b.wants("the employer, who is not woken by a correction", `SELECT concat_ws(' ', status, last_contact_on) FROM employer`, "DORMANT 2026-11-02")
		b.wants("history", `SELECT concat_ws('; ', before->>'Summary', after->>'Summary', before->>'HappenedOn', after->>'HappenedOn', before->>'StrategyAction', after ? 'Channel')
			FROM audit JOIN audit_content ON audit_id = id WHERE action = 'interaction.update'`,
			"They look for apprentices.; They look for nobody.; 2026-11-24; 2026-10-01; 1.3; f")
		told, err := b.app.CorrectionsOf(b.as(b.manager), []hub.InteractionID{wrong.ID})
		if err != nil || len(told) != 1 || told[0].InteractionID != wrong.ID || !slices.ContainsFunc(told[0].Of.Fields, func(f hub.FieldChange) bool {
			return f.Field == "summary" && *f.Before == "They look for apprentices." && *f.After == "They look for nobody."
		}) {
			t.Errorf("corrections: %+v, %v", told, err)
		}
		if told, err := b.app.CorrectionsOf(b.as(b.partner("Other", hub.RoleEngagement)), []hub.InteractionID{wrong.ID}); err != nil || len(told) != 0 {
			t.Errorf("who does not see the notes gets %+v, %v", told, err)
		}
		people, err := b.app.PeopleIn(b.as(b.manager), []hub.InteractionID{wrong.ID})
		if err != nil || len(people) != 1 || people[0].Of != sam.Person.ID {
			t.Errorf("people: %v, %v", people, err)
		}
		b.refused("who has not seen the correction is told", hub.ErrConflict, "", func() error {
			now, err := b.app.UpdateInteraction(b.as(b.manager), hub.UpdateInteractionInput{ID: wrong.ID, Version: 1, Summary: hub.Set("Something else.")})
			if now.Version != 2 || *now.Summary != "They look for nobody." {
				t.Errorf("with the conflict came %+v", now)
			}
			return err
		})
	})

	t.Run("what is wrong is told, and leaves nothing behind", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		chamber := b.partner("Chamber", hub.RoleEngagement)
		e := b.employer(b.manager, hub.CreateEmployerInput{})
		hidden := b.person(chamber, e.ID, "sam@abdy.example")
		i := b.interaction(b.manager, hub.RecordInteractionInput{EmployerIds: []hub.EmployerID{e.ID}})
		noAgreement := b.manager
		noAgreement.SharesPersonalData = false

		for name, tc := range map[string]struct {
			by    hub.Actor
			in    hub.UpdateInteractionInput
			code  hub.ErrorCode
			field string
		}{
			"another partner's":                   {chamber, hub.UpdateInteractionInput{}, hub.ErrNotFound, ""},
			"without an agreement":                {noAgreement, hub.UpdateInteractionInput{}, hub.ErrNotFound, ""},
			"one that is not there":               {b.manager, hub.UpdateInteractionInput{ID: hub.NewInteractionID()}, hub.ErrNotFound, ""},
			"a day to come":                       {b.manager, hub.UpdateInteractionInput{HappenedOn: hub.Set(hub.NewDate(2026, 11, 25))}, hub.ErrBadInput, "happenedOn"},
			"no day":                              {b.manager, hub.UpdateInteractionInput{HappenedOn: hub.Clear[hub.Date]()}, hub.ErrBadInput, "happenedOn"},
			"no words":                            {b.manager, hub.UpdateInteractionInput{Summary: hub.Clear[string]()}, hub.ErrBadInput, "summary"},
			"no state":                            {b.manager, hub.UpdateInteractionInput{State: hub.Clear[hub.InteractionState]()}, hub.ErrBadInput, "state"},
			"not an action of the strategy":       {b.manager, hub.UpdateInteractionInput{StrategyAction: hub.Set("9.9")}, hub.ErrBadInput, "strategyAction"},
			"a person whom the caller cannot see": {b.manager, hub.UpdateInteractionInput{PersonIds: hub.Set([]hub.PersonID{hidden.Person.ID})}, hub.ErrNotFound, ""},
		} {
			in := tc.in
			in.Version = 1
			if in.ID.IsZero() {
				in.ID = i.ID
			}
			b.refused(name, tc.code, tc.field, func() error { _, err := b.app.UpdateInteraction(b.as(tc.by), in); return err })
		}
	})
}

func TestWhoSeesAnInteraction(t *testing.T) {
	t.Parallel()
	b := setup(t)
	lead, author, lately := b.partner("Lead", hub.RoleEngagement), b.partner("Author", hub.RoleEngagement), b.partner("In touch", hub.RoleEngagement)
	before, other := b.partner("In touch long ago", hub.RoleEngagement), b.partner("Other", hub.RoleEngagement, hub.RoleManager)
	noAgreement := author
	noAgreement.SharesPersonalData = false
	e := b.employer(lead, hub.CreateEmployerInput{LeadIt: new(true)})
	with := []hub.EmployerID{e.ID}
	b.interaction(lately, hub.RecordInteractionInput{EmployerIds: with, HappenedOn: new(hub.NewDate(2025, 11, 24))})
	b.interaction(before, hub.RecordInteractionInput{EmployerIds: with, HappenedOn: new(hub.NewDate(2025, 11, 23))})
	dana := b.person(author, e.ID, "dana@abdy.example")
	people := []hub.PersonID{dana.Person.ID}
	shared := b.interaction(author, hub.RecordInteractionInput{EmployerIds: with, PersonIds: people})
	own := b.interaction(author, hub.RecordInteractionInput{EmployerIds: with, PersonIds: people, Visibility: hub.VisibilityOwnOrganisation})
	draft := b.interaction(author, hub.RecordInteractionInput{EmployerIds: with, PersonIds: people, Draft: true})
	ids := []hub.InteractionID{shared.ID, own.ID, draft.ID}

	type sight string
	const (
		nothing, facts, words sight = "nothing", "theme and date", "the words"
	)
	placements, analyst, admin := other, author, lead
	placements.Roles, analyst.Roles, admin.Roles = []hub.Role{hub.RolePlacements}, []hub.Role{hub.RoleAnalyst}, []hub.Role{hub.RoleAdmin}
	for name, tc := range map[string]struct {
		by                 hub.Actor
		shared, own, draft sight
	}{
		"the author's organisation":            {author, words, words, words},
		"the organisation that leads":          {lead, words, facts, nothing},
		"one in touch in the last 12 months":   {lately, words, facts, nothing},
		"one that was in touch before that":    {before, facts, facts, nothing},
		"any other partner":                    {other, facts, facts, nothing},
		"placement staff":                      {placements, words, facts, nothing},
		"an analyst, even of the author's":     {analyst, nothing, nothing, nothing},
		"an administrator, even of the lead's": {admin, nothing, nothing, nothing},
		"the author's without an agreement":    {noAgreement, facts, facts, facts},
		"the hub itself":                       {hub.System, words, words, words},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			seen, err := b.app.InteractionsByID(b.as(tc.by), ids)
			if err != nil {
				t.Fatal(err)
			}
			took, err := b.app.PeopleIn(b.as(tc.by), ids)
			if err != nil {
				t.Fatal(err)
			}
			for what, want := range map[hub.InteractionID]sight{shared.ID: tc.shared, own.ID: tc.own, draft.ID: tc.draft} {
				got := nothing
				for _, i := range seen {
					switch {
					case i.ID == what && i.Summary != nil && i.RecordedBy != nil:
						got = words
					case i.ID == what && i.Summary == nil && i.RecordedBy == nil:
						got = facts
					}
				}
				whoTookPart := slices.ContainsFunc(took, func(p hub.OfInteraction[hub.PersonID]) bool { return p.InteractionID == what })
				if got != want || whoTookPart != (want == words) {
					t.Errorf("shared, own or draft %v: sees %s and who took part: %t; want %s", what == shared.ID, got, whoTookPart, want)
				}
			}
		})
	}
}

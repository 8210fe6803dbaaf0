package graph_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
	"github.com/vektah/gqlparser/v2/ast"
)

// secretWord is in every text of the secret, and in no other; its number, its identifiers and those of what hangs on it are the rest.
const secretWord, secretNumber = "quoll", "09876543"

// theSecret is an employer that became a confidential enquiry of the council after others had to do with it.
type theSecret struct {
	employer hub.Employer
	// ids are its ID and those of everything about it alone, by kind; known are others of the same kinds.
	ids, known map[string][]string
	// words are what nobody outside may read: texts, numbers and bare IDs.
	words []string
}

// secret makes one, with something of every kind about it. The chamber wrote down what it could before it was hidden.
func (b testBundle) secret(t *testing.T, council, chamber hub.Actor) theSecret {
	t.Helper()
	as := func(by hub.Actor) context.Context { return hub.WithActor(t.Context(), by) }
	exec := func(sql string, args ...any) {
		t.Helper()
		if _, err := b.pool.Exec(t.Context(), sql, args...); err != nil {
			t.Fatalf("%v in %s", err, sql)
		}
	}
	number := hub.CompanyNumber(secretNumber)
	due := hub.NewDate(2026, 12, 1)
	e := must[hub.Employer](t)(b.app.CreateEmployer(as(council), hub.CreateEmployerInput{
		Name: "Zebedee Quoll Holdings Ltd", CompanyNumber: &number, Website: new("https://quoll.example"), LeadIt: new(true), Headcount: new(90),
	}))
	plain := must[hub.Employer](t)(b.app.CreateEmployer(as(council), hub.CreateEmployerInput{Name: "Plain Forge Ltd", LeadIt: new(true)}))
	gone := must[hub.Employer](t)(b.app.CreateEmployer(as(council), hub.CreateEmployerInput{Name: "Quoll Zebedee"}))
	// A visible employer is part of it; the history of that one has its name.
	plain = must[hub.Employer](t)(b.app.UpdateEmployer(as(council), hub.UpdateEmployerInput{ID: plain.ID, Version: plain.Version, ParentEmployerID: hub.OptionalEmployerID{Optional: hub.Set(e.ID)}}))
	part := must[hub.Employer](t)(b.app.CreateEmployer(as(council), hub.CreateEmployerInput{Name: "Plain Part Ltd"}))
	must[hub.Employer](t)(b.app.UpdateEmployer(as(council), hub.UpdateEmployerInput{ID: part.ID, Version: part.Version, ParentEmployerID: hub.OptionalEmployerID{Optional: hub.Set(e.ID)}}))
	site := must[hub.Site](t)(b.app.AddSite(as(council), hub.AddSiteInput{EmployerID: e.ID, Name: "Quoll Works", Address: []string{"1 Quoll Road"}, Postcode: new(hub.Postcode("S60 1AA"))}))
	person := must[hub.PersonRole](t)(b.app.AddPerson(as(chamber), hub.AddPersonInput{EmployerID: e.ID, Name: "Ann Quoll", Email: new(hub.EmailAddress("ann@quoll.example")), Function: hub.FunctionHRDirector}))
	// An e-mail to her waits to be filed. Its words are the chamber's own, so they say nothing about the secret.
	reached := must[hub.PersonRole](t)(b.app.AddPerson(as(chamber), hub.AddPersonInput{EmployerID: e.ID, Name: "Quoll Ng", Email: new(hub.EmailAddress("ng@mail.example")), Function: hub.FunctionOther}))
	exec(`INSERT INTO received_email (id, organisation_id, user_id, message_key, received_at, state, happened_on, subject, summary, party_addresses, party_names, unsure)
		VALUES (gen_random_uuid(), $1, $2, 'key', now(), 'TO_FILE', '2026-11-01', 'Hello', 'Hello', '{ng@mail.example}', '{Ng}', 'SEVERAL_EMPLOYERS')`, chamber.OrganisationID, chamber.UserID)
	other := must[hub.PersonRole](t)(b.app.AddPerson(as(chamber), hub.AddPersonInput{EmployerID: plain.ID, Name: "Bo Plain", Email: new(hub.EmailAddress("bo@plain.example")), Function: hub.FunctionHRDirector}))
	meet := func(by hub.Actor, with ...hub.EmployerID) hub.Interaction {
		return must[hub.Interaction](t)(b.app.RecordInteraction(as(by), hub.RecordInteractionInput{
			EmployerIds: with, Channel: hub.ChannelCall, Themes: []hub.Theme{hub.ThemeSkills}, Summary: "Quoll moves here", Visibility: hub.VisibilityShared,
			FollowUp: &hub.FollowUpInput{Title: "Ring Quoll", DueOn: due}, PersonIds: []hub.PersonID{person.Person.ID},
		}))
	}
	alone, both, councils := meet(chamber, e.ID), meet(council, e.ID, plain.ID), meet(council, e.ID)
	task := must[hub.Task](t)(b.app.CreateTask(as(chamber), hub.CreateTaskInput{Title: "Visit Quoll", EmployerID: &e.ID, DueOn: due, AssigneeID: &chamber.UserID}))
	partner := must[hub.Organisation](t)(b.app.AddOrganisation(as(hub.System), hub.AddOrganisationInput{Name: "Somebody else", Kind: hub.OrganisationOther}))
	elsewhere := b
	elsewhere.organisation = partner.ID
	must[hub.Interaction](t)(b.app.RecordInteraction(as(elsewhere.as(t, hub.RoleEngagement)), hub.RecordInteractionInput{
		EmployerIds: []hub.EmployerID{e.ID}, Channel: hub.ChannelEmail, Themes: []hub.Theme{hub.ThemeSkills}, Summary: "Wrote to Quoll too", Visibility: hub.VisibilityShared,
	}))
	exec(`UPDATE interaction SET created_at = '2026-11-23'`) // figures count what was known on a day of the business clock
	introduction := must[hub.Referral](t)(b.app.AskForIntroduction(as(chamber), hub.AskForIntroductionInput{EmployerID: e.ID, About: "Who is Quoll?", DueOn: due}))
	referral := must[hub.Referral](t)(b.app.Refer(as(chamber), hub.ReferInput{EmployerID: e.ID, OrganisationID: partner.ID, About: "Quoll needs you", DueOn: due}))
	closes := hub.NewDate(2026, 12, 17)
	launch := func(to ...hub.EmployerID) hub.Campaign {
		t.Helper()
		campaign, _, err := b.app.SendDiagnostic(as(chamber), hub.SendDiagnosticInput{
			QuestionnaireVersionID: b.pulse(t), Audience: hub.EmployerFilter{IDIn: to}, ClosesOn: &closes, Kind: hub.CampaignService, KindReason: new("they asked"),
			Functions: []hub.PersonFunction{hub.FunctionHRDirector},
		})
		if err != nil {
			t.Fatal(err)
		}
		return campaign
	}
	campaign := launch(e.ID, plain.ID)
	exec(`INSERT INTO response (id, invitation_id, employer_id, questionnaire_version_id, state, answers, reference, shared_with, started_at, submitted_at)
		SELECT gen_random_uuid(), i.id, i.employer_id, $2, 'SUBMITTED', '{}', CASE WHEN i.employer_id = $3 THEN 'QUOLL1' ELSE 'PLAIN1' END, ARRAY[$4::uuid], now(), now()
		FROM invitation i WHERE i.campaign_id = $1`, campaign.ID, b.pulse(t), e.ID, chamber.OrganisationID)
	exec(`UPDATE message SET state = 'ACCEPTED', sent_at = now(), subject = CASE WHEN employer_id = $1 THEN 'To Quoll' ELSE 'To you' END`, e.ID)
	exec(`INSERT INTO skills_need (id, employer_id, site_id, response_id, kind, status, skill, horizon, created_at)
		SELECT gen_random_uuid(), r.employer_id, CASE WHEN r.employer_id = $2 THEN $1::uuid END, r.id, 'SKILLS_GAP', 'OPEN', CASE WHEN r.employer_id = $2 THEN 'quolling' ELSE 'welding' END, 'NOW', now()
		FROM response r`, site.ID, e.ID)
	exec(`INSERT INTO accreditation (id, employer_id, scheme, level, awarded_on, source, recorded_at) SELECT gen_random_uuid(), id, 'DISABILITY_CONFIDENT', 1, '2026-01-01', 'CERTIFICATE', now() FROM employer WHERE id IN ($1, $2)`, e.ID, plain.ID)
	exec(`INSERT INTO accreditation_stage (id, employer_id, scheme, stage, since, recorded_at) SELECT gen_random_uuid(), id, 'MENOPAUSE_FRIENDLY', 'AWARE', '2026-01-01', now() FROM employer WHERE id IN ($1, $2)`, e.ID, plain.ID)
	exec(`INSERT INTO site (id, employer_id, name) SELECT gen_random_uuid(), $1, 'Plain works'`, plain.ID)
	exec(`INSERT INTO accreditation_cover (id, employer_id, scheme, site_id, since, reason, decided_at)
		SELECT gen_random_uuid(), CASE WHEN s.employer_id = $1 THEN $2::uuid ELSE $1::uuid END, 'DISABILITY_CONFIDENT', s.id, '2026-01-01', 'Quoll said so', now() FROM site s WHERE s.employer_id IN ($1, $2)`, e.ID, plain.ID)
	exec(`INSERT INTO practice (id, employer_id, topic, discussed_on, evidence, recorded_at) SELECT gen_random_uuid(), id, 'FLEXIBLE_HOURS', '2026-01-01', CASE WHEN id = $1 THEN 'Quoll told' END, now() FROM employer WHERE id IN ($1, $2)`, e.ID, plain.ID)
	exec(`INSERT INTO network_issue (id, network_id, employer_id, title, theme, raised_on, state, since)
		SELECT gen_random_uuid(), n.id, e.id, 'What ' || e.name || ' raised', 'SKILLS', '2026-01-01', 'OPEN', '2026-01-01' FROM employer e, network n WHERE e.id IN ($1, $2)`, e.ID, plain.ID)
	exec(`INSERT INTO network_issue_move (id, issue_id, state, on_day, text, recorded_at) SELECT gen_random_uuid(), id, 'OPEN', raised_on, title, now() FROM network_issue`)
	exec(`INSERT INTO good_practice (id, employer_id, title, story, consent_by, consent_on, consent_how, recorded_at)
		SELECT gen_random_uuid(), r.employer_id, 'How ' || e.name || ' does it', e.name, r.person_id, '2026-01-01', e.name, now() FROM person_role r JOIN employer e ON e.id = r.employer_id WHERE e.id IN ($1, $2)`, e.ID, plain.ID)
	exec(`INSERT INTO provider (id, name, name_key) VALUES (gen_random_uuid(), 'The college', 'the college')`)
	exec(`INSERT INTO school_encounter (id, employer_id, school, school_key, kind, happens_on, days, year_groups, pupil_places, feedback, recorded_at)
		SELECT gen_random_uuid(), id, 'Wath', 'wath', 'ENCOUNTER', '2026-10-01', 1, '{}', 20, CASE WHEN id = $1 THEN 'Quoll liked it' END, now() FROM employer WHERE id IN ($1, $2)`, e.ID, plain.ID)
	exec(`INSERT INTO collaboration (id, employer_id, provider_id, course, kind, starts_on, recorded_at)
		SELECT gen_random_uuid(), e.id, p.id, CASE WHEN e.id = $1 THEN 'Quolling' ELSE 'Welding' END, 'TEACHING', '2026-10-01', now() FROM employer e, provider p WHERE e.id IN ($1, $2)`, e.ID, plain.ID)
	exec(`INSERT INTO apprenticeship (id, employer_id, stage, level, standard, places, on_day, in_rotherham, recorded_at)
		SELECT gen_random_uuid(), id, 'STARTED', 3, CASE WHEN id = $1 THEN 'Quoller' ELSE 'Welder' END, 2, '2026-10-01', true, now() FROM employer WHERE id IN ($1, $2)`, e.ID, plain.ID)
	exec(`INSERT INTO course (id, provider_id, title, starts_on, ends_on, places, recorded_at) SELECT gen_random_uuid(), id, 'Welding bootcamp', '2026-10-01', '2026-12-01', 12, now() FROM provider`)
	exec(`INSERT INTO course_employer (course_id, employer_id) SELECT c.id, e.id FROM course c, employer e WHERE e.id IN ($1, $2)`, e.ID, plain.ID)
	exec(`INSERT INTO commitment (id, employer_id, kind, about, quantity, made_on, due_on, recorded_at)
		SELECT gen_random_uuid(), e.id, k.kind, CASE WHEN e.id = $1 THEN 'Quolls for schools' ELSE 'Schools' END, 100, '2026-01-01', '2026-12-01', now()
		FROM employer e, unnest('{MONEY,SCHOOL_ENCOUNTERS}'::text[]) k (kind) WHERE e.id IN ($1, $2)`, e.ID, plain.ID)
	exec(`INSERT INTO commitment_link (commitment_id, school_encounter_id) SELECT c.id, s.id FROM commitment c JOIN school_encounter s ON s.employer_id = c.employer_id WHERE c.kind = 'SCHOOL_ENCOUNTERS'`)
	exec(`INSERT INTO commitment_evidence (id, commitment_id, quantity, on_day, description, entered_by, entered_at)
		SELECT gen_random_uuid(), c.id, 50, '2026-10-01', CASE WHEN c.employer_id = $1 THEN 'Quoll paid' ELSE 'Paid' END, $2, now() FROM commitment c WHERE c.kind = 'MONEY'`, e.ID, chamber.UserID)
	exec(`INSERT INTO levy_word (id, employer_id, pays, transfer, said_on, note, recorded_at)
		SELECT gen_random_uuid(), id, true, 'GIVE', '2026-10-01', CASE WHEN id = $1 THEN 'Quoll said' END, now() FROM employer WHERE id IN ($1, $2)`, e.ID, plain.ID)
	exec(`INSERT INTO hosting_interest (employer_id, programme, year, level, said_on, reason)
		SELECT id, 'WORK_TRIAL', 2026, 'NOT_NOW', '2026-10-01', CASE WHEN id = $1 THEN 'Quoll moves' END FROM employer WHERE id IN ($1, $2)`, e.ID, plain.ID)
	exec(`INSERT INTO network_membership (id, network_id, employer_id, state, since) SELECT gen_random_uuid(), n.id, e.id, 'ACTIVE', '2026-01-01' FROM employer e, network n WHERE e.id IN ($1, $2)`, e.ID, plain.ID)
	exec(`INSERT INTO network_membership_move (id, membership_id, state, on_day, reason, recorded_at) SELECT gen_random_uuid(), id, 'ACTIVE', since, CASE WHEN employer_id = $1 THEN 'Quoll joined' END, now() FROM network_membership`, e.ID)
	exec(`INSERT INTO network_representative (id, membership_id, person_id, seat, since) SELECT gen_random_uuid(), m.id, r.person_id, 'DEPUTY', '2026-01-01' FROM network_membership m JOIN person_role r ON r.employer_id = m.employer_id`)
	exec(`WITH n AS (INSERT INTO network (id, name) VALUES (gen_random_uuid(), 'Everybody') RETURNING id)
		INSERT INTO network_rule (id, network_id, starts_on, in_rotherham) SELECT gen_random_uuid(), id, '2026-01-01', false FROM n`) // of which both are candidates
	exec(`INSERT INTO meeting (id, network_id, title, place, starts_at, ends_at, organisation_id) SELECT gen_random_uuid(), id, 'Skills', 'Forge Island', '2027-01-29', '2027-01-30', $1 FROM network`, council.OrganisationID)
	exec(`INSERT INTO meeting_invitee (id, meeting_id, employer_id, person_id, seat, note, told_at, attended)
		SELECT gen_random_uuid(), g.id, m.employer_id, r.person_id, 'DEPUTY', CASE WHEN m.employer_id = $1 THEN 'Quoll comes' END, now(), true
		FROM meeting g JOIN network_membership m ON m.network_id = g.network_id JOIN person_role r ON r.employer_id = m.employer_id ON CONFLICT DO NOTHING`, e.ID)
	exec(`WITH s AS (INSERT INTO site (id, employer_id, name) SELECT gen_random_uuid(), id, 'Works of ' || name FROM employer WHERE merged_into IS NULL RETURNING id, employer_id, name)
		INSERT INTO opportunity (id, employer_id, site_id, programme, role, places, days, state) SELECT gen_random_uuid(), employer_id, id, 'T_LEVEL', 'Fitter at ' || name, 2, '{}', 'DRAFT' FROM s`)
	exec(`INSERT INTO placement_request (id, kind, employer_id, person_id, organisation_id, occurrence, site_id, check_kind, asked_on, from_on, due_on, ends_on)
		SELECT gen_random_uuid(), 'SITE_CHECK', s.employer_id, r.person_id, $1, s.id::text, s.id, 'RISK_ASSESSMENT', '2026-10-01', '2026-10-01', '2026-10-15', '2027-01-01'
		FROM site s JOIN person_role r ON r.employer_id = s.employer_id WHERE s.name LIKE 'Works of %' ON CONFLICT DO NOTHING`, chamber.OrganisationID)
	exec(`INSERT INTO participant (id, reference, programme, age_band) VALUES (gen_random_uuid(), 'C-1', 'T_LEVEL', 'FROM_16')`)
	exec(`INSERT INTO participant_share (id, participant_id, employer_id, items, shared_on, recorded_at) SELECT gen_random_uuid(), n.id, e.id, '{NAME}', '2026-01-01', now() FROM participant n, employer e WHERE e.id IN ($1, $2)`, e.ID, plain.ID)
	exec(`INSERT INTO placement (id, participant_id, opportunity_id, employer_id, state, since, starts_on, days, proposed_at) SELECT gen_random_uuid(), n.id, o.id, o.employer_id, 'PROPOSED', '2026-01-01', '2026-01-01', '{}', now() FROM participant n, opportunity o`)
	exec(`INSERT INTO placement_request (id, kind, employer_id, person_id, organisation_id, occurrence, placement_id, asked_on, from_on, due_on, ends_on)
		SELECT gen_random_uuid(), 'END_REVIEW', l.employer_id, r.person_id, $1, l.id::text, l.id, '2026-10-01', '2026-10-01', '2026-10-15', '2027-01-01'
		FROM placement l JOIN person_role r ON r.employer_id = l.employer_id ON CONFLICT DO NOTHING`, chamber.OrganisationID)
	exec(`INSERT INTO placement_move (id, placement_id, state, on_day, recorded_at) SELECT gen_random_uuid(), id, state, since, now() FROM placement`)
	exec(`INSERT INTO placement_outcome (id, placement_id, kind, on_day, employer_id, evidence, state, claimed_at, claimed_by)
		SELECT gen_random_uuid(), id, 'JOB_START', '2026-01-01', employer_id, CASE WHEN employer_id = $1 THEN 'Quoll payslip' ELSE 'Payslip' END, 'CLAIMED', now(), $2 FROM placement`, e.ID, chamber.UserID)
	exec(`INSERT INTO placement_outcome_move (id, outcome_id, state, why, recorded_at) SELECT gen_random_uuid(), id, 'CLAIMED', evidence, now() FROM placement_outcome`)
	exec(`INSERT INTO placement_review (id, placement_id, stage, by_host, going, again, attendance, help, note, said_on, recorded_at)
		SELECT gen_random_uuid(), id, 'END', true, 'WELL', 'YES', 'EVERY_DAY', '{}', CASE WHEN employer_id = $1 THEN 'Quoll note' ELSE 'A note' END, '2026-01-01', now() FROM placement`, e.ID)
	exec(`INSERT INTO placement_ending (id, placement_id, ending, last_day, said_on, recorded_at) SELECT gen_random_uuid(), id, 'AS_PLANNED', '2026-01-01', '2026-01-01', now() FROM placement`)
	exec(`INSERT INTO subsidy (placement_id, per_period, most, answered_on, group_headcount, assistance, assistance_letter, agreed_at)
		SELECT id, 100, 100, '2026-01-01', 5, 0, CASE WHEN employer_id = $1 THEN 'Quoll 1' ELSE 'L 1' END, now() FROM placement`, e.ID)
	exec(`INSERT INTO subsidy_claim (id, placement_id, from_day, until_day, amount, payroll, state, claimed_at, claimed_by)
		SELECT gen_random_uuid(), placement_id, '2026-01-01', '2026-01-02', 100, assistance_letter, 'CLAIMED', now(), $1 FROM subsidy`, chamber.UserID)
	exec(`INSERT INTO subsidy_entry (id, placement_id, claim_id, amount, on_day, reference, recorded_at) SELECT gen_random_uuid(), placement_id, id, 100, '2026-01-02', payroll, now() FROM subsidy_claim`)
	exec(`INSERT INTO course_opportunity (course_id, opportunity_id) SELECT c.id, o.id FROM course c, opportunity o`)
	exec(`INSERT INTO duplicate_pair (id, first_id, second_id, score, reasons, found_at, found_by) VALUES (gen_random_uuid(), $1, $2, 0.9, '[]', now(), 'CHANGE')
		ON CONFLICT DO NOTHING`, plain.ID, e.ID)
	exec(`INSERT INTO import (id, source, file_name, bytes, state, header, mapping, started_by, finished_at)
		VALUES (gen_random_uuid(), 'SPREADSHEET', 'partners.csv', 1, 'FINISHED', '{name}', '{NAME}', $1, now())`, chamber.UserID)
	exec(`INSERT INTO import_row (import_id, line, outcome, reason, label, employer_id, raw)
		SELECT i.id, n, CASE n WHEN 2 THEN 'UPDATED' ELSE 'POSSIBLE_DUPLICATE' END, 'like Quoll', 'Zebedee Quoll', $1, 'Quoll' FROM import i, generate_series(2, 3) n`, e.ID)
	exec(`INSERT INTO import_row (import_id, line, outcome, reason, label, employer_id) SELECT i.id, 4, 'UPDATED', 'a name', 'Plain', $1 FROM import i`, plain.ID)
	exec(`INSERT INTO import_change (employer_id, import_id, line, created, kept) SELECT $1, i.id, 2, true, 'Quoll has tasks' FROM import i`, e.ID)
	exec(`INSERT INTO published_list (id, scheme, listed_on, file_name, digest, state, started_by, started_at)
		SELECT gen_random_uuid(), 'DISABILITY_CONFIDENT', day, 'list.csv', '', 'APPLIED', $1, now() FROM (VALUES (date '2026-09-01'), ('2026-10-01')) v (day)`, chamber.UserID)
	exec(`UPDATE published_list SET previous_id = (SELECT id FROM published_list WHERE listed_on = '2026-09-01') WHERE listed_on = '2026-10-01'`)
	exec(`INSERT INTO published_list_row (list_id, line, name, town, postcode, sector, region, level, row_key, outcome, employer_id)
		SELECT l.id, row_number() OVER (ORDER BY e.id) + 1, e.name, '', '', '', '', 1, e.id || l.id::text, 'MATCHED', e.id
		FROM published_list l, employer e WHERE e.id IN ($1, $2)`, e.ID, plain.ID)
	exec(`UPDATE published_list_row SET line = line + 10, name = 'Plain Two', row_key = 'two', employer_id = NULL, outcome = 'UNSURE',
			candidates = (SELECT jsonb_agg(jsonb_build_object('employer', 'employer_' || id, 'score', 0.6, 'reasons', '[]'::jsonb)) FROM employer WHERE id = ANY ($1))
		WHERE list_id = (SELECT id FROM published_list WHERE listed_on = '2026-10-01')`, []hub.EmployerID{e.ID, gone.ID, plain.ID})
	exec(`INSERT INTO published_list_row (list_id, line, name, town, postcode, sector, region, level, row_key, outcome, employer_id)
		SELECT id, 30, 'Zebedee Quoll', '', '', '', '', 1, 'three', 'MATCHED', $1::uuid FROM published_list WHERE listed_on = '2026-10-01'`, e.ID)
	exec(`INSERT INTO published_list_award (list_id, accreditation_id, line, after)
		SELECT l.id, a.id, 1, jsonb_build_object('ID', 'accreditation_' || a.id, 'EmployerID', 'employer_' || a.employer_id, 'AwardedOn', '2026-10-01', 'Reference', a.employer_id)
		FROM published_list l, accreditation a WHERE a.employer_id IN ($1, $2)`, e.ID, plain.ID)
	exec(`INSERT INTO left_out (campaign_id, place, employer_id, person_id, reason) VALUES ($1, 0, $2, $3, 'OVER_BUDGET')`, campaign.ID, e.ID, person.Person.ID)
	exec(`UPDATE campaign SET left_out = '{"OVER_BUDGET": 1}' WHERE id = $1`, campaign.ID)
	e = must[hub.AskedEmployer](t)(oneOf(b.app.EmployersByID(as(council), []hub.EmployerID{e.ID}))).Employer
	if _, _, err := b.app.MergeEmployers(as(council), hub.MergeEmployersInput{
		KeepEmployerID: e.ID, KeepVersion: e.Version, OtherEmployerID: gone.ID, OtherVersion: gone.Version, Reason: "Quoll twice",
	}); err != nil {
		t.Fatal(err)
	}
	exec(`INSERT INTO duplicate_pair (id, first_id, second_id, score, reasons, found_at, found_by) VALUES (gen_random_uuid(), $1, $2, 0.9, '[]', now(), 'CHANGE')
		ON CONFLICT DO NOTHING`, plain.ID, e.ID)
	e = must[hub.AskedEmployer](t)(oneOf(b.app.EmployersByID(as(council), []hub.EmployerID{e.ID}))).Employer
	s := theSecret{
		employer: e,
		ids: map[string][]string{
			"employer": {e.ID.String(), gone.ID.String()}, "site": {site.ID.String()}, "person": {person.Person.ID.String(), reached.Person.ID.String()}, "role": {person.ID.String(), reached.ID.String()},
			"interaction": {alone.ID.String(), councils.ID.String()}, "task": {task.ID.String()}, "referral": {introduction.ID.String(), referral.ID.String()},
		},
		known: map[string][]string{
			"employer": {plain.ID.String()}, "interaction": {both.ID.String()}, "person": {other.Person.ID.String()}, "role": {other.ID.String()},
			"campaign": {campaign.ID.String()}, "organisation": {chamber.OrganisationID.String()}, "user": {chamber.UserID.String()},
			"questionnaireversion": b.idsIn(t, "questionnaireversion", `SELECT id FROM questionnaire_version WHERE id <> $1`, b.pulse(t)), // nobody was asked these
		},
		words: []string{secretWord, secretNumber},
	}
	for kind, table := range map[string]string{"invitation": "invitation", "message": "message", "response": "response", "skillsneed": "skills_need", "accreditation": "accreditation", "practice": "practice", "membership": "network_membership", "opportunity": "opportunity", "networkissue": "network_issue", "goodpractice": "good_practice", "placement": "placement", "schoolencounter": "school_encounter", "collaboration": "collaboration", "apprenticeship": "apprenticeship", "commitment": "commitment"} {
		s.ids[kind] = b.idsIn(t, kind, `SELECT id FROM `+table+` WHERE employer_id = $1`, e.ID)
		s.known[kind] = b.idsIn(t, kind, `SELECT id FROM `+table+` WHERE employer_id = $1`, plain.ID)
	}
	s.ids["task"] = append(s.ids["task"], b.idsIn(t, "task", `SELECT id FROM task WHERE employer_id = $1 AND id <> $2`, e.ID, task.ID)...)
	s.ids["merge"] = b.idsIn(t, "merge", `SELECT id FROM employer_merge WHERE kept_id = $1`, e.ID)
	s.ids["duplicate"] = b.idsIn(t, "duplicate", `SELECT id FROM duplicate_pair WHERE $1 IN (first_id, second_id)`, e.ID)
	s.ids["evidence"] = b.idsIn(t, "evidence", `SELECT v.id FROM commitment_evidence v JOIN commitment c ON c.id = v.commitment_id WHERE c.employer_id = $1`, e.ID)
	s.ids["outcome"] = b.idsIn(t, "outcome", `SELECT id FROM placement_outcome WHERE employer_id = $1`, e.ID)
	s.ids["placementrequest"] = b.idsIn(t, "placementrequest", `SELECT id FROM placement_request WHERE employer_id = $1`, e.ID)
	s.ids["review"] = b.idsIn(t, "review", `SELECT r.id FROM placement_review r JOIN placement l ON l.id = r.placement_id WHERE l.employer_id = $1`, e.ID)
	s.ids["claim"] = b.idsIn(t, "claim", `SELECT c.id FROM subsidy_claim c JOIN placement l ON l.id = c.placement_id WHERE l.employer_id = $1`, e.ID)
	s.known["course"] = b.idsIn(t, "course", `SELECT id FROM course WHERE id <> $1`, hub.NewCourseID())
	s.known["publishedlist"] = b.idsIn(t, "publishedlist", `SELECT id FROM published_list WHERE id <> $1`, hub.NewImportID())
	s.known["import"] = b.idsIn(t, "import", `SELECT id FROM import WHERE id <> $1`, hub.NewImportID())
	for _, ids := range s.ids {
		for _, id := range ids {
			_, bare, _ := strings.Cut(id, "_")
			s.words = append(s.words, bare)
		}
	}
	return s
}

// must ends the test where something could not be made.
func must[T any](t *testing.T) func(T, error) T {
	t.Helper()
	return func(made T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
}

func oneOf[T any](all []T, err error) (one T, _ error) {
	if err == nil && len(all) != 1 {
		err = fmt.Errorf("%d in place of one", len(all))
	}
	if err != nil {
		return one, err
	}
	return all[0], nil
}

func (b testBundle) idsIn(t *testing.T, kind, sql string, args ...any) (ids []string) {
	t.Helper()
	rows, err := b.pool.Query(t.Context(), `SELECT '`+kind+`_' || id FROM (`+sql+`) found ORDER BY 1`, args...)
	if err != nil {
		t.Fatal(err)
	}
	if ids, err = pgx.CollectRows(rows, pgx.RowTo[string]); err != nil || len(ids) == 0 {
		t.Fatalf("no %s: %v", kind, err)
	}
	return ids
}

// deepest is how many objects lie between what a root field gives and what is read last.
const deepest = 2

// walk reads everything that the schema lets a caller read, by every path of up to deepest objects.
type walk struct {
	*testing.T
	api    http.Handler
	secret theSecret
	// read is told of each answer, with the type of the object that the path began at.
	read func(query, answer string)
}

// queries asks for every root field, and for the records of every kind by their IDs.
func (w walk) queries() {
	for _, field := range schema().Query.Fields {
		switch field.Name {
		case "__schema", "__type", "node", "nodes":
			continue
		}
		for _, arguments := range w.arguments(field) {
			w.path(field.Name+arguments, schema().Types[field.Type.Name()], "")
		}
	}
	for _, of := range schema().PossibleTypes["Node"] {
		kind := kindOfType(of.Name)
		if ids := slices.Concat(w.secret.ids[kind], w.secret.known[kind]); len(ids) > 0 {
			w.path(fmt.Sprintf(`nodes(ids: ["%s"])`, strings.Join(ids, `", "`)), of, of.Name)
		}
	}
}

// kindOfType is what stands before the IDs of a type.
func kindOfType(name string) string {
	for from, to := range map[string]string{"PersonRole": "role", "ApiToken": "token", "EmployerMerge": "merge", "DuplicatePair": "duplicate", "Account": "user", "Partner": "organisation"} {
		if name == from {
			return to
		}
	}
	return strings.ToLower(name)
}

// path asks for an object with all that it says itself, and with each object that hangs on it, and so on. on is the type of a node.
func (w walk) path(root string, of *ast.Definition, on string) {
	ask := func(selection string) (more bool) {
		if on != "" {
			selection = `{ id ... on ` + on + ` ` + selection + ` }`
		}
		query := `{ ` + root + ` ` + selection + ` }`
		got := ask(w.T, w.api, query, "")
		switch got.code() {
		case "TOO_COMPLEX":
			return true
		case "", "FORBIDDEN", "NOT_FOUND", "CONFLICT", "BAD_INPUT":
		default:
			w.Errorf("%.300s: %.300s", query, got.text)
		}
		w.read(query, got.text)
		return false
	}
	// As much at a time as the hub allows.
	for split := range deepest + 2 {
		selections, refused := w.selections(of, deepest, split), false
		for _, selection := range selections {
			if refused = ask(selection); refused {
				break
			}
		}
		if !refused {
			return
		}
	}
	w.Errorf("%.300s: all of it is too much to ask", root)
}

// selections are what to ask for of a type, down to depth more objects: apart for each object that hangs on it where split is more
// than 0, and so on down to split.
func (w walk) selections(of *ast.Definition, depth, split int) []string {
	if of.Kind != ast.Object && of.Kind != ast.Interface {
		return []string{""}
	}
	said, hang := []string{"__typename"}, []string{}
	for _, field := range of.Fields {
		if strings.HasPrefix(field.Name, "__") || field.Name == "totalCount" || field.Name == "edges" || field.Name == "pageInfo" { // edges say what nodes say
			continue
		}
		of := schema().Types[field.Type.Name()]
		arguments := w.arguments(field)
		if of.Kind != ast.Object && of.Kind != ast.Interface {
			said = append(said, field.Name+arguments[0])
			continue
		}
		deeper, apart := depth-1, split-1
		if field.Name == "nodes" || field.Name == "candidates" || field.Name == "parts" { // a list is no step of its own
			deeper, apart = depth, split
		}
		if deeper >= 0 {
			for _, selection := range w.selections(of, deeper, apart) {
				hang = append(hang, field.Name+arguments[0]+" "+selection)
			}
		}
	}
	own := strings.Join(said, " ")
	if split <= 0 {
		return []string{"{ " + own + " " + strings.Join(hang, " ") + " }"}
	}
	all := []string{"{ " + own + " }"}
	for _, one := range hang {
		all = append(all, "{ "+own+" "+one+" }")
	}
	return all
}

// arguments are the ways in which to call a field: with the least that it takes, for every record that an ID may name.
func (w walk) arguments(field *ast.FieldDefinition) []string {
	ways := []string{""}
	for _, argument := range field.Arguments {
		if argument.Name == "first" {
			ways = each(ways, []string{"first: 4"})
			continue
		}
		if searched := argument.Name == "text" || argument.Name == "search"; searched {
			ways = each(ways, []string{argument.Name + `: "quoll"`, argument.Name + `: "quol"`, argument.Name + `: "quall"`, argument.Name + `: "` + secretNumber + `"`})
			continue
		}
		if !argument.Type.NonNull || argument.DefaultValue != nil {
			continue
		}
		ways = each(ways, w.values(argument.Name, kindOf(field), argument.Type))
	}
	for i, way := range ways {
		if way != "" {
			ways[i] = "(" + way + ")"
		}
	}
	return ways
}

func each(ways, more []string) (all []string) {
	for _, way := range ways {
		for _, one := range more {
			all = append(all, strings.Trim(way+", "+one, ", "))
		}
	}
	return all
}

// values are those of an argument: of an ID the secret ones and the others, of anything else the least.
func (w walk) values(name, kind string, of *ast.Type) (all []string) {
	switch of.NamedType {
	case "AccreditationFilter":
		return []string{name + `: {scheme: "DISABILITY_CONFIDENT"}`}
	case "String":
		if name == "scheme" {
			return []string{name + `: "MENOPAUSE_FRIENDLY"`}
		}
	case "SendDiagnosticInput":
		return []string{name + `: {questionnaireVersionId: "` + w.secret.known["questionnaireversion"][0] + `", audience: {}, kind: SERVICE, kindReason: "asked", functions: [HR_DIRECTOR]}`}
	case "ID":
		if before, ok := strings.CutSuffix(name, "Id"); ok {
			kind = strings.ToLower(before)
			if strings.HasSuffix(before, "Employer") {
				kind = "employer"
			}
		}
		for _, id := range slices.Concat(w.secret.ids[kind], w.secret.known[kind]) {
			all = append(all, name+`: "`+id+`"`)
		}
	}
	if len(all) == 0 {
		all = []string{name + ": " + least(name, kind, of)}
	}
	return all
}

// tells notes the types of the objects in said that tell of the secret.
func (s theSecret) tells(said any, types map[string]bool) (does bool) {
	switch said := said.(type) {
	case string:
		said = strings.ToLower(said)
		return slices.ContainsFunc(s.words, func(word string) bool { return strings.Contains(said, word) })
	case []any:
		for _, one := range said {
			does = s.tells(one, types) || does
		}
	case map[string]any:
		for _, one := range said {
			does = s.tells(one, types) || does
		}
		if name, ok := said["__typename"].(string); ok && does {
			types[name] = true
		}
	}
	return does
}

// apart are the types that no question gives: roots, and what mutations and pages of lists hold, which is what others hold.
func apart(of *ast.Definition) bool {
	for _, end := range []string{"Payload", "Connection", "Edge"} {
		if strings.HasSuffix(of.Name, end) {
			return true
		}
	}
	// NotAdded and NotAsked are only answered to a change, of what its caller named.
	return of.Kind != ast.Object || of.Name == "NotAdded" || of.Name == "NotAsked" || of.Name == "Query" || of.Name == "Mutation" || of.Name == "Subscription"
}

func TestNothingTellsOfAConfidentialEnquiry(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.config.PerMinute = 1_000_000
	partner := func(kind hub.OrganisationKind, roles ...hub.Role) hub.Actor {
		t.Helper()
		o := must[hub.Organisation](t)(b.app.AddOrganisation(hub.WithActor(t.Context(), hub.System), hub.AddOrganisationInput{
			Name: string(kind), Kind: kind, Agreement: "DSA 2", AgreedUntil: hub.NewDate(2027, 11, 23),
		}))
		b := b
		b.organisation = o.ID
		return b.as(t, roles...)
	}
	all := []hub.Role{hub.RoleEngagement, hub.RolePlacements, hub.RoleManager, hub.RoleAnalyst, hub.RoleAdmin}
	council, chamber := b.as(t, all...), partner(hub.OrganisationChamber, all...)
	secret := b.secret(t, council, chamber)

	// While it is an ordinary employer every type that names employers tells of it: what nobody could tell would not leak either.
	told := map[string]bool{}
	for _, by := range []hub.Actor{council, chamber} {
		walk{t, b.api(by), secret, func(_, answer string) {
			var said any
			if err := json.Unmarshal([]byte(answer), &said); err != nil {
				t.Fatal(err)
			}
			secret.tells(said, told)
		}}.queries()
	}
	for _, of := range schema().Types {
		if names := slices.ContainsFunc(of.Fields, func(f *ast.FieldDefinition) bool { return f.Type.Name() == "Employer" }); names && !apart(of) && !told[of.Name] {
			t.Errorf("%s names employers: give theSecret one about the secret, so that this test sees whether it is hidden", of.Name)
		}
	}
	must[hub.Employer](t)(b.app.MakeConfidential(hub.WithActor(t.Context(), council), hub.MakeConfidentialInput{
		EmployerID: secret.employer.ID, Version: secret.employer.Version, Reason: "Quoll looks at three towns",
	}))

	for name, by := range map[string]hub.Actor{
		"another partner with every role":     chamber,
		"placement staff elsewhere":           partner(hub.OrganisationCollege, hub.RolePlacements),
		"an analyst of the lead organisation": b.as(t, hub.RoleAnalyst),
		"its administrator":                   b.as(t, hub.RoleAdmin),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := walk{t, b.api(by), secret, func(query, answer string) {
				for _, word := range secret.words {
					if at := strings.Index(strings.ToLower(answer), word); at >= 0 {
						t.Errorf("%.200s … tells %q: …%.300s", query, word, answer[max(0, at-150):])
					}
				}
			}}
			w.queries()
			for _, root := range []*ast.Definition{schema().Query, schema().Mutation, schema().Subscription} {
				w.calls(root)
			}
			w.counts()
			for _, format := range []hub.ExportFormat{hub.ExportCSV, hub.ExportXLSX} {
				var file bytes.Buffer
				if err := b.app.ExportEmployers(hub.WithActor(t.Context(), by), hub.ExportEmployersInput{Format: format, Order: hub.OrderByName}, &file); err == nil {
					w.read("an export as "+string(format), said(t, format, file.Bytes()))
				}
			}
		})
	}
}

// said is what a file of a format tells: a workbook is packed, so that nothing could be found in its bytes.
func said(t *testing.T, format hub.ExportFormat, file []byte) string {
	t.Helper()
	if format != hub.ExportXLSX {
		return string(file)
	}
	parts, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, part := range parts.File {
		all.Write(must[[]byte](t)(fs.ReadFile(parts, part.Name)))
	}
	return all.String()
}

// bareID is an ID as least makes them up.
var bareID = regexp.MustCompile(`"[a-z]+_[0-9a-f-]{36}"`)

// named is a call with the secret's IDs in place of made-up ones; false where there are none of their kinds.
func (s theSecret) named(call string) (with string, is bool) {
	used := map[string]int{}
	with = bareID.ReplaceAllStringFunc(call, func(made string) string {
		kind, _, _ := strings.Cut(strings.Trim(made, `"`), "_")
		ids := s.ids[kind]
		if len(ids) == 0 {
			return made
		}
		is = true
		used[kind]++
		return `"` + ids[(used[kind]-1)%len(ids)] + `"` // two of a call are not the same one
	})
	return with, is
}

// calls makes every call of a root that names a record with the secret's, and with records that are not there: both are answered
// alike.
func (w walk) calls(root *ast.Definition) {
	for _, field := range root.Fields {
		missing := call(root, field)
		secret, is := w.secret.named(missing)
		if strings.HasPrefix(field.Name, "__") || !is {
			continue
		}
		if root.Name == "Mutation" {
			const least, all = "{ __typename }", "{ userErrors { code message field } }"
			missing, secret = strings.Replace(missing, least, all, 1), strings.Replace(secret, least, all, 1)
		}
		none, hidden := use(w.T, w.api, root, missing), use(w.T, w.api, root, secret)
		if bareID.ReplaceAllString(none, "ID") != bareID.ReplaceAllString(hidden, "ID") {
			w.Errorf("%.300s: a missing record gives %.300s, a hidden one %.300s", secret, none, hidden)
		}
		w.read(secret, hidden)
	}
}

// counts compares how many there are with those that are shown: of every list at the root, and of those of known records.
func (w walk) counts() {
	list := func(query string, read ...string) {
		got := ask(w.T, w.api, query, "")
		if got.code() != "" {
			return // not for this caller
		}
		of, _ := at(got.body.Data, read...).(map[string]any)
		nodes, _ := of["nodes"].([]any)
		if total, _ := of["totalCount"].(float64); int(total) != len(nodes) {
			w.Errorf("%s counts %v and shows %d", query, total, len(nodes))
		}
	}
	counted := func(field *ast.FieldDefinition) (string, bool) {
		of := schema().Types[field.Type.Name()]
		return field.Name + `(first: 100) { totalCount nodes { __typename } }`, strings.HasSuffix(of.Name, "Connection") && of.Fields.ForName("totalCount") != nil
	}
	for _, field := range schema().Query.Fields {
		if ask, is := counted(field); is {
			if field.Name == "referrals" {
				ask = strings.Replace(ask, "first", "direction: SENT, first", 1)
			}
			list(`{ `+ask+` }`, field.Name)
		}
	}
	for _, of := range schema().PossibleTypes["Node"] {
		for _, id := range w.secret.known[kindOfType(of.Name)] {
			for _, field := range of.Fields {
				if ask, is := counted(field); is {
					list(`{ node(id: "`+id+`") { ... on `+of.Name+` { `+ask+` } } }`, "node", field.Name)
				}
			}
		}
	}
}

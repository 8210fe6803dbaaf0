package postgres_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"employerhub/internal/hub"
	"employerhub/internal/pgtest"
	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5/pgxpool"
)

func TestTimelineTellsEachViewerWhatTheyMaySee(t *testing.T) {
	t.Parallel()
	b := submitted(t)
	by := func(of hub.OrganisationID, roles ...hub.Role) postgres.Viewer {
		v := staff(roles...)
		v.OrganisationID = of
		return v
	}
	lead, asker := by(b.lead, hub.RoleEngagement), by(b.asker, hub.RoleManager)
	other := by(b.other, hub.RoleEngagement, hub.RoleManager)
	noAgreement := lead
	noAgreement.SharesPersonalData = false
	run(t, b.pool, `INSERT INTO hub_user (id, organisation_id, name, name_key, email, roles) VALUES ($1, $2, 'Ada Lead', 'ada lead', 'ada@example.org', '{}')`, lead.UserID, b.lead)
	run(t, b.pool, `INSERT INTO person_role (id, person_id, employer_id, function) SELECT gen_random_uuid(), id, $1, 'HR' FROM person`, b.employer)
	run(t, b.pool, `UPDATE employer SET created_at = '2026-01-05 09:00Z'`)
	run(t, b.pool, `INSERT INTO interaction (id, channel, happened_on, summary, visibility, state, organisation_id, user_id)
		VALUES ($1, 'VISIT', '2026-07-01', 'They need welders.', 'OWN_ORGANISATION', 'COMPLETE', $2, $3)`, hub.NewInteractionID(), b.lead, lead.UserID)
	run(t, b.pool, `INSERT INTO interaction (id, channel, happened_on, summary, visibility, state, organisation_id)
		VALUES ($1, 'CALL', '2026-12-01', 'A draft.', 'SHARED', 'DRAFT', $2)`, hub.NewInteractionID(), b.lead)
	run(t, b.pool, `INSERT INTO interaction_employer SELECT id, $1, organisation_id, happened_on, state FROM interaction`, b.employer)
	run(t, b.pool, `INSERT INTO message (id, person_id, employer_id, state, send_window, due_at, subject, sent_at)
		SELECT $1, p.id, $2, 'ACCEPTED', 'SURVEY', '2026-11-20 10:00Z', 'Five questions', '2026-11-20 10:00Z' FROM person p`, hub.NewMessageID(), b.employer)
	run(t, b.pool, `INSERT INTO reminder (id, rule, subject_id, invitation_id, occurrence, step, person_id, message_id)
		SELECT gen_random_uuid(), 'diagnostic.reminder', $1, $1, 'x', 1, m.person_id, m.id FROM message m`, b.invitation)
	run(t, b.pool, `INSERT INTO message (id, person_id, employer_id, send_window, due_at) SELECT $1, p.id, $2, 'SURVEY', '2026-11-30 10:00Z' FROM person p`, hub.NewMessageID(), b.employer)
	earlier := hub.NewCampaignID()
	run(t, b.pool, `INSERT INTO campaign (id, questionnaire_version_id, organisation_id, name, kind, state, reminder_plan, closes_on, launched_at)
		SELECT $1, questionnaire_version_id, organisation_id, 'Spring', kind, 'CLOSED', '{}', '2026-03-31', '2026-03-01' FROM campaign`, earlier)
	run(t, b.pool, `INSERT INTO invitation (id, campaign_id, employer_id, person_id, state, created_at, settled_at)
		SELECT $1, $2, $3, p.id, 'DECLINED', '2026-03-02', '2026-03-05 11:00Z' FROM person p`, hub.NewInvitationID(), earlier, b.employer)
	run(t, b.pool, `INSERT INTO audit (business_at, actor_kind, actor_name, action, record_kind, record_id, digest) VALUES (now(), 'USER', 'Mo Manager', 'employer.create', 'employer', $1, '')`, b.employer)

	const (
		created = "RECORD 2026-01-05T09:00:00Z Record created by Mo Manager"
		visit   = "INTERACTION 2026-06-30T23:00:00Z Visit by lead"
	)
	ofAsker := []string{ // names and subject hidden, but the records of the one that asked
		"RESPONSE 2026-11-23T10:00:00Z Test answered: RH-TEST, opens",
		"MESSAGE 2026-11-20T10:00:00Z Reminder sent, opens",
		visit + ", opens",
		"RESPONSE 2026-03-05T11:00:00Z Not now: Test",
		created,
	}
	facts := []string{
		"RESPONSE 2026-11-23T10:00:00Z Test answered",
		"MESSAGE 2026-11-20T10:00:00Z Reminder sent",
		visit + ", opens",
		"RESPONSE 2026-03-05T11:00:00Z Not now: Test",
		created,
	}
	draft := "INTERACTION 2026-12-01T00:00:00Z Call with lead"
	for name, tc := range map[string]struct {
		viewer postgres.Viewer
		want   []string
	}{
		"the organisation that leads, and was there": {lead, []string{
			draft + ": A draft., opens",
			"RESPONSE 2026-11-23T10:00:00Z Test answered: RH-TEST by Sam Reed, opens",
			"MESSAGE 2026-11-20T10:00:00Z Reminder sent to Sam Reed: Five questions",
			visit + ": They need welders. by Ada Lead, opens",
			"RESPONSE 2026-03-05T11:00:00Z Not now: Test by Sam Reed",
			created,
		}},
		"the same without an agreement": {noAgreement, append([]string{draft + ", opens", "RESPONSE 2026-11-23T10:00:00Z Test answered: RH-TEST, opens"}, facts[1:]...)},
		"the organisation that asked":   {asker, ofAsker},
		"any other partner":             {other, facts},
		"placement staff":               {by(b.other, hub.RolePlacements), facts},
		"an analyst of the lead's":      {by(b.lead, hub.RoleAnalyst), []string{created}},
		"an administrator":              {by(b.lead, hub.RoleAdmin), []string{created}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			list, err := postgres.Timeline(t.Context(), b.pool, tc.viewer, b.employer, hub.Page{First: 10})
			if err != nil {
				t.Fatal(err)
			}
			if got := told(list.Nodes); !slices.Equal(got, tc.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tc.want, "\n"))
			}
		})
	}
}

func told(entries []hub.TimelineEntry) (lines []string) {
	for _, e := range entries {
		line := fmt.Sprintf("%s %s %s", e.Kind, e.At.UTC().Format(time.RFC3339), e.Title)
		if e.Text != nil {
			line += ": " + *e.Text
		}
		if e.Who != nil {
			line += " by " + *e.Who
		}
		if e.InteractionID != nil || e.ResponseID != nil || e.MessageID != nil {
			line += ", opens"
		}
		lines = append(lines, line)
	}
	return lines
}

func TestTimelinePaging(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	fillTimelines(t, pool, 10)
	v, employer := fullTimeline(t, pool)

	whole, err := postgres.Timeline(t.Context(), pool, v, employer, hub.Page{First: 100})
	if err != nil || whole.HasNext || len(whole.Nodes) < 40 {
		t.Fatalf("got %d, more %t, %v", len(whole.Nodes), whole.HasNext, err)
	}
	if !slices.IsSortedFunc(whole.Nodes, func(a, b hub.TimelineEntry) int { return cmp.Compare(b.At.UnixNano(), a.At.UnixNano()) }) {
		t.Error("the latest is not first")
	}
	var read []hub.TimelineEntry
	ask := hub.Page{First: 7}
	for {
		page, err := postgres.Timeline(t.Context(), pool, v, employer, ask)
		if err != nil {
			t.Fatal(err)
		}
		read = append(read, page.Nodes...)
		if !page.HasNext {
			break
		}
		ask.After = page.Cursors[len(page.Cursors)-1]
	}
	if !slices.EqualFunc(read, whole.Nodes, func(a, b hub.TimelineEntry) bool { return a.ID == b.ID }) {
		t.Errorf("page by page: got %d entries, want %d in the same order", len(read), len(whole.Nodes))
	}
	if _, err := postgres.Timeline(t.Context(), pool, v, employer, hub.Page{First: 7, After: hub.Cursor{List: "tasks"}.String()}); hub.CodeOf(err) != hub.ErrBadInput {
		t.Errorf("a cursor of another list: %v", err)
	}
}

func TestNothingAboutAnEmployerReadsAWholeTable(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	fillTimelines(t, pool, 5000)
	v, employer := fullTimeline(t, pool)
	run(t, pool, `ANALYZE`)
	day := today

	var first hub.List[hub.TimelineEntry]
	for name, read := range map[string]func(q postgres.Querier, page hub.Page) ([]string, error){
		"timeline": func(q postgres.Querier, page hub.Page) ([]string, error) {
			list, err := postgres.Timeline(t.Context(), q, v, employer, page)
			first = list
			return list.Cursors, err
		},
		"recent contacts": func(q postgres.Querier, _ hub.Page) ([]string, error) {
			_, err := postgres.RecentContactsOf(t.Context(), q, v, []hub.EmployerID{employer})
			return nil, err
		},
		"tasks of an employer": func(q postgres.Querier, page hub.Page) ([]string, error) {
			list, err := postgres.Tasks(t.Context(), q, v, hub.TaskFilter{EmployerID: &employer}, page)
			return list.Cursors, err
		},
		"my open tasks": func(q postgres.Querier, page hub.Page) ([]string, error) {
			list, err := postgres.Tasks(t.Context(), q, v, hub.TaskFilter{Mine: new(true), StateIn: []hub.TaskState{hub.TaskOpen}, DueBy: &day}, page)
			return list.Cursors, err
		},
		"my organisation's tasks": func(q postgres.Querier, page hub.Page) ([]string, error) {
			list, err := postgres.Tasks(t.Context(), q, v, hub.TaskFilter{}, page)
			return list.Cursors, err
		},
	} {
		page := hub.Page{First: 5}
		for _, which := range []string{"first page", "later page"} {
			q := &planned{Querier: pool}
			cursors, err := read(q, page)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if plan := q.plans[0]; wholeTable.MatchString(plan) {
				t.Errorf("%s, %s:\n%s", name, which, plan)
			}
			if len(cursors) < 5 {
				break
			}
			page.After = cursors[4]
		}
	}
	if len(first.Nodes) != 5 {
		t.Errorf("the timeline has %d entries", len(first.Nodes))
	}
}

// fillTimelines adds so many employers, each with a person, two interactions, two messages, an answered and a refused
// invitation, and a task.
func fillTimelines(t *testing.T, pool *pgxpool.Pool, employers int) {
	t.Helper()
	run(t, pool, `INSERT INTO organisation (id, name, kind) SELECT gen_random_uuid(), 'Partner ' || n, 'OTHER' FROM generate_series(1, 4) n`)
	run(t, pool, `INSERT INTO hub_user (id, organisation_id, name, name_key, email, roles) SELECT gen_random_uuid(), id, 'Some Body', 'some body', name, '{}' FROM organisation`)
	run(t, pool, `INSERT INTO employer (id, name, name_key, search_words, lead_organisation_id)
		SELECT gen_random_uuid(), 'Works ' || n, 'works ' || n, 'works', (SELECT id FROM organisation ORDER BY name OFFSET n % 4 LIMIT 1) FROM generate_series(1, $1::int) n`, employers)
	run(t, pool, `INSERT INTO person (id, name) SELECT id, 'Sam Reed' FROM employer`)
	run(t, pool, `INSERT INTO person_role (id, person_id, employer_id, function) SELECT id, id AS person, id AS employer, 'HR' FROM employer`)
	run(t, pool, `INSERT INTO consent (person_id, topic, given_on, how, wording, recorded_at) SELECT id, 'NETWORK', date '2026-11-01' - (random() * 900)::int, 'on a form', 'Yes', now() FROM person`)
	run(t, pool, `INSERT INTO objection (person_id, topic, received_at, how) SELECT id, 'ALL', timestamptz '2026-11-01' - random() * interval '900 days', 'by phone' FROM person`)
	for n := range 2 {
		run(t, pool, `INSERT INTO interaction (id, channel, happened_on, summary, visibility, state, organisation_id)
			SELECT gen_random_uuid(), 'CALL', date '2026-11-01' - (random() * 900)::int, e.id::text, 'SHARED', 'COMPLETE', o.id FROM employer e, (SELECT id FROM organisation ORDER BY name OFFSET $1 LIMIT 1) o`, n)
		run(t, pool, `INSERT INTO message (id, person_id, employer_id, state, send_window, due_at, sent_at, subject)
			SELECT gen_random_uuid(), id, id AS employer, 'ACCEPTED', 'ANY', now(), timestamptz '2026-11-01' - random() * interval '900 days', 'Five questions' FROM employer`)
	}
	run(t, pool, `INSERT INTO interaction_employer SELECT id, summary::uuid, organisation_id, happened_on, state FROM interaction`)
	run(t, pool, `INSERT INTO audit (business_at, actor_kind, actor_name, action, record_kind, record_id, digest) SELECT now(), 'USER', 'Mo Manager', 'employer.create', 'employer', id, '' FROM employer`)
	run(t, pool, `INSERT INTO interaction_person SELECT id, summary::uuid FROM interaction`)
	questionnaire, version := hub.NewQuestionnaireID(), hub.NewQuestionnaireVersionID()
	run(t, pool, `INSERT INTO questionnaire (id, key, name) VALUES ($1, 'test', 'Test')`, questionnaire)
	run(t, pool, `INSERT INTO questionnaire_version (id, questionnaire_id, number, state, definition, published_at) VALUES ($1, $2, 1, 'PUBLISHED', '{}', now())`, version, questionnaire)
	for _, state := range []string{"SUBMITTED", "DECLINED"} {
		campaign := hub.NewCampaignID()
		run(t, pool, `INSERT INTO campaign (id, questionnaire_version_id, organisation_id, name, kind, state, reminder_plan, closes_on, launched_at)
			SELECT $1, $2, id, 'Autumn', 'SERVICE', 'RUNNING', '{}', '2026-12-14', now() FROM organisation ORDER BY name LIMIT 1`, campaign, version)
		run(t, pool, `INSERT INTO invitation (id, campaign_id, employer_id, person_id, state, created_at, settled_at) SELECT gen_random_uuid(), $1, id, id AS person, $2, now(), timestamptz '2026-11-01' - random() * interval '900 days' FROM employer`, campaign, state)
	}
	run(t, pool, `INSERT INTO reminder (id, rule, subject_id, invitation_id, occurrence, step, person_id, message_id)
		SELECT gen_random_uuid(), 'diagnostic.reminder', m.id, i.id, '', 1, m.person_id, m.id FROM message m JOIN invitation i USING (person_id) WHERE i.state = 'SUBMITTED'`)
	run(t, pool, `INSERT INTO response (id, invitation_id, employer_id, questionnaire_version_id, state, reference, started_at, submitted_at)
		SELECT gen_random_uuid(), id, employer_id, $1, 'SUBMITTED', id::text, settled_at, settled_at FROM invitation WHERE state = 'SUBMITTED'`, version)
	run(t, pool, `INSERT INTO task (id, title, employer_id, assignee_id, organisation_id, due_on)
		SELECT gen_random_uuid(), 'Call', e.id, u.id, u.organisation_id, date '2026-11-01' + (random() * 30)::int FROM employer e, LATERAL (SELECT id, organisation_id FROM hub_user WHERE e.id IS NOT NULL ORDER BY random() LIMIT 1) u`)
}

// fullTimeline is an employer with a long history, and a viewer who leads it.
func fullTimeline(t *testing.T, pool *pgxpool.Pool) (postgres.Viewer, hub.EmployerID) {
	t.Helper()
	v := staff(hub.RoleEngagement)
	var employer hub.EmployerID
	if err := pool.QueryRow(t.Context(), `SELECT id, organisation_id FROM hub_user ORDER BY id LIMIT 1`).Scan(&v.UserID.UUID, &v.OrganisationID.UUID); err != nil {
		t.Fatal(err)
	}
	if err := pool.QueryRow(t.Context(), `SELECT id FROM employer ORDER BY id LIMIT 1`).Scan(&employer.UUID); err != nil {
		t.Fatal(err)
	}
	run(t, pool, `UPDATE employer SET lead_organisation_id = $2 WHERE id = $1`, employer, v.OrganisationID)
	run(t, pool, `WITH added AS (
			INSERT INTO interaction (id, channel, happened_on, summary, visibility, state, organisation_id)
			SELECT gen_random_uuid(), 'VISIT', date '2026-11-01' - n / 3, 'Said', 'SHARED', 'COMPLETE', $2 FROM generate_series(1, 20) n RETURNING id, happened_on)
		INSERT INTO interaction_employer SELECT id, $1, $2, happened_on, 'COMPLETE' FROM added`, employer, v.OrganisationID)
	run(t, pool, `INSERT INTO message (id, person_id, employer_id, state, send_window, due_at, sent_at, subject)
		SELECT gen_random_uuid(), $1, $1, 'ACCEPTED', 'ANY', now(), timestamptz '2026-11-01' - n / 2 * interval '1 day', 'Five questions' FROM generate_series(1, 20) n`, employer)
	return v, employer
}

func TestTimelineTellsWhatPeopleWish(t *testing.T) {
	t.Parallel()
	b := submitted(t)
	by := func(of hub.OrganisationID, roles ...hub.Role) postgres.Viewer {
		v := staff(roles...)
		v.OrganisationID = of
		return v
	}
	person, gone := hub.NewPersonID(), hub.NewPersonID()
	for id, name := range map[hub.PersonID]string{person: "Jo Swann", gone: "Al Gone"} {
		run(t, b.pool, `INSERT INTO person (id, name) VALUES ($1, $2)`, id, name)
	}
	run(t, b.pool, `INSERT INTO person_role (id, person_id, employer_id, function) VALUES ($1, $2, $3, 'HR'), ($4, $2, $3, 'OWNER')`, hub.NewRoleID(), person, b.employer, hub.NewRoleID())
	run(t, b.pool, `INSERT INTO person_role (id, person_id, employer_id, function, until) VALUES ($1, $2, $3, 'HR', '2026-10-01')`, hub.NewRoleID(), gone, b.employer)
	run(t, b.pool, `INSERT INTO consent (person_id, topic, given_on, how, wording, recorded_at, withdrawn_on, withdrawn_how) VALUES
		($1, 'NETWORK', '2026-11-02', 'on a form', 'Yes', now(), '2026-11-09', 'by phone'), ($2, 'NETWORK', '2026-11-03', 'elsewhere', 'Yes', now(), NULL, NULL)`, person, gone)
	run(t, b.pool, `INSERT INTO objection (person_id, topic, received_at, how) VALUES ($1, 'ALL', '2026-11-10 12:00Z', 'by letter'), ($1, 'PLACEMENTS', '2026-11-08 12:00Z', 'by letter')`, person)
	run(t, b.pool, `INSERT INTO objection (person_id, topic, received_at, how) VALUES ($1, 'ALL', '2026-09-30 12:00Z', 'at the door')`, gone)

	for name, tc := range map[string]struct {
		viewer postgres.Viewer
		detail func(how, who string) string
		n      int
	}{
		"the lead":          {by(b.lead, hub.RoleEngagement), func(how, who string) string { return ": " + how + " by " + who }, 5},
		"any other partner": {by(b.other, hub.RoleEngagement), func(string, string) string { return "" }, 5},
		"an analyst":        {by(b.lead, hub.RoleAnalyst), nil, 0},
	} {
		list, err := postgres.Timeline(t.Context(), b.pool, tc.viewer, b.employer, hub.Page{First: 100})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, line := range told(list.Nodes) {
			if strings.HasPrefix(line, "CONSENT") {
				got = append(got, line)
			}
		}
		var want []string
		if tc.n > 0 {
			want = []string{
				"CONSENT 2026-11-10T12:00:00Z Objected to hearing from us at all" + tc.detail("by letter", "Jo Swann"),
				"CONSENT 2026-11-09T00:00:00Z Withdrew consent to marketing about networks and meetings" + tc.detail("by phone", "Jo Swann"),
				"CONSENT 2026-11-08T12:00:00Z Objected to hearing about placements" + tc.detail("by letter", "Jo Swann"),
				"CONSENT 2026-11-02T00:00:00Z Agreed to marketing about networks and meetings" + tc.detail("on a form", "Jo Swann"),
				"CONSENT 2026-09-30T12:00:00Z Objected to hearing from us at all" + tc.detail("at the door", "Al Gone"),
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

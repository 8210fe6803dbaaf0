package postgres_test

import (
	"regexp"
	"testing"

	"employerhub/internal/hub"
	"employerhub/internal/pgtest"
	"employerhub/internal/postgres"
)

// wholeOfCampaigns finds a plan that reads every row of what campaigns leave behind. Responses are left out: those to one campaign may
// be a good part of all.
var wholeOfCampaigns = regexp.MustCompile(`Seq Scan on (employer|person|person_role|message|reminder|invitation|left_out|skills_need|interaction_employer)\b`)

func TestNothingOfACampaignReadsAWholeTable(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	v := addViewers(t, pool)
	fill(t, pool, 5000)
	// 200 campaigns of the lead's organisation with 125 invitations each; one in ten is answered.
	run(t, pool, `INSERT INTO questionnaire (id, key, name) VALUES (gen_random_uuid(), 'pulse', 'Pulse')`)
	run(t, pool, `INSERT INTO questionnaire_version (id, questionnaire_id, number, state, definition, published_at) SELECT gen_random_uuid(), id, 1, 'PUBLISHED', '{}', now() FROM questionnaire`)
	run(t, pool, `INSERT INTO person (id, name, email) SELECT id, 'P', name_key || '@works.example' FROM employer`)
	run(t, pool, `INSERT INTO person_role (id, person_id, employer_id, function) SELECT gen_random_uuid(), employer.id, id, 'HR' FROM employer`)
	run(t, pool, `INSERT INTO campaign (id, questionnaire_version_id, organisation_id, name, kind, state, reminder_plan, closes_on, launched_at)
		SELECT gen_random_uuid(), v.id, $1, 'Campaign ' || n, 'SERVICE', 'CLOSED', '{"steps": []}', '2026-12-16', now() FROM questionnaire_version v, generate_series(1, 200) n`, v.lead.OrganisationID)
	run(t, pool, `INSERT INTO invitation (id, campaign_id, employer_id, person_id, state, created_at)
		SELECT gen_random_uuid(), c.id, e.id, p.id, 'CLOSED', now()
		FROM (SELECT id, row_number() OVER () AS n FROM campaign) c JOIN (SELECT id, row_number() OVER () AS n FROM employer) e ON e.n % 40 = c.n % 40 JOIN person p ON p.id = e.id`)
	run(t, pool, `INSERT INTO message (id, person_id, employer_id, campaign_id, state, send_window, due_at) SELECT id, person_id, employer_id, campaign_id, 'ACCEPTED', 'SURVEY', now() FROM invitation`)
	run(t, pool, `INSERT INTO reminder (id, rule, subject_id, invitation_id, occurrence, step, person_id, message_id) SELECT id, 'diagnostic.invitation', employer_id, id, id::text, 0, person_id, id FROM invitation`)
	run(t, pool, `INSERT INTO response (id, invitation_id, employer_id, questionnaire_version_id, state, reference, started_at, submitted_at)
		SELECT gen_random_uuid(), i.id, i.employer_id, v.id, 'SUBMITTED', i.id::text, now(), now() FROM invitation i, questionnaire_version v WHERE i.id::text < '1a'`)
	run(t, pool, `INSERT INTO skills_need (id, employer_id, response_id, kind, status, horizon, created_at) SELECT gen_random_uuid(), employer_id, id, 'SKILLS_GAP', 'OPEN', 'NOW', now() FROM response`)
	run(t, pool, `INSERT INTO left_out (campaign_id, place, employer_id, person_id, reason)
		SELECT campaign_id, row_number() OVER (PARTITION BY campaign_id ORDER BY id), employer_id, person_id, CASE WHEN id::text < '1a' THEN 'OBJECTED' ELSE 'BOUNCED' END FROM invitation`)
	run(t, pool, `ANALYZE`)
	var campaign hub.CampaignID
	if err := pool.QueryRow(t.Context(), `SELECT id FROM campaign ORDER BY id LIMIT 1`).Scan(&campaign); err != nil {
		t.Fatal(err)
	}
	page, of := hub.Page{First: 20}, []hub.CampaignID{campaign}

	for name, read := range map[string]func(q postgres.Querier) error{
		"campaigns": func(q postgres.Querier) error {
			_, err := postgres.Campaigns(t.Context(), q, v.lead.Actor, hub.CampaignFilter{}, page)
			return err
		},
		"campaigns of mine": func(q postgres.Querier) error {
			_, err := postgres.Campaigns(t.Context(), q, v.lead.Actor, hub.CampaignFilter{StateIn: []hub.CampaignState{hub.CampaignDraft}, Mine: new(true)}, page)
			return err
		},
		"figures": func(q postgres.Querier) error {
			_, err := postgres.FiguresOfCampaigns(t.Context(), q, v.lead.Actor, of)
			return err
		},
		"answers by day": func(q postgres.Querier) error {
			_, err := postgres.SubmittedByDay(t.Context(), q, v.lead.Actor, campaign)
			return err
		},
		"invitations": func(q postgres.Querier) error {
			_, err := postgres.Invitations(t.Context(), q, v.lead.Actor, postgres.InvitationQuery{Campaign: &campaign, StateIn: []hub.InvitationState{hub.InvitationClosed}, Page: page})
			return err
		},
		"who was left out": func(q postgres.Querier) error {
			_, err := postgres.LeftOut(t.Context(), q, v.lead.Actor, postgres.LeftOutQuery{Campaign: campaign, Page: page})
			return err
		},
		"who was left out for a reason": func(q postgres.Querier) error {
			_, err := postgres.LeftOut(t.Context(), q, v.lead.Actor, postgres.LeftOutQuery{Campaign: campaign, ReasonIn: []hub.LeftOutReason{hub.LeftOutObjected}, Page: page})
			return err
		},
		"messages": func(q postgres.Querier) error {
			_, err := postgres.Messages(t.Context(), q, v.lead.Actor, hub.MessageFilter{CampaignID: &campaign, StateIn: []hub.MessageState{hub.MessageAccepted}}, page)
			return err
		},
		"uncertain messages": func(q postgres.Querier) error {
			_, err := postgres.Messages(t.Context(), q, v.lead.Actor, hub.MessageFilter{StateIn: []hub.MessageState{hub.MessageUncertain}, Unsettled: true}, page)
			return err
		},
		"responses": func(q postgres.Querier) error {
			_, err := postgres.Responses(t.Context(), q, v.lead, postgres.ResponseQuery{Page: page})
			return err
		},
		"responses to a campaign": func(q postgres.Querier) error {
			_, err := postgres.Responses(t.Context(), q, v.lead, postgres.ResponseQuery{Filter: hub.ResponseFilter{CampaignID: &campaign}, Page: page})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			q := &planned{Querier: pool}
			if err := read(q); err != nil {
				t.Fatal(err)
			}
			for _, plan := range q.plans {
				if wholeOfCampaigns.MatchString(plan) {
					t.Errorf("%s", plan)
				}
			}
		})
	}
}

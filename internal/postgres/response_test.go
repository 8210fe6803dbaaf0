package postgres_test

import (
	"testing"
	"time"

	"employerhub/internal/hub"
	"employerhub/internal/pgtest"
	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

func TestWhoSeesAnswersAndNeeds(t *testing.T) {
	t.Parallel()
	b := submitted(t)
	staff := func(of hub.OrganisationID, roles ...hub.Role) hub.Actor {
		return hub.Actor{Kind: hub.ActorUser, OrganisationID: of, UserID: hub.NewUserID(), Roles: roles, SharesPersonalData: true}
	}

	for name, tc := range map[string]struct {
		by      hub.Actor
		answers bool // sees the response
		needs   bool // may know whether the employer has needs
		need    bool // sees the need that the response made
	}{
		"the organisation that asked":            {staff(b.asker, hub.RoleEngagement), true, true, true},
		"the organisation that leads":            {staff(b.lead, hub.RoleEngagement), true, true, true},
		"one that the employer chose":            {staff(b.chosen, hub.RoleManager), true, true, true},
		"any other partner":                      {staff(b.other, hub.RoleEngagement, hub.RoleManager), false, false, false},
		"placement staff, of needs only":         {staff(b.other, hub.RolePlacements), false, true, true},
		"an analyst of the one that asked":       {staff(b.asker, hub.RoleAnalyst), false, false, false},
		"an administrator of the one that leads": {staff(b.lead, hub.RoleAdmin), false, false, false},
		"the hub itself":                         {hub.System, true, true, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			viewer := postgres.Viewer{Actor: tc.by, Today: hub.NewDate(2026, time.November, 23)}

			byID, err := postgres.ResponsesByID(t.Context(), b.pool, viewer, []hub.ResponseID{b.response})
			if err != nil || (len(byID) == 1) != tc.answers {
				t.Errorf("got %d responses by ID, %v; want them seen: %v", len(byID), err, tc.answers)
			}
			byInvitation, err := postgres.ResponsesByInvitation(t.Context(), b.pool, viewer, []hub.InvitationID{b.invitation})
			if err != nil || (len(byInvitation) == 1) != tc.answers {
				t.Errorf("got %d responses by invitation, %v; want them seen: %v", len(byInvitation), err, tc.answers)
			}
			seen, err := postgres.EmployersWithNeedsSeen(t.Context(), b.pool, viewer, []hub.EmployerID{b.employer})
			if err != nil || (len(seen) == 1) != tc.needs {
				t.Errorf("got %v, %v; want the needs seen: %v", seen, err, tc.needs)
			}
			needs, err := postgres.SkillsNeedsOf(t.Context(), b.pool, viewer, []hub.EmployerID{b.employer})
			if err != nil || (len(needs) == 1) != tc.need {
				t.Fatalf("got %d needs, %v; want it seen: %v", len(needs), err, tc.need)
			}
			if tc.need && (needs[0].ResponseID != nil) != tc.answers {
				t.Errorf("the need names its response: %v, want %v", needs[0].ResponseID != nil, tc.answers)
			}
			from, err := postgres.SkillsNeedsFrom(t.Context(), b.pool, viewer, []hub.ResponseID{b.response})
			if err != nil || (len(from) == 1) != tc.answers {
				t.Errorf("got %d needs from the response, %v; want them seen: %v", len(from), err, tc.answers)
			}
		})
	}
}

func TestAnswersAreTheEmployersUntilTheySendThem(t *testing.T) {
	t.Parallel()
	b := submitted(t)
	viewer := postgres.Viewer{Actor: hub.System, Today: hub.NewDate(2026, time.November, 23)}
	if _, err := b.pool.Exec(t.Context(), `UPDATE response SET answers = '{"jobs": {"options": ["up"]}}'`); err != nil {
		t.Fatal(err)
	}
	sent, err := postgres.ResponsesByID(t.Context(), b.pool, viewer, []hub.ResponseID{b.response})
	if err != nil || len(sent) != 1 || len(sent[0].Given) != 1 {
		t.Fatalf("got %+v, %v; want one answer", sent, err)
	}
	if _, err := b.pool.Exec(t.Context(), `UPDATE response SET state = 'IN_PROGRESS'`); err != nil {
		t.Fatal(err)
	}

	saved, err := postgres.ResponsesByID(t.Context(), b.pool, viewer, []hub.ResponseID{b.response})

	if err != nil || len(saved) != 1 || len(saved[0].Given) != 0 {
		t.Fatalf("got %+v, %v; want the response without its answers", saved, err)
	}
}

type submittedResponse struct {
	pool                       *pgxpool.Pool
	asker, lead, chosen, other hub.OrganisationID
	employer                   hub.EmployerID
	invitation                 hub.InvitationID
	response                   hub.ResponseID
}

// submitted has an employer, whose lead is one organisation, and its submitted answers to another one, shared with a third.
func submitted(t *testing.T) submittedResponse {
	t.Helper()
	pool, _ := pgtest.New(t)
	b := submittedResponse{
		pool: pool, asker: hub.NewOrganisationID(), lead: hub.NewOrganisationID(), chosen: hub.NewOrganisationID(), other: hub.NewOrganisationID(),
		employer: hub.NewEmployerID(), invitation: hub.NewInvitationID(), response: hub.NewResponseID(),
	}
	now := time.Date(2026, time.November, 23, 10, 0, 0, 0, time.UTC)
	run := func(sql string, args pgx.StrictNamedArgs) {
		t.Helper()
		if _, err := pool.Exec(t.Context(), sql, args); err != nil {
			t.Fatal(err)
		}
	}
	for name, id := range map[string]hub.OrganisationID{"asker": b.asker, "lead": b.lead, "chosen": b.chosen, "other": b.other} {
		run(`INSERT INTO organisation (id, name, kind) VALUES (@id, @name, 'OTHER')`, pgx.StrictNamedArgs{"id": id, "name": name})
	}
	run(`INSERT INTO employer (id, name, name_key, search_words, lead_organisation_id) VALUES (@id, 'Don Valley Castings', 'don valley castings', 'don', @lead)`,
		pgx.StrictNamedArgs{"id": b.employer, "lead": b.lead})
	person, questionnaire, version, campaign := hub.NewPersonID(), hub.NewQuestionnaireID(), hub.NewQuestionnaireVersionID(), hub.NewCampaignID()
	run(`INSERT INTO person (id, name) VALUES (@id, 'Sam Reed')`, pgx.StrictNamedArgs{"id": person})
	run(`INSERT INTO questionnaire (id, key, name) VALUES (@id, 'test', 'Test')`, pgx.StrictNamedArgs{"id": questionnaire})
	run(`INSERT INTO questionnaire_version (id, questionnaire_id, number, state, definition, published_at) VALUES (@id, @of, 1, 'PUBLISHED', '{}', @now)`,
		pgx.StrictNamedArgs{"id": version, "of": questionnaire, "now": now})
	run(`INSERT INTO campaign (id, questionnaire_version_id, organisation_id, name, kind, state, reminder_plan, closes_on, launched_at)
		VALUES (@id, @version, @asker, 'Autumn', 'SERVICE', 'RUNNING', '{}', '2026-12-14', @now)`,
		pgx.StrictNamedArgs{"id": campaign, "version": version, "asker": b.asker, "now": now})
	run(`INSERT INTO invitation (id, campaign_id, employer_id, person_id, state, created_at) VALUES (@id, @campaign, @employer, @person, 'SUBMITTED', @now)`,
		pgx.StrictNamedArgs{"id": b.invitation, "campaign": campaign, "employer": b.employer, "person": person, "now": now})
	run(`INSERT INTO response (id, invitation_id, employer_id, questionnaire_version_id, state, reference, shared_with, started_at, submitted_at)
		VALUES (@id, @invitation, @employer, @version, 'SUBMITTED', 'RH-TEST', ARRAY[@chosen::uuid], @now, @now)`,
		pgx.StrictNamedArgs{"id": b.response, "invitation": b.invitation, "employer": b.employer, "version": version, "chosen": b.chosen, "now": now})
	run(`INSERT INTO skills_need (id, employer_id, response_id, kind, status, horizon, created_at) VALUES (@id, @employer, @response, 'SKILLS_GAP', 'OPEN', 'NOW', @now)`,
		pgx.StrictNamedArgs{"id": hub.NewSkillsNeedID(), "employer": b.employer, "response": b.response, "now": now})
	return b
}

package pages_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// setupFollowUp has a placement that started on 26 October and has its last day today, 23 November 2026, and the link of whoever is asked about it.
func setupFollowUp(t *testing.T) testBundle {
	t.Helper()
	b, _ := setupRequest(t)
	ids := pgx.NamedArgs{"employer": b.employer, "site": hub.NewSiteID(), "opportunity": hub.NewOpportunityID(), "participant": hub.NewParticipantID(), "placement": hub.NewPlacementID(), "person": b.person}
	for _, sql := range []string{
		`UPDATE placement_request SET withdrawn_at = now(), withdrawn_reason = 'not of this test'`,
		`INSERT INTO site (id, employer_id, name) VALUES (@site, @employer, 'Works')`,
		`INSERT INTO opportunity (id, employer_id, site_id, programme, role, places, days, state, contact_id) VALUES (@opportunity, @employer, @site, 'WORK_READY', 'Technician', 1, '{}', 'CLOSED', @person)`,
		`INSERT INTO participant (id, reference, programme, age_band) VALUES (@participant, 'PW-1', 'WORK_READY', 'FROM_18')`,
		`INSERT INTO placement (id, participant_id, opportunity_id, employer_id, state, since, starts_on, ends_on, days, place, proposed_at)
			VALUES (@placement, @participant, @opportunity, @employer, 'STARTED', '2026-10-26', '2026-10-26', '2026-11-23', '{}', 1, now())`,
	} {
		b.exec(t, sql, ids)
	}
	if _, err := b.app.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b testBundle) asked(t *testing.T, kind string) string {
	t.Helper()
	return "/asked/placementrequest_" + b.one(t, `SELECT id::text FROM placement_request WHERE kind = '`+kind+`' AND withdrawn_at IS NULL`)
}

func TestAHostSaysHowAPlacementWasAndEnds(t *testing.T) {
	t.Parallel()
	b := setupFollowUp(t)
	review, end := b.asked(t, "END_REVIEW"), b.asked(t, "COMPLETION")
	before := b.contents(t)
	list := b.get(t, "")
	list.says(t, "How was the placement? Technician, from 26 October 2026", "Did the placement end on 23 November 2026?")
	if strings.Contains(list.body, "PW-1") {
		t.Error("the list names the participant")
	}
	b.get(t, review).says(t, "How was the placement?", "our reference PW-1", "Say nothing about anybody’s health", "How regularly did they come?", "I cannot answer now, ask me another day")
	if b.contents(t) != before {
		t.Error("opening a page changed something")
	}
	b.post(t, review, url.Values{"going": {"WELL"}}).says(t, "There is a problem", "Select how regularly they came", "Select whether you would host somebody again")
	b.post(t, end, url.Values{"ending": {"ENDED_EARLY"}}).says(t, "There is a problem", "Enter the last day")
	b.post(t, end, url.Values{"ending": {"ENDED_EARLY"}, "lastDay.day": {"20"}, "lastDay.month": {"11"}, "lastDay.year": {"2026"}}).says(t, "Choose why it ended early")
	for path, form := range map[string]url.Values{
		review: {"going": {"VERY_WELL"}, "attendance": {"EVERY_DAY"}, "again": {"YES"}, "help": {"VISIT", "CALL"}, "note": {"A pleasure"}},
		end:    {"ending": {"ENDED_EARLY"}, "lastDay.day": {"20"}, "lastDay.month": {"11"}, "lastDay.year": {"2026"}, "reason": {"FOUND_WORK"}},
	} {
		for range 2 {
			if got := b.post(t, path, form); got.status != http.StatusSeeOther || got.location != path {
				t.Fatalf("%d, to %q\n%s", got.status, got.location, words(got.body))
			}
		}
		b.get(t, path).says(t, "Thank you, we have your answer")
	}
	b.wants(t, "the review", `SELECT concat_ws(' ', stage, going, help::text, note) FROM placement_review`, "END VERY_WELL {CALL,VISIT} A pleasure")
	b.wants(t, "the end", `SELECT concat_ws(' ', ending, last_day, reason) FROM placement_ending`, "ENDED_EARLY 2026-11-20 FOUND_WORK")
	b.wants(t, "the placement", `SELECT state FROM placement`, "STARTED")
	if left := b.get(t, ""); strings.Contains(left.body, "the placement") {
		t.Errorf("it still asks what was answered: %s", words(left.body))
	}
}

func TestAnEmployerIsToldWhereStaffWereFaster(t *testing.T) {
	t.Parallel()
	b := setupFollowUp(t)
	end := b.asked(t, "COMPLETION")
	b.exec(t, `UPDATE placement SET state = 'COMPLETED', place = NULL`, nil)
	b.post(t, end, url.Values{"ending": {"AS_PLANNED"}})
	b.get(t, end).says(t, "This is not needed any more")
	b.wants(t, "what is kept", `SELECT count(*)::text FROM placement_ending`, "0")
}

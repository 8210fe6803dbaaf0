package demo_test

import (
	"testing"

	"employerhub/internal/app"
	"employerhub/internal/demo"
	"employerhub/internal/hub"
	"employerhub/internal/pgtest"
)

func TestRecords(t *testing.T) {
	t.Parallel()
	pool, jobs := pgtest.New(t)
	a := app.New(pool, jobs, app.SystemClock)
	ctx := hub.WithActor(t.Context(), hub.System)
	if err := demo.Staff(ctx, a); err != nil {
		t.Fatal(err)
	}
	if err := demo.Records(ctx, a); err != nil {
		t.Fatal(err)
	}
	count := func(sql string) (n int) {
		t.Helper()
		if err := pool.QueryRow(t.Context(), sql).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	const rows = `SELECT (SELECT count(*) FROM employer) + (SELECT count(*) FROM site) + (SELECT count(*) FROM person) + (SELECT count(*) FROM task) + (SELECT count(*) FROM offer) + (SELECT count(*) FROM audit)`
	before := count(rows)
	// As a hub leaves it that was killed in the middle of a story.
	if _, err := pool.Exec(t.Context(), `
		UPDATE employer SET status = 'PROSPECT' WHERE id = (SELECT id FROM employer WHERE status = 'ENGAGED' ORDER BY id LIMIT 1)`); err != nil {
		t.Fatal(err)
	}

	if err := demo.Records(ctx, a); err != nil { // a second start
		t.Fatal(err)
	}

	if n := count(`SELECT count(*) FROM employer`); n < 4_800 || n > 5_000 {
		t.Errorf("%d employers, want nearly 5,000", n)
	}
	if n := count(`SELECT count(*) FROM employer e WHERE status = 'ENGAGED' AND account_lead_id IS NOT NULL`); n < 55 {
		t.Errorf("%d engaged employers with a lead, want about 60", n)
	}
	if _, err := a.FindDuplicates(ctx); err != nil {
		t.Fatal(err)
	}
	if n := count(`SELECT count(*) FROM duplicate_pair`); n < 8 {
		t.Errorf("%d duplicates to look at, want one a district", n)
	}
	if n := count(`SELECT count(*) FROM site JOIN postcode_directory USING (postcode) WHERE ward_code IS NOT NULL`); n < 55 {
		t.Errorf("%d sites in a ward, want about 60", n)
	}
	if n := count(`SELECT count(*) FROM network_membership m JOIN network_representative r ON r.membership_id = m.id`); n != 3 {
		t.Errorf("%d members with somebody who speaks for them, want 3", n)
	}
	if n := count(`SELECT count(*) FROM accreditation`); n != 8 {
		t.Errorf("%d awards, want 8", n)
	}
	if n := count(`SELECT count(*) FROM opportunity WHERE state = 'OPEN'`); n != 3 {
		t.Errorf("%d open opportunities, want 3", n)
	}
	if n := count(`SELECT count(DISTINCT state) FROM placement`); n != 7 {
		t.Errorf("placements in %d states, want 7", n)
	}
	if n := count(`SELECT count(*) FROM network_issue`); n != 3 {
		t.Errorf("%d issues, want 3", n)
	}
	if n := count(`SELECT count(*) FROM good_practice`); n != 3 {
		t.Errorf("%d good practices, want 3", n)
	}
	if n := count(`SELECT count(*) FROM school_encounter`) + count(`SELECT count(*) FROM apprenticeship`); n != 9 {
		t.Errorf("%d school encounters and records of apprenticeships, want 9", n)
	}
	if n := count(`SELECT count(*) FROM course_attendance`); n != 4 {
		t.Errorf("%d days of courses, want 4", n)
	}
	if n := count(`SELECT count(*) FROM commitment`) + count(`SELECT count(*) FROM area_plan`); n != 4 {
		t.Errorf("%d commitments and plans, want 4", n)
	}
	if n := count(`SELECT count(*) FROM hosting_interest WHERE response_id IS NULL`); n != 6 {
		t.Errorf("%d interests in hosting, want 6", n)
	}
	if n := count(`SELECT count(*) FROM placement_request WHERE kind = 'HOSTING_INTEREST' AND (stopped OR answered_at IS NOT NULL OR from_on > asked_on)`); n != 3 {
		t.Errorf("%d requests that are settled or put off, want 3", n)
	}
	if n := count(`SELECT count(*) FROM placement_outcome WHERE state IN ('CLAIMED', 'CONFIRMED')`) + count(`SELECT count(*) FROM placement_review`); n != 6 {
		t.Errorf("%d outcomes and reviews, want 6", n)
	}
	if n := count(`SELECT count(DISTINCT state) FROM subsidy_claim`); n != 4 {
		t.Errorf("claims of subsidies in %d states, want 4", n)
	}
	if n := count(`SELECT count(*) FROM practice`); n != 8 {
		t.Errorf("%d practices, want 8", n)
	}
	if n := count(`SELECT count(*) FROM person WHERE email LIKE '%.example'`); n < 165 {
		t.Errorf("%d people who can be written to, want about 180", n)
	}
	if n := count(`SELECT count(*) FROM interaction_employer`); n < 180 {
		t.Errorf("%d contacts, want several for each", n)
	}
	if n := count(`SELECT count(*) FROM task WHERE state = 'OPEN'`); n < 10 {
		t.Errorf("%d open tasks, want some for everybody", n)
	}
	if n := count(`SELECT count(*) FROM offer JOIN provider ON provider.id = offer.provider_id`); n != 15 {
		t.Errorf("%d offers, want 15", n)
	}
	if n := count(`SELECT count(*) FROM person WHERE email NOT LIKE '%.example'`); n != 0 {
		t.Errorf("%d addresses that may be real", n)
	}
	if after := count(rows); after != before {
		t.Errorf("a second start made %d rows", after-before)
	}
}

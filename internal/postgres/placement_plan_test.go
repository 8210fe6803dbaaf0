package postgres_test

import (
	"regexp"
	"testing"

	"employerhub/internal/hub"
	"employerhub/internal/pgtest"
	"employerhub/internal/postgres"
)

func TestNoListOfPlacementsReadsAWholeTable(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	fill(t, pool, 10_000)
	coordinator := postgres.Viewer{Actor: hub.Actor{Kind: hub.ActorUser, OrganisationID: hub.NewOrganisationID(), UserID: hub.NewUserID(), Roles: []hub.Role{hub.RolePlacements}, SharesPersonalData: true}, Today: today}
	run(t, pool, `INSERT INTO postcode_directory (postcode, ward_code) SELECT 'S1 ' || n, (SELECT code FROM ward ORDER BY code OFFSET n % 20 LIMIT 1) FROM generate_series(1, 500) n`)
	run(t, pool, `INSERT INTO site (id, employer_id, name, postcode) SELECT gen_random_uuid(), id, 'Works', 'S1 ' || 1 + n % 500 FROM (SELECT id, row_number() OVER () AS n FROM employer) e, generate_series(1, 2)`)
	run(t, pool, `INSERT INTO opportunity (id, employer_id, site_id, programme, role, places, starts_on, ends_on, days, from_time, until_time, state)
		SELECT gen_random_uuid(), employer_id, id, CASE n % 9 WHEN 0 THEN 'T_LEVEL' ELSE 'WORK_READY' END, 'Fitter', 4, date '2026-06-01' + n % 900, date '2026-09-01' + n % 900, '{MONDAY,TUESDAY}', '09:00', '16:00', 'OPEN'
		FROM (SELECT id, employer_id, row_number() OVER ()::int AS n FROM site) s`)
	run(t, pool, `INSERT INTO participant (id, reference, programme, age_band) SELECT gen_random_uuid(), 'PW-' || n, 'WORK_READY', 'FROM_18' FROM generate_series(1, 50000) n`)
	run(t, pool, `ALTER TABLE placement DISABLE TRIGGER USER`) // they look at one row at a time
	run(t, pool, `INSERT INTO placement (id, participant_id, opportunity_id, employer_id, state, since, starts_on, ends_on, days, from_time, until_time, place, proposed_at)
		SELECT gen_random_uuid(), p.id, o.id, o.employer_id, CASE WHEN n < 2000 THEN 'PROPOSED' WHEN n < 4000 THEN 'CONFIRMED' WHEN n < 6000 THEN 'STARTED' ELSE 'COMPLETED' END, '2026-01-01', o.starts_on, o.ends_on, o.days,
			o.from_time, o.until_time, CASE WHEN n BETWEEN 2000 AND 5999 THEN 1 + n / 20000 END, now()
		FROM (SELECT id, row_number() OVER () AS n FROM participant) p
		JOIN (SELECT *, row_number() OVER () AS m FROM opportunity) o ON o.m = 1 + p.n % 20000`)
	run(t, pool, `INSERT INTO hub_user (id, organisation_id, name, name_key, email, phone, roles) SELECT gen_random_uuid(), o.id, 'Pat', 'pat', 'pat@partner.example', '01709 1', '{PLACEMENTS}' FROM organisation o LIMIT 1`)
	run(t, pool, `INSERT INTO hub_user (id, organisation_id, name, name_key, email, phone, roles) SELECT gen_random_uuid(), o.id, 'Sal', 'sal', 'sal@partner.example', '01709 2', '{PLACEMENTS}' FROM organisation o LIMIT 1`)
	run(t, pool, `INSERT INTO placement_outcome (id, placement_id, kind, weeks, on_day, employer_id, evidence, state, claimed_at, claimed_by)
		SELECT gen_random_uuid(), l.id, k, CASE k WHEN 'SUSTAINED' THEN 13 END, l.starts_on + 30, l.employer_id, 'Payslip', 'CLAIMED', '2025-06-01', u.id
		FROM (SELECT *, row_number() OVER () AS n FROM placement WHERE state = 'COMPLETED' LIMIT 8000) l, unnest('{JOB_START,SUSTAINED}'::text[]) k, hub_user u WHERE u.name = 'Pat' AND (k = 'JOB_START' OR n % 10 > 0)`)
	run(t, pool, `INSERT INTO placement_outcome (id, placement_id, kind, on_day, evidence, state, claimed_at, claimed_by)
		SELECT gen_random_uuid(), l.id, k, l.starts_on + 20, 'A call', 'CLAIMED', '2025-06-01', u.id FROM placement l, unnest('{INTERVIEW,OFFER}'::text[]) k, hub_user u WHERE u.name = 'Pat' AND l.state = 'COMPLETED'`)
	run(t, pool, `INSERT INTO placement_review (id, placement_id, stage, by_host, going, again, attendance, help, said_on, recorded_at)
		SELECT gen_random_uuid(), id, 'END', true, 'WELL', 'YES', 'EVERY_DAY', '{}', ends_on, now() FROM placement WHERE state = 'COMPLETED'`)
	// Every fifth placement is subsidised, each with five claims: most of them paid, and for most of it the placement was over long ago.
	run(t, pool, `UPDATE placement SET state = 'ENDED_EARLY' WHERE id IN (SELECT id FROM placement WHERE state = 'COMPLETED' LIMIT 3000)`)
	run(t, pool, `INSERT INTO subsidy (placement_id, per_period, most, answered_on, group_headcount, assistance, assistance_letter, agreed_at)
		SELECT id, 40000, 240000, starts_on, 40, 0, 'MFA 1', now() FROM placement l JOIN (SELECT id AS n, row_number() OVER () AS m FROM placement) r ON r.n = l.id WHERE m % 5 = 0`)
	run(t, pool, `INSERT INTO subsidy_claim (id, placement_id, from_day, until_day, amount, payroll, state, claimed_at, claimed_by, approved_at, approved_by)
		SELECT gen_random_uuid(), s.placement_id, s.answered_on + 7 * k, s.answered_on + 7 * k + 6, 40000, 'P 1', CASE WHEN n % 20 = 0 AND k = 4 THEN 'CLAIMED' WHEN n % 20 = 1 AND k = 4 THEN 'APPROVED' ELSE 'PAID' END, '2026-06-01', c.id, '2026-06-02', a.id
		FROM (SELECT *, row_number() OVER () AS n FROM subsidy) s, generate_series(0, 4) k, hub_user c, hub_user a WHERE c.name = 'Pat' AND a.name = 'Sal'`)
	run(t, pool, `VACUUM ANALYZE subsidy, subsidy_claim, placement_outcome, placement_review, placement, participant, opportunity, site`)
	var one hub.Placement
	if err := pool.QueryRow(t.Context(), `SELECT id, participant_id, opportunity_id, employer_id FROM placement WHERE state = 'STARTED' LIMIT 1`).Scan(&one.ID, &one.ParticipantID, &one.OpportunityID, &one.EmployerID); err != nil {
		t.Fatal(err)
	}
	var ward string
	if err := pool.QueryRow(t.Context(), `SELECT min(ward_code) FROM postcode_directory`).Scan(&ward); err != nil {
		t.Fatal(err)
	}
	page, whole := hub.Page{First: 50}, regexp.MustCompile(`Seq Scan on (employer|opportunity|participant|placement|placement_outcome|placement_review|site|subsidy|subsidy_claim)\b`)
	filters := map[string]hub.PlacementFilter{
		"all": {}, "of an employer": {EmployerID: &one.EmployerID}, "of an opportunity": {OpportunityID: &one.OpportunityID}, "of a participant": {ParticipantID: &one.ParticipantID},
		"of a state": {StateIn: []hub.PlacementState{hub.PlacementConfirmed}}, "not over": {StateIn: hub.ActivePlacements}, "of a programme": {ProgrammeIn: []string{"T_LEVEL"}},
		"of a sector": {SicSectionIn: []string{"C"}}, "of a ward": {WardIn: []string{ward}}, "of a ward without any": {WardIn: []string{"E05999999"}}, "that start soon": {StartsFrom: &today, StartsBy: new(today.AddDays(7))},
	}
	reads := map[string]func(q postgres.Querier) error{
		"participants": func(q postgres.Querier) error {
			_, err := postgres.Participants(t.Context(), q, coordinator, hub.ParticipantFilter{}, page)
			return err
		},
		"participants by reference": func(q postgres.Querier) error {
			list, err := postgres.Participants(t.Context(), q, coordinator, hub.ParticipantFilter{Reference: new("pw-4711")}, page)
			if err == nil && len(list.Nodes) != 11 {
				t.Errorf("%d begin with it", len(list.Nodes))
			}
			return err
		},
		"the board": func(q postgres.Querier) error {
			_, err := postgres.CountPlacementsByState(t.Context(), q, coordinator)
			return err
		},
		"places left": func(q postgres.Querier) error {
			_, err := postgres.PlacesLeft(t.Context(), q, coordinator, []hub.OpportunityID{one.OpportunityID})
			return err
		},
		"places held": func(q postgres.Querier) error {
			if _, err := postgres.PlacementsOnProgramme(t.Context(), q, one.ParticipantID, "T_LEVEL"); err != nil {
				return err
			}
			_, err := postgres.PlacesHeldBy(t.Context(), q, one.ParticipantID)
			return err
		},
		"the digest of a coordinator": func(q postgres.Querier) error {
			by := postgres.Horizons{}
			for _, rule := range []hub.ReminderRule{hub.RulePlacementStart, hub.RulePlacementReview, hub.RulePlacementCompletion, hub.RulePlacementEndReview, hub.RulePlacementEnding, hub.RulePlacementOutcome, hub.RulePlacementCheck, hub.RuleOpportunityCheck, hub.RuleOpportunityUnfilled,
				hub.RuleSubsidyClaim, hub.RuleSubsidyApproval, hub.RuleSubsidyPayment, hub.RuleSubsidyClawback} {
				by[rule] = today.AddDays(28)
			}
			_, err := postgres.DigestPlacements(t.Context(), q, coordinator, by, hub.MessageID{}, 200)
			return err
		},
		"outcomes": func(q postgres.Querier) error {
			list, err := postgres.PlacementOutcomes(t.Context(), q, coordinator, hub.OutcomeFilter{StateIn: []hub.OutcomeState{hub.OutcomeClaimed}}, page)
			if err == nil && len(list.Nodes) != page.First {
				t.Errorf("%d outcomes: too few to tell", len(list.Nodes))
			}
			return err
		},
		"outcomes at an employer": func(q postgres.Querier) error {
			_, err := postgres.PlacementOutcomes(t.Context(), q, coordinator, hub.OutcomeFilter{EmployerID: &one.EmployerID}, page)
			return err
		},
		"outcomes of a placement": func(q postgres.Querier) error {
			_, err := postgres.OutcomesOf(t.Context(), q, coordinator, []hub.PlacementID{one.ID})
			return err
		},
		"what hosts are asked": func(q postgres.Querier) error {
			_, err := postgres.PlacementsToAsk(t.Context(), q, today, 100)
			return err
		},
		"what is due": func(q postgres.Querier) error {
			_, err := postgres.PlacementsDue(t.Context(), q, coordinator, hub.PlacementDueFilter{Ours: new(true)}, page)
			return err
		},
		"what waits of subsidies": func(q postgres.Querier) error {
			list, err := postgres.WaitingSubsidies(t.Context(), q, coordinator, hub.WaitingSubsidyFilter{}, page)
			if err == nil && len(list.Nodes) != page.First {
				t.Errorf("%d wait: too few to tell", len(list.Nodes))
			}
			return err
		},
		"what waits of subsidies for me": func(q postgres.Querier) error {
			_, err := postgres.WaitingSubsidies(t.Context(), q, coordinator, hub.WaitingSubsidyFilter{ForMe: new(true)}, page)
			return err
		},
		"what waits of subsidies at an employer": func(q postgres.Querier) error {
			_, err := postgres.WaitingSubsidies(t.Context(), q, coordinator, hub.WaitingSubsidyFilter{EmployerID: &one.EmployerID}, page)
			return err
		},
		"totals of subsidies": func(q postgres.Querier) error {
			_, err := postgres.SubsidyTotals(t.Context(), q, coordinator, hub.WaitingSubsidyFilter{})
			return err
		},
		"what hosts were told": func(q postgres.Querier) error {
			_, err := postgres.SharesOf(t.Context(), q, coordinator, []hub.ParticipantID{one.ParticipantID})
			return err
		},
		"steps": func(q postgres.Querier) error {
			_, err := postgres.PlacementMoves(t.Context(), q, coordinator, []hub.PlacementID{one.ID})
			return err
		},
	}
	for name, f := range map[string]hub.OpportunityFilter{
		"all": {}, "open": {StateIn: []hub.OpportunityState{hub.OpportunityOpen}}, "of a programme": {ProgrammeIn: []string{"T_LEVEL"}}, "of a sector": {SicSectionIn: []string{"C"}},
		"of a ward": {WardIn: []string{ward}}, "of a ward without any": {WardIn: []string{"E05999999"}}, "that start soon": {StartsFrom: &today, StartsBy: new(today.AddDays(7))},
	} {
		reads["opportunities "+name] = func(q postgres.Querier) error {
			_, err := postgres.Opportunities(t.Context(), q, coordinator, f, page)
			return err
		}
	}
	for name, f := range filters {
		reads["placements "+name] = func(q postgres.Querier) error {
			_, err := postgres.Placements(t.Context(), q, coordinator, f, page)
			return err
		}
	}
	for name, read := range reads {
		q := &planned{Querier: pool}
		if err := read(q); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, plan := range q.plans {
			if whole.MatchString(plan) {
				t.Errorf("%s:\n%s", name, plan)
			}
		}
	}
}

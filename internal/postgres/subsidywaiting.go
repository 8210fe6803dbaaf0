package postgres

import (
	"context"
	"strconv"
	"strings"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// lately are the placements l that have started and were not over a year ago, each part by its index.
const lately = `(
	SELECT * FROM placement WHERE state = 'STARTED'
	UNION ALL SELECT * FROM placement WHERE state IN ('COMPLETED', 'ENDED_EARLY') AND ends_on BETWEEN @today::date - 365 AND @today::date) l`

// nextClaim joins to placement l its subsidy s and n, the days that may be claimed next and what is left for them. OFFSET 0 keeps PostgreSQL from reading
// all subsidies that there ever were.
var nextClaim = `
	JOIN LATERAL (SELECT * FROM subsidy h WHERE h.placement_id = l.id OFFSET 0) s ON true
	JOIN LATERAL (
		SELECT coalesce(max(c.until_day) + 1, l.starts_on) AS from_day, least(coalesce(max(c.until_day) + 1, l.starts_on) + ` + strconv.Itoa(hub.SubsidyClaimDays-1) + `, l.ends_on) AS until_day,
			least(s.per_period, s.most - coalesce(sum(c.amount), 0))::bigint AS amount
		FROM subsidy_claim c WHERE c.placement_id = l.id AND c.state <> 'REFUSED'
	) n ON true`

// claimsOf joins to placement l its claims c.
const claimsOf = ` JOIN LATERAL (SELECT * FROM subsidy_claim h WHERE h.placement_id = l.id OFFSET 0) c ON true`

// placementOf joins to claim c its placement l.
const placementOf = `subsidy_claim c JOIN LATERAL (SELECT * FROM placement h WHERE h.id = c.placement_id OFFSET 0) l ON true`

// subsidyWaits are how what waits is found: rows of placement l. Nobody is asked to claim for one that was over a year ago.
var subsidyWaits = map[hub.SubsidyWait]struct{ from, where, day, columns string }{
	hub.SubsidyToClaim: {
		lately + nextClaim, `n.amount > 0 AND n.until_day >= n.from_day`,
		`n.until_day`, `NULL::uuid AS claim_id, n.from_day, n.until_day, n.amount`,
	},
	hub.SubsidyToApprove:  {placementOf, `c.state = 'CLAIMED'`, `(c.claimed_at AT TIME ZONE 'Europe/London')::date`, ofClaim},
	hub.SubsidyToPay:      {placementOf, `c.state = 'APPROVED'`, `(c.approved_at AT TIME ZONE 'Europe/London')::date`, ofClaim},
	hub.SubsidyToClawBack: {`placement l` + claimsOf, `l.state = 'ENDED_EARLY' AND c.state = 'PAID'`, `l.ends_on`, ofClaim},
}

const ofClaim = `c.id AS claim_id, c.from_day, c.until_day, c.amount`

// mayApprove says that claim c at opportunity o is for the viewer to approve: another person made it, and the viewer's organisation works on the opportunity, or
// nobody else at the claimant's could approve it.
const mayApprove = `c.claimed_by <> @me AND (` + worksOn + ` OR NOT EXISTS (
	SELECT FROM hub_user cu JOIN hub_user au ON au.organisation_id = cu.organisation_id AND au.id <> cu.id AND au.disabled_at IS NULL AND 'PLACEMENTS' = ANY (au.roles)
	WHERE cu.id = c.claimed_by OFFSET 0))`

// isToDo says that what waits at opportunity o is the viewer's to do.
func isToDo(waitsFor hub.SubsidyWait) string {
	if waitsFor == hub.SubsidyToApprove {
		return mayApprove
	}
	return worksOn
}

// waitingSubsidies are the rows of what waits, as a query without an order.
func (s sight) waitingSubsidies(f hub.WaitingSubsidyFilter) string {
	s.args["by"] = s.Today
	if f.DueBy != nil {
		s.args["by"] = *f.DueBy
	}
	also := ` AND ` + s.placement("l")
	if len(f.ProgrammeIn) > 0 {
		also += ` AND EXISTS (SELECT FROM opportunity fo WHERE fo.id = l.opportunity_id AND fo.programme = ANY (@programmes) OFFSET 0)`
		s.args["programmes"] = f.ProgrammeIn
	}
	if f.EmployerID != nil {
		also += ` AND l.employer_id = @of_employer`
		s.args["of_employer"] = *f.EmployerID
	}
	wanted := f.WaitsForIn
	if len(wanted) == 0 {
		wanted = hub.SubsidyWaits
	}
	var parts []string
	for _, waitsFor := range wanted {
		w := subsidyWaits[waitsFor]
		if waitsFor == hub.SubsidyToClaim {
			s.args["today"] = s.Today
		}
		where := w.where + ` AND ` + w.day + ` <= @by::date` + also
		if f.ForMe != nil && *f.ForMe {
			where += ` AND EXISTS (SELECT FROM opportunity o WHERE o.id = l.opportunity_id AND ` + isToDo(waitsFor) + ` OFFSET 0)`
			s.args["own"] = s.OrganisationID
			if waitsFor == hub.SubsidyToApprove {
				s.args["me"] = s.UserID
			}
		}
		parts = append(parts, `SELECT l.id AS placement_id, l.participant_id, '`+string(waitsFor)+`' AS waits_for, `+w.columns+`, `+w.day+` AS due_on FROM `+w.from+` WHERE `+where)
	}
	return strings.Join(parts, ` UNION ALL `)
}

// WaitingSubsidies reads a page of what waits of subsidies that viewer sees, what waits longest first. Errors: BAD_INPUT for a cursor of another list.
func WaitingSubsidies(ctx context.Context, q Querier, viewer Viewer, f hub.WaitingSubsidyFilter, page hub.Page) (hub.List[hub.WaitingSubsidy], error) {
	const name = "waitingsubsidies"
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	after, err := afterCursor(name, page, `(key, key_id) > (@key, @id)`, args)
	if err != nil {
		return hub.List[hub.WaitingSubsidy]{}, err
	}
	type row struct {
		hub.WaitingSubsidy
		Key   string
		KeyID uuid.UUID
	}
	rows, err := q.Query(ctx, `
		SELECT * FROM (SELECT w.*, concat(w.due_on, ' ', w.waits_for) COLLATE "C" AS key, coalesce(w.claim_id, w.placement_id) AS key_id FROM (`+viewer.sight(args).waitingSubsidies(f)+`) w) waiting
		WHERE `+after+` ORDER BY key, key_id LIMIT @limit`, args)
	return listOf(rows, err, page, "what waits of subsidies", func(r row) (hub.WaitingSubsidy, hub.Cursor) {
		return r.WaitingSubsidy, hub.Cursor{List: name, Key: r.Key, ID: r.KeyID}
	})
}

// SubsidyTotals adds up what WaitingSubsidies lists, by what it waits for, in the order of a claim; what nothing waits for is left out.
func SubsidyTotals(ctx context.Context, q Querier, viewer Viewer, f hub.WaitingSubsidyFilter) ([]hub.SubsidyTotal, error) {
	args := pgx.StrictNamedArgs{"order": hub.SubsidyWaits}
	rows, err := q.Query(ctx, `
		SELECT waits_for, count(*) AS count, sum(amount)::bigint AS amount FROM (`+viewer.sight(args).waitingSubsidies(f)+`) waiting
		GROUP BY waits_for ORDER BY array_position(@order::text[], waits_for)`, args)
	return all[hub.SubsidyTotal](rows, err, "cannot add up what waits of subsidies")
}

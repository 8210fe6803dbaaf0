package postgres

import (
	"context"
	"strings"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// followUpColumns and followUpJoins add to request q what its page says of the placement that it follows up.
const (
	followUpColumns = `fo.role, fl.starts_on AS placement_starts_on, fl.ends_on AS placement_ends_on, fp.reference, fx.kind AS outcome_kind, fx.on_day AS outcome_on`
	followUpJoins   = `
	LEFT JOIN placement fl ON fl.id = q.placement_id
	LEFT JOIN opportunity fo ON fo.id = fl.opportunity_id
	LEFT JOIN participant fp ON fp.id = fl.participant_id
	LEFT JOIN placement_outcome fx ON fx.id = q.outcome_id`
)

// followUpUnneeded are the arms of requestUnneeded that say that what a request asks of a placement is known, or has changed.
const followUpUnneeded = `WHEN 'MIDWAY_REVIEW' THEN NOT EXISTS (
		SELECT FROM placement l WHERE l.id = q.placement_id AND l.state = 'STARTED' AND l.ends_on > @today)
		OR EXISTS (SELECT FROM placement_review r WHERE r.placement_id = q.placement_id AND r.by_host AND r.stage = 'MIDWAY')
	WHEN 'END_REVIEW' THEN NOT EXISTS (
		SELECT FROM placement l WHERE l.id = q.placement_id AND l.state IN ('STARTED', 'COMPLETED', 'ENDED_EARLY') AND l.ends_on <= @today)
		OR EXISTS (SELECT FROM placement_review r WHERE r.placement_id = q.placement_id AND r.by_host AND r.stage = 'END')
	WHEN 'COMPLETION' THEN NOT EXISTS (
		SELECT FROM placement l WHERE l.id = q.placement_id AND l.state = 'STARTED' AND q.occurrence = concat(l.id, ' ', l.ends_on) AND l.ends_on <= @today)
		OR EXISTS (SELECT FROM placement_ending g WHERE g.placement_id = q.placement_id AND g.said_on >= q.asked_on)
	WHEN 'OUTCOME' THEN NOT EXISTS (SELECT FROM placement_outcome x WHERE x.id = q.outcome_id AND x.state = 'CLAIMED')
	WHEN 'JOB_LASTS' THEN NOT EXISTS (SELECT FROM placement_outcome x WHERE x.id = q.outcome_id AND x.state IN ('CLAIMED', 'CONFIRMED'))
		OR EXISTS (
			SELECT FROM placement_outcome d
			WHERE d.placement_id = q.placement_id AND d.kind = 'SUSTAINED' AND d.state <> 'WITHDRAWN' AND (d.weeks = q.weeks OR d.weeks < q.weeks AND d.state IN ('REFUSED', 'NOT_REACHED')))`

// followedUp is what rules ask of hosts: rows of placement l, with its day and what makes it the same again. Only what came due lately is asked.
var followedUp = []struct{ kind, from, where, day, occurrence, outcome, weeks string }{
	{"MIDWAY_REVIEW", dueKinds[hub.DueMidwayReview].from, dueKinds[hub.DueMidwayReview].where, halfway, `l.id::text`, `NULL::uuid`, `NULL::int`},
	{"END_REVIEW", dueKinds[hub.DueEndReview].from, dueKinds[hub.DueEndReview].where, `l.ends_on`, `l.id::text`, `NULL::uuid`, `NULL::int`},
	{"COMPLETION", `placement l`, `l.state = 'STARTED' AND l.ends_on <= @by::date AND NOT EXISTS (SELECT FROM placement_ending g WHERE g.placement_id = l.id AND g.said_on >= l.ends_on)`,
		`l.ends_on`, `concat(l.id, ' ', l.ends_on)`, `NULL::uuid`, `NULL::int`},
	{"OUTCOME", `placement_outcome j JOIN placement l ON l.id = j.placement_id AND l.employer_id = j.employer_id`, `j.state = 'CLAIMED' AND j.claimed_by IS NOT NULL AND j.claimed_at >= @today::date - 30`,
		`(j.claimed_at AT TIME ZONE 'Europe/London')::date`, `j.id::text`, `j.id`, `NULL::int`},
	{"JOB_LASTS", lasting, weeksOver + ` AND ` + unchecked + ` AND l.employer_id = j.employer_id`, `(j.on_day + 7 * lasts_for)`, `concat(j.id, ' ', lasts_for)`, `j.id`, `lasts_for`},
}

// askedLately is for how many days after its day a host is asked.
const askedLately = `28`

// PlacementsToAsk finds up to most things that rules ask of hosts and that they were not asked: of the contact of the opportunity, else of whoever is
// asked about placements there; in the name of the organisation that took the last step with the placement. An employer on hold waits.
func PlacementsToAsk(ctx context.Context, q Querier, today hub.Date, most int) ([]hub.PlacementToAsk, error) {
	args := pgx.StrictNamedArgs{"today": today, "by": today, "most": most}
	see := Viewer{Actor: hub.System, Today: today}.sight(args)
	var parts []string
	for _, f := range followedUp {
		parts = append(parts, `
			SELECT '`+f.kind+`' AS kind, l.id AS placement_id, l.opportunity_id, l.employer_id, l.starts_on, l.ends_on, `+f.day+` AS day, `+f.occurrence+` AS occurrence,
				`+f.outcome+` AS outcome_id, `+f.weeks+` AS weeks
			FROM `+f.from+` WHERE `+f.where+` AND `+f.day+` BETWEEN @today::date - `+askedLately+` AND @today::date`)
	}
	rows, err := q.Query(ctx, `
		SELECT kind, employer_id, person_id, organisation_id, occurrence, placement_id, outcome_id, weeks FROM (
			SELECT w.kind, w.employer_id, w.occurrence, w.placement_id, w.outcome_id, w.weeks, w.day,
				coalesce((
					SELECT p.id FROM person p JOIN person_role pr ON pr.person_id = p.id AND pr.employer_id = e.id AND (pr.until IS NULL OR pr.until >= @today)
					WHERE p.id = o.contact_id AND `+writable("p")+` LIMIT 1), `+contactOf("e")+`) AS person_id,
				coalesce((
					SELECT mu.organisation_id FROM placement_move mv JOIN hub_user mu ON mu.id = mv.user_id WHERE mv.placement_id = w.placement_id ORDER BY mv.id DESC LIMIT 1), e.led_by_organisation_id) AS organisation_id
			FROM (`+strings.Join(parts, ` UNION ALL `)+`) w
			JOIN placement_request_rule rule ON rule.kind = w.kind AND (w.ends_on IS NULL OR w.ends_on - w.starts_on + 1 >= rule.least_days)
			JOIN opportunity o ON o.id = w.opportunity_id
			JOIN employer e ON e.id = w.employer_id AND e.status <> 'CLOSED' AND NOT `+see.onHold("e")+`
		) ask
		WHERE person_id IS NOT NULL AND organisation_id IS NOT NULL AND NOT EXISTS (
			SELECT FROM placement_request n
			WHERE n.placement_id = ask.placement_id AND n.kind = ask.kind AND n.occurrence = ask.occurrence AND (n.withdrawn_at IS NULL OR n.stopped OR n.person_id = ask.person_id AND n.asked_on >= ask.day))
		ORDER BY day, occurrence LIMIT @most`, args)
	return all[hub.PlacementToAsk](rows, err, "cannot find what to ask of hosts")
}

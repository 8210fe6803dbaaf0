package postgres

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// PlacementReminders reads when coordinators hear of what.
func PlacementReminders(ctx context.Context, q Querier) ([]hub.PlacementReminder, error) {
	rows, err := q.Query(ctx, `SELECT rule, working_days FROM placement_reminder ORDER BY rule`)
	return all[hub.PlacementReminder](rows, err, "cannot read when coordinators are reminded")
}

// worksOn says that the viewer's organisation works on opportunity o: one of its staff entered it, or took a step with a placement there. OFFSET 0
// keeps PostgreSQL from reading all steps that were ever taken.
const worksOn = `(EXISTS (SELECT FROM opportunity_move wv JOIN hub_user wu ON wu.id = wv.user_id WHERE wv.opportunity_id = o.id AND wu.organisation_id = @own OFFSET 0)
	OR EXISTS (SELECT FROM placement wl JOIN placement_move wv ON wv.placement_id = wl.id JOIN hub_user wu ON wu.id = wv.user_id
		WHERE wl.opportunity_id = o.id AND wu.organisation_id = @own OFFSET 0))`

// halfway is the day in the middle of placement l.
const halfway = `(l.starts_on + (l.ends_on - l.starts_on) / 2)`

// runsOutUnder joins to placement l at opportunity o the check k that stands for its site, is of a kind that the rule of its first day asks for, and
// runs out before it is through.
const runsOutUnder = `
	JOIN LATERAL (SELECT r.checks FROM placement_programme_rule r WHERE r.programme = o.programme AND r.starts_on <= l.starts_on ORDER BY r.starts_on DESC LIMIT 1) rule ON true
	JOIN site_check k ON k.site_id = o.site_id AND k.kind = ANY (rule.checks) AND k.expires_on < coalesce(l.ends_on, 'infinity')
		AND NOT EXISTS (SELECT FROM site_check n WHERE n.site_id = k.site_id AND n.kind = k.kind AND (n.recorded_at, n.id) > (k.recorded_at, k.id))`

// Horizons are the last days of which coordinators hear today, by rule.
type Horizons map[hub.ReminderRule]hub.Date

// digestPart is how the rows of a rule are found: l is the placement, where there is one, and hold says that an employer on hold is left in peace.
type digestPart struct {
	rule                           hub.ReminderRule
	from, where, day, kind, people string
	hold                           bool
}

// DigestPlacements reads what a coordinator hears of the opportunities that their organisation works on, as far as no message but the named one has
// told it: by day, of each rule at most most.
func DigestPlacements(ctx context.Context, q Querier, viewer Viewer, by Horizons, tells hub.MessageID, most int) ([]hub.DigestPlacement, error) {
	parts := []digestPart{
		{hub.RulePlacementStart, `placement l JOIN opportunity o ON o.id = l.opportunity_id`, `l.state = 'CONFIRMED' AND coalesce(l.starts_on, 'infinity') BETWEEN @today AND @by`, `l.starts_on`, `NULL::text`, `count(*)`, false},
		{hub.RulePlacementReview, `placement l JOIN opportunity o ON o.id = l.opportunity_id`, `l.state = 'STARTED' AND l.ends_on > @today AND ` + halfway + ` <= @by AND ` + unreviewed(hub.ReviewMidway), halfway, `NULL::text`, `count(*)`, true},
		{hub.RulePlacementCompletion, `placement l JOIN opportunity o ON o.id = l.opportunity_id`, `l.state = 'STARTED' AND l.ends_on BETWEEN @today::date - 365 AND @by`, `l.ends_on`, `NULL::text`, `count(*)`, false},
		{hub.RulePlacementEndReview, `placement l JOIN opportunity o ON o.id = l.opportunity_id`, `l.state IN ('COMPLETED', 'ENDED_EARLY') AND l.ends_on BETWEEN @today::date - 90 AND @by AND ` + unreviewed(hub.ReviewEnd), `l.ends_on`, `NULL::text`, `count(*)`, true},
		{hub.RulePlacementEnding, `placement l JOIN opportunity o ON o.id = l.opportunity_id` + spoke, toRecord + ` AND g.said_on BETWEEN @today::date - 365 AND @by`, `g.said_on`, `NULL::text`, `count(*)`, false},
		{hub.RulePlacementOutcome, lasting + ` JOIN opportunity o ON o.id = l.opportunity_id`, weeksOver + ` AND ` + unchecked, `(j.on_day + 7 * lasts_for)`, `NULL::text`, `count(*)`, false},
		{hub.RulePlacementCheck, `placement l JOIN opportunity o ON o.id = l.opportunity_id` + runsOutUnder, `l.state IN ('CONFIRMED', 'STARTED') AND k.expires_on BETWEEN @today::date - 60 AND @by`, `k.expires_on`, `k.kind`, `count(*)`, true},
		{hub.RuleOpportunityCheck, `opportunity o`, `o.state IN ('DRAFT', 'CHECKS') AND coalesce(o.starts_on, 'infinity') BETWEEN @today AND @by`, `o.starts_on`, `NULL::text`, `max(o.places)`, true},
		{hub.RuleOpportunityUnfilled, `opportunity o`, `o.state = 'OPEN' AND coalesce(o.starts_on, 'infinity') BETWEEN @today AND @by
			AND o.places > (SELECT count(*) FROM placement h WHERE h.opportunity_id = o.id AND h.state IN ('CONFIRMED', 'STARTED'))`, `o.starts_on`, `NULL::text`,
			`max(o.places) - (SELECT count(*) FROM placement h WHERE h.opportunity_id = o.id AND h.state IN ('CONFIRMED', 'STARTED'))`, true},
	}
	for rule, waitsFor := range hub.SubsidyRules {
		w := subsidyWaits[waitsFor]
		where := w.where + ` AND ` + w.day + ` BETWEEN @today::date - 365 AND @by`
		parts = append(parts, digestPart{rule, w.from + ` JOIN opportunity o ON o.id = l.opportunity_id`, where, w.day, `NULL::text`, `count(*)`, false})
	}
	var found []hub.DigestPlacement
	for _, part := range parts {
		last, ok := by[part.rule]
		if !ok {
			continue
		}
		args := pgx.StrictNamedArgs{"own": viewer.OrganisationID, "me": viewer.UserID, "message": tells, "today": viewer.Today, "by": last, "most": most, "rule": part.rule}
		see := viewer.sight(args)
		step := `0`
		if part.rule == hub.RulePlacementCheck {
			step = `CASE k.kind WHEN 'EMPLOYERS_LIABILITY' THEN 1 WHEN 'RISK_ASSESSMENT' THEN 2 ELSE 3 END`
		}
		where := part.where + ` AND ` + see.participants() + ` AND ` + see.employer("e") + ` AND ` + isToDo(hub.SubsidyRules[part.rule]) + ` AND ` + unheard(part.rule, `o.id`, part.day, step)
		if part.hold {
			where += ` AND NOT ` + see.onHold("e")
		}
		rows, err := q.Query(ctx, `
			SELECT @rule::text AS rule, o.id AS opportunity_id, e.id AS employer_id, e.name AS employer_name, o.role, `+part.day+` AS on_day, (`+part.people+`)::int AS people, `+part.kind+` AS kind
			FROM `+part.from+` JOIN LATERAL (SELECT * FROM employer h WHERE h.id = o.employer_id OFFSET 0) e ON true
			WHERE `+where+`
			GROUP BY o.id, e.id, e.name, `+part.day+`, `+part.kind+`
			ORDER BY on_day, o.id LIMIT @most`, args)
		some, err := all[hub.DigestPlacement](rows, err, "cannot read the placements of a digest")
		if err != nil {
			return nil, err
		}
		found = append(found, some...)
	}
	return found, nil
}

// ChecksRunningOut finds up to most checks that run out by a day before placements that rely on them are through, and of which nobody was asked yet
// to renew them: the organisation of who recorded them, else the one that took the last step with such a placement. There it is for who recorded them, else for
// the coordinator of the site.
func ChecksRunningOut(ctx context.Context, tx pgx.Tx, by hub.Date, most int) ([]hub.CheckRunningOut, error) {
	args := pgx.StrictNamedArgs{"by": by, "most": most}
	rows, err := tx.Query(ctx, `
		SELECT k.id AS check_id, k.kind, k.expires_on, k.employer_id, coalesce(nullif(s.name, ''), 'the site') AS site_name,
			at.organisation_id,
			coalesce(CASE WHEN cu.disabled_at IS NULL AND cu.roles && @coordinators THEN cu.id END, `+coordinatorOf("k.site_id", "at.organisation_id", args)+`) AS assignee_id
		FROM site_check k
		JOIN site s ON s.id = k.site_id
		JOIN employer e ON e.id = k.employer_id AND e.merged_into IS NULL
		LEFT JOIN hub_user cu ON cu.id = k.user_id
		CROSS JOIN LATERAL (SELECT coalesce(cu.organisation_id, (
			SELECT mu.organisation_id FROM placement ml JOIN opportunity mo ON mo.id = ml.opportunity_id JOIN placement_move mv ON mv.placement_id = ml.id JOIN hub_user mu ON mu.id = mv.user_id
			WHERE mo.site_id = k.site_id ORDER BY mv.id DESC LIMIT 1)) AS organisation_id) at
		WHERE k.expires_on <= @by
			AND NOT EXISTS (SELECT FROM site_check n WHERE n.site_id = k.site_id AND n.kind = k.kind AND (n.recorded_at, n.id) > (k.recorded_at, k.id))
			AND EXISTS (
				SELECT FROM opportunity o JOIN placement l ON l.opportunity_id = o.id AND l.state IN ('CONFIRMED', 'STARTED') AND coalesce(l.ends_on, 'infinity') > k.expires_on
				JOIN LATERAL (SELECT r.checks FROM placement_programme_rule r WHERE r.programme = o.programme AND r.starts_on <= l.starts_on ORDER BY r.starts_on DESC LIMIT 1) rule
					ON k.kind = ANY (rule.checks)
				WHERE o.site_id = k.site_id)
			AND NOT EXISTS (SELECT FROM task t WHERE t.source = 'sitecheck_' || k.id || ':renewal')
			AND at.organisation_id IS NOT NULL
		ORDER BY k.id LIMIT @most FOR NO KEY UPDATE OF k SKIP LOCKED`, args)
	return all[hub.CheckRunningOut](rows, err, "cannot find checks that run out")
}

// CloseRenewals closes the tasks to renew earlier checks of a kind at a site, and to record what the host answered, and gives them as they were open.
func CloseRenewals(ctx context.Context, tx pgx.Tx, of hub.SiteCheck, at time.Time) ([]hub.TaskID, error) {
	rows, err := tx.Query(ctx, `
		UPDATE task SET state = 'DONE', closed_at = @at, version = version + 1
		WHERE state = 'OPEN' AND source IN (SELECT 'sitecheck_' || k.id || ':renewal' FROM site_check k WHERE k.site_id = @site AND k.kind = @kind AND k.id <> @new
			UNION ALL SELECT 'placementrequest_' || q.id || ':answer' FROM placement_request q WHERE q.site_id = @site AND q.check_kind = @kind)
		RETURNING id`, pgx.StrictNamedArgs{"at": at, "site": of.SiteID, "kind": of.Kind, "new": of.ID})
	return column[hub.TaskID](rows, err, "cannot close what asked to renew a check")
}

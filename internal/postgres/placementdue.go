package postgres

import (
	"context"
	"strings"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// unreviewed says that the host of placement l has not said how it is at a stage. OFFSET 0 keeps PostgreSQL from reading all reviews.
func unreviewed(stage hub.ReviewStage) string {
	return `NOT EXISTS (SELECT FROM placement_review r WHERE r.placement_id = l.id AND r.stage = '` + string(stage) + `' AND r.by_host OFFSET 0)`
}

const (
	// spoke joins to placement l what its host said last of the end, and toRecord says that staff have not recorded that.
	spoke    = ` JOIN LATERAL (SELECT g.* FROM placement_ending g WHERE g.placement_id = l.id ORDER BY g.id DESC LIMIT 1) g ON true`
	toRecord = `l.state = 'STARTED' AND (g.ending <> 'EXTENDED' OR l.ends_on IS NULL OR l.ends_on < g.last_day)`
	// lasting are jobs j that somebody started after placement l, with the weeks after which the rule of its first day counts it as sustained;
	// unchecked says that it is not recorded whether it was, then or sooner.
	lasting        = `placement_outcome j JOIN LATERAL (SELECT * FROM placement h WHERE h.id = j.placement_id OFFSET 0) l ON true` + ruleOfOutcomes
	ruleOfOutcomes = `
		JOIN LATERAL (SELECT jo.programme FROM opportunity jo WHERE jo.id = l.opportunity_id OFFSET 0) jo ON true
		JOIN LATERAL (SELECT r.outcome_weeks FROM placement_programme_rule r WHERE r.programme = jo.programme AND r.starts_on <= l.starts_on ORDER BY r.starts_on DESC LIMIT 1) rule ON true
		CROSS JOIN LATERAL unnest(rule.outcome_weeks) AS lasts (lasts_for)`
	// weeksOver is true of a job from that day on for a year. No rule counts more than two years, which lets an index find the jobs.
	weeksOver = `j.kind = 'JOB_START' AND j.state IN ('CLAIMED', 'CONFIRMED') AND j.on_day BETWEEN @today::date - 3 * 365 AND @by::date - 7 AND j.on_day + 7 * lasts_for BETWEEN @today::date - 365 AND @by::date`
	unchecked = `NOT EXISTS (
		SELECT FROM placement_outcome d
		WHERE d.placement_id = l.id AND d.kind = 'SUSTAINED' AND d.state <> 'WITHDRAWN' AND (d.weeks = lasts_for OR d.weeks < lasts_for AND d.state IN ('REFUSED', 'NOT_REACHED')) OFFSET 0)`
)

// dueKinds are how what is due is found: rows of placement l, each with its day. Reviews of an end are asked for 90 days, and checks of jobs for a year.
var dueKinds = map[hub.DueKind]struct{ from, where, day, weeks string }{
	hub.DueMidwayReview: {`placement l`, `l.state = 'STARTED' AND l.ends_on > @today::date AND ` + halfway + ` <= @by::date AND ` + unreviewed(hub.ReviewMidway), halfway, `NULL::int`},
	hub.DueEndReview: {`placement l`, `l.state IN ('STARTED', 'COMPLETED', 'ENDED_EARLY') AND l.ends_on BETWEEN @today::date - 90 AND @by::date AND ` + unreviewed(hub.ReviewEnd),
		`l.ends_on`, `NULL::int`},
	hub.DueCompletion: {`placement l LEFT` + spoke, `l.state = 'STARTED' AND (l.ends_on BETWEEN @today::date - 365 AND @by::date OR g.id IS NOT NULL AND ` + toRecord + `)`,
		`least(l.ends_on, CASE WHEN ` + toRecord + ` THEN g.said_on END)`, `NULL::int`},
	hub.DueOutcomeCheck: {lasting, weeksOver + ` AND ` + unchecked, `j.on_day + 7 * lasts_for`, `lasts_for`},
}

// allDue are all of them, in the order of a placement.
var allDue = []hub.DueKind{hub.DueMidwayReview, hub.DueEndReview, hub.DueCompletion, hub.DueOutcomeCheck}

// placementsDue are the rows of what is due, as a query without an order.
func (s sight) placementsDue(f hub.PlacementDueFilter) string {
	s.args["today"], s.args["by"] = s.Today, s.Today
	if f.DueBy != nil {
		s.args["by"] = *f.DueBy
	}
	also := ` AND ` + s.placement("l")
	if len(f.ProgrammeIn) > 0 {
		also += ` AND EXISTS (SELECT FROM opportunity fo WHERE fo.id = l.opportunity_id AND fo.programme = ANY (@programmes) OFFSET 0)`
		s.args["programmes"] = f.ProgrammeIn
	}
	if f.Ours != nil && *f.Ours {
		also += ` AND EXISTS (SELECT FROM opportunity o WHERE o.id = l.opportunity_id AND ` + worksOn + ` OFFSET 0)`
		s.args["own"] = s.OrganisationID
	}
	wanted := f.WhatIn
	if len(wanted) == 0 {
		wanted = allDue
	}
	var parts []string
	for _, what := range wanted {
		k := dueKinds[what]
		parts = append(parts, `SELECT l.id AS placement_id, l.participant_id, '`+string(what)+`' AS what, `+k.weeks+` AS weeks, `+k.day+` AS due_on FROM `+k.from+` WHERE `+k.where+also)
	}
	return strings.Join(parts, ` UNION ALL `)
}

// PlacementsDue reads a page of what is due about placements that viewer sees, the longest due first. Errors: BAD_INPUT for a cursor of another list.
func PlacementsDue(ctx context.Context, q Querier, viewer Viewer, f hub.PlacementDueFilter, page hub.Page) (hub.List[hub.PlacementDue], error) {
	const name = "placementsdue"
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	after, err := afterCursor(name, page, `(key, placement_id) > (@key, @id)`, args)
	if err != nil {
		return hub.List[hub.PlacementDue]{}, err
	}
	type row struct {
		hub.PlacementDue
		Key string
	}
	rows, err := q.Query(ctx, `
		SELECT * FROM (SELECT d.*, concat(d.due_on, ' ', d.what, ' ', d.weeks) COLLATE "C" AS key FROM (`+viewer.sight(args).placementsDue(f)+`) d) due
		WHERE `+after+` ORDER BY key, placement_id LIMIT @limit`, args)
	return listOf(rows, err, page, "what is due", func(r row) (hub.PlacementDue, hub.Cursor) {
		return r.PlacementDue, hub.Cursor{List: name, Key: r.Key, ID: r.PlacementID.UUID}
	})
}

// CountPlacementsDue counts what PlacementsDue lists.
func CountPlacementsDue(ctx context.Context, q Querier, viewer Viewer, f hub.PlacementDueFilter) (int, error) {
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, `SELECT count(*) FROM (`+viewer.sight(args).placementsDue(f)+`) due`, args)
	return one[int](rows, err, "cannot count what is due")
}

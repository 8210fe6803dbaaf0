package postgres

import (
	"context"
	"strconv"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// duplicationPairs are, as subqueries: contact, those that count, with the employer as it was as at the day asked for; and pair,
// two of them that make an employer count. Contacts that a later merge moved are taken back to their record, those that it left out are
// put in again, and two records that were one until later are one. What the viewer may not know of is left out.
func (s sight) duplicationPairs(p hub.DuplicationPeriod) string {
	s.args["from"], s.args["until"], s.args["known"] = p.From, p.Until, p.AsAt.End()
	days := strconv.Itoa(hub.DuplicationDays)
	return `
		WITH RECURSIVE change AS MATERIALIZED (
			SELECT ch.id, ch.after IS NULL AS folded, ch.key AS row, ch.before, ch.after
			FROM employer_merge m JOIN employer_merge_change ch ON ch.merge_id = m.id
			WHERE m.merged_at >= @known AND m.undone_at IS NULL AND ch.table_name = 'interaction_employer'
		), back AS (
			SELECT (row ->> 'interaction_id')::uuid AS interaction_id, (after ->> 'employer_id')::uuid AS now_id, (before ->> 'employer_id')::uuid AS was_id, id
			FROM change WHERE NOT folded
			UNION ALL
			SELECT b.interaction_id, b.now_id, (c.before ->> 'employer_id')::uuid, c.id
			FROM back b JOIN change c ON (c.row ->> 'interaction_id')::uuid = b.interaction_id AND (c.after ->> 'employer_id')::uuid = b.was_id AND c.id < b.id
			WHERE NOT c.folded
		), was AS (
			SELECT DISTINCT ON (interaction_id, now_id) interaction_id, now_id, was_id FROM back ORDER BY interaction_id, now_id, id
		), entry AS (
			SELECT x.interaction_id, x.employer_id AS now_id, coalesce(w.was_id, x.employer_id) AS employer_id, x.organisation_id, x.happened_on
			FROM interaction_employer x LEFT JOIN was w ON w.interaction_id = x.interaction_id AND w.now_id = x.employer_id
			WHERE x.state = 'COMPLETE' AND x.happened_on BETWEEN @from::date - ` + days + ` AND @until
			UNION ALL
			SELECT i.id, (c.before ->> 'employer_id')::uuid, (c.before ->> 'employer_id')::uuid, i.organisation_id, i.happened_on
			FROM change c JOIN interaction i ON i.id = (c.row ->> 'interaction_id')::uuid
			WHERE c.folded AND i.state = 'COMPLETE' AND i.happened_on BETWEEN @from::date - ` + days + ` AND @until
		), contact AS MATERIALIZED (
			SELECT n.interaction_id, n.now_id, coalesce(u.kept_id, n.employer_id) AS employer_id, n.organisation_id, n.happened_on, i.channel
			FROM entry n
			-- OFFSET 0 keeps PostgreSQL from reading all interactions there are, here and below.
			CROSS JOIN LATERAL (SELECT * FROM interaction i WHERE i.id = n.interaction_id OFFSET 0) i
			LEFT JOIN employer_merge u ON u.other_id = n.employer_id AND u.merged_at < @known AND u.undone_at >= @known
			WHERE NOT i.asked_for AND i.themes <> '{PLACEMENTS}' AND i.created_at < @known
				AND ` + s.employerOf(`n.now_id`) + ` AND ` + s.employerOf(`coalesce(u.kept_id, n.employer_id)`) + `
		), pair AS MATERIALIZED (
			SELECT l.employer_id, e.interaction_id AS earlier_id, e.organisation_id AS earlier_by, e.happened_on AS earlier_on, e.channel AS earlier_channel,
				l.interaction_id AS later_id, l.organisation_id AS later_by, l.happened_on AS later_on, l.channel AS later_channel
			FROM contact l JOIN contact e ON e.employer_id = l.employer_id AND e.organisation_id <> l.organisation_id
				AND e.happened_on BETWEEN l.happened_on - ` + days + ` AND l.happened_on
			WHERE l.happened_on >= @from
				AND NOT (e.happened_on = l.happened_on AND e.channel = l.channel AND l.channel IN ('MEETING', 'VISIT', 'EVENT'))
				AND NOT EXISTS (
					SELECT FROM referral r
					WHERE r.employer_id IN (l.now_id, e.now_id) AND r.created_at < @known AND (r.created_at AT TIME ZONE 'Europe/London')::date <= l.happened_on
						AND (r.from_organisation_id, r.to_organisation_id) IN ((l.organisation_id, e.organisation_id), (e.organisation_id, l.organisation_id)))
		)`
}

// Duplication measures a period, as far as viewer may know of the employers.
func Duplication(ctx context.Context, q Querier, viewer Viewer, p hub.DuplicationPeriod) (hub.Duplication, error) {
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, viewer.sight(args).duplicationPairs(p)+`
		SELECT (SELECT count(DISTINCT employer_id) FROM contact WHERE happened_on >= @from) AS employers_contacted,
			(SELECT count(DISTINCT employer_id) FROM pair) AS employers_duplicated,
			(SELECT count(DISTINCT x.organisation_id) FROM interaction_employer x
				CROSS JOIN LATERAL (SELECT i.created_at FROM interaction i WHERE i.id = x.interaction_id OFFSET 0) i
				WHERE x.state = 'COMPLETE' AND x.happened_on BETWEEN @from AND @until AND i.created_at < @known) AS partners_logging,
			(SELECT count(*) FROM organisation WHERE created_at < @known) AS partners`,
		pgx.QueryExecModeCacheDescribe, args)
	found, err := exactlyOne[hub.Duplication](rows, err, "measure of duplication")
	found.DuplicationPeriod = p
	return found, err
}

type duplicatedInList struct {
	hub.DuplicatedEmployer
	Key string
	At  hub.EmployerID
}

// DuplicatedEmployers reads a page of the employers behind the measure that viewer sees, by name. Errors: BAD_INPUT for a cursor of another list.
func DuplicatedEmployers(ctx context.Context, q Querier, viewer Viewer, p hub.DuplicationPeriod, page hub.Page) (hub.List[hub.DuplicatedEmployer], error) {
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	after, err := afterCursor("duplication", page, `(e.name_key, e.id) > (@key, @id)`, args)
	if err != nil {
		return hub.List[hub.DuplicatedEmployer]{}, err
	}
	contact := func(side string) string {
		return `CASE WHEN i` + side + `.id IS NOT NULL THEN ROW (` + organisationRecord("o"+side) + `, t.` + side + `_on, t.` + side + `_channel) END AS ` + side
	}
	join := func(side string) string {
		return `
		LEFT JOIN LATERAL (
			SELECT i.id FROM interaction i WHERE i.id = t.` + side + `_id AND ` + viewer.sight(args).interaction("i") + ` OFFSET 0) i` + side + ` ON true
		LEFT JOIN organisation o` + side + ` ON o` + side + `.id = t.` + side + `_by`
	}
	rows, err := q.Query(ctx, viewer.sight(args).duplicationPairs(p)+`, latest AS (
			SELECT DISTINCT ON (employer_id) * FROM pair ORDER BY employer_id, later_on DESC, earlier_on DESC, later_id DESC, earlier_id DESC
		), page AS (
			SELECT t.*, e.lives_on_in, e.name_key
			FROM latest t CROSS JOIN LATERAL (SELECT e.id, e.name_key, coalesce(e.merged_into, e.id) AS lives_on_in FROM employer e WHERE e.id = t.employer_id AND `+viewer.sight(args).employer("e")+` OFFSET 0) e
			WHERE `+after+` ORDER BY e.name_key, e.id LIMIT @limit
		)
		SELECT t.lives_on_in AS employer_id,
			(SELECT count(DISTINCT partner) FROM pair b, unnest(ARRAY [b.earlier_by, b.later_by]) AS partner WHERE b.employer_id = t.employer_id) AS partners,
			`+contact("earlier")+`, `+contact("later")+`, t.name_key AS key, t.employer_id AS at
		FROM page t`+join("earlier")+join("later")+`
		ORDER BY t.name_key, t.employer_id`,
		pgx.QueryExecModeCacheDescribe, args)
	return listOf(rows, err, page, "duplicated employers", func(d duplicatedInList) (hub.DuplicatedEmployer, hub.Cursor) {
		return d.DuplicatedEmployer, hub.Cursor{List: "duplication", Key: d.Key, ID: d.At.UUID}
	})
}

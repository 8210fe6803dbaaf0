package postgres

import (
	"context"
	"fmt"
	"reflect"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// employerColumns and employerJoins read e with who leads it: its own lead, or the one that it inherits. A hold that is over is none.
func (s sight) employerColumns() string {
	s.args["on_day"] = s.Today
	return `e.id, e.name, e.legal_form, e.status, e.company_number, e.website, e.registered_address, e.postcode, e.sic_section,
		e.headcount, e.size_band, e.key_account, e.parent_id, e.last_contact_on, e.version, e.created_at,
		CASE WHEN e.lead_organisation_id IS NOT NULL THEN ` + organisationRecord("lead") + ` END AS lead_organisation,
		CASE WHEN e.lead_organisation_id IS NOT NULL THEN ` + userRecord("u", "uo") + ` END AS account_lead,
		CASE WHEN e.lead_organisation_id IS NULL THEN ` + organisationRecord("lead") + ` END AS inherited_organisation,
		CASE WHEN e.lead_organisation_id IS NULL THEN ` + userRecord("u", "uo") + ` END AS inherited_lead,
		CASE WHEN e.confidential_to IS NOT NULL THEN ROW (e.confidential_reason, e.confidential_since, e.confidential_by) END AS confidential,
		CASE WHEN e.hold_until > @on_day THEN ROW (e.hold_until, e.hold_reason, e.hold_note, e.hold_since, e.hold_by) END AS hold`
}

const employerJoins = `
		LEFT JOIN organisation lead ON lead.id = e.led_by_organisation_id
		LEFT JOIN hub_user u ON u.id = e.led_by_user_id
		LEFT JOIN organisation uo ON uo.id = u.organisation_id`

// employerOrder is how a list is sorted: by key and ID, both in the same direction, as an index has them.
type employerOrder struct{ key, after, direction string }

var employerOrders = map[hub.EmployerOrder]employerOrder{
	hub.OrderByName:            {`e.name_key`, `(e.name_key, e.id) > (@key, @id)`, ``},
	hub.OrderByLastContact:     {lastContactKey, `(` + lastContactKey + `, e.id) > (@key::date, @id)`, ``},
	hub.OrderByLastContactDesc: {lastContactKey, `(` + lastContactKey + `, e.id) < (@key::date, @id)`, ` DESC`},
}

const lastContactKey = `coalesce(e.last_contact_on, '-infinity')`

// EmployerQuery asks for a page of employers.
type EmployerQuery struct {
	Filter hub.EmployerFilter
	Order  hub.EmployerOrder
	Page   hub.Page
}

type employerInList struct {
	hub.Employer
	Key string
}

// Employers reads a page of those that viewer sees. Errors: BAD_INPUT for a cursor of another list.
func Employers(ctx context.Context, q Querier, viewer Viewer, ask EmployerQuery) (hub.List[hub.Employer], error) {
	order, name := employerOrders[ask.Order], "employers "+string(ask.Order)
	args := pgx.StrictNamedArgs{}
	see := viewer.sight(args)
	where := see.employerWhere(ask.Filter)
	// How many rows a filter finds differs a hundred thousand times, so it is planned with the values at hand. Without one the order and
	// what a search does first decide, and the plan stays: making it takes longer than the read.
	mode := pgx.QueryExecModeCacheDescribe
	if reflect.DeepEqual(ask.Filter, hub.EmployerFilter{Search: ask.Filter.Search}) {
		mode, where = pgx.QueryExecModeCacheStatement, hidingSearch(where)
	}
	after, err := afterCursor(name, ask.Page, order.after, args)
	if err != nil {
		return hub.List[hub.Employer]{}, err
	}
	page := sortedEmployers
	if args["search"] != nil {
		page = foundEmployers
	}
	rows, err := q.Query(ctx, page(where, after, order, ask.Page.First+1)+`
		SELECT `+see.employerColumns()+`, page.key::text
		FROM page JOIN employer e USING (id)`+employerJoins+`
		ORDER BY page.key`+order.direction+`, e.id`+order.direction,
		mode, args)
	return listOf(rows, err, ask.Page, "employers", func(e employerInList) (hub.Employer, hub.Cursor) {
		return e.Employer, hub.Cursor{List: name, Key: e.Key, ID: e.ID.UUID}
	})
}

// sortedEmployers is a page in the order of an index. The limit stands in it: of one that it does not know, PostgreSQL thinks that it is a
// tenth of all rows, and plans again each time.
func sortedEmployers(where, after string, o employerOrder, limit int) string {
	return fmt.Sprintf(`
		WITH page AS (
			SELECT e.id, %[1]s AS key FROM employer e WHERE %[2]s AND %[3]s ORDER BY %[1]s%[4]s, e.id%[4]s LIMIT %[5]d
		)`, o.key, where, after, o.direction, limit)
}

// foundEmployers is a page of a search. What many rows have is met soon on a walk in the order of the list; what few have is
// found by the search index and sorted. The order and the other conditions decide which it is, so the walk goes first, and not far.
func foundEmployers(where, after string, o employerOrder, limit int) string {
	const farEnough = 5000 // rows; some milliseconds
	return fmt.Sprintf(`
		WITH walk AS MATERIALIZED (
			SELECT e.id, %[1]s AS key
			FROM (SELECT * FROM employer e WHERE %[3]s ORDER BY %[1]s%[4]s, e.id%[4]s LIMIT %[5]d) e
			WHERE %[2]s
			ORDER BY %[1]s%[4]s, e.id%[4]s LIMIT %[6]d
		), found AS MATERIALIZED (
			SELECT e.id, %[1]s AS key FROM employer e WHERE (SELECT count(*) < %[6]d FROM walk) AND %[2]s AND %[3]s
		), page AS (
			SELECT id, key FROM walk WHERE (SELECT count(*) = %[6]d FROM walk)
			UNION ALL
			SELECT id, key FROM found
			ORDER BY key%[4]s, id%[4]s LIMIT %[6]d
		)`, o.key, where, after, o.direction, farEnough, limit)
}

// CountEmployers counts all that filter finds and viewer sees. Tombstones and what is hidden are counted apart and taken away: an index
// counts employers without reading them, unless each has to be asked whether it is one.
func CountEmployers(ctx context.Context, q Querier, viewer Viewer, filter hub.EmployerFilter) (int, error) {
	args := pgx.StrictNamedArgs{}
	see := viewer.sight(args)
	found := `SELECT count(*) FROM employer e WHERE ` + see.employerMatches(filter)
	rows, err := q.Query(ctx, `SELECT (`+found+`) - (`+found+` AND NOT `+living+`) - (`+found+` AND `+living+` AND `+see.hidden("e")+`)`,
		pgx.QueryExecModeCacheDescribe, args)
	return one[int](rows, err, "cannot count employers")
}

// EmployersByID reads those of ids that viewer sees, in no order: of a merged record the one that it lives on in.
func EmployersByID(ctx context.Context, q Querier, viewer Viewer, ids []hub.EmployerID) ([]hub.AskedEmployer, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	see := viewer.sight(args)
	rows, err := q.Query(ctx, `
		SELECT `+see.employerColumns()+`, asked.id AS asked
		FROM employer asked JOIN employer e ON e.id = coalesce(asked.merged_into, asked.id)`+employerJoins+`
		WHERE asked.id = `+among("ids")+` AND `+see.employer("e")+` ORDER BY asked.id`, args)
	return all[hub.AskedEmployer](rows, err, "cannot read employers")
}

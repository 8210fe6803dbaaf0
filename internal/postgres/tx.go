// Package postgres holds all SQL. A read takes a Querier, a write takes a pgx.Tx, so that a write outside a transaction
// does not compile.
package postgres

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Querier is a pool, a connection or a transaction.
type Querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

// constraintErrors gives what a person can be told when a constraint refuses a change.
var constraintErrors = map[string]error{
	"api_token_organisation_id_fkey":              hub.BadInput("there is no such organisation", "organisationId"),
	"area_plan_area_fkey":                         hub.BadInput("there is no such investment area; choose one from the list", "area"),
	"area_plan_owner_id_fkey":                     hub.BadInput("there is no such partner; choose one from the list", "ownerId"),
	"commitment_area_fkey":                        hub.BadInput("there is no such investment area; choose one from the list", "area"),
	"commitment_link_apprenticeship_once":         hub.Conflict("this record counts for a commitment already; take it from that one first", "apprenticeshipId"),
	"commitment_link_placement_once":              hub.Conflict("this record counts for a commitment already; take it from that one first", "placementId"),
	"commitment_link_encounter_once":              hub.Conflict("this record counts for a commitment already; take it from that one first", "schoolEncounterId"),
	"placement_outcome_once":                      hub.Conflict("this is recorded already; withdraw what was recorded first", "kind"),
	"placement_outcome_employer_id_fkey":          hub.NotFound("employer"),
	"subsidy_pkey":                                hub.Conflict("a subsidy of this placement is agreed already", "placementId"),
	"subsidy_claim_period_once":                   hub.Conflict("another claim has some of these days; nothing is claimed twice", "fromDay"),
	"data_sharing_agreement_in_order":             hub.BadInput("the agreement ends before it begins", "until"),
	"employer_confidential_to_its_lead":           hub.Conflict("this is a confidential enquiry, and the record that was merged into it was not one of the same organisation; end the confidentiality first"),
	"employer_identifier_once":                    hub.Conflict("another employer has this number already; search for it", "companyNumber"),
	"invitation_once":                             hub.Conflict("two of the employers were merged while this was being sent, and nothing was; send it again"),
	"interaction_employer_pkey":                   hub.Conflict("two of the employers were merged while this was being saved, and nothing was; save it again"),
	"hub_user_email_once":                         hub.Conflict("another user has this e-mail address", "email"),
	"hub_user_organisation_id_fkey":               hub.BadInput("there is no such organisation", "organisationId"),
	"task_employer_id_fkey":                       hub.NotFound("employer"),
	"organisation_name_once":                      hub.Conflict("there is an organisation of this name", "name"),
	"import_one_running":                          ErrImportBusy,
	"sign_in_group_organisation":                  hub.BadInput("there is no such organisation", "organisationId"),
	"data_sharing_agreement_organisation_id_fkey": hub.BadInput("there is no such organisation", "organisationId"),
	"referral_employer_id_fkey":                   hub.NotFound("employer"),
	"referral_once":                               hub.Conflict("this was asked of them already and is not settled yet; look under referrals"),
	"referral_to_organisation_id_fkey":            hub.BadInput("there is no such organisation", "organisationId"),
	"offer_provider_id_fkey":                      hub.BadInput("there is no such provider; choose one from the list, or add it first", "providerId"),
	"offer_reference_once":                        hub.Conflict("another offer has this reference of the regional platform already; change that one", "reference"),
	"accreditation_cover_once":                    hub.Conflict("the site is covered already; end that decision first", "siteId"),
	"scheme_rule_once":                            hub.Conflict("another rule of this level begins on that day; choose another day, or change that rule", "startsOn"),
	"published_list_one_open":                     hub.Conflict("another list of this scheme is being worked on, or waits to be applied or discarded; finish that one first"),
	"saved_view_name_once":                        hub.Conflict("you have a view of this name already; choose another name, or change that view", "name"),
	"network_name_once":                           hub.Conflict("there is a network of this name already", "name"),
	"opportunity_places_taken":                    hub.Conflict("more places than that are taken; withdraw a placement first", "places"),
	"participant_reference_once":                  hub.Conflict("there is a participant with this reference already; find them by it", "reference"),
	"participant_programme_fkey":                  hub.BadInput("there is no such programme; choose one from the list", "programme"),
	"participant_share_employer_id_fkey":          hub.NotFound("employer"),
	"placement_once":                              hub.Conflict("the participant is at this opportunity already", "participantIds"),
	"placement_place_once":                        hub.ErrNoPlaceLeft,
	"placement_place_exists":                      hub.ErrNoPlaceLeft,
	"placement_hours_once":                        hub.ErrHoursTaken,
	"placement_programme_rule_programme_fkey":     hub.NotFound("programme"),
	"provider_name_once":                          hub.Conflict("there is a provider of this name already", "name"),
	"provider_ukprn_once":                         hub.Conflict("another provider has this number already", "ukprn"),
}

// explain turns PostgreSQL's refusal into one that a person can be told, where there is one.
func explain(err error, doing string) error {
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok {
		if known, ok := constraintErrors[pg.ConstraintName]; ok {
			return known
		}
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// exactlyOne reads the only row, or answers NOT_FOUND. Fields of T that are not in the row keep their zero value.
func exactlyOne[T any](rows pgx.Rows, err error, what string) (T, error) {
	var none T
	if err != nil {
		return none, fmt.Errorf("cannot read %s: %w", what, err)
	}
	row, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByNameLax[T])
	if errors.Is(err, pgx.ErrNoRows) {
		return none, hub.NotFound(what)
	}
	if err != nil {
		return none, fmt.Errorf("cannot read %s: %w", what, err)
	}
	return row, nil
}

// all reads every row into a T by the names of its columns.
func all[T any](rows pgx.Rows, err error, doing string) ([]T, error) {
	if err != nil {
		return nil, explain(err, doing)
	}
	out, err := pgx.CollectRows(rows, pgx.RowToStructByName[T])
	if err != nil {
		return nil, explain(err, doing)
	}
	return out, nil
}

// one reads the single column of the only row.
func one[T any](rows pgx.Rows, err error, doing string) (T, error) {
	var none T
	if err != nil {
		return none, explain(err, doing)
	}
	value, err := pgx.CollectExactlyOneRow(rows, pgx.RowTo[T])
	if err != nil {
		return none, explain(err, doing)
	}
	return value, nil
}

// column reads the single column of every row.
func column[T any](rows pgx.Rows, err error, doing string) ([]T, error) {
	if err != nil {
		return nil, explain(err, doing)
	}
	values, err := pgx.CollectRows(rows, pgx.RowTo[T])
	if err != nil {
		return nil, explain(err, doing)
	}
	return values, nil
}

// afterCursor is the condition that a row of list comes after the page's cursor, if it has one; later is what to compare with
// @key and @id. Errors: BAD_INPUT for a cursor of another list.
func afterCursor(list string, page hub.Page, later string, args pgx.StrictNamedArgs) (string, error) {
	if page.After == "" {
		return "true", nil
	}
	cursor, err := hub.ParseCursor(list, page.After)
	if err != nil {
		return "", err
	}
	args["key"], args["id"] = cursor.Key, cursor.ID
	return later, nil
}

// lineBefore is the line of a file behind which page begins, in a list of that name; 0 for its beginning. Errors: BAD_INPUT for a cursor of another list.
func lineBefore(list string, page hub.Page) (int, error) {
	if page.After == "" {
		return 0, nil
	}
	cursor, err := hub.ParseCursor(list, page.After)
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(cursor.Key)
}

// unseen hides a value from the planner, where the plan is the same for every value. PostgreSQL keeps a plan that costs no more than those
// for single values, and otherwise makes a new one for each query, which takes longer than most reads.
func unseen(value string) string { return `(SELECT ` + value + `)` }

// planOnce lets the statements of a transaction that follow be planned not for their arguments, but once and for all.
const planOnce = `SELECT set_config('plan_cache_mode', 'force_generic_plan', true)`

// queryKept reads with a plan that is made once for all values, where the same indexes serve each of them and making the plan takes longer
// than the read. Left to itself PostgreSQL makes such a plan anew each time, if it thinks that single values would cost less.
func queryKept(ctx context.Context, q Querier, sql string, args ...any) (pgx.Rows, error) {
	pool, ok := q.(*pgxpool.Pool)
	if !ok {
		return q.Query(ctx, sql, args...)
	}
	var batch pgx.Batch // is one turn and one transaction
	batch.Queue(planOnce)
	batch.Queue(sql, args...)
	results := pool.SendBatch(ctx, &batch)
	if _, err := results.Exec(); err != nil {
		return nil, errors.Join(err, results.Close())
	}
	rows, err := results.Query()
	if err != nil {
		return nil, errors.Join(err, results.Close())
	}
	return keptRows{rows, results}, nil
}

// keptRows end the batch that they are of.
type keptRows struct {
	pgx.Rows
	results pgx.BatchResults
}

// Close gives the connection back.
func (r keptRows) Close() {
	r.Rows.Close()
	_ = r.results.Close() // what went wrong is in Err
}

// among says that an ID is one of those of an argument, few or many: with a plan that is kept, as for unseen.
func among(argument string) string {
	return `ANY (ARRAY (SELECT unnest(@` + argument + `::uuid[])))`
}

// listOf makes a page of rows that were asked for with one more than fits, which tells whether a next page exists.
func listOf[R, T any](rows pgx.Rows, err error, page hub.Page, what string, split func(R) (T, hub.Cursor)) (hub.List[T], error) {
	read, err := all[R](rows, err, "cannot list "+what)
	if err != nil {
		return hub.List[T]{}, err
	}
	list := hub.List[T]{HasNext: len(read) > page.First}
	for _, r := range read[:min(len(read), page.First)] {
		node, cursor := split(r)
		list.Nodes = append(list.Nodes, node)
		list.Cursors = append(list.Cursors, cursor.String())
	}
	return list, nil
}

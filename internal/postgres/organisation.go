package postgres

import (
	"context"
	"fmt"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// AddOrganisation writes a new partner. Errors: CONFLICT where the name is taken.
func AddOrganisation(ctx context.Context, tx pgx.Tx, o hub.Organisation) error {
	_, err := tx.Exec(ctx, `INSERT INTO organisation (id, name, kind) VALUES (@id, @name, @kind)`,
		pgx.StrictNamedArgs{"id": o.ID, "name": o.Name, "kind": o.Kind})
	if err != nil {
		return explain(err, "cannot add organisation")
	}
	return nil
}

// AddDataSharingAgreement lets an organisation see personal data on the days from first to last.
func AddDataSharingAgreement(ctx context.Context, tx pgx.Tx, of hub.OrganisationID, reference string, first, last hub.Date) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO data_sharing_agreement (id, organisation_id, reference, valid_from, valid_until)
		VALUES (@id, @organisation, @reference, @first, @last)`,
		pgx.StrictNamedArgs{"id": id, "organisation": of, "reference": reference, "first": first, "last": last})
	if err != nil {
		return explain(err, "cannot add data-sharing agreement")
	}
	return nil
}

// Organisation reads one partner. Errors: NOT_FOUND.
func Organisation(ctx context.Context, q Querier, id hub.OrganisationID) (hub.Organisation, error) {
	rows, err := q.Query(ctx, `SELECT id, name, kind FROM organisation WHERE id = @id`, pgx.StrictNamedArgs{"id": id})
	return exactlyOne[hub.Organisation](rows, err, "organisation")
}

// OrganisationNamed reads the partner of that name, in whatever case. Errors: NOT_FOUND.
func OrganisationNamed(ctx context.Context, q Querier, name string) (hub.Organisation, error) {
	rows, err := q.Query(ctx, `SELECT id, name, kind FROM organisation WHERE lower(name) = lower(@name)`, pgx.StrictNamedArgs{"name": name})
	return exactlyOne[hub.Organisation](rows, err, fmt.Sprintf("organisation %q", name))
}

// organisationRecord is hub.Organisation in one column, in the order of its fields.
func organisationRecord(o string) string {
	return `CASE WHEN ` + o + `.id IS NOT NULL THEN ROW (` + o + `.id, ` + o + `.name, ` + o + `.kind) END`
}

type organisationInList struct {
	hub.Organisation
	Key string
}

// Organisations lists partners by name. Errors: BAD_INPUT for a cursor of another list.
func Organisations(ctx context.Context, q Querier, page hub.Page) (hub.List[hub.Organisation], error) {
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	after, err := afterCursor("organisations", page, `(lower(name) COLLATE "C", id) > (@key, @id)`, args)
	if err != nil {
		return hub.List[hub.Organisation]{}, err
	}
	rows, err := q.Query(ctx, `
		SELECT id, name, kind, lower(name) AS key FROM organisation WHERE `+after+`
		ORDER BY lower(name) COLLATE "C", id LIMIT @limit`, args)
	return listOf(rows, err, page, "organisations", func(o organisationInList) (hub.Organisation, hub.Cursor) {
		return o.Organisation, hub.Cursor{List: "organisations", Key: o.Key, ID: o.ID.UUID}
	})
}

// CountOrganisations counts all partners.
func CountOrganisations(ctx context.Context, q Querier) (int, error) {
	rows, err := q.Query(ctx, `SELECT count(*) FROM organisation`)
	return one[int](rows, err, "cannot count organisations")
}

// OrganisationsByID reads those of ids that exist, in no order.
func OrganisationsByID(ctx context.Context, q Querier, ids []hub.OrganisationID) ([]hub.Organisation, error) {
	rows, err := q.Query(ctx, `SELECT id, name, kind FROM organisation WHERE id = ANY (@ids) ORDER BY id`, pgx.StrictNamedArgs{"ids": ids})
	return all[hub.Organisation](rows, err, "cannot read organisations")
}

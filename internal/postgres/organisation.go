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

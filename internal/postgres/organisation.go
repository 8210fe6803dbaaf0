package postgres

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"unicode"

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

// UpdateOrganisation writes a partner's name and kind. Errors: CONFLICT where the name is taken.
func UpdateOrganisation(ctx context.Context, tx pgx.Tx, o hub.Organisation) error {
	_, err := tx.Exec(ctx, `UPDATE organisation SET name = @name, kind = @kind WHERE id = @id`,
		pgx.StrictNamedArgs{"id": o.ID, "name": o.Name, "kind": o.Kind})
	if err != nil {
		return explain(err, "cannot change organisation")
	}
	return nil
}

// AddAgreement lets an organisation see personal data on the days of a data-sharing agreement.
func AddAgreement(ctx context.Context, tx pgx.Tx, of hub.OrganisationID, a hub.DataSharingAgreement) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO data_sharing_agreement (id, organisation_id, reference, valid_from, valid_until)
		VALUES (@id, @organisation, @reference, @first, @last)`,
		pgx.StrictNamedArgs{"id": a.ID, "organisation": of, "reference": a.Reference, "first": a.From, "last": a.Until})
	if err != nil {
		return explain(err, "cannot add data-sharing agreement")
	}
	return nil
}

// OrganisationOfAgreement finds whose agreement it is. Errors: NOT_FOUND.
func OrganisationOfAgreement(ctx context.Context, q Querier, id hub.AgreementID) (hub.OrganisationID, error) {
	rows, err := q.Query(ctx, `SELECT organisation_id AS id FROM data_sharing_agreement WHERE id = @id`, pgx.StrictNamedArgs{"id": id})
	found, err := exactlyOne[struct{ ID hub.OrganisationID }](rows, err, "agreement")
	return found.ID, err
}

// EndAgreement writes another last day.
func EndAgreement(ctx context.Context, tx pgx.Tx, id hub.AgreementID, until hub.Date) error {
	_, err := tx.Exec(ctx, `UPDATE data_sharing_agreement SET valid_until = @until WHERE id = @id`, pgx.StrictNamedArgs{"id": id, "until": until})
	if err != nil {
		return explain(err, "cannot end data-sharing agreement")
	}
	return nil
}

// CallersOf lists the users and tokens of an organisation, for whom windows may be open.
func CallersOf(ctx context.Context, q Querier, id hub.OrganisationID) ([]uuid.UUID, error) {
	rows, err := q.Query(ctx, `
		SELECT id FROM hub_user WHERE organisation_id = @id AND disabled_at IS NULL
		UNION ALL SELECT id FROM api_token WHERE organisation_id = @id AND revoked_at IS NULL ORDER BY id`, pgx.StrictNamedArgs{"id": id})
	return column[uuid.UUID](rows, err, "cannot read an organisation's callers")
}

const selectPartners = `
	SELECT ROW (o.id, o.name, o.kind) AS organisation, lower(o.name) AS key,
		(SELECT max(d.valid_until) FROM data_sharing_agreement d WHERE d.organisation_id = o.id AND @today BETWEEN d.valid_from AND d.valid_until) AS shares_until,
		ARRAY (SELECT ROW (d.id, d.reference, d.valid_from, d.valid_until) FROM data_sharing_agreement d
			WHERE d.organisation_id = o.id ORDER BY d.valid_until DESC, d.id DESC) AS agreements,
		(SELECT count(*) FROM hub_user u WHERE u.organisation_id = o.id AND u.disabled_at IS NULL) AS users
	FROM organisation o`

type partnerRow struct {
	hub.Partner
	Key string
}

// Partner reads an organisation as administrators see it. Errors: NOT_FOUND.
func Partner(ctx context.Context, q Querier, id hub.OrganisationID, today hub.Date) (hub.Partner, error) {
	rows, err := q.Query(ctx, selectPartners+` WHERE o.id = @id`, pgx.StrictNamedArgs{"id": id, "today": today})
	row, err := exactlyOne[partnerRow](rows, err, "organisation")
	return row.Partner, err
}

// Partners lists organisations by name. Errors: BAD_INPUT for a cursor of another list.
func Partners(ctx context.Context, q Querier, page hub.Page, today hub.Date) (hub.List[hub.Partner], error) {
	args := pgx.StrictNamedArgs{"limit": page.First + 1, "today": today}
	after, err := afterCursor("partners", page, `(lower(o.name) COLLATE "C", o.id) > (@key, @id)`, args)
	if err != nil {
		return hub.List[hub.Partner]{}, err
	}
	rows, err := q.Query(ctx, selectPartners+` WHERE `+after+` ORDER BY lower(o.name) COLLATE "C", o.id LIMIT @limit`, args)
	return listOf(rows, err, page, "partners", func(r partnerRow) (hub.Partner, hub.Cursor) {
		return r.Partner, hub.Cursor{List: "partners", Key: r.Key, ID: r.Organisation.ID.UUID}
	})
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

// organisationWhere finds those of whose names words begin like all those of search.
func organisationWhere(search *string, args pgx.StrictNamedArgs) string {
	if search == nil {
		return `true`
	}
	words := strings.FieldsFunc(strings.ToLower(*search), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	where := []string{`true`}
	for i, word := range words {
		name := "word_" + strconv.Itoa(i)
		where = append(where, `lower(name) ~ ('\m' || @`+name+`)`) // each by itself, as the index finds them
		args[name] = word
	}
	return strings.Join(where, ` AND `)
}

// Organisations lists partners by name. Errors: BAD_INPUT for a cursor of another list.
func Organisations(ctx context.Context, q Querier, search *string, page hub.Page) (hub.List[hub.Organisation], error) {
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	after, err := afterCursor("organisations", page, `(lower(name) COLLATE "C", id) > (@key, @id)`, args)
	if err != nil {
		return hub.List[hub.Organisation]{}, err
	}
	rows, err := q.Query(ctx, `
		SELECT id, name, kind, lower(name) AS key FROM organisation WHERE `+after+` AND `+organisationWhere(search, args)+`
		ORDER BY lower(name) COLLATE "C", id LIMIT @limit`, args)
	return listOf(rows, err, page, "organisations", func(o organisationInList) (hub.Organisation, hub.Cursor) {
		return o.Organisation, hub.Cursor{List: "organisations", Key: o.Key, ID: o.ID.UUID}
	})
}

// CountOrganisations counts all that search finds.
func CountOrganisations(ctx context.Context, q Querier, search *string) (int, error) {
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, `SELECT count(*) FROM organisation WHERE `+organisationWhere(search, args), args)
	return one[int](rows, err, "cannot count organisations")
}

// OrganisationsByID reads those of ids that exist, in no order.
func OrganisationsByID(ctx context.Context, q Querier, ids []hub.OrganisationID) ([]hub.Organisation, error) {
	rows, err := q.Query(ctx, `SELECT id, name, kind FROM organisation WHERE id = ANY (@ids) ORDER BY id`, pgx.StrictNamedArgs{"ids": ids})
	return all[hub.Organisation](rows, err, "cannot read organisations")
}

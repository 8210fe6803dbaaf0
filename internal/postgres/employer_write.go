package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// EmployerForUpdate reads one and keeps others from changing it until tx ends. Errors: NOT_FOUND, also for one that viewer does not
// see; CONFLICT for a record that was merged into another.
func EmployerForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, id hub.EmployerID) (hub.Employer, error) {
	args := pgx.StrictNamedArgs{"id": id}
	see := viewer.sight(args)
	rows, err := tx.Query(ctx, `SELECT `+see.employerColumns()+` FROM employer e`+employerJoins+` WHERE e.id = @id AND `+see.employer("e")+` FOR UPDATE OF e`, args)
	e, err := exactlyOne[hub.Employer](rows, err, "employer")
	if err == nil {
		err = notMerged(ctx, tx, id)
	}
	return e, err
}

// InsertEmployer adds an employer that a search finds by words.
func InsertEmployer(ctx context.Context, tx pgx.Tx, e hub.Employer, words string) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO employer (id, name, name_key, legal_form, status, company_number, website, postcode, headcount, size_band,
			lead_organisation_id, account_lead_id, key_account, parent_id, sic_section, search_words, version)
		VALUES (@id, @name, @name_key, @legal_form, @status, @company_number, @website, @postcode, @headcount, @size_band,
			@lead, @account_lead, @key_account, @parent, @section, @words, @version)`, employerArgs(e, words))
	if err != nil {
		return explain(err, "cannot add an employer")
	}
	return nil
}

// SetEmployer writes what staff may change of an employer, and the words that a search finds it by.
func SetEmployer(ctx context.Context, tx pgx.Tx, e hub.Employer, words string) error {
	_, err := tx.Exec(ctx, `
		UPDATE employer SET name = @name, name_key = @name_key, legal_form = @legal_form, status = @status,
			company_number = @company_number, website = @website, postcode = @postcode, headcount = @headcount, size_band = @size_band,
			lead_organisation_id = @lead, account_lead_id = @account_lead, key_account = @key_account, parent_id = @parent, sic_section = @section,
			search_words = @words, version = @version
		WHERE id = @id`, employerArgs(e, words))
	if err != nil {
		return explain(err, "cannot change an employer")
	}
	return nil
}

func employerArgs(e hub.Employer, words string) pgx.StrictNamedArgs {
	lead, accountLead := leadIDs(e)
	return pgx.StrictNamedArgs{
		"id": e.ID, "name": e.Name, "name_key": hub.NameKey(e.Name), "legal_form": e.LegalForm, "status": e.Status,
		"company_number": e.CompanyNumber, "website": e.Website, "postcode": e.Postcode, "headcount": e.Headcount, "size_band": e.SizeBand,
		"lead": lead, "account_lead": accountLead, "key_account": e.KeyAccount, "parent": e.ParentID, "section": e.SICSection, "words": words, "version": e.Version,
	}
}

func leadIDs(e hub.Employer) (organisation *hub.OrganisationID, person *hub.UserID) {
	if e.LeadOrganisation != nil {
		organisation = &e.LeadOrganisation.ID
	}
	if e.AccountLead != nil {
		person = &e.AccountLead.ID
	}
	return organisation, person
}

// SetEmployerSize writes from which day the headcount holds; an earlier one ends that day.
func SetEmployerSize(ctx context.Context, tx pgx.Tx, e hub.Employer, from hub.Date) error {
	if err := endNow(ctx, tx, "employer_size", e.ID, from); err != nil || e.Headcount == nil {
		return err
	}
	_, err := tx.Exec(ctx, `INSERT INTO employer_size (employer_id, headcount, size_band, valid_from) VALUES (@id, @headcount, @band, @from)`,
		pgx.StrictNamedArgs{"id": e.ID, "headcount": e.Headcount, "band": e.SizeBand, "from": from})
	if err != nil {
		return explain(err, "cannot change an employer's size")
	}
	return nil
}

// SetEmployerLead writes from which day they lead the relationship; whoever led it ends that day.
func SetEmployerLead(ctx context.Context, tx pgx.Tx, e hub.Employer, from hub.Date) error {
	lead, accountLead := leadIDs(e)
	if err := endNow(ctx, tx, "employer_lead", e.ID, from); err != nil || lead == nil {
		return err
	}
	_, err := tx.Exec(ctx, `INSERT INTO employer_lead (employer_id, organisation_id, user_id, valid_from) VALUES (@id, @lead, @account_lead, @from)`,
		pgx.StrictNamedArgs{"id": e.ID, "lead": lead, "account_lead": accountLead, "from": from})
	if err != nil {
		return explain(err, "cannot change who leads an employer")
	}
	return nil
}

// endNow ends what holds now in a table of dated facts. What began on the same day has held on none, so it goes.
func endNow(ctx context.Context, tx pgx.Tx, table string, id hub.EmployerID, day hub.Date) error {
	_, err := tx.Exec(ctx, `DELETE FROM `+table+` WHERE employer_id = @id AND valid_until IS NULL AND valid_from >= @day`,
		pgx.StrictNamedArgs{"id": id, "day": day})
	if err == nil {
		_, err = tx.Exec(ctx, `UPDATE `+table+` SET valid_until = @day WHERE employer_id = @id AND valid_until IS NULL`,
			pgx.StrictNamedArgs{"id": id, "day": day})
	}
	if err != nil {
		return explain(err, "cannot end what held until now")
	}
	return nil
}

// SetLegalName makes name the legal one; the one before becomes a previous name.
func SetLegalName(ctx context.Context, tx pgx.Tx, id hub.EmployerID, name string, from hub.Date) error {
	_, err := tx.Exec(ctx, `
		UPDATE employer_name SET kind = 'PREVIOUS', valid_until = @from WHERE employer_id = @id AND kind = 'LEGAL' AND valid_until IS NULL`,
		pgx.StrictNamedArgs{"id": id, "from": from})
	if err != nil {
		return explain(err, "cannot end an employer's name")
	}
	return InsertEmployerName(ctx, tx, id, hub.EmployerName{Kind: hub.NameLegal, Name: name, From: &from})
}

// InsertEmployerName adds a name.
func InsertEmployerName(ctx context.Context, tx pgx.Tx, id hub.EmployerID, n hub.EmployerName) error {
	_, err := tx.Exec(ctx, `INSERT INTO employer_name (employer_id, kind, name, valid_from, valid_until) VALUES (@id, @kind, @name, @from, @until)`,
		pgx.StrictNamedArgs{"id": id, "kind": n.Kind, "name": n.Name, "from": n.From, "until": n.Until})
	if err != nil {
		return explain(err, "cannot add an employer's name")
	}
	return nil
}

// IdentifierHolder is an employer that has an identifier, and whether the viewer sees it.
type IdentifierHolder struct {
	hub.Employer
	Seen bool
}

// HolderOf finds the employer that has an identifier, whether viewer sees it or not. Errors: NOT_FOUND.
func HolderOf(ctx context.Context, q Querier, viewer Viewer, i hub.Identifier) (IdentifierHolder, error) {
	args := pgx.StrictNamedArgs{"value": i.Value, "scheme": i.Scheme}
	see := viewer.sight(args)
	rows, err := q.Query(ctx, `
		SELECT `+see.employerColumns()+`, `+see.employer("e")+` AS seen FROM employer_identifier n JOIN employer e ON e.id = n.employer_id`+employerJoins+`
		WHERE n.value = @value AND n.scheme = @scheme AND n.removed_at IS NULL`, args)
	return exactlyOne[IdentifierHolder](rows, err, "employer")
}

// SetCompanyNumber gives an employer its number in the register of companies, or takes it away. Errors: CONFLICT where
// another one has it.
func SetCompanyNumber(ctx context.Context, tx pgx.Tx, id hub.EmployerID, number *hub.CompanyNumber) error {
	_, err := tx.Exec(ctx, `
		UPDATE employer_identifier SET removed_at = now() WHERE employer_id = @id AND scheme = 'COMPANIES_HOUSE' AND removed_at IS NULL`,
		pgx.StrictNamedArgs{"id": id})
	if err == nil && number != nil {
		_, err = tx.Exec(ctx, `INSERT INTO employer_identifier (employer_id, scheme, value) VALUES (@id, 'COMPANIES_HOUSE', @number)`,
			pgx.StrictNamedArgs{"id": id, "number": number})
	}
	if err != nil {
		return explain(err, "cannot change a company number")
	}
	return nil
}

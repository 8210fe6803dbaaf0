package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// InsertHostingInterest adds what an employer said in a response; what it said before stays as history.
func InsertHostingInterest(ctx context.Context, tx pgx.Tx, i hub.HostingInterest, from hub.ResponseID) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO hosting_interest (employer_id, programme, year, level, said_on, response_id)
		VALUES (@employer, @programme, @year, @level, @said, @response)`,
		pgx.StrictNamedArgs{
			"employer": i.EmployerID, "programme": i.Programme, "year": i.Year, "level": i.Level, "said": i.SaidOn, "response": from,
		})
	if err != nil {
		return explain(err, "cannot add an interest in hosting")
	}
	return nil
}

// HostingInterestsOf reads the latest word of these employers for each programme and year, the latest year first. The caller
// has made sure that they are seen: see EmployersWithNeedsSeen.
func HostingInterestsOf(ctx context.Context, q Querier, of []hub.EmployerID) ([]hub.HostingInterest, error) {
	rows, err := q.Query(ctx, `
		SELECT DISTINCT ON (employer_id, year, programme) employer_id, programme, year, level, said_on
		FROM hosting_interest WHERE employer_id = ANY (@of)
		ORDER BY employer_id, year DESC, programme, id DESC`,
		pgx.StrictNamedArgs{"of": of})
	return all[hub.HostingInterest](rows, err, "cannot read interests in hosting")
}

// InsertDisabilityConfidentWord adds what an employer said of itself in a response.
func InsertDisabilityConfidentWord(ctx context.Context, tx pgx.Tx, w hub.DisabilityConfidentWord, from hub.ResponseID) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO disability_confident_word (employer_id, stage, until, said_on, response_id)
		VALUES (@employer, @stage, @until, @said, @response)`,
		pgx.StrictNamedArgs{"employer": w.EmployerID, "stage": w.Stage, "until": w.Until, "said": w.SaidOn, "response": from})
	if err != nil {
		return explain(err, "cannot add what an employer said of itself")
	}
	return nil
}

// DisabilityConfidentWordsOf reads the latest word of each of these employers. The caller has made sure that they are seen: see
// EmployersWithNeedsSeen.
func DisabilityConfidentWordsOf(ctx context.Context, q Querier, of []hub.EmployerID) ([]hub.DisabilityConfidentWord, error) {
	rows, err := q.Query(ctx, `
		SELECT DISTINCT ON (employer_id) employer_id, stage, until, said_on
		FROM disability_confident_word WHERE employer_id = ANY (@of)
		ORDER BY employer_id, id DESC`,
		pgx.StrictNamedArgs{"of": of})
	return all[hub.DisabilityConfidentWord](rows, err, "cannot read what employers said of themselves")
}

// OrganisationOfKind finds the partner of that kind that was there first. Errors: NOT_FOUND.
func OrganisationOfKind(ctx context.Context, q Querier, kind hub.OrganisationKind) (hub.Organisation, error) {
	rows, err := q.Query(ctx, `SELECT id, name, kind FROM organisation WHERE kind = @kind ORDER BY id LIMIT 1`, pgx.StrictNamedArgs{"kind": kind})
	return exactlyOne[hub.Organisation](rows, err, "organisation")
}

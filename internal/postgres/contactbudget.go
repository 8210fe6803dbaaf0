package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

const contactBudget = `SELECT valid_from AS "from", campaigns, days FROM contact_budget`

// ContactBudget reads what holds on a day.
func ContactBudget(ctx context.Context, q Querier, on hub.Date) (hub.ContactBudget, error) {
	rows, err := q.Query(ctx, contactBudget+` WHERE valid_from <= @on ORDER BY valid_from DESC LIMIT 1`, pgx.StrictNamedArgs{"on": on})
	return exactlyOne[hub.ContactBudget](rows, err, "contact budget")
}

// ContactBudgets reads all that ever held or will, the latest first.
func ContactBudgets(ctx context.Context, q Querier) ([]hub.ContactBudget, error) {
	rows, err := q.Query(ctx, contactBudget+` ORDER BY valid_from DESC`)
	return all[hub.ContactBudget](rows, err, "cannot read contact budgets")
}

// ContactBudgetFrom reads the one that begins on a day, and keeps others from changing it until tx ends; nil where none does.
func ContactBudgetFrom(ctx context.Context, tx pgx.Tx, day hub.Date) (*hub.ContactBudget, error) {
	rows, err := tx.Query(ctx, contactBudget+` WHERE valid_from = @day FOR UPDATE`, pgx.StrictNamedArgs{"day": day})
	found, err := all[hub.ContactBudget](rows, err, "cannot read a contact budget")
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// SetContactBudget adds one, or changes the one that begins on the same day.
func SetContactBudget(ctx context.Context, tx pgx.Tx, b hub.ContactBudget) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO contact_budget (valid_from, campaigns, days) VALUES (@from, @campaigns, @days)
		ON CONFLICT (valid_from) DO UPDATE SET campaigns = excluded.campaigns, days = excluded.days`,
		pgx.StrictNamedArgs{"from": b.From, "campaigns": b.Campaigns, "days": b.Days})
	if err != nil {
		return explain(err, "cannot set a contact budget")
	}
	return nil
}

// RemoveContactBudget takes one away.
func RemoveContactBudget(ctx context.Context, tx pgx.Tx, from hub.Date) error {
	if _, err := tx.Exec(ctx, `DELETE FROM contact_budget WHERE valid_from = @from`, pgx.StrictNamedArgs{"from": from}); err != nil {
		return explain(err, "cannot remove a contact budget")
	}
	return nil
}

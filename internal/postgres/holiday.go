package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// Calendar knows the holidays.
func Calendar(ctx context.Context, q Querier) (hub.Calendar, error) {
	rows, err := q.Query(ctx, `SELECT day FROM holiday ORDER BY day`)
	if err != nil {
		return hub.Calendar{}, explain(err, "cannot read holidays")
	}
	days, err := pgx.CollectRows(rows, pgx.RowTo[hub.Date])
	if err != nil {
		return hub.Calendar{}, explain(err, "cannot read holidays")
	}
	return hub.NewCalendar(days...), nil
}

// Holidays reads those of a calendar year, by date.
func Holidays(ctx context.Context, q Querier, year int) ([]hub.Holiday, error) {
	rows, err := q.Query(ctx, `
		SELECT day, name FROM holiday WHERE day BETWEEN make_date(@year, 1, 1) AND make_date(@year, 12, 31) ORDER BY day`,
		pgx.StrictNamedArgs{"year": year})
	return all[hub.Holiday](rows, err, "cannot read holidays")
}

// Holiday reads the one on a day, and keeps others from changing it until tx ends; nil where there is none.
func Holiday(ctx context.Context, tx pgx.Tx, on hub.Date) (*hub.Holiday, error) {
	rows, err := tx.Query(ctx, `SELECT day, name FROM holiday WHERE day = @on FOR UPDATE`, pgx.StrictNamedArgs{"on": on})
	found, err := all[hub.Holiday](rows, err, "cannot read a holiday")
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// SetHoliday adds or renames one.
func SetHoliday(ctx context.Context, tx pgx.Tx, h hub.Holiday) error {
	_, err := tx.Exec(ctx, `INSERT INTO holiday (day, name) VALUES (@day, @name) ON CONFLICT (day) DO UPDATE SET name = excluded.name`,
		pgx.StrictNamedArgs{"day": h.Day, "name": h.Name})
	if err != nil {
		return explain(err, "cannot set a holiday")
	}
	return nil
}

// RemoveHoliday makes a day a working day again.
func RemoveHoliday(ctx context.Context, tx pgx.Tx, on hub.Date) error {
	if _, err := tx.Exec(ctx, `DELETE FROM holiday WHERE day = @on`, pgx.StrictNamedArgs{"on": on}); err != nil {
		return explain(err, "cannot remove a holiday")
	}
	return nil
}

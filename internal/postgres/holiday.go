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

package postgres

import (
	"context"
	"fmt"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// errCursor answers a cursor that is not one of the list it was given to.
var errCursor = hub.BadInput("this is not a cursor of this list; start again without after", "after")

// pageOf makes a page of rows that were read with a limit of one more than the page holds.
func pageOf[T any](rows []T, page hub.Page, cursor func(T) string) hub.List[T] {
	list := hub.List[T]{Nodes: rows, HasNext: len(rows) > page.First}
	if list.HasNext {
		list.Nodes = rows[:page.First]
	}
	for _, row := range list.Nodes {
		list.Cursors = append(list.Cursors, cursor(row))
	}
	return list
}

// count runs a query of one number.
func count(ctx context.Context, q Querier, sql string, args pgx.StrictNamedArgs) (int, error) {
	rows, err := q.Query(ctx, sql, args)
	if err != nil {
		return 0, fmt.Errorf("cannot count: %w", err)
	}
	n, err := pgx.CollectExactlyOneRow(rows, pgx.RowTo[int])
	if err != nil {
		return 0, fmt.Errorf("cannot count: %w", err)
	}
	return n, nil
}

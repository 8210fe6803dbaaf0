package postgres

import (
	"context"
	"maps"
	"slices"
	"strings"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Book is how the records T of a noun with ID K are stored that have a day and a version, are listed by that day, and mostly belong to
// an employer: the SQL that all such nouns need once. A noun says what is its own.
type Book[T, K, F any] struct {
	// table has the records under the alias x; columns are what T reads of it.
	table, columns string
	// one and many are what people call them; many is also the name of the list in cursors.
	one, many string
	// day is the column by which they are listed, the latest first, or where soonest says so the earliest.
	day     string
	soonest bool
	// nobodys says that the records belong to no employer: whoever reads employers sees them.
	nobodys bool
	// place is where a record stands in the list.
	place func(T) (hub.Date, uuid.UUID)
	// row is a record as columns with their values.
	row func(T) pgx.StrictNamedArgs
	// narrow adds the conditions of a filter, as far as the viewer may ask.
	narrow func(s sight, f F, where func(condition, name string, value any))
}

// from are the records as x, with their employers as e.
func (b Book[T, K, F]) from() string {
	if b.nobodys {
		return b.table + ` x`
	}
	return b.table + ` x JOIN employer e ON e.id = x.employer_id`
}

// seen says of record x that its employer is seen.
func (b Book[T, K, F]) seen(s sight) string {
	if b.nobodys {
		return `true`
	}
	return s.employerOf(`x.employer_id`)
}

// where are the conditions of a filter on record x of employer e.
func (b Book[T, K, F]) where(s sight, f F) string {
	all := []string{`true`}
	if !b.nobodys {
		all = []string{living, s.employer("e")}
	}
	b.narrow(s, f, func(condition, name string, value any) {
		all = append(all, condition)
		if name != "" {
			s.args[name] = value
		}
	})
	return strings.Join(all, ` AND `)
}

// list reads a page of those whose employers viewer sees. Errors: BAD_INPUT for a cursor of another list.
func (b Book[T, K, F]) list(ctx context.Context, q Querier, viewer Viewer, f F, page hub.Page) (hub.List[T], error) {
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	later, order := `<`, `DESC`
	if b.soonest {
		later, order = `>`, `ASC`
	}
	after, err := afterCursor(b.many, page, `(x.`+b.day+`, x.id) `+later+` (@key::date, @id)`, args)
	if err != nil {
		return hub.List[T]{}, err
	}
	rows, err := q.Query(ctx, `
		SELECT `+b.columns+` FROM `+b.from()+`
		WHERE `+b.where(viewer.sight(args), f)+` AND `+after+`
		ORDER BY x.`+b.day+` `+order+`, x.id `+order+` LIMIT @limit`, args)
	return listOf(rows, err, page, b.many, func(t T) (T, hub.Cursor) {
		day, id := b.place(t)
		return t, hub.Cursor{List: b.many, Key: day.String(), ID: id}
	})
}

// Count counts what the list of filter f holds.
func (b Book[T, K, F]) Count(ctx context.Context, q Querier, viewer Viewer, f F) (int, error) {
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, `SELECT count(*) FROM `+b.from()+` WHERE `+b.where(viewer.sight(args), f), args)
	return one[int](rows, err, "cannot count "+b.many)
}

// ByID reads those of ids whose employer viewer sees, in no order.
func (b Book[T, K, F]) ByID(ctx context.Context, q Querier, viewer Viewer, ids []K) ([]T, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	rows, err := q.Query(ctx, `
		SELECT `+b.columns+` FROM `+b.table+` x WHERE x.id = ANY (@ids) AND `+b.seen(viewer.sight(args))+` ORDER BY x.id`, args)
	return all[T](rows, err, "cannot read "+b.many)
}

// ForUpdate reads one and keeps others from changing it until tx ends. Errors: NOT_FOUND, also where viewer does not see the employer.
func (b Book[T, K, F]) ForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, id K) (T, error) {
	args := pgx.StrictNamedArgs{"id": id}
	rows, err := tx.Query(ctx, `
		SELECT `+b.columns+` FROM `+b.table+` x WHERE x.id = @id AND `+b.seen(viewer.sight(args))+` FOR UPDATE`, args)
	return exactlyOne[T](rows, err, b.one)
}

// Insert adds one.
func (b Book[T, K, F]) Insert(ctx context.Context, tx pgx.Tx, t T) error {
	row := b.row(t)
	columns := slices.Sorted(maps.Keys(row))
	_, err := tx.Exec(ctx, `INSERT INTO `+b.table+` (`+strings.Join(columns, `, `)+`) VALUES (@`+strings.Join(columns, `, @`)+`)`, row)
	if err != nil {
		return explain(err, "cannot add "+b.one)
	}
	return nil
}

// Set writes everything of one but whose it is.
func (b Book[T, K, F]) Set(ctx context.Context, tx pgx.Tx, t T) error {
	row := b.row(t)
	delete(row, "employer_id")
	var changes []string
	for _, column := range slices.Sorted(maps.Keys(row)) {
		changes = append(changes, column+` = @`+column)
	}
	if _, err := tx.Exec(ctx, `UPDATE `+b.table+` SET `+strings.Join(changes, `, `)+` WHERE id = @id`, row); err != nil {
		return explain(err, "cannot change "+b.one)
	}
	return nil
}

// Delete removes one that was entered by mistake; its audit row keeps it.
func (b Book[T, K, F]) Delete(ctx context.Context, tx pgx.Tx, id K) error {
	if _, err := tx.Exec(ctx, `DELETE FROM `+b.table+` WHERE id = @id`, pgx.StrictNamedArgs{"id": id}); err != nil {
		return explain(err, "cannot remove "+b.one)
	}
	return nil
}

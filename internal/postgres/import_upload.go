package postgres

import (
	"context"
	"errors"
	"fmt"
	"io"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// AddImportChunk stores the next piece of an upload, numbered from 0.
func AddImportChunk(ctx context.Context, tx pgx.Tx, id hub.ImportID, number int, bytes []byte) error {
	_, err := tx.Exec(ctx, `INSERT INTO import_chunk (import_id, number, bytes) VALUES (@id, @number, @bytes)`,
		pgx.StrictNamedArgs{"id": id, "number": number, "bytes": bytes})
	if err != nil {
		return explain(err, "cannot store an upload")
	}
	return nil
}

// DropImportChunks deletes the bytes of an upload.
func DropImportChunks(ctx context.Context, tx pgx.Tx, id hub.ImportID) error {
	if _, err := tx.Exec(ctx, `DELETE FROM import_chunk WHERE import_id = @id`, pgx.StrictNamedArgs{"id": id}); err != nil {
		return explain(err, "cannot delete an upload")
	}
	return nil
}

// DropAbandonedUploads deletes the bytes of uploads that came to no import and have had no new piece for an hour.
func DropAbandonedUploads(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, `
		DELETE FROM import_chunk WHERE import_id IN (
			SELECT import_id FROM import_chunk
			WHERE NOT EXISTS (SELECT FROM import WHERE import.id = import_chunk.import_id)
			GROUP BY import_id
			HAVING max(created_at) < now() - interval '1 hour'
		)`)
	if err != nil {
		return explain(err, "cannot delete abandoned uploads")
	}
	return nil
}

// ImportFile reads the bytes of an upload, one piece in memory at a time.
func ImportFile(ctx context.Context, q Querier, id hub.ImportID) io.Reader {
	return &importFile{ctx: ctx, q: q, id: id}
}

type importFile struct {
	ctx    context.Context //nolint:containedctx // a reader has nowhere else to keep it
	q      Querier
	id     hub.ImportID
	number int
	rest   []byte
}

func (f *importFile) Read(p []byte) (int, error) {
	if len(f.rest) == 0 {
		if err := f.next(); err != nil {
			return 0, err
		}
	}
	n := copy(p, f.rest)
	f.rest = f.rest[n:]
	return n, nil
}

func (f *importFile) next() error {
	rows, err := f.q.Query(f.ctx, `SELECT bytes FROM import_chunk WHERE import_id = @id AND number = @number`,
		pgx.StrictNamedArgs{"id": f.id, "number": f.number})
	if err != nil {
		return fmt.Errorf("cannot read an upload: %w", err)
	}
	f.rest, err = pgx.CollectExactlyOneRow(rows, pgx.RowTo[[]byte])
	if errors.Is(err, pgx.ErrNoRows) {
		return io.EOF
	}
	if err != nil {
		return fmt.Errorf("cannot read an upload: %w", err)
	}
	f.number++
	return nil
}

package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode"

	"employerhub/internal/hub"
	"employerhub/internal/importer"
	"employerhub/internal/jobs"
	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5"
)

// ImportUpload is a file on its way in.
type ImportUpload struct {
	Source hub.ImportSource
	// FileName may be a path; only its last part is kept.
	FileName string
	File     io.Reader
	// MaxBytes is how large the file may be.
	MaxBytes int
}

// chunkSize is how much of an upload is in memory at a time.
const chunkSize = 1 << 20

// UploadImport stores a file as it arrives and queues its import. A file that cannot be what it should be is refused at its
// beginning. Nothing is left of an upload that breaks off. Permission: IMPORT. Errors: BAD_INPUT.
func (a *App) UploadImport(ctx context.Context, in ImportUpload) (hub.Import, error) {
	by := hub.ActorFrom(ctx)
	if err := hub.Authorise(by, hub.PermImport); err != nil {
		return hub.Import{}, err
	}
	imported := hub.Import{ID: hub.NewImportID(), Source: in.Source, FileName: cleanFileName(in.FileName), State: hub.ImportQueued}
	if in.Source == hub.ImportSpreadsheet {
		return a.uploadSpreadsheet(ctx, imported, in)
	}
	var header []string
	err := a.storeUpload(ctx, &imported, in, func(chunk []byte, whole bool) (err error) {
		header, err = checkBeginning(chunk, whole)
		return err
	})
	if err != nil {
		return hub.Import{}, a.dropUpload(ctx, imported.ID, err)
	}
	err = a.change(ctx, func(c change) error {
		if err := postgres.InsertImport(ctx, c, imported, header, by.UserID); err != nil {
			return err
		}
		what := map[string]any{"Source": imported.Source, "FileName": imported.FileName, "Bytes": imported.Bytes}
		if err := c.audit(ctx, "import.create", postgres.AuditSubject{Kind: "import", ID: imported.ID.UUID}, nil, what); err != nil {
			return err
		}
		_, err := a.jobs.InsertTx(ctx, c, jobs.RunImport{ImportID: imported.ID}, nil)
		return err
	})
	if err != nil {
		return hub.Import{}, err
	}
	return postgres.Import(ctx, a.pool, imported.ID)
}

// dropUpload deletes what is there of a file that is refused, and answers why. The caller may be gone, and with it the context; the
// bytes have to go all the same.
func (a *App) dropUpload(ctx context.Context, id hub.ImportID, why error) error {
	ctx = context.WithoutCancel(ctx)
	return errors.Join(why, pgx.BeginFunc(ctx, a.pool, func(tx pgx.Tx) error { return postgres.DropImportChunks(ctx, tx, id) }))
}

// storeUpload copies the file into the database piece by piece; check refuses it by its first piece.
func (a *App) storeUpload(ctx context.Context, imported *hub.Import, in ImportUpload, check func(chunk []byte, whole bool) error) error {
	chunk := make([]byte, chunkSize)
	for number := 0; ; number++ {
		n, err := io.ReadFull(in.File, chunk)
		last := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !last {
			return fmt.Errorf("cannot read an upload: %w", err)
		}
		if imported.Bytes += n; imported.Bytes > in.MaxBytes {
			return hub.BadInput(fmt.Sprintf("the file is larger than %d bytes, which is the most that this hub takes; split it", in.MaxBytes), "file")
		}
		if number == 0 {
			if err := check(chunk[:n], last); err != nil {
				return err
			}
		}
		if n > 0 {
			store := func(tx pgx.Tx) error { return postgres.AddImportChunk(ctx, tx, imported.ID, number, chunk[:n]) }
			if err := pgx.BeginFunc(ctx, a.pool, store); err != nil {
				return err
			}
		}
		if last {
			return nil
		}
	}
}

// checkBeginning refuses a file by what its first piece shows; whole says that there is no more.
func checkBeginning(chunk []byte, whole bool) (header []string, err error) {
	file, err := importer.NewCompaniesHouse(bytes.NewReader(chunk))
	if err != nil {
		return nil, err
	}
	if _, err := file.Next(); whole && errors.Is(err, io.EOF) {
		return nil, errNoRows
	}
	return file.Header(), nil
}

var errNoRows = hub.BadInput("the file has a header and no rows; send one with at least one company", "file")

// cleanFileName is the last part of a path of any system, printable and not too long.
func cleanFileName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, strings.ToValidUTF8(name, ""))
	const most = 200
	if r := []rune(name); len(r) > most {
		name = string(r[:most])
	}
	if name == "" || name == "." || name == "/" {
		return "upload.csv"
	}
	return name
}

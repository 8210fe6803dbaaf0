package app

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"employerhub/internal/hub"
	"employerhub/internal/importer"
)

// ReturnUpload is a return on its way in.
type ReturnUpload struct {
	// FileName may be a path; only its last part is kept.
	FileName string
	File     io.Reader
	// MaxBytes is how large a file this hub takes.
	MaxBytes int
}

// maxReturnBytes is how large the file of a return may be.
const maxReturnBytes = 8 << 20

// read reads the rows of a file whose columns check takes. Errors: BAD_INPUT for one that is too large, is no spreadsheet or has another layout.
func (in ReturnUpload) read(mostRows int, check func(names []string) error) (names []string, rows []hub.ReturnRow, err error) {
	most := min(maxReturnBytes, in.MaxBytes)
	file, err := io.ReadAll(io.LimitReader(in.File, int64(most)+1))
	if err != nil {
		return nil, nil, fmt.Errorf("cannot read an upload: %w", err)
	}
	if len(file) > most {
		return nil, nil, hub.BadInput(fmt.Sprintf("the file is larger than %d MB; split it, and leave out sheets that are no part of the return", most>>20), "file")
	}
	table, err := importer.OpenTable(bytes.NewReader(file), int64(len(file)), "")
	if err != nil {
		return nil, nil, err
	}
	defer table.Close()
	if err := check(table.Columns); err != nil {
		return nil, nil, err
	}
	for {
		row, err := table.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, nil, err
		}
		if len(rows) == mostRows {
			return nil, nil, hub.BadInput(fmt.Sprintf("the file has more than %d rows; split it", mostRows), "file")
		}
		read := hub.ReturnRow{Line: row.Line, Cells: row.Cells}
		if row.Rejected != "" {
			read.Unreadable = &row.Rejected
		}
		rows = append(rows, read)
	}
	if len(rows) == 0 {
		return nil, nil, hub.BadInput("the file has a heading and no rows; nothing was done", "file")
	}
	return table.Columns, rows, nil
}

// writeRejected writes the rejected ones of rows as CSV, the line and the reason first, so that they can be put right and sent again.
func writeRejected(to io.Writer, columns []string, rows []hub.ReturnRow) error {
	out := importer.NewRejects(to, ',')
	if err := out.Header(columns); err != nil {
		return err
	}
	for _, row := range rows {
		if row.Outcome != hub.RowRejected {
			continue
		}
		if err := out.Row(row.Line, row.Reason, importer.TableRow{Cells: row.Cells}.Raw()); err != nil {
			return err
		}
	}
	return out.Flush()
}

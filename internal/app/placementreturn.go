package app

import (
	"context"
	"errors"
	"io"
	"slices"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// maxPlacementRows is how many rows a return of placements may have: each is a step that is taken by itself.
const maxPlacementRows = 500

// unreadableRow is said of each row that is none: what the importer says may have what the row has in it.
const unreadableRow = "the line cannot be read: it has more columns than the heading, or a quotation mark or a separator too many; correct it and send it again"

// UploadPlacementReturn reads a return of steps of placements or of attendance, CSV or XLSX, and says of each row what would become of it; nothing is
// taken in. Permission: MANAGE_PARTICIPANTS. Errors: BAD_INPUT for the file.
func (a *App) UploadPlacementReturn(ctx context.Context, in ReturnUpload) (sent hub.PlacementReturn, err error) {
	if err := authoriseParticipants(ctx); err != nil {
		return sent, err
	}
	var columns hub.PlacementColumns
	names, read, err := in.read(maxPlacementRows, func(names []string) (err error) {
		columns, err = hub.FindPlacementColumns(names)
		return err
	})
	if err != nil {
		return sent, err
	}
	sent = hub.PlacementReturn{ID: hub.NewPlacementReturnID(), Kind: columns.Kind, FileName: cleanFileName(in.FileName), Columns: columns.Keep(names)}
	rows := make([]hub.PlacementReturnRow, len(read))
	for i, row := range read {
		row.Cells = columns.KeepRow(row.Cells)
		if row.Unreadable != nil {
			row.Unreadable = new(unreadableRow)
		}
		rows[i].ReturnRow = row
	}
	err = a.change(ctx, func(c change) error {
		sent.SentAt, sent.SentBy = c.now, c.asUser()
		if err := postgres.InsertPlacementReturn(ctx, c, sent, c.by.OrganisationID); err != nil {
			return err
		}
		if err := c.tryReturn(ctx, sent, rows); err != nil {
			return err
		}
		if err := postgres.SetPlacementReturnRows(ctx, c, sent.ID, rows); err != nil {
			return err
		}
		return c.audit(ctx, "placementreturn.create", ofPlacementReturn(sent), nil, map[string]any{"FileName": sent.FileName, "Rows": len(rows)})
	})
	return sent, err
}

func ofPlacementReturn(r hub.PlacementReturn) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "placementreturn", ID: r.ID.UUID}
}

var errTriedOut = errors.New("tried out")

// tryReturn says what becomes of each row: it is taken in, and all of that is undone.
func (c change) tryReturn(ctx context.Context, r hub.PlacementReturn, rows []hub.PlacementReturnRow) error {
	err := pgx.BeginFunc(ctx, c.Tx, func(part pgx.Tx) error {
		trial := c
		trial.Tx, trial.touched = part, map[hub.EmployerID]hub.DuplicateSource{}
		if err := trial.takeReturn(ctx, r, rows); err != nil {
			return err
		}
		return errTriedOut
	})
	if errors.Is(err, errTriedOut) {
		return nil
	}
	return err
}

// PlacementReturns lists the returns that the caller's organisation sent, the latest first. Permission: MANAGE_PARTICIPANTS; none are there for an
// organisation that shares no personal data. Errors: BAD_INPUT for the cursor.
func (a *App) PlacementReturns(ctx context.Context, page hub.Page) (hub.List[hub.PlacementReturn], error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return hub.List[hub.PlacementReturn]{}, err
	}
	return postgres.PlacementReturns(ctx, a.pool, v, page)
}

// CountPlacementReturns counts what PlacementReturns lists. Permission: MANAGE_PARTICIPANTS.
func (a *App) CountPlacementReturns(ctx context.Context) (int, error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return 0, err
	}
	return postgres.CountPlacementReturns(ctx, a.pool, v)
}

// PlacementReturnsByID finds those of ids that the caller's organisation sent. Permission: MANAGE_PARTICIPANTS.
func (a *App) PlacementReturnsByID(ctx context.Context, ids []hub.PlacementReturnID) ([]hub.PlacementReturn, error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return nil, err
	}
	return postgres.PlacementReturnsByID(ctx, a.pool, v, ids)
}

// placementReturn is one that the caller's organisation sent. Errors: NOT_FOUND.
func (a *App) placementReturn(ctx context.Context, id hub.PlacementReturnID) (hub.PlacementReturn, error) {
	found, err := a.PlacementReturnsByID(ctx, []hub.PlacementReturnID{id})
	if err == nil && len(found) == 0 {
		err = hub.NotFound("return of placements")
	}
	if err != nil {
		return hub.PlacementReturn{}, err
	}
	return found[0], nil
}

// PlacementReturnRows lists the rows of a return with one of these outcomes, of any where there are none, in the order of the file, and records that
// their participants were read of. Permission: MANAGE_PARTICIPANTS. Errors: NOT_FOUND; BAD_INPUT for the cursor.
func (a *App) PlacementReturnRows(ctx context.Context, id hub.PlacementReturnID, outcomes []hub.ImportOutcome, page hub.Page) (hub.List[hub.PlacementReturnRow], error) {
	if _, err := a.placementReturn(ctx, id); err != nil {
		return hub.List[hub.PlacementReturnRow]{}, err
	}
	if outcomes == nil {
		outcomes = []hub.ImportOutcome{}
	}
	list, err := postgres.PlacementReturnRows(ctx, a.pool, id, outcomes, page)
	if err == nil {
		err = a.noteReturned(ctx, list.Nodes)
	}
	if err != nil {
		return hub.List[hub.PlacementReturnRow]{}, err
	}
	return list, nil
}

// noteReturned records that the caller is about to read of the participants of these rows.
func (a *App) noteReturned(ctx context.Context, rows []hub.PlacementReturnRow) error {
	var read []hub.ParticipantID
	for _, row := range rows {
		if row.ParticipantID != nil {
			read = append(read, *row.ParticipantID)
		}
	}
	return noteReads(ctx, a, "participant", read, func(id hub.ParticipantID) uuid.UUID { return id.UUID })
}

// TakeInPlacementReturn takes in the rows of a return that can be, in one transaction, and says of the others why not. The hub is looked at
// again: what changed since the preview counts. Permission: MANAGE_PARTICIPANTS. Errors: NOT_FOUND; CONFLICT where it was taken in already.
func (a *App) TakeInPlacementReturn(ctx context.Context, id hub.PlacementReturnID) (hub.PlacementReturn, error) {
	err := a.settlePlacementReturn(ctx, id, "placementreturn.apply", func(c change, r hub.PlacementReturn) error {
		rows, err := postgres.AllPlacementReturnRows(ctx, c, id)
		if err != nil {
			return err
		}
		if err := c.takeReturn(ctx, r, rows); err != nil {
			return err
		}
		if err := postgres.SetPlacementReturnRows(ctx, c, id, rows); err != nil {
			return err
		}
		r.TakenAt = &c.now
		return postgres.SetPlacementReturnTaken(ctx, c, r)
	})
	if err != nil {
		return hub.PlacementReturn{}, err
	}
	return a.placementReturn(ctx, id)
}

// DiscardPlacementReturn drops a return that was tried out, and erases what it said. Permission: MANAGE_PARTICIPANTS. Errors: NOT_FOUND; CONFLICT where
// it was taken in.
func (a *App) DiscardPlacementReturn(ctx context.Context, id hub.PlacementReturnID) error {
	return a.settlePlacementReturn(ctx, id, "placementreturn.discard", func(c change, _ hub.PlacementReturn) error {
		return postgres.DeletePlacementReturn(ctx, c, id)
	})
}

// settlePlacementReturn brings a return that was tried out to its end.
func (a *App) settlePlacementReturn(ctx context.Context, id hub.PlacementReturnID, action string, settle func(change, hub.PlacementReturn) error) error {
	if err := authoriseParticipants(ctx); err != nil {
		return err
	}
	return a.change(ctx, func(c change) error {
		r, err := postgres.PlacementReturnForUpdate(ctx, c, c.viewer(), id)
		if err != nil {
			return err
		}
		if r.TakenAt != nil {
			return hub.Conflict("this return was taken in already; send the file again to try it out anew", "id")
		}
		if err := settle(c, r); err != nil {
			return err
		}
		return c.audit(ctx, action, ofPlacementReturn(r), nil, map[string]any{"FileName": r.FileName})
	})
}

// RejectedPlacementRows writes the rejected rows of a return as CSV, the line and the reason first, so that they can be put right and sent again, and
// records that their participants were read of. Permission: MANAGE_PARTICIPANTS. Errors: NOT_FOUND, before anything is written.
func (a *App) RejectedPlacementRows(ctx context.Context, id hub.PlacementReturnID, to io.Writer) error {
	r, err := a.placementReturn(ctx, id)
	if err != nil {
		return err
	}
	read, err := postgres.AllPlacementReturnRows(ctx, a.pool, id)
	if err != nil {
		return err
	}
	rejected := slices.DeleteFunc(read, func(row hub.PlacementReturnRow) bool { return row.Outcome != hub.RowRejected })
	if err := a.noteReturned(ctx, rejected); err != nil {
		return err
	}
	rows := make([]hub.ReturnRow, len(rejected))
	for i, row := range rejected {
		rows[i] = row.ReturnRow
	}
	return writeRejected(to, r.Columns, rows)
}

package app

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5"
)

// UndoImport has an import set back as a whole, in the background: employers that it made go if nothing else hangs on them, and what
// it changed is as before where nobody changed it since. What stays is listed with the reason. Permission: IMPORT. Errors:
// NOT_FOUND; CONFLICT where nothing was taken in, or it is undone already.
func (a *App) UndoImport(ctx context.Context, id hub.ImportID) (hub.Import, error) {
	return a.changeImport(ctx, id, func(c change, i hub.Import) error {
		if i.State != hub.ImportFinished && i.State != hub.ImportFailed || i.Created+i.Updated == 0 {
			return hub.Conflict("there is nothing to undo: nothing was taken in, or it is undone already")
		}
		if err := c.audit(ctx, "import.undo", ofImport(id), nil, map[string]any{"FileName": i.FileName, "Created": i.Created, "Updated": i.Updated}); err != nil {
			return err
		}
		return a.queueStep(ctx, c, id, hub.ImportUndo)
	})
}

// ImportKept lists the employers that undoing an import left as they are, or in part. Permission: IMPORT.
func (a *App) ImportKept(ctx context.Context, id hub.ImportID, page hub.Page) (hub.List[hub.ImportKept], error) {
	v, err := a.viewer(ctx, hub.PermImport)
	if err != nil {
		return hub.List[hub.ImportKept]{}, err
	}
	return postgres.ImportKept(ctx, a.pool, v, id, page)
}

// undoBatch is how many changes one transaction undoes.
const undoBatch = 500

// undo sets back what is not set back yet, a batch in a transaction.
func (r *importRun) undo(ctx context.Context, i hub.Import) error {
	var after hub.EmployerID
	for {
		left := 0
		err := r.tx(ctx, func(tx pgx.Tx) error {
			now, err := r.app.clock(ctx)
			if err != nil {
				return err
			}
			c := change{Tx: tx, by: hub.ActorFrom(ctx), now: now}
			changes, err := postgres.ChangesToUndo(ctx, tx, i.ID, after, undoBatch)
			if left = len(changes); err != nil || left == 0 {
				return err
			}
			after = changes[left-1].EmployerID
			undone, err := c.undo(ctx, i, changes)
			if err != nil {
				return err
			}
			if err := postgres.PutUndone(ctx, tx, r.lease, undone, c.now); err != nil {
				return err
			}
			return postgres.Notify(ctx, tx, postgres.TopicImport, i.ID.UUID)
		})
		if err != nil || left == 0 {
			return err
		}
	}
}

func (c change) undo(ctx context.Context, i hub.Import, changes []postgres.ChangeToUndo) ([]postgres.Undone, error) {
	var made []hub.EmployerID
	for _, changed := range changes {
		if changed.Created {
			made = append(made, changed.EmployerID)
		}
	}
	kept, err := postgres.RemoveImported(ctx, c, i.ID, made)
	if err != nil {
		return nil, err
	}
	undone := make([]postgres.Undone, len(changes))
	for n, changed := range changes {
		undone[n] = postgres.Undone{EmployerID: changed.EmployerID, Kept: kept[changed.EmployerID]}
		if changed.Created {
			continue
		}
		var why []string
		switch {
		case changed.Merged:
			why = []string{"it was merged into another record since"}
		case i.Source == hub.ImportCompaniesHouse:
			why, err = c.undoCompany(ctx, changed)
		default:
			why, err = c.undoRow(ctx, i.ID, changed)
		}
		if err != nil {
			return nil, fmt.Errorf("cannot undo a change of %s: %w", changed.EmployerID, err)
		}
		undone[n].Kept = strings.Join(why, "; ")
		if err := postgres.Notify(ctx, c, postgres.TopicEmployer, changed.EmployerID.UUID); err != nil {
			return nil, err
		}
	}
	return undone, nil
}

// undoRow sets back what a spreadsheet changed of an employer, and answers what stays.
func (c change) undoRow(ctx context.Context, id hub.ImportID, changed postgres.ChangeToUndo) (kept []string, err error) {
	before, err := postgres.EmployerForUpdate(ctx, c, c.viewer(), changed.EmployerID)
	if err != nil {
		return nil, err
	}
	after, now := before, before.ImportedFields()
	for _, field := range slices.Sorted(maps.Keys(changed.After)) {
		var was, is string
		if err := json.Unmarshal(changed.Before[field], &was); err != nil {
			return nil, fmt.Errorf("cannot read a change: %w", err)
		}
		if err := json.Unmarshal(changed.After[field], &is); err != nil {
			return nil, fmt.Errorf("cannot read a change: %w", err)
		}
		if now[field] != is {
			kept = append(kept, "the "+fieldWords[field]+" was changed since")
			continue
		}
		if err := after.SetImportedField(field, was); err != nil {
			return nil, err
		}
	}
	stays, err := postgres.RemoveAdded(ctx, c, id, changed.EmployerID)
	if err != nil {
		return nil, err
	}
	after.Version++
	if err := c.setImported(ctx, before, after); err != nil {
		return nil, err
	}
	return append(kept, stays...), postgres.ForgetSource(ctx, c, id, changed.EmployerID)
}

// undoCompany sets back what the register of companies changed of an employer, and answers what stays.
func (c change) undoCompany(ctx context.Context, changed postgres.ChangeToUndo) (kept []string, err error) {
	held, err := postgres.HeldCompanies(ctx, c, []string{string(value(changed.CompanyNumber))})
	if err != nil {
		return nil, err
	}
	company, ok := held[value(changed.CompanyNumber)]
	if !ok {
		return []string{"it has another company number since"}, nil
	}
	var was, is, now map[string]json.RawMessage
	was, is = changed.Before, changed.After
	stored, err := json.Marshal(company.Facts)
	if err == nil {
		err = json.Unmarshal(stored, &now)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read a change: %w", err)
	}
	said := map[string]any{}
	for _, field := range slices.Sorted(maps.Keys(is)) {
		if !sameJSON(now[field], is[field]) {
			kept = append(kept, "the "+fieldWords[field]+" was changed since")
			continue
		}
		now[field] = was[field]
		switch field {
		case "RegisteredAddress":
			said["Address"] = was[field]
		case "Status":
			said["Closed"] = string(was[field]) == `"`+string(hub.EmployerClosed)+`"`
		default:
			said[field] = was[field]
		}
	}
	if stored, err = json.Marshal(now); err != nil {
		return nil, fmt.Errorf("cannot read a change: %w", err)
	}
	restored := postgres.ImportedCompany{EmployerID: changed.EmployerID, Before: &company, Company: hub.Company{Name: company.Facts.Name}}
	if err := json.Unmarshal(stored, &restored.Facts); err != nil {
		return nil, fmt.Errorf("cannot read a change: %w", err)
	}
	return kept, postgres.RestoreFacts(ctx, c, c.today(), restored, said)
}

// sameJSON says that two stored values are the same, however they are written. No list and an empty one are the same.
func sameJSON(a, b json.RawMessage) bool {
	plain := func(raw json.RawMessage) string {
		var v any
		if json.Unmarshal(raw, &v) != nil {
			return string(raw)
		}
		if list, ok := v.([]any); ok && len(list) == 0 {
			v = nil
		}
		written, err := json.Marshal(v)
		if err != nil {
			return string(raw)
		}
		return string(written)
	}
	return plain(a) == plain(b)
}

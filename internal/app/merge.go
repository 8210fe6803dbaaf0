package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// MergePreview tells what merging other into keep would do, and changes nothing. Permission: MERGE. Errors: NOT_FOUND; BAD_INPUT
// for one record twice and for the choices; CONFLICT for a record that was merged already.
func (a *App) MergePreview(ctx context.Context, keep, other hub.EmployerID, choices []hub.MergeChoice) (preview hub.MergePreview, err error) {
	v, err := a.viewer(ctx, hub.PermMerge)
	if err != nil {
		return preview, err
	}
	if err := hub.DifferentRecords(keep, other); err != nil {
		return preview, err
	}
	found, err := postgres.EmployersByID(ctx, a.pool, v, []hub.EmployerID{keep, other})
	if err != nil {
		return preview, err
	}
	if len(found) < 2 {
		return preview, hub.NotFound("employer")
	}
	for _, e := range found {
		if e.ID != e.Asked {
			return preview, hub.Conflict("one of them was merged into " + e.Name + " already; go on from there")
		}
		if e.ID == keep {
			preview.Keep = e.Employer
		} else {
			preview.Other = e.Employer
		}
	}
	if err := hub.AsConfidential(preview.Keep, preview.Other); err != nil {
		return preview, err
	}
	if preview.Fields, err = postgres.MergeFields(ctx, a.pool, v, keep, other); err != nil {
		return preview, err
	}
	if err := hub.Choose(preview.Fields, choices); err != nil {
		return preview, err
	}
	if preview.Counts, err = postgres.MergeCounts(ctx, a.pool, keep, other); err != nil {
		return preview, err
	}
	preview.Conflicts, err = postgres.MergeConflicts(ctx, a.pool, v, keep, other)
	return preview, err
}

// MergesOf lists the merges into one employer, undone ones too, the latest first. Permission: READ_EMPLOYERS. Errors: BAD_INPUT
// for the cursor.
func (a *App) MergesOf(ctx context.Context, id hub.EmployerID, page hub.Page) (hub.List[hub.EmployerMerge], error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return hub.List[hub.EmployerMerge]{}, err
	}
	return postgres.MergesOf(ctx, a.pool, id, page)
}

// CountMergesOf counts what MergesOf lists. Permission: READ_EMPLOYERS.
func (a *App) CountMergesOf(ctx context.Context, id hub.EmployerID) (int, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return 0, err
	}
	return postgres.CountMergesOf(ctx, a.pool, id)
}

// MergesByID finds those of ids whose employer the caller sees. Permission: READ_EMPLOYERS.
func (a *App) MergesByID(ctx context.Context, ids []hub.MergeID) ([]hub.EmployerMerge, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.MergesByID(ctx, a.pool, v, ids)
}

// MergeEmployers makes one record of two: whatever hangs on the other goes to the one that stays, and the other's ID leads there
// from now on. It returns the record that stays, also on an error where it can be read. Permission: MERGE. Errors: NOT_FOUND;
// BAD_INPUT; CONFLICT for a stale version of either and for a record that was merged already.
func (a *App) MergeEmployers(ctx context.Context, in hub.MergeEmployersInput) (kept hub.Employer, made hub.EmployerMerge, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermMerge); err != nil {
		return kept, made, err
	}
	if err := in.Check(); err != nil {
		return kept, made, err
	}
	err = a.change(ctx, func(c change) error {
		before, other, err := postgres.EmployersToMerge(ctx, c, c.viewer(), in.KeepEmployerID, in.OtherEmployerID)
		if err != nil {
			return err
		}
		kept = before
		if before.Version != in.KeepVersion || other.Version != in.OtherVersion {
			return hub.Conflict("somebody changed one of the records since you looked; compare them again")
		}
		if err := hub.AsConfidential(before, other); err != nil {
			return err
		}
		fields, err := postgres.MergeFields(ctx, c, c.viewer(), before.ID, other.ID)
		if err != nil {
			return err
		}
		if err := hub.Choose(fields, in.Choices); err != nil {
			return err
		}
		made = hub.EmployerMerge{
			ID: hub.NewMergeID(), KeptID: before.ID, OtherID: other.ID, KeptName: before.Name, OtherName: other.Name, Reason: in.Reason,
			MergedAt: c.now, MergedBy: c.by.Name,
		}
		if err := postgres.InsertMerge(ctx, c, made); err != nil {
			return err
		}
		if err := postgres.Merge(ctx, c, made, fields, c.today()); err != nil {
			return err
		}
		if kept, err = c.refresh(ctx, before.ID); err != nil {
			return err
		}
		was, is := map[string]*string{}, map[string]*string{"MergedRecord": &made.OtherName, "Reason": &made.Reason}
		for _, f := range fields {
			if f.Stands == hub.MergeOther {
				was[f.Key], is[f.Key] = f.Keep, f.Other
			}
		}
		if err := c.audit(ctx, "employer.merge", ofEmployer(kept.ID), was, is); err != nil {
			return err
		}
		// For the log alone: the history of the record that stays tells it already.
		gone := postgres.AuditSubject{Kind: "employer", ID: other.ID.UUID}
		if err := c.audit(ctx, "employer.merge", gone, nil, map[string]string{"MergedRecord": kept.Name, "Reason": made.Reason}); err != nil {
			return err
		}
		return postgres.Notify(ctx, c, postgres.TopicEmployer, other.ID.UUID)
	})
	if err != nil {
		return kept, hub.EmployerMerge{}, err
	}
	found, err := a.MergesByID(ctx, []hub.MergeID{made.ID})
	if err == nil && len(found) == 1 {
		made = found[0]
	}
	return kept, made, err
}

// refresh works out anew what an employer's record holds that comes from its parts, and makes a new version.
func (c change) refresh(ctx context.Context, id hub.EmployerID) (hub.Employer, error) {
	e, err := postgres.EmployerForUpdate(ctx, c, c.viewer(), id)
	if err == nil {
		e, err = postgres.RefreshEmployer(ctx, c, c.viewer(), e)
	}
	if err != nil {
		return e, err
	}
	e.Version++
	words, err := c.searchWords(ctx, e)
	if err != nil {
		return e, err
	}
	return e, postgres.SetEmployer(ctx, c, e, words)
}

// UndoMerge makes two records again of what was merged: each has what it had, and what was added since stays with the one that
// stayed, except for what came from records that go back. Where something that the merge changed was changed again since, it
// undoes nothing and says what, unless Overwrite is true. Permission: MERGE. Errors: NOT_FOUND; CONFLICT where it was undone
// already, where the record that stayed was merged itself since, and where it would overwrite something.
func (a *App) UndoMerge(ctx context.Context, in hub.UndoMergeInput) (undone hub.UndoneMerge, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermMerge); err != nil {
		return undone, err
	}
	err = a.change(ctx, func(c change) error {
		m, err := postgres.MergeForUpdate(ctx, c, c.viewer(), in.ID)
		undone.Merge = m
		if err != nil {
			return err
		}
		overwrites, err := postgres.WouldOverwrite(ctx, c, m)
		if err != nil {
			return err
		}
		if len(overwrites) > 0 && (in.Overwrite == nil || !*in.Overwrite) {
			undone.WouldOverwrite = overwrites
			return hub.Conflict("something was changed since, and undoing the merge would put it back; look at what, then undo it all the same", "overwrite")
		}
		m.UndoneAt, m.UndoneBy = &c.now, &c.by.Name
		if err := postgres.UndoMerge(ctx, c, m, c.today()); err != nil {
			return err
		}
		undone.Merge = m
		for _, id := range []hub.EmployerID{m.KeptID, m.OtherID} {
			if _, err := c.refresh(ctx, id); err != nil {
				return err
			}
			was := map[string]string{"MergedRecord": m.OtherName}
			if err := c.audit(ctx, "employer.undo_merge", ofEmployer(id), was, nil); err != nil {
				return err
			}
		}
		return nil
	})
	return undone, err
}

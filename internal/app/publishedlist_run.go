package app

import (
	"context"
	"fmt"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// RunPublishedList takes the step that a list waits for. It may be killed at any point: who calls it again goes on where the last
// committed part ended. Permission: IMPORT. Errors: ErrStopping, and those that may pass.
func (a *App) RunPublishedList(ctx context.Context, id hub.PublishedListID) error {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermImport); err != nil {
		return err
	}
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	defer context.AfterFunc(a.stopping, func() { end(ErrStopping) })()
	lists, err := postgres.PublishedListsByID(ctx, a.pool, []hub.PublishedListID{id})
	if err == nil && len(lists) == 1 && lists[0].State == hub.ListMatching {
		_, err = a.FindChangedDuplicates(ctx) // brings the keys by which employers are found up to date
	}
	for more := true; more && err == nil; {
		err = a.change(ctx, func(c change) error {
			more, err = c.stepOfList(ctx, id)
			return err
		})
	}
	if cause := context.Cause(ctx); cause != nil && err != nil {
		return cause
	}
	return err
}

// stepOfList takes one part of the step that a list waits for, and says whether there is more.
func (c change) stepOfList(ctx context.Context, id hub.PublishedListID) (more bool, err error) {
	l, err := postgres.PublishedListForUpdate(ctx, c, id)
	if err != nil {
		return false, err
	}
	switch l.State {
	case hub.ListMatching:
		return false, c.matchList(ctx, l)
	case hub.ListApplying:
		return c.applyList(ctx, l)
	case hub.ListUndoing:
		return c.undoList(ctx, l)
	default:
		return false, nil
	}
}

// GiveUpPublishedList ends a step that failed too often. What was applied or undone stays so. Permission: IMPORT. Errors: NOT_FOUND.
func (a *App) GiveUpPublishedList(ctx context.Context, id hub.PublishedListID) error {
	return a.changePublishedList(ctx, id, func(_ change, l *hub.PublishedList) error {
		failure := ""
		switch l.State {
		case hub.ListMatching:
			l.State, failure = hub.ListFailed, "the hub could not compare this list with the employers; nothing was changed: send it again"
		case hub.ListApplying:
			l.State, failure = hub.ListApplied, "the hub could not apply all of this list; apply it again to go on"
		case hub.ListUndoing:
			l.State, failure = hub.ListApplied, "the hub could not undo all of this list; undo it again to go on"
		default:
			return nil
		}
		l.Failure = &failure
		return nil
	})
}

// SweepPublishedLists queues again what a dead worker left. Permission: IMPORT.
func (a *App) SweepPublishedLists(ctx context.Context) error {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermImport); err != nil {
		return err
	}
	return a.change(ctx, func(c change) error {
		stalled, err := postgres.StalledPublishedLists(ctx, c)
		if err != nil {
			return err
		}
		for _, id := range stalled {
			if err := a.queuePublishedList(ctx, c, id); err != nil {
				return err
			}
		}
		return nil
	})
}

// changePublishedList makes a change of a list that nobody else works on meanwhile.
func (a *App) changePublishedList(ctx context.Context, id hub.PublishedListID, do func(change, *hub.PublishedList) error) error {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermImport); err != nil {
		return err
	}
	return a.change(ctx, func(c change) error {
		l, err := postgres.PublishedListForUpdate(ctx, c, id)
		if err != nil {
			return err
		}
		if err := do(c, &l); err != nil {
			return err
		}
		return postgres.SetPublishedList(ctx, c, l)
	})
}

// ApplyPublishedList has the awards of a list recorded, in the background. Permission: IMPORT. Errors: NOT_FOUND; CONFLICT where it does
// not wait for that.
func (a *App) ApplyPublishedList(ctx context.Context, id hub.PublishedListID) (now hub.PublishedList, err error) {
	err = a.changePublishedList(ctx, id, func(c change, l *hub.PublishedList) error {
		now = *l
		if l.State != hub.ListPreviewed && (l.State != hub.ListApplied || l.Failure == nil) {
			return hub.Conflict("this list does not wait to be applied")
		}
		l.State, l.Failure = hub.ListApplying, nil
		now = *l
		if err := c.audit(ctx, "published_list.apply", ofPublishedList(*l), nil, map[string]any{"Scheme": l.Scheme, "ListedOn": l.ListedOn}); err != nil {
			return err
		}
		return a.queuePublishedList(ctx, c, id)
	})
	return now, err
}

// DiscardPublishedList drops a list that was not applied. Permission: IMPORT. Errors: NOT_FOUND; CONFLICT where it does not wait to be
// applied.
func (a *App) DiscardPublishedList(ctx context.Context, id hub.PublishedListID) (now hub.PublishedList, err error) {
	err = a.changePublishedList(ctx, id, func(c change, l *hub.PublishedList) error {
		now = *l
		if l.State != hub.ListPreviewed {
			return hub.Conflict("only a list that waits to be applied can be discarded; undo one that is in")
		}
		l.State = hub.ListDiscarded
		now = *l
		if err := c.audit(ctx, "published_list.discard", ofPublishedList(*l), nil, map[string]any{"Scheme": l.Scheme, "ListedOn": l.ListedOn}); err != nil {
			return err
		}
		return postgres.DropListedRows(ctx, c, id)
	})
	return now, err
}

// UndoPublishedList has the awards of a list set back as they were, in the background. What was edited since stays as it is unless
// overwrite says otherwise; PublishedListEdits lists it. Employers that somebody created from the list stay. Permission: IMPORT. Errors:
// NOT_FOUND; CONFLICT where it is not in, and where a later list of the scheme is.
func (a *App) UndoPublishedList(ctx context.Context, id hub.PublishedListID, overwrite bool) (now hub.PublishedList, err error) {
	err = a.changePublishedList(ctx, id, func(c change, l *hub.PublishedList) error {
		now = *l
		if l.State != hub.ListApplied {
			return hub.Conflict("only a list that is in can be undone")
		}
		last, _, _, err := postgres.LastPublishedList(ctx, c, l.Scheme)
		if err != nil {
			return err
		}
		if last.ID != l.ID {
			return hub.Conflict(fmt.Sprintf("the list of %s came after this one; undo that one first", last.ListedOn.Words()))
		}
		l.State, l.Failure, l.Overwrite = hub.ListUndoing, nil, overwrite
		now = *l
		if err := c.audit(ctx, "published_list.undo", ofPublishedList(*l), nil, map[string]any{"Scheme": l.Scheme, "ListedOn": l.ListedOn, "Overwrite": overwrite}); err != nil {
			return err
		}
		return a.queuePublishedList(ctx, c, id)
	})
	return now, err
}

// stepAwards is how many awards one transaction records or sets back.
const stepAwards = 200

// applyList records the awards of some rows.
func (c change) applyList(ctx context.Context, l hub.PublishedList) (more bool, err error) {
	rows, err := postgres.ListedRowsToApply(ctx, c, l.ID, 0, stepAwards)
	if err != nil {
		return false, err
	}
	if len(rows) == 0 {
		l.State, l.FinishedAt = hub.ListApplied, &c.now
	} else if err := c.applyListed(ctx, l, rows); err != nil {
		return false, err
	}
	return len(rows) > 0, postgres.SetPublishedList(ctx, c, l)
}

// applyListed records what rows say of their employers.
func (c change) applyListed(ctx context.Context, l hub.PublishedList, rows []hub.ListedRow) error {
	scheme, err := c.scheme(ctx, l.Scheme)
	if err != nil {
		return err
	}
	about := make([]hub.EmployerID, len(rows))
	for i, r := range rows {
		about[i] = *r.EmployerID
	}
	living, err := postgres.LockLivingEmployers(ctx, c, about)
	if err != nil {
		return err
	}
	for i, id := range about {
		about[i] = living[id]
	}
	held, err := c.heldAwards(ctx, l.Scheme, about)
	if err != nil {
		return err
	}
	led, err := postgres.AccountLeadsOf(ctx, c, about, c.today())
	if err != nil {
		return err
	}
	leads := map[hub.EmployerID]postgres.AccountLead{}
	for _, lead := range led {
		leads[lead.EmployerID] = lead
	}
	for i, r := range rows {
		id := about[i]
		award, effect, _ := scheme.Listed(id, r.Level, held[id], l.ListedOn, c.now)
		r.EmployerID, r.Effect = &id, &effect
		done := postgres.ListedAward{AccreditationID: award.ID, Line: r.Line, After: award}
		switch effect {
		case hub.ListedMakes:
			if err := c.closeExpiryTasks(ctx, hub.TaskDropped, held[id]...); err != nil {
				return err
			}
			held[id] = append(held[id], award)
			if err := postgres.InsertAccreditation(ctx, c, award); err != nil {
				return err
			}
			err = c.audit(ctx, "accreditation.list", ofAccreditation(award), nil, award)
		case hub.ListedConfirms:
			for n, before := range held[id] {
				if before.ID == award.ID {
					done.Before, held[id][n] = &before, award
				}
			}
			if err := postgres.SetAccreditation(ctx, c, award); err != nil {
				return err
			}
			err = c.audit(ctx, "accreditation.list", ofAccreditation(award), *done.Before, award)
		}
		if err != nil {
			return err
		}
		if effect != hub.ListedNothing {
			if err := c.askExpiry(ctx, scheme, award, leads); err != nil {
				return err
			}
			if err := postgres.InsertListedAward(ctx, c, l.ID, done); err != nil {
				return err
			}
		}
		if err := postgres.SetListedApplied(ctx, c, r); err != nil {
			return err
		}
	}
	return nil
}

// undoList sets some awards back.
func (c change) undoList(ctx context.Context, l hub.PublishedList) (more bool, err error) {
	awards, err := postgres.ListedAwardsToUndo(ctx, c, l.ID, stepAwards)
	if err != nil {
		return false, err
	}
	if len(awards) == 0 {
		l.State = hub.ListUndone
	}
	for _, w := range awards {
		kept, err := c.undoListed(ctx, w, l.Overwrite)
		if err != nil {
			return false, err
		}
		if kept {
			l.Kept++
		} else {
			l.Undone++
		}
		if err := postgres.SetListedAwardUndone(ctx, c, l.ID, w.AccreditationID, kept); err != nil {
			return false, err
		}
	}
	return len(awards) > 0, postgres.SetPublishedList(ctx, c, l)
}

// undoListed sets an award back as it was before a list, unless it was edited since and overwrite does not say so.
func (c change) undoListed(ctx context.Context, w postgres.ListedAward, overwrite bool) (kept bool, err error) {
	now, err := postgres.AccreditationForUpdate(ctx, c, c.viewer(), w.AccreditationID)
	removed := hub.CodeOf(err) == hub.ErrNotFound
	switch {
	case err != nil && !removed:
		return false, err
	case (removed || !now.Says(w.After)) && !overwrite:
		return true, nil
	case removed && w.Before == nil:
		return false, nil
	case w.Before == nil:
		if err := postgres.DeleteAccreditation(ctx, c, now.ID); err != nil {
			return false, err
		}
		if err := c.closeExpiryTasks(ctx, hub.TaskDropped, now); err != nil {
			return false, err
		}
		return false, c.audit(ctx, "accreditation.list_undo", ofAccreditation(now), now, nil)
	}
	restored := *w.Before
	if removed {
		restored.Version = w.After.Version + 1
		if err := postgres.InsertAccreditation(ctx, c, restored); err != nil {
			return false, err
		}
		return false, c.audit(ctx, "accreditation.list_undo", ofAccreditation(restored), nil, restored)
	}
	restored.EmployerID, restored.Version = now.EmployerID, now.Version+1
	if err := postgres.SetAccreditation(ctx, c, restored); err != nil {
		return false, err
	}
	return false, c.audit(ctx, "accreditation.list_undo", ofAccreditation(restored), now, restored)
}

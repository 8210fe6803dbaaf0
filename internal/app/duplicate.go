package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// Duplicates lists pairs of records that may be of one employer. Permission: MERGE. Errors: BAD_INPUT for the filter or the cursor.
func (a *App) Duplicates(ctx context.Context, filter hub.DuplicateFilter, order hub.DuplicateOrder, page hub.Page) (hub.List[hub.DuplicatePair], error) {
	v, err := a.viewer(ctx, hub.PermMerge)
	if err != nil {
		return hub.List[hub.DuplicatePair]{}, err
	}
	if err := filter.Check(); err != nil {
		return hub.List[hub.DuplicatePair]{}, err
	}
	return postgres.Duplicates(ctx, a.pool, v, filter, order, page)
}

// CountDuplicates counts what Duplicates lists. Permission: MERGE. Errors: BAD_INPUT for the filter.
func (a *App) CountDuplicates(ctx context.Context, filter hub.DuplicateFilter) (int, error) {
	v, err := a.viewer(ctx, hub.PermMerge)
	if err != nil {
		return 0, err
	}
	if err := filter.Check(); err != nil {
		return 0, err
	}
	return postgres.CountDuplicates(ctx, a.pool, v, filter)
}

// DuplicatePairsByID finds those of ids that the caller may see. Permission: READ_EMPLOYERS; visibility decides.
func (a *App) DuplicatePairsByID(ctx context.Context, ids []hub.DuplicatePairID) ([]hub.DuplicatePair, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.DuplicatePairsByID(ctx, a.pool, v, ids)
}

// RejectDuplicate says for good that two records are of two employers. It returns the pair as it stands, also on an error where it
// can be read. Permission: MERGE. Errors: NOT_FOUND; BAD_INPUT for the reason; CONFLICT for a pair that is settled.
func (a *App) RejectDuplicate(ctx context.Context, in hub.RejectDuplicateInput) (now hub.DuplicatePair, err error) {
	v, err := a.viewer(ctx, hub.PermMerge)
	if err != nil {
		return now, err
	}
	if err := in.Check(); err != nil {
		return now, err
	}
	err = a.change(ctx, func(c change) error {
		pair, err := postgres.DuplicatePairForUpdate(ctx, c, v, in.ID)
		now = pair
		if err != nil {
			return err
		}
		if err := pair.Reject(in, c.by, c.now); err != nil {
			return err
		}
		if err := postgres.RejectDuplicatePair(ctx, c, pair); err != nil {
			return err
		}
		now = pair
		for _, side := range [][2]hub.EmployerID{{pair.FirstID, pair.SecondID}, {pair.SecondID, pair.FirstID}} {
			subject := postgres.AuditSubject{Kind: "duplicate", ID: pair.ID.UUID, Employer: side[0]}
			if err := c.audit(ctx, "duplicate.reject", subject, nil, map[string]string{"NotTheSameAs": side[1].String(), "Reason": in.Reason}); err != nil {
				return err
			}
		}
		return nil
	})
	return now, err
}

// PossibleDuplicatesOf finds for each of these employers the others that it may be, the likeliest first, at most ten. Permission:
// READ_EMPLOYERS; visibility decides.
func (a *App) PossibleDuplicatesOf(ctx context.Context, employers []hub.EmployerID) ([]hub.PossibleDuplicate, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.PossibleDuplicatesOf(ctx, a.pool, v, employers)
}

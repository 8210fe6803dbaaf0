package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

var apprenticeships = kept[hub.Apprenticeship, hub.ApprenticeshipID, hub.ApprenticeshipFilter]{
	Book: postgres.ApprenticeshipBook, kind: "apprenticeship",
	head: func(ap *hub.Apprenticeship) head { return head{ap.ID.UUID, ap.EmployerID, &ap.Version} },
}

// Apprenticeships lists apprenticeships of employers that the caller sees, the latest first. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the
// filter or the cursor.
func (a *App) Apprenticeships(ctx context.Context, f hub.ApprenticeshipFilter, page hub.Page) (hub.List[hub.Apprenticeship], error) {
	v, err := apprenticeships.viewer(ctx, a, f)
	if err != nil {
		return hub.List[hub.Apprenticeship]{}, err
	}
	list, err := postgres.Apprenticeships(ctx, a.pool, v, f, page)
	return toldList(v, list, err)
}

// CountApprenticeships counts what Apprenticeships lists. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the filter.
func (a *App) CountApprenticeships(ctx context.Context, f hub.ApprenticeshipFilter) (int, error) {
	return apprenticeships.count(ctx, a, f)
}

// ApprenticeshipsByID finds those of ids whose employer the caller sees. Permission: READ_EMPLOYERS.
func (a *App) ApprenticeshipsByID(ctx context.Context, ids []hub.ApprenticeshipID) ([]hub.Apprenticeship, error) {
	return toldByID(ctx, a, apprenticeships, ids)
}

// RecordApprenticeship keeps a record of apprenticeships. Permission: WRITE_PLACEMENTS. Errors: NOT_FOUND for the employer, BAD_INPUT.
func (a *App) RecordApprenticeship(ctx context.Context, employer hub.EmployerID, in hub.ApprenticeshipInput) (hub.Apprenticeship, error) {
	return apprenticeships.add(ctx, a, employer, func(c change, employer hub.EmployerID) (hub.Apprenticeship, error) {
		return hub.NewApprenticeship(employer, in, c.now)
	})
}

// UpdateApprenticeship makes it what in says. On an error it returns what stands. Permission: WRITE_PLACEMENTS. Errors: NOT_FOUND, BAD_INPUT,
// CONFLICT for a stale version.
func (a *App) UpdateApprenticeship(ctx context.Context, id hub.ApprenticeshipID, version int, in hub.ApprenticeshipInput) (hub.Apprenticeship, error) {
	return apprenticeships.update(ctx, a, id, version, func(c change, ap *hub.Apprenticeship) error {
		return ap.Describe(in, c.today())
	})
}

// RemoveApprenticeship takes away a record of apprenticeships that was entered by mistake; the history keeps it. Permission: WRITE_PLACEMENTS. Errors: NOT_FOUND,
// CONFLICT for a stale version.
func (a *App) RemoveApprenticeship(ctx context.Context, id hub.ApprenticeshipID, version int) error {
	return apprenticeships.remove(ctx, a, id, version)
}

// LevyWordsOf lists what these employers said last of the levy. Permission: READ_EMPLOYERS.
func (a *App) LevyWordsOf(ctx context.Context, of []hub.EmployerID) ([]hub.LevyWord, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.LevyWordsOf(ctx, a.pool, v, of)
}

// RecordLevyWord keeps what an employer said of the levy; what it said before stays as history. Permission: WRITE_PLACEMENTS. Errors:
// NOT_FOUND for the employer, BAD_INPUT.
func (a *App) RecordLevyWord(ctx context.Context, in hub.RecordLevyWordInput) (said hub.LevyWord, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWritePlacements); err != nil {
		return said, err
	}
	err = a.change(ctx, func(c change) error {
		if in.EmployerID, err = c.livingEmployer(ctx, in.EmployerID); err != nil {
			return err
		}
		word, err := hub.NewLevyWord(in, c.asUser(), c.now)
		if err != nil {
			return err
		}
		if err := postgres.InsertLevyWord(ctx, c, word); err != nil {
			return err
		}
		said = word
		return c.audit(ctx, "levyword.record", postgres.AuditSubject{Kind: "levyword", ID: word.EmployerID.UUID, Employer: word.EmployerID}, nil, word)
	})
	return said, err
}

package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
)

// WaitingSubsidies lists what waits of subsidies, what waits longest first, and records that their participants were read of. Permission:
// MANAGE_PARTICIPANTS. Errors: BAD_INPUT for the filter or the cursor.
func (a *App) WaitingSubsidies(ctx context.Context, f hub.WaitingSubsidyFilter, page hub.Page) (hub.List[hub.WaitingSubsidy], error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return hub.List[hub.WaitingSubsidy]{}, err
	}
	if err := f.Check(); err != nil {
		return hub.List[hub.WaitingSubsidy]{}, err
	}
	list, err := postgres.WaitingSubsidies(ctx, a.pool, v, f, page)
	if err != nil {
		return hub.List[hub.WaitingSubsidy]{}, err
	}
	return list, noteReads(ctx, a, "participant", list.Nodes, func(w hub.WaitingSubsidy) uuid.UUID { return w.ParticipantID.UUID })
}

// SubsidyTotals adds up what WaitingSubsidies lists, by what it waits for. Permission: MANAGE_PARTICIPANTS. Errors: BAD_INPUT for the filter.
func (a *App) SubsidyTotals(ctx context.Context, f hub.WaitingSubsidyFilter) ([]hub.SubsidyTotal, error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return nil, err
	}
	if err := f.Check(); err != nil {
		return nil, err
	}
	return postgres.SubsidyTotals(ctx, a.pool, v, f)
}

package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
)

// PlacementsDue lists what is to be seen to about placements, the longest due first, and records that their participants were read of. Permission:
// MANAGE_PARTICIPANTS. Errors: BAD_INPUT for the filter or the cursor.
func (a *App) PlacementsDue(ctx context.Context, f hub.PlacementDueFilter, page hub.Page) (hub.List[hub.PlacementDue], error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return hub.List[hub.PlacementDue]{}, err
	}
	if err := f.Check(); err != nil {
		return hub.List[hub.PlacementDue]{}, err
	}
	list, err := postgres.PlacementsDue(ctx, a.pool, v, f, page)
	if err != nil {
		return hub.List[hub.PlacementDue]{}, err
	}
	return list, noteReads(ctx, a, "participant", list.Nodes, func(d hub.PlacementDue) uuid.UUID { return d.ParticipantID.UUID })
}

// CountPlacementsDue counts what PlacementsDue lists. Permission: MANAGE_PARTICIPANTS. Errors: BAD_INPUT for the filter.
func (a *App) CountPlacementsDue(ctx context.Context, f hub.PlacementDueFilter) (int, error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return 0, err
	}
	if err := f.Check(); err != nil {
		return 0, err
	}
	return postgres.CountPlacementsDue(ctx, a.pool, v, f)
}

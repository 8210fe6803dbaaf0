package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

var collaborations = kept[hub.Collaboration, hub.CollaborationID, hub.CollaborationFilter]{
	Book: postgres.CollaborationBook, kind: "collaboration",
	head: func(co *hub.Collaboration) head { return head{co.ID.UUID, co.EmployerID, &co.Version} },
}

// Collaborations lists collaborations of employers that the caller sees, the latest first. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the
// filter or the cursor.
func (a *App) Collaborations(ctx context.Context, f hub.CollaborationFilter, page hub.Page) (hub.List[hub.Collaboration], error) {
	v, err := collaborations.viewer(ctx, a, f)
	if err != nil {
		return hub.List[hub.Collaboration]{}, err
	}
	return postgres.Collaborations(ctx, a.pool, v, f, page)
}

// CountCollaborations counts what Collaborations lists. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the filter.
func (a *App) CountCollaborations(ctx context.Context, f hub.CollaborationFilter) (int, error) {
	return collaborations.count(ctx, a, f)
}

// CollaborationsByID finds those of ids whose employer the caller sees. Permission: READ_EMPLOYERS.
func (a *App) CollaborationsByID(ctx context.Context, ids []hub.CollaborationID) ([]hub.Collaboration, error) {
	return collaborations.byID(ctx, a, ids)
}

// RecordCollaboration keeps a collaboration with a provider. Permission: WRITE_PLACEMENTS. Errors: NOT_FOUND for the employer, BAD_INPUT.
func (a *App) RecordCollaboration(ctx context.Context, employer hub.EmployerID, in hub.CollaborationInput) (hub.Collaboration, error) {
	return collaborations.add(ctx, a, employer, func(c change, employer hub.EmployerID) (hub.Collaboration, error) {
		if err := c.knowsProvider(ctx, in.ProviderID); err != nil {
			return hub.Collaboration{}, err
		}
		return hub.NewCollaboration(employer, in, c.now)
	})
}

// UpdateCollaboration makes it what in says. On an error it returns what stands. Permission: WRITE_PLACEMENTS. Errors: NOT_FOUND, BAD_INPUT,
// CONFLICT for a stale version.
func (a *App) UpdateCollaboration(ctx context.Context, id hub.CollaborationID, version int, in hub.CollaborationInput) (hub.Collaboration, error) {
	return collaborations.update(ctx, a, id, version, func(c change, co *hub.Collaboration) error {
		if err := c.knowsProvider(ctx, in.ProviderID); err != nil {
			return err
		}
		return co.Describe(in, c.today())
	})
}

// RemoveCollaboration takes away a collaboration with a provider that was entered by mistake; the history keeps it. Permission: WRITE_PLACEMENTS. Errors: NOT_FOUND,
// CONFLICT for a stale version.
func (a *App) RemoveCollaboration(ctx context.Context, id hub.CollaborationID, version int) error {
	return collaborations.remove(ctx, a, id, version)
}

// knowsProvider refuses one that is not in the directory. Errors: BAD_INPUT.
func (c change) knowsProvider(ctx context.Context, id hub.ProviderID) error {
	found, err := postgres.ProvidersByID(ctx, c, []hub.ProviderID{id})
	if err == nil && len(found) == 0 {
		return hub.BadInput("there is no such provider; choose one from the directory", "providerId")
	}
	return err
}

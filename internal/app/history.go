package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
)

// History lists the changes of an employer and of what belongs to it, the latest first, as far as the caller sees those
// records. What it tells of participants is recorded as read. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the cursor.
func (a *App) History(ctx context.Context, employer hub.EmployerID, page hub.Page) (hub.List[hub.Change], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return hub.List[hub.Change]{}, err
	}
	list, err := postgres.History(ctx, a.pool, v, employer, page)
	if err != nil {
		return hub.List[hub.Change]{}, err
	}
	var told []string
	for _, c := range list.Nodes {
		told = append(told, c.RecordID)
	}
	return list, a.noteHistory(ctx, v, told)
}

// noteHistory records that the caller is about to read of participants in the history of these records.
func (a *App) noteHistory(ctx context.Context, v postgres.Viewer, records []string) error {
	participants, placements := parsed[hub.ParticipantID](records), parsed[hub.PlacementID](records)
	if len(participants)+len(placements) == 0 {
		return nil
	}
	placed, err := postgres.PlacementsByID(ctx, a.pool, v, placements)
	if err != nil {
		return err
	}
	for _, p := range placed {
		participants = append(participants, p.ParticipantID)
	}
	return noteReads(ctx, a, "participant", participants, func(id hub.ParticipantID) uuid.UUID { return id.UUID })
}

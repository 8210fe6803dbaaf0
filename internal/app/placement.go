package app

import (
	"context"
	"slices"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
)

// notePlaced records that the caller is about to read of the participants of these placements.
func (a *App) notePlaced(ctx context.Context, read []hub.Placement) error {
	return noteReads(ctx, a, "participant", read, func(p hub.Placement) uuid.UUID { return p.ParticipantID.UUID })
}

// Placements lists them by their first day, and records that their participants were read of. Permission: MANAGE_PARTICIPANTS. Errors: BAD_INPUT
// for the filter or the cursor.
func (a *App) Placements(ctx context.Context, f hub.PlacementFilter, page hub.Page) (hub.List[hub.Placement], error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return hub.List[hub.Placement]{}, err
	}
	if err := f.Check(); err != nil {
		return hub.List[hub.Placement]{}, err
	}
	list, err := postgres.Placements(ctx, a.pool, v, f, page)
	if err != nil {
		return hub.List[hub.Placement]{}, err
	}
	return list, a.notePlaced(ctx, list.Nodes)
}

// CountPlacements counts what Placements lists. Permission: MANAGE_PARTICIPANTS. Errors: BAD_INPUT for the filter.
func (a *App) CountPlacements(ctx context.Context, f hub.PlacementFilter) (int, error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return 0, err
	}
	if err := f.Check(); err != nil {
		return 0, err
	}
	return postgres.CountPlacements(ctx, a.pool, v, f)
}

// PlacementsByID finds those of ids, and records that their participants were read of. Permission: MANAGE_PARTICIPANTS.
func (a *App) PlacementsByID(ctx context.Context, ids []hub.PlacementID) ([]hub.Placement, error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return nil, err
	}
	found, err := postgres.PlacementsByID(ctx, a.pool, v, ids)
	if err != nil {
		return nil, err
	}
	return found, a.notePlaced(ctx, found)
}

// PlacementMoves lists the steps of these placements, the latest first. Permission: MANAGE_PARTICIPANTS.
func (a *App) PlacementMoves(ctx context.Context, of []hub.PlacementID) ([]hub.PlacementMove, error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return nil, err
	}
	return postgres.PlacementMoves(ctx, a.pool, v, of)
}

// PlacesLeft counts the places of these opportunities that nobody holds; those are left out of which the caller is not told. Permission:
// READ_EMPLOYERS.
func (a *App) PlacesLeft(ctx context.Context, of []hub.OpportunityID) ([]hub.PlacesLeft, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.PlacesLeft(ctx, a.pool, v, of)
}

// PlacementBoard sends how many placements are in each state that is not over: now, and after each change, once a second at most. Permission:
// MANAGE_PARTICIPANTS, asked again every time.
func (a *App) PlacementBoard(ctx context.Context) (<-chan []hub.PlacementCount, error) {
	return follow(ctx, a, changed{postgres.TopicPlacements, uuid.Nil}, func() ([]hub.PlacementCount, bool, error) {
		v, err := a.viewer(ctx, hub.PermManageParticipants)
		if err != nil {
			return nil, false, err
		}
		counts, err := postgres.CountPlacementsByState(ctx, a.pool, v)
		return counts, false, err
	})
}

// MissingChecksOfPlacement is a check that a placement needs and that does not hold.
type MissingChecksOfPlacement struct {
	PlacementID hub.PlacementID
	hub.MissingCheck
}

// MissingChecksOfPlacements lists the checks of their sites that these placements need, on their first day or today once that has come, and that do
// not hold then. Permission: MANAGE_PARTICIPANTS.
func (a *App) MissingChecksOfPlacements(ctx context.Context, of []hub.PlacementID) ([]MissingChecksOfPlacement, error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return nil, err
	}
	placements, err := postgres.PlacementsByID(ctx, a.pool, v, of)
	if err != nil {
		return nil, err
	}
	var participants []hub.ParticipantID
	var at []hub.OpportunityID
	for _, p := range placements {
		participants, at = append(participants, p.ParticipantID), append(at, p.OpportunityID)
	}
	people, err := postgres.ParticipantsByID(ctx, a.pool, v, participants)
	if err != nil {
		return nil, err
	}
	opportunities, err := postgres.OpportunitiesByID(ctx, a.pool, v, at)
	if err != nil {
		return nil, err
	}
	sites := make([]hub.SiteID, len(opportunities))
	for i, o := range opportunities {
		sites[i] = o.SiteID
	}
	checks, err := postgres.SiteChecksOf(ctx, a.pool, v, sites)
	if err != nil {
		return nil, err
	}
	programmes, err := postgres.PlacementProgrammes(ctx, a.pool)
	if err != nil {
		return nil, err
	}
	var missing []MissingChecksOfPlacement
	for _, p := range placements {
		s := hub.PlacementSetting{Host: hub.Host{Today: v.Today}}
		for _, person := range people {
			if person.ID == p.ParticipantID {
				s.Participant = person
			}
		}
		for _, o := range opportunities {
			if o.ID == p.OpportunityID {
				s.Opportunity = o
			}
		}
		for _, programme := range programmes {
			if programme.Code == s.Opportunity.ProgrammeCode {
				s.Programme = programme
			}
		}
		s.Checks = slices.Collect(func(yield func(hub.SiteCheck) bool) {
			for _, c := range checks {
				if c.SiteID == s.Opportunity.SiteID && !yield(c) {
					return
				}
			}
		})
		for _, m := range s.Missing(p) {
			missing = append(missing, MissingChecksOfPlacement{p.ID, m})
		}
	}
	return missing, nil
}

package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// PlacementReviews lists what hosts and participants said of these placements, the latest first. Permission: MANAGE_PARTICIPANTS.
func (a *App) PlacementReviews(ctx context.Context, of []hub.PlacementID) ([]hub.PlacementReview, error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return nil, err
	}
	return postgres.PlacementReviews(ctx, a.pool, v, of)
}

// PlacementEndings reads what the hosts of these placements said last of their ends. Permission: MANAGE_PARTICIPANTS.
func (a *App) PlacementEndings(ctx context.Context, of []hub.PlacementID) ([]hub.PlacementEnding, error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return nil, err
	}
	return postgres.PlacementEndings(ctx, a.pool, v, of)
}

// RecordPlacementReview keeps what staff heard a host or a participant say; what they said before stays as history. On an error it returns the
// placement as it stands. Permission: MANAGE_PARTICIPANTS. Errors: NOT_FOUND, those of hub.Placement.Review.
func (a *App) RecordPlacementReview(ctx context.Context, in hub.RecordReviewInput) (hub.Placement, error) {
	return a.onPlacement(ctx, in.PlacementID, func(c change, p hub.Placement) (hub.Placement, error) {
		r, err := p.Review(in.Stage, in.ByHost, in.Answers(), in.SaidOn, c.now)
		if err != nil {
			return p, err
		}
		r.By = c.asUser()
		return p, c.reviewed(ctx, p, r)
	})
}

// reviewed keeps what was said of a placement, by who acts.
func (c change) reviewed(ctx context.Context, p hub.Placement, r hub.PlacementReview) error {
	if err := postgres.InsertPlacementReview(ctx, c, r, c.behindLink()); err != nil {
		return err
	}
	return c.audit(ctx, "placement.review", ofPlacement(p), nil, r)
}

// RecordPlacementEnding keeps what staff heard a host say of the end of a placement. It moves nothing: staff do. On an error it returns the placement as
// it stands. Permission: MANAGE_PARTICIPANTS. Errors: NOT_FOUND, those of hub.Placement.End.
func (a *App) RecordPlacementEnding(ctx context.Context, in hub.RecordEndingInput) (hub.Placement, error) {
	return a.onPlacement(ctx, in.PlacementID, func(c change, p hub.Placement) (hub.Placement, error) {
		e, err := p.End(in.Answers(), in.SaidOn, c.now)
		if err != nil {
			return p, err
		}
		e.By = c.asUser()
		return p, c.ended(ctx, p, e)
	})
}

// ended keeps what a host said of the end of a placement, by who acts.
func (c change) ended(ctx context.Context, p hub.Placement, e hub.PlacementEnding) error {
	if err := postgres.InsertPlacementEnding(ctx, c, e, c.behindLink()); err != nil {
		return err
	}
	return c.audit(ctx, "placement.ending", ofPlacement(p), nil, e)
}

// behindLink is the person who acts by a personal link; nil for anybody else.
func (c change) behindLink() *hub.PersonID {
	if c.by.PersonID.IsZero() {
		return nil
	}
	return &c.by.PersonID
}

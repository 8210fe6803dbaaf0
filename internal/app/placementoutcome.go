package app

import (
	"context"
	"slices"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
)

// PlacementOutcomes lists what placements led to, the latest day first, and records that their participants were read of. Permission:
// MANAGE_PARTICIPANTS. Errors: BAD_INPUT for the filter or the cursor.
func (a *App) PlacementOutcomes(ctx context.Context, f hub.OutcomeFilter, page hub.Page) (hub.List[hub.PlacementOutcome], error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return hub.List[hub.PlacementOutcome]{}, err
	}
	if err := f.Check(); err != nil {
		return hub.List[hub.PlacementOutcome]{}, err
	}
	list, err := postgres.PlacementOutcomes(ctx, a.pool, v, f, page)
	if err != nil {
		return hub.List[hub.PlacementOutcome]{}, err
	}
	return list, noteReads(ctx, a, "participant", list.Nodes, func(o hub.PlacementOutcome) uuid.UUID { return o.ParticipantID.UUID })
}

// CountPlacementOutcomes counts what PlacementOutcomes lists. Permission: MANAGE_PARTICIPANTS. Errors: BAD_INPUT for the filter.
func (a *App) CountPlacementOutcomes(ctx context.Context, f hub.OutcomeFilter) (int, error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return 0, err
	}
	if err := f.Check(); err != nil {
		return 0, err
	}
	return postgres.CountPlacementOutcomes(ctx, a.pool, v, f)
}

// OutcomesOf lists what these placements led to, in order of the days. Permission: MANAGE_PARTICIPANTS.
func (a *App) OutcomesOf(ctx context.Context, of []hub.PlacementID) ([]hub.PlacementOutcome, error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return nil, err
	}
	return postgres.OutcomesOf(ctx, a.pool, v, of)
}

// OutcomeMoves lists the steps of these outcomes, the latest first. Permission: MANAGE_PARTICIPANTS.
func (a *App) OutcomeMoves(ctx context.Context, of []hub.OutcomeID) ([]hub.OutcomeMove, error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return nil, err
	}
	return postgres.OutcomeMoves(ctx, a.pool, v, of)
}

// OutcomeWeeks are the weeks after which the rules of these placements count a job as sustained. Permission: MANAGE_PARTICIPANTS.
func (a *App) OutcomeWeeks(ctx context.Context, of []hub.PlacementID) ([]hub.OutcomeWeeks, error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return nil, err
	}
	return postgres.OutcomeWeeks(ctx, a.pool, v, of)
}

// ClaimPlacementOutcome claims what a placement led to, or keeps that a job did not last. On an error it returns the placement as it stands. Permission:
// MANAGE_PARTICIPANTS. Errors: NOT_FOUND for the placement or the employer, those of hub.Placement.ClaimOutcome, CONFLICT where it is recorded already.
func (a *App) ClaimPlacementOutcome(ctx context.Context, in hub.ClaimOutcomeInput) (hub.Placement, error) {
	return a.onPlacement(ctx, in.PlacementID, func(c change, p hub.Placement) (hub.Placement, error) {
		if in.EmployerID != nil {
			employer, err := c.livingEmployer(ctx, *in.EmployerID)
			if err != nil {
				return p, err
			}
			in.EmployerID = &employer
		}
		rule, err := c.ruleOf(ctx, p)
		if err != nil {
			return p, err
		}
		others, err := postgres.OutcomesOf(ctx, c, c.viewer(), []hub.PlacementID{p.ID})
		if err != nil {
			return p, err
		}
		o, err := p.ClaimOutcome(in, rule, others, c.asUser(), c.now)
		if err != nil {
			return p, err
		}
		if err := postgres.InsertOutcome(ctx, c, o, nil); err != nil {
			return p, err
		}
		return p, c.audit(ctx, "placement.claim_outcome", ofPlacement(p), nil, o)
	})
}

// ruleOf is the rule of a placement's programme on its first day; one that limits nothing where there is none.
func (c change) ruleOf(ctx context.Context, p hub.Placement) (hub.ProgrammeRule, error) {
	if p.StartsOn == nil {
		return hub.ProgrammeRule{}, nil
	}
	found, err := postgres.OpportunitiesByID(ctx, c, c.viewer(), []hub.OpportunityID{p.OpportunityID})
	if err == nil && len(found) == 0 {
		err = hub.NotFound("opportunity")
	}
	if err != nil {
		return hub.ProgrammeRule{}, err
	}
	programme, err := c.programme(ctx, found[0].ProgrammeCode)
	if err != nil {
		return hub.ProgrammeRule{}, err
	}
	rule, _ := programme.RuleOn(*p.StartsOn)
	return rule, nil
}

// MovePlacementOutcome confirms, refuses or withdraws an outcome. On an error it returns the placement as it stands. Permission: MANAGE_PARTICIPANTS; who
// claimed does not confirm. Errors: NOT_FOUND, those of hub.PlacementOutcome.Move.
func (a *App) MovePlacementOutcome(ctx context.Context, in hub.MoveOutcomeInput) (hub.Placement, error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return hub.Placement{}, err
	}
	of, err := postgres.PlacementOfOutcome(ctx, a.pool, v, in.OutcomeID)
	if err != nil {
		return hub.Placement{}, err
	}
	return a.onPlacement(ctx, of, func(c change, p hub.Placement) (hub.Placement, error) {
		all, err := postgres.OutcomesOf(ctx, c, c.viewer(), []hub.PlacementID{p.ID})
		if err != nil {
			return p, err
		}
		at := slices.IndexFunc(all, func(o hub.PlacementOutcome) bool { return o.ID == in.OutcomeID })
		if at < 0 {
			return p, hub.NotFound("outcome")
		}
		before, o := all[at], all[at]
		move, err := o.Move(in, slices.Delete(all, at, at+1), c.asUser(), c.now)
		if err != nil {
			return p, err
		}
		if err := postgres.MoveOutcome(ctx, c, o, move, nil); err != nil {
			return p, err
		}
		return p, c.audit(ctx, "placement.move_outcome", ofPlacement(p), before, o)
	})
}

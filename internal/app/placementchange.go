package app

import (
	"context"
	"slices"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// placing reads what placements are measured by, once for each opportunity.
type placing struct {
	change
	young    []hub.YoungWorkerRule
	calendar hub.Calendar
	hosts    map[hub.OpportunityID]hub.PlacementSetting
}

func (c change) placing(ctx context.Context) (placing, error) {
	young, err := postgres.YoungWorkerRules(ctx, c)
	if err != nil {
		return placing{}, err
	}
	calendar, err := postgres.Calendar(ctx, c)
	return placing{c, young, calendar, map[hub.OpportunityID]hub.PlacementSetting{}}, err
}

// at reads what placements at an opportunity are measured by. Errors: NOT_FOUND.
func (p placing) at(ctx context.Context, id hub.OpportunityID) (hub.PlacementSetting, error) {
	if s, ok := p.hosts[id]; ok {
		return s, nil
	}
	o, err := postgres.OpportunityForUpdate(ctx, p, p.viewer(), id)
	if err != nil {
		return hub.PlacementSetting{}, err
	}
	host, err := p.host(ctx, o.SiteID, o.ProgrammeCode)
	if err != nil {
		return hub.PlacementSetting{}, err
	}
	s := hub.PlacementSetting{Host: host, Opportunity: o, Young: p.young, Calendar: p.calendar}
	p.hosts[id] = s
	return s, nil
}

// of adds to a setting what is known of the participant. Errors: NOT_FOUND.
func (p placing) of(ctx context.Context, s hub.PlacementSetting, id hub.ParticipantID) (hub.PlacementSetting, error) {
	var err error
	if s.Participant, err = postgres.ParticipantForUpdate(ctx, p, p.viewer(), id); err != nil {
		return s, err
	}
	if s.SharedOn, err = postgres.FirstShared(ctx, p, id, s.Opportunity.EmployerID); err != nil {
		return s, err
	}
	if s.Others, err = postgres.PlacesHeldBy(ctx, p, id); err != nil || !s.Programme.AsksForHours() {
		return s, err
	}
	s.Sharing, err = postgres.PlacementsOnProgramme(ctx, p, id, s.Programme.Code)
	return s, err
}

// propose proposes a participant for an opportunity, by the return that said so where one did.
func (p placing) propose(ctx context.Context, at hub.PlacementSetting, id hub.ParticipantID, on hub.Date, by *hub.PlacementReturnID) (hub.Placement, error) {
	s, err := p.of(ctx, at, id)
	if err != nil {
		return hub.Placement{}, err
	}
	proposed, err := s.Propose(on, p.now)
	if err != nil {
		return proposed, err
	}
	if err := postgres.InsertPlacement(ctx, p, proposed); err != nil {
		return proposed, err
	}
	move := hub.PlacementMove{PlacementID: proposed.ID, State: proposed.State, OnDay: on, RecordedAt: p.now, By: p.asUser(), ReturnID: by}
	if err := postgres.InsertPlacementMove(ctx, p, move); err != nil {
		return proposed, err
	}
	return proposed, p.audit(ctx, "placement.propose", ofPlacement(proposed), nil, proposed)
}

// ofEach lets do take each of n parts of a change, and undoes that part alone where it is refused: refused is told why.
func (c change) ofEach(ctx context.Context, n int, do func(c change, i int) error, refused func(i int, why string)) error {
	for i := range n {
		err := pgx.BeginFunc(ctx, c.Tx, func(part pgx.Tx) error {
			within := c
			within.Tx = part
			return do(within, i)
		})
		switch hub.CodeOf(err) {
		case hub.ErrNotFound, hub.ErrBadInput, hub.ErrConflict:
			refused(i, err.Error())
		default:
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// ProposePlacements proposes participants for an opportunity: those that it can, and says of the others why not. Permission: MANAGE_PARTICIPANTS.
// Errors: NOT_FOUND for the opportunity, those of hub.ProposePlacementsInput.Check.
func (a *App) ProposePlacements(ctx context.Context, in hub.ProposePlacementsInput) (proposed []hub.Placement, refused []hub.NotPlaced, err error) {
	if err := authoriseParticipants(ctx); err != nil {
		return nil, nil, err
	}
	err = a.change(ctx, func(c change) error {
		proposed, refused = []hub.Placement{}, []hub.NotPlaced{}
		if err := in.Check(c.today()); err != nil {
			return err
		}
		on := c.today()
		if in.OnDay != nil {
			on = *in.OnDay
		}
		all, err := c.placing(ctx)
		if err != nil {
			return err
		}
		at, err := all.at(ctx, in.OpportunityID)
		if err != nil {
			return err
		}
		ids := slices.Clone(in.ParticipantIds)
		slices.SortFunc(ids, func(a, b hub.ParticipantID) int { return slices.Compare(a.UUID[:], b.UUID[:]) }) // so that nobody waits for each other
		err = c.ofEach(ctx, len(ids), func(c change, i int) error {
			all.change = c
			p, err := all.propose(ctx, at, ids[i], on, nil)
			if err == nil {
				proposed = append(proposed, p)
			}
			return err
		}, func(i int, why string) { refused = append(refused, hub.NotPlaced{ParticipantID: ids[i], Why: why}) })
		if err != nil {
			return err
		}
		return postgres.Notify(ctx, c, postgres.TopicPlacements, uuid.Nil)
	})
	if err != nil {
		return nil, nil, err
	}
	return proposed, refused, nil
}

// UpdatePlacement changes the days and hours of one. On an error it returns the placement as it stands. Permission: MANAGE_PARTICIPANTS. Errors:
// NOT_FOUND; those of hub.Placement.Update; CONFLICT where no place is left on those days.
func (a *App) UpdatePlacement(ctx context.Context, in hub.UpdatePlacementInput) (hub.Placement, error) {
	return a.changePlacement(ctx, in.ID, func(all placing, p hub.Placement) (hub.Placement, error) {
		return all.changePlacement(ctx, all, p, "placement.update", func(p *hub.Placement, s hub.PlacementSetting) (*hub.PlacementMove, error) {
			return nil, p.Update(in, s)
		})
	})
}

// TransitionPlacement moves one to another state. On an error it returns the placement as it stands. Permission: MANAGE_PARTICIPANTS. Errors:
// NOT_FOUND; those of hub.Placement.Move; CONFLICT where no place is left.
func (a *App) TransitionPlacement(ctx context.Context, in hub.TransitionPlacementInput) (hub.Placement, error) {
	return a.changePlacement(ctx, in.ID, func(all placing, p hub.Placement) (hub.Placement, error) {
		return all.movePlacement(ctx, all, p, in)
	})
}

// changePlacement lets do change one, held with all that it is measured by.
func (a *App) changePlacement(ctx context.Context, id hub.PlacementID, do func(all placing, p hub.Placement) (hub.Placement, error)) (hub.Placement, error) {
	return a.onPlacement(ctx, id, func(c change, p hub.Placement) (hub.Placement, error) {
		all, err := c.placing(ctx)
		if err != nil {
			return p, err
		}
		after, err := do(all, p)
		if err != nil {
			return p, err
		}
		return after, postgres.Notify(ctx, c, postgres.TopicPlacements, uuid.Nil)
	})
}

// onPlacement lets do change one that is held meanwhile, or something of it. On an error it returns the placement as it stands. Errors: NOT_FOUND.
func (a *App) onPlacement(ctx context.Context, id hub.PlacementID, do func(c change, p hub.Placement) (hub.Placement, error)) (now hub.Placement, err error) {
	if err := authoriseParticipants(ctx); err != nil {
		return now, err
	}
	err = a.change(ctx, func(c change) error {
		held, err := c.holdPlacements(ctx, []hub.PlacementID{id})
		if err != nil {
			return err
		}
		if len(held) == 0 {
			return hub.NotFound("placement")
		}
		now = held[0]
		after, err := do(c, held[0])
		if err == nil {
			now = after
		}
		return err
	})
	return now, err
}

// TransitionPlacements moves many to another state together: those that it can, and says of the others why not. Permission: MANAGE_PARTICIPANTS.
// Errors: those of hub.TransitionPlacementsInput.Check.
func (a *App) TransitionPlacements(ctx context.Context, in hub.TransitionPlacementsInput) (moved []hub.Placement, refused []hub.NotPlaced, err error) {
	if err := authoriseParticipants(ctx); err != nil {
		return nil, nil, err
	}
	err = a.change(ctx, func(c change) error {
		moved, refused = []hub.Placement{}, []hub.NotPlaced{}
		if err := in.Check(c.today()); err != nil {
			return err
		}
		held, err := c.holdPlacements(ctx, in.IDs)
		if err != nil {
			return err
		}
		// Whoever was proposed first is the first to have a place.
		slices.SortStableFunc(held, func(a, b hub.Placement) int { return a.ProposedAt.Compare(b.ProposedAt) })
		all, err := c.placing(ctx)
		if err != nil {
			return err
		}
		for _, p := range held { // held until the end, whichever of them is refused
			if _, err := all.at(ctx, p.OpportunityID); err != nil {
				return err
			}
		}
		err = c.ofEach(ctx, len(held), func(c change, i int) error {
			all.change = c
			p, err := c.movePlacement(ctx, all, held[i], in.Of(held[i]))
			if err == nil {
				moved = append(moved, p)
			}
			return err
		}, func(i int, why string) {
			refused = append(refused, hub.NotPlaced{ParticipantID: held[i].ParticipantID, PlacementID: &held[i].ID, Why: why})
		})
		if err != nil {
			return err
		}
		return postgres.Notify(ctx, c, postgres.TopicPlacements, uuid.Nil)
	})
	if err != nil {
		return nil, nil, err
	}
	return moved, refused, nil
}

// holdPlacements reads those of ids that the caller sees and keeps others from changing them and what they are measured by.
func (c change) holdPlacements(ctx context.Context, ids []hub.PlacementID) ([]hub.Placement, error) {
	seen, err := postgres.PlacementsByID(ctx, c, c.viewer(), ids)
	if err != nil {
		return nil, err
	}
	held := make([]hub.PlacementID, len(seen))
	for i, p := range seen {
		held[i] = p.ID
	}
	if err := postgres.LockForPlacements(ctx, c, held, nil, nil); err != nil {
		return nil, err
	}
	return postgres.PlacementsByID(ctx, c, c.viewer(), held) // as they are now that nobody changes them
}

// movePlacement takes one step with a placement that is held.
func (c change) movePlacement(ctx context.Context, all placing, p hub.Placement, in hub.TransitionPlacementInput) (hub.Placement, error) {
	return c.changePlacement(ctx, all, p, "placement.transition", func(p *hub.Placement, s hub.PlacementSetting) (*hub.PlacementMove, error) {
		sharing, tells := in.Sharing(*p, s)
		move, err := p.Move(in, s)
		if err == nil && tells {
			_, err = c.share(ctx, sharing)
		}
		return &move, err
	})
}

// changePlacement lets edit change a placement that is held, finds it a place where it holds one, and notes the step that edit gives.
func (c change) changePlacement(ctx context.Context, all placing, before hub.Placement, action string, edit func(*hub.Placement, hub.PlacementSetting) (*hub.PlacementMove, error)) (hub.Placement, error) {
	s, err := all.at(ctx, before.OpportunityID)
	if err != nil {
		return before, err
	}
	if s, err = all.of(ctx, s, before.ParticipantID); err != nil {
		return before, err
	}
	p := before
	move, err := edit(&p, s)
	if err != nil {
		return before, err
	}
	var place *int
	if p.State.HoldsPlace() {
		if place, err = postgres.FreePlace(ctx, c, p); err != nil {
			return before, err
		}
		if place == nil {
			return before, hub.ErrNoPlaceLeft
		}
	}
	p.Place = place
	p.Version++
	if err := postgres.SetPlacement(ctx, c, p); err != nil {
		return before, err
	}
	if move != nil {
		move.RecordedAt, move.By = c.now, c.asUser()
		if err := postgres.InsertPlacementMove(ctx, c, *move); err != nil {
			return before, err
		}
	}
	if err := c.audit(ctx, action, ofPlacement(p), before, p); err != nil {
		return before, err
	}
	if before.State.HoldsPlace() != p.State.HoldsPlace() && p.State != hub.PlacementCompleted {
		return p, c.followPlaces(ctx, all, p.OpportunityID)
	}
	return p, nil
}

// followPlaces lets an opportunity that is held follow its places, of which one was taken or given back.
func (c change) followPlaces(ctx context.Context, all placing, id hub.OpportunityID) error {
	at := all.hosts[id]
	before := at.Opportunity
	left, err := postgres.PlacesLeft(ctx, c, c.viewer(), []hub.OpportunityID{id})
	if err != nil || len(left) == 0 {
		return err
	}
	steps, err := postgres.OpportunityMoves(ctx, c, c.viewer(), []hub.OpportunityID{id})
	if err != nil {
		return err
	}
	why := at.Opportunity.Follow(left[0].Left, len(steps) > 0 && steps[0].ByItself, at.Host)
	if why == "" {
		return nil
	}
	at.Opportunity.Version++
	if err := postgres.SetOpportunity(ctx, c, at.Opportunity); err != nil {
		return err
	}
	step := hub.OpportunityMove{OpportunityID: id, State: at.Opportunity.State, Reason: &why, OnDay: c.today(), RecordedAt: c.now, ByItself: true}
	if err := postgres.InsertOpportunityMove(ctx, c, step); err != nil {
		return err
	}
	all.hosts[id] = at
	return c.audit(ctx, "opportunity.transition", ofOpportunity(at.Opportunity), before, at.Opportunity)
}

func ofPlacement(p hub.Placement) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "placement", ID: p.ID.UUID, Employer: p.EmployerID}
}

package app

import (
	"context"
	"fmt"
	"slices"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// followUpPlacements asks hosts what the rules want to know of placements and of jobs that these led to.
func (c change) followUpPlacements(ctx context.Context) (int, error) {
	due, err := postgres.PlacementsToAsk(ctx, c, c.today(), sweepBatch)
	if err != nil || len(due) == 0 {
		return 0, err
	}
	rules, err := postgres.PlacementRequestRules(ctx, c)
	if err != nil {
		return 0, err
	}
	for _, ask := range due {
		if _, _, err := c.request(ctx, ask.Request(), rules); err != nil {
			return 0, err
		}
	}
	return len(due), nil
}

// answeredFollowUp keeps what the person behind a link answered about a placement. Where staff were faster the request is withdrawn instead, and its page
// says so.
func (c change) answeredFollowUp(ctx context.Context, r *hub.AskedRequest, given hub.Answers) error {
	if r.PlacementID == nil {
		return fmt.Errorf("nobody knows what an answer to %s means", r.Kind)
	}
	if err := postgres.LockForPlacements(ctx, c, []hub.PlacementID{*r.PlacementID}, nil, nil); err != nil {
		return err
	}
	system := postgres.Viewer{Actor: hub.System, Today: c.today()}
	found, err := postgres.PlacementsByID(ctx, c, system, []hub.PlacementID{*r.PlacementID})
	if err == nil && len(found) == 0 {
		err = hub.NotFound("placement")
	}
	if err != nil {
		return err
	}
	err = c.keepFollowUp(ctx, found[0], *r, given)
	if hub.CodeOf(err) == hub.ErrConflict {
		r.AnsweredAt = nil
		r.Withdraw(err.Error(), false, c.now)
		return nil
	}
	return err
}

func (c change) keepFollowUp(ctx context.Context, p hub.Placement, r hub.AskedRequest, given hub.Answers) error {
	switch r.Kind {
	case hub.RequestMidwayReview, hub.RequestEndReview:
		stage, answers := r.ReviewAnswers(given)
		review, err := p.Review(stage, true, answers, nil, c.now)
		if err != nil {
			return err
		}
		return c.reviewed(ctx, p, review)
	case hub.RequestCompletion:
		ending, err := p.End(r.EndingAnswers(given), nil, c.now)
		if err != nil {
			return err
		}
		return c.ended(ctx, p, ending)
	default:
		return c.keepOutcome(ctx, p, r, r.SaysYes(given))
	}
}

// keepOutcome keeps what an employer says of an outcome, or of whether a job lasts.
func (c change) keepOutcome(ctx context.Context, p hub.Placement, r hub.AskedRequest, yes bool) error {
	all, err := postgres.OutcomesOf(ctx, c, postgres.Viewer{Actor: hub.System, Today: c.today()}, []hub.PlacementID{p.ID})
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(o hub.PlacementOutcome) bool { return o.ID == *r.OutcomeID })
	if at < 0 {
		return hub.NotFound("outcome")
	}
	o := all[at]
	if r.Kind == hub.RequestJobLasts {
		lasts, err := o.Lasts(*r.Weeks, yes, c.now)
		if err != nil {
			return err
		}
		if err := postgres.InsertOutcome(ctx, c, lasts, c.behindLink()); err != nil {
			return err
		}
		return c.audit(ctx, "placement.claim_outcome", ofPlacement(p), nil, lasts)
	}
	move, err := o.Answer(yes, c.now)
	if err != nil {
		return err
	}
	if err := postgres.MoveOutcome(ctx, c, o, move, c.behindLink()); err != nil {
		return err
	}
	return c.audit(ctx, "placement.move_outcome", ofPlacement(p), all[at], o)
}

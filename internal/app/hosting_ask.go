package app

import (
	"context"
	"slices"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// AskHostingInterest asks employers by link whether they would host on a programme in a year: those that it can, and says of the others why not.
// Permission: WRITE_PLACEMENTS. Errors: BAD_INPUT.
func (a *App) AskHostingInterest(ctx context.Context, in hub.AskHostingInterestInput) (asked []hub.AskedRequest, refused []hub.NotAsked, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWritePlacements); err != nil {
		return nil, nil, err
	}
	err = a.change(ctx, func(c change) error {
		var made []hub.PlacementRequestID
		asked, refused = []hub.AskedRequest{}, []hub.NotAsked{}
		if err := in.Check(c.now); err != nil {
			return err
		}
		rules, err := postgres.PlacementRequestRules(ctx, c)
		if err != nil {
			return err
		}
		ids := slices.Clone(in.EmployerIds)
		slices.SortFunc(ids, func(a, b hub.EmployerID) int { return slices.Compare(a.UUID[:], b.UUID[:]) }) // so that nobody waits for each other
		err = c.ofEach(ctx, len(ids), func(c change, i int) error {
			r, err := c.askHost(ctx, ids[i], in, rules)
			if err == nil {
				made = append(made, r.ID)
			}
			return err
		}, func(i int, why string) { refused = append(refused, hub.NotAsked{EmployerID: ids[i], Why: why}) })
		if err != nil || len(made) == 0 {
			return err
		}
		asked, err = postgres.PlacementRequestsByID(ctx, c, c.viewer(), made)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	return asked, refused, nil
}

// askHost asks one employer.
func (c change) askHost(ctx context.Context, id hub.EmployerID, in hub.AskHostingInterestInput, rules hub.PlacementRequestRules) (hub.PlacementRequest, error) {
	id, err := c.livingEmployer(ctx, id)
	if err != nil {
		return hub.PlacementRequest{}, err
	}
	candidate, err := postgres.HostingCandidateForUpdate(ctx, c, c.viewer(), id, in)
	if err != nil {
		return hub.PlacementRequest{}, err
	}
	if err := candidate.Check(); err != nil {
		return hub.PlacementRequest{}, err
	}
	r := hub.HostingRequest(in.Programme, in.Year, c.today())
	r.EmployerID, r.PersonID, r.OrganisationID = id, *candidate.ContactID, c.by.OrganisationID
	if by := c.asUser(); by != nil {
		r.UserID = &by.ID
	}
	r, added, err := c.request(ctx, r, rules)
	if err == nil && !added {
		err = hub.Conflict("it was asked today already")
	}
	return r, err
}

// askHostingAgain asks employers that said not now by a link, on the day that they named.
func (c change) askHostingAgain(ctx context.Context) (int, error) {
	due, err := postgres.HostingToAskAgain(ctx, c, c.today(), sweepBatch)
	if err != nil || len(due) == 0 {
		return 0, err
	}
	rules, err := postgres.PlacementRequestRules(ctx, c)
	if err != nil {
		return 0, err
	}
	for _, again := range due {
		r := hub.HostingRequest(again.Programme, again.Year, again.AskAgainOn)
		r.EmployerID, r.PersonID, r.OrganisationID = again.EmployerID, again.PersonID, again.OrganisationID
		if _, _, err := c.request(ctx, r, rules); err != nil {
			return 0, err
		}
	}
	return len(due), nil
}

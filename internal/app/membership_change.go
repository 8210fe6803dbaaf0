package app

import (
	"context"
	"slices"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// NetworkCandidates lists the employers that the rule of today means and that are not on the list of a network, the largest first; of a group its
// top. Permission: READ_EMPLOYERS. Errors: NOT_FOUND, BAD_INPUT for the cursor.
func (a *App) NetworkCandidates(ctx context.Context, network hub.Network, page hub.Page) (hub.List[hub.NetworkCandidate], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return hub.List[hub.NetworkCandidate]{}, err
	}
	rule, ok := network.RuleOn(v.Today)
	if !ok {
		return hub.List[hub.NetworkCandidate]{}, nil
	}
	return postgres.NetworkCandidates(ctx, a.pool, v, network.ID, rule, page)
}

// CountNetworkCandidates counts what NetworkCandidates lists. Permission: READ_EMPLOYERS.
func (a *App) CountNetworkCandidates(ctx context.Context, network hub.Network) (int, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return 0, err
	}
	rule, ok := network.RuleOn(v.Today)
	if !ok {
		return 0, nil
	}
	return postgres.CountNetworkCandidates(ctx, a.pool, v, network.ID, rule)
}

// NetworkFigures counts members as at a day, today where none is given. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for a day to come.
func (a *App) NetworkFigures(ctx context.Context, network hub.NetworkID, asAt *hub.Date) (hub.NetworkFigures, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return hub.NetworkFigures{}, err
	}
	at := v.Today
	if asAt != nil {
		at = *asAt
	}
	if at.After(v.Today) {
		return hub.NetworkFigures{}, hub.BadInput("choose today or an earlier day", "asAt")
	}
	return postgres.NetworkFigures(ctx, a.pool, v, network, at)
}

// AddToNetwork puts employers on the list of a network: those that it can, and says of the others why not. Permission: MANAGE_NETWORKS.
// Errors: NOT_FOUND for the network, those of hub.AddToNetworkInput.Check.
func (a *App) AddToNetwork(ctx context.Context, in hub.AddToNetworkInput) (added []hub.Membership, refused []hub.NotAdded, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermManageNetworks); err != nil {
		return nil, nil, err
	}
	err = a.change(ctx, func(c change) error {
		added, refused = []hub.Membership{}, []hub.NotAdded{}
		if err := in.Check(c.today()); err != nil {
			return err
		}
		network, err := postgres.NetworkForUpdate(ctx, c, in.NetworkID) // so that nobody adds the same employer beside
		if err != nil {
			return err
		}
		on := c.today()
		if in.OnDay != nil {
			on = *in.OnDay
		}
		rule, _ := network.RuleOn(c.today())
		var chosen []hub.EmployerID
		for _, id := range in.EmployerIds {
			living, err := c.livingEmployer(ctx, id)
			switch {
			case hub.CodeOf(err) == hub.ErrNotFound:
				refused = append(refused, hub.NotAdded{EmployerID: id, Why: "was not found"})
			case err != nil:
				return err
			case slices.Contains(chosen, living):
				refused = append(refused, hub.NotAdded{EmployerID: living, Why: "was chosen twice"})
			default:
				chosen = append(chosen, living)
			}
		}
		for _, id := range chosen {
			// One by one, since the one before may be of the same group.
			fit, err := postgres.FitnessOf(ctx, c, c.viewer(), network.ID, []hub.EmployerID{id})
			if err != nil {
				return err
			}
			if why := rule.Unfit(fit[0], in.State, in.Exception != nil); why != "" {
				refused = append(refused, hub.NotAdded{EmployerID: id, Why: why})
				continue
			}
			m := hub.Membership{ID: hub.NewMembershipID(), NetworkID: network.ID, EmployerID: id, State: in.State, Since: on, Version: 1}
			if rule.Unfit(fit[0], in.State, false) != "" {
				m.Reason = in.Exception
			}
			if err := postgres.InsertMembership(ctx, c, m); err != nil {
				return err
			}
			if err := postgres.InsertMembershipMove(ctx, c, m, c.userID(), c.now); err != nil {
				return err
			}
			if err := c.audit(ctx, "membership.add", ofMembership(m), nil, m); err != nil {
				return err
			}
			added = append(added, m)
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	return added, refused, nil
}

// TransitionMembership moves a membership to another state. On an error it returns the membership as it stands. Permission:
// MANAGE_NETWORKS. Errors: NOT_FOUND, those of hub.Membership.Move.
func (a *App) TransitionMembership(ctx context.Context, in hub.TransitionMembershipInput) (hub.Membership, error) {
	return a.changeMembership(ctx, in.ID, "membership.move", func(c change, m *hub.Membership) error {
		fit, err := postgres.FitnessOf(ctx, c, c.viewer(), m.NetworkID, []hub.EmployerID{m.EmployerID})
		if err != nil {
			return err
		}
		return m.Move(in, fit[0].OnHold, c.today())
	})
}

// UpdateMembership changes what was agreed and when to agree it anew. On an error it returns the membership as it stands. Permission:
// MANAGE_NETWORKS. Errors: NOT_FOUND, BAD_INPUT, CONFLICT for a stale version.
func (a *App) UpdateMembership(ctx context.Context, in hub.UpdateMembershipInput) (hub.Membership, error) {
	return a.changeMembership(ctx, in.ID, "membership.update", func(_ change, m *hub.Membership) error { return m.Update(in) })
}

func (a *App) changeMembership(ctx context.Context, id hub.MembershipID, action string, edit func(change, *hub.Membership) error) (hub.Membership, error) {
	return updateAs(ctx, a, hub.PermManageNetworks,
		func(c change) (hub.Membership, error) { return postgres.MembershipForUpdate(ctx, c, c.viewer(), id) },
		edit,
		func(c change, before hub.Membership, m *hub.Membership) error {
			m.Version++
			if err := postgres.SetMembership(ctx, c, *m); err != nil {
				return err
			}
			if m.State != before.State {
				if err := postgres.InsertMembershipMove(ctx, c, *m, c.userID(), c.now); err != nil {
					return err
				}
			}
			return c.audit(ctx, action, ofMembership(*m), before, *m)
		})
}

// SetRepresentation lets a person of the employer speak for a member or stand in; who spoke before gives up the seat the day before. On an
// error it returns the membership as it stands. Permission: MANAGE_NETWORKS. Errors: NOT_FOUND; CONFLICT for a stale version; those of
// hub.SetRepresentationInput.Take.
func (a *App) SetRepresentation(ctx context.Context, in hub.SetRepresentationInput) (hub.Membership, error) {
	return a.changeSeats(ctx, in.MembershipID, in.Version, "membership.seat", func(c change, m hub.Membership, present []hub.Representation) ([]hub.Representation, error) {
		roles, err := postgres.RolesOf(ctx, c, c.viewer(), []hub.EmployerID{m.EmployerID})
		if err != nil {
			return nil, err
		}
		ended, taken, err := in.Take(present, roles, c.today())
		if err != nil {
			return nil, err
		}
		for _, r := range ended {
			if err := postgres.EndRepresentation(ctx, c, r); err != nil {
				return nil, err
			}
		}
		return append(ended, taken), postgres.InsertRepresentation(ctx, c, taken)
	})
}

// EndRepresentation takes a seat from a person. On an error it returns the membership as it stands. Permission: MANAGE_NETWORKS. Errors:
// NOT_FOUND; CONFLICT for a stale version; those of hub.EndRepresentationInput.Leave.
func (a *App) EndRepresentation(ctx context.Context, in hub.EndRepresentationInput) (hub.Membership, error) {
	return a.changeSeats(ctx, in.MembershipID, in.Version, "membership.unseat", func(c change, _ hub.Membership, present []hub.Representation) ([]hub.Representation, error) {
		left, err := in.Leave(present, c.today())
		if err != nil {
			return nil, err
		}
		return []hub.Representation{left}, postgres.EndRepresentation(ctx, c, left)
	})
}

// changeSeats lets do change who speaks for a member, and counts the version on.
func (a *App) changeSeats(ctx context.Context, id hub.MembershipID, version int, action string, do func(change, hub.Membership, []hub.Representation) ([]hub.Representation, error)) (now hub.Membership, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermManageNetworks); err != nil {
		return now, err
	}
	err = a.change(ctx, func(c change) error {
		m, err := postgres.MembershipForUpdate(ctx, c, c.viewer(), id)
		if err != nil {
			return err
		}
		now = m
		if err := m.IsVersion(version); err != nil {
			return err
		}
		present, err := postgres.RepresentationsOf(ctx, c, c.viewer(), []hub.MembershipID{id})
		if err != nil {
			return err
		}
		changed, err := do(c, m, present)
		if err != nil {
			return err
		}
		m.Version++
		if err := postgres.SetMembership(ctx, c, m); err != nil {
			return err
		}
		now = m
		return c.audit(ctx, action, ofMembership(m), nil, seats{changed})
	})
	return now, err
}

// seats is what history keeps of who speaks for a member: the seats that were taken or given up.
type seats struct{ Seats []hub.Representation }

func ofMembership(m hub.Membership) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "membership", ID: m.ID.UUID, Employer: m.EmployerID}
}

package app

import (
	"context"
	"strings"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// Networks lists all networks in the order in which they were made. Permission: READ_EMPLOYERS.
func (a *App) Networks(ctx context.Context) ([]hub.Network, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.Networks(ctx, a.pool)
}

// NetworksByID finds those of ids that exist. Permission: READ_EMPLOYERS.
func (a *App) NetworksByID(ctx context.Context, ids []hub.NetworkID) ([]hub.Network, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.NetworksByID(ctx, a.pool, ids)
}

// CreateNetwork makes a network with its first rule. Permission: MANAGE_NETWORKS. Errors: BAD_INPUT, CONFLICT for a name that another has.
func (a *App) CreateNetwork(ctx context.Context, in hub.CreateNetworkInput) (made hub.Network, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermManageNetworks); err != nil {
		return hub.Network{}, err
	}
	err = a.change(ctx, func(c change) error {
		n, rule, err := hub.NewNetwork(in, c.today())
		if err != nil {
			return err
		}
		if err := c.checkRule(ctx, rule); err != nil {
			return err
		}
		if err := postgres.InsertNetwork(ctx, c, n); err != nil {
			return err
		}
		if err := postgres.SetNetworkRule(ctx, c, rule); err != nil {
			return err
		}
		if made, err = postgres.NetworkForUpdate(ctx, c, n.ID); err != nil {
			return err
		}
		return c.audit(ctx, "network.create", ofNetwork(made), nil, made)
	})
	if err != nil {
		return hub.Network{}, err
	}
	return made, nil
}

// UpdateNetwork changes what a network is called and what it is for. On an error it returns the network as it stands. Permission:
// MANAGE_NETWORKS. Errors: NOT_FOUND, BAD_INPUT, CONFLICT for a stale version and for a name that another has.
func (a *App) UpdateNetwork(ctx context.Context, in hub.UpdateNetworkInput) (hub.Network, error) {
	return updateAs(ctx, a, hub.PermManageNetworks,
		func(c change) (hub.Network, error) { return postgres.NetworkForUpdate(ctx, c, in.ID) },
		func(_ change, n *hub.Network) error { return n.Update(in) },
		func(c change, before hub.Network, n *hub.Network) error {
			n.Version++
			if err := postgres.SetNetwork(ctx, c, *n); err != nil {
				return err
			}
			return c.audit(ctx, "network.update", ofNetwork(*n), before, *n)
		})
}

// SetNetworkRule says which employers a network is for from a day on. Who is a member stays one. Permission: MANAGE_NETWORKS. Errors:
// NOT_FOUND, BAD_INPUT.
func (a *App) SetNetworkRule(ctx context.Context, in hub.SetNetworkRuleInput) (now hub.Network, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermManageNetworks); err != nil {
		return now, err
	}
	err = a.change(ctx, func(c change) error {
		before, err := postgres.NetworkForUpdate(ctx, c, in.NetworkID)
		if err != nil {
			return err
		}
		now = before
		if err := c.checkRule(ctx, in); err != nil {
			return err
		}
		if err := postgres.SetNetworkRule(ctx, c, in); err != nil {
			return err
		}
		after, err := postgres.NetworkForUpdate(ctx, c, in.NetworkID)
		if err != nil {
			return err
		}
		now = after
		return c.audit(ctx, "network.rule", ofNetwork(before), before, after)
	})
	return now, err
}

// checkRule refuses a rule that means nobody. Errors: BAD_INPUT.
func (c change) checkRule(ctx context.Context, in hub.SetNetworkRuleInput) error {
	if err := in.Check(); err != nil || in.Scheme == nil {
		return err
	}
	_, err := c.scheme(ctx, strings.TrimSpace(*in.Scheme))
	return err
}

func ofNetwork(n hub.Network) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "network", ID: n.ID.UUID}
}

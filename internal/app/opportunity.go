package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// Opportunities lists what employers offer, what starts first first. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the filter or the
// cursor.
func (a *App) Opportunities(ctx context.Context, f hub.OpportunityFilter, page hub.Page) (hub.List[hub.Opportunity], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return hub.List[hub.Opportunity]{}, err
	}
	if err := f.Check(); err != nil {
		return hub.List[hub.Opportunity]{}, err
	}
	return postgres.Opportunities(ctx, a.pool, v, f, page)
}

// CountOpportunities counts what Opportunities lists. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the filter.
func (a *App) CountOpportunities(ctx context.Context, f hub.OpportunityFilter) (int, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return 0, err
	}
	if err := f.Check(); err != nil {
		return 0, err
	}
	return postgres.CountOpportunities(ctx, a.pool, v, f)
}

// OpportunitiesByID finds those of ids whose employer the caller sees. Permission: READ_EMPLOYERS.
func (a *App) OpportunitiesByID(ctx context.Context, ids []hub.OpportunityID) ([]hub.Opportunity, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.OpportunitiesByID(ctx, a.pool, v, ids)
}

// OpportunityMoves lists the steps of these opportunities, the latest first. Permission: READ_EMPLOYERS.
func (a *App) OpportunityMoves(ctx context.Context, of []hub.OpportunityID) ([]hub.OpportunityMove, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.OpportunityMoves(ctx, a.pool, v, of)
}

// MissingChecksOf lists the checks that these opportunities need on their first day and that do not hold then. Permission: READ_EMPLOYERS.
func (a *App) MissingChecksOf(ctx context.Context, of []hub.OpportunityID) ([]hub.MissingCheck, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	opportunities, err := postgres.OpportunitiesByID(ctx, a.pool, v, of)
	if err != nil {
		return nil, err
	}
	programmes, err := postgres.PlacementProgrammes(ctx, a.pool)
	if err != nil {
		return nil, err
	}
	byCode := map[string]hub.PlacementProgramme{}
	for _, p := range programmes {
		byCode[p.Code] = p
	}
	sites := make([]hub.SiteID, len(opportunities))
	for i, o := range opportunities {
		sites[i] = o.SiteID
	}
	checks, err := postgres.SiteChecksOf(ctx, a.pool, v, sites)
	if err != nil {
		return nil, err
	}
	bySite := map[hub.SiteID][]hub.SiteCheck{}
	for _, c := range checks {
		bySite[c.SiteID] = append(bySite[c.SiteID], c)
	}
	var missing []hub.MissingCheck
	for _, o := range opportunities {
		missing = append(missing, o.Missing(hub.Host{Programme: byCode[o.ProgrammeCode], Checks: bySite[o.SiteID], Today: v.Today})...)
	}
	return missing, nil
}

// SiteChecksOf lists the checks of these sites, the latest of each kind first. Permission: READ_EMPLOYERS.
func (a *App) SiteChecksOf(ctx context.Context, sites []hub.SiteID) ([]hub.SiteCheck, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.SiteChecksOf(ctx, a.pool, v, sites)
}

// RecordSiteCheck keeps what a check of a site found; it stands for every opportunity there until it runs out or another one is recorded.
// Permission: WRITE_PLACEMENTS. Errors: NOT_FOUND for the site, those of hub.NewSiteCheck.
func (a *App) RecordSiteCheck(ctx context.Context, in hub.RecordSiteCheckInput) (recorded hub.SiteCheck, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWritePlacements); err != nil {
		return hub.SiteCheck{}, err
	}
	err = a.change(ctx, func(c change) error {
		site, err := postgres.SiteForUpdate(ctx, c, c.viewer(), in.SiteID)
		if err != nil {
			return err
		}
		roles, err := postgres.RolesOf(ctx, c, c.viewer(), []hub.EmployerID{site.EmployerID})
		if err != nil {
			return err
		}
		check, err := hub.NewSiteCheck(in, site, roles, c.by, c.now)
		if err != nil {
			return err
		}
		if err := postgres.InsertSiteCheck(ctx, c, check); err != nil {
			return err
		}
		recorded = check
		if err := c.renewed(ctx, check); err != nil {
			return err
		}
		return c.audit(ctx, "sitecheck.record", postgres.AuditSubject{Kind: "sitecheck", ID: check.ID.UUID, Employer: check.EmployerID}, nil, check)
	})
	return recorded, err
}

// host reads what an opportunity at a site is measured by, and keeps the checks of the site as they are until the change ends. Errors: NOT_FOUND.
func (c change) host(ctx context.Context, at hub.SiteID, programme string) (h hub.Host, err error) {
	h.Today = c.today()
	if h.Site, err = postgres.SiteForUpdate(ctx, c, c.viewer(), at); err != nil {
		return h, err
	}
	programmes, err := postgres.PlacementProgrammes(ctx, c)
	if err != nil {
		return h, err
	}
	for _, p := range programmes {
		if p.Code == programme {
			h.Programme = p
		}
	}
	if h.Programme.Code == "" {
		return h, hub.BadInput("there is no such programme; choose one from the list", "programme")
	}
	if h.Checks, err = postgres.SiteChecksOf(ctx, c, c.viewer(), []hub.SiteID{at}); err != nil {
		return h, err
	}
	h.Roles, err = postgres.RolesOf(ctx, c, c.viewer(), []hub.EmployerID{h.Site.EmployerID})
	return h, err
}

// AddOpportunity keeps what an employer may offer, as a draft. Permission: WRITE_PLACEMENTS. Errors: NOT_FOUND for the site, those of
// hub.NewOpportunity.
func (a *App) AddOpportunity(ctx context.Context, in hub.AddOpportunityInput) (added hub.Opportunity, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWritePlacements); err != nil {
		return hub.Opportunity{}, err
	}
	err = a.change(ctx, func(c change) error {
		host, err := c.host(ctx, in.SiteID, in.Programme)
		if err != nil {
			return err
		}
		o, err := hub.NewOpportunity(in, host)
		if err != nil {
			return err
		}
		if err := postgres.InsertOpportunity(ctx, c, o); err != nil {
			return err
		}
		if err := postgres.InsertOpportunityPlaces(ctx, c, o, c.now); err != nil {
			return err
		}
		if err := c.noteOpportunity(ctx, hub.OpportunityMove{OpportunityID: o.ID, State: o.State, OnDay: c.today()}); err != nil {
			return err
		}
		added = o
		return c.audit(ctx, "opportunity.add", ofOpportunity(o), nil, o)
	})
	return added, err
}

// UpdateOpportunity changes what is offered. On an error it returns the opportunity as it stands. Permission: WRITE_PLACEMENTS. Errors:
// NOT_FOUND, those of hub.Opportunity.Update.
func (a *App) UpdateOpportunity(ctx context.Context, in hub.UpdateOpportunityInput) (hub.Opportunity, error) {
	return a.changeOpportunity(ctx, in.ID, "opportunity.update", func(o *hub.Opportunity, host hub.Host) (hub.OpportunityMove, error) {
		return hub.OpportunityMove{}, o.Update(in, host)
	})
}

// TransitionOpportunity moves an opportunity to another state; it opens only while all checks of its site hold on its first day. On an error it
// returns the opportunity as it stands. Permission: WRITE_PLACEMENTS. Errors: NOT_FOUND, those of hub.Opportunity.Move.
func (a *App) TransitionOpportunity(ctx context.Context, in hub.TransitionOpportunityInput) (hub.Opportunity, error) {
	return a.changeOpportunity(ctx, in.ID, "opportunity.transition", func(o *hub.Opportunity, host hub.Host) (hub.OpportunityMove, error) { return o.Move(in, host) })
}

// changeOpportunity lets edit change one by its host, and notes the step that edit gives where it came to another state.
func (a *App) changeOpportunity(ctx context.Context, id hub.OpportunityID, action string, edit func(*hub.Opportunity, hub.Host) (hub.OpportunityMove, error)) (hub.Opportunity, error) {
	var step hub.OpportunityMove
	return updateAs(ctx, a, hub.PermWritePlacements,
		func(c change) (hub.Opportunity, error) { return postgres.OpportunityForUpdate(ctx, c, c.viewer(), id) },
		func(c change, o *hub.Opportunity) error {
			host, err := c.host(ctx, o.SiteID, o.ProgrammeCode)
			if err != nil {
				return err
			}
			if host.Held, err = postgres.PlacesHeldAt(ctx, c, o.ID); err != nil {
				return err
			}
			if host.Since, err = postgres.OpportunitySince(ctx, c, o.ID); err != nil {
				return err
			}
			step, err = edit(o, host)
			return err
		},
		func(c change, before hub.Opportunity, o *hub.Opportunity) error {
			o.Version++
			if err := postgres.SetOpportunity(ctx, c, *o); err != nil {
				return err
			}
			if o.Places != before.Places {
				if err := postgres.InsertOpportunityPlaces(ctx, c, *o, c.now); err != nil {
					return err
				}
			}
			if o.State != before.State {
				if err := c.noteOpportunity(ctx, step); err != nil {
					return err
				}
			}
			return c.audit(ctx, action, ofOpportunity(*o), before, *o)
		})
}

// noteOpportunity writes a step of an opportunity as that of whoever makes the change.
func (c change) noteOpportunity(ctx context.Context, step hub.OpportunityMove) error {
	step.RecordedAt, step.By = c.now, c.asUser()
	return postgres.InsertOpportunityMove(ctx, c, step)
}

func ofOpportunity(o hub.Opportunity) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "opportunity", ID: o.ID.UUID, Employer: o.EmployerID}
}

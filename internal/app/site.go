package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// SitesOf finds the sites of these employers. Permission: READ_EMPLOYERS.
func (a *App) SitesOf(ctx context.Context, ids []hub.EmployerID) ([]hub.Site, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.SitesOf(ctx, a.pool, ids)
}

// SitesByID finds those of ids that the caller sees. Permission: READ_EMPLOYERS.
func (a *App) SitesByID(ctx context.Context, ids []hub.SiteID) ([]hub.Site, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.SitesByID(ctx, a.pool, v, ids)
}

// AddSite adds a site to an employer. Where nobody says in which investment area it lies, the postcode directory may.
// Permission: WRITE_ENGAGEMENT. Errors: NOT_FOUND, BAD_INPUT.
func (a *App) AddSite(ctx context.Context, in hub.AddSiteInput) (added hub.Site, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWriteEngagement); err != nil {
		return hub.Site{}, err
	}
	err = a.change(ctx, func(c change) error {
		s, err := hub.NewSite(in)
		if err != nil {
			return err
		}
		if s.EmployerID, err = c.livingEmployer(ctx, in.EmployerID); err != nil {
			return err
		}
		if err := c.insertSite(ctx, s, in.InvestmentArea); err != nil {
			return err
		}
		if added, err = postgres.SiteForUpdate(ctx, c, c.viewer(), s.ID); err != nil { // with its ward
			return err
		}
		return c.audit(ctx, "site.add", ofSite(added), nil, added)
	})
	return added, err
}

// insertSite writes a new site. Where nobody says in which investment area it lies, the directory may. Errors: BAD_INPUT.
func (c change) insertSite(ctx context.Context, s hub.Site, area *string) (err error) {
	if area == nil && s.Postcode != nil {
		if area, err = postgres.AreaOfPostcode(ctx, c, *s.Postcode); err != nil {
			return err
		}
	}
	if s.InvestmentArea, err = c.investmentArea(ctx, area); err != nil {
		return err
	}
	return postgres.InsertSite(ctx, c, s)
}

// UpdateSite changes a site or closes it. On an error it returns the site as it stands. Permission: WRITE_ENGAGEMENT. Errors:
// NOT_FOUND, BAD_INPUT, CONFLICT for a stale version.
func (a *App) UpdateSite(ctx context.Context, in hub.UpdateSiteInput) (hub.Site, error) {
	return update(ctx, a,
		func(c change) (hub.Site, error) { return postgres.SiteForUpdate(ctx, c, c.viewer(), in.ID) },
		func(c change, s *hub.Site) (err error) {
			if err := s.Update(in); err != nil {
				return err
			}
			if in.InvestmentArea.IsSet() {
				s.InvestmentArea, err = c.investmentArea(ctx, in.InvestmentArea.Value())
			}
			return err
		},
		func(c change, before hub.Site, s *hub.Site) (err error) {
			s.Version++
			if err := postgres.SetSite(ctx, c, *s); err != nil {
				return err
			}
			if *s, err = postgres.SiteForUpdate(ctx, c, c.viewer(), in.ID); err != nil { // with the ward of a new postcode
				return err
			}
			return c.audit(ctx, "site.update", ofSite(*s), before, *s)
		})
}

// investmentArea finds the one that an input names. Errors: BAD_INPUT.
func (c change) investmentArea(ctx context.Context, code *string) (*hub.InvestmentArea, error) {
	if code == nil {
		return nil, nil
	}
	area, err := postgres.InvestmentArea(ctx, c, *code)
	if hub.CodeOf(err) == hub.ErrNotFound {
		return nil, hub.BadInput("there is no such investment area; choose one from the list", "investmentArea")
	}
	return &area, err
}

// livingEmployer is the employer of that ID, or the one that it was merged into: what is added goes there. Errors: NOT_FOUND.
func (c change) livingEmployer(ctx context.Context, id hub.EmployerID) (hub.EmployerID, error) {
	found, err := postgres.EmployersByID(ctx, c, c.viewer(), []hub.EmployerID{id})
	if err == nil && len(found) == 0 {
		err = hub.NotFound("employer")
	}
	if err != nil {
		return id, err
	}
	return found[0].ID, nil
}

func ofSite(s hub.Site) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "site", ID: s.ID.UUID, Employer: s.EmployerID}
}

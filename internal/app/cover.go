package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// CoverSite decides that what a head office holds of a scheme covers a site of another employer of its group. Permission:
// WRITE_ENGAGEMENT. Errors: NOT_FOUND for the head office and the site, those of hub.NewCover, CONFLICT where the site is covered already.
func (a *App) CoverSite(ctx context.Context, in hub.CoverSiteInput) (decided hub.AccreditationCover, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWriteEngagement); err != nil {
		return hub.AccreditationCover{}, err
	}
	err = a.change(ctx, func(c change) error {
		if err := postgres.LockGroups(ctx, c); err != nil { // so that nobody takes the site's employer out of the group beside
			return err
		}
		_, held, err := c.toAccredit(ctx, &in.HolderID, in.Scheme)
		if err != nil {
			return err
		}
		site, err := postgres.SiteForUpdate(ctx, c, c.viewer(), in.SiteID)
		if err != nil {
			return err
		}
		partOf, err := postgres.IsPartOf(ctx, c, site.EmployerID, in.HolderID)
		if err != nil {
			return err
		}
		cover, err := hub.NewCover(in, site, held, partOf, c.by, c.now)
		if err != nil {
			return err
		}
		if err := postgres.InsertCover(ctx, c, cover); err != nil {
			return err
		}
		decided = cover
		return c.audit(ctx, "cover.decide", ofCover(cover), nil, cover)
	})
	if err != nil {
		return hub.AccreditationCover{}, err
	}
	return decided, nil
}

// EndCover notes that an award covers a site no longer. On an error it returns the decision as it stands. Permission:
// WRITE_ENGAGEMENT. Errors: NOT_FOUND, BAD_INPUT, CONFLICT for a stale version.
func (a *App) EndCover(ctx context.Context, in hub.EndCoverInput) (hub.AccreditationCover, error) {
	return update(ctx, a,
		func(c change) (hub.AccreditationCover, error) {
			return postgres.CoverForUpdate(ctx, c, c.viewer(), in.ID)
		},
		func(c change, cover *hub.AccreditationCover) error { return cover.End(in, c.today()) },
		func(c change, before hub.AccreditationCover, cover *hub.AccreditationCover) error {
			cover.Version++
			if err := postgres.EndCover(ctx, c, *cover); err != nil {
				return err
			}
			return c.audit(ctx, "cover.end", ofCover(*cover), before, *cover)
		})
}

func ofCover(c hub.AccreditationCover) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "cover", ID: c.ID.UUID, Employer: c.EmployerID}
}

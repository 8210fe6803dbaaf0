package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

var areaPlans = kept[hub.AreaPlan, hub.AreaPlanID, hub.AreaPlanFilter]{
	Book: postgres.AreaPlanBook, kind: "areaplan",
	head: func(p *hub.AreaPlan) head { return head{id: p.ID.UUID, version: &p.Version} },
}

// AreaPlans lists the plans of areas and sectors, the latest first. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the filter or the cursor.
func (a *App) AreaPlans(ctx context.Context, f hub.AreaPlanFilter, page hub.Page) (hub.List[hub.AreaPlan], error) {
	v, err := areaPlans.viewer(ctx, a, f)
	if err != nil {
		return hub.List[hub.AreaPlan]{}, err
	}
	return postgres.AreaPlans(ctx, a.pool, v, f, page)
}

// CountAreaPlans counts what AreaPlans lists. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the filter.
func (a *App) CountAreaPlans(ctx context.Context, f hub.AreaPlanFilter) (int, error) {
	return areaPlans.count(ctx, a, f)
}

// AreaPlansByID finds those of ids that there are. Permission: READ_EMPLOYERS.
func (a *App) AreaPlansByID(ctx context.Context, ids []hub.AreaPlanID) ([]hub.AreaPlan, error) {
	return areaPlans.byID(ctx, a, ids)
}

// RecordAreaPlan keeps a plan. Permission: WRITE_PLACEMENTS. Errors: BAD_INPUT, also for an area or a partner that is not there.
func (a *App) RecordAreaPlan(ctx context.Context, in hub.AreaPlanInput) (recorded hub.AreaPlan, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWritePlacements); err != nil {
		return recorded, err
	}
	err = a.change(ctx, func(c change) error {
		plan, err := hub.NewAreaPlan(in, c.now)
		if err != nil {
			return err
		}
		if err := areaPlans.put(ctx, c, plan); err != nil {
			return err
		}
		recorded = plan
		return nil
	})
	return recorded, err
}

// UpdateAreaPlan makes a plan what in says. On an error it returns the plan as it stands. Permission: WRITE_PLACEMENTS. Errors: NOT_FOUND, CONFLICT for
// a stale version, as RecordAreaPlan.
func (a *App) UpdateAreaPlan(ctx context.Context, id hub.AreaPlanID, version int, in hub.AreaPlanInput) (hub.AreaPlan, error) {
	return areaPlans.update(ctx, a, id, version, func(c change, p *hub.AreaPlan) error { return p.Describe(in, c.today()) })
}

// RemoveAreaPlan takes away a plan that was entered by mistake; the log keeps it. Permission: WRITE_PLACEMENTS. Errors: NOT_FOUND, CONFLICT for a stale
// version.
func (a *App) RemoveAreaPlan(ctx context.Context, id hub.AreaPlanID, version int) error {
	return areaPlans.remove(ctx, a, id, version)
}

package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// AreaPlanBook is where plans of areas and sectors are stored.
var AreaPlanBook = Book[hub.AreaPlan, hub.AreaPlanID, hub.AreaPlanFilter]{
	table: "area_plan", one: "plan", many: "plans of areas", day: "starts_on", nobodys: true,
	columns: `x.id, x.title, x.area, x.growth_sector, x.status, x.owner_id, x.starts_on, x.review_on, x.needs, x.recommendations, x.contributors, x.transport, x.childcare,
		x.recorded_at, x.version`,
	place: func(p hub.AreaPlan) (hub.Date, uuid.UUID) { return p.StartsOn, p.ID.UUID },
	row: func(p hub.AreaPlan) pgx.StrictNamedArgs {
		return pgx.StrictNamedArgs{
			"id": p.ID, "title": p.Title, "area": p.Area, "growth_sector": p.GrowthSector, "status": p.Status, "owner_id": p.OwnerID, "starts_on": p.StartsOn,
			"review_on": p.ReviewOn, "needs": p.Needs, "recommendations": p.Recommendations, "contributors": p.Contributors, "transport": p.Transport,
			"childcare": p.Childcare, "recorded_at": p.RecordedAt, "version": p.Version,
		}
	},
	narrow: func(_ sight, f hub.AreaPlanFilter, where func(condition, name string, value any)) {
		if len(f.AreaIn) > 0 {
			where(`x.area = ANY (@areas)`, "areas", f.AreaIn)
		}
		if len(f.GrowthSectorIn) > 0 {
			where(`x.growth_sector = ANY (@sectors)`, "sectors", f.GrowthSectorIn)
		}
		if len(f.StatusIn) > 0 {
			where(`x.status = ANY (@statuses)`, "statuses", f.StatusIn)
		}
	},
}

// AreaPlans reads a page of the plans of areas and sectors, the latest first. Errors: BAD_INPUT for a cursor of another list.
func AreaPlans(ctx context.Context, q Querier, viewer Viewer, f hub.AreaPlanFilter, page hub.Page) (hub.List[hub.AreaPlan], error) {
	return AreaPlanBook.list(ctx, q, viewer, f, page)
}

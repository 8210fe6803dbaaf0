package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// CollaborationBook is where collaborations are stored.
var CollaborationBook = Book[hub.Collaboration, hub.CollaborationID, hub.CollaborationFilter]{
	table: "collaboration", one: "collaboration", many: "collaborations", day: "starts_on",
	columns: `x.id, x.employer_id, x.provider_id, x.course, x.kind, x.starts_on, x.ends_on, x.evidence, x.confirmed_on, x.confirmed_by, x.recorded_at, x.version`,
	place:   func(c hub.Collaboration) (hub.Date, uuid.UUID) { return c.StartsOn, c.ID.UUID },
	row: func(c hub.Collaboration) pgx.StrictNamedArgs {
		return pgx.StrictNamedArgs{
			"id": c.ID, "employer_id": c.EmployerID, "provider_id": c.ProviderID, "course": c.Course, "kind": c.Kind, "starts_on": c.StartsOn, "ends_on": c.EndsOn,
			"evidence": c.Evidence, "confirmed_on": c.ConfirmedOn, "confirmed_by": c.ConfirmedBy, "recorded_at": c.RecordedAt, "version": c.Version,
		}
	},
	narrow: func(_ sight, f hub.CollaborationFilter, where func(condition, name string, value any)) {
		if f.EmployerID != nil {
			where(`x.employer_id = @of_employer`, "of_employer", *f.EmployerID)
		}
		if len(f.ProviderIn) > 0 {
			where(`x.provider_id = ANY (@providers)`, "providers", f.ProviderIn)
		}
		if len(f.KindIn) > 0 {
			where(`x.kind = ANY (@kinds)`, "kinds", f.KindIn)
		}
		if f.From != nil {
			where(`(x.ends_on IS NULL OR x.ends_on >= @from)`, "from", *f.From)
		}
		if f.Until != nil {
			where(`x.starts_on <= @until`, "until", *f.Until)
		}
		if f.Confirmed != nil {
			where(`(x.confirmed_on IS NOT NULL) = @confirmed`, "confirmed", *f.Confirmed)
		}
	},
}

// Collaborations reads a page of those whose employers viewer sees, what began last first. Errors: BAD_INPUT for a cursor of another list.
func Collaborations(ctx context.Context, q Querier, viewer Viewer, f hub.CollaborationFilter, page hub.Page) (hub.List[hub.Collaboration], error) {
	return CollaborationBook.list(ctx, q, viewer, f, page)
}

package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// SchoolEncounterBook is where school encounters are stored.
var SchoolEncounterBook = Book[hub.SchoolEncounter, hub.SchoolEncounterID, hub.SchoolEncounterFilter]{
	table: "school_encounter", one: "school encounter", many: "school encounters", day: "happens_on",
	columns: `x.id, x.employer_id, x.school, x.kind, x.happens_on, x.days, x.year_groups, x.pupil_places, x.confirmed_on, x.confirmation, x.feedback, x.cancelled_on, x.cancel_reason,
		x.recorded_at, x.version`,
	place: func(e hub.SchoolEncounter) (hub.Date, uuid.UUID) { return e.HappensOn, e.ID.UUID },
	row: func(e hub.SchoolEncounter) pgx.StrictNamedArgs {
		years := e.YearGroups
		if years == nil {
			years = []int{}
		}
		return pgx.StrictNamedArgs{
			"id": e.ID, "employer_id": e.EmployerID, "school": e.School, "school_key": hub.NameKey(e.School), "kind": e.Kind, "happens_on": e.HappensOn, "days": e.Days,
			"year_groups": years, "pupil_places": e.PupilPlaces, "confirmed_on": e.ConfirmedOn, "confirmation": e.Confirmation, "feedback": e.Feedback,
			"cancelled_on": e.CancelledOn, "cancel_reason": e.CancelReason, "recorded_at": e.RecordedAt, "version": e.Version,
		}
	},
	narrow: func(_ sight, f hub.SchoolEncounterFilter, where func(condition, name string, value any)) {
		if f.EmployerID != nil {
			where(`x.employer_id = @of_employer`, "of_employer", *f.EmployerID)
		}
		if len(f.KindIn) > 0 {
			where(`x.kind = ANY (@kinds)`, "kinds", f.KindIn)
		}
		if f.From != nil {
			where(`x.happens_on >= @from`, "from", *f.From)
		}
		if f.Until != nil {
			where(`x.happens_on <= @until`, "until", *f.Until)
		}
		if f.Confirmed != nil {
			where(`(x.confirmed_on IS NOT NULL) = @confirmed`, "confirmed", *f.Confirmed)
		}
		if f.Cancelled != nil {
			where(`(x.cancelled_on IS NOT NULL) = @cancelled`, "cancelled", *f.Cancelled)
		}
	},
}

// SchoolEncounters reads a page of those whose employers viewer sees, the latest first. Errors: BAD_INPUT for a cursor of another list.
func SchoolEncounters(ctx context.Context, q Querier, viewer Viewer, f hub.SchoolEncounterFilter, page hub.Page) (hub.List[hub.SchoolEncounter], error) {
	return SchoolEncounterBook.list(ctx, q, viewer, f, page)
}

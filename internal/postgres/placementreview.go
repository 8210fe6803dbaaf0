package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// PlacementReviews reads those of these placements that viewer sees, the latest first.
func PlacementReviews(ctx context.Context, q Querier, viewer Viewer, of []hub.PlacementID) ([]hub.PlacementReview, error) {
	args := pgx.StrictNamedArgs{"of": of}
	rows, err := q.Query(ctx, `
		SELECT x.id, x.placement_id, x.stage, x.by_host, x.going, x.again, x.attendance, x.help, x.note, x.said_on, x.recorded_at, `+userRecord("u", "uo")+` AS by
		FROM placement_review x JOIN placement l ON l.id = x.placement_id
		LEFT JOIN hub_user u ON u.id = x.user_id LEFT JOIN organisation uo ON uo.id = u.organisation_id
		WHERE x.placement_id = ANY (@of) AND `+viewer.sight(args).placement("l")+` ORDER BY x.id DESC`, args)
	return all[hub.PlacementReview](rows, err, "cannot read reviews of placements")
}

// InsertPlacementReview adds one; person is who said it at the host, by a link.
func InsertPlacementReview(ctx context.Context, tx pgx.Tx, r hub.PlacementReview, person *hub.PersonID) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO placement_review (id, placement_id, stage, by_host, going, again, attendance, help, note, said_on, recorded_at, user_id, person_id)
		VALUES (@id, @placement, @stage, @by_host, @going, @again, @attendance, coalesce(@help, '{}'::text[]), @note, @said, @at, @by, @person)`,
		pgx.StrictNamedArgs{
			"id": r.ID, "placement": r.PlacementID, "stage": r.Stage, "by_host": r.ByHost, "going": r.Going, "again": r.Again, "attendance": r.Attendance, "help": r.Help, "note": r.Note,
			"said": r.SaidOn, "at": r.RecordedAt, "by": userIDOf(r.By), "person": person,
		})
	if err != nil {
		return explain(err, "cannot record a review")
	}
	return nil
}

// PlacementEndings reads what the hosts of these placements that viewer sees said last of their ends, of each one.
func PlacementEndings(ctx context.Context, q Querier, viewer Viewer, of []hub.PlacementID) ([]hub.PlacementEnding, error) {
	args := pgx.StrictNamedArgs{"of": of}
	rows, err := q.Query(ctx, `
		SELECT DISTINCT ON (x.placement_id) x.placement_id, x.ending, x.last_day, x.reason, x.said_on, x.recorded_at, `+userRecord("u", "uo")+` AS by
		FROM placement_ending x JOIN placement l ON l.id = x.placement_id
		LEFT JOIN hub_user u ON u.id = x.user_id LEFT JOIN organisation uo ON uo.id = u.organisation_id
		WHERE x.placement_id = ANY (@of) AND `+viewer.sight(args).placement("l")+` ORDER BY x.placement_id, x.id DESC`, args)
	return all[hub.PlacementEnding](rows, err, "cannot read what hosts said of ends")
}

// InsertPlacementEnding adds one; person is who said it at the host, by a link.
func InsertPlacementEnding(ctx context.Context, tx pgx.Tx, e hub.PlacementEnding, person *hub.PersonID) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO placement_ending (id, placement_id, ending, last_day, reason, said_on, recorded_at, user_id, person_id)
		VALUES (@id, @placement, @ending, @last, @reason, @said, @at, @by, @person)`,
		pgx.StrictNamedArgs{
			"id": id, "placement": e.PlacementID, "ending": e.Ending, "last": e.LastDay, "reason": e.Reason, "said": e.SaidOn, "at": e.RecordedAt, "by": userIDOf(e.By), "person": person,
		})
	if err != nil {
		return explain(err, "cannot record what a host said of the end")
	}
	return nil
}

package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

const placementColumns = `
	SELECT l.id, l.participant_id, l.opportunity_id, l.employer_id, l.state, l.since, l.starts_on, l.ends_on, l.days, l.from_time, l.until_time, l.place, l.overlap,
		l.proposed_at, l.version
	FROM placement l `

const placementKey = `coalesce(l.starts_on, 'infinity')`

// placementWhere are the conditions of a filter on placement l.
func (s sight) placementWhere(f hub.PlacementFilter) string {
	where := s.placement("l")
	add := func(condition, name string, value any) {
		where += ` AND ` + condition
		s.args[name] = value
	}
	if f.EmployerID != nil {
		add(`l.employer_id = @of_employer`, "of_employer", *f.EmployerID)
	}
	if f.OpportunityID != nil {
		add(`l.opportunity_id = @of_opportunity`, "of_opportunity", *f.OpportunityID)
	}
	if f.ParticipantID != nil {
		add(`l.participant_id = @of_participant`, "of_participant", *f.ParticipantID)
	}
	switch len(f.StateIn) {
	case 0:
	case 1: // a column of the board, which its index has in order
		add(`l.state = @state`, "state", f.StateIn[0])
	default:
		add(`l.state = ANY (@states)`, "states", f.StateIn)
	}
	if len(f.ProgrammeIn) > 0 {
		add(`EXISTS (SELECT FROM opportunity fo WHERE fo.id = l.opportunity_id AND fo.programme = ANY (@programmes) OFFSET 0)`, "programmes", f.ProgrammeIn)
	}
	if len(f.SicSectionIn) > 0 {
		add(`EXISTS (SELECT FROM employer fe WHERE fe.id = l.employer_id AND fe.sic_section = ANY (@sections) OFFSET 0)`, "sections", f.SicSectionIn)
	}
	if len(f.WardIn) > 0 {
		add(`l.opportunity_id = ANY (ARRAY (
			SELECT fo.id FROM (`+sitesInWards+`) fw CROSS JOIN LATERAL (SELECT o.id FROM opportunity o WHERE o.site_id = fw.id OFFSET 0) fo))`, "wards", f.WardIn)
	}
	if f.StartsFrom != nil {
		add(placementKey+` >= @starts_from::date`, "starts_from", *f.StartsFrom)
	}
	if f.StartsBy != nil {
		add(placementKey+` <= @starts_by::date`, "starts_by", *f.StartsBy)
	}
	return where
}

// Placements reads a page of those that viewer sees, by their first day, and what has none last. Errors: BAD_INPUT for a cursor of another list.
func Placements(ctx context.Context, q Querier, viewer Viewer, f hub.PlacementFilter, page hub.Page) (hub.List[hub.Placement], error) {
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	after, err := afterCursor("placements", page, `(`+placementKey+`, l.id) > (@key::date, @id)`, args)
	if err != nil {
		return hub.List[hub.Placement]{}, err
	}
	rows, err := q.Query(ctx, placementColumns+`WHERE `+viewer.sight(args).placementWhere(f)+` AND `+after+` ORDER BY `+placementKey+`, l.id LIMIT @limit`, args)
	return listOf(rows, err, page, "placements", func(p hub.Placement) (hub.Placement, hub.Cursor) {
		key := "infinity"
		if p.StartsOn != nil {
			key = p.StartsOn.String()
		}
		return p, hub.Cursor{List: "placements", Key: key, ID: p.ID.UUID}
	})
}

// CountPlacements counts what Placements lists.
func CountPlacements(ctx context.Context, q Querier, viewer Viewer, f hub.PlacementFilter) (int, error) {
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, `SELECT count(*) FROM placement l WHERE `+viewer.sight(args).placementWhere(f), args)
	return one[int](rows, err, "cannot count placements")
}

// CountPlacementsByState counts the placements that viewer sees and that are not over, by their states; a state without any is left out.
func CountPlacementsByState(ctx context.Context, q Querier, viewer Viewer) ([]hub.PlacementCount, error) {
	args := pgx.StrictNamedArgs{}
	where := viewer.sight(args).placementWhere(hub.PlacementFilter{StateIn: hub.ActivePlacements})
	rows, err := q.Query(ctx, `SELECT l.state, count(*) AS placements FROM placement l WHERE `+where+` GROUP BY l.state`, args)
	return all[hub.PlacementCount](rows, err, "cannot count placements")
}

// PlacementsByID reads those of ids that viewer sees, in no order.
func PlacementsByID(ctx context.Context, q Querier, viewer Viewer, ids []hub.PlacementID) ([]hub.Placement, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	rows, err := q.Query(ctx, placementColumns+`WHERE l.id = ANY (@ids) AND `+viewer.sight(args).placement("l")+` ORDER BY l.id`, args)
	return all[hub.Placement](rows, err, "cannot read placements")
}

// LockForPlacements keeps others from changing what these placements are measured by, and what new ones of these participants at these opportunities
// would be, in an order in which nobody waits for each other. What does not exist is left out.
func LockForPlacements(ctx context.Context, tx pgx.Tx, ids []hub.PlacementID, at []hub.OpportunityID, of []hub.ParticipantID) error {
	const opportunities = `SELECT unnest(@at::uuid[]) UNION SELECT opportunity_id FROM placement WHERE id = ANY (@ids)`
	for _, sql := range []string{
		`SELECT FROM opportunity WHERE id IN (` + opportunities + `) ORDER BY id FOR UPDATE`,
		`SELECT FROM site WHERE id IN (SELECT site_id FROM opportunity WHERE id IN (` + opportunities + `)) ORDER BY id FOR UPDATE`,
		`SELECT FROM participant WHERE id IN (SELECT unnest(@of::uuid[]) UNION SELECT participant_id FROM placement WHERE id = ANY (@ids)) ORDER BY id FOR UPDATE`,
		`SELECT FROM placement WHERE id = ANY (@ids) ORDER BY id FOR UPDATE`,
	} {
		if _, err := tx.Exec(ctx, sql, pgx.NamedArgs{"ids": ids, "at": at, "of": of}); err != nil {
			return explain(err, "cannot hold placements")
		}
	}
	return nil
}

// PlacesHeldBy reads the placements of a participant that hold a place, whoever sees them: nobody is in two places at a time.
func PlacesHeldBy(ctx context.Context, q Querier, of hub.ParticipantID) ([]hub.Placement, error) {
	rows, err := q.Query(ctx, placementColumns+`WHERE l.participant_id = @of AND l.state IN ('CONFIRMED', 'STARTED') ORDER BY l.starts_on, l.id`, pgx.StrictNamedArgs{"of": of})
	return all[hub.Placement](rows, err, "cannot read placements of a participant")
}

// PlacementsOnProgramme reads the placements of a participant on a programme of which the host has accepted them, or which are over, whoever sees them; but for
// what was recorded by mistake.
func PlacementsOnProgramme(ctx context.Context, q Querier, of hub.ParticipantID, programme string) ([]hub.Placement, error) {
	rows, err := q.Query(ctx, placementColumns+`
		JOIN opportunity o ON o.id = l.opportunity_id
		WHERE l.participant_id = @of AND o.programme = @programme AND l.state IN ('ACCEPTED', 'CONFIRMED', 'STARTED', 'COMPLETED', 'ENDED_EARLY')
			AND NOT EXISTS (SELECT FROM placement_move v WHERE v.placement_id = l.id AND v.reason = 'RECORDED_BY_MISTAKE')
		ORDER BY l.starts_on, l.id`, pgx.StrictNamedArgs{"of": of, "programme": programme})
	return all[hub.Placement](rows, err, "cannot read placements of a participant")
}

// PlacesHeldAt reads the first and the last day on which somebody holds a place of an opportunity, whoever sees them; nil for neither where nobody
// does, and for the last where it is not known.
func PlacesHeldAt(ctx context.Context, q Querier, at hub.OpportunityID) (hub.HeldDays, error) {
	rows, err := q.Query(ctx, `
		SELECT min(starts_on) AS "from", CASE WHEN bool_and(ends_on IS NOT NULL) THEN max(ends_on) ELSE max(starts_on) END AS until
		FROM placement WHERE opportunity_id = @at AND state IN ('CONFIRMED', 'STARTED')`, pgx.StrictNamedArgs{"at": at})
	return exactlyOne[hub.HeldDays](rows, err, "places")
}

// HasActivePlacement says that a participant has a placement that is not over.
func HasActivePlacement(ctx context.Context, q Querier, of hub.ParticipantID) (bool, error) {
	rows, err := q.Query(ctx, `SELECT EXISTS (SELECT FROM placement WHERE participant_id = @of AND state = ANY (@active))`, pgx.StrictNamedArgs{"of": of, "active": hub.ActivePlacements})
	return one[bool](rows, err, "cannot read placements of a participant")
}

// FreePlace is a place of p's opportunity that nobody else holds on any of p's days: its own where it has one, else the lowest; nil where all are
// taken.
func FreePlace(ctx context.Context, tx pgx.Tx, p hub.Placement) (*int, error) {
	rows, err := tx.Query(ctx, `
		SELECT (
			SELECT n FROM opportunity o, generate_series(1, o.places) n
			WHERE o.id = @opportunity AND NOT EXISTS (
				SELECT FROM placement l WHERE l.opportunity_id = o.id AND l.place = n AND l.state IN ('CONFIRMED', 'STARTED') AND l.id <> @id
					AND l.period && daterange(@starts::date, @ends::date, '[]'))
			ORDER BY n IS DISTINCT FROM @own::int, n LIMIT 1)`,
		pgx.StrictNamedArgs{"opportunity": p.OpportunityID, "id": p.ID, "starts": p.StartsOn, "ends": p.EndsOn, "own": p.Place})
	return one[*int](rows, err, "cannot find a place")
}

// PlacesLeft counts the places of these opportunities that nobody holds today or later, as far as viewer is told.
func PlacesLeft(ctx context.Context, q Querier, viewer Viewer, of []hub.OpportunityID) ([]hub.PlacesLeft, error) {
	args := pgx.StrictNamedArgs{"of": of, "today": viewer.Today}
	s := viewer.sight(args)
	rows, err := q.Query(ctx, `
		SELECT o.id AS opportunity_id, o.places - (
			SELECT count(DISTINCT l.place) FROM placement l
			WHERE l.opportunity_id = o.id AND l.state IN ('CONFIRMED', 'STARTED') AND coalesce(l.ends_on, 'infinity') >= @today::date)::int AS left
		FROM opportunity o WHERE o.id = ANY (@of) AND `+s.placesLeft()+` AND `+s.employerOf(`o.employer_id`), args)
	return all[hub.PlacesLeft](rows, err, "cannot count places")
}

// PlacementMoves reads the steps of these placements that viewer sees, the latest first.
func PlacementMoves(ctx context.Context, q Querier, viewer Viewer, of []hub.PlacementID) ([]hub.PlacementMove, error) {
	args := pgx.StrictNamedArgs{"of": of}
	rows, err := q.Query(ctx, `
		SELECT v.placement_id, v.state, v.on_day, v.reason, v.withdrawn_by, v.recorded_at, `+userRecord("u", "uo")+` AS by, v.return_id, vr.file_name
		FROM placement_move v
		LEFT JOIN placement_return vr ON vr.id = v.return_id
		JOIN placement l ON l.id = v.placement_id
		LEFT JOIN hub_user u ON u.id = v.user_id
		LEFT JOIN organisation uo ON uo.id = u.organisation_id
		WHERE v.placement_id = ANY (@of) AND `+viewer.sight(args).placement("l")+`
		ORDER BY v.id DESC`, args)
	return all[hub.PlacementMove](rows, err, "cannot read the steps of placements")
}

// InsertPlacement adds one.
func InsertPlacement(ctx context.Context, tx pgx.Tx, p hub.Placement) error {
	args := placementArgs(p)
	args["participant"], args["opportunity"], args["employer"], args["proposed"] = p.ParticipantID, p.OpportunityID, p.EmployerID, p.ProposedAt
	_, err := tx.Exec(ctx, `
		INSERT INTO placement (id, participant_id, opportunity_id, employer_id, state, since, starts_on, ends_on, days, from_time, until_time, place, overlap, proposed_at, version)
		VALUES (@id, @participant, @opportunity, @employer, @state, @since, @starts, @ends, @days, @from, @until, @place, @overlap, @proposed, @version)`, args)
	if err != nil {
		return explain(err, "cannot propose a placement")
	}
	return nil
}

// SetPlacement writes what may change about one. Errors: CONFLICT where somebody else holds its place, or its participant is elsewhere at its hours.
func SetPlacement(ctx context.Context, tx pgx.Tx, p hub.Placement) error {
	_, err := tx.Exec(ctx, `
		UPDATE placement SET state = @state, since = @since, starts_on = @starts, ends_on = @ends, days = @days, from_time = @from, until_time = @until, place = @place,
			overlap = @overlap, version = @version
		WHERE id = @id`, placementArgs(p))
	if err != nil {
		return explain(err, "cannot change a placement")
	}
	return nil
}

func placementArgs(p hub.Placement) pgx.StrictNamedArgs {
	return pgx.StrictNamedArgs{
		"id": p.ID, "state": p.State, "since": p.Since, "starts": p.StartsOn, "ends": p.EndsOn, "days": p.Days, "from": p.FromTime, "until": p.UntilTime, "place": p.Place,
		"overlap": p.Overlap, "version": p.Version,
	}
}

// InsertPlacementMove writes a step.
func InsertPlacementMove(ctx context.Context, tx pgx.Tx, v hub.PlacementMove) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO placement_move (id, placement_id, state, on_day, reason, withdrawn_by, recorded_at, user_id, return_id)
		VALUES (@id, @placement, @state, @on, @reason, @withdrawn, @at, @by, @return)`,
		pgx.StrictNamedArgs{
			"id": id, "placement": v.PlacementID, "state": v.State, "on": v.OnDay, "reason": v.Reason, "withdrawn": v.WithdrawnBy, "at": v.RecordedAt, "by": userIDOf(v.By),
			"return": v.ReturnID,
		})
	if err != nil {
		return explain(err, "cannot note a step of a placement")
	}
	return nil
}

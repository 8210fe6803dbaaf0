package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

func outcomeSelect() string {
	return `
	SELECT x.id, x.placement_id, l.participant_id, x.kind, x.weeks, x.on_day, x.employer_id, x.hours_a_week, x.evidence, x.reference, x.state, x.claimed_at,
		` + userRecord("u", "uo") + ` AS claimed_by, x.confirmed_at, ` + userRecord("w", "wo") + ` AS confirmed_by
	FROM placement_outcome x JOIN placement l ON l.id = x.placement_id
	LEFT JOIN hub_user u ON u.id = x.claimed_by LEFT JOIN organisation uo ON uo.id = u.organisation_id
	LEFT JOIN hub_user w ON w.id = x.confirmed_by LEFT JOIN organisation wo ON wo.id = w.organisation_id
	WHERE `
}

// outcomeWhere are the conditions of a filter on outcome x of placement l.
func (s sight) outcomeWhere(f hub.OutcomeFilter) string {
	where := s.outcome("x")
	add := func(condition, name string, value any) {
		where += ` AND ` + condition
		s.args[name] = value
	}
	if f.EmployerID != nil {
		add(`x.employer_id = @of_employer`, "of_employer", *f.EmployerID)
	}
	if len(f.ProgrammeIn) > 0 {
		add(`EXISTS (SELECT FROM opportunity fo WHERE fo.id = l.opportunity_id AND fo.programme = ANY (@programmes) OFFSET 0)`, "programmes", f.ProgrammeIn)
	}
	if len(f.KindIn) > 0 {
		add(`x.kind = ANY (@kinds)`, "kinds", f.KindIn)
	}
	switch len(f.StateIn) {
	case 0:
	case 1: // which its index has in order
		add(`x.state = @state`, "state", f.StateIn[0])
	default:
		add(`x.state = ANY (@states)`, "states", f.StateIn)
	}
	if f.From != nil {
		add(`x.on_day >= @from::date`, "from", *f.From)
	}
	if f.Until != nil {
		add(`x.on_day <= @until::date`, "until", *f.Until)
	}
	return where
}

// PlacementOutcomes reads a page of those that viewer sees, the latest day first. Errors: BAD_INPUT for a cursor of another list.
func PlacementOutcomes(ctx context.Context, q Querier, viewer Viewer, f hub.OutcomeFilter, page hub.Page) (hub.List[hub.PlacementOutcome], error) {
	const name = "placementoutcomes"
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	after, err := afterCursor(name, page, `(x.on_day, x.id) < (@key::date, @id)`, args)
	if err != nil {
		return hub.List[hub.PlacementOutcome]{}, err
	}
	rows, err := q.Query(ctx, outcomeSelect()+viewer.sight(args).outcomeWhere(f)+` AND `+after+` ORDER BY x.on_day DESC, x.id DESC LIMIT @limit`, args)
	return listOf(rows, err, page, "outcomes", func(o hub.PlacementOutcome) (hub.PlacementOutcome, hub.Cursor) {
		return o, hub.Cursor{List: name, Key: o.OnDay.String(), ID: o.ID.UUID}
	})
}

// CountPlacementOutcomes counts what PlacementOutcomes lists.
func CountPlacementOutcomes(ctx context.Context, q Querier, viewer Viewer, f hub.OutcomeFilter) (int, error) {
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, `SELECT count(*) FROM placement_outcome x JOIN placement l ON l.id = x.placement_id WHERE `+viewer.sight(args).outcomeWhere(f), args)
	return one[int](rows, err, "cannot count outcomes")
}

// OutcomesOf reads those of these placements that viewer sees, in order of their days.
func OutcomesOf(ctx context.Context, q Querier, viewer Viewer, of []hub.PlacementID) ([]hub.PlacementOutcome, error) {
	args := pgx.StrictNamedArgs{"of": of}
	rows, err := q.Query(ctx, outcomeSelect()+`x.placement_id = ANY (@of) AND `+viewer.sight(args).outcome("x")+` ORDER BY x.on_day, x.id`, args)
	return all[hub.PlacementOutcome](rows, err, "cannot read outcomes")
}

// PlacementOfOutcome is the placement that led to an outcome. Errors: NOT_FOUND, also where viewer does not see the outcome.
func PlacementOfOutcome(ctx context.Context, q Querier, viewer Viewer, id hub.OutcomeID) (hub.PlacementID, error) {
	args := pgx.StrictNamedArgs{"id": id}
	rows, err := q.Query(ctx, `SELECT x.placement_id FROM placement_outcome x JOIN placement l ON l.id = x.placement_id WHERE x.id = @id AND `+viewer.sight(args).outcome("x"), args)
	found, err := exactlyOne[struct{ PlacementID hub.PlacementID }](rows, err, "outcome")
	return found.PlacementID, err
}

// OutcomeMoves reads the steps of these outcomes that viewer sees, the latest first.
func OutcomeMoves(ctx context.Context, q Querier, viewer Viewer, of []hub.OutcomeID) ([]hub.OutcomeMove, error) {
	args := pgx.StrictNamedArgs{"of": of}
	rows, err := q.Query(ctx, `
		SELECT v.outcome_id, v.state, v.why, v.recorded_at, `+userRecord("u", "uo")+` AS by
		FROM placement_outcome_move v JOIN placement_outcome x ON x.id = v.outcome_id JOIN placement l ON l.id = x.placement_id
		LEFT JOIN hub_user u ON u.id = v.user_id LEFT JOIN organisation uo ON uo.id = u.organisation_id
		WHERE v.outcome_id = ANY (@of) AND `+viewer.sight(args).outcome("x")+` ORDER BY v.id DESC`, args)
	return all[hub.OutcomeMove](rows, err, "cannot read the steps of outcomes")
}

// InsertOutcome adds one; person is who said it at the employer, by a link. Errors: CONFLICT where it is claimed already.
func InsertOutcome(ctx context.Context, tx pgx.Tx, o hub.PlacementOutcome, person *hub.PersonID) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO placement_outcome (id, placement_id, kind, weeks, on_day, employer_id, hours_a_week, evidence, reference, state, claimed_at, claimed_by, claimed_person)
		VALUES (@id, @placement, @kind, @weeks, @day, @employer, @hours, @evidence, @reference, @state, @at, @by, @person)`,
		pgx.StrictNamedArgs{
			"id": o.ID, "placement": o.PlacementID, "kind": o.Kind, "weeks": o.Weeks, "day": o.OnDay, "employer": o.EmployerID, "hours": o.HoursAWeek, "evidence": o.Evidence,
			"reference": o.Reference, "state": o.State, "at": o.ClaimedAt, "by": userIDOf(o.ClaimedBy), "person": person,
		})
	if err != nil {
		return explain(err, "cannot claim an outcome")
	}
	return nil
}

// MoveOutcome writes how far an outcome is, who confirmed it, and the step that led there; person is who took it at the employer, by a link.
func MoveOutcome(ctx context.Context, tx pgx.Tx, o hub.PlacementOutcome, m hub.OutcomeMove, person *hub.PersonID) error {
	var confirming *hub.PersonID
	if o.State == hub.OutcomeConfirmed {
		confirming = person
	}
	_, err := tx.Exec(ctx, `
		UPDATE placement_outcome SET state = @state, confirmed_at = @at, confirmed_by = @by, confirmed_person = coalesce(@person, confirmed_person) WHERE id = @id`,
		pgx.StrictNamedArgs{"id": o.ID, "state": o.State, "at": o.ConfirmedAt, "by": userIDOf(o.ConfirmedBy), "person": confirming})
	if err != nil {
		return explain(err, "cannot move an outcome")
	}
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO placement_outcome_move (id, outcome_id, state, why, recorded_at, user_id, person_id) VALUES (@id, @outcome, @state, @why, @at, @by, @person)`,
		pgx.StrictNamedArgs{"id": id, "outcome": m.OutcomeID, "state": m.State, "why": m.Why, "at": m.RecordedAt, "by": userIDOf(m.By), "person": person})
	if err != nil {
		return explain(err, "cannot note a step of an outcome")
	}
	return nil
}

// OutcomeWeeks reads after how many weeks the rules of these placements that viewer sees count a job as sustained, in order.
func OutcomeWeeks(ctx context.Context, q Querier, viewer Viewer, of []hub.PlacementID) ([]hub.OutcomeWeeks, error) {
	args := pgx.StrictNamedArgs{"of": of}
	rows, err := q.Query(ctx, `
		SELECT l.id AS placement_id, lasts_for AS weeks FROM placement l`+ruleOfOutcomes+`
		WHERE l.id = ANY (@of) AND `+viewer.sight(args).placement("l")+` ORDER BY l.id, lasts_for`, args)
	return all[hub.OutcomeWeeks](rows, err, "cannot read after how many weeks jobs count")
}

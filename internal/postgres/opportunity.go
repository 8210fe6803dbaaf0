package postgres

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

const opportunitySelect = `
	SELECT o.id, o.employer_id, o.site_id, o.programme AS programme_code, o.role, o.places, o.starts_on, o.ends_on, o.days, o.from_time, o.until_time, o.needs, o.adjustments,
		o.contact_id, o.state, o.version
	FROM opportunity o `

// sitesInWards are the sites fs in these wards, by their postcodes: found once, not looked for again for each row of a list. OFFSET 0 has each
// looked up by its index.
const sitesInWards = `
	SELECT fs.id FROM postcode_directory fd CROSS JOIN LATERAL (SELECT s.id FROM site s WHERE s.postcode = fd.postcode OFFSET 0) fs
	WHERE fd.ward_code = ANY (@wards)`

// opportunityWhere are the conditions of a filter on opportunity o of employer e.
func (s sight) opportunityWhere(f hub.OpportunityFilter) string {
	where := living + ` AND ` + s.employer("e")
	add := func(condition, name string, value any) {
		where += ` AND ` + condition
		s.args[name] = value
	}
	if f.EmployerID != nil {
		add(`o.employer_id = @of_employer`, "of_employer", *f.EmployerID)
	}
	if len(f.StateIn) > 0 {
		add(`o.state = ANY (@states)`, "states", f.StateIn)
	}
	if len(f.ProgrammeIn) > 0 {
		add(`o.programme = ANY (@programmes)`, "programmes", f.ProgrammeIn)
	}
	if len(f.SicSectionIn) > 0 {
		add(`e.sic_section = ANY (@sections)`, "sections", f.SicSectionIn)
	}
	if len(f.WardIn) > 0 {
		add(`o.site_id = ANY (ARRAY (`+sitesInWards+`))`, "wards", f.WardIn)
	}
	if f.StartsFrom != nil {
		add(`coalesce(o.starts_on, 'infinity') >= @starts_from::date`, "starts_from", *f.StartsFrom)
	}
	if f.StartsBy != nil {
		add(`(o.starts_on IS NULL OR o.starts_on <= @starts_by)`, "starts_by", *f.StartsBy)
	}
	return where
}

// Opportunities reads a page of those whose employers viewer sees, by their start, and what is flexible last. Errors: BAD_INPUT for a
// cursor of another list.
func Opportunities(ctx context.Context, q Querier, viewer Viewer, f hub.OpportunityFilter, page hub.Page) (hub.List[hub.Opportunity], error) {
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	after, err := afterCursor("opportunities", page, `(coalesce(o.starts_on, 'infinity'), o.id) > (@key::date, @id)`, args)
	if err != nil {
		return hub.List[hub.Opportunity]{}, err
	}
	rows, err := q.Query(ctx, opportunitySelect+`JOIN employer e ON e.id = o.employer_id
		WHERE `+viewer.sight(args).opportunityWhere(f)+` AND `+after+`
		ORDER BY coalesce(o.starts_on, 'infinity'), o.id LIMIT @limit`, args)
	return listOf(rows, err, page, "opportunities", func(o hub.Opportunity) (hub.Opportunity, hub.Cursor) {
		key := "infinity"
		if o.StartsOn != nil {
			key = o.StartsOn.String()
		}
		return o, hub.Cursor{List: "opportunities", Key: key, ID: o.ID.UUID}
	})
}

// CountOpportunities counts what Opportunities lists.
func CountOpportunities(ctx context.Context, q Querier, viewer Viewer, f hub.OpportunityFilter) (int, error) {
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, `SELECT count(*) FROM opportunity o JOIN employer e ON e.id = o.employer_id WHERE `+viewer.sight(args).opportunityWhere(f), args)
	return one[int](rows, err, "cannot count opportunities")
}

// OpportunitiesByID reads those of ids whose employer viewer sees, in no order.
func OpportunitiesByID(ctx context.Context, q Querier, viewer Viewer, ids []hub.OpportunityID) ([]hub.Opportunity, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	rows, err := q.Query(ctx, opportunitySelect+`WHERE o.id = ANY (@ids) AND `+viewer.sight(args).employerOf(`o.employer_id`)+` ORDER BY o.id`, args)
	return all[hub.Opportunity](rows, err, "cannot read opportunities")
}

// OpportunityForUpdate reads one and keeps others from changing it until tx ends. Errors: NOT_FOUND, also where viewer does not see the employer.
func OpportunityForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, id hub.OpportunityID) (hub.Opportunity, error) {
	args := pgx.StrictNamedArgs{"id": id}
	rows, err := tx.Query(ctx, opportunitySelect+`WHERE o.id = @id AND `+viewer.sight(args).employerOf(`o.employer_id`)+` FOR UPDATE OF o`, args)
	return exactlyOne[hub.Opportunity](rows, err, "opportunity")
}

// OpportunityMoves reads the steps of these opportunities whose employer viewer sees, the latest first.
func OpportunityMoves(ctx context.Context, q Querier, viewer Viewer, of []hub.OpportunityID) ([]hub.OpportunityMove, error) {
	args := pgx.StrictNamedArgs{"of": of}
	rows, err := q.Query(ctx, `
		SELECT v.opportunity_id, v.state, v.reason, v.on_day, v.recorded_at, v.by_itself, `+userRecord("u", "uo")+` AS by
		FROM opportunity_move v
		JOIN opportunity o ON o.id = v.opportunity_id
		LEFT JOIN hub_user u ON u.id = v.user_id
		LEFT JOIN organisation uo ON uo.id = u.organisation_id
		WHERE v.opportunity_id = ANY (@of) AND `+viewer.sight(args).employerOf(`o.employer_id`)+`
		ORDER BY v.id DESC`, args)
	return all[hub.OpportunityMove](rows, err, "cannot read the steps of opportunities")
}

// OpportunitySince reads the latest day from which a step of an opportunity holds, but for the one by which it was written down; nil where there is none.
func OpportunitySince(ctx context.Context, q Querier, id hub.OpportunityID) (*hub.Date, error) {
	rows, err := q.Query(ctx, `SELECT max(on_day) FROM (SELECT on_day FROM opportunity_move WHERE opportunity_id = @id ORDER BY id OFFSET 1) v`, pgx.StrictNamedArgs{"id": id})
	return one[*hub.Date](rows, err, "cannot read the steps of an opportunity")
}

// InsertOpportunity adds one.
func InsertOpportunity(ctx context.Context, tx pgx.Tx, o hub.Opportunity) error {
	args := opportunityArgs(o)
	args["employer"], args["site"], args["programme"] = o.EmployerID, o.SiteID, o.ProgrammeCode
	_, err := tx.Exec(ctx, `
		INSERT INTO opportunity (id, employer_id, site_id, programme, role, places, starts_on, ends_on, days, from_time, until_time, needs, adjustments, contact_id, state, version)
		VALUES (@id, @employer, @site, @programme, @role, @places, @starts, @ends, @days, @from, @until, @needs, @adjustments, @contact, @state, @version)`, args)
	if err != nil {
		return explain(err, "cannot add an opportunity")
	}
	return nil
}

// InsertOpportunityPlaces notes how many places an opportunity has from then on.
func InsertOpportunityPlaces(ctx context.Context, tx pgx.Tx, o hub.Opportunity, at time.Time) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO opportunity_places (id, opportunity_id, places, recorded_at) VALUES (@id, @opportunity, @places, @at)`,
		pgx.StrictNamedArgs{"id": id, "opportunity": o.ID, "places": o.Places, "at": at})
	if err != nil {
		return explain(err, "cannot note the places of an opportunity")
	}
	return nil
}

// SetOpportunity writes what may change about one.
func SetOpportunity(ctx context.Context, tx pgx.Tx, o hub.Opportunity) error {
	_, err := tx.Exec(ctx, `
		UPDATE opportunity SET role = @role, places = @places, starts_on = @starts, ends_on = @ends, days = @days, from_time = @from, until_time = @until, needs = @needs,
			adjustments = @adjustments, contact_id = @contact, state = @state, version = @version
		WHERE id = @id`, opportunityArgs(o))
	if err != nil {
		return explain(err, "cannot change an opportunity")
	}
	return nil
}

func opportunityArgs(o hub.Opportunity) pgx.StrictNamedArgs {
	return pgx.StrictNamedArgs{
		"id": o.ID, "role": o.Role, "places": o.Places, "starts": o.StartsOn, "ends": o.EndsOn, "days": o.Days, "from": o.FromTime, "until": o.UntilTime, "needs": o.Needs,
		"adjustments": o.Adjustments, "contact": o.ContactID, "state": o.State, "version": o.Version,
	}
}

// InsertOpportunityMove writes the step by which an opportunity came to its state.
func InsertOpportunityMove(ctx context.Context, tx pgx.Tx, v hub.OpportunityMove) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO opportunity_move (id, opportunity_id, state, reason, on_day, recorded_at, user_id, by_itself) VALUES (@id, @opportunity, @state, @reason, @on_day, @at, @by, @by_itself)`,
		pgx.StrictNamedArgs{"id": id, "opportunity": v.OpportunityID, "state": v.State, "reason": v.Reason, "on_day": v.OnDay, "at": v.RecordedAt, "by": userIDOf(v.By), "by_itself": v.ByItself})
	if err != nil {
		return explain(err, "cannot note a step of an opportunity")
	}
	return nil
}

package postgres

import (
	"context"
	"strconv"
	"strings"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// InsertHostingInterest adds what an employer said, in a response or to staff, when from is nil; what it said before stays as history.
func InsertHostingInterest(ctx context.Context, tx pgx.Tx, i hub.HostingInterest, from *hub.ResponseID) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO hosting_interest (employer_id, programme, year, level, said_on, reason, ask_again_on, user_id, response_id, placement_request_id)
		VALUES (@employer, @programme, @year, @level, @said, @reason, @again, @by, @response, @request)`,
		pgx.StrictNamedArgs{
			"employer": i.EmployerID, "programme": i.Programme, "year": i.Year, "level": i.Level, "said": i.SaidOn, "reason": i.Reason, "again": i.AskAgainOn,
			"by": userIDOf(i.By), "response": from, "request": i.RequestID,
		})
	if err != nil {
		return explain(err, "cannot add an interest in hosting")
	}
	return nil
}

// HostingSaidOn is when staff last heard an employer say something of a programme in a year; nil for never.
func HostingSaidOn(ctx context.Context, tx pgx.Tx, i hub.HostingInterest) (*hub.Date, error) {
	rows, err := tx.Query(ctx, `
		SELECT max(said_on) FROM hosting_interest WHERE employer_id = @employer AND programme = @programme AND year = @year AND response_id IS NULL`,
		pgx.StrictNamedArgs{"employer": i.EmployerID, "programme": i.Programme, "year": i.Year})
	return one[*hub.Date](rows, err, "cannot read what an employer said of hosting")
}

// hosting are interests x with who recorded them.
const (
	hostingOf = `hosting_interest x LEFT JOIN hub_user u ON u.id = x.user_id LEFT JOIN organisation uo ON uo.id = u.organisation_id`
	// latestHosting says that interest x stands.
	latestHosting = `NOT EXISTS (
		SELECT FROM hosting_interest n WHERE (n.employer_id, n.programme, n.year) = (x.employer_id, x.programme, x.year) AND (n.said_on, n.id) > (x.said_on, x.id))`
)

func hostingColumns() string {
	return `x.employer_id, x.programme, x.year, x.level, x.said_on, x.reason, x.ask_again_on, ` + userRecord("u", "uo") + ` AS by, x.placement_request_id AS request_id`
}

// HostingInterestsOf reads the latest word of these employers for each programme and year, the latest year first. The caller
// has made sure that they are seen: see EmployersWithNeedsSeen.
func HostingInterestsOf(ctx context.Context, q Querier, of []hub.EmployerID) ([]hub.HostingInterest, error) {
	rows, err := q.Query(ctx, `
		SELECT DISTINCT ON (x.employer_id, x.year, x.programme) `+hostingColumns()+`
		FROM `+hostingOf+` WHERE x.employer_id = ANY (@of)
		ORDER BY x.employer_id, x.year DESC, x.programme, x.said_on DESC, x.id DESC`,
		pgx.StrictNamedArgs{"of": of})
	return all[hub.HostingInterest](rows, err, "cannot read interests in hosting")
}

// whereHosting are the conditions of a filter on interest x that stands, of employer e.
func whereHosting(see sight, f hub.HostingInterestFilter) string {
	where := []string{living, see.hosting("x", "e"), latestHosting}
	add := func(condition, name string, value any) {
		where = append(where, condition)
		see.args[name] = value
	}
	if f.EmployerID != nil {
		add(`x.employer_id = @of_employer`, "of_employer", *f.EmployerID)
	}
	if len(f.ProgrammeIn) > 0 {
		add(`x.programme = ANY (@programmes)`, "programmes", f.ProgrammeIn)
	}
	if f.Year != nil {
		add(`x.year = @year`, "year", *f.Year)
	}
	if len(f.LevelIn) > 0 {
		add(`x.level = ANY (@levels)`, "levels", f.LevelIn)
	}
	if f.AskAgainBy != nil {
		add(`x.ask_again_on <= @again_by`, "again_by", *f.AskAgainBy)
	}
	return strings.Join(where, ` AND `)
}

// HostingInterests reads a page of what stands and viewer sees, what was said last first. Errors: BAD_INPUT for a cursor of another list.
func HostingInterests(ctx context.Context, q Querier, viewer Viewer, f hub.HostingInterestFilter, page hub.Page) (hub.List[hub.HostingInterest], error) {
	const name = "hosting interests"
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	after := `true`
	if page.After != "" {
		cursor, err := hub.ParseCursor(name, page.After)
		if err != nil {
			return hub.List[hub.HostingInterest]{}, err
		}
		after, args["key"] = `(x.said_on, x.id) < (split_part(@key, ' ', 1)::date, split_part(@key, ' ', 2)::bigint)`, cursor.Key
	}
	type listed struct {
		hub.HostingInterest
		ID int64
	}
	rows, err := q.Query(ctx, `
		SELECT `+hostingColumns()+`, x.id FROM `+hostingOf+` JOIN employer e ON e.id = x.employer_id
		WHERE `+whereHosting(viewer.sight(args), f)+` AND `+after+`
		ORDER BY x.said_on DESC, x.id DESC LIMIT @limit`, args)
	return listOf(rows, err, page, name, func(l listed) (hub.HostingInterest, hub.Cursor) {
		return l.HostingInterest, hub.Cursor{List: name, Key: l.SaidOn.String() + " " + strconv.FormatInt(l.ID, 10)}
	})
}

// CountHostingInterests counts what HostingInterests lists.
func CountHostingInterests(ctx context.Context, q Querier, viewer Viewer, f hub.HostingInterestFilter) (int, error) {
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, `SELECT count(*) FROM hosting_interest x JOIN employer e ON e.id = x.employer_id WHERE `+whereHosting(viewer.sight(args), f), args)
	return one[int](rows, err, "cannot count interests in hosting")
}

// DigestInterests reads employers that are to be asked again by today, as far as no message but the named one has told the viewer: what the viewer
// recorded, and coordinators also what their colleagues did. What is older than a year is left, and an employer on hold is left in peace.
func DigestInterests(ctx context.Context, q Querier, viewer Viewer, tells hub.MessageID, most int) ([]hub.DigestInterest, error) {
	args := pgx.StrictNamedArgs{
		"me": viewer.UserID, "own": viewer.OrganisationID, "message": tells, "today": viewer.Today, "most": most, "coordinator": viewer.May(hub.PermManageParticipants),
	}
	see := viewer.sight(args)
	rows, err := q.Query(ctx, `
		SELECT e.id AS employer_id, e.name AS employer_name, x.ask_again_on, array_agg(p.name || ' ' || x.year ORDER BY x.year, p.position) AS of
		FROM hosting_interest x JOIN employer e ON e.id = x.employer_id JOIN placement_programme p ON p.code = x.programme JOIN hub_user u ON u.id = x.user_id
		WHERE x.ask_again_on BETWEEN @today::date - 365 AND @today AND `+latestHosting+` AND (u.id = @me OR @coordinator AND u.organisation_id = @own)
			AND `+living+` AND `+see.hosting("x", "e")+` AND NOT `+see.onHold("e")+` AND `+unheard(hub.RuleHostingAsk, `e.id`, `x.ask_again_on`, `0`)+`
		GROUP BY e.id, e.name, x.ask_again_on
		ORDER BY x.ask_again_on, e.id LIMIT @most`, args)
	return all[hub.DigestInterest](rows, err, "cannot read the interests of a digest")
}

// InsertDisabilityConfidentWord adds what an employer said of itself in a response.
func InsertDisabilityConfidentWord(ctx context.Context, tx pgx.Tx, w hub.DisabilityConfidentWord, from hub.ResponseID) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO disability_confident_word (employer_id, stage, until, said_on, response_id)
		VALUES (@employer, @stage, @until, @said, @response)`,
		pgx.StrictNamedArgs{"employer": w.EmployerID, "stage": w.Stage, "until": w.Until, "said": w.SaidOn, "response": from})
	if err != nil {
		return explain(err, "cannot add what an employer said of itself")
	}
	return nil
}

// DisabilityConfidentWordsOf reads the latest word of each of these employers. The caller has made sure that they are seen: see
// EmployersWithNeedsSeen.
func DisabilityConfidentWordsOf(ctx context.Context, q Querier, of []hub.EmployerID) ([]hub.DisabilityConfidentWord, error) {
	rows, err := q.Query(ctx, `
		SELECT DISTINCT ON (employer_id) employer_id, stage, until, said_on
		FROM disability_confident_word WHERE employer_id = ANY (@of)
		ORDER BY employer_id, id DESC`,
		pgx.StrictNamedArgs{"of": of})
	return all[hub.DisabilityConfidentWord](rows, err, "cannot read what employers said of themselves")
}

// OrganisationOfKind finds the partner of that kind that was there first. Errors: NOT_FOUND.
func OrganisationOfKind(ctx context.Context, q Querier, kind hub.OrganisationKind) (hub.Organisation, error) {
	rows, err := q.Query(ctx, `SELECT id, name, kind FROM organisation WHERE kind = @kind ORDER BY id LIMIT 1`, pgx.StrictNamedArgs{"kind": kind})
	return exactlyOne[hub.Organisation](rows, err, "organisation")
}

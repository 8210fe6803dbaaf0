package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// awardTitle is what award a is called, as hub.Scheme.Title says it.
const awardTitle = `(
	SELECT s.name || CASE WHEN (SELECT count(*) FROM scheme_level n WHERE n.scheme = s.code) > 1 THEN ' level ' || l.level || ', ' || l.name ELSE '' END
	FROM scheme s JOIN scheme_level l ON l.scheme = s.code WHERE s.code = a.scheme AND l.level = a.level)`

// movesUp says that award a cannot be renewed by the rules of @today, and that there is a level above.
const movesUp = `(NOT coalesce((
		SELECT u.renewable FROM scheme_rule u WHERE u.scheme = a.scheme AND u.level = a.level AND u.starts_on <= @today ORDER BY u.starts_on DESC LIMIT 1), true)
	AND EXISTS (SELECT FROM scheme_level l WHERE l.scheme = a.scheme AND l.level > a.level))`

// stepBegins and stepEnds are the first day of step x of the reminders of award a, and the first day after it.
var (
	stepBegins = stepDay(`x.from_months`)
	stepEnds   = stepDay(`x.until_months`)
)

func stepDay(months string) string {
	return `((a.expires_on + make_interval(months => ` + months + `))::date + (` + months + ` >= 0)::int)`
}

// runsOut joins to employer e its award a that it got last and step x of the reminders that its last day is at on @today. Who is on hold
// or closed is left in peace.
func (s sight) runsOut(e string) string {
	s.args["today"] = s.Today
	return ` JOIN accreditation a ON a.employer_id = ` + e + `.id
		JOIN accreditation_reminder x ON ` + stepBegins + ` <= @today AND ` + stepEnds + ` > @today
		WHERE ` + lastAward + ` AND (a.ended_on IS NULL OR a.ended_on > @today)
			AND ` + e + `.merged_into IS NULL AND ` + e + `.status <> 'CLOSED' AND NOT ` + s.onHold(e)
}

// AwardsRunningOut reads those of employers that a user leads that run out or have run out, as far as the step is told to leads and no
// message but the named one has told it: the next to run out first, at most most.
func AwardsRunningOut(ctx context.Context, q Querier, leads Viewer, tells hub.MessageID, most int) ([]hub.DigestAward, error) {
	args := pgx.StrictNamedArgs{"me": leads.UserID, "message": tells, "most": most}
	see := leads.sight(args)
	rows, err := q.Query(ctx, `
		SELECT a.id, e.id AS employer_id, e.name AS employer_name, `+awardTitle+` AS title, a.expires_on, `+movesUp+` AS moves_up, x.step
		FROM employer e`+see.runsOut("e")+` AND x.tells_lead AND e.led_by_user_id = @me AND `+see.employer("e")+`
			AND `+unheard(hub.RuleAccreditationExpiry, `a.id`, `a.expires_on`, `x.step`)+`
		ORDER BY a.expires_on, a.id LIMIT @most`, args)
	return all[hub.DigestAward](rows, err, "cannot read accreditations that run out")
}

package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// silence is when the silence about employer e began.
func silence(e string) string {
	return `coalesce(` + e + `.last_contact_on, (` + e + `.created_at AT TIME ZONE 'Europe/London')::date)`
}

// goneQuiet says that nobody was in touch with employer e for too long, by the days in since. One that is on hold is left in peace.
func (s sight) goneQuiet(e string, since hub.QuietSince) string {
	s.args["quiet_key"], s.args["quiet_other"] = since.KeyAccounts, since.Others
	return `(` + e + `.status IN ('PROSPECT', 'ENGAGED') AND ` + e + `.merged_into IS NULL AND NOT ` + s.onHold(e) + `
		AND ` + silence(e) + ` <= CASE WHEN ` + e + `.key_account THEN @quiet_key::date ELSE @quiet_other::date END)`
}

// QuietEmployers reads those that a user leads, that have gone quiet, and of which message, or no other one that was sent, tells
// the user: the longest silence first, at most most.
func QuietEmployers(ctx context.Context, q Querier, leads Viewer, since hub.QuietSince, tells hub.MessageID, most int) ([]hub.QuietEmployer, error) {
	args := pgx.StrictNamedArgs{"me": leads.UserID, "message": tells, "most": most}
	see := leads.sight(args)
	rows, err := q.Query(ctx, `
		SELECT e.id, e.name, e.key_account, `+silence("e")+` AS since, e.last_contact_on IS NULL AS never_contacted
		FROM employer e
		WHERE e.led_by_user_id = @me AND `+see.employer("e")+` AND `+see.goneQuiet("e", since)+` AND `+unheard(hub.RuleEmployerQuiet, `e.id`, silence("e"), `0`)+`
		ORDER BY `+silence("e")+`, e.id LIMIT @most`, args)
	return all[hub.QuietEmployer](rows, err, "cannot read employers that have gone quiet")
}

package postgres

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// OtherRequests reads which questionnaires and which invitations to meetings wait for an answer of a person at now, by the day until which that is so. What the
// person was told of alone counts.
func OtherRequests(ctx context.Context, q Querier, of hub.PersonID, now time.Time) ([]hub.OtherRequest, error) {
	rows, err := q.Query(ctx, `
		SELECT * FROM (
			SELECT i.id AS invitation_id, NULL::uuid AS invitee_id, v.definition ->> 'title' AS title, e.name AS employer_name, o.name AS organisation_name, c.closes_on AS until
			FROM invitation i JOIN campaign c ON c.id = i.campaign_id JOIN questionnaire_version v ON v.id = c.questionnaire_version_id
			JOIN employer e ON e.id = i.employer_id JOIN organisation o ON o.id = c.organisation_id
			WHERE i.person_id = @person AND i.state = 'OPEN' AND c.state = 'RUNNING' AND c.closes_on >= @today AND EXISTS (SELECT FROM reminder r WHERE r.invitation_id = i.id)
			UNION ALL
			SELECT NULL, i.id, g.title, e.name, o.name, (g.starts_at AT TIME ZONE 'Europe/London')::date
			FROM meeting_invitee i JOIN meeting g ON g.id = i.meeting_id JOIN employer e ON e.id = i.employer_id JOIN organisation o ON o.id = g.organisation_id
			WHERE i.person_id = @person AND i.reply IS NULL AND i.withdrawn_at IS NULL AND g.cancelled_at IS NULL AND g.starts_at > @now) other
		ORDER BY until, title`, pgx.StrictNamedArgs{"person": of, "now": now, "today": hub.DateOf(now)})
	return all[hub.OtherRequest](rows, err, "cannot read what else a person is asked")
}

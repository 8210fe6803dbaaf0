package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// WorksAt says that a person has a role at an employer today.
func WorksAt(ctx context.Context, q Querier, person hub.PersonID, at hub.EmployerID, today hub.Date) (bool, error) {
	rows, err := q.Query(ctx, `
		SELECT EXISTS (SELECT FROM person_role WHERE person_id = @person AND employer_id = @at AND (until IS NULL OR until >= @today))`,
		pgx.StrictNamedArgs{"person": person, "at": at, "today": today})
	return one[bool](rows, err, "cannot look for a role")
}

// AskedAlready finds the latest invitation of a person at an employer, by the viewer's organisation and to any version of the
// questionnaire, that takes answers today. Errors: NOT_FOUND.
func AskedAlready(ctx context.Context, q Querier, viewer hub.Actor, in hub.TakeAnswersByPhoneInput, today hub.Date) (hub.Invitation, error) {
	rows, err := q.Query(ctx, invitations+`
			AND i.person_id = @person AND i.employer_id = @employer AND i.state IN ('OPEN', 'BOUNCED', 'DECLINED', 'NO_CONSENT')
			AND c.state IN ('RUNNING', 'PAUSED') AND c.closes_on >= @today
			AND (SELECT questionnaire_id FROM questionnaire_version WHERE id = c.questionnaire_version_id)
				= (SELECT questionnaire_id FROM questionnaire_version WHERE id = @version)
		ORDER BY i.id DESC LIMIT 1`,
		pgx.StrictNamedArgs{
			"viewer": viewer.OrganisationID, "person": in.PersonID, "employer": in.EmployerID, "today": today, "version": in.QuestionnaireVersionID,
		})
	return exactlyOne[hub.Invitation](rows, err, "invitation")
}

// InsertPhoneCampaign adds a campaign for answers by telephone with its one invitation.
func InsertPhoneCampaign(ctx context.Context, tx pgx.Tx, c hub.Campaign, i hub.Invitation) error {
	if err := InsertCampaign(ctx, tx, c); err != nil {
		return err
	}
	if err := InsertInvitations(ctx, tx, c, []hub.Invitation{i}); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `UPDATE campaign SET by_phone = true WHERE id = @id`, pgx.StrictNamedArgs{"id": c.ID}); err != nil {
		return explain(err, "cannot add a campaign")
	}
	return nil
}

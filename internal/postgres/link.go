package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// Link finds a personal link by its token, whatever its state. Errors: NOT_FOUND, also for that of a user whose access has ended.
func Link(ctx context.Context, q Querier, token hub.LinkToken) (hub.Link, error) {
	rows, err := q.Query(ctx, `
		SELECT l.id, l.person_id, coalesce(l.invitation_id, '00000000-0000-0000-0000-000000000000') AS invitation_id,
			coalesce(l.message_id, '00000000-0000-0000-0000-000000000000') AS message_id, l.meeting_invitee_id AS invitee_id, l.purpose = 'PLACEMENT' AS to_requests, l.expires_at, l.revoked_at, l.user_id, u.name AS user_name, u.organisation_id AS user_organisation_id
		FROM personal_link l LEFT JOIN hub_user u ON u.id = l.user_id
		WHERE l.token_hash = @hash AND u.disabled_at IS NULL`,
		pgx.StrictNamedArgs{"hash": token.Hash()})
	return exactlyOne[hub.Link](rows, err, "link")
}

// InsertLink makes a link that comes in no message. The token itself is not kept: it goes to who asked for it and nowhere else.
func InsertLink(ctx context.Context, tx pgx.Tx, l hub.Link, token hub.LinkToken) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO personal_link (id, token_hash, purpose, person_id, invitation_id, message_id, meeting_invitee_id, expires_at, revoked_at, user_id)
		VALUES (@id, @hash, @purpose, @person, @invitation, @message, @invitee, @expires, @revoked, @user)`,
		pgx.StrictNamedArgs{
			"id": l.ID, "hash": token.Hash(), "purpose": l.Purpose(), "person": l.PersonID, "invitation": unlessZero(l.InvitationID), "message": unlessZero(l.MessageID), "invitee": l.InviteeID,
			"expires": l.ExpiresAt, "revoked": l.RevokedAt, "user": l.UserID,
		})
	if err != nil {
		return explain(err, "cannot make a link")
	}
	return nil
}

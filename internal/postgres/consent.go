package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// consented says that person p agreed to marketing about diagnostics, and still does.
func consented(p string) string {
	return `EXISTS (SELECT FROM consent k WHERE k.person_id = ` + p + `.id AND k.topic = 'DIAGNOSTICS' AND k.withdrawn_on IS NULL)`
}

// InsertConsent records what a person agreed to.
func InsertConsent(ctx context.Context, tx pgx.Tx, person hub.PersonID, c hub.Consent) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO consent (person_id, topic, given_on, how, wording, recorded_at, recorded_by)
		VALUES (@person, @topic, @given, @how, @wording, @at, @by)`,
		pgx.StrictNamedArgs{
			"person": person, "topic": c.Topic, "given": c.GivenOn, "how": c.How, "wording": c.Wording, "at": c.RecordedAt, "by": c.RecordedBy,
		})
	if err != nil {
		return explain(err, "cannot record a consent")
	}
	return nil
}

// WithdrawConsent ends the consent of a person about a topic, and says false where there is none.
func WithdrawConsent(ctx context.Context, tx pgx.Tx, person hub.PersonID, topic hub.Topic, on hub.Date, how string) (bool, error) {
	tag, err := tx.Exec(ctx, `
		UPDATE consent SET withdrawn_on = @on, withdrawn_how = @how
		WHERE person_id = @person AND topic = @topic AND withdrawn_on IS NULL`,
		pgx.StrictNamedArgs{"person": person, "topic": topic, "on": on, "how": how})
	if err != nil {
		return false, explain(err, "cannot withdraw a consent")
	}
	return tag.RowsAffected() == 1, nil
}

// withdrawAll ends what a person agreed to about what they object to now.
func withdrawAll(ctx context.Context, tx pgx.Tx, person hub.PersonID, o hub.Objection) error {
	_, err := tx.Exec(ctx, `
		UPDATE consent SET withdrawn_on = @on, withdrawn_how = @how
		WHERE person_id = @person AND @topic IN (topic, 'ALL') AND withdrawn_on IS NULL`,
		pgx.StrictNamedArgs{"person": person, "topic": o.Topic, "on": hub.DateOf(o.ReceivedAt), "how": "objected " + o.How})
	if err != nil {
		return explain(err, "cannot withdraw a consent")
	}
	return nil
}

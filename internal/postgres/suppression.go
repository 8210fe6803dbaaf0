package postgres

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// hashOf is how the address of person p stands in the suppression list.
func hashOf(p string) string { return `sha256(convert_to(lower(` + p + `.email), 'UTF8'))` }

// suppressed says that nothing about diagnostics is sent to the address of person p, whoever it was that said so.
func suppressed(p string) string { return suppressedFor(p, hub.TopicDiagnostics) }

// suppressedFor says that of a topic.
func suppressedFor(p string, topic hub.Topic) string {
	return `EXISTS (SELECT FROM suppression z WHERE z.address_hash = ` + hashOf(p) + ` AND z.topic IN ('ALL', '` + string(topic) + `'))`
}

// suppress puts the address of a person on the list, where it is not there yet. Without an address there is nothing to suppress.
func suppress(ctx context.Context, tx pgx.Tx, person hub.PersonID, topic hub.Topic, reason string, since time.Time) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO suppression (address_hash, topic, reason, since)
		SELECT `+hashOf("p")+`, @topic, @reason, @since FROM person p WHERE p.id = @person AND p.email IS NOT NULL
		ON CONFLICT DO NOTHING`,
		pgx.StrictNamedArgs{"person": person, "topic": topic, "reason": reason, "since": since})
	if err != nil {
		return explain(err, "cannot suppress an address")
	}
	return nil
}

// release takes an address that its person's objection had put on the list off it, unless somebody else with it objects too.
func release(ctx context.Context, tx pgx.Tx, person hub.PersonID, topic hub.Topic) error {
	_, err := tx.Exec(ctx, `
		DELETE FROM suppression z USING person p
		WHERE p.id = @person AND z.address_hash = `+hashOf("p")+` AND z.topic = @topic AND z.reason = 'OBJECTED'
			AND NOT EXISTS (
				SELECT FROM objection o JOIN person q ON q.id = o.person_id
				WHERE o.topic = @topic AND lower(q.email) = lower(p.email) AND q.id <> p.id)`,
		pgx.StrictNamedArgs{"person": person, "topic": topic})
	if err != nil {
		return explain(err, "cannot take an address off the list")
	}
	return nil
}

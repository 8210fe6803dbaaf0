package postgres

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// receivedEmailSelect reads e-mail m, which waits to be filed.
func (s sight) receivedEmailSelect() string {
	return `
		SELECT m.id, ` + userRecord("u", "o") + ` AS sent_by, m.happened_on, m.subject, m.summary,
			ARRAY (SELECT ROW (p.address, p.name) FROM unnest(m.party_addresses, m.party_names) WITH ORDINALITY p(address, name, rank) ORDER BY p.rank) AS parties,
			m.unsure, m.received_at, m.version
		FROM received_email m
		JOIN hub_user u ON u.id = m.user_id
		JOIN organisation o ON o.id = u.organisation_id
		WHERE m.state = 'TO_FILE' AND ` + s.receivedEmail("m") + ` AND `
}

// ReceivedEmails reads a page of those that wait to be filed and that viewer sees, the latest first; mine are those that the viewer
// sent. Errors: BAD_INPUT for a cursor of another list.
func ReceivedEmails(ctx context.Context, q Querier, viewer Viewer, mine bool, page hub.Page) (hub.List[hub.ReceivedEmail], error) {
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	after := `true`
	if page.After != "" {
		cursor, err := hub.ParseCursor("received emails", page.After)
		if err != nil {
			return hub.List[hub.ReceivedEmail]{}, err
		}
		after, args["id"] = `m.id < @id`, cursor.ID
	}
	see := viewer.sight(args)
	rows, err := q.Query(ctx, see.receivedEmailSelect()+see.sentBy(mine)+` AND `+after+` ORDER BY m.id DESC LIMIT @limit`, args)
	return listOf(rows, err, page, "received e-mails", func(m hub.ReceivedEmail) (hub.ReceivedEmail, hub.Cursor) {
		return m, hub.Cursor{List: "received emails", ID: m.ID.UUID}
	})
}

// sentBy narrows e-mails m to the viewer's own, where mine says so.
func (s sight) sentBy(mine bool) string {
	if !mine {
		return `true`
	}
	s.args["me"] = s.UserID
	return `m.user_id = @me`
}

// CountReceivedEmails counts what ReceivedEmails lists.
func CountReceivedEmails(ctx context.Context, q Querier, viewer Viewer, mine bool) (int, error) {
	args := pgx.StrictNamedArgs{}
	see := viewer.sight(args)
	rows, err := q.Query(ctx, `SELECT count(*) FROM received_email m WHERE m.state = 'TO_FILE' AND `+see.receivedEmail("m")+` AND `+see.sentBy(mine), args)
	return one[int](rows, err, "cannot count received e-mails")
}

// ReceivedEmailsByID reads those of ids that wait to be filed and that viewer sees, in no order.
func ReceivedEmailsByID(ctx context.Context, q Querier, viewer Viewer, ids []hub.ReceivedEmailID) ([]hub.ReceivedEmail, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	rows, err := q.Query(ctx, viewer.sight(args).receivedEmailSelect()+`m.id = ANY (@ids) ORDER BY m.id`, args)
	return all[hub.ReceivedEmail](rows, err, "cannot read received e-mails")
}

// ReceivedEmailForUpdate reads one that waits to be filed, and keeps others from filing it until tx ends. Errors: NOT_FOUND.
func ReceivedEmailForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, id hub.ReceivedEmailID) (hub.ReceivedEmail, error) {
	args := pgx.StrictNamedArgs{"id": id}
	rows, err := tx.Query(ctx, viewer.sight(args).receivedEmailSelect()+`m.id = @id FOR UPDATE OF m`, args)
	return exactlyOne[hub.ReceivedEmail](rows, err, "e-mail")
}

// InsertReceivedEmail adds an e-mail of an organisation that waits to be filed. It says false, and adds nothing, for one that the
// organisation sent before; while another transaction adds the same, it waits for that.
func InsertReceivedEmail(ctx context.Context, tx pgx.Tx, m hub.ReceivedEmail, of hub.OrganisationID, key []byte) (bool, error) {
	addresses, names := make([]hub.EmailAddress, len(m.Parties)), make([]string, len(m.Parties))
	for i, p := range m.Parties {
		addresses[i], names[i] = p.Address, p.Name
	}
	tag, err := tx.Exec(ctx, `
		INSERT INTO received_email (id, organisation_id, user_id, message_key, received_at, state, happened_on, subject, summary, party_addresses, party_names, unsure, version)
		VALUES (@id, @of, @user, @key, @received, 'TO_FILE', @happened, @subject, @summary, @addresses, @names, @unsure, @version)
		ON CONFLICT (organisation_id, message_key) DO NOTHING`,
		pgx.StrictNamedArgs{
			"id": m.ID, "of": of, "user": m.SentBy.ID, "key": key, "received": m.ReceivedAt, "happened": m.HappenedOn, "subject": m.Subject,
			"summary": m.Summary, "addresses": addresses, "names": names, "unsure": m.Unsure, "version": m.Version,
		})
	if err != nil {
		return false, explain(err, "cannot keep an e-mail")
	}
	return tag.RowsAffected() == 1, nil
}

// FileReceivedEmail notes that an e-mail has become an interaction, and forgets what was in it.
func FileReceivedEmail(ctx context.Context, tx pgx.Tx, id hub.ReceivedEmailID, as hub.InteractionID) error {
	return forgetReceivedEmail(ctx, tx, `id = @id`, pgx.StrictNamedArgs{"id": id, "state": "FILED", "interaction": as})
}

// DiscardReceivedEmail notes that an e-mail is not to be filed, and forgets what was in it.
func DiscardReceivedEmail(ctx context.Context, tx pgx.Tx, id hub.ReceivedEmailID) error {
	return forgetReceivedEmail(ctx, tx, `id = @id`, pgx.StrictNamedArgs{"id": id, "state": "DISCARDED", "interaction": nil})
}

// DiscardReceivedEmailsBefore does so with all that came before t and nobody has filed.
func DiscardReceivedEmailsBefore(ctx context.Context, tx pgx.Tx, t time.Time) error {
	return forgetReceivedEmail(ctx, tx, `received_at < @before`, pgx.StrictNamedArgs{"before": t, "state": "DISCARDED", "interaction": nil})
}

func forgetReceivedEmail(ctx context.Context, tx pgx.Tx, which string, args pgx.StrictNamedArgs) error {
	_, err := tx.Exec(ctx, `
		UPDATE received_email SET state = @state, interaction_id = @interaction::uuid, version = version + 1, happened_on = NULL, subject = NULL,
			summary = NULL, party_addresses = NULL, party_names = NULL, unsure = NULL
		WHERE state = 'TO_FILE' AND `+which, args)
	if err != nil {
		return explain(err, "cannot forget an e-mail")
	}
	return nil
}

// peopleOfDomain is of how many people of one e-mail domain the employers are compared.
const peopleOfDomain = `200`

// EmailCandidates finds to which employers addresses lead, all in lower case: by people with a role there on the viewer's day, of
// whom viewer sees all, and for addresses without such a person by the domain, where it stands in domains: an employer's website is
// there, or such people have addresses of it.
func EmailCandidates(ctx context.Context, q Querier, viewer Viewer, addresses []hub.EmailAddress, domains []string) ([]hub.EmailCandidate, error) {
	args := pgx.StrictNamedArgs{"addresses": addresses, "domains": domains, "today": viewer.Today}
	// OFFSET 0 keeps PostgreSQL from reading all roles to join them with a few people.
	see := viewer.sight(args)
	roles := see.personAccess() + `
			CROSS JOIN LATERAL (
				SELECT * FROM person_role x WHERE x.person_id = p.id AND coalesce(x.until >= @today, true) OFFSET 0
			) r`
	rows, err := q.Query(ctx, `
		WITH known AS (
			SELECT DISTINCT a.address, r.employer_id, p.id AS person_id
			FROM unnest(@addresses::text[]) a(address)
			JOIN person p ON lower(p.email) = a.address`+roles+`
			WHERE access.full AND `+see.employerOf(`r.employer_id`)+`
		), rest AS (
			SELECT a.address, split_part(a.address, '@', 2) AS domain
			FROM unnest(@addresses::text[]) a(address)
			WHERE split_part(a.address, '@', 2) = ANY (@domains::text[]) AND NOT EXISTS (SELECT FROM known k WHERE k.address = a.address)
		)
		SELECT address, employer_id, person_id FROM known
		UNION ALL (
			SELECT a.address, e.id, NULL::uuid
			FROM rest a JOIN employer e ON web_host(e.website) = a.domain AND e.website IS NOT NULL AND e.merged_into IS NULL AND `+see.employer("e")+`
			UNION
			SELECT a.address, r.employer_id, NULL::uuid
			FROM rest a
			CROSS JOIN LATERAL (
				SELECT * FROM person x WHERE split_part(lower(x.email), '@', 2) = a.domain AND x.email IS NOT NULL ORDER BY x.id LIMIT `+peopleOfDomain+`
			) p`+roles+`
			WHERE access.full AND `+see.employerOf(`r.employer_id`)+`
		)
		ORDER BY 1, 2, 3`, args)
	return all[hub.EmailCandidate](rows, err, "cannot look for employers of addresses")
}

// StaffDomains are the domains of the e-mail addresses of users of the hub, which lead to no employer.
func StaffDomains(ctx context.Context, q Querier) ([]string, error) {
	rows, err := q.Query(ctx, `SELECT DISTINCT split_part(lower(email), '@', 2) FROM hub_user WHERE disabled_at IS NULL ORDER BY 1`)
	return column[string](rows, err, "cannot read the domains of staff")
}

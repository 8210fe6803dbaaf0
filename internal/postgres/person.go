package postgres

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// InsertObjection records that a person does not want to hear about a topic, and says false where that is known already. Their
// address is suppressed too, and what they had agreed to about it ends.
func InsertObjection(ctx context.Context, tx pgx.Tx, person hub.PersonID, o hub.Objection) (bool, error) {
	tag, err := tx.Exec(ctx, `
		INSERT INTO objection (person_id, topic, received_at, how, by_person) VALUES (@person, @topic, @received, @how, @self)
		ON CONFLICT (person_id, topic) DO NOTHING`,
		pgx.StrictNamedArgs{"person": person, "topic": o.Topic, "received": o.ReceivedAt, "how": o.How, "self": o.ByPerson})
	if err != nil {
		return false, explain(err, "cannot record an objection")
	}
	if err := withdrawAll(ctx, tx, person, o); err != nil {
		return false, err
	}
	return tag.RowsAffected() == 1, suppress(ctx, tx, person, o.Topic, "OBJECTED", o.ReceivedAt)
}

// personFields are the fields of hub.Person in their order, as far as access lets the viewer see them.
const personFields = `p.id, access.level, CASE WHEN access.full THEN p.name END, CASE WHEN access.full THEN p.email END,
	CASE WHEN access.full THEN p.phone END, CASE WHEN access.full THEN p.email_state END,
	CASE WHEN access.full THEN ARRAY (
		SELECT ROW (b.topic, b.received_at, b.how, b.by_person) FROM objection b WHERE b.person_id = p.id ORDER BY b.received_at DESC, b.topic
	) END, CASE WHEN access.full THEN ARRAY (
		SELECT ROW (k.topic, k.given_on, k.how, k.wording, k.recorded_at, k.recorded_by, k.withdrawn_on, k.withdrawn_how)
		FROM consent k WHERE k.person_id = p.id ORDER BY k.given_on DESC, k.id DESC
	) END, p.version`

// personAccess joins to person p how much the viewer sees of them. OFFSET 0 keeps PostgreSQL from working it out again for
// every field that asks.
func (s sight) personAccess() string {
	return ` CROSS JOIN LATERAL (SELECT level, level = 'FULL' AS full FROM (SELECT ` + s.contactAccess("p") + ` AS level OFFSET 0) l) access `
}

// personInRecord wraps a person that a query reads in one column.
type personInRecord struct{ Person hub.Person }

// PeopleByID reads those of ids that viewer may know of, as far as viewer sees them, in no order.
func PeopleByID(ctx context.Context, q Querier, viewer Viewer, ids []hub.PersonID) ([]hub.Person, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	see := viewer.sight(args)
	rows, err := q.Query(ctx, `
		SELECT ROW (`+personFields+`) AS person FROM person p`+see.personAccess()+`
		WHERE p.id = ANY (@ids) AND `+see.person("p")+` ORDER BY p.id`, args)
	read, err := all[personInRecord](rows, err, "cannot read people")
	people := make([]hub.Person, len(read))
	for i, r := range read {
		people[i] = r.Person
	}
	return people, err
}

// PersonForUpdate reads a person as viewer sees them, and keeps others from changing them until tx ends. Errors: NOT_FOUND,
// also for a viewer who does not see all of them.
func PersonForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, id hub.PersonID) (hub.Person, error) {
	args := pgx.StrictNamedArgs{"id": id}
	rows, err := tx.Query(ctx, `
		SELECT ROW (`+personFields+`) AS person FROM person p`+viewer.sight(args).personAccess()+`
		WHERE p.id = @id AND access.full FOR UPDATE OF p`, args)
	read, err := exactlyOne[personInRecord](rows, err, "person")
	return read.Person, err
}

// EmailHeldAt says whether somebody else with a role at employer has this address.
func EmailHeldAt(ctx context.Context, q Querier, employer hub.EmployerID, email hub.EmailAddress, except hub.PersonID) (bool, error) {
	rows, err := q.Query(ctx, `
		SELECT EXISTS (SELECT FROM person p JOIN person_role r ON r.person_id = p.id
			WHERE lower(p.email) = lower(@email) AND r.employer_id = @employer AND p.id <> @except)`,
		pgx.StrictNamedArgs{"email": email, "employer": employer, "except": except})
	return one[bool](rows, err, "cannot look for an address")
}

// EmployersOf lists the employers where a person has or had a role.
func EmployersOf(ctx context.Context, q Querier, person hub.PersonID) ([]hub.EmployerID, error) {
	rows, err := q.Query(ctx, `SELECT DISTINCT employer_id AS id FROM person_role WHERE person_id = @person ORDER BY 1`,
		pgx.StrictNamedArgs{"person": person})
	read, err := all[struct{ ID hub.EmployerID }](rows, err, "cannot read a person's employers")
	ids := make([]hub.EmployerID, len(read))
	for i, r := range read {
		ids[i] = r.ID
	}
	return ids, err
}

// InsertPerson adds a person whom the staff of an organisation entered.
func InsertPerson(ctx context.Context, tx pgx.Tx, p hub.Person, by hub.OrganisationID) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO person (id, name, email, phone, email_state, organisation_id, version)
		VALUES (@id, @name, @email, @phone, @state, @organisation, @version)`,
		pgx.StrictNamedArgs{
			"id": p.ID, "name": p.Name, "email": p.Email, "phone": p.Phone, "state": p.EmailState,
			"organisation": orNull(by.UUID), "version": p.Version,
		})
	if err != nil {
		return explain(err, "cannot add a person")
	}
	return nil
}

// SetPerson writes a person's name and ways of contact.
func SetPerson(ctx context.Context, tx pgx.Tx, p hub.Person) error {
	_, err := tx.Exec(ctx, `
		UPDATE person SET name = @name, email = @email, phone = @phone, email_state = @state, version = @version WHERE id = @id`,
		pgx.StrictNamedArgs{"id": p.ID, "name": p.Name, "email": p.Email, "phone": p.Phone, "state": p.EmailState, "version": p.Version})
	if err != nil {
		return explain(err, "cannot change a person")
	}
	return nil
}

// SetEmailState writes what mail to a person's address has shown at now. One that is not usable is suppressed.
func SetEmailState(ctx context.Context, tx pgx.Tx, person hub.PersonID, to hub.EmailState, now time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE person SET email_state = @to, version = version + 1 WHERE id = @person`,
		pgx.StrictNamedArgs{"person": person, "to": to})
	if err != nil {
		return explain(err, "cannot change the state of an address")
	}
	switch to {
	case hub.EmailHardBounced:
		return suppress(ctx, tx, person, hub.TopicAll, "BOUNCED", now)
	case hub.EmailComplained:
		return suppress(ctx, tx, person, hub.TopicAll, "COMPLAINED", now)
	default:
		return nil
	}
}

package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// interactionSelect reads interaction i, with its words and who wrote them where the viewer may read those.
func (s sight) interactionSelect() string {
	return `
		SELECT i.id, i.channel, i.happened_on, i.themes, CASE WHEN notes.seen THEN i.summary END AS summary, i.visibility, i.state,
			i.asked_for, i.strategy_action, ` + organisationRecord("o") + ` AS organisation,
			CASE WHEN notes.seen THEN ` + userRecord("u", "uo") + ` END AS recorded_by, i.version, i.created_at
		FROM interaction i
		` + s.joinNotes() + `
		JOIN organisation o ON o.id = i.organisation_id
		LEFT JOIN hub_user u ON u.id = i.user_id
		LEFT JOIN organisation uo ON uo.id = u.organisation_id
		WHERE ` + s.interaction("i") + ` AND `
}

// InteractionsByID reads those of ids that viewer sees, in no order.
func InteractionsByID(ctx context.Context, q Querier, viewer Viewer, ids []hub.InteractionID) ([]hub.Interaction, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	rows, err := q.Query(ctx, viewer.sight(args).interactionSelect()+`i.id = `+among("ids")+` ORDER BY i.id`, args)
	return all[hub.Interaction](rows, err, "cannot read interactions")
}

// InteractionForUpdate reads one of viewer's own organisation, and keeps others from changing it until tx ends. Errors:
// NOT_FOUND, also where viewer may not read its words.
func InteractionForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, id hub.InteractionID) (hub.Interaction, error) {
	args := pgx.StrictNamedArgs{"id": id}
	see := viewer.sight(args)
	rows, err := tx.Query(ctx, see.interactionSelect()+`notes.seen AND i.id = @id AND i.organisation_id = `+see.own()+` FOR UPDATE OF i`, args)
	return exactlyOne[hub.Interaction](rows, err, "interaction")
}

// EmployersIn reads with which employers each of these interactions was, of those that viewer sees.
func EmployersIn(ctx context.Context, q Querier, viewer Viewer, interactions []hub.InteractionID) ([]hub.OfInteraction[hub.EmployerID], error) {
	args := pgx.StrictNamedArgs{"interactions": interactions}
	see := viewer.sight(args)
	rows, err := q.Query(ctx, `
		SELECT x.interaction_id, x.employer_id AS of
		FROM interaction_employer x
		JOIN interaction i ON i.id = x.interaction_id
		JOIN employer e ON e.id = x.employer_id
		WHERE x.interaction_id = ANY (@interactions) AND `+see.contact("i")+` AND `+see.employer("e")+`
		ORDER BY e.name_key, e.id`, args)
	return all[hub.OfInteraction[hub.EmployerID]](rows, err, "cannot read with whom interactions were")
}

// PeopleIn reads who took part in each of these interactions, of those whose words viewer sees.
func PeopleIn(ctx context.Context, q Querier, viewer Viewer, interactions []hub.InteractionID) ([]hub.OfInteraction[hub.PersonID], error) {
	args := pgx.StrictNamedArgs{"interactions": interactions}
	see := viewer.sight(args)
	rows, err := q.Query(ctx, `
		SELECT x.interaction_id, x.person_id AS of
		FROM interaction_person x
		JOIN interaction i ON i.id = x.interaction_id
		JOIN person p ON p.id = x.person_id
		WHERE `+see.person("p")+` AND x.interaction_id = ANY (@interactions) AND `+see.interaction("i")+` AND `+see.notes("i")+`
		ORDER BY x.person_id`, args)
	return all[hub.OfInteraction[hub.PersonID]](rows, err, "cannot read who took part in interactions")
}

// InsertInteraction adds an interaction with those who were there.
func InsertInteraction(ctx context.Context, tx pgx.Tx, i hub.Interaction, employers []hub.EmployerID, people []hub.PersonID) error {
	var user *hub.UserID
	if i.RecordedBy != nil {
		user = &i.RecordedBy.ID
	}
	_, err := tx.Exec(ctx, `
		WITH added AS (
			INSERT INTO interaction (id, channel, happened_on, themes, summary, visibility, state, asked_for, strategy_action, organisation_id, user_id, version)
			VALUES (@id, @channel, @happened, @themes, @summary, @visibility, @state, @asked, @action, @organisation, @user, @version)
		), people AS (
			INSERT INTO interaction_person (interaction_id, person_id) SELECT @id, unnest(@people::uuid[])
		)
		INSERT INTO interaction_employer (interaction_id, employer_id, organisation_id, happened_on, state)
		SELECT @id, employer, @organisation, @happened, @state FROM unnest(@employers::uuid[]) employer`,
		pgx.StrictNamedArgs{
			"id": i.ID, "channel": i.Channel, "happened": i.HappenedOn, "themes": i.Themes, "summary": i.Summary, "visibility": i.Visibility,
			"state": i.State, "asked": i.AskedFor, "action": i.StrategyAction, "organisation": i.Organisation.ID, "user": user,
			"version": i.Version, "employers": employers, "people": people,
		})
	if err != nil {
		return explain(err, "cannot record an interaction")
	}
	return nil
}

// SetInteraction writes what may change about an interaction, and who took part.
func SetInteraction(ctx context.Context, tx pgx.Tx, i hub.Interaction, people []hub.PersonID) error {
	_, err := tx.Exec(ctx, `
		WITH changed AS (
			UPDATE interaction SET channel = @channel, happened_on = @happened, themes = @themes, summary = @summary,
				visibility = @visibility, state = @state, asked_for = @asked, strategy_action = @action, version = @version
			WHERE id = @id
		), gone AS (
			DELETE FROM interaction_person WHERE interaction_id = @id AND person_id <> ALL (@people::uuid[])
		), come AS (
			INSERT INTO interaction_person (interaction_id, person_id) SELECT @id, unnest(@people::uuid[]) ON CONFLICT DO NOTHING
		)
		UPDATE interaction_employer SET happened_on = @happened, state = @state WHERE interaction_id = @id`,
		pgx.StrictNamedArgs{
			"id": i.ID, "channel": i.Channel, "happened": i.HappenedOn, "themes": i.Themes, "summary": i.Summary, "visibility": i.Visibility,
			"state": i.State, "asked": i.AskedFor, "action": i.StrategyAction, "version": i.Version, "people": people,
		})
	if err != nil {
		return explain(err, "cannot change an interaction")
	}
	return nil
}

// PeopleToMeet reads those of ids who have or had a role at one of employers and whom viewer sees in full.
func PeopleToMeet(ctx context.Context, q Querier, viewer Viewer, employers []hub.EmployerID, ids []hub.PersonID) ([]hub.PersonID, error) {
	args := pgx.StrictNamedArgs{"ids": ids, "employers": employers}
	rows, err := q.Query(ctx, `
		SELECT p.id FROM person p`+viewer.sight(args).personAccess()+`
		WHERE p.id = ANY (@ids) AND access.full
			AND EXISTS (SELECT FROM person_role r WHERE r.person_id = p.id AND r.employer_id = ANY (@employers))
		ORDER BY p.id`, args)
	return column[hub.PersonID](rows, err, "cannot look for people")
}

// EmployerContact is how an employer stands with us, as far as contacts change it.
type EmployerContact struct {
	ID            hub.EmployerID
	Status        hub.EmployerStatus
	LastContactOn *hub.Date
}

// EmployerContactsForUpdate reads those of ids that viewer sees, in the order of their IDs, and keeps others from recording a contact
// with them until tx ends.
func EmployerContactsForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, ids []hub.EmployerID) ([]EmployerContact, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	rows, err := tx.Query(ctx, `
		SELECT e.id, e.status, e.last_contact_on FROM employer e
		WHERE e.id = ANY (@ids) AND `+viewer.sight(args).employer("e")+` ORDER BY e.id FOR NO KEY UPDATE OF e`, args)
	return all[EmployerContact](rows, err, "cannot read employers")
}

// SetEmployerContact writes the status of an employer, and finds the day of the last contact, which it returns: the last complete interaction, or
// the last meeting of a network at which somebody of it was. A new status makes a new version.
func SetEmployerContact(ctx context.Context, tx pgx.Tx, id hub.EmployerID, status hub.EmployerStatus) (*hub.Date, error) {
	rows, err := tx.Query(ctx, `
		UPDATE employer SET version = version + (status <> @status)::int, status = @status, last_contact_on = greatest(
			(SELECT max(x.happened_on) FROM interaction_employer x WHERE x.employer_id = @id AND x.state = 'COMPLETE'),
			(SELECT max((g.starts_at AT TIME ZONE 'Europe/London')::date) FROM meeting_invitee gi JOIN meeting g ON g.id = gi.meeting_id WHERE gi.employer_id = @id AND gi.attended))
		WHERE id = @id
		RETURNING last_contact_on`,
		pgx.StrictNamedArgs{"id": id, "status": status})
	return one[*hub.Date](rows, err, "cannot write when an employer was contacted")
}

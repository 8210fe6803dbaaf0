package main

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// byHandPage is an employer as its page shows it.
type byHandPage struct {
	byHandEmployer
	LegalForm         string         `json:"legalForm"`
	Website           *string        `json:"website"`
	RegisteredAddress []string       `json:"registeredAddress"`
	Headcount         *int           `json:"headcount"`
	Version           int            `json:"version"`
	Sites             []byHandSite   `json:"sites"`
	People            []byHandRole   `json:"people"`
	Timeline          byHandTimeline `json:"timeline"`
}

type byHandSite struct {
	ID        string   `json:"id"`
	Name      string   `json:"name"`
	Address   []string `json:"address"`
	Postcode  *string  `json:"postcode"`
	Headcount *int     `json:"headcount"`
	OpenedOn  *string  `json:"openedOn"`
	ClosedOn  *string  `json:"closedOn"`
}

type byHandRole struct {
	ID       string       `json:"id"`
	JobTitle *string      `json:"jobTitle"`
	Function string       `json:"function"`
	Since    *string      `json:"since"`
	Until    *string      `json:"until"`
	Person   byHandPerson `json:"person"`
}

type byHandPerson struct {
	ID    string  `json:"id"`
	Name  string  `json:"name"`
	Email *string `json:"email"`
	Phone *string `json:"phone"`
}

type byHandTimeline struct {
	Nodes []byHandEntry `json:"nodes"`
}

type byHandEntry struct {
	Interaction byHandInteraction `json:"interaction"`
}

type byHandInteraction struct {
	ID           string       `json:"id"`
	Channel      string       `json:"channel"`
	HappenedOn   string       `json:"happenedOn"`
	Themes       []string     `json:"themes"`
	Summary      string       `json:"summary"`
	Organisation byHandNamed  `json:"organisation"`
	RecordedBy   *byHandNamed `json:"recordedBy"`
}

// employer asks for everything in one turn to the database.
func (h byHand) employer(ctx context.Context, asked byHandAsked) (any, error) {
	var page *byHandPage
	var sites []byHandSite
	var people []byHandRole
	var entries []byHandEntry
	batch := &pgx.Batch{}
	queue := func(sql string, read func(rows pgx.Rows) error) { batch.Queue(sql, asked.ID).Query(read) }
	queue(`
		SELECT e.name, e.legal_form, e.status, e.company_number, e.website, e.registered_address, e.postcode, e.sic_section, e.headcount,
			e.size_band, e.key_account, e.last_contact_on::text, e.version, o.id, o.name, u.id, u.name
		FROM employer e`+byHandJoins+` WHERE e.id = $1`, func(rows pgx.Rows) (err error) {
		page, err = pgx.CollectExactlyOneRow(rows, func(row pgx.CollectableRow) (*byHandPage, error) {
			var e byHandPage
			var section, organisationName, userName *string
			var organisationID, userID *uuid.UUID
			err := row.Scan(&e.Name, &e.LegalForm, &e.Status, &e.CompanyNumber, &e.Website, &e.RegisteredAddress, &e.Postcode, &section,
				&e.Headcount, &e.SizeBand, &e.KeyAccount, &e.LastContactOn, &e.Version, &organisationID, &organisationName, &userID, &userName)
			if section != nil {
				e.Sector = sectors[*section]
			}
			e.ID = "employer_" + asked.ID.String()
			e.LeadOrganisation = byHandName("organisation_", organisationID, organisationName)
			e.AccountLead = byHandName("user_", userID, userName)
			return &e, err
		})
		return err
	})
	queue(`
		SELECT 'site_' || s.id, s.name, s.address, s.postcode, s.headcount, s.opened_on::text, s.closed_on::text FROM site s
		WHERE s.employer_id = $1 ORDER BY s.closed_on IS NOT NULL, s.closed_on DESC, s.name, s.id`, func(rows pgx.Rows) (err error) {
		sites, err = pgx.CollectRows(rows, pgx.RowToStructByPos[byHandSite])
		return err
	})
	queue(`
		SELECT 'role_' || r.id, r.job_title, r.function, r.since::text, r.until::text, 'person_' || p.id, p.name, p.email, p.phone
		FROM person_role r JOIN person p ON p.id = r.person_id
		WHERE r.employer_id = $1 ORDER BY r.until IS NOT NULL, r.until DESC, p.name, r.id`, func(rows pgx.Rows) (err error) {
		people, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (r byHandRole, err error) {
			err = row.Scan(&r.ID, &r.JobTitle, &r.Function, &r.Since, &r.Until, &r.Person.ID, &r.Person.Name, &r.Person.Email, &r.Person.Phone)
			return r, err
		})
		return err
	})
	queue(`
		SELECT 'interaction_' || i.id, i.channel, i.happened_on::text, i.themes, i.summary, 'organisation_' || o.id, o.name, u.id, u.name
		FROM (
			SELECT x.interaction_id, x.happened_on FROM interaction_employer x
			WHERE x.employer_id = $1 ORDER BY x.happened_on DESC, x.interaction_id DESC LIMIT 8
		) x
		JOIN interaction i ON i.id = x.interaction_id
		JOIN organisation o ON o.id = i.organisation_id
		LEFT JOIN hub_user u ON u.id = i.user_id
		ORDER BY x.happened_on DESC, x.interaction_id DESC`, func(rows pgx.Rows) (err error) {
		entries, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (byHandEntry, error) {
			var i byHandInteraction
			var user *uuid.UUID
			var name *string
			err := row.Scan(&i.ID, &i.Channel, &i.HappenedOn, &i.Themes, &i.Summary, &i.Organisation.ID, &i.Organisation.Name, &user, &name)
			i.RecordedBy = byHandName("user_", user, name)
			return byHandEntry{i}, err
		})
		return err
	})
	if err := h.pool.SendBatch(ctx, batch).Close(); err != nil {
		return nil, err
	}
	page.Sites, page.People, page.Timeline.Nodes = sites, people, entries
	return map[string]any{"employer": page}, nil
}

package postgres_test

import (
	"regexp"
	"testing"

	"employerhub/internal/hub"
	"employerhub/internal/pgtest"
	"employerhub/internal/postgres"
)

func TestNothingOfReceivedEmailsReadsAWholeTable(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	fill(t, pool, 20_000)
	v := addViewers(t, pool)
	run(t, pool, `UPDATE employer SET website = 'https://www.w' || right(name_key, 4) || '.example/about' WHERE key_account`)
	run(t, pool, `INSERT INTO person (id, name, email, organisation_id) SELECT id, 'Dana Wells', 'dana@' || replace(name_key, ' ', '') || '.example', $1 FROM employer`, v.author.OrganisationID)
	run(t, pool, `INSERT INTO person_role (id, person_id, employer_id, function) SELECT id, id, id, 'HR' FROM employer`)
	run(t, pool, `
		INSERT INTO received_email (id, organisation_id, user_id, message_key, received_at, state, happened_on, subject, summary, party_addresses, party_names, unsure)
		SELECT gen_random_uuid(), $1, $2, sha256(n::text::bytea), now(), CASE WHEN n % 20 = 0 THEN 'TO_FILE' ELSE 'DISCARDED' END,
			CASE WHEN n % 20 = 0 THEN current_date END, CASE WHEN n % 20 = 0 THEN 'S' END, CASE WHEN n % 20 = 0 THEN 'S' END,
			CASE WHEN n % 20 = 0 THEN '{}'::text[] END, CASE WHEN n % 20 = 0 THEN '{}'::text[] END, CASE WHEN n % 20 = 0 THEN 'NOBODY_KNOWN' END
		FROM generate_series(1, 20000) n`, v.author.OrganisationID, v.author.UserID)
	run(t, pool, `VACUUM ANALYZE received_email, person, person_role, employer`)
	for name, read := range map[string]func(q postgres.Querier) (int, error){
		"the organisation's": func(q postgres.Querier) (int, error) {
			list, err := postgres.ReceivedEmails(t.Context(), q, v.author, false, hub.Page{First: 20})
			return len(list.Nodes), err
		},
		"one's own": func(q postgres.Querier) (int, error) {
			list, err := postgres.ReceivedEmails(t.Context(), q, v.author, true, hub.Page{First: 20})
			return len(list.Nodes), err
		},
		"how many": func(q postgres.Querier) (int, error) {
			return postgres.CountReceivedEmails(t.Context(), q, v.author, true)
		},
		"an employer by a person": func(q postgres.Querier) (int, error) {
			found, err := postgres.EmailCandidates(t.Context(), q, v.author, []hub.EmailAddress{"dana@works777.example"}, []string{"works777.example"})
			return len(found), err
		},
		"an employer by people of the domain": func(q postgres.Querier) (int, error) {
			found, err := postgres.EmailCandidates(t.Context(), q, v.author, []hub.EmailAddress{"new@works777.example"}, []string{"works777.example"})
			return len(found), err
		},
		"an employer by its website": func(q postgres.Querier) (int, error) {
			found, err := postgres.EmailCandidates(t.Context(), q, v.author, []hub.EmailAddress{"new@w9900.example"}, []string{"w9900.example"})
			return len(found), err
		},
	} {
		q := &planned{Querier: pool}
		if found, err := read(q); err != nil || found == 0 {
			t.Fatalf("%s: %d, %v", name, found, err)
		}
		for _, plan := range q.plans {
			if regexp.MustCompile(`Seq Scan on (employer|person|person_role|received_email)\b`).MatchString(plan) {
				t.Errorf("%s:\n%s", name, plan)
			}
		}
	}
}

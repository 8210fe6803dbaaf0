package graph_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

// Each field that gives out how somebody can be reached is recorded when it is read, or is no contact's: why not stands here.
func TestEveryFieldWithDetailsOfAContactIsRecordedOrExcused(t *testing.T) {
	t.Parallel()
	recorded := []string{"Person.email", "Person.phone"}
	excused := map[string]string{
		"Account.email":                             "staff's own",
		"Viewer.loggingAddress":                     "the hub's",
		"RenewLoggingAddressPayload.loggingAddress": "the hub's",
		"Mutation.takeAnswersByPhone":               "makes a link",
		"EmailParty.address":                        "stands in a copy that the reader's organisation sent itself, and belongs to no record yet",
		"EmailCandidate.address":                    "stands in the same copy",
	}
	for _, of := range schema().Types {
		if of.IsInputType() {
			continue
		}
		for _, field := range of.Fields {
			name := of.Name + "." + field.Name
			details := field.Type.Name() == "EmailAddress" || strings.Contains(strings.ToLower(field.Name), "phone")
			if _, ok := excused[name]; details && !ok && !slices.Contains(recorded, name) {
				t.Errorf("%s tells how somebody can be reached: its resolver has to note whom it tells of", name)
			}
		}
	}
}

func TestReadingAContactsDetailsIsRecorded(t *testing.T) {
	t.Parallel()
	reads := func(t *testing.T, b testBundle, person string) (who []string) {
		t.Helper()
		rows, err := b.pool.Query(t.Context(), `SELECT actor_name FROM audit WHERE action = 'person.read' AND 'person_' || record_id = $1 ORDER BY id`, person)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				t.Fatal(err)
			}
			who = append(who, name)
		}
		return who
	}
	type state struct {
		testBundle
		record theRecord
		reader hub.Actor
		api    http.Handler
	}
	begin := func(t *testing.T) state {
		t.Helper()
		b := setup(t)
		council := b.as(t, hub.RoleEngagement)
		r := b.record(t, b.api(council))
		reader := b.as(t, hub.RoleEngagement)
		if n := len(reads(t, b, r.person)); n != 0 {
			t.Fatalf("%d reads before anybody read", n)
		}
		return state{b, r, reader, b.api(reader)}
	}

	for name, query := range map[string]string{
		"by node":            `query($id: ID!) { node(id: $id) { ... on Person { email } } }`,
		"through the role":   `query($role: ID!) { node(id: $role) { ... on PersonRole { person { phone } } } }`,
		"in a list":          `query($employer: ID!) { employers(filter: {idIn: [$employer]}) { nodes { people { person { email phone } } } } }`,
		"in what was logged": `query($employer: ID!) { employer(id: $employer) { timeline(first: 50) { nodes { interaction { people { email } } } } } }`,
		"in the history":     `query($employer: ID!) { employer(id: $employer) { history(first: 50) { nodes { fields { after } } } } }`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := begin(t)
			variables := fmt.Sprintf(`{"id": %q, "role": %q, "employer": %q}`, b.record.person, b.record.role, b.record.employer)

			if got := ask(t, b.api, query, variables); !strings.Contains(got.text, "hush@abdy.example") && !strings.Contains(got.text, "01709") {
				t.Fatalf("got %s, which tells nothing", got.text)
			}

			if who := reads(t, b.testBundle, b.record.person); len(who) != 1 || who[0] != b.reader.Name {
				t.Errorf("recorded are %q, want one read by %s", who, b.reader.Name)
			}
		})
	}

	t.Run("once an hour for each reader, however often and by whichever path", func(t *testing.T) {
		t.Parallel()
		b := begin(t)
		now := time.Date(2026, 11, 23, 12, 0, 0, 0, hub.London)
		b.app = app.New(b.pool, nil, func(context.Context) (time.Time, error) { return now, nil })
		b.api = b.testBundle.api(b.reader)
		read := func(api http.Handler) {
			ask(t, api, `query($id: ID!) { node(id: $id) { ... on Person { email phone } } }`, `{"id": "`+b.record.person+`"}`)
		}
		read(b.api)
		read(b.api)
		read(b.testBundle.api(b.as(t, hub.RoleEngagement)))
		if n := len(reads(t, b.testBundle, b.record.person)); n != 2 {
			t.Errorf("%d rows after three reads by two people, want 2", n)
		}
		now = now.Add(time.Hour)
		read(b.api)
		if n := len(reads(t, b.testBundle, b.record.person)); n != 3 {
			t.Errorf("%d rows after an hour, want 3", n)
		}
	})

	t.Run("not where only the name was read, or nothing could be", func(t *testing.T) {
		t.Parallel()
		b := begin(t)
		ask(t, b.api, `query($id: ID!) { node(id: $id) { ... on Person { name emailState } } }`, `{"id": "`+b.record.person+`"}`)
		analyst := b.testBundle.api(b.as(t, hub.RoleAnalyst))
		ask(t, analyst, `query($id: ID!) { node(id: $id) { ... on Person { email phone } } }`, `{"id": "`+b.record.person+`"}`)
		if who := reads(t, b.testBundle, b.record.person); len(who) != 0 {
			t.Errorf("recorded are %q", who)
		}
	})

	t.Run("and nobody is told what cannot be recorded", func(t *testing.T) {
		t.Parallel()
		b := begin(t)
		if _, err := b.pool.Exec(t.Context(), `ALTER TABLE audit ADD CHECK (action <> 'person.read') NOT VALID`); err != nil {
			t.Fatal(err)
		}
		got := ask(t, b.api, `query($id: ID!) { node(id: $id) { ... on Person { email } } }`, `{"id": "`+b.record.person+`"}`)
		if strings.Contains(got.text, "hush@") || !strings.Contains(got.text, "INTERNAL") {
			t.Errorf("got %s", got.text)
		}
	})
}

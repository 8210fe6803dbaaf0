package pages_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	netmail "net/mail"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"employerhub/internal/app"
	"employerhub/internal/hub"
	"employerhub/internal/mail"
	"employerhub/internal/pages"
	"employerhub/internal/pgtest"
)

func TestDevelopmentInboxAndClock(t *testing.T) {
	t.Parallel()
	d := setupDevelopment(t)

	if got := d.get(t, "/dev/inbox"); !strings.Contains(words(got.body), "There is none") {
		t.Fatalf("a new inbox says: %s", words(got.body))
	}
	d.move(t, url.Values{"date": {"2031-03-04"}, "time": {"09:29"}}, "Sent: 0.")
	d.move(t, url.Values{"by": {"hour"}}, "Sent: 2.") // Tuesday, half past ten
	d.move(t, url.Values{"by": {"hour"}}, "Sent: 0.")

	t.Run("the inbox lists what was sent, and finds an address", func(t *testing.T) {
		d.get(t, "/dev/inbox").says(t, "Skills at First Ltd: 2 minutes", "ann@first.example", "Skills at Second Ltd: 2 minutes", "Tuesday 4 March 2031, 10:29")
		if found := words(d.get(t, "/dev/inbox?search=FIRST").body); !strings.Contains(found, "First Ltd") || strings.Contains(found, "Second Ltd") {
			t.Errorf("searching for one finds: %s", found)
		}
	})
	t.Run("a message is shown as HTML that can do nothing, as text, and with its headers", func(t *testing.T) {
		letter := regexp.MustCompile(`/dev/inbox/\d+`).FindString(d.get(t, "/dev/inbox?search=first").body)
		shown, html := d.get(t, letter), d.get(t, letter+"/html")

		shown.says(t, "Dear Ann", "Message-ID", "hub@rotherham.example", "Auto-Submitted")
		link := regexp.MustCompile(`href="(https://hub\.rotherham\.example/a/[a-z2-7]{26})"`)
		if !link.MatchString(shown.body) || !link.MatchString(html.body) {
			t.Errorf("the link cannot be followed:\n%s\n%s", shown.body, html.body)
		}
		if policy := html.header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "sandbox") {
			t.Errorf("a message's policy is %q", policy)
		}
	})
	t.Run("the clock says what comes next", func(t *testing.T) {
		d.get(t, "/dev/clock").says(t, "Tuesday 4 March 2031", "Tuesday 11 March 2031, 09:30 Ann, First Ltd A reminder")
	})
	t.Run("what is no date is refused, and the clock stays", func(t *testing.T) {
		got := d.post(t, url.Values{"date": {"soon"}, "time": {"10:00"}})
		if got.status != http.StatusBadRequest {
			t.Errorf("got %d, want 400", got.status)
		}
		got.says(t, "Enter a date and a time", "Tuesday 4 March 2031")
	})
	t.Run("a message that is not there is not found", func(t *testing.T) {
		for _, path := range []string{"/dev/inbox/999999", "/dev/inbox/x", "/dev/inbox/999999/html"} {
			if got := d.get(t, path); got.status != http.StatusNotFound {
				t.Errorf("%s: got %d, want 404", path, got.status)
			}
		}
	})
	t.Run("the real time comes back", func(t *testing.T) {
		d.move(t, url.Values{"by": {"real"}}, "Sent: 0.")
		d.get(t, "/dev/clock").says(t, "as it is for everybody")
	})
}

func TestOtherHubsHaveNoDevelopmentInbox(t *testing.T) {
	t.Parallel()
	if inbox, err := app.NewDevelopmentInbox(nil, false); err == nil || inbox != nil {
		t.Errorf("got %v, %v", inbox, err)
	}
}

// development is a hub with two employers who were sent the pulse, and its pages below /dev/.
type development struct{ url string }

func setupDevelopment(t *testing.T) development {
	t.Helper()
	pool, jobs := pgtest.New(t)
	a := app.New(pool, jobs, app.DevelopmentClock(pool))
	inbox, err := app.NewDevelopmentInbox(a, true)
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.DiscardHandler)
	sender := app.NewSender(a, inbox, mail.Composer{
		From: netmail.Address{Name: "Hub", Address: "hub@rotherham.example"}, BaseURL: "https://hub.rotherham.example",
	}, app.SendingLimits{Lease: time.Minute, Connections: 2, Spell: time.Minute}, log)
	server := httptest.NewServer(pages.NewDevelopment(a, sender, log))
	t.Cleanup(server.Close)

	if err := a.MoveClock(t.Context(), time.Date(2031, 3, 3, 12, 0, 0, 0, hub.London)); err != nil {
		t.Fatal(err)
	}
	if err := a.SeedQuestionnaires(t.Context()); err != nil {
		t.Fatal(err)
	}
	manager := hub.Actor{Kind: hub.ActorUser, OrganisationID: hub.NewOrganisationID(), Name: "Mo", Roles: []hub.Role{hub.RoleManager}, SharesPersonalData: true}
	var version hub.QuestionnaireVersionID
	for _, name := range []string{"First", "Second"} {
		if _, err := pool.Exec(t.Context(), `
			WITH e AS (INSERT INTO employer (id, name, name_key, legal_form, search_words) VALUES ($1, $3 || ' Ltd', lower($3), 'PRIVATE_LIMITED', lower($3))),
				p AS (INSERT INTO person (id, name, email) VALUES ($2, 'Ann', 'ann@' || lower($3) || '.example'))
			INSERT INTO person_role (id, person_id, employer_id, function) VALUES (gen_random_uuid(), $2, $1, 'OWNER')`,
			hub.NewEmployerID(), hub.NewPersonID(), name); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := pool.Exec(t.Context(), `INSERT INTO organisation (id, name, kind) VALUES ($1, 'Rotherham Council', 'COUNCIL')`, manager.OrganisationID); err != nil {
		t.Fatal(err)
	}
	if err := pool.QueryRow(t.Context(), `SELECT v.id FROM questionnaire_version v JOIN questionnaire q ON q.id = v.questionnaire_id WHERE q.key = 'pulse'`).Scan(&version); err != nil {
		t.Fatal(err)
	}
	_, _, err = a.SendDiagnostic(hub.WithActor(context.Background(), manager), hub.SendDiagnosticInput{
		QuestionnaireVersionID: version, Functions: []hub.PersonFunction{hub.FunctionOwner}, Kind: hub.CampaignService, KindReason: new("they asked for it"),
	})
	if err != nil {
		t.Fatal(err)
	}
	return development{server.URL}
}

func (d development) get(t *testing.T, path string) answer {
	t.Helper()
	response, err := http.Get(d.url + path)
	return read(t, response, err)
}

func (d development) post(t *testing.T, form url.Values) answer {
	t.Helper()
	response, err := http.PostForm(d.url+"/dev/clock", form)
	return read(t, response, err)
}

// move moves the clock, and expects to be told what was done.
func (d development) move(t *testing.T, form url.Values, did string) {
	t.Helper()
	d.post(t, form).says(t, did)
}

func read(t *testing.T, response *http.Response, err error) answer {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{status: response.StatusCode, header: response.Header, body: string(body)}
}

package pages_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"employerhub/internal/app"
	"employerhub/internal/auth"
	"employerhub/internal/hub"
	"employerhub/internal/pages"
	"employerhub/internal/pgtest"
	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// today is a Monday.
var today = hub.NewDate(2026, time.November, 23)

type testBundle struct {
	app        *app.App
	pool       *pgxpool.Pool
	url        string // of the link
	client     *http.Client
	token      hub.LinkToken
	invitation hub.InvitationID
	person     hub.PersonID
	employer   hub.EmployerID
	// now is the business clock.
	now *time.Time
}

// setup has an employer with one person, who was asked the pulse and holds a link. Its browser follows no redirects.
func setup(t *testing.T) testBundle {
	t.Helper()
	pool, jobs := pgtest.New(t)
	now := today.At(10, 0)
	b := testBundle{
		pool: pool, token: hub.NewLinkToken(), now: &now,
		invitation: hub.NewInvitationID(), person: hub.NewPersonID(), employer: hub.NewEmployerID(),
	}
	b.app = app.New(pool, jobs, func(context.Context) (time.Time, error) { return *b.now, nil })
	if err := b.app.SeedQuestionnaires(t.Context()); err != nil {
		t.Fatal(err)
	}
	lead, council := hub.NewUserID(), hub.NewOrganisationID()
	b.exec(t, `INSERT INTO organisation (id, name, kind) VALUES (@council, 'Rotherham Council', 'COUNCIL')`, pgx.NamedArgs{"council": council})
	b.exec(t, `INSERT INTO hub_user (id, organisation_id, name, name_key, email, phone, roles)
		VALUES (@lead, @council, 'Priya Nair', 'priya nair', 'priya.nair@rotherham.example', '01709 000000', '{ENGAGEMENT}')`,
		pgx.NamedArgs{"lead": lead, "council": council})
	b.exec(t, `INSERT INTO employer (id, name, name_key, search_words, lead_organisation_id, account_lead_id)
		VALUES (@employer, 'Don Valley Castings Ltd', 'don valley castings', 'don valley castings', @council, @lead)`,
		pgx.NamedArgs{"employer": b.employer, "council": council, "lead": lead})
	b.exec(t, `INSERT INTO person (id, name, email) VALUES (@person, 'Jo Swann', 'jo@castings.example')`, pgx.NamedArgs{"person": b.person})
	b.exec(t, `INSERT INTO person_role (id, person_id, employer_id, function, since) VALUES (@role, @person, @employer, 'HR', '2020-01-01')`,
		pgx.NamedArgs{"role": hub.NewRoleID(), "person": b.person, "employer": b.employer})
	b.invite(t, council, b.invitation)
	b.link(t, hub.Link{ID: hub.NewLinkID(), PersonID: b.person, InvitationID: b.invitation, ExpiresAt: today.AddDays(30).At(0, 0)}, b.token)

	log := slog.New(slog.NewTextHandler(t.Output(), nil))
	server := httptest.NewServer(http.NewCrossOriginProtection().Handler(pages.New(b.app, auth.NewLinks(b.app, log), log)))
	t.Cleanup(server.Close)
	b.url = server.URL + "/a/" + string(b.token)
	cookies, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	b.client = &http.Client{Jar: cookies, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return b
}

// invite asks the person the pulse, until three weeks from today.
func (b testBundle) invite(t *testing.T, council hub.OrganisationID, invitation hub.InvitationID) {
	t.Helper()
	campaign := hub.NewCampaignID()
	b.exec(t, `INSERT INTO campaign (id, questionnaire_version_id, organisation_id, name, kind, state, reminder_plan, closes_on, launched_at)
		SELECT @campaign, v.id, @council, 'Pulse', 'SERVICE', 'RUNNING', '{}', @closes, @now FROM questionnaire_version v JOIN questionnaire q ON q.id = v.questionnaire_id WHERE q.key = 'pulse'`,
		pgx.NamedArgs{"campaign": campaign, "council": council, "closes": today.AddDays(21), "now": *b.now})
	b.exec(t, `INSERT INTO invitation (id, campaign_id, employer_id, person_id, next_reminder_at, created_at)
		VALUES (@invitation, @campaign, @employer, @person, @now, @now)`,
		pgx.NamedArgs{"invitation": invitation, "campaign": campaign, "employer": b.employer, "person": b.person, "now": *b.now})
}

func (b testBundle) link(t *testing.T, l hub.Link, token hub.LinkToken) {
	t.Helper()
	err := pgx.BeginFunc(t.Context(), b.pool, func(tx pgx.Tx) error { return postgres.InsertLink(t.Context(), tx, l, token) })
	if err != nil {
		t.Fatal(err)
	}
}

func (b testBundle) exec(t *testing.T, sql string, args pgx.NamedArgs) {
	t.Helper()
	if _, err := b.pool.Exec(t.Context(), sql, args); err != nil {
		t.Fatal(err)
	}
}

// answer is what a browser got.
type answer struct {
	status   int
	location string
	header   http.Header
	body     string
}

func (b testBundle) get(t *testing.T, path string) answer {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, b.url+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	return b.do(t, request)
}

func (b testBundle) post(t *testing.T, path string, form url.Values) answer {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, b.url+path, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.do(t, request)
}

func (b testBundle) do(t *testing.T, request *http.Request) answer {
	t.Helper()
	response, err := b.client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	_, location, _ := strings.Cut(response.Header.Get("Location"), string(b.token))
	return answer{response.StatusCode, location, response.Header, string(body)}
}

var hidden = regexp.MustCompile(`<input type="hidden" name="(\w+)" value="([^"]*)">`)

// open gets a page and returns the form that it would send, with answers filled in.
func (b testBundle) open(t *testing.T, path string, answers ...string) url.Values {
	t.Helper()
	page := b.get(t, path)
	if page.status != http.StatusOK {
		t.Fatalf("%s: %d, to %q", path, page.status, page.location)
	}
	return formOf(page, answers...)
}

func formOf(page answer, answers ...string) url.Values {
	form := url.Values{}
	for _, field := range hidden.FindAllStringSubmatch(page.body, -1) {
		form.Set(field[1], field[2])
	}
	if answers != nil {
		form["answer"] = answers
	}
	return form
}

// save answers one question and expects to be led on.
func (b testBundle) save(t *testing.T, question, leadsTo string, answers ...string) {
	t.Helper()
	got := b.post(t, "/question/"+question, b.open(t, "/question/"+question, answers...))
	if got.status != http.StatusSeeOther || got.location != leadsTo {
		t.Fatalf("%s: %d, to %q; want to be led to %q\n%s", question, got.status, got.location, leadsTo, words(got.body))
	}
}

// complete answers everything, and stops before sending it.
func (b testBundle) complete(t *testing.T) {
	t.Helper()
	if got := b.post(t, "/start", nil); got.status != http.StatusSeeOther || got.location != "/question/hiring" {
		t.Fatalf("start: %d, to %q", got.status, got.location)
	}
	b.save(t, "hiring", "/question/vacancies", "harder")
	b.save(t, "vacancies", "/question/hardToFill", "9")
	b.save(t, "hardToFill", "/question/notFullyAble", "4")
	b.save(t, "notFullyAble", "/question/jobs", "dontKnow")
	b.save(t, "jobs", "/question/callAbout", "up")
	b.save(t, "callAbout", "/check", "recruitment", "healthAtWork")
}

// contents is all that the hub stores, so that a test can say that nothing changed.
func (b testBundle) contents(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	for _, table := range []string{"audit", "invitation", "response", "skills_need", "task", "objection", "person_role", "personal_link", "river_job"} {
		all.WriteString(table + ": " + b.one(t, `SELECT coalesce(jsonb_agg(t ORDER BY t::text), '[]')::text FROM `+table+` t`) + "\n")
	}
	return all.String()
}

// one reads a single value as text.
func (b testBundle) one(t *testing.T, sql string) (value string) {
	t.Helper()
	if err := b.pool.QueryRow(t.Context(), sql).Scan(&value); err != nil {
		t.Fatal(err)
	}
	return value
}

func (b testBundle) wants(t *testing.T, what, sql, want string) {
	t.Helper()
	if got := b.one(t, sql); got != want {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

var (
	tags   = regexp.MustCompile(`(?s)<style.*?</style>|<[^>]*>`)
	spaces = regexp.MustCompile(`\s+`)
)

// words are what a page says.
func words(body string) string {
	return strings.TrimSpace(spaces.ReplaceAllString(tags.ReplaceAllString(body, " "), " "))
}

func (a answer) says(t *testing.T, wanted ...string) {
	t.Helper()
	for _, want := range wanted {
		if !strings.Contains(words(a.body), want) {
			t.Errorf("the page does not say %q:\n%s", want, words(a.body))
		}
	}
}

package app_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/mail"
	"sync"
	"testing"
	"time"

	"employerhub/internal/app"
	"employerhub/internal/hub"
	hubmail "employerhub/internal/mail"
	"employerhub/internal/pgtest"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
)

// testBundle is a hub with one council, whose manager sends the pulse, a clock that the test moves, and a mail server that
// does what the test says.
type testBundle struct {
	*testing.T
	pool    *pgxpool.Pool
	jobs    *river.Client[pgx.Tx]
	app     *app.App
	clock   *clock
	server  *mailServer
	sender  *app.Sender
	manager hub.Actor
	pulse   hub.QuestionnaireVersionID
}

// tuesday is when most tests begin: in the window of surveys, at half past ten.
const tuesday = "2026-11-24 10:30"

func setup(t *testing.T) testBundle {
	t.Helper()
	pool, jobs := pgtest.New(t)
	b := testBundle{T: t, pool: pool, jobs: jobs, clock: &clock{now: moment(tuesday)}, server: &mailServer{}}
	b.app = app.New(pool, jobs, b.clock.Now)
	b.sender = b.lane()
	b.manager = hub.Actor{
		Kind: hub.ActorUser, OrganisationID: hub.NewOrganisationID(), UserID: hub.NewUserID(), Name: "Mo Manager",
		Roles: []hub.Role{hub.RoleManager}, SharesPersonalData: true,
	}
	b.exec(`INSERT INTO organisation (id, name, kind) VALUES ($1, 'Rotherham Council', 'COUNCIL')`, b.manager.OrganisationID)
	b.exec(`INSERT INTO hub_user (id, organisation_id, name, name_key, email, phone, roles)
		VALUES ($1, $2, 'Mo Manager', 'mo manager', 'mo@rotherham.example', '01709 382121', '{MANAGER}')`, b.manager.UserID, b.manager.OrganisationID)
	b.exec(`UPDATE user_setting SET digest = 'NONE'`) // most tests count every message
	if err := b.app.SeedQuestionnaires(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := pool.QueryRow(t.Context(), `SELECT v.id FROM questionnaire_version v JOIN questionnaire q ON q.id = v.questionnaire_id WHERE q.key = 'pulse'`).Scan(&b.pulse); err != nil {
		t.Fatal(err)
	}
	return b
}

// lane is another process that sends, two messages at a time.
func (b testBundle) lane() *app.Sender {
	return b.laneBy(b.server, b.app, app.SendingLimits{Lease: time.Minute, Connections: 2, Spell: time.Minute})
}

func (b testBundle) laneBy(transport hubmail.Transport, a *app.App, limits app.SendingLimits) *app.Sender {
	if limits.Fresh == 0 {
		limits.Fresh = time.Minute // however slow the machine is
	}
	composer := hubmail.Composer{From: mail.Address{Name: "Hub", Address: "hub@rotherham.example"}, BaseURL: "https://hub.rotherham.example"}
	return app.NewSender(a, transport, composer, limits, slog.New(slog.DiscardHandler))
}

// employers adds so many, each with an HR director, and returns them in order of their names.
func (b testBundle) employers(n int) []hub.EmployerID {
	b.Helper()
	var all []hub.EmployerID
	for i := range n {
		e, p := hub.NewEmployerID(), hub.NewPersonID()
		name := fmt.Sprintf("Employer %02d", i+1)
		b.exec(`INSERT INTO employer (id, name, name_key, legal_form, search_words) VALUES ($1, $2, lower($2), 'PRIVATE_LIMITED', lower($2))`, e, name)
		b.exec(`INSERT INTO person (id, name, email) VALUES ($1, $2, $3)`, p, fmt.Sprintf("Person %02d", i+1), address(i+1))
		b.exec(`INSERT INTO person_role (id, person_id, employer_id, function) VALUES ($1, $2, $3, 'HR_DIRECTOR')`, hub.NewRoleID(), p, e)
		all = append(all, e)
	}
	return all
}

// address is that of the HR director of the n-th employer.
func address(n int) string { return fmt.Sprintf("person%02d@employer.example", n) }

// launch sends the pulse to employers, with answers until Thursday 17 December.
func (b testBundle) launch(to ...hub.EmployerID) hub.Campaign {
	b.Helper()
	campaign, _, err := b.app.SendDiagnostic(hub.WithActor(b.Context(), b.manager), b.input(to...))
	if err != nil {
		b.Fatal(err)
	}
	return campaign
}

func (b testBundle) input(to ...hub.EmployerID) hub.SendDiagnosticInput {
	closes := hub.NewDate(2026, time.December, 17)
	return hub.SendDiagnosticInput{
		QuestionnaireVersionID: b.pulse, Audience: hub.EmployerFilter{IDIn: to}, ClosesOn: &closes, Kind: hub.CampaignService, KindReason: new("they asked for it"),
		Functions: []hub.PersonFunction{hub.FunctionHRDirector, hub.FunctionHR, hub.FunctionOwner},
	}
}

// at moves the clock and does what the minute brings: a sweep, then the sending.
func (b testBundle) at(when string) app.Sent {
	b.Helper()
	b.clock.set(moment(when))
	b.sweep()
	return b.send()
}

func (b testBundle) sweep() app.Swept {
	b.Helper()
	swept, err := b.app.Sweep(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	return swept
}

func (b testBundle) send() app.Sent {
	b.Helper()
	sent, _, err := b.sender.Send(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	return sent
}

// states counts messages by state.
func (b testBundle) states() map[hub.MessageState]int {
	b.Helper()
	out := map[hub.MessageState]int{}
	rows, err := b.pool.Query(b.Context(), `SELECT state, count(*) FROM message GROUP BY state ORDER BY state`)
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var state hub.MessageState
		var n int
		if err := rows.Scan(&state, &n); err != nil {
			b.Fatal(err)
		}
		out[state] = n
	}
	return out
}

func (b testBundle) exec(sql string, args ...any) {
	b.Helper()
	if _, err := b.pool.Exec(b.Context(), sql, args...); err != nil {
		b.Fatal(err)
	}
}

// value reads a single value as text.
func (b testBundle) value(sql string) (out string) {
	b.Helper()
	if err := b.pool.QueryRow(b.Context(), sql).Scan(&out); err != nil {
		b.Fatal(err)
	}
	return out
}

func (b testBundle) wants(what, sql, want string) {
	b.Helper()
	if got := b.value(sql); got != want {
		b.Errorf("%s: got %q, want %q", what, got, want)
	}
}

// clock is business time.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now(context.Context) (time.Time, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now, nil
}

func (c *clock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}

// mailServer takes every message unless answer says otherwise, and remembers what it took.
type mailServer struct {
	mu     sync.Mutex
	answer func(m hubmail.Message) hubmail.Outcome
	took   []hubmail.Message
}

func (s *mailServer) Send(_ context.Context, m hubmail.Message) hubmail.Outcome {
	out := hubmail.Outcome{Result: hubmail.Accepted, ProviderID: "queued " + m.ID.String()}
	if s.answer != nil {
		out = s.answer(m)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if out.Result == hubmail.Accepted || out.Result == hubmail.Unknown {
		s.took = append(s.took, m)
	}
	return out
}

// messages counts how often it took each message since taken was asked last.
func (s *mailServer) messages() map[hub.MessageID]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[hub.MessageID]int{}
	for _, m := range s.took {
		out[m.ID]++
	}
	return out
}

// transport is one that is a function.
type transport func(ctx context.Context, m hubmail.Message) hubmail.Outcome

func (t transport) Send(ctx context.Context, m hubmail.Message) hubmail.Outcome { return t(ctx, m) }

// taken counts what it took since the last time by address.
func (s *mailServer) taken() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[string]int{}
	for _, m := range s.took {
		out[m.To.Address]++
	}
	s.took = nil
	return out
}

func moment(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, hub.London)
	if err != nil {
		panic(err)
	}
	return t
}

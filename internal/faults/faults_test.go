//go:build faults

package faults

import (
	"bufio"
	"context"
	"io"
	"math/rand/v2"
	"net"
	netmail "net/mail"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"employerhub/internal/app"
	"employerhub/internal/embedpg"
	"employerhub/internal/hub"
	"employerhub/internal/pgtest"
	"employerhub/internal/postgres"

	"github.com/emersion/go-smtp"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
)

const (
	invitations = 2000
	perCampaign = 1000
	deaths      = 10
	// connections are those of one process.
	connections = 10
)

//nolint:paralleltest // it is given the machine to itself, so that the kills come in the middle
func TestACampaignWhoseSenderIsKilledAgainAndAgain(t *testing.T) {
	b := setup(t)
	b.launch()
	var faults []time.Time

	for range deaths {
		b.sweep()
		work := b.work()
		b.sink.untilTaken(t, b.sink.total()+1+rand.IntN(invitations/deaths/2))
		if err := work.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = work.Wait() // it was killed
		faults = append(faults, b.now())
	}
	b.finish()

	b.holds(faults)
}

//nolint:paralleltest // it is given the machine to itself, so that the outages come in the middle
func TestACampaignWhoseDatabaseIsStoppedAndStarted(t *testing.T) {
	b, restart := setupOwnDatabase(t)
	b.launch()
	const outages = 5
	b.sweep()
	work := b.work()
	var faults []time.Time

	for range outages {
		b.sink.untilTaken(t, b.sink.total()+1+rand.IntN(invitations/outages/3))
		restart()
		faults = append(faults, b.now())
		b.sweep()
	}
	if err := work.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = work.Wait()
	faults = append(faults, b.now())
	b.finish()

	b.holds(faults)
}

// setupOwnDatabase is setup with a PostgreSQL of its own, which restart stops and starts.
func setupOwnDatabase(t *testing.T) (b bundle, restart func()) {
	t.Helper()
	cfg := embedpg.Config{Dir: t.TempDir(), Binaries: os.Getenv("HUB_PG_BIN"), Settings: []string{"fsync=off"}}
	server, err := embedpg.Start(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Stop() })
	pool, err := postgres.Open(t.Context(), server.URL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	if err := postgres.Migrate(t.Context(), pool); err != nil {
		t.Fatal(err)
	}
	jobs, err := river.NewClient(riverpgxv5.New(pool), &river.Config{})
	if err != nil {
		t.Fatal(err)
	}
	cfg.Port = int(pool.Config().ConnConfig.Port)
	now := func(context.Context) (time.Time, error) { return time.Now(), nil }
	return bundle{t, pool, app.New(pool, jobs, now), newSink(t)}, func() {
		if err := server.Stop(); err != nil {
			t.Fatal(err)
		}
		if server, err = embedpg.Start(t.Context(), cfg); err != nil {
			t.Fatal(err)
		}
	}
}

// bundle is a database, a mail server that takes everything, and how to start a process that sends.
type bundle struct {
	*testing.T
	pool *pgxpool.Pool
	app  *app.App
	sink *sink
}

func setup(t *testing.T) bundle {
	t.Helper()
	pool, jobs := pgtest.New(t)
	now := func(context.Context) (time.Time, error) { return time.Now(), nil }
	return bundle{t, pool, app.New(pool, jobs, now), newSink(t)}
}

func (b bundle) exec(sql string, args ...any) {
	b.Helper()
	if _, err := b.pool.Exec(b.Context(), sql, args...); err != nil {
		b.Fatal(err)
	}
}

func (b bundle) sweep() {
	b.Helper()
	b.again(func() error {
		_, err := b.app.Sweep(b.Context())
		return err
	})
}

// now is the moment by the database's clock.
func (b bundle) now() (now time.Time) {
	b.Helper()
	b.again(func() error { return b.pool.QueryRow(b.Context(), `SELECT clock_timestamp()`).Scan(&now) })
	return now
}

// again does something once more for each connection of the pool that was cut.
func (b bundle) again(do func() error) {
	b.Helper()
	var err error
	for range b.pool.Config().MaxConns + 1 {
		if err = do(); err == nil {
			return
		}
	}
	b.Fatal(err)
}

// launch asks all employers, in campaigns that may send at any time.
func (b bundle) launch() {
	b.Helper()
	if err := b.app.SeedQuestionnaires(hub.WithActor(b.Context(), hub.System)); err != nil {
		b.Fatal(err)
	}
	council := hub.NewOrganisationID()
	b.exec(`INSERT INTO organisation (id, name, kind) VALUES ($1, 'Rotherham Council', 'COUNCIL')`, council)
	manager := hub.Actor{Kind: hub.ActorToken, OrganisationID: council, Name: "Faults", Roles: []hub.Role{hub.RoleManager}, SharesPersonalData: true}
	var version hub.QuestionnaireVersionID
	if err := b.pool.QueryRow(b.Context(), `SELECT id FROM questionnaire_version WHERE state = 'PUBLISHED' LIMIT 1`).Scan(&version); err != nil {
		b.Fatal(err)
	}
	var employers []hub.EmployerID
	for range invitations {
		employers = append(employers, hub.NewEmployerID())
	}
	b.exec(`INSERT INTO employer (id, name, name_key, legal_form, search_words)
		SELECT id, 'Employer ' || n, 'employer ' || n, 'PRIVATE_LIMITED', 'employer' FROM unnest($1::uuid[]) WITH ORDINALITY AS e (id, n)`, employers)
	b.exec(`INSERT INTO person (id, name, email) SELECT id, 'Person', id || '@employer.example' FROM employer`)
	b.exec(`INSERT INTO person_role (id, person_id, employer_id, function) SELECT e.id, p.id, e.id, 'HR_DIRECTOR' FROM employer e JOIN person p ON p.id = e.id`)
	closes := hub.DateOf(time.Now()).AddDays(20)
	for first := 0; first < invitations; first += perCampaign {
		_, _, err := b.app.SendDiagnostic(hub.WithActor(b.Context(), manager), hub.SendDiagnosticInput{
			QuestionnaireVersionID: version, Audience: hub.EmployerFilter{IDIn: employers[first : first+perCampaign]}, ClosesOn: &closes,
			Kind: hub.CampaignService, KindReason: new("they asked for it"), Functions: []hub.PersonFunction{hub.FunctionHRDirector},
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.exec(`UPDATE campaign SET send_window = 'ANY'`)
	b.exec(`UPDATE message SET send_window = 'ANY', due_at = now()`)
}

// work starts a process that sends, and returns once it is ready.
func (b bundle) work() *exec.Cmd {
	b.Helper()
	cmd := exec.Command("../../bin/hub", "work")
	cmd.Env = append(os.Environ(), "HUB_DATABASE_URL="+b.pool.Config().ConnString(), "HUB_LISTEN=127.0.0.1:0", "HUB_MESSAGE_LEASE=2s",
		"HUB_SMTP_URL=smtp://"+b.sink.address, "HUB_MAIL_CONNECTIONS="+strconv.Itoa(connections), "HUB_LOG_FORMAT=json")
	log, err := cmd.StderrPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = cmd.Process.Kill() }) // ended long before, as a rule
	lines := bufio.NewScanner(log)
	for lines.Scan() {
		if strings.Contains(lines.Text(), `"msg":"ready"`) {
			go func() { _, _ = io.Copy(io.Discard, log) }()
			return cmd
		}
	}
	b.Fatal("hub work did not start")
	return nil
}

// finish lets one process that nobody disturbs send the rest.
func (b bundle) finish() {
	b.Helper()
	work := b.work()
	deadline := time.Now().Add(time.Minute)
	for left := -1; left != 0; {
		if time.Now().After(deadline) {
			b.Fatalf("%d messages are left", left)
		}
		b.sweep()
		err := b.pool.QueryRow(b.Context(), `SELECT count(*) FROM message WHERE state IN ('DUE', 'CLAIMED', 'HANDED_OVER')`).Scan(&left)
		if err != nil {
			b.Fatal(err)
		}
	}
	_ = work.Process.Kill()
	_ = work.Wait()
}

// holds checks that each invitation was taken once, or is uncertain and was taken once at most, and that each fault left no more
// uncertain than there are connections.
func (b bundle) holds(faults []time.Time) {
	b.Helper()
	rows, err := b.pool.Query(b.Context(), `SELECT id, state, transport_called_at FROM message ORDER BY id`)
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close()
	all, accepted, lost, uncertain := 0, 0, 0, make([]int, len(faults)+1)
	for rows.Next() {
		var id hub.MessageID
		var state hub.MessageState
		var called *time.Time
		if err := rows.Scan(&id, &state, &called); err != nil {
			b.Fatal(err)
		}
		all++
		switch taken := b.sink.times(id); state {
		case hub.MessageAccepted:
			accepted++
			if taken != 1 {
				b.Errorf("%s is accepted, and was taken %d times", id, taken)
			}
		case hub.MessageUncertain:
			// It was handed over since the fault before, and before this one.
			fault, _ := slices.BinarySearchFunc(faults, *called, time.Time.Compare)
			uncertain[fault]++
			if taken == 0 {
				lost++
			} else if taken > 1 {
				b.Errorf("%s was taken %d times", id, taken)
			}
		default:
			b.Errorf("%s is left %s", id, state)
		}
	}
	if all != invitations {
		b.Errorf("%d messages, want %d", all, invitations)
	}
	for fault, n := range uncertain[:len(faults)] {
		if n > connections {
			b.Errorf("fault %d left %d uncertain, want at most one a connection: %d", fault+1, n, connections)
		}
	}
	if n := uncertain[len(faults)]; n > 0 {
		b.Errorf("%d are uncertain though nothing happened after they were handed over", n)
	}
	b.Logf("%d accepted; uncertain after each fault %v, of which the mail server did not take %d in all; nothing taken twice or lost",
		accepted, uncertain[:len(faults)], lost)
}

// sink takes every message and counts it by its id.
type sink struct {
	address string
	mu      sync.Mutex
	more    *sync.Cond
	took    map[string]int
	n       int
}

func newSink(t *testing.T) *sink {
	t.Helper()
	s := &sink{took: map[string]int{}}
	s.more = sync.NewCond(&s.mu)
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return session{s}, nil }))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.address = listener.Addr().String()
	server.ErrorLog = silent{}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return s
}

func (s *sink) total() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.n
}

func (s *sink) times(id hub.MessageID) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.took[id.String()]
}

// untilTaken waits until so many were taken, or all.
func (s *sink) untilTaken(t *testing.T, n int) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	giveUp := time.AfterFunc(time.Minute, func() { s.mu.Lock(); defer s.mu.Unlock(); n = 0; s.more.Broadcast() })
	defer giveUp.Stop()
	for n = min(n, invitations*9/10); s.n < n; {
		s.more.Wait()
	}
	if n == 0 {
		t.Fatalf("only %d messages in a minute", s.n)
	}
}

type session struct{ *sink }

func (session) Mail(string, *smtp.MailOptions) error { return nil }
func (session) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (session) Reset()                               {}
func (session) Logout() error                        { return nil }

func (s session) Data(r io.Reader) error {
	m, err := netmail.ReadMessage(r)
	if err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, m.Body); err != nil {
		return err
	}
	id, _, _ := strings.Cut(strings.Trim(m.Header.Get("Message-ID"), "<>"), "@")
	s.mu.Lock()
	defer s.mu.Unlock()
	s.took[id]++
	s.n++
	s.more.Broadcast()
	return nil
}

type silent struct{}

func (silent) Printf(string, ...any) {}
func (silent) Println(...any)        {}

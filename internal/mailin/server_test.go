package mailin

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"employerhub/internal/app"
	"employerhub/internal/hub"
	"employerhub/internal/pgtest"

	"github.com/emersion/go-smtp"
	"github.com/jackc/pgx/v5/pgxpool"
)

// testBundle is a hub that takes mail. Mo may log, and leads Works Ltd, where Jane is.
type testBundle struct {
	*testing.T
	pool *pgxpool.Pool
	// address is where it listens, to where Mo sends copies.
	address, to string
	employer    hub.EmployerID
}

func setup(t *testing.T, settings Settings, peer string) testBundle {
	t.Helper()
	pool, jobs := pgtest.New(t)
	b := testBundle{T: t, pool: pool, to: "log+00112233445566778899aabbccddeeff@hub.example", employer: hub.NewEmployerID()}
	council, person := hub.NewOrganisationID(), hub.NewPersonID()
	b.exec(`INSERT INTO organisation (id, name, kind) VALUES ($1, 'Council', 'COUNCIL')`, council)
	b.exec(`INSERT INTO data_sharing_agreement (id, organisation_id, reference, valid_from, valid_until) VALUES (gen_random_uuid(), $1, 'D', '2000-01-01', '2100-01-01')`, council)
	b.exec(`INSERT INTO hub_user (id, organisation_id, name, name_key, email, roles, logging_key)
		VALUES ($1, $2, 'Mo', 'mo', 'mo@rotherham.example', '{ENGAGEMENT}', '00112233445566778899aabbccddeeff')`, hub.NewUserID(), council)
	b.exec(`INSERT INTO employer (id, name, name_key, legal_form, search_words, lead_organisation_id) VALUES ($1, 'Works', 'works', 'PRIVATE_LIMITED', 'works', $2)`, b.employer, council)
	b.exec(`INSERT INTO person (id, name, email) VALUES ($1, 'Jane', 'Jane@works.example')`, person)
	b.exec(`INSERT INTO person_role (id, person_id, employer_id, function) VALUES ($1, $2, $3, 'HR')`, hub.NewRoleID(), person, b.employer)

	a := app.New(pool, jobs, app.SystemClock)
	a.TakeEmailAt("log@hub.example", 35<<20)
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	b.address = listener.Addr().String()
	if settings.Networks == nil {
		settings.Networks = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("10.0.0.0/8")}
	}
	if settings.MaxBytes == 0 {
		settings.MaxBytes = 1 << 20
	}
	settings.Domain = "hub.example"
	server := NewServer(a, settings, slog.New(slog.DiscardHandler))
	served := make(chan error, 1)
	go func() { served <- server.Serve(elsewhere{listener, peer}) }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if err := errors.Join(server.Shutdown(ctx), <-served); err != nil {
			t.Error(err)
		}
	})
	return b
}

// elsewhere makes all who connect come from peer, where that is not empty.
type elsewhere struct {
	net.Listener
	peer string
}

type distant struct {
	net.Conn
	from net.Addr
}

func (d distant) RemoteAddr() net.Addr { return d.from }

func (e elsewhere) Accept() (net.Conn, error) {
	c, err := e.Listener.Accept()
	if err != nil || e.peer == "" {
		return c, err
	}
	return distant{c, net.TCPAddrFromAddrPort(netip.MustParseAddrPort(e.peer + ":4711"))}, nil
}

func (b testBundle) exec(sql string, args ...any) {
	b.Helper()
	if _, err := b.pool.Exec(b.Context(), sql, args...); err != nil {
		b.Fatal(err)
	}
}

func (b testBundle) logged() (n int) {
	b.Helper()
	if err := b.pool.QueryRow(b.Context(), `SELECT count(*) FROM interaction_employer WHERE employer_id = $1`, b.employer).Scan(&n); err != nil {
		b.Fatal(err)
	}
	return n
}

func (b testBundle) dial() *smtp.Client {
	b.Helper()
	c, err := smtp.Dial(b.address)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = c.Close() })
	return c
}

// send hands a message over, and returns what the server said no with.
func send(c *smtp.Client, from, message string, to ...string) error {
	if err := c.Mail(from, nil); err != nil {
		return err
	}
	for _, one := range to {
		if err := c.Rcpt(one, nil); err != nil {
			return err
		}
	}
	w, err := c.Data()
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, message); err != nil {
		return err
	}
	return w.Close()
}

func written(id, from string) string {
	return "Message-ID: <" + id + ">\r\nFrom: " + from + "\r\nTo: jane@works.example\r\nSubject: S\r\n\r\nBody\r\n"
}

func TestACopyIsStoredBeforeItIsTaken(t *testing.T) {
	t.Parallel()
	b := setup(t, Settings{}, "")
	c := b.dial()
	for range 2 { // a server that lost the answer sends the same again
		if err := send(c, "mo@rotherham.example", written("1", "Mo <mo@rotherham.example>"), b.to); err != nil {
			t.Fatal(err)
		}
	}
	if n := b.logged(); n != 1 {
		t.Errorf("%d interactions; want 1", n)
	}
}

func TestStrangersAreRefusedWithAReason(t *testing.T) {
	t.Parallel()
	b := setup(t, Settings{MaxBytes: 5000}, "")
	nobody := "log+ffffffffffffffffffffffffffffffff@hub.example"
	many := make([]string, mostRecipients+1)
	for i := range many {
		many[i] = b.to
	}
	for name, test := range map[string]struct {
		from, message string
		to            []string
		code          int
		says          string
	}{
		"a sender whom nobody knows":     {from: "jane@works.example", to: []string{b.to}, code: 550, says: "only staff of the organisation"},
		"an address that nobody has":     {from: "mo@rotherham.example", to: []string{nobody}, code: 550, says: "no such address"},
		"another address of the domain":  {from: "mo@rotherham.example", to: []string{"postmaster@hub.example"}, code: 550, says: "no such address"},
		"a delivery report":              {from: "", to: []string{b.to}, code: 550, says: "users only"},
		"a From that is somebody else's": {from: "mo@rotherham.example", message: written("2", "jane@works.example"), to: []string{b.to}, code: 550, says: "only staff of the organisation"},
		"an automatic reply":             {from: "mo@rotherham.example", message: "Auto-Submitted: auto-replied\r\n" + written("3", "mo@rotherham.example"), to: []string{b.to}, code: 554, says: "automatic reply"},
		"too large":                      {from: "mo@rotherham.example", message: written("4", "mo@rotherham.example") + strings.Repeat("0123456789\r\n", 500), to: []string{b.to}, code: 552, says: "larger than 4 kB"},
		"too many recipients":            {from: "mo@rotherham.example", to: many, code: 452, says: "recipients"},
	} {
		err := send(b.dial(), test.from, test.message, test.to...)
		refused, ok := errors.AsType[*smtp.SMTPError](err)
		if !ok || refused.Code != test.code || !strings.Contains(refused.Message, test.says) {
			t.Errorf("%s: %v; want %d with %q", name, err, test.code, test.says)
		}
	}
	if n := b.logged(); n != 0 {
		t.Errorf("%d interactions; want none", n)
	}
}

func TestTooLargeACopyIsRefusedBeforeItIsSent(t *testing.T) {
	t.Parallel()
	b := setup(t, Settings{MaxBytes: 2 << 20}, "")
	err := b.dial().Mail("mo@rotherham.example", &smtp.MailOptions{Size: 2<<20 + 1})
	if refused, ok := errors.AsType[*smtp.SMTPError](err); !ok || refused.Code != 552 || !strings.Contains(refused.Message, "larger than 2 MB") || !strings.Contains(refused.Message, "without its attachments") {
		t.Errorf("announced: %v; want 552 with what helps", err)
	}
	whole := written("1", "mo@rotherham.example")
	whole += strings.Repeat("x", 70) + "\r\n"
	b = setup(t, Settings{MaxBytes: int64(len(whole))}, "")
	if err := send(b.dial(), "mo@rotherham.example", whole, b.to); err != nil || b.logged() != 1 {
		t.Errorf("as large as allowed: %v, %d interactions", err, b.logged())
	}
	c := b.dial()
	err = send(c, "mo@rotherham.example", "X: Y\r\n"+whole, b.to)
	if refused, ok := errors.AsType[*smtp.SMTPError](err); !ok || refused.Code != 552 {
		t.Errorf("larger: %v; want 552", err)
	}
	if err := send(c, "mo@rotherham.example", written("2", "mo@rotherham.example"), b.to); err != nil || b.logged() != 2 {
		t.Errorf("another in the same conversation: %v, %d interactions", err, b.logged())
	}
}

func TestWhatIsCutOffIsNotStored(t *testing.T) {
	t.Parallel()
	b := setup(t, Settings{}, "")
	line, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", b.address)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(line, "EHLO relay.example\r\nMAIL FROM:<mo@rotherham.example>\r\nRCPT TO:<%s>\r\nDATA\r\n%s", b.to, written("1", "mo@rotherham.example"))
	if err := line.(*net.TCPConn).CloseWrite(); err != nil { // before the full stop
		t.Fatal(err)
	}
	if _, err := io.ReadAll(line); err != nil { // until the server has ended the conversation
		t.Fatal(err)
	}
	if n := b.logged(); n != 0 {
		t.Errorf("%d interactions; want none", n)
	}
	if err := send(b.dial(), "mo@rotherham.example", written("1", "mo@rotherham.example"), b.to); err != nil || b.logged() != 1 {
		t.Errorf("sent again: %v, %d interactions", err, b.logged())
	}
}

func TestOnlyTheRelayIsHeard(t *testing.T) {
	t.Parallel()
	b := setup(t, Settings{}, "192.0.2.7")
	err := b.dial().Hello("relay.example")
	if refused, ok := errors.AsType[*smtp.SMTPError](err); !ok || refused.Code != 554 {
		t.Errorf("from another network: %v; want 554", err)
	}
}

func TestARelayOnAnotherMachineHasToEncrypt(t *testing.T) {
	t.Parallel()
	borrowed := httptest.NewUnstartedServer(nil)
	borrowed.StartTLS()
	t.Cleanup(borrowed.Close)
	b := setup(t, Settings{TLS: &tls.Config{Certificates: borrowed.TLS.Certificates, MinVersion: tls.VersionTLS12}}, "10.1.2.3")
	err := send(b.dial(), "mo@rotherham.example", written("1", "mo@rotherham.example"), b.to)
	if refused, ok := errors.AsType[*smtp.SMTPError](err); !ok || refused.Code != 530 {
		t.Errorf("without STARTTLS: %v; want 530", err)
	}
	c, err := smtp.DialStartTLS(b.address, &tls.Config{InsecureSkipVerify: true})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := send(c, "mo@rotherham.example", written("1", "mo@rotherham.example"), b.to); err != nil || b.logged() != 1 {
		t.Errorf("with STARTTLS: %v, %d interactions", err, b.logged())
	}
}

func TestAFaultOfTheHubLetsTheRelayTryAgain(t *testing.T) {
	t.Parallel()
	b := setup(t, Settings{}, "")
	b.exec(`ALTER TABLE received_email RENAME TO elsewhere`)
	err := send(b.dial(), "mo@rotherham.example", written("1", "mo@rotherham.example"), b.to)
	if refused, ok := errors.AsType[*smtp.SMTPError](err); !ok || refused.Code != 451 || !strings.Contains(refused.Message, "quote ") {
		t.Errorf("%v; want 451 with an ID", err)
	}
	b.exec(`ALTER TABLE elsewhere RENAME TO received_email`)
	if err := send(b.dial(), "mo@rotherham.example", written("1", "mo@rotherham.example"), b.to); err != nil || b.logged() != 1 {
		t.Errorf("tried again: %v, %d interactions", err, b.logged())
	}
}

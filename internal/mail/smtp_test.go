package mail_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"math/big"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"employerhub/internal/mail"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

func TestWhatTheMailServerSaysBecomesAnOutcome(t *testing.T) {
	t.Parallel()
	refuse := func(code int, enhanced smtp.EnhancedCode) error {
		return &smtp.SMTPError{Code: code, EnhancedCode: enhanced, Message: "because"}
	}
	for name, tc := range map[string]struct {
		server *relay
		want   mail.Result
		reason string
	}{
		"it takes the message":              {&relay{}, mail.Accepted, ""},
		"for now, at the sender":            {&relay{mail: refuse(451, smtp.EnhancedCode{4, 3, 0})}, mail.RefusedForNow, "451"},
		"for now, at the recipient":         {&relay{rcpt: refuse(450, smtp.EnhancedCode{4, 2, 0})}, mail.RefusedForNow, "450"},
		"for now, after the message":        {&relay{data: refuse(452, smtp.EnhancedCode{4, 3, 1})}, mail.RefusedForNow, "452"},
		"for good, at the sender":           {&relay{mail: refuse(550, smtp.EnhancedCode{5, 1, 8})}, mail.RefusedByPolicy, "550"},
		"no such address":                   {&relay{rcpt: refuse(550, smtp.EnhancedCode{5, 1, 1})}, mail.RefusedForGood, "550"},
		"no such address, said after DATA":  {&relay{data: refuse(550, smtp.EnhancedCode{5, 1, 1})}, mail.RefusedForGood, "550"},
		"no mailbox, without a finer code":  {&relay{rcpt: refuse(553, smtp.NoEnhancedCode)}, mail.RefusedForGood, "553"},
		"no relaying, at the recipient":     {&relay{rcpt: refuse(550, smtp.EnhancedCode{5, 7, 1})}, mail.RefusedByPolicy, "550"},
		"it looks like spam":                {&relay{data: refuse(554, smtp.EnhancedCode{5, 7, 1})}, mail.RefusedByPolicy, "554"},
		"the line breaks at the sender":     {&relay{drop: "mail"}, mail.RefusedForNow, ""},
		"the line breaks at the recipient":  {&relay{drop: "rcpt"}, mail.RefusedForNow, ""},
		"the line breaks after the message": {&relay{drop: "data"}, mail.Unknown, "line broke"},
		"it hangs at the recipient":         {&relay{hang: "rcpt"}, mail.RefusedForNow, ""},
		"it hangs after it has all of it":   {&relay{hang: "data"}, mail.Unknown, "line broke"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			address := tc.server.start(t, nil)
			transport := dial(t, mail.SMTPSettings{URL: "smtp://" + address, Timeout: 2 * time.Second})

			out := transport.Send(t.Context(), letter())

			if out.Result != tc.want || !strings.Contains(out.Reason, tc.reason) {
				t.Errorf("got %d, %q; want %d", out.Result, out.Reason, tc.want)
			}
			if strings.Contains(out.Reason, "ann@") {
				t.Errorf("the reason names the address: %q", out.Reason)
			}
			if (out.Result == mail.Accepted) != (out.ProviderID != "") {
				t.Errorf("known to the server as %q", out.ProviderID)
			}
		})
	}
}

func TestTheLineIsCutInTheMiddleOfTheMessage(t *testing.T) {
	t.Parallel()
	short, long := letter(), letter()
	short.Text, short.HTML = "Hello", "<p>Hello</p>"
	long.Text = strings.Repeat("More than the line holds while nobody reads it.\n", 200_000)
	for name, tc := range map[string]struct {
		message mail.Message
		want    mail.Result
	}{
		"its end never left: it can go again":            {long, mail.RefusedForNow},
		"its end was on the way: it may have been taken": {short, mail.Unknown},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := relay{drop: "body"}
			transport := dial(t, mail.SMTPSettings{URL: "smtp://" + server.start(t, nil)})

			if out := transport.Send(t.Context(), tc.message); out.Result != tc.want {
				t.Fatalf("got %+v, want %d", out, tc.want)
			}
			if got := len(server.taken()); got != 0 {
				t.Errorf("%d taken of a message that was cut", got)
			}
		})
	}
}

func TestNobodyListens(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener.Close()
	transport := dial(t, mail.SMTPSettings{URL: "smtp://" + listener.Addr().String()})

	if out := transport.Send(t.Context(), letter()); out.Result != mail.RefusedForNow {
		t.Errorf("got %+v, want it refused for now", out)
	}
	if err := transport.Check(t.Context()); err == nil {
		t.Error("the check finds a mail server where there is none")
	}
}

func TestAConnectionIsUsedAgain(t *testing.T) {
	t.Parallel()
	server := relay{}
	transport := dial(t, mail.SMTPSettings{URL: "smtp://" + server.start(t, nil), Idle: 1})
	for range 3 {
		if out := transport.Send(t.Context(), letter()); out.Result != mail.Accepted {
			t.Fatal(out)
		}
	}
	if got := server.connections(); got != 1 {
		t.Errorf("%d connections for three messages, want 1", got)
	}

	server.dropAll()

	if out := transport.Send(t.Context(), letter()); out.Result != mail.Accepted {
		t.Errorf("after the server ended the idle connection: %+v", out)
	}
	if got := len(server.taken()); got != 4 {
		t.Errorf("%d messages taken, want 4", got)
	}
}

func TestTheMessageOnTheWire(t *testing.T) {
	t.Parallel()
	server := relay{}
	transport := dial(t, mail.SMTPSettings{URL: "smtp://" + server.start(t, nil)})
	m := letter()

	if out := transport.Send(t.Context(), m); out.Result != mail.Accepted {
		t.Fatal(out)
	}

	wire := strings.ReplaceAll(server.taken()[0], "\r\n ", " ")
	for _, want := range []string{
		"Message-ID: " + m.MessageID(), "multipart/alternative", "text/plain", "text/html", "Auto-Submitted: auto-generated",
		"List-Unsubscribe: <https://hub.rotherham.example/a/sometoken/unsubscribe>", "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
	} {
		if !strings.Contains(wire, want) {
			t.Errorf("it lacks %q:\n%s", want, wire)
		}
	}
}

func TestSigningInOverTLS(t *testing.T) {
	t.Parallel()
	certificate, roots := selfSigned(t)
	for name, tc := range map[string]struct {
		user string
		want mail.Result
	}{
		"with the right password": {"hub:secret@", mail.Accepted},
		"with a wrong one":        {"hub:guess@", mail.RefusedForNow},
		"without":                 {"", mail.RefusedByPolicy},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := relay{password: "secret"}
			address := server.start(t, &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12})
			transport := dial(t, mail.SMTPSettings{URL: "smtp://" + tc.user + address + "?tls=required", RootCAs: roots})

			if out := transport.Send(t.Context(), letter()); out.Result != tc.want {
				t.Errorf("got %+v, want %d", out, tc.want)
			} else if strings.Contains(out.Reason, "guess") {
				t.Errorf("the reason holds the password: %q", out.Reason)
			}
		})
	}

	t.Run("a server without TLS gets nothing where it is required", func(t *testing.T) {
		t.Parallel()
		server := relay{}
		transport := dial(t, mail.SMTPSettings{URL: "smtp://" + server.start(t, nil) + "?tls=required"})
		if out := transport.Send(t.Context(), letter()); out.Result != mail.RefusedForNow || len(server.taken()) != 0 {
			t.Errorf("got %+v, and it took %d", out, len(server.taken()))
		}
	})
}

func TestSMTPAddressesThatSayNothing(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"", "mail.example.org", "http://mail.example.org", "smtp://", "smtp://h?tls=maybe", "smtp://u:hunter2@h:port"} {
		if _, err := mail.NewSMTP(mail.SMTPSettings{URL: url}); err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q: got %v", url, err)
		}
	}
}

func dial(t *testing.T, s mail.SMTPSettings) *mail.SMTP {
	t.Helper()
	transport, err := mail.NewSMTP(s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(transport.Close)
	return transport
}

func letter() mail.Message {
	m, err := composer.Diagnostic(outgoing(), "sometoken")
	if err != nil {
		panic(err)
	}
	return m
}

// relay is a mail server that refuses, drops the line or hangs where it is told to.
type relay struct {
	mail, rcpt, data error
	drop, hang       string
	password         string

	mu    sync.Mutex
	conns []*smtp.Conn
	took  []string
	ended chan struct{}
}

// start serves until the test ends, and returns the address.
func (r *relay) start(t *testing.T, secure *tls.Config) string {
	t.Helper()
	r.ended = make(chan struct{})
	server := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.conns = append(r.conns, c)
		return &session{r, c, r.password == ""}, nil
	}))
	server.TLSConfig, server.ErrorLog = secure, quiet{}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { close(r.ended); server.Close() })
	return listener.Addr().String()
}

func (r *relay) connections() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.conns)
}

func (r *relay) taken() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.took
}

func (r *relay) dropAll() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, c := range r.conns {
		c.Conn().Close()
	}
}

type session struct {
	*relay
	conn     *smtp.Conn
	signedIn bool
}

// at does what the server is told to do at a step.
func (s *session) at(step string, answer error) error {
	if s.drop == step {
		s.conn.Conn().Close()
	}
	if s.hang == step {
		<-s.ended
	}
	return answer
}

func (s *session) Mail(string, *smtp.MailOptions) error {
	if !s.signedIn {
		return &smtp.SMTPError{Code: 530, EnhancedCode: smtp.EnhancedCode{5, 7, 0}, Message: "sign in first"}
	}
	return s.at("mail", s.mail)
}

func (s *session) Rcpt(string, *smtp.RcptOptions) error { return s.at("rcpt", s.rcpt) }

func (s *session) Data(r io.Reader) error {
	if s.drop == "body" {
		if _, err := io.CopyN(io.Discard, r, 100); err != nil {
			return err
		}
		return s.at("body", nil)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if err := s.at("data", s.data); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.took = append(s.took, string(text))
	return nil
}

func (*session) Reset() {}

func (*session) Logout() error { return nil }

func (*session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, _, password string) error {
		if password != s.password {
			return errors.New("wrong")
		}
		s.signedIn = true
		return nil
	}), nil
}

type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}

func selfSigned(t *testing.T) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, about, about, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(parsed)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, roots
}

var _ mail.Transport = (*mail.SMTP)(nil)

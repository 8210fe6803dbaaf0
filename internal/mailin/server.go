package mailin

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"time"

	"employerhub/internal/app"
	"employerhub/internal/hub"

	"github.com/emersion/go-smtp"
	"github.com/google/uuid"
	"golang.org/x/net/netutil"
)

const (
	mostRecipients  = 10
	mostConnections = 20
	// patience is how long a mail server may say nothing, and how long the hub takes to store a message.
	patience = time.Minute
)

// Settings are how mail is taken.
type Settings struct {
	// Domain is what the server calls itself.
	Domain string
	// MaxBytes is the largest message. It is not told to the mail server beforehand, so that the sender gets the hub's words and not its.
	MaxBytes int64
	// Networks are where the mail servers are that may hand messages over.
	Networks []netip.Prefix
	// TLS brings STARTTLS, which all but programs on the same machine have to use then; nil for none.
	TLS *tls.Config
}

// Server takes messages by SMTP.
type Server struct {
	app      *app.App
	settings Settings
	log      *slog.Logger
	smtp     *smtp.Server
}

// NewServer returns a server that hands messages to a.
func NewServer(a *app.App, settings Settings, log *slog.Logger) *Server {
	s := &Server{app: a, settings: settings, log: log}
	s.smtp = smtp.NewServer(smtp.BackendFunc(s.session))
	s.smtp.Domain = settings.Domain
	s.smtp.MaxRecipients = mostRecipients
	s.smtp.ReadTimeout, s.smtp.WriteTimeout = patience, patience
	s.smtp.TLSConfig = settings.TLS
	s.smtp.ErrorLog = slog.NewLogLogger(log.Handler(), slog.LevelWarn)
	return s
}

// Serve takes messages from listener until Shutdown.
func (s *Server) Serve(listener net.Listener) error {
	return s.smtp.Serve(netutil.LimitListener(listener, mostConnections))
}

// Shutdown takes no more messages, and gives those that are under way until ctx ends. One that is cut off then is either not stored,
// or stored and known when it comes again.
func (s *Server) Shutdown(ctx context.Context) error {
	if err := s.smtp.Shutdown(ctx); !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if err := s.smtp.Close(); err != nil && !errors.Is(err, smtp.ErrServerClosed) {
		return err
	}
	return nil
}

// session is one conversation with a mail server.
type session struct {
	*Server
	// encrypted says that what is said cannot be read on the way, or does not leave the machine.
	encrypted bool
	from      hub.EmailAddress
	to        []string
}

func (s *Server) session(c *smtp.Conn) (smtp.Session, error) {
	from, err := netip.ParseAddrPort(c.Conn().RemoteAddr().String())
	if err != nil || !slices.ContainsFunc(s.settings.Networks, func(n netip.Prefix) bool { return n.Contains(from.Addr().Unmap()) }) {
		return nil, answer(554, smtp.EnhancedCode{5, 7, 1}, "this server takes mail from its own relay only")
	}
	_, secret := c.TLSConnectionState()
	return &session{Server: s, encrypted: secret || s.settings.TLS == nil || from.Addr().Unmap().IsLoopback()}, nil
}

// Reset forgets the message that is under way.
func (s *session) Reset() { s.from, s.to = "", nil }

// Logout has nothing to free.
func (s *session) Logout() error { return nil }

// Mail takes who hands a message over, which must be a person with an address.
func (s *session) Mail(from string, options *smtp.MailOptions) error {
	s.Reset()
	if !s.encrypted {
		return answer(530, smtp.EnhancedCode{5, 7, 0}, "use STARTTLS first")
	}
	address, err := hub.ParseEmailAddress(from)
	if err != nil { // also <>, from which servers report what they could not deliver
		return answer(550, smtp.EnhancedCode{5, 7, 1}, "the hub takes mail of its users only, and this sender has no address that it knows")
	}
	if options.Size > s.settings.MaxBytes {
		return s.tooLarge()
	}
	s.from = address
	return nil
}

// tooLarge tells the sender what helps.
func (s *session) tooLarge() error {
	return answer(552, smtp.EnhancedCode{5, 3, 4}, fmt.Sprintf(
		"this message is larger than %s, the most that the hub takes: send it without its attachments, of which the hub keeps the names only", size(s.settings.MaxBytes)))
}

// size is a number of bytes as people write it, rounded down.
func size(bytes int64) string {
	if bytes < 1<<20 {
		return fmt.Sprintf("%d kB", bytes>>10)
	}
	return fmt.Sprintf("%d MB", bytes>>20)
}

// limited is a message of which no more than left bytes are read.
type limited struct {
	from     io.Reader
	left     int64
	tooLarge error
}

func (l *limited) Read(p []byte) (int, error) {
	if l.left < 0 {
		return 0, l.tooLarge
	}
	if int64(len(p)) > l.left+1 { // one more, to know that there is more
		p = p[:l.left+1]
	}
	n, err := l.from.Read(p)
	if l.left -= int64(n); l.left < 0 {
		return n - 1, l.tooLarge
	}
	return n, err
}

// Rcpt takes a logging address of the sender's organisation.
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	ctx, cancel := asHub()
	defer cancel()
	if _, err := s.app.EmailSender(ctx, to, s.from); err != nil {
		return s.answerTo(err)
	}
	s.to = append(s.to, to)
	return nil
}

// Data takes the message. What it answers yes to is stored.
func (s *session) Data(r io.Reader) error {
	m, err := parse(&limited{from: r, left: s.settings.MaxBytes, tooLarge: s.tooLarge()})
	if _, refused := errors.AsType[refusal](err); refused {
		return answer(554, smtp.EnhancedCode{5, 6, 0}, err.Error())
	}
	if err != nil { // the line's, or that it is too large
		return err
	}
	ctx, cancel := asHub()
	defer cancel()
	by, err := s.app.EmailSender(ctx, s.to[0], m.From)
	if err != nil {
		return s.answerTo(err)
	}
	if err := s.app.ReceiveEmail(hub.WithActor(ctx, by), m); err != nil {
		return s.answerTo(err)
	}
	return nil
}

func asHub() (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	return hub.WithActor(ctx, hub.System), cancel
}

// answerTo is the one place where an error becomes what a mail server, and in the end the sender, is told. What nobody prepared for
// is logged under an ID, and the mail server tries again.
func (s *session) answerTo(err error) error {
	switch hub.CodeOf(err) {
	case hub.ErrNotFound:
		return answer(550, smtp.EnhancedCode{5, 1, 1}, "there is no such address here; copy yours from the hub, where interactions are logged")
	case hub.ErrForbidden:
		return answer(550, smtp.EnhancedCode{5, 7, 1}, err.Error())
	case hub.ErrBadInput:
		return answer(554, smtp.EnhancedCode{5, 6, 0}, err.Error())
	case hub.ErrConflict:
		return answer(451, smtp.EnhancedCode{4, 3, 0}, "the employer was changed at the same moment; try again")
	}
	id := uuid.NewString()
	s.log.Error("cannot take an e-mail", "error_id", id, "error", err)
	return answer(451, smtp.EnhancedCode{4, 3, 0}, "something went wrong on our side, try again later; quote "+id)
}

func answer(code int, enhanced smtp.EnhancedCode, text string) *smtp.SMTPError {
	return &smtp.SMTPError{Code: code, EnhancedCode: enhanced, Message: text}
}

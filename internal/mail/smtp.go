package mail

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
)

// SMTPSettings say how a mail server is reached.
type SMTPSettings struct {
	// URL is smtp://user:password@host:port or smtps://…; the user may be left out. With smtp:// the line must become a TLS line
	// before anything is said, but on loopback; ?tls=required, opportunistic or none says otherwise.
	URL string
	// Idle is how many connections are kept for the next message.
	Idle int
	// Timeout is the most time that a connection, or one message on it, may take. Zero is a minute.
	Timeout time.Duration
	// RootCAs vouch for the server; nil are the system's.
	RootCAs *x509.CertPool
}

// SMTP hands messages to a mail server. Connections are used again; one that broke is made anew.
type SMTP struct {
	client *gomail.Client
	idle   chan *smtp.Client
}

// NewSMTP returns the transport for a mail server, without reaching it yet. Errors: a URL that says something else; they never
// repeat the password.
func NewSMTP(s SMTPSettings) (*SMTP, error) {
	host, options, err := s.options()
	if err != nil {
		return nil, err
	}
	client, err := gomail.NewClient(host, options...)
	if err != nil {
		return nil, fmt.Errorf("cannot set the mail server up: %w", err)
	}
	return &SMTP{client, make(chan *smtp.Client, max(s.Idle, 1))}, nil
}

var errSMTPURL = errors.New("not an address such as smtp://user:password@host:587 or smtps://host:465")

func (s SMTPSettings) options() (host string, options []gomail.Option, err error) {
	u, err := url.Parse(s.URL)
	if err != nil || u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" {
		return "", nil, errSMTPURL
	}
	host = u.Hostname()
	port := map[string]int{"smtp": 587, "smtps": 465}[u.Scheme]
	if text := u.Port(); text != "" {
		if port, err = strconv.Atoi(text); err != nil {
			return "", nil, errSMTPURL
		}
	}
	timeout := s.Timeout
	if timeout == 0 {
		timeout = time.Minute
	}
	options = []gomail.Option{
		gomail.WithPort(port), gomail.WithTimeout(timeout), gomail.WithoutNoop(), gomail.WithoutRset(),
		gomail.WithTLSConfig(&tls.Config{ServerName: host, RootCAs: s.RootCAs, MinVersion: tls.VersionTLS12}),
	}
	policies := map[string]gomail.TLSPolicy{"required": gomail.TLSMandatory, "opportunistic": gomail.TLSOpportunistic, "none": gomail.NoTLS}
	wanted := u.Query().Get("tls")
	if wanted == "" {
		wanted = "required"
		if ip, err := netip.ParseAddr(host); host == "localhost" || err == nil && ip.IsLoopback() {
			wanted = "opportunistic"
		}
	}
	policy, known := policies[wanted]
	switch {
	case !known:
		return "", nil, fmt.Errorf("tls=%s is none of required, opportunistic and none", wanted)
	case u.Scheme == "smtps":
		options = append(options, gomail.WithSSL())
	default:
		options = append(options, gomail.WithTLSPolicy(policy))
	}
	if password, _ := u.User.Password(); u.User.Username() != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover),
			gomail.WithUsername(u.User.Username()), gomail.WithPassword(password))
	}
	return host, options, nil
}

// Check reaches the server and signs in, without sending anything.
func (s *SMTP) Check(ctx context.Context) error {
	connection, err := s.client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return fmt.Errorf("cannot reach the mail server: %w", err)
	}
	return connection.Quit()
}

// Close ends the connections that are kept.
func (s *SMTP) Close() {
	for {
		select {
		case connection := <-s.idle:
			_ = connection.Quit() // the server may have ended it long ago
		default:
			return
		}
	}
}

// Send hands one message over. A connection that the server ended while it was idle is made anew, once.
func (s *SMTP) Send(ctx context.Context, m Message) Outcome {
	envelope, err := m.envelope()
	if err != nil {
		return Outcome{Result: RefusedByPolicy, Reason: err.Error()}
	}
	select {
	case kept := <-s.idle:
		if out, stale := s.sendOn(ctx, kept, envelope); !stale {
			return out
		}
	default:
	}
	if ctx.Err() != nil {
		return Outcome{Result: RefusedForNow, Reason: "there was no time left to reach the mail server"}
	}
	fresh, err := s.client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return Outcome{Result: RefusedForNow, Reason: oneLine("the mail server cannot be reached: " + err.Error())}
	}
	out, _ := s.sendOn(ctx, fresh, envelope)
	return out
}

// sendOn sends on a connection and keeps it if it still can be used. stale says that the server had ended it before the message
// began.
func (s *SMTP) sendOn(ctx context.Context, connection *smtp.Client, envelope *gomail.Msg) (out Outcome, stale bool) {
	giveUp := context.AfterFunc(ctx, func() { _ = connection.Close() })
	err := s.client.SendWithSMTPClient(connection, envelope)
	out, usable := outcomeOf(envelope, err)
	if !giveUp() || !usable {
		_ = connection.Close()
		return out, beforeItBegan(err)
	}
	select {
	case s.idle <- connection:
	default:
		_ = connection.Quit()
	}
	return out, false
}

// beforeItBegan says that a connection was gone, or was ended by the server with 421, before it knew of the message.
func beforeItBegan(err error) bool {
	refusal, ok := errors.AsType[*gomail.SendError](err)
	if !ok {
		return false
	}
	early := refusal.Reason == gomail.ErrConnCheck || refusal.Reason == gomail.ErrSMTPMailFrom
	return early && (refusal.ErrorCode() == 0 || refusal.ErrorCode() == serviceEnds)
}

// serviceEnds is what a server says before it ends a connection.
const serviceEnds = 421

// outcomeOf tells from the server's answer what became of a message, and whether its connection can be used again.
func outcomeOf(envelope *gomail.Msg, err error) (out Outcome, usable bool) {
	if err == nil || envelope.IsDelivered() {
		return Outcome{Result: Accepted, ProviderID: oneLine(envelope.ServerResponse())}, err == nil
	}
	refusal, ok := errors.AsType[*gomail.SendError](err)
	if !ok {
		return Outcome{Result: Unknown, Reason: oneLine(err.Error())}, false
	}
	code := refusal.ErrorCode()
	out.Reason = reasonOf(refusal)
	usable = code != 0 && code != serviceEnds
	switch {
	case code == 0 && !slices.Contains(beforeTheEnd, refusal.Reason):
		out.Result, out.Reason = Unknown, "the line broke after the message was given over, before the mail server answered"
	case code < 500:
		out.Result = RefusedForNow
	case wrongAddress(refusal):
		out.Result = RefusedForGood
	default:
		out.Result = RefusedByPolicy
	}
	return out, usable
}

// beforeTheEnd are the steps after which the server cannot have the message: the dot that ends it was not written yet. It is written
// with the last of the text, so that nobody can tell whether what breaks then was taken.
var beforeTheEnd = []gomail.SendErrReason{
	gomail.ErrGetSender, gomail.ErrGetRcpts, gomail.ErrNoUnencoded, gomail.ErrConnCheck, gomail.ErrSMTPMailFrom, gomail.ErrSMTPRcptTo,
	gomail.ErrSMTPData, gomail.ErrWriteContent,
}

// wrongAddress tells a refusal of the address from one of the message, its sender, or the hub.
func wrongAddress(refusal *gomail.SendError) bool {
	enhanced := refusal.EnhancedStatusCode()
	switch {
	case strings.HasPrefix(enhanced, "5.1."):
		// 5.1.7 and 5.1.8 are about the sender's address.
		return refusal.Reason != gomail.ErrSMTPMailFrom && enhanced != "5.1.7" && enhanced != "5.1.8"
	case refusal.Reason != gomail.ErrSMTPRcptTo || strings.HasPrefix(enhanced, "5.7."):
		return false
	default:
		return refusal.ErrorCode() == 550 || refusal.ErrorCode() == 551 || refusal.ErrorCode() == 553
	}
}

// reasonOf is what the server said, without the addresses that the library adds.
func reasonOf(refusal *gomail.SendError) string {
	text, _, _ := strings.Cut(refusal.Error(), ", affected recipient(s)")
	text, _, _ = strings.Cut(text, ", affected message ID")
	return oneLine(text)
}

// envelope is the message as it goes over the wire.
func (m Message) envelope() (*gomail.Msg, error) {
	out := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	out.FromMailAddress(&m.From)
	out.ToMailAddress(&m.To)
	if m.ReplyTo != nil {
		if err := out.ReplyToFormat(m.ReplyTo.Name, m.ReplyTo.Address); err != nil {
			return nil, fmt.Errorf("the address for answers is none: %w", err)
		}
	}
	out.Subject(m.Subject)
	out.SetDate()
	out.SetMessageIDWithValue(strings.Trim(m.MessageID(), "<>"))
	for _, h := range m.ownHeaders() {
		out.SetGenHeader(gomail.Header(h.Name), h.Value)
	}
	out.SetBodyString(gomail.TypeTextPlain, m.Text)
	out.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	if m.Calendar != nil {
		kind := gomail.WithFileContentType(gomail.ContentType("text/calendar; charset=utf-8; method=" + m.Method))
		if err := out.AttachReader("meeting.ics", bytes.NewReader(m.Calendar), kind); err != nil {
			return nil, fmt.Errorf("the calendar entry cannot be attached: %w", err)
		}
	}
	return out, nil
}

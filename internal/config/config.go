// Package config reads the hub's environment variables, once, when it starts.
package config

import (
	"encoding"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"os"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// Config is everything that is set from outside. The comment of each field is what docs/operations.md says about it.
type Config struct {
	// Address and port that pages and API are served on. A development hub takes loopback addresses only.
	Listen string `env:"HUB_LISTEN" default:"127.0.0.1:8080"`
	// Address that people and partners reach the hub at, for links in e-mail. With https, browsers are told to use nothing else. Default: http:// and HUB_LISTEN.
	BaseURL string `env:"HUB_BASE_URL"`
	// PostgreSQL 15 or newer, as a postgres:// URL. Without it `hub dev` starts a server of its own, and the other commands use that of the hub that runs in HUB_DATA_DIR. Parameters of pgx work, such as pool_max_conns=30; the default is 16 connections.
	DatabaseURL DatabaseURL `env:"HUB_DATABASE_URL"`
	// The same database without a transaction pooler between, for LISTEN, the job queue and migrations. Default: HUB_DATABASE_URL.
	DatabaseDirectURL DatabaseURL `env:"HUB_DATABASE_DIRECT_URL"`
	// Folder of a development hub's database and of dev.json, which says where it runs.
	DataDir string `env:"HUB_DATA_DIR" default:".hub"`
	// Folder of initdb and postgres for `hub dev`, such as /usr/lib/postgresql/18/bin. Default: the npm package.
	PGBin string `env:"HUB_PG_BIN"`
	// 1 brings development sign-in, the inbox at /dev/inbox and the clock at /dev/clock: anybody who reaches the hub can be anybody, so it listens on loopback only. `hub dev` sets it.
	Dev bool `env:"HUB_DEV" default:"false"`
	// Requests to the API that one caller may send in a minute, to one process.
	RequestsPerMinute int `env:"HUB_REQUESTS_PER_MINUTE" default:"1200"`
	// Requests to the API and streams of one caller that may be under way together, in one process.
	RequestsAtOnce int `env:"HUB_REQUESTS_AT_ONCE" default:"30"`
	// Most operations that one request to the API may hold as a list; 0 takes no lists.
	Batch int `env:"HUB_BATCH" default:"0"`
	// 1 refuses all operations from browsers but the front end's own, and turns GraphiQL off.
	TrustedDocuments bool `env:"HUB_TRUSTED_DOCUMENTS" default:"false"`
	// Networks of your own proxies and load balancers, such as 10.0.0.0/8 or 192.0.2.7, with commas between. Only from them is X-Forwarded-For believed, so that callers are told apart by their own addresses; without it everybody behind a proxy shares its limits.
	TrustedProxies Networks `env:"HUB_TRUSTED_PROXIES"`
	// OpenID provider that staff sign in with, such as https://login.microsoftonline.com/TENANT/v2.0. Without it nobody can sign in but programs with a token.
	OIDCIssuer string `env:"HUB_OIDC_ISSUER"`
	// What the provider calls the hub.
	OIDCClientID string `env:"HUB_OIDC_CLIENT_ID"`
	// The secret that the provider gave the hub; PKCE is used besides.
	OIDCClientSecret Secret `env:"HUB_OIDC_CLIENT_SECRET"`
	// File that holds the same secret, instead of HUB_OIDC_CLIENT_SECRET.
	OIDCClientSecretFile string `env:"HUB_OIDC_CLIENT_SECRET_FILE"`
	// What the button on the sign-in screen says.
	OIDCLabel string `env:"HUB_OIDC_LABEL" default:"Sign in with your work account"`
	// What the provider is asked to tell, with spaces between.
	OIDCScopes string `env:"HUB_OIDC_SCOPES" default:"openid email profile"`
	// Claim with the names of a person's groups, which administrators give roles to on the Settings screen.
	OIDCGroupsClaim string `env:"HUB_OIDC_GROUPS_CLAIM" default:"groups"`
	// Claim that says whether the e-mail address was verified; xms_edov for Microsoft Entra ID.
	OIDCVerifiedClaim string `env:"HUB_OIDC_VERIFIED_CLAIM" default:"email_verified"`
	// Largest file that an import takes, in bytes.
	ImportMaxBytes int `env:"HUB_IMPORT_MAX_BYTES" default:"8589934592"`
	// Who the hub's e-mail comes from.
	MailFrom MailAddress `env:"HUB_MAIL_FROM" default:"Employer engagement hub <hub@localhost>"`
	// Mail server that takes the hub's e-mail, as smtp://user:password@host:587 or smtps://host:465. With smtp:// STARTTLS is required, but on loopback; ?tls=opportunistic or ?tls=none at the end says otherwise. Without it messages stay due; a development hub keeps them at /dev/inbox then.
	SMTPURL SMTPURL `env:"HUB_SMTP_URL"`
	// Messages that one process has with the mail server at once.
	MailConnections int `env:"HUB_MAIL_CONNECTIONS" default:"10"`
	// Most messages that all processes together hand to the mail server in a minute; 0 is as many as they can.
	MailPerMinute int `env:"HUB_MAIL_PER_MINUTE" default:"0"`
	// Time that a sending lane keeps messages to itself. When a process is killed, those it had are sent by another after this, or marked uncertain.
	MessageLease time.Duration `env:"HUB_MESSAGE_LEASE" default:"60s"`
	// Address and port on which `hub serve` takes copies of e-mails by SMTP, so that they become interactions; see docs/logging-by-email.md. Without it the hub takes no e-mail, but a development hub, which takes it on a port of its own choice on loopback.
	MailInListen string `env:"HUB_MAIL_IN_LISTEN"`
	// What the private addresses that staff send copies to are made of: log@hub.example.org gives log+KEY@hub.example.org. A mail server has to route all of them to HUB_MAIL_IN_LISTEN. Default of a development hub: log@hub.example.
	MailInAddress MailAddress `env:"HUB_MAIL_IN_ADDRESS"`
	// Networks in which the mail servers are that may hand copies over, with commas between.
	MailInNetworks Networks `env:"HUB_MAIL_IN_NETWORKS" default:"127.0.0.0/8,::1/128"`
	// Largest e-mail that is taken, in bytes. Attachments count, though they are not kept.
	MailInMaxBytes int `env:"HUB_MAIL_IN_MAX_BYTES" default:"36700160"`
	// File with the certificate for STARTTLS, which is required then but on loopback. It is read again for each connection, so a new one needs no restart.
	MailInTLSCert string `env:"HUB_MAIL_IN_TLS_CERT"`
	// File with the key of HUB_MAIL_IN_TLS_CERT.
	MailInTLSKey string `env:"HUB_MAIL_IN_TLS_KEY"`
	// Address of a participant's case in the case system, with {reference} where its reference goes, such as https://cases.example.org/case/{reference}. Without it references are shown without a link.
	CaseLink string `env:"HUB_CASE_LINK"`
	// Form of the log on standard error: json or text. Default: json, and text for `hub dev`.
	LogFormat LogFormat `env:"HUB_LOG_FORMAT"`
	// Least level that is logged: debug, info, warn or error.
	LogLevel slog.Level `env:"HUB_LOG_LEVEL" default:"info"`
	// Time between "not ready" and the end of new requests when a process stops, so that a load balancer notices.
	ShutdownDelay time.Duration `env:"HUB_SHUTDOWN_DELAY" default:"2s"`
}

// Variable is one setting as it is in force.
type Variable struct {
	Name string
	// Value has no password in it.
	Value string
}

// Read takes the variables from getenv. Its error has a line for each variable that is wrong.
func Read(getenv func(string) string) (Config, error) {
	var c Config
	var wrong []error
	for field, value := range reflect.ValueOf(&c).Elem().Fields() {
		name := field.Tag.Get("env")
		text := getenv(name)
		if text == "" {
			text = field.Tag.Get("default")
		}
		if text == "" {
			continue
		}
		if err := set(value, text); err != nil {
			wrong = append(wrong, fmt.Errorf("%s: %w", name, err))
		}
	}
	if c.OIDCClientSecretFile != "" {
		content, err := os.ReadFile(c.OIDCClientSecretFile)
		switch {
		case err != nil:
			wrong = append(wrong, fmt.Errorf("HUB_OIDC_CLIENT_SECRET_FILE: %w", err))
		case c.OIDCClientSecret != "":
			wrong = append(wrong, errors.New("HUB_OIDC_CLIENT_SECRET_FILE: set this or HUB_OIDC_CLIENT_SECRET, not both"))
		default:
			c.OIDCClientSecret = Secret(strings.TrimSpace(string(content)))
		}
	}
	if c.BaseURL == "" {
		c.BaseURL = "http://" + c.Listen
	}
	if c.DatabaseDirectURL == "" {
		c.DatabaseDirectURL = c.DatabaseURL
	}
	return c, errors.Join(append(wrong, c.Validate())...)
}

// Validate checks what one variable means for another.
func (c Config) Validate() error {
	host, _, err := net.SplitHostPort(c.Listen)
	if err != nil {
		return fmt.Errorf("HUB_LISTEN: %q is not an address and a port, such as 127.0.0.1:8080", c.Listen)
	}
	if c.Dev && !Loopback(host) {
		return fmt.Errorf("HUB_LISTEN: a development hub lets anybody in, so it listens on loopback only, not on %q", c.Listen)
	}
	if c.MailConnections < 1 {
		return errors.New("HUB_MAIL_CONNECTIONS: at least 1")
	}
	if c.MessageLease < time.Second {
		return errors.New("HUB_MESSAGE_LEASE: at least 1s")
	}
	base, err := url.Parse(c.BaseURL)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return fmt.Errorf("HUB_BASE_URL: %q is not an address such as https://hub.example.org", c.BaseURL)
	}
	if link, err := url.Parse(c.CaseLink); c.CaseLink != "" && (err != nil || link.Host == "" || link.Scheme != "https" && link.Scheme != "http" || !strings.Contains(c.CaseLink, "{reference}")) {
		return fmt.Errorf("HUB_CASE_LINK: %q is not an address with {reference} in it, such as https://cases.example.org/case/{reference}", c.CaseLink)
	}
	if err := c.validateMailIn(); err != nil {
		return err
	}
	return c.validateOIDC()
}

func (c Config) validateMailIn() error {
	if _, _, err := net.SplitHostPort(c.MailInListen); err != nil && c.MailInListen != "" {
		return fmt.Errorf("HUB_MAIL_IN_LISTEN: %q is not an address and a port, such as 127.0.0.1:2525", c.MailInListen)
	}
	local, _, _ := strings.Cut(c.MailInAddress.Address.Address, "@")
	switch {
	case c.MailInListen != "" && local == "":
		return errors.New("HUB_MAIL_IN_ADDRESS: missing, though HUB_MAIL_IN_LISTEN is set")
	case strings.Contains(local, "+"):
		return errors.New("HUB_MAIL_IN_ADDRESS: without a plus sign, which comes before the key")
	case (c.MailInTLSCert == "") != (c.MailInTLSKey == ""):
		return errors.New("HUB_MAIL_IN_TLS_CERT and HUB_MAIL_IN_TLS_KEY: set both or none")
	case c.MailInMaxBytes < 1024:
		return errors.New("HUB_MAIL_IN_MAX_BYTES: at least 1024")
	}
	return nil
}

func (c Config) validateOIDC() error {
	if c.OIDCIssuer == "" {
		if c.OIDCClientID != "" {
			return errors.New("HUB_OIDC_ISSUER: missing, though HUB_OIDC_CLIENT_ID is set")
		}
		return nil
	}
	issuer, err := url.Parse(c.OIDCIssuer)
	if err != nil || issuer.Host == "" || issuer.Scheme != "https" && (issuer.Scheme != "http" || !Loopback(issuer.Hostname())) {
		return fmt.Errorf("HUB_OIDC_ISSUER: %q is not an address such as https://login.example.org", c.OIDCIssuer)
	}
	if c.OIDCClientID == "" {
		return errors.New("HUB_OIDC_CLIENT_ID: missing, though HUB_OIDC_ISSUER is set")
	}
	return nil
}

// Loopback says that a host is this machine, as seen from itself.
func Loopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

// Variables lists all settings in the order of Config.
func (c Config) Variables() []Variable {
	var all []Variable
	for field, value := range reflect.ValueOf(c).Fields() {
		all = append(all, Variable{field.Tag.Get("env"), fmt.Sprint(value.Interface())})
	}
	return all
}

func set(field reflect.Value, text string) error {
	switch target := field.Addr().Interface().(type) {
	case encoding.TextUnmarshaler:
		return target.UnmarshalText([]byte(text))
	case *string:
		*target = text
	case *bool:
		value, err := strconv.ParseBool(text)
		if err != nil {
			return fmt.Errorf("%q is neither 1 nor 0", text)
		}
		*target = value
	case *int:
		value, err := strconv.Atoi(text)
		if err != nil || value < 0 {
			return fmt.Errorf("%q is not a number such as 100", text)
		}
		*target = value
	case *time.Duration:
		value, err := time.ParseDuration(text)
		if err != nil || value < 0 {
			return fmt.Errorf("%q is not a time such as 2s", text)
		}
		*target = value
	default:
		panic(fmt.Sprintf("config: no reader for %s", field.Type()))
	}
	return nil
}

// DatabaseURL is an address with a password in it, which String leaves out.
type DatabaseURL string

// UnmarshalText takes postgres:// URLs.
func (u *DatabaseURL) UnmarshalText(text []byte) error {
	parsed, err := url.Parse(string(text))
	if err != nil || parsed.Scheme != "postgres" && parsed.Scheme != "postgresql" {
		return errors.New("not an address such as postgres://user:password@host:5432/database") // without what it holds
	}
	*u = DatabaseURL(text)
	return nil
}

// String is the address with "xxxxx" for its password.
func (u DatabaseURL) String() string {
	parsed, err := url.Parse(string(u))
	if err != nil {
		return "xxxxx"
	}
	if query := parsed.Query(); query.Has("password") {
		query.Set("password", "xxxxx")
		parsed.RawQuery = query.Encode()
	}
	return parsed.Redacted()
}

// Secret is a password, which String leaves out.
type Secret string

// UnmarshalText takes anything.
func (s *Secret) UnmarshalText(text []byte) error {
	*s = Secret(text)
	return nil
}

// String is "xxxxx" where there is a secret.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return "xxxxx"
}

// SMTPURL is a mail server's address with a password in it, which String leaves out.
type SMTPURL string

// UnmarshalText takes smtp:// and smtps:// URLs.
func (u *SMTPURL) UnmarshalText(text []byte) error {
	parsed, err := url.Parse(string(text))
	if err != nil || parsed.Hostname() == "" || parsed.Scheme != "smtp" && parsed.Scheme != "smtps" {
		return errors.New("not an address such as smtp://user:password@host:587") // without what it holds
	}
	*u = SMTPURL(text)
	return nil
}

// String is the address with "xxxxx" for its password.
func (u SMTPURL) String() string {
	parsed, err := url.Parse(string(u))
	if err != nil {
		return "xxxxx"
	}
	return parsed.Redacted()
}

// MailAddress is an e-mail address with a name.
type MailAddress struct{ mail.Address }

// UnmarshalText takes "Name <name@example.org>" and name@example.org.
func (a *MailAddress) UnmarshalText(text []byte) error {
	parsed, err := mail.ParseAddress(string(text))
	if err != nil {
		return fmt.Errorf("%q is not an address such as Hub <hub@example.org>", text)
	}
	a.Address = *parsed
	return nil
}

// String is the address as it was written; empty where there is none.
func (a MailAddress) String() string {
	if a.Address == (mail.Address{}) {
		return ""
	}
	return a.Address.String()
}

// LogFormat is how log lines are written.
type LogFormat string

const (
	// LogJSON is for machines that collect logs.
	LogJSON LogFormat = "json"
	// LogText is for a terminal.
	LogText LogFormat = "text"
)

// UnmarshalText takes the two formats.
func (f *LogFormat) UnmarshalText(text []byte) error {
	if *f = LogFormat(text); *f != LogJSON && *f != LogText {
		return fmt.Errorf("%q is neither json nor text", text)
	}
	return nil
}

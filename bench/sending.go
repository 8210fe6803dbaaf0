package main

import (
	"context"
	"fmt"
	"io"
	"net"
	netmail "net/mail"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"employerhub/internal/hub"
	"employerhub/internal/mail"

	"github.com/emersion/go-smtp"
)

// sending is the rate of `hub work` into a mail server on the same machine, in turns with the mail library alone.
type sending struct{ work, library []float64 }

const (
	sendingMessages    = 5000
	sendingConnections = 10
)

func measureSending(ctx context.Context, s settings, server string) (m sending, err error) {
	sink, err := newSink(ctx)
	if err != nil {
		return m, err
	}
	defer sink.close()
	for turn := range s.runs {
		database := "sending_" + strconv.Itoa(turn)
		if err := fillWithMessages(ctx, s, server, database); err != nil {
			return m, err
		}
		library, err := sink.rate(func() (func() error, error) {
			ended := make(chan error, 1)
			go func() { ended <- sendByLibrary(ctx, sink.address) }()
			return func() error { return <-ended }, nil
		})
		if err != nil {
			return m, err
		}
		work, err := sink.rate(func() (func() error, error) {
			p, err := start(ctx, s, named(server, database), "work", "HUB_SMTP_URL=smtp://"+sink.address,
				"HUB_MAIL_CONNECTIONS="+strconv.Itoa(sendingConnections))
			if err != nil {
				return nil, err
			}
			return p.stop, nil
		})
		if err != nil {
			return m, err
		}
		fmt.Fprintf(os.Stderr, "sending %d of %d: library %.0f, hub %.0f a second\n", turn+1, s.runs, library, work)
		m.library, m.work = append(m.library, library), append(m.work, work)
		if err := execute(ctx, server, "DROP DATABASE "+database); err != nil {
			return m, err
		}
	}
	return m, nil
}

// fillWithEmployers makes a database in which so many employers have a person who can be asked.
func fillWithEmployers(ctx context.Context, s settings, server, database string, employers int) error {
	if err := execute(ctx, server, "CREATE DATABASE "+database); err != nil {
		return err
	}
	url := named(server, database)
	if _, err := command(ctx, s, url, "migrate"); err != nil {
		return err
	}
	idle, err := start(ctx, s, url, "serve") // brings the questionnaires
	if err != nil {
		return err
	}
	if err := idle.stop(); err != nil {
		return err
	}
	return executeAll(ctx, url, []string{
		`INSERT INTO organisation (id, name, kind) VALUES (gen_random_uuid(), '` + organisation + `', 'COUNCIL')`,
		`INSERT INTO data_sharing_agreement (id, organisation_id, reference, valid_from, valid_until)
			SELECT id, id, 'Bench', current_date - 1, current_date + 100 FROM organisation`,
		`INSERT INTO employer (id, name, name_key, legal_form, search_words)
			SELECT gen_random_uuid(), 'Employer ' || n, 'employer ' || n, 'PRIVATE_LIMITED', 'employer' FROM generate_series(1, ` + strconv.Itoa(employers) + `) n`,
		`INSERT INTO person (id, name, email) SELECT id, 'Person', id || '@employer.example' FROM employer`,
		`INSERT INTO person_role (id, person_id, employer_id, function) SELECT e.id, p.id, e.id, 'HR_DIRECTOR' FROM employer e JOIN person p ON p.id = e.id`,
		`VACUUM (ANALYZE)`,
	})
}

// fillWithMessages makes a database in which messages of one campaign are due, as a launch leaves them.
func fillWithMessages(ctx context.Context, s settings, server, database string) error {
	if err := fillWithEmployers(ctx, s, server, database, sendingMessages); err != nil {
		return err
	}
	return executeAll(ctx, named(server, database), []string{
		`INSERT INTO campaign (id, questionnaire_version_id, organisation_id, name, kind, state, send_window, reminder_plan, closes_on, launched_at)
			SELECT gen_random_uuid(), v.id, o.id, 'Bench', 'SERVICE', 'RUNNING', 'ANY', '{"steps": [{"afterWorkingDays": 5}, {"beforeWorkingDays": 2}]}', current_date + 20, now()
			FROM questionnaire_version v, organisation o WHERE v.state = 'PUBLISHED' LIMIT 1`,
		`INSERT INTO invitation (id, campaign_id, employer_id, person_id, created_at, plan_at)
			SELECT e.id, c.id, e.id, p.id, now(), now() + interval '1 hour' FROM employer e JOIN person p ON p.id = e.id, campaign c`,
		`INSERT INTO message (id, person_id, employer_id, campaign_id, send_window, due_at)
			SELECT i.id, i.person_id, i.employer_id, i.campaign_id, 'ANY', now() FROM invitation i`,
		`INSERT INTO reminder (id, rule, subject_id, invitation_id, occurrence, step, person_id, message_id)
			SELECT i.id, 'diagnostic.invitation', i.employer_id, i.id, i.id::text, 0, i.person_id, i.id FROM invitation i`,
		`VACUUM (ANALYZE)`,
	})
}

func executeAll(ctx context.Context, database string, statements []string) error {
	for _, sql := range statements {
		if err := execute(ctx, database, sql); err != nil {
			return err
		}
	}
	return nil
}

// sendByLibrary is the limit: messages of the same size on as many connections, and nothing written down.
func sendByLibrary(ctx context.Context, address string) error {
	transport, err := mail.NewSMTP(mail.SMTPSettings{URL: "smtp://" + address, Idle: sendingConnections})
	if err != nil {
		return err
	}
	defer transport.Close()
	text := strings.Repeat("It takes about two minutes, and helps us to see which skills are missing.\n", 20)
	var left atomic.Int64
	left.Store(sendingMessages)
	var all sync.WaitGroup
	for range sendingConnections {
		all.Go(func() {
			for left.Add(-1) >= 0 {
				transport.Send(ctx, mail.Message{
					ID: hub.NewMessageID(), From: netmail.Address{Address: "hub@localhost"}, To: netmail.Address{Address: "person@employer.example"},
					Subject: "Skills", Text: text, HTML: "<p>" + text + text + "</p>",
				})
			}
		})
	}
	all.Wait()
	return nil
}

// sink is a mail server that takes everything and keeps nothing.
type sink struct {
	address string
	server  *smtp.Server
	took    chan struct{}
}

func newSink(ctx context.Context) (*sink, error) {
	s := &sink{took: make(chan struct{}, sendingMessages)}
	s.server = smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return taking{s}, nil }))
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s.address = listener.Addr().String()
	go func() { _ = s.server.Serve(listener) }()
	return s, nil
}

func (s *sink) close() { _ = s.server.Close() }

// rate starts something and counts messages a second from the first that arrives to the last.
func (s *sink) rate(start func() (stop func() error, err error)) (float64, error) {
	stop, err := start()
	if err != nil {
		return 0, err
	}
	giveUp := time.After(5 * time.Minute)
	var first time.Time
	for n := range sendingMessages {
		select {
		case <-s.took:
		case <-giveUp:
			return 0, fmt.Errorf("only %d messages arrived", n)
		}
		if n == 0 {
			first = time.Now()
		}
	}
	return sendingMessages / time.Since(first).Seconds(), stop()
}

type taking struct{ *sink }

func (taking) Mail(string, *smtp.MailOptions) error { return nil }
func (taking) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (taking) Reset()                               {}
func (taking) Logout() error                        { return nil }

func (t taking) Data(r io.Reader) error {
	_, err := io.Copy(io.Discard, r)
	t.took <- struct{}{}
	return err
}

func (m sending) write(b *strings.Builder) {
	rate := func(all []float64) float64 { return slices.Sorted(slices.Values(all))[len(all)/2] }
	fmt.Fprintf(b, "## Sending %d messages\n\n", sendingMessages)
	fmt.Fprintf(b, "Into a mail server on the same machine, over %d connections; from the first message that arrives to the last.\n\n", sendingConnections)
	fmt.Fprintf(b, "| sender | messages per second | against the limit | aim |\n|---|---|---|---|\n")
	fmt.Fprintf(b, "| go-mail alone (the limit) | %.0f | 1 | |\n", rate(m.library))
	fmt.Fprintf(b, "| `hub work`, every message claimed, handed over and settled in transactions | %.0f | %.2f | at least 0.2 |\n\n",
		rate(m.work), rate(m.work)/rate(m.library))
}

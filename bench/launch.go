package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// launch is a campaign to as many employers as one may have: how long the mutation takes, and the first messages after it.
type launch struct{ request, messages []time.Duration }

const launchEmployers = 100_000

const launchMutation = `mutation Launch($version: ID!) {
  sendDiagnostic(input: { questionnaireVersionId: $version, audience: {}, kind: SERVICE, kindReason: "They asked for it", sendWindow: ANY, reminders: [] }) {
    campaign { id figures { invited due } }
    userErrors { message }
  }
}`

func measureLaunch(ctx context.Context, s settings, server string) (m launch, err error) {
	const filled = "launch"
	if err := fillWithEmployers(ctx, s, server, filled, launchEmployers); err != nil {
		return m, err
	}
	for turn := range s.runs {
		database := filled + "_" + strconv.Itoa(turn)
		if err := execute(ctx, server, "CREATE DATABASE "+database+" TEMPLATE "+filled); err != nil {
			return m, err
		}
		if err := m.turn(ctx, s, named(server, database)); err != nil {
			return m, err
		}
		fmt.Fprintf(os.Stderr, "launch %d of %d: %s, messages made %s later\n", turn+1, s.runs, m.request[turn], m.messages[turn])
		if err := execute(ctx, server, "DROP DATABASE "+database+" WITH (FORCE)"); err != nil {
			return m, err
		}
	}
	return m, nil
}

func (m *launch) turn(ctx context.Context, s settings, database string) (err error) {
	connection, err := pgx.Connect(ctx, database)
	if err != nil {
		return err
	}
	defer connection.Close(ctx)
	var version hub.QuestionnaireVersionID
	if err := connection.QueryRow(ctx, `SELECT id FROM questionnaire_version WHERE state = 'PUBLISHED' LIMIT 1`).Scan(&version); err != nil {
		return err
	}
	token, err := command(ctx, s, database, "token", "create", "launch", "--organisation", organisation, "--role", "MANAGER")
	if err != nil {
		return err
	}
	serve, err := start(ctx, s, database, "serve")
	if err != nil {
		return err
	}
	defer func() { err = join(err, serve.stop()) }()
	body, err := json.Marshal(map[string]any{"query": launchMutation, "variables": map[string]any{"version": version.String()}})
	if err != nil {
		return err
	}
	begun := time.Now()
	answer, err := client{url: serve.url + "/graphql", token: token}.ask(ctx, body)
	m.request = append(m.request, time.Since(begun))
	if err == nil && !strings.Contains(string(answer), `"invited":`+strconv.Itoa(launchEmployers)+`,"due":`+strconv.Itoa(launchEmployers)) {
		err = fmt.Errorf("not everybody was asked: %s", answer)
	}
	if err != nil {
		return err
	}
	work, err := start(ctx, s, database, "work")
	if err != nil {
		return err
	}
	begun = time.Now()
	for left := true; left; time.Sleep(100 * time.Millisecond) {
		if err := connection.QueryRow(ctx, `SELECT EXISTS (SELECT FROM invitation WHERE state = 'OPEN' AND next_reminder_at IS NOT NULL)`).Scan(&left); err != nil {
			return join(err, work.stop())
		}
	}
	m.messages = append(m.messages, time.Since(begun))
	return work.stop()
}

func (m launch) write(b *strings.Builder) {
	fmt.Fprintf(b, "## Launching a campaign of %d invitations\n\n", launchEmployers)
	fmt.Fprintf(b, "The mutation through the API, from the request to its answer, with figures; then `hub work` makes those messages\nthat the launch left to it, which is all but 500. Without a mail server, so that nothing is sent meanwhile.\n\n")
	fmt.Fprintf(b, "| work | median | in single turns | aim |\n|---|---|---|---|\n")
	fmt.Fprintf(b, "| launch: audience, invitations, first messages and audit row in one transaction | %.1f s | %s | under 10 s |\n", median(m.request).Seconds(), seconds(m.request))
	fmt.Fprintf(b, "| the other messages, made by the sweep | %.1f s | %s | |\n\n", median(m.messages).Seconds(), seconds(m.messages))
}

// seconds are the shortest and the longest time.
func seconds(times []time.Duration) string {
	return fmt.Sprintf("%.1f to %.1f", slices.Min(times).Seconds(), slices.Max(times).Seconds())
}

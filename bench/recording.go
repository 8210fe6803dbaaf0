package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// recording is writing an interaction, by the API and by the handler that puts the same rows into one transaction.
type recording struct{ api, byHand []load }

const recordMutation = `mutation Record($input: RecordInteractionInput!) {
  recordInteraction(input: $input) { interaction { id channel happenedOn themes summary } userErrors { message } }
}`

// byHandInput is the part of RecordInteractionInput that is measured.
type byHandInput struct {
	EmployerIds []string `json:"employerIds"`
	Channel     string   `json:"channel"`
	HappenedOn  string   `json:"happenedOn"`
	Themes      []string `json:"themes"`
	Summary     string   `json:"summary"`
}

// recording measures the writing, after both have written rows of which the database says that they are the same.
func (c *comparison) recording(ctx context.Context, s settings) (m recording, err error) {
	ids, err := column[uuid.UUID](ctx, c.database, `SELECT id FROM employer WHERE status = 'ENGAGED' ORDER BY md5(id::text) LIMIT 200`)
	if err != nil {
		return m, err
	}
	var bodies [][]byte
	for _, id := range ids {
		body, err := json.Marshal(request{recordMutation, map[string]any{"input": byHandInput{
			[]string{"employer_" + id.String()}, "MEETING", "2026-11-02", []string{"RECRUITMENT"},
			"Talked about apprentices for the next year, and who decides about them. They will look at the offer of the college and call back.",
		}}})
		if err != nil {
			return m, err
		}
		bodies = append(bodies, body)
	}
	api := client{c.processes[theAPI].url + "/graphql", c.token}
	byHand := client{c.processes[byHandServer].url + "/record", ""}
	if err := c.writesTheSame(ctx, api, byHand, bodies[0]); err != nil {
		return m, err
	}
	for turn := range s.runs + 1 { // the first warms everybody up
		for _, who := range []struct {
			client
			loads *[]load
		}{{api, &m.api}, {byHand, &m.byHand}} {
			l, err := who.load(ctx, bodies)
			if err != nil {
				return m, err
			}
			if turn > 0 {
				*who.loads = append(*who.loads, l)
				fmt.Fprintf(os.Stderr, "recording %d of %d: %s: %.0f/s\n", turn, s.runs, who.url, l.perSecond)
			}
		}
	}
	return m, nil
}

// writesTheSame lets both write once. Errors: where one writes other rows than the other, or answers differently.
func (c *comparison) writesTheSame(ctx context.Context, api, byHand client, body []byte) error {
	rows := func() ([]int, error) {
		return column[int](ctx, c.database, `SELECT unnest(ARRAY[(SELECT count(*) FROM interaction), (SELECT count(*) FROM interaction_employer),
			(SELECT count(*) FROM audit), (SELECT count(*) FROM audit_content)])::int`)
	}
	before, err := rows()
	if err != nil {
		return err
	}
	var did []string
	for _, who := range []client{api, byHand} {
		answer, err := who.ask(ctx, body)
		if err != nil {
			return err
		}
		var said struct {
			Data struct {
				RecordInteraction struct{ Interaction map[string]any }
			}
		}
		if err := json.Unmarshal(answer, &said); err != nil {
			return err
		}
		delete(said.Data.RecordInteraction.Interaction, "id")
		after, err := rows()
		if err != nil {
			return err
		}
		for table, n := range after {
			before[table] = n - before[table]
		}
		did = append(did, fmt.Sprint(said.Data.RecordInteraction.Interaction, before))
		before = after
	}
	if did[0] != did[1] {
		return fmt.Errorf("recording: %w: %s", errDifferent, strings.Join(did, "\n"))
	}
	return nil
}

// record puts the rows of a recorded interaction into one transaction: itself, its employer, the audit row, and when the employer was
// contacted last; and tells whoever listens.
func (h byHand) record(ctx context.Context, asked byHandAsked) (any, error) {
	in := asked.Input
	if len(in.EmployerIds) != 1 {
		return nil, errors.New("one employer")
	}
	id, err := uuid.NewV7()
	if err != nil {
		return nil, err
	}
	employer, err := uuid.Parse(strings.TrimPrefix(in.EmployerIds[0], "employer_"))
	if err != nil {
		return nil, err
	}
	after, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	organisation := h.organisation
	err = pgx.BeginFunc(ctx, h.pool, func(tx pgx.Tx) error {
		batch := &pgx.Batch{}
		batch.Queue(`
			INSERT INTO interaction (id, channel, happened_on, themes, summary, visibility, state, asked_for, organisation_id, version)
			VALUES ($1, $2, $3, $4, $5, 'SHARED', 'COMPLETE', false, $6, 1)`, id, in.Channel, in.HappenedOn, in.Themes, in.Summary, organisation)
		batch.Queue(`
			INSERT INTO interaction_employer (interaction_id, employer_id, organisation_id, happened_on, state)
			VALUES ($1, $2, $3, $4, 'COMPLETE')`, id, employer, organisation, in.HappenedOn)
		batch.Queue(`
			WITH content AS (SELECT uuid_send(gen_random_uuid()) AS salt, $1::jsonb AS after), entry AS (
				INSERT INTO audit (business_at, actor_kind, actor_name, organisation_id, action, record_kind, record_id, employer_id, digest)
				SELECT now(), 'TOKEN', 'by hand', $2, 'interaction.create', 'interaction', $3, $4, sha256(salt || convert_to(after::text, 'UTF8')) FROM content
				RETURNING id
			)
			INSERT INTO audit_content (audit_id, salt, after) SELECT id, salt, after FROM entry, content`, after, organisation, id, employer)
		batch.Queue(`
			UPDATE employer SET last_contact_on = (
				SELECT max(x.happened_on) FROM interaction_employer x WHERE x.employer_id = $1 AND x.state = 'COMPLETE')
			WHERE id = $1`, employer)
		batch.Queue(`SELECT pg_notify('by_hand', $1)`, employer.String())
		return tx.SendBatch(ctx, batch).Close()
	})
	recorded := map[string]any{"id": "interaction_" + id.String(), "channel": in.Channel, "happenedOn": in.HappenedOn, "themes": in.Themes, "summary": in.Summary}
	return map[string]any{"recordInteraction": map[string]any{"interaction": recorded, "userErrors": []string{}}}, err
}

func (m recording) write(b *strings.Builder) {
	fmt.Fprintf(b, "## Recording an interaction\n\nWith its audit row, by %d clients, in turns of %s.\n\n", loadClients, loadTurn)
	fmt.Fprintf(b, "| server | recorded per second | p99 | against the limit | aim |\n|---|---|---|---|---|\n")
	fmt.Fprintf(b, "| the same rows in one transaction on pgx, by hand (the limit) | %.0f | %.1f ms | 1 | |\n", rate(m.byHand), ms(p99(m.byHand)))
	fmt.Fprintf(b, "| API of `hub serve` | %.0f | %.1f ms | %.2f | at least 0.7 |\n\n", rate(m.api), ms(p99(m.api)), rate(m.api)/rate(m.byHand))
}

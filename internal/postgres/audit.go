package postgres

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// AuditSubject is the record that a change is about, and the employer whose history shows it.
type AuditSubject struct {
	Kind     string
	ID       uuid.UUID
	Employer hub.EmployerID
}

// AuditEntry is one change: who made it when by the business clock, and what was there before and after. Before is nil for
// a new record, After for a deleted one.
type AuditEntry struct {
	At            time.Time
	By            hub.Actor
	Action        string
	Subject       AuditSubject
	Before, After any
}

// Audit records a change in its own transaction. Of a changed record only the fields that differ are kept.
func Audit(ctx context.Context, tx pgx.Tx, e AuditEntry) error {
	before, after, err := difference(e.Before, e.After)
	if err != nil {
		return fmt.Errorf("cannot record %s: %w", e.Action, err)
	}
	// The digest is made by the database from what it stores, so that it can be checked against the stored rows later.
	_, err = tx.Exec(ctx, `
		WITH content AS (
			SELECT uuid_send(gen_random_uuid()) AS salt, @before::jsonb AS before, @after::jsonb AS after
		), entry AS (
			INSERT INTO audit (business_at, actor_kind, actor_id, actor_name, organisation_id, action, record_kind, record_id, employer_id, digest)
			SELECT @at, @actor_kind, @actor_id, @actor_name, @organisation, @action, @kind, @record, @employer,
				sha256(salt || convert_to(concat_ws('|', @action::text, @record::uuid, coalesce(before::text, ''), coalesce(after::text, '')), 'UTF8'))
			FROM content
			RETURNING id
		)
		INSERT INTO audit_content (audit_id, salt, before, after)
		SELECT entry.id, salt, before, after FROM entry, content`,
		pgx.StrictNamedArgs{
			"at": e.At, "actor_kind": e.By.Kind, "actor_id": orNull(e.By.Caller()), "actor_name": e.By.Name,
			"organisation": orNull(e.By.OrganisationID.UUID), "action": e.Action, "kind": e.Subject.Kind, "record": e.Subject.ID,
			"employer": orNull(e.Subject.Employer.UUID), "before": before, "after": after,
		})
	if err != nil {
		return explain(err, "cannot record "+e.Action)
	}
	return nil
}

func orNull(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}

// difference writes both as JSON objects and leaves out the fields that are the same in both.
func difference(before, after any) (b, a []byte, err error) {
	was, err := fields(before)
	if err != nil {
		return nil, nil, err
	}
	is, err := fields(after)
	if err != nil {
		return nil, nil, err
	}
	if was != nil && is != nil {
		for name, value := range was {
			if bytes.Equal(value, is[name]) {
				delete(was, name)
				delete(is, name)
			}
		}
	}
	if b, err = written(was); err != nil {
		return nil, nil, err
	}
	a, err = written(is)
	return b, a, err
}

func fields(record any) (map[string]json.RawMessage, error) {
	if record == nil {
		return nil, nil
	}
	text, err := json.Marshal(record)
	if err != nil {
		return nil, err
	}
	var out map[string]json.RawMessage
	return out, json.Unmarshal(text, &out)
}

func written(fields map[string]json.RawMessage) ([]byte, error) {
	if fields == nil {
		return nil, nil
	}
	return json.Marshal(fields)
}

package postgres

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
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
	return auditEach(ctx, tx, e, []uuid.UUID{e.Subject.ID}, before, after)
}

// AuditReads records that each of these records was read; e's subject says of what kind they are.
func AuditReads[ID any](ctx context.Context, tx pgx.Tx, e AuditEntry, records []ID) error {
	return auditEach(ctx, tx, e, records, nil, nil)
}

// auditEach writes the same for each of records, which is a slice of IDs.
func auditEach(ctx context.Context, tx pgx.Tx, e AuditEntry, records any, before, after []byte) error {
	// The digest is made by the database from what it stores, so that it can be checked against the stored rows later.
	_, err := tx.Exec(ctx, `
		WITH content AS (
			SELECT record, uuid_send(gen_random_uuid()) AS salt, @before::jsonb AS before, @after::jsonb AS after FROM unnest(@records::uuid[]) AS record
		), entry AS (
			INSERT INTO audit (business_at, actor_kind, actor_id, actor_name, organisation_id, action, record_kind, record_id, employer_id, digest)
			SELECT @at, @actor_kind, @actor_id, @actor_name, @organisation, @action, @kind, record, @employer,
				sha256(salt || convert_to(concat_ws('|', @action::text, record, coalesce(before::text, ''), coalesce(after::text, '')), 'UTF8'))
			FROM content
			RETURNING id, record_id
		)
		INSERT INTO audit_content (audit_id, salt, before, after)
		SELECT entry.id, salt, before, after FROM entry JOIN content ON record = record_id`,
		pgx.StrictNamedArgs{
			"at": e.At, "actor_kind": e.By.Kind, "actor_id": orNull(e.By.Caller()), "actor_name": e.By.Name,
			"organisation": orNull(e.By.OrganisationID.UUID), "action": e.Action, "kind": e.Subject.Kind, "records": records,
			"employer": orNull(e.Subject.Employer.UUID), "before": before, "after": after,
		})
	if err != nil {
		return explain(err, "cannot record "+e.Action)
	}
	return nil
}

type auditRow struct {
	ID           int64
	At           time.Time
	Who          string
	Organisation *hub.Organisation
	Action       string
	Kind         string
	RecordID     uuid.UUID
	EmployerID   *hub.EmployerID
	Seen         bool
	Before       map[string]json.RawMessage
	After        map[string]json.RawMessage
}

// AuditCondition narrows the log; nil fields do not.
type AuditCondition struct {
	Actor, Record *uuid.UUID
	Action        *string
	// From is the first moment, Until the one after the last.
	From, Until *time.Time
}

// AuditLog reads a page of the log across records, the latest first; of each what it held as far as viewer sees that. Errors:
// BAD_INPUT for a cursor of another list.
func AuditLog(ctx context.Context, q Querier, viewer Viewer, where AuditCondition, page hub.Page) (hub.List[hub.AuditEntry], error) {
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	conditions := []string{viewer.sight(args).auditRow("a")}
	if page.After != "" {
		cursor, err := hub.ParseCursor("audit", page.After)
		if err != nil {
			return hub.List[hub.AuditEntry]{}, err
		}
		conditions = append(conditions, `(a.at, a.id) < (split_part(@key, ' ', 1)::timestamptz, split_part(@key, ' ', 2)::bigint)`)
		args["key"] = cursor.Key
	}
	add := func(condition, name string, value any) {
		conditions = append(conditions, condition)
		args[name] = value
	}
	if where.Actor != nil {
		add(`a.actor_id = @actor`, "actor", *where.Actor)
	}
	if where.Record != nil {
		add(`a.record_id = @record`, "record", *where.Record)
	}
	if where.Action != nil {
		add(`a.action COLLATE "C" = @action`, "action", *where.Action)
	}
	if where.From != nil {
		add(`a.at >= @from`, "from", *where.From)
	}
	if where.Until != nil {
		add(`a.at < @until`, "until", *where.Until)
	}
	rows, err := q.Query(ctx, `
		SELECT a.id, a.at, a.actor_name AS who, `+organisationRecord("o")+` AS organisation, a.action, a.record_kind AS kind, a.record_id, a.employer_id,
			x.audit_id IS NOT NULL AS seen, x.before, x.after
		FROM audit a
		LEFT JOIN organisation o ON o.id = a.organisation_id
		LEFT JOIN audit_content x ON x.audit_id = a.id AND `+viewer.sight(args).auditContent("a")+`
		WHERE `+strings.Join(conditions, ` AND `)+`
		ORDER BY a.at DESC, a.id DESC LIMIT @limit`, args)
	return listOf(rows, err, page, "the audit log", func(r auditRow) (hub.AuditEntry, hub.Cursor) {
		entry := hub.AuditEntry{
			ID: "audit_" + strconv.FormatInt(r.ID, 10), At: r.At, Who: r.Who, Organisation: r.Organisation, Action: r.Action, RecordID: r.Kind + "_" + r.RecordID.String(),
		}
		if r.EmployerID != nil {
			id := r.EmployerID.String()
			entry.EmployerID = &id
		}
		if r.Seen {
			entry.Fields = append([]hub.FieldChange{}, hub.NewFieldChanges(r.Before, r.After)...)
		}
		return entry, hub.Cursor{List: "audit", Key: r.At.UTC().Format(time.RFC3339Nano) + " " + strconv.FormatInt(r.ID, 10)}
	})
}

// AuditActions lists what was ever done, by name. It hops from one to the next in the index, since there are few.
func AuditActions(ctx context.Context, q Querier) ([]string, error) {
	rows, err := q.Query(ctx, `
		WITH RECURSIVE hop AS (
			(SELECT action COLLATE "C" AS action FROM audit ORDER BY 1 LIMIT 1)
			UNION ALL
			SELECT (SELECT a.action COLLATE "C" FROM audit a WHERE a.action COLLATE "C" > hop.action ORDER BY 1 LIMIT 1) FROM hop WHERE hop.action IS NOT NULL
		)
		SELECT action FROM hop WHERE action IS NOT NULL ORDER BY action`)
	return column[string](rows, err, "cannot read what was done")
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

package postgres

import (
	"context"
	"encoding/json"
	"time"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

type changeInHistory struct {
	ID       string
	At       time.Time
	Who      string
	Action   string
	Kind     string
	RecordID uuid.UUID
	Before   map[string]json.RawMessage
	After    map[string]json.RawMessage
}

func (c changeInHistory) told() hub.Change {
	return hub.Change{
		ID: c.ID, At: c.At, Who: c.Who, Action: c.Action, RecordID: c.Kind + "_" + c.RecordID.String(), Fields: hub.NewFieldChanges(c.Before, c.After),
	}
}

// CorrectionsOf reads what was changed in these interactions since they were entered, as far as viewer sees their notes: of each the
// latest 50, the latest first. A change is written into the history of each employer that was there, and told once here.
func CorrectionsOf(ctx context.Context, q Querier, viewer Viewer, interactions []hub.InteractionID) ([]hub.OfInteraction[hub.Change], error) {
	args := pgx.StrictNamedArgs{"interactions": interactions}
	rows, err := q.Query(ctx, `
		SELECT c.* FROM unnest(@interactions::uuid[]) AS asked (id) CROSS JOIN LATERAL (
			SELECT DISTINCT ON (a.at) 'change_' || lpad(a.id::text, 19, '0') AS id, a.at, a.actor_name AS who, a.action, a.record_kind AS kind, a.record_id, x.before, x.after
			FROM audit a LEFT JOIN audit_content x ON x.audit_id = a.id
			WHERE a.record_id = asked.id AND a.record_kind = 'interaction' AND a.action = 'interaction.update' AND `+viewer.sight(args).change("a")+`
			ORDER BY a.at DESC, a.id DESC LIMIT 50
		) c
		ORDER BY c.at DESC, c.id DESC`, args)
	read, err := all[changeInHistory](rows, err, "cannot read what was changed in an interaction")
	out := make([]hub.OfInteraction[hub.Change], len(read))
	for n, c := range read {
		var interaction hub.InteractionID
		interaction.UUID = c.RecordID
		out[n] = hub.OfInteraction[hub.Change]{InteractionID: interaction, Of: c.told()}
	}
	return out, err
}

// History reads a page of the changes of an employer and of what belongs to it, by hand and by imports, as far as viewer sees
// those records, the latest first; what happened to records that were merged into it belongs to it. Errors: BAD_INPUT for a cursor of
// another list.
func History(ctx context.Context, q Querier, viewer Viewer, employer hub.EmployerID, page hub.Page) (hub.List[hub.Change], error) {
	list := "history of " + employer.String()
	args := pgx.StrictNamedArgs{"employer": employer, "limit": page.First + 1}
	after := "true"
	if page.After != "" {
		cursor, err := hub.ParseCursor(list, page.After)
		if err != nil {
			return hub.List[hub.Change]{}, err
		}
		// An ID is "change_" or "import_" with what follows, so that the two sorts have an order at one moment.
		after, args["key"] = `(at, id) < (split_part(@key, ' ', 1)::timestamptz, split_part(@key, ' ', 2))`, cursor.Key
	}
	see := viewer.sight(args)
	rows, err := q.Query(ctx, `
		SELECT id, at, who, action, kind, record_id, before, after FROM (
			SELECT ('change_' || lpad(a.id::text, 19, '0')) COLLATE "C" AS id, a.at, a.actor_name AS who, a.action, a.record_kind AS kind, a.record_id,
				x.before, x.after
			FROM audit a LEFT JOIN audit_content x ON x.audit_id = a.id
			WHERE a.employer_id = ANY (`+withMerged+`) AND `+see.change("a")+`
			UNION ALL
			SELECT ('import_' || c.import_id) COLLATE "C", c.at, coalesce(u.name, 'Hub'), 'employer.import', 'employer', c.employer_id, c.before, c.after
			FROM import_change c LEFT JOIN import i ON i.id = c.import_id LEFT JOIN hub_user u ON u.id = i.started_by
			WHERE c.employer_id = ANY (`+withMerged+`) AND `+see.employerOf(`c.employer_id`)+`
		) changes
		WHERE `+after+`
		ORDER BY at DESC, id DESC LIMIT @limit`, args)
	return listOf(rows, err, page, "an employer's history", func(c changeInHistory) (hub.Change, hub.Cursor) {
		return c.told(), hub.Cursor{List: list, Key: c.At.UTC().Format(time.RFC3339Nano) + " " + c.ID}
	})
}

package app

import (
	"context"
	"strings"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// sealBatch is how many audit rows one seal covers at most.
const sealBatch = 10_000

// SealAudit chains the audit rows that were committed since the last time, so that none can be changed or taken away unnoticed, and
// returns the seals that it made. Permission: the hub itself.
func (a *App) SealAudit(ctx context.Context) ([]hub.Seal, error) {
	var made []hub.Seal
	for {
		var seal hub.Seal
		err := pgx.BeginFunc(ctx, a.pool, func(tx pgx.Tx) (err error) {
			seal, err = postgres.SealAudit(ctx, tx, sealBatch)
			return err
		})
		if err != nil {
			return made, err
		}
		if seal.Rows > 0 {
			made = append(made, seal)
		}
		if seal.Rows < sealBatch {
			return made, nil
		}
	}
}

// CheckAudit makes the chain of seals again, and returns the newest. Seals that were noted down outside the database have to be in it.
// Its error names the first row or seal that is not what was recorded. Permission: the hub itself.
func (a *App) CheckAudit(ctx context.Context, kept ...hub.Seal) (hub.Seal, error) {
	return postgres.CheckAudit(ctx, a.pool, kept)
}

// AuditLog reads changes across records, the latest first. What a record held is told to those who may see it: an administrator
// sees no personal data by default. Permission: READ_AUDIT. Errors: BAD_INPUT.
func (a *App) AuditLog(ctx context.Context, f hub.AuditFilter, page hub.Page) (hub.List[hub.AuditEntry], error) {
	v, err := a.viewer(ctx, hub.PermReadAudit)
	if err != nil {
		return hub.List[hub.AuditEntry]{}, err
	}
	where := postgres.AuditCondition{Action: f.Action}
	if where.Actor, err = anyID(f.By, "by"); err != nil {
		return hub.List[hub.AuditEntry]{}, err
	}
	if where.Record, err = anyID(f.RecordID, "recordId"); err != nil {
		return hub.List[hub.AuditEntry]{}, err
	}
	if f.From != nil {
		from := f.From.At(0, 0)
		where.From = &from
	}
	if f.Until != nil {
		until := f.Until.End()
		where.Until = &until
	}
	list, err := postgres.AuditLog(ctx, a.pool, v, where, page)
	if err != nil {
		return hub.List[hub.AuditEntry]{}, err
	}
	var told []string
	for _, e := range list.Nodes {
		if e.Fields != nil {
			told = append(told, e.RecordID)
		}
	}
	return list, a.noteHistory(ctx, v, told)
}

// anyID reads the ID of a record of whatever kind. Errors: BAD_INPUT that blames field.
func anyID(text *string, field string) (*uuid.UUID, error) {
	if text == nil {
		return nil, nil
	}
	kind, bare, ok := strings.Cut(strings.TrimSpace(*text), "_")
	if last := strings.LastIndex(bare, "_"); last >= 0 { // a kind of several words
		bare = bare[last+1:]
	}
	id, err := uuid.Parse(bare)
	if !ok || kind == "" || err != nil {
		return nil, hub.BadInput("this is not the ID of a record; copy all of it, such as employer_0190f0f0-…", field)
	}
	return &id, nil
}

// AuditActions lists what the log knows to have been done. Permission: READ_AUDIT.
func (a *App) AuditActions(ctx context.Context) ([]string, error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermReadAudit); err != nil {
		return nil, err
	}
	return postgres.AuditActions(ctx, a.pool)
}

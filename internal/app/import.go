package app

import (
	"context"
	"io"

	"employerhub/internal/hub"
	"employerhub/internal/importer"
	"employerhub/internal/postgres"
)

// Import finds one. Permission: IMPORT. Errors: NOT_FOUND.
func (a *App) Import(ctx context.Context, id hub.ImportID) (hub.Import, error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermImport); err != nil {
		return hub.Import{}, err
	}
	return postgres.Import(ctx, a.pool, id)
}

// Imports lists them, the latest first. Permission: IMPORT.
func (a *App) Imports(ctx context.Context, page hub.Page) (hub.List[hub.Import], error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermImport); err != nil {
		return hub.List[hub.Import]{}, err
	}
	return postgres.Imports(ctx, a.pool, page)
}

// CountImports counts them. Permission: IMPORT.
func (a *App) CountImports(ctx context.Context) (int, error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermImport); err != nil {
		return 0, err
	}
	return postgres.CountImports(ctx, a.pool)
}

// ImportFindings lists what to know about rows of an import, by line; severity narrows it. Permission: IMPORT.
func (a *App) ImportFindings(ctx context.Context, id hub.ImportID, severity *hub.FindingSeverity, page hub.Page) (hub.List[hub.ImportFinding], error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermImport); err != nil {
		return hub.List[hub.ImportFinding]{}, err
	}
	return postgres.ImportFindings(ctx, a.pool, id, severity, page)
}

// CountImportFindings counts what ImportFindings lists. Permission: IMPORT.
func (a *App) CountImportFindings(ctx context.Context, id hub.ImportID, severity *hub.FindingSeverity) (int, error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermImport); err != nil {
		return 0, err
	}
	return postgres.CountImportFindings(ctx, a.pool, id, severity)
}

// RejectedRows writes an import's rejected rows, and possible duplicates that were left out, in the layout of its file: a workbook
// for a workbook, CSV with the same separator for CSV. The line and the reason come first, then the columns of the file, so that
// they can be put right and sent again. Nothing in it runs as a formula. Permission: IMPORT. Errors: NOT_FOUND, before anything
// is written.
func (a *App) RejectedRows(ctx context.Context, id hub.ImportID, to io.Writer) error {
	v, err := a.viewer(ctx, hub.PermImport)
	if err != nil {
		return err
	}
	i, err := a.Import(ctx, id)
	if err != nil {
		return err
	}
	out := importer.NewRejects(to, ',')
	if i.Source == hub.ImportSpreadsheet {
		s, err := postgres.SpreadsheetOf(ctx, a.pool, id)
		if err != nil {
			return err
		}
		if out = importer.NewWorkbookRejects(to); s.Comma != "" {
			out = importer.NewRejects(to, rune(s.Comma[0]))
		}
	}
	if err := postgres.RejectedRows(ctx, a.pool, v, id, out.Header, func(r postgres.RejectedRow) error { return out.Row(r.Line, r.Reason, r.Raw) }); err != nil {
		return err
	}
	return out.Flush()
}

// ImportProgress tells how an import stands: now, then as it goes on, then when it ends. Permission: IMPORT, asked again every
// time. Errors: NOT_FOUND.
func (a *App) ImportProgress(ctx context.Context, id hub.ImportID) (<-chan *hub.Import, error) {
	return follow(ctx, a, changed{postgres.TopicImport, id.UUID}, func() (*hub.Import, bool, error) {
		i, err := a.Import(ctx, id)
		return &i, i.FinishedAt != nil, err
	})
}

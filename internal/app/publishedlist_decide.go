package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// DecideListedRow says whom a row of a list is about, and remembers it for the next list. Of a list that is in, its award is recorded at
// once. Permission: IMPORT; to create an employer WRITE_ENGAGEMENT too. Errors: NOT_FOUND, BAD_INPUT; CONFLICT where the list is being
// worked on or is not in, and where the row was applied already.
func (a *App) DecideListedRow(ctx context.Context, in hub.DecideListedRowInput) (decided hub.ListedRow, err error) {
	err = a.changePublishedList(ctx, in.PublishedListID, func(c change, l *hub.PublishedList) error {
		if l.State != hub.ListPreviewed && l.State != hub.ListApplied {
			return hub.Conflict("this list is being worked on, or is not in any more; load the page again")
		}
		row, err := postgres.ListedRowForUpdate(ctx, c, c.viewer(), in.PublishedListID, in.Line)
		if err != nil {
			return err
		}
		switch {
		case row.Outcome == hub.ListedRejected, row.Outcome == hub.ListedRepeated:
			return hub.Conflict("there is nothing to decide about this row")
		case row.Outcome == hub.ListedMatched && l.State == hub.ListApplied:
			return hub.Conflict("this row was applied already; correct the award on the employer’s screen")
		}
		row.Outcome, row.EmployerID, row.Effect, row.Note = hub.ListedMatched, nil, nil, nil
		row.DecidedBy, row.DecidedAt = &c.by.Name, &c.now
		switch in.Decision {
		case hub.ListedIsNobody:
			row.Outcome = hub.ListedIgnored
		case hub.ListedIsNew:
			row.EmployerID, err = a.createListed(ctx, c, row)
		default:
			if in.EmployerID == nil {
				return hub.BadInput("choose the employer", "employerId")
			}
			var id hub.EmployerID
			id, err = c.livingEmployer(ctx, *in.EmployerID)
			row.EmployerID = &id
		}
		if err != nil {
			return err
		}
		if err := c.decided(ctx, *l, &row); err != nil {
			return err
		}
		decided = row
		return nil
	})
	return decided, err
}

// decided stores and remembers what was decided of a row, and applies it where the list is in.
func (c change) decided(ctx context.Context, l hub.PublishedList, row *hub.ListedRow) error {
	if row.EmployerID != nil {
		scheme, err := c.scheme(ctx, l.Scheme)
		if err != nil {
			return err
		}
		held, err := c.heldAwards(ctx, l.Scheme, []hub.EmployerID{*row.EmployerID})
		if err != nil {
			return err
		}
		_, effect, _ := scheme.Listed(*row.EmployerID, row.Level, held[*row.EmployerID], l.ListedOn, c.now)
		row.Effect = &effect
	}
	if err := postgres.PutListedRows(ctx, c, l.ID, []hub.ListedRow{*row}); err != nil {
		return err
	}
	if err := postgres.PutListedDecision(ctx, c, l.Scheme, postgres.ListedDecision{RowKey: row.Key(), EmployerID: row.EmployerID}); err != nil {
		return err
	}
	of := ofPublishedList(l)
	of.Employer = value(row.EmployerID)
	what := map[string]any{"Scheme": l.Scheme, "ListedOn": l.ListedOn, "Line": row.Line, "Name": row.Name, "Outcome": row.Outcome}
	if err := c.audit(ctx, "published_list.decide", of, nil, what); err != nil {
		return err
	}
	if row.EmployerID == nil || l.State != hub.ListApplied {
		return nil
	}
	return c.applyListed(ctx, l, []hub.ListedRow{*row})
}

// createListed makes an employer of a row.
func (a *App) createListed(ctx context.Context, c change, row hub.ListedRow) (*hub.EmployerID, error) {
	if err := hub.Authorise(c.by, hub.PermWriteEngagement); err != nil {
		return nil, err
	}
	in := hub.CreateEmployerInput{Name: row.Name}
	if code, err := hub.ParsePostcode(row.Postcode); err == nil {
		in.Postcode = &code
	}
	e, tradingNames, err := hub.NewEmployer(in)
	if err != nil {
		return nil, err
	}
	if err := c.insertEmployer(ctx, e, tradingNames); err != nil {
		return nil, err
	}
	if err := c.audit(ctx, "employer.create", ofEmployer(e.ID), nil, e); err != nil {
		return nil, err
	}
	return &e.ID, (&duplicateSearch{app: a, source: hub.DuplicateCreation}).changed(ctx, c, []hub.EmployerID{e.ID})
}

package app

import (
	"context"
	"fmt"
	"strings"
	"time"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// importOutcome is what a batch comes to.
type importOutcome struct {
	created, changed []postgres.ImportedCompany
	findings         []postgres.RawFinding
	progress         postgres.ImportProgress
}

func (o *importOutcome) reject(row fileRow, reason string) {
	raw := row.Text()
	o.progress.Rejected++
	o.findings = append(o.findings, postgres.RawFinding{
		ImportFinding: hub.ImportFinding{Line: row.Line, Severity: hub.FindingRejected, Reason: reason, Row: row.Label()}, Raw: &raw,
	})
}

func (o *importOutcome) warn(row fileRow) {
	o.progress.Warnings++
	o.findings = append(o.findings, postgres.RawFinding{
		ImportFinding: hub.ImportFinding{Line: row.Line, Severity: hub.FindingWarning, Reason: strings.Join(row.Warnings, "; "), Row: row.Label()},
	})
}

// applyBatch takes rows in, in one transaction with what they came to, so that after a kill each row counts once.
func (r *importRun) applyBatch(ctx context.Context, tx pgx.Tx, batch importBatch) error {
	now, err := r.app.clock(ctx)
	if err != nil {
		return err
	}
	if err := postgres.TuneForBatch(ctx, tx); err != nil {
		return err
	}
	var outcome importOutcome
	companies, err := r.usable(ctx, tx, batch.rows, &outcome)
	if err != nil {
		return err
	}
	if companies, err = differing(ctx, tx, companies); err != nil {
		return err
	}
	if err := sortOut(ctx, tx, companies, &outcome); err != nil {
		return err
	}
	if err := postgres.InsertCompanies(ctx, tx, r.lease.ImportID, outcome.created); err != nil {
		return err
	}
	if err := postgres.UpdateCompanies(ctx, tx, r.lease.ImportID, hub.DateOf(now), outcome.changed); err != nil {
		return err
	}
	if err := postgres.AddFindings(ctx, tx, r.lease.ImportID, outcome.findings); err != nil {
		return err
	}
	outcome.progress.Part = postgres.ImportPart{First: batch.rows[0].Line, Last: batch.rows[len(batch.rows)-1].Line}
	outcome.progress.Unchanged = len(batch.rows) - outcome.progress.Created - outcome.progress.Updated - outcome.progress.Rejected
	if err := postgres.AdvanceImport(ctx, tx, r.lease, outcome.progress); err != nil {
		return err
	}
	told := r.told.Load()
	if time.Since(time.Unix(0, told)) < time.Second || !r.told.CompareAndSwap(told, time.Now().UnixNano()) {
		return nil
	}
	return postgres.Notify(ctx, tx, postgres.TopicImport, r.lease.ImportID.UUID)
}

// usable leaves out the rows that say nothing, or that repeat the number of an earlier one.
func (r *importRun) usable(ctx context.Context, tx pgx.Tx, rows []fileRow, outcome *importOutcome) ([]fileRow, error) {
	repeats, err := postgres.Repeats(ctx, tx, r.lease.ImportID, rows[0].Line, rows[len(rows)-1].Line)
	if err != nil {
		return nil, err
	}
	usable := make([]fileRow, 0, len(rows))
	for _, row := range rows {
		first, repeated := repeats[row.Line]
		switch {
		case row.Rejected != "":
			outcome.reject(row, row.Rejected)
		case repeated:
			outcome.reject(row, fmt.Sprintf("the company number %s is on line %d already; only the first row is taken in", row.Company.Number, first))
		default:
			if len(row.Warnings) > 0 && !row.Company.Closed {
				outcome.warn(row)
			}
			usable = append(usable, row)
		}
	}
	return usable, nil
}

// differing leaves out the companies of which the register says what it said last.
func differing(ctx context.Context, tx pgx.Tx, rows []fileRow) ([]fileRow, error) {
	numbers, fingerprints := make([]string, len(rows)), make([]uuid.UUID, len(rows))
	for i, row := range rows {
		numbers[i], fingerprints[i] = string(row.Company.Number), row.fingerprint
	}
	differs, err := postgres.DifferingCompanies(ctx, tx, numbers, fingerprints)
	if err != nil {
		return nil, err
	}
	var left []fileRow
	for i, row := range rows {
		if differs[i] {
			left = append(left, row)
		}
	}
	return left, nil
}

// sortOut says of each company whether it makes an employer, changes one or is rejected.
func sortOut(ctx context.Context, tx pgx.Tx, rows []fileRow, outcome *importOutcome) error {
	if len(rows) == 0 {
		return nil
	}
	numbers := make([]string, len(rows))
	for i, row := range rows {
		numbers[i] = string(row.Company.Number)
	}
	held, err := postgres.HeldCompanies(ctx, tx, numbers)
	if err != nil {
		return err
	}
	for _, row := range rows {
		before, isHeld := held[row.Company.Number]
		if !isHeld && row.Company.Closed {
			outcome.reject(row, "the register says that this company is dissolved or closed, and the hub does not hold it: left out")
			continue
		}
		c := postgres.ImportedCompany{Line: row.Line, Company: row.Company, Fingerprint: row.fingerprint}
		if !isHeld {
			c.EmployerID, c.Facts = hub.NewEmployerID(), hub.NewRegisteredFacts(row.Company)
			outcome.created = append(outcome.created, c)
			outcome.progress.Created++
			continue
		}
		c.EmployerID, c.Before = before.EmployerID, &before
		if c.Facts = before.Facts.Filled(row.Company); before.Was != nil {
			c.Facts = before.Facts.Revised(*before.Was, row.Company)
		}
		outcome.changed = append(outcome.changed, c)
		if !c.Facts.Same(before.Facts) {
			outcome.progress.Updated++
		}
	}
	return nil
}

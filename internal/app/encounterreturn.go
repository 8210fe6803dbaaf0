package app

import (
	"context"
	"fmt"
	"io"
	"strings"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// maxReturnRows is how many rows a return of encounters may have. A term of all schools in a borough has some hundred.
const maxReturnRows = 5000

// UploadEncounterReturn reads a return of school encounters, CSV or XLSX, and says of each row what would become of it; nothing is taken in.
// Permission: IMPORT. Errors: BAD_INPUT for the file.
func (a *App) UploadEncounterReturn(ctx context.Context, in ReturnUpload) (sent hub.EncounterReturn, err error) {
	by := hub.ActorFrom(ctx)
	if err := hub.Authorise(by, hub.PermImport); err != nil {
		return sent, err
	}
	names, rows, err := in.read(maxReturnRows, func(names []string) error {
		_, err := hub.FindReturnColumns(names)
		return err
	})
	if err != nil {
		return sent, err
	}
	sent = hub.EncounterReturn{ID: hub.NewEncounterReturnID(), FileName: cleanFileName(in.FileName), Columns: names, State: hub.ReturnPreviewed}
	err = a.change(ctx, func(c change) error {
		sent.SentAt, sent.SentBy = c.now, c.asUser()
		if err := postgres.InsertEncounterReturn(ctx, c, sent, by.OrganisationID); err != nil {
			return err
		}
		judged, err := c.judgeReturn(ctx, sent, rows)
		if err != nil {
			return err
		}
		if err := postgres.SetEncounterReturnRows(ctx, c, sent.ID, rowsOf(judged)); err != nil {
			return err
		}
		return c.audit(ctx, "encounterreturn.create", ofReturn(sent), nil, map[string]any{"FileName": sent.FileName, "Rows": len(rows)})
	})
	return sent, err
}

func ofReturn(r hub.EncounterReturn) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "encounterreturn", ID: r.ID.UUID}
}

// judgedReturnRow is a row of a return, with the encounter that it is about before it, nil for a new one, and after it.
type judgedReturnRow struct {
	hub.ReturnRow
	before *hub.SchoolEncounter
	after  hub.SchoolEncounter
}

func rowsOf(judged []judgedReturnRow) []hub.ReturnRow {
	rows := make([]hub.ReturnRow, len(judged))
	for i, j := range judged {
		rows[i] = j.ReturnRow
	}
	return rows
}

// judgeReturn says what becomes of each row of a return.
func (c change) judgeReturn(ctx context.Context, of hub.EncounterReturn, rows []hub.ReturnRow) ([]judgedReturnRow, error) {
	columns, err := hub.FindReturnColumns(of.Columns)
	if err != nil {
		return nil, err
	}
	judged, said := make([]judgedReturnRow, len(rows)), make([]hub.ReturnedEncounter, len(rows))
	reject := func(i int, why string) { judged[i].Outcome, judged[i].Reason = hub.RowRejected, why }
	for i, row := range rows {
		judged[i].ReturnRow = row
		judged[i].Outcome, judged[i].Reason = hub.RowCreated, ""
		if row.Unreadable != nil {
			reject(i, *row.Unreadable)
			continue
		}
		if said[i], err = columns.Read(row.Cells); err != nil {
			reject(i, err.Error())
		}
	}
	var employers []string
	var numbers []hub.CompanyNumber
	for _, s := range said {
		employers, numbers = append(employers, s.Employer), append(numbers, s.Number)
	}
	called, err := c.employersCalled(ctx, employers, numbers)
	if err != nil {
		return nil, err
	}
	lines := map[string]int{}
	for i := range judged {
		j := &judged[i]
		if j.Outcome == hub.RowRejected {
			continue
		}
		employer, why := called.find(said[i].Employer, said[i].Number)
		if why != "" {
			reject(i, why)
			continue
		}
		fresh, err := hub.NewSchoolEncounter(employer, said[i].Encounter, c.now)
		if hub.CodeOf(err) == hub.ErrBadInput {
			reject(i, err.Error())
			continue
		}
		if err != nil {
			return nil, err
		}
		if line, repeated := lines[fresh.Key()]; repeated {
			reject(i, fmt.Sprintf("line %d is about the same encounter already; only one can be taken in", line))
			continue
		}
		lines[fresh.Key()], j.after = j.Line, fresh
	}
	return judged, c.compareReturn(ctx, of, judged, said)
}

// compareReturn compares the rows that can be taken in with the encounters that the hub has.
func (c change) compareReturn(ctx context.Context, of hub.EncounterReturn, judged []judgedReturnRow, said []hub.ReturnedEncounter) error {
	var employers []hub.EmployerID
	var days []hub.Date
	for _, j := range judged {
		if j.Outcome != hub.RowRejected {
			employers, days = append(employers, j.after.EmployerID), append(days, j.after.HappensOn)
		}
	}
	held, err := postgres.EncountersOn(ctx, c, employers, days)
	if err != nil {
		return err
	}
	stored := map[string][]hub.SchoolEncounter{}
	for _, e := range held {
		stored[e.Key()] = append(stored[e.Key()], e)
	}
	for i := range judged {
		j := &judged[i]
		if j.Outcome == hub.RowRejected {
			continue
		}
		found := stored[j.after.Key()]
		if len(found) > 1 {
			j.Outcome, j.Reason = hub.RowRejected, fmt.Sprintf("the hub has %d of this kind at this school on this day; change the right one by hand", len(found))
			continue
		}
		before := j.after
		if len(found) == 1 {
			j.before, before = &found[0], found[0]
		}
		if j.after, err = said[i].Over(before, of.FileName, c.today()); err != nil {
			if hub.CodeOf(err) != hub.ErrBadInput {
				return err
			}
			j.Outcome, j.Reason = hub.RowRejected, err.Error()
			continue
		}
		if j.before == nil {
			continue
		}
		j.Outcome, j.Reason = hub.RowUpdated, j.after.ChangesOver(before)
		if j.Reason == "" {
			j.Outcome = hub.RowUnchanged
		}
	}
	return nil
}

// calledEmployers are employers by their names and numbers.
type calledEmployers struct {
	byNumber map[hub.CompanyNumber]hub.EmployerID
	byKey    map[string][]hub.EmployerID
}

// employersCalled finds the employers that rows name and that the caller sees.
func (c change) employersCalled(ctx context.Context, names []string, numbers []hub.CompanyNumber) (calledEmployers, error) {
	called := calledEmployers{byNumber: map[hub.CompanyNumber]hub.EmployerID{}, byKey: map[string][]hub.EmployerID{}}
	var keys []string
	for _, name := range names {
		keys = append(keys, spellings(name)...)
	}
	found, err := postgres.EmployersCalled(ctx, c, c.viewer(), keys, numbers)
	for _, e := range found {
		called.byKey[e.Key] = append(called.byKey[e.Key], e.ID)
		for _, n := range e.Numbers {
			called.byNumber[hub.CompanyNumber(n)] = e.ID
		}
	}
	return called, err
}

// spellings are how hub.NameKey has a name with its legal form written out, shortened and left out.
func spellings(name string) []string {
	key := hub.NameKey(name)
	if key == "" {
		return nil
	}
	stem := strings.TrimSuffix(strings.TrimSuffix(key, " limited"), " ltd")
	return []string{stem, stem + " ltd", stem + " limited"}
}

// find is the employer that a row means, or why there is none.
func (e calledEmployers) find(name string, number hub.CompanyNumber) (is hub.EmployerID, why string) {
	if number != "" {
		if id, ok := e.byNumber[number]; ok {
			return id, ""
		}
		return is, fmt.Sprintf("no employer has the company number %s; add it, or correct the number", number)
	}
	var found []hub.EmployerID
	for _, key := range spellings(name) {
		found = append(found, e.byKey[key]...)
	}
	switch len(found) {
	case 0:
		return is, fmt.Sprintf("no employer is called %q; add it, or put its company number into the row", name)
	case 1:
		return found[0], ""
	default:
		return is, fmt.Sprintf("%d employers are called %q; put the company number into the row", len(found), name)
	}
}

// EncounterReturns lists the returns that the caller's organisation sent, the latest first. Permission: IMPORT. Errors: BAD_INPUT for the cursor.
func (a *App) EncounterReturns(ctx context.Context, page hub.Page) (hub.List[hub.EncounterReturn], error) {
	v, err := a.viewer(ctx, hub.PermImport)
	if err != nil {
		return hub.List[hub.EncounterReturn]{}, err
	}
	return postgres.EncounterReturns(ctx, a.pool, v, page)
}

// CountEncounterReturns counts what EncounterReturns lists. Permission: IMPORT.
func (a *App) CountEncounterReturns(ctx context.Context) (int, error) {
	v, err := a.viewer(ctx, hub.PermImport)
	if err != nil {
		return 0, err
	}
	return postgres.CountEncounterReturns(ctx, a.pool, v)
}

// EncounterReturnsByID finds those of ids that the caller's organisation sent. Permission: IMPORT.
func (a *App) EncounterReturnsByID(ctx context.Context, ids []hub.EncounterReturnID) ([]hub.EncounterReturn, error) {
	v, err := a.viewer(ctx, hub.PermImport)
	if err != nil {
		return nil, err
	}
	return postgres.EncounterReturnsByID(ctx, a.pool, v, ids)
}

// encounterReturn is one that the caller's organisation sent. Errors: NOT_FOUND.
func (a *App) encounterReturn(ctx context.Context, id hub.EncounterReturnID) (hub.EncounterReturn, error) {
	found, err := a.EncounterReturnsByID(ctx, []hub.EncounterReturnID{id})
	if err == nil && len(found) == 0 {
		err = hub.NotFound("return of encounters")
	}
	if err != nil {
		return hub.EncounterReturn{}, err
	}
	return found[0], nil
}

// EncounterReturnRows lists the rows of a return with one of these outcomes, of any where there are none, in the order of the file. Permission:
// IMPORT. Errors: NOT_FOUND; BAD_INPUT for the cursor.
func (a *App) EncounterReturnRows(ctx context.Context, id hub.EncounterReturnID, outcomes []hub.ImportOutcome, page hub.Page) (hub.List[hub.ReturnRow], error) {
	if _, err := a.encounterReturn(ctx, id); err != nil {
		return hub.List[hub.ReturnRow]{}, err
	}
	if outcomes == nil {
		outcomes = []hub.ImportOutcome{}
	}
	return postgres.EncounterReturnRows(ctx, a.pool, id, outcomes, page)
}

// TakeInEncounterReturn takes in the rows of a return that can be, in one transaction, and says of the others why not. The hub is looked at
// again: what changed since the preview counts. Permission: IMPORT. Errors: NOT_FOUND; CONFLICT where it was taken in or dropped already.
func (a *App) TakeInEncounterReturn(ctx context.Context, id hub.EncounterReturnID) (hub.EncounterReturn, error) {
	return a.settleReturn(ctx, id, hub.ReturnPreviewed, hub.ReturnTakenIn, "encounterreturn.apply", func(c change, r *hub.EncounterReturn) error {
		r.TakenAt = &c.now
		rows, err := postgres.AllEncounterReturnRows(ctx, c, id)
		if err != nil {
			return err
		}
		judged, err := c.judgeReturn(ctx, *r, rows)
		if err != nil {
			return err
		}
		var changes []hub.ReturnedChange
		for _, j := range judged {
			switch j.Outcome {
			case hub.RowCreated:
				err = schoolEncounters.put(ctx, c, j.after)
			case hub.RowUpdated:
				err = schoolEncounters.set(ctx, c, *j.before, &j.after)
			default:
				continue
			}
			if err != nil {
				return err
			}
			changes = append(changes, hub.ReturnedChange{Line: j.Line, EncounterID: j.after.ID, Before: j.before, After: j.after})
		}
		if err := postgres.InsertReturnedChanges(ctx, c, id, changes); err != nil {
			return err
		}
		return postgres.SetEncounterReturnRows(ctx, c, id, rowsOf(judged))
	})
}

// DiscardEncounterReturn drops a return that was tried out. Permission: IMPORT. Errors: NOT_FOUND; CONFLICT where it was taken in or dropped already.
func (a *App) DiscardEncounterReturn(ctx context.Context, id hub.EncounterReturnID) (hub.EncounterReturn, error) {
	return a.settleReturn(ctx, id, hub.ReturnPreviewed, hub.ReturnDiscarded, "encounterreturn.discard", func(change, *hub.EncounterReturn) error { return nil })
}

// UndoEncounterReturn sets back what a return did, in one transaction: encounters that it made go, and those that it changed are as before. What was
// changed since stays, and EncounterReturnUndo says why. Permission: IMPORT. Errors: NOT_FOUND; CONFLICT where it was not taken in, is undone already,
// or was taken in before the hub kept what returns change.
func (a *App) UndoEncounterReturn(ctx context.Context, id hub.EncounterReturnID) (hub.EncounterReturn, error) {
	return a.settleReturn(ctx, id, hub.ReturnTakenIn, hub.ReturnUndone, "encounterreturn.undo", func(c change, r *hub.EncounterReturn) error {
		changes, err := postgres.ReturnedChanges(ctx, c, id)
		if err != nil {
			return err
		}
		if len(changes) == 0 {
			return hub.Conflict("there is nothing to undo: it changed nothing, or was taken in before returns could be undone; take away what is wrong on the employers' screens", "id")
		}
		if err := postgres.HoldReturned(ctx, c, id); err != nil {
			return err
		}
		var undone hub.EncounterReturnUndo
		err = undoing(ctx, c, c.viewer(), changes, func(changed hub.ReturnedChange, now *hub.SchoolEncounter, stays string) error {
			undone.Add(changed, stays)
			switch {
			case stays != "":
				return nil
			case changed.Before == nil:
				return schoolEncounters.drop(ctx, c, now.ID, *now)
			default:
				was := changed.Restored(*now)
				return schoolEncounters.set(ctx, c, *now, &was)
			}
		})
		if err != nil {
			return err
		}
		r.UndoneAt = &c.now
		return postgres.SetReturnKept(ctx, c, id, undone.Kept)
	})
}

// undoing goes through changes with the encounters as they are now, as far as viewer sees them, nil where they are no more, and why they stay, if they do.
func undoing(ctx context.Context, q postgres.Querier, viewer postgres.Viewer, changes []hub.ReturnedChange, each func(hub.ReturnedChange, *hub.SchoolEncounter, string) error) error {
	ids := make([]hub.SchoolEncounterID, len(changes))
	for i, changed := range changes {
		ids[i] = changed.EncounterID
	}
	found, err := schoolEncounters.ByID(ctx, q, viewer, ids)
	if err != nil {
		return err
	}
	now := map[hub.SchoolEncounterID]*hub.SchoolEncounter{}
	for i := range found {
		now[found[i].ID] = &found[i]
	}
	for _, changed := range changes {
		is := now[changed.EncounterID]
		if err := each(changed, is, changed.Stays(is)); err != nil {
			return err
		}
	}
	return nil
}

// EncounterReturnUndo says what undoing a return would set back, or did; nil for one that was not taken in or changed nothing, and for one that was taken
// in before the hub kept what returns change. Permission: IMPORT. Errors: NOT_FOUND.
func (a *App) EncounterReturnUndo(ctx context.Context, id hub.EncounterReturnID) (*hub.EncounterReturnUndo, error) {
	r, err := a.encounterReturn(ctx, id)
	if err != nil {
		return nil, err
	}
	v, err := a.viewer(ctx, hub.PermImport)
	if err != nil {
		return nil, err
	}
	changes, err := postgres.ReturnedChanges(ctx, a.pool, id)
	if err != nil || len(changes) == 0 {
		return nil, err
	}
	undo := hub.EncounterReturnUndo{Kept: []hub.ReturnKept{}}
	if r.State == hub.ReturnUndone {
		for _, changed := range changes {
			stayed := ""
			if changed.Kept != nil {
				stayed = *changed.Kept
			}
			undo.Add(changed, stayed)
		}
		return &undo, nil
	}
	err = undoing(ctx, a.pool, v, changes, func(changed hub.ReturnedChange, _ *hub.SchoolEncounter, stays string) error {
		undo.Add(changed, stays)
		return nil
	})
	return &undo, err
}

// settleReturn brings a return from one state to another.
func (a *App) settleReturn(ctx context.Context, id hub.EncounterReturnID, from, to hub.EncounterReturnState, action string, settle func(change, *hub.EncounterReturn) error) (hub.EncounterReturn, error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermImport); err != nil {
		return hub.EncounterReturn{}, err
	}
	err := a.change(ctx, func(c change) error {
		r, err := postgres.EncounterReturnForUpdate(ctx, c, c.viewer(), id)
		if err != nil {
			return err
		}
		switch {
		case r.State == from:
		case from == hub.ReturnTakenIn:
			return hub.Conflict("this return was not taken in, or is undone already", "id")
		default:
			return hub.Conflict("this return was taken in or dropped already; send the file again to try it out anew", "id")
		}
		if err := settle(c, &r); err != nil {
			return err
		}
		r.State = to
		if err := postgres.SetEncounterReturn(ctx, c, r); err != nil {
			return err
		}
		return c.audit(ctx, action, ofReturn(r), nil, map[string]any{"FileName": r.FileName, "State": r.State})
	})
	if err != nil {
		return hub.EncounterReturn{}, err
	}
	return a.encounterReturn(ctx, id)
}

// RejectedReturnRows writes the rejected rows of a return as CSV, the line and the reason first, so that they can be put right and sent again.
// Permission: IMPORT. Errors: NOT_FOUND, before anything is written.
func (a *App) RejectedReturnRows(ctx context.Context, id hub.EncounterReturnID, to io.Writer) error {
	r, err := a.encounterReturn(ctx, id)
	if err != nil {
		return err
	}
	rows, err := postgres.AllEncounterReturnRows(ctx, a.pool, id)
	if err != nil {
		return err
	}
	return writeRejected(to, r.Columns, rows)
}

package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"employerhub/internal/hub"
	"employerhub/internal/importer"
	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5"
)

// spreadsheetRows is how many rows of a spreadsheet one transaction holds.
const spreadsheetRows = 200

// spreadsheetRun is one worker's go at a spreadsheet.
type spreadsheetRun struct {
	*importRun
	postgres.Spreadsheet
	step hub.ImportStep
}

// spreadsheet tries a spreadsheet out, or takes it in.
func (r *importRun) spreadsheet(ctx context.Context, i hub.Import, counted bool) (finishImport, error) {
	finish := postgres.EndImport
	if i.Step == hub.ImportPreview {
		finish = postgres.EndPreview
	}
	s, err := postgres.SpreadsheetOf(ctx, r.app.pool, i.ID)
	if err != nil {
		return finish, err
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	go r.keep(ctx, stop)
	run := &spreadsheetRun{importRun: r, Spreadsheet: s, step: i.Step}
	if !counted {
		err = run.count(ctx, i)
	}
	if err == nil {
		err = run.readRows(ctx, i)
	}
	if cause := context.Cause(ctx); err != nil && cause != nil {
		err = cause
	}
	return finish, err
}

// keep renews the lease while a worker reads a file, which may take long before there is a first row.
func (r *importRun) keep(ctx context.Context, stop context.CancelCauseFunc) {
	tick := time.NewTicker(15 * time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := r.tx(ctx, func(tx pgx.Tx) error { return postgres.KeepImport(ctx, tx, r.lease) }); err != nil {
				stop(err)
				return
			}
		}
	}
}

func (r *spreadsheetRun) open(ctx context.Context, i hub.Import) (*importer.Table, error) {
	table, err := importer.OpenTable(postgres.ImportFileAt(ctx, r.app.pool, i.ID, chunkSize), int64(i.Bytes), r.Sheet)
	if err == nil && !slices.Equal(table.Columns, r.Columns) {
		err = errors.Join(hub.BadInput("the columns are not those that were mapped; send the file again", "file"), table.Close())
	}
	return table, err
}

// count reads the file once to find how many rows it has and which of them repeat an earlier one.
func (r *spreadsheetRun) count(ctx context.Context, i hub.Import) error {
	table, err := r.open(ctx, i)
	if err != nil {
		return err
	}
	defer table.Close()
	rows := 0
	var waiting []postgres.NumberedLine
	next := func() (postgres.NumberedLine, bool, error) {
		for len(waiting) == 0 {
			row, err := table.Next()
			if errors.Is(err, io.EOF) {
				return postgres.NumberedLine{}, false, nil
			}
			if err != nil {
				return postgres.NumberedLine{}, false, err
			}
			rows++
			if said, err := r.say(row); err == nil {
				for _, key := range said.Keys() {
					waiting = append(waiting, postgres.NumberedLine{Line: row.Line, Number: key})
				}
			}
		}
		line := waiting[0]
		waiting = waiting[1:]
		return line, true, nil
	}
	return r.tx(ctx, func(tx pgx.Tx) error {
		if err := postgres.FindRepeats(ctx, tx, i.ID, next); err != nil {
			return err
		}
		if rows == 0 {
			return errNoRows
		}
		return postgres.SetImportTotal(ctx, tx, r.lease, rows)
	})
}

// say reads what a row says. Errors: BAD_INPUT with the reason why it is rejected.
func (r *spreadsheetRun) say(row importer.TableRow) (hub.SpreadsheetRow, error) {
	if row.Rejected != "" {
		return hub.SpreadsheetRow{}, hub.BadInput(row.Rejected)
	}
	cells := map[hub.ImportField]string{}
	var warnings []string
	for n, mapped := range r.Mapping {
		field := hub.ImportField(mapped)
		if field == "" {
			continue
		}
		if problem := row.Problems[n]; problem != "" {
			switch field {
			case hub.FieldName, hub.FieldCompanyNumber, hub.FieldCharityNumber, hub.FieldUKPRN, hub.FieldURN:
				return hub.SpreadsheetRow{}, hub.BadInput(r.Columns[n] + ": " + problem)
			default:
				warnings = append(warnings, r.Columns[n]+": "+problem)
				continue
			}
		}
		if cells[field] != "" && row.Cells[n] != "" {
			cells[field] += "\n"
		}
		cells[field] += row.Cells[n]
	}
	said, err := hub.NewSpreadsheetRow(cells)
	said.Warnings = append(append(warnings, row.Warnings...), said.Warnings...)
	return said, err
}

// readRows deals with the rows that are not dealt with yet, a batch in a transaction.
func (r *spreadsheetRun) readRows(ctx context.Context, i hub.Import) error {
	table, err := r.open(ctx, i)
	if err != nil {
		return err
	}
	defer table.Close()
	done, err := postgres.ImportParts(ctx, r.app.pool, i.ID)
	if err != nil {
		return err
	}
	var batch []importer.TableRow
	for {
		row, err := table.Next()
		ended := errors.Is(err, io.EOF)
		if err != nil && !ended {
			return err
		}
		for !ended && len(done) > 0 && row.Line > done[0].Last {
			done = done[1:]
		}
		if !ended && (len(done) == 0 || row.Line < done[0].First) {
			batch = append(batch, row)
		}
		if len(batch) == spreadsheetRows || ended && len(batch) > 0 {
			if err := r.tx(ctx, func(tx pgx.Tx) error { return r.batch(ctx, tx, batch) }); err != nil {
				return err
			}
			batch = nil
		}
		if ended {
			return nil
		}
	}
}

// batch deals with rows in one transaction with what they came to, so that after a kill each row counts once.
func (r *spreadsheetRun) batch(ctx context.Context, tx pgx.Tx, rows []importer.TableRow) error {
	now, err := r.app.clock(ctx)
	if err != nil {
		return err
	}
	c := change{tx, hub.ActorFrom(ctx), now}
	first, last := rows[0].Line, rows[len(rows)-1].Line
	repeats, err := postgres.Repeats(ctx, tx, r.lease.ImportID, first, last)
	if err != nil {
		return err
	}
	decided, err := postgres.Decisions(ctx, tx, r.lease.ImportID, first, last)
	if err != nil {
		return err
	}
	progress := postgres.ImportProgress{Part: postgres.ImportPart{First: first, Last: last}}
	results := make([]postgres.RowResult, len(rows))
	for n, row := range rows {
		var decision *postgres.Decided
		if d, ok := decided[row.Line]; ok {
			decision = &d
		}
		j, err := r.judge(ctx, c, row, repeats[row.Line], decision)
		if err != nil {
			return err
		}
		if r.step == hub.ImportApply {
			if err := r.take(ctx, c, &j); err != nil {
				return fmt.Errorf("line %d: %w", row.Line, err)
			}
		}
		results[n] = j.result()
		j.count(&progress)
	}
	if err := postgres.PutRowResults(ctx, tx, r.lease.ImportID, results); err != nil {
		return err
	}
	if err := postgres.AdvanceImport(ctx, tx, r.lease, progress); err != nil {
		return err
	}
	return postgres.Notify(ctx, tx, postgres.TopicImport, r.lease.ImportID.UUID)
}

// judgement is what a row comes to.
type judgement struct {
	row     importer.TableRow
	said    hub.SpreadsheetRow
	outcome hub.ImportOutcome
	reasons []string
	// employer is the one that the row is about, as it stands; of a new one only its ID.
	employer hub.Employer
	changed  map[string]string
	// identifiers, trading name, site and person are what is to be added.
	identifiers               []hub.Identifier
	tradingName, site, person bool
}

func (j *judgement) reject(reason string) { j.outcome, j.reasons = hub.RowRejected, []string{reason} }

func (j *judgement) result() postgres.RowResult {
	result := postgres.RowResult{ImportRow: hub.ImportRow{
		Line: j.row.Line, Outcome: j.outcome, Reason: strings.Join(append(j.reasons, j.said.Warnings...), "; "), Row: j.said.Label(),
	}}
	if result.Row == "" {
		const most = 80
		label := []rune(strings.Join(j.row.Cells, " "))
		result.Row = string(label[:min(most, len(label))])
	}
	if !j.employer.ID.IsZero() {
		result.EmployerID = &j.employer.ID
	}
	if j.outcome == hub.RowRejected || j.outcome == hub.RowPossibleDuplicate {
		result.Raw = new(j.row.Raw())
	}
	return result
}

func (j *judgement) count(p *postgres.ImportProgress) {
	switch j.outcome {
	case hub.RowCreated:
		p.Created++
	case hub.RowUpdated:
		p.Updated++
	case hub.RowUnchanged:
		p.Unchanged++
	case hub.RowRejected:
		p.Rejected++
	case hub.RowPossibleDuplicate:
		p.PossibleDuplicates++
	}
	if j.outcome != hub.RowRejected && len(j.said.Warnings) > 0 {
		p.Warnings++
	}
}

// judge says what a row comes to. A preview and the import itself ask the same, so that what was shown is what is done.
func (r *spreadsheetRun) judge(ctx context.Context, c change, row importer.TableRow, repeats int, decided *postgres.Decided) (j judgement, err error) {
	j.row = row
	if j.said, err = r.say(row); err != nil {
		j.reject(err.Error())
		return j, nil
	}
	if repeats > 0 {
		j.reject(fmt.Sprintf("line %d is about the same employer already; only the first row is taken in", repeats))
		return j, nil
	}
	about, last, err := r.about(ctx, c, &j)
	if err != nil || j.outcome != "" {
		return j, err
	}
	if about.IsZero() && decided != nil && decided.Decision == hub.DecideUpdate {
		if about, err = c.livingEmployer(ctx, decided.EmployerID); err != nil {
			return j, err
		}
	}
	if !about.IsZero() {
		return j, r.compare(ctx, c, &j, about, last)
	}
	if j.said.Name == "" {
		j.reject("the hub holds no employer with this number, and the row has no name to make one")
		return j, nil
	}
	if decided == nil || decided.Decision != hub.DecideCreate {
		likely, why, err := c.likelySame(ctx, j.said)
		if err != nil {
			return j, err
		}
		if likely != nil {
			j.outcome, j.employer.ID, j.reasons = hub.RowPossibleDuplicate, likely.ID, []string{why}
			return j, nil
		}
	}
	j.outcome, j.employer.ID = hub.RowCreated, hub.EmployerID{}
	return j, nil
}

// about finds the employer that has one of the row's numbers, or that the same row of the source was about before; and what the
// source said about it last.
func (r *spreadsheetRun) about(ctx context.Context, c change, j *judgement) (about hub.EmployerID, last map[string]string, err error) {
	var holder hub.Employer
	for _, number := range j.said.Identifiers {
		found, err := postgres.HolderOf(ctx, c, number)
		switch {
		case hub.CodeOf(err) == hub.ErrNotFound:
		case err != nil:
			return about, nil, err
		case !holder.ID.IsZero() && holder.ID != found.ID:
			j.reject("the numbers of this row belong to two employers, " + holder.Name + " and " + found.Name + "; correct the number that is wrong")
			return about, nil, nil
		default:
			holder = found
		}
	}
	before, err := postgres.SourceRowOf(ctx, c, r.SourceKey, j.said.Key())
	if err != nil || before == nil {
		return holder.ID, nil, err
	}
	if holder.ID.IsZero() || holder.ID == before.EmployerID {
		return before.EmployerID, before.Said, nil
	}
	return holder.ID, nil, nil
}

// fieldWords are what people call the fields that a spreadsheet may write.
var fieldWords = map[string]string{
	"Name": "name", "LegalForm": "legal form", "Website": "website", "Postcode": "postcode", "Headcount": "headcount", "CompanyNumber": "company number",
}

// compare says what a row changes of an employer that the hub holds.
func (r *spreadsheetRun) compare(ctx context.Context, c change, j *judgement, id hub.EmployerID, last map[string]string) (err error) {
	if j.employer, err = postgres.EmployerForUpdate(ctx, c, id); err != nil {
		return err
	}
	var kept []string
	j.changed, kept = j.said.Revise(j.employer, last, r.Overwrite)
	if err := c.newNumbers(ctx, j); err != nil || j.outcome == hub.RowRejected {
		return err
	}
	names, err := postgres.NamesOf(ctx, c, []hub.EmployerID{id})
	if err != nil {
		return err
	}
	j.tradingName = j.said.TradingName != "" && !slices.ContainsFunc(names, func(n hub.OfEmployer[hub.EmployerName]) bool { return strings.EqualFold(n.Of.Name, j.said.TradingName) })
	if j.said.Site != nil {
		held, err := postgres.SiteAt(ctx, c, id, *j.said.Site)
		if err != nil {
			return err
		}
		j.site = !held
	}
	if j.said.Person != nil {
		held, err := postgres.PersonAt(ctx, c, id, *j.said.Person)
		if err != nil {
			return err
		}
		j.person = !held
	}
	now := j.employer.ImportedFields()
	for _, field := range slices.Sorted(maps.Keys(j.changed)) {
		was := now[field]
		if was == "" {
			was = "empty"
		}
		j.reasons = append(j.reasons, fieldWords[field]+": "+was+" → "+j.changed[field])
	}
	for _, added := range []struct {
		is   bool
		what string
	}{
		{len(j.identifiers) > 0, "a number is added"}, {j.tradingName, "trading name added: " + j.said.TradingName}, {j.site, "a site is added"}, {j.person, "a person is added"},
	} {
		if added.is {
			j.reasons = append(j.reasons, added.what)
		}
	}
	if j.outcome = hub.RowUpdated; len(j.reasons) == 0 {
		j.outcome = hub.RowUnchanged
	}
	for _, field := range kept {
		j.reasons = append(j.reasons, fieldWords[field]+" stays "+now[field])
	}
	return nil
}

// newNumbers finds which of the row's numbers the employer does not have. A row that says another number of a register is rejected.
func (c change) newNumbers(ctx context.Context, j *judgement) error {
	held, err := postgres.IdentifiersOf(ctx, c, []hub.EmployerID{j.employer.ID})
	if err != nil {
		return err
	}
	for _, number := range j.said.Identifiers {
		at := slices.IndexFunc(held, func(h hub.OfEmployer[hub.Identifier]) bool { return h.Of.Scheme == number.Scheme })
		switch {
		case at >= 0 && held[at].Of.Value == number.Value:
		case at >= 0:
			j.reject(fmt.Sprintf("the hub has the number %s of this register for %s; correct whichever is wrong", held[at].Of.Value, j.employer.Name))
			return nil
		case number.Scheme == hub.SchemeCompaniesHouse:
			j.changed["CompanyNumber"] = number.Value
		default:
			j.identifiers = append(j.identifiers, number)
		}
	}
	return nil
}

// take does what a row comes to.
func (r *spreadsheetRun) take(ctx context.Context, c change, j *judgement) error {
	var done postgres.ImportedChange
	var err error
	switch j.outcome {
	case hub.RowCreated:
		done, err = r.create(ctx, c, j)
	case hub.RowUpdated:
		done, err = r.update(ctx, c, j)
	case hub.RowUnchanged:
		return postgres.PutSourceRow(ctx, c, r.SourceKey, j.said.Key(), r.lease.ImportID, postgres.SourceRow{EmployerID: j.employer.ID, Said: j.said.Said()})
	default:
		return nil
	}
	if err != nil {
		return err
	}
	if err := r.add(ctx, c, j, &done); err != nil {
		return err
	}
	done.EmployerID, done.Line, done.At = j.employer.ID, j.row.Line, c.now
	if err := postgres.PutImportedChange(ctx, c, r.lease.ImportID, done); err != nil {
		return err
	}
	if err := postgres.PutSourceRow(ctx, c, r.SourceKey, j.said.Key(), r.lease.ImportID, postgres.SourceRow{EmployerID: j.employer.ID, Said: j.said.Said()}); err != nil {
		return err
	}
	return postgres.Notify(ctx, c, postgres.TopicEmployer, j.employer.ID.UUID)
}

func (r *spreadsheetRun) create(ctx context.Context, c change, j *judgement) (done postgres.ImportedChange, err error) {
	in := hub.CreateEmployerInput{Name: j.said.Name, Headcount: j.said.Headcount}
	if j.said.LegalForm != "" {
		in.LegalForm = &j.said.LegalForm
	}
	if j.said.Website != "" {
		in.Website = &j.said.Website
	}
	if j.said.Postcode != "" {
		in.Postcode = &j.said.Postcode
	}
	for _, number := range j.said.Identifiers {
		if number.Scheme == hub.SchemeCompaniesHouse {
			in.CompanyNumber = new(hub.CompanyNumber(number.Value))
		} else {
			j.identifiers = append(j.identifiers, number)
		}
	}
	if j.said.TradingName != "" {
		in.TradingNames = []string{j.said.TradingName}
	}
	e, tradingNames, err := hub.NewEmployer(in)
	if err != nil {
		return done, err
	}
	j.employer, j.site, j.person = e, j.said.Site != nil, j.said.Person != nil
	done.Created, done.After = true, j.said.Said()
	return done, c.insertEmployer(ctx, e, tradingNames)
}

func (r *spreadsheetRun) update(ctx context.Context, c change, j *judgement) (done postgres.ImportedChange, err error) {
	before, after := j.employer, j.employer
	now := before.ImportedFields()
	done.Before, done.After = map[string]string{}, map[string]string{}
	for field, value := range j.changed {
		if err := after.SetImportedField(field, value); err != nil {
			return done, err
		}
		done.Before[field], done.After[field] = now[field], value
	}
	if j.tradingName {
		if err := postgres.InsertEmployerName(ctx, c, after.ID, hub.EmployerName{Kind: hub.NameTrading, Name: j.said.TradingName}); err != nil {
			return done, err
		}
		done.Made = append(done.Made, postgres.Made{Kind: "NAME", Record: j.said.TradingName})
	}
	if len(j.changed) == 0 && !j.tradingName {
		return done, nil
	}
	after.Version++
	return done, c.setImported(ctx, before, after)
}

// setImported writes an employer that an import changes, or sets back.
func (c change) setImported(ctx context.Context, before, after hub.Employer) error {
	if err := c.setDated(ctx, before, after); err != nil {
		return err
	}
	words, err := c.searchWords(ctx, after)
	if err != nil {
		return err
	}
	return postgres.SetEmployer(ctx, c, after, words)
}

// add adds to an employer what the row has beside it.
func (r *spreadsheetRun) add(ctx context.Context, c change, j *judgement, done *postgres.ImportedChange) error {
	for _, number := range j.identifiers {
		if err := postgres.InsertIdentifier(ctx, c, j.employer.ID, number); err != nil {
			return err
		}
		done.Made = append(done.Made, postgres.Made{Kind: "IDENTIFIER", Record: string(number.Scheme) + " " + number.Value})
	}
	if j.site {
		in := *j.said.Site
		in.EmployerID = j.employer.ID
		site, err := hub.NewSite(in)
		if err != nil {
			return err
		}
		if err := c.insertSite(ctx, site, nil); err != nil {
			return err
		}
		done.Made = append(done.Made, postgres.Made{Kind: "SITE", Record: site.ID.UUID.String()})
	}
	if j.person {
		in := *j.said.Person
		in.EmployerID = j.employer.ID
		role, err := hub.NewPerson(in)
		if err != nil {
			return err
		}
		if err := postgres.InsertPerson(ctx, c, role.Person, value(r.OrganisationID)); err != nil {
			return err
		}
		if err := postgres.InsertRole(ctx, c, role); err != nil {
			return err
		}
		done.Made = append(done.Made, postgres.Made{Kind: "PERSON", Record: role.Person.ID.UUID.String()})
	}
	return nil
}

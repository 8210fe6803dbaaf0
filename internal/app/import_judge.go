package app

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"employerhub/internal/hub"
	"employerhub/internal/importer"
	"employerhub/internal/postgres"
)

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
		likely, why, err := r.likelySame(ctx, c, row.Line)
		if err != nil {
			return j, err
		}
		if likely != nil {
			j.outcome, j.employer.ID, j.reasons = hub.RowPossibleDuplicate, *likely, []string{why}
			return j, nil
		}
	}
	j.outcome, j.employer.ID = hub.RowCreated, hub.EmployerID{}
	return j, nil
}

// reader sees what the managers of the organisation do whose file it is.
func (r *spreadsheetRun) reader(c change) postgres.Viewer {
	if r.OrganisationID == nil {
		return c.viewer()
	}
	return postgres.Viewer{Actor: hub.Actor{Kind: hub.ActorUser, OrganisationID: *r.OrganisationID, Roles: []hub.Role{hub.RoleManager}}, Today: c.today()}
}

// about finds the employer that has one of the row's numbers, or that the same row of the source was about before; and what the
// source said about it last.
func (r *spreadsheetRun) about(ctx context.Context, c change, j *judgement) (about hub.EmployerID, last map[string]string, err error) {
	var holder hub.Employer
	for _, number := range j.said.Identifiers {
		found, err := postgres.HolderOf(ctx, c, r.reader(c), number)
		switch {
		case hub.CodeOf(err) == hub.ErrNotFound:
		case err != nil:
			return about, nil, err
		case !found.Seen:
			j.reject("the " + number.Scheme.Noun() + " " + number.Value + " is taken; correct it, or ask an administrator of the hub")
			return about, nil, nil
		case !holder.ID.IsZero() && holder.ID != found.ID:
			j.reject("the numbers of this row belong to two employers, " + holder.Name + " and " + found.Name + "; correct the number that is wrong")
			return about, nil, nil
		default:
			holder = found.Employer
		}
	}
	before, err := postgres.SourceRowOf(ctx, c, r.reader(c), r.SourceKey, j.said.Key())
	if err != nil || before == nil {
		return holder.ID, nil, err
	}
	if holder.ID.IsZero() || holder.ID == before.EmployerID {
		return before.EmployerID, before.Said, nil
	}
	return holder.ID, nil, nil
}

// fieldWords are what people call the fields that a file may write.
var fieldWords = map[string]string{
	"Name": "name", "LegalForm": "legal form", "Website": "website", "Postcode": "postcode", "Headcount": "headcount", "CompanyNumber": "company number",
	"Status": "status", "RegisteredAddress": "registered address", "SICCodes": "SIC codes",
}

// compare says what a row changes of an employer that the hub holds.
func (r *spreadsheetRun) compare(ctx context.Context, c change, j *judgement, id hub.EmployerID, last map[string]string) (err error) {
	if j.employer, err = postgres.EmployerForUpdate(ctx, c, c.viewer(), id); err != nil {
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

package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

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
	if err := c.setDated(ctx, employerRecord{Employer: before}, employerRecord{Employer: after}); err != nil {
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

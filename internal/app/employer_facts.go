package app

import (
	"context"
	"reflect"
	"slices"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// GrowthSectorsOf finds with which growth sectors these employers are tagged. Permission: READ_EMPLOYERS.
func (a *App) GrowthSectorsOf(ctx context.Context, ids []hub.EmployerID) ([]hub.OfEmployer[hub.GrowthSector], error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.GrowthSectorsOf(ctx, a.pool, ids)
}

// SizesOf finds how many people these employers employ and employed, the present number first. Permission: READ_EMPLOYERS.
func (a *App) SizesOf(ctx context.Context, ids []hub.EmployerID) ([]hub.OfEmployer[hub.EmployerSize], error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.SizesOf(ctx, a.pool, ids)
}

// employerRecord is an employer with what it has several of, as far as an update names it, and the day from which its size holds.
type employerRecord struct {
	hub.Employer
	hub.EmployerFacts
	SizeFrom *hub.Date
}

// employerRecord reads an employer that nobody else can change until the transaction ends, with those lists that in changes. Errors:
// NOT_FOUND; CONFLICT for one that was merged into another.
func (c change) employerRecord(ctx context.Context, in hub.UpdateEmployerInput) (r employerRecord, err error) {
	// What parts of a group inherit, too, changes with one of these.
	if in.ParentEmployerID.IsSet() || in.LeadOrganisationID.IsSet() || in.AccountLeadID.IsSet() { // before the record, as merging does
		if err := postgres.LockGroups(ctx, c); err != nil {
			return r, err
		}
	}
	if r.Employer, err = postgres.EmployerForUpdate(ctx, c, c.viewer(), in.ID); err != nil {
		return r, err
	}
	only := []hub.EmployerID{in.ID}
	if in.Identifiers.IsSet() {
		held, err := postgres.IdentifiersOf(ctx, c, only)
		if err != nil {
			return r, err
		}
		r.Identifiers = ofOne(held)
	}
	if in.Names.IsSet() {
		held, err := postgres.NamesOf(ctx, c, only)
		if err != nil {
			return r, err
		}
		r.Names = slices.DeleteFunc(ofOne(held), func(n hub.EmployerName) bool { return n.Kind == hub.NameLegal })
	}
	if in.SICCodes.IsSet() {
		held, err := postgres.SICCodesOf(ctx, c, only)
		if err != nil {
			return r, err
		}
		r.SICCodes = ofOne(held)
	}
	if in.GrowthSectors.IsSet() {
		held, err := postgres.GrowthSectorsOf(ctx, c, only)
		if err != nil {
			return r, err
		}
		r.GrowthSectors = ofOne(held)
	}
	if in.Headcount.IsSet() {
		held, err := postgres.SizesOf(ctx, c, only)
		if err != nil {
			return r, err
		}
		if len(held) > 0 && held[0].Of.Until == nil {
			r.SizeFrom = &held[0].Of.From
		}
	}
	return r, nil
}

// ofOne are the things of the one employer that was asked about.
func ofOne[T any](held []hub.OfEmployer[T]) []T {
	out := make([]T, len(held))
	for i, h := range held {
		out[i] = h.Of
	}
	return out
}

// changeFacts makes the changes that in asks for in what the employer has several of, and in what follows from it. Errors: BAD_INPUT.
func (c change) changeFacts(r *employerRecord, in hub.UpdateEmployerInput) error {
	if err := r.EmployerFacts.Update(in); err != nil {
		return err
	}
	if in.Identifiers.IsSet() {
		if in.CompanyNumber.IsSet() {
			return hub.BadInput("the company number is one of the identifiers; say it once", "companyNumber")
		}
		r.Employer.CompanyNumber = r.EmployerFacts.CompanyNumber()
	}
	if in.SICCodes.IsSet() {
		r.Employer.SICSection = r.EmployerFacts.SICSection()
	}
	return c.dateSize(r, in)
}

// dateSize says from which day a headcount holds: today where nobody says. Errors: BAD_INPUT for a day to come, and for one before
// the present headcount began.
func (c change) dateSize(r *employerRecord, in hub.UpdateEmployerInput) error {
	const field = "headcountFrom"
	from := in.HeadcountFrom.Value()
	if from == nil {
		return nil
	}
	switch {
	case !in.Headcount.IsSet():
		return hub.BadInput("say how many people it was from that day", "headcount")
	case from.After(c.today()):
		return hub.BadInput("choose today or an earlier day", field)
	case r.SizeFrom != nil && from.Before(*r.SizeFrom):
		return hub.BadInput("another number holds from "+r.SizeFrom.Words()+"; choose that day or a later one", field)
	}
	r.SizeFrom = from
	return nil
}

// setFacts writes what an employer has several of, where it changed. Errors: CONFLICT for a number that another employer has.
func (c change) setFacts(ctx context.Context, before, after employerRecord) error {
	for n, i := range after.Identifiers {
		if i.Scheme == hub.SchemeCompaniesHouse || slices.Contains(before.Identifiers, i) {
			continue // the company number is set by itself
		}
		if err := c.identifierIsFree(ctx, after.Employer, i, "identifiers", hub.Place(n), "value"); err != nil {
			return err
		}
	}
	if !reflect.DeepEqual(before.Identifiers, after.Identifiers) {
		if err := postgres.SetIdentifiers(ctx, c, after.ID, after.Identifiers); err != nil {
			return err
		}
	}
	if !reflect.DeepEqual(before.Names, after.Names) {
		if err := postgres.SetOtherNames(ctx, c, after.ID, after.Names); err != nil {
			return err
		}
	}
	if !reflect.DeepEqual(before.SICCodes, after.SICCodes) {
		if err := postgres.SetSICCodes(ctx, c, after.ID, after.SICCodes, c.today()); err != nil {
			return err
		}
	}
	if !reflect.DeepEqual(before.GrowthSectors, after.GrowthSectors) {
		return postgres.SetGrowthSectors(ctx, c, after.ID, after.GrowthSectors, c.today())
	}
	return nil
}

// told is what the history tells of an employer: the lists in words.
func (r employerRecord) told(partOf *string) any {
	out := struct {
		hub.Employer
		PartOf        *string
		Identifiers   []string
		OtherNames    []string
		SICCodes      []string
		GrowthSectors []string
	}{Employer: r.Employer, PartOf: partOf}
	for _, i := range r.Identifiers {
		out.Identifiers = append(out.Identifiers, i.Words())
	}
	for _, n := range r.Names {
		out.OtherNames = append(out.OtherNames, n.Words())
	}
	for _, s := range r.SICCodes {
		out.SICCodes = append(out.SICCodes, s.Code+" (SIC "+s.Version+")")
	}
	for _, g := range r.GrowthSectors {
		out.GrowthSectors = append(out.GrowthSectors, g.Words())
	}
	return out
}

package hub

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

const (
	maxIdentifiers = 20
	maxOtherNames  = 50
	maxSICCodes    = 10
)

// EmployerFacts are what an employer has several of. Names are those besides the legal one.
type EmployerFacts struct {
	Identifiers   []Identifier
	Names         []EmployerName
	SICCodes      []EmployerSIC
	GrowthSectors []GrowthSector
}

// EmployerSize is how many people an employer employed in a time; Until is nil while it holds.
type EmployerSize struct {
	Headcount *int
	SizeBand  *SizeBand
	From      Date
	Until     *Date
}

// Update makes the changes that in asks for, each list as a whole. Errors: BAD_INPUT that names the place in the list.
func (f *EmployerFacts) Update(in UpdateEmployerInput) (err error) {
	if in.Identifiers.IsSet() {
		given, err := identifiers(list(in.Identifiers))
		if err != nil {
			return err
		}
		f.Identifiers = unlessSame(f.Identifiers, given, Identifier.Words)
	}
	if in.Names.IsSet() {
		given, err := otherNames(list(in.Names))
		if err != nil {
			return err
		}
		f.Names = unlessSame(f.Names, given, EmployerName.Words)
	}
	if in.SICCodes.IsSet() {
		if f.SICCodes, err = sicCodes(list(in.SICCodes)); err != nil {
			return err
		}
	}
	if in.GrowthSectors.IsSet() {
		f.GrowthSectors = chosen(in.GrowthSectors)
		slices.Sort(f.GrowthSectors)
	}
	return nil
}

// CompanyNumber is the one of the identifiers that is of the register of companies; nil where none is.
func (f EmployerFacts) CompanyNumber() *CompanyNumber {
	for _, i := range f.Identifiers {
		if i.Scheme == SchemeCompaniesHouse {
			return new(CompanyNumber(i.Value))
		}
	}
	return nil
}

// SICSection is the letter of the section of the first code of the 2007 edition; nil where there is none. The sections of later
// editions are others.
func (f EmployerFacts) SICSection() *string {
	for _, c := range f.SICCodes {
		if section, ok := SICCode(c.Code).Section(); ok && c.Version == string(SIC2007) {
			return &section.Letter
		}
	}
	return nil
}

// list is what the caller gave, empty for null.
func list[T any](given Optional[[]T]) []T {
	if given.Value() == nil {
		return []T{}
	}
	return *given.Value()
}

// Place is the n-th entry of a list in the path of an error.
func Place(n int) string { return strconv.Itoa(n) }

// at says in which entry of a list something is wrong.
func at(field string, n int, err error) error { return Within(field, Within(Place(n), err)) }

// Words is the name with what sort it is and the days it held, for the history.
func (n EmployerName) Words() string {
	words := n.Name
	if n.Kind == NamePrevious {
		words += " (previous"
	} else {
		words += " (trading"
	}
	if n.From != nil {
		words += ", from " + n.From.Words()
	}
	if n.Until != nil {
		words += ", until " + n.Until.Words()
	}
	return words + ")"
}

// unlessSame is what was given in its order, or what is held where that is the same in another order.
func unlessSame[T any](held, given []T, words func(T) string) []T {
	sorted := func(all []T) []string {
		out := make([]string, len(all))
		for i, each := range all {
			out[i] = words(each)
		}
		slices.Sort(out)
		return out
	}
	if slices.Equal(sorted(held), sorted(given)) {
		return held
	}
	return given
}

// fewer refuses too long a list. Errors: BAD_INPUT.
func fewer(n, most int, field string) error {
	if n > most {
		return BadInput(fmt.Sprintf("enter at most %d", most), field)
	}
	return nil
}

func identifiers(given []Identifier) ([]Identifier, error) {
	const field = "identifiers"
	if err := fewer(len(given), maxIdentifiers, field); err != nil {
		return nil, err
	}
	all := make([]Identifier, 0, len(given))
	for n, typed := range given {
		one, err := ParseIdentifier(typed.Scheme, typed.Value)
		if err != nil {
			return nil, at(field, n, err)
		}
		for _, earlier := range all {
			switch {
			case earlier == one:
				return nil, at(field, n, BadInput("this number is in the list twice; leave one out", "value"))
			case earlier.Scheme == one.Scheme && one.Scheme == SchemeCompaniesHouse:
				return nil, at(field, n, BadInput("an employer has one company number; a second company is a record of its own", "value"))
			}
		}
		all = append(all, one)
	}
	return all, nil
}

func otherNames(given []EmployerName) ([]EmployerName, error) {
	const field = "names"
	if err := fewer(len(given), maxOtherNames, field); err != nil {
		return nil, err
	}
	all := make([]EmployerName, 0, len(given))
	for n, typed := range given {
		name, err := requiredLine(typed.Name, maxEmployerName, "enter the name, or take the line out", "name")
		switch {
		case err != nil:
		case typed.Kind == NameLegal:
			err = BadInput("the legal name is changed by itself; choose trading or previous name", "kind")
		case typed.From != nil && typed.Until != nil && typed.Until.Before(*typed.From):
			err = BadInput("a name cannot end before it begins", "until")
		}
		if err != nil {
			return nil, at(field, n, err)
		}
		typed.Name = name
		for _, earlier := range all {
			if earlier.Kind == typed.Kind && strings.EqualFold(earlier.Name, name) && earlier.overlaps(typed) {
				return nil, at(field, n, BadInput("this name is in the list already for the same time; leave one out", "name"))
			}
		}
		all = append(all, typed)
	}
	return all, nil
}

// overlaps says that both names held on some day, as far as is known.
func (n EmployerName) overlaps(other EmployerName) bool {
	return !n.endsBefore(other) && !other.endsBefore(n)
}

func (n EmployerName) endsBefore(other EmployerName) bool {
	return n.Until != nil && other.From != nil && !other.From.Before(*n.Until)
}

func sicCodes(given []EmployerSIC) ([]EmployerSIC, error) {
	const field = "sicCodes"
	if err := fewer(len(given), maxSICCodes, field); err != nil {
		return nil, err
	}
	all := make([]EmployerSIC, 0, len(given))
	for n, typed := range given {
		code, err := ParseSICCode(typed.Code)
		one := EmployerSIC{typed.Version, string(code)}
		switch {
		case err != nil:
			err = Within("code", err)
		case typed.Version != string(SIC2007) && typed.Version != string(SIC2026):
			err = BadInput("say of which edition the code is: 2007 or 2026", "version")
		case typed.Version == string(SIC2007) && code.Name() == "":
			err = BadInput(fmt.Sprintf("the 2007 edition has no code %s; look it up on the site of Companies House", code), "code")
		case slices.Contains(all, one):
			err = BadInput("this code is in the list twice; leave one out", "code")
		}
		if err != nil {
			return nil, at(field, n, err)
		}
		all = append(all, one)
	}
	return all, nil
}

package hub

import (
	"regexp"
)

const (
	maxPersonName = 200
	maxJobTitle   = 200
	maxPhone      = 40
	maxHow        = 200
)

// NewPerson is the person and the role that in describes, as whoever enters them sees them. Errors: BAD_INPUT.
func NewPerson(in AddPersonInput) (r PersonRole, err error) {
	state := EmailUnknown
	p := Person{ID: NewPersonID(), ContactAccess: ContactFull, Email: in.Email, EmailState: &state, Objections: []Objection{}, Consents: []Consent{}, Version: 1}
	name, err := requiredLine(in.Name, maxPersonName, "enter the person's name", "name")
	if err != nil {
		return PersonRole{}, err
	}
	p.Name = &name
	if p.Phone, err = phone(in.Phone); err != nil {
		return PersonRole{}, err
	}
	r = PersonRole{ID: NewRoleID(), Person: p, EmployerID: in.EmployerID, Function: in.Function, Since: in.Since, Version: 1}
	if r.JobTitle, err = optionalLine(in.JobTitle, maxJobTitle, "jobTitle"); err != nil {
		return PersonRole{}, err
	}
	return r, nil
}

// Update makes the changes that in asks for. What we knew of an address does not hold for a new one. Errors: CONFLICT where p
// is not the version that the caller read, BAD_INPUT.
func (p *Person) Update(in UpdatePersonInput) (err error) {
	if in.Version != p.Version {
		return changedSince("person")
	}
	if err := notCleared(in.Name, "name"); err != nil {
		return err
	}
	if in.Name.IsSet() {
		name, err := requiredLine(*in.Name.Value(), maxPersonName, "enter the person's name", "name")
		if err != nil {
			return err
		}
		p.Name = &name
	}
	if in.Phone.IsSet() {
		if p.Phone, err = phone(in.Phone.Value()); err != nil {
			return err
		}
	}
	if was := p.Email; in.Email.IsSet() {
		p.Email = in.Email.Value()
		if was == nil || p.Email == nil || *was != *p.Email {
			state := EmailUnknown
			p.EmailState = &state
		}
	}
	return nil
}

// Update makes the changes that in asks for. Errors: CONFLICT where r is not the version that the caller read, BAD_INPUT.
func (r *PersonRole) Update(in UpdatePersonRoleInput) (err error) {
	if in.Version != r.Version {
		return changedSince("role")
	}
	if err := notCleared(in.Function, "function"); err != nil {
		return err
	}
	if in.JobTitle.IsSet() {
		if r.JobTitle, err = optionalLine(in.JobTitle.Value(), maxJobTitle, "jobTitle"); err != nil {
			return err
		}
	}
	if in.Function.IsSet() {
		r.Function = *in.Function.Value()
	}
	in.Since.Apply(&r.Since)
	in.Until.Apply(&r.Until)
	return r.inOrder()
}

// NewRole is the role of p that in describes. Errors: BAD_INPUT.
func NewRole(in AddPersonRoleInput, p Person) (r PersonRole, err error) {
	r = PersonRole{ID: NewRoleID(), Person: p, EmployerID: in.EmployerID, Function: in.Function, Since: in.Since, Until: in.Until, Version: 1}
	if r.JobTitle, err = optionalLine(in.JobTitle, maxJobTitle, "jobTitle"); err != nil {
		return PersonRole{}, err
	}
	return r, r.inOrder()
}

func (r PersonRole) inOrder() error {
	if r.Since != nil && r.Until != nil && r.Until.Before(*r.Since) {
		return BadInput("a role cannot end before it begins", "until")
	}
	return nil
}

// Beside refuses a role that another of the same person at the same employer says already: the same function on some day. An unknown
// first day may be any. Errors: BAD_INPUT.
func (r PersonRole) Beside(others []PersonRole) error {
	for _, o := range others {
		if o.ID == r.ID || o.EmployerID != r.EmployerID || o.Function != r.Function || r.endsBefore(o) || o.endsBefore(r) {
			continue
		}
		when := ""
		if o.Since != nil {
			when = " since " + o.Since.Words()
		}
		if o.Until != nil {
			when += " until " + o.Until.Words()
			return BadInput("they did this here"+when+" already; begin after that day, or change that role", "since")
		}
		return BadInput("they do this here"+when+" already; end that role first, or change it", "function")
	}
	return nil
}

func (r PersonRole) endsBefore(other PersonRole) bool {
	return r.Until != nil && other.Since != nil && r.Until.Before(*other.Since)
}

// Words is what in says of how the objection came in. Errors: BAD_INPUT.
func (in RecordObjectionInput) Words() (string, error) {
	return requiredLine(in.How, maxHow, "say how it reached us, such as “by phone”", "how")
}

// StopsDiagnostics says that a person who objects to t is not asked questions any more.
func (t Topic) StopsDiagnostics() bool { return t == TopicAll || t == TopicDiagnostics }

var phoneShape = regexp.MustCompile(`^[+(]?[0-9][0-9 ()./-]{4,}(( ?(x|ext\.?|extension) ?)[0-9]{1,6})?$`)

// phone keeps a number as it was given. Errors: BAD_INPUT.
func phone(typed *string) (*string, error) {
	line, err := optionalLine(typed, maxPhone, "phone")
	if err == nil && line != nil && !phoneShape.MatchString(*line) {
		return nil, BadInput("this is not a telephone number; write it like 01709 382121 or +44 1709 382121", "phone")
	}
	return line, err
}

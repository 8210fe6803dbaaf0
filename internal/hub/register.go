package hub

import "slices"

// RegisteredFacts are those facts about an employer that a register tells, as they stand in the hub.
type RegisteredFacts struct {
	Name              string
	LegalForm         LegalForm
	Status            EmployerStatus
	CompanyNumber     CompanyNumber
	RegisteredAddress []string
	Postcode          Postcode
	SICCodes          []SICCode
}

// NewRegisteredFacts are those of an employer that the hub first hears of from the register.
func NewRegisteredFacts(now Company) RegisteredFacts {
	return RegisteredFacts{
		Name: now.Name, LegalForm: now.LegalForm, Status: EmployerProspect, CompanyNumber: now.Number,
		RegisteredAddress: now.Address, Postcode: now.Postcode, SICCodes: now.SICCodes,
	}
}

// Filled takes from the register's first word about an employer that staff entered what staff left open; and that it is
// closed.
func (f RegisteredFacts) Filled(now Company) RegisteredFacts {
	if f.LegalForm == LegalFormUnknown {
		f.LegalForm = now.LegalForm
	}
	if len(f.RegisteredAddress) == 0 && f.Postcode == "" {
		f.RegisteredAddress, f.Postcode = now.Address, now.Postcode
	}
	if len(f.SICCodes) == 0 {
		f.SICCodes = now.SICCodes
	}
	if now.Closed {
		f.Status = EmployerClosed
	}
	return f
}

// Revised takes from the register what it says otherwise than it did last. What it did not change stays as staff have it.
func (f RegisteredFacts) Revised(was, now Company) RegisteredFacts {
	if now.Name != was.Name {
		f.Name = now.Name
	}
	if now.LegalForm != was.LegalForm {
		f.LegalForm = now.LegalForm
	}
	if !slices.Equal(now.Address, was.Address) || now.Postcode != was.Postcode {
		f.RegisteredAddress, f.Postcode = now.Address, now.Postcode
	}
	if !slices.Equal(now.SICCodes, was.SICCodes) {
		f.SICCodes = now.SICCodes
	}
	switch {
	case now.Closed && !was.Closed:
		f.Status = EmployerClosed
	case was.Closed && !now.Closed && f.Status == EmployerClosed: // restored to the register
		f.Status = EmployerProspect
	}
	return f
}

// Same says that nothing differs.
func (f RegisteredFacts) Same(other RegisteredFacts) bool {
	return f.Name == other.Name && f.LegalForm == other.LegalForm && f.Status == other.Status && f.CompanyNumber == other.CompanyNumber &&
		slices.Equal(f.RegisteredAddress, other.RegisteredAddress) && f.Postcode == other.Postcode && slices.Equal(f.SICCodes, other.SICCodes)
}

// Section is the letter of the main code's section, or empty.
func (f RegisteredFacts) Section() string {
	if len(f.SICCodes) == 0 {
		return ""
	}
	section, _ := f.SICCodes[0].Section()
	return section.Letter
}

package hub

import "strings"

// Provider is an organisation that offers training, advice or money to employers.
type Provider struct {
	ID      ProviderID
	Name    string
	UKPRN   *string
	Website *string
	Version int
}

// AddProviderInput describes a new provider.
type AddProviderInput struct {
	Name    string
	UKPRN   *string
	Website *string
}

// UpdateProviderInput changes the fields that are set.
type UpdateProviderInput struct {
	ID      ProviderID
	Version int
	Name    Optional[string]
	UKPRN   Optional[string]
	Website Optional[string]
}

// NewProvider is the provider that in describes. Errors: BAD_INPUT.
func NewProvider(in AddProviderInput) (p Provider, err error) {
	p = Provider{ID: NewProviderID(), Version: 1}
	if err := p.setName(in.Name); err != nil {
		return Provider{}, err
	}
	if p.UKPRN, err = ukprn(in.UKPRN); err != nil {
		return Provider{}, err
	}
	p.Website, err = website(in.Website, "website")
	return p, err
}

// Update makes the changes that in asks for. Errors: CONFLICT where p is not the version that the caller read, BAD_INPUT.
func (p *Provider) Update(in UpdateProviderInput) (err error) {
	if in.Version != p.Version {
		return changedSince("provider")
	}
	if err := notCleared(in.Name, "name"); err != nil {
		return err
	}
	if in.Name.IsSet() {
		if err := p.setName(*in.Name.Value()); err != nil {
			return err
		}
	}
	if in.UKPRN.IsSet() {
		if p.UKPRN, err = ukprn(in.UKPRN.Value()); err != nil {
			return err
		}
	}
	if in.Website.IsSet() {
		p.Website, err = website(in.Website.Value(), "website")
	}
	return err
}

const maxProviderName = 200 // characters

func (p *Provider) setName(typed string) (err error) {
	p.Name, err = requiredLine(typed, maxProviderName, "enter the provider's name", "name")
	return err
}

// ukprn reads a number of the register of learning providers; nothing typed is nil. Errors: BAD_INPUT.
func ukprn(typed *string) (*string, error) {
	if typed == nil || strings.TrimSpace(*typed) == "" {
		return nil, nil
	}
	number, err := ParseIdentifier(SchemeUKPRN, *typed)
	if err != nil {
		return nil, BadInput("this is not a number of the register of learning providers; they look like 10005534", "ukprn")
	}
	return &number.Value, nil
}

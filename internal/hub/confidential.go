package hub

import "time"

// Confidentiality says why nobody outside the organisation that leads an employer, and those that it was referred to, may learn of it.
type Confidentiality struct {
	Reason string
	Since  time.Time
	By     string
}

// MakeConfidentialInput asks that nobody else learns of an employer any more.
type MakeConfidentialInput struct {
	EmployerID EmployerID
	Version    int
	Reason     string
}

// EndConfidentialityInput lets everybody see an employer again.
type EndConfidentialityInput struct {
	EmployerID EmployerID
	Version    int
	Reason     string
}

const maxConfidentialReason = 1000 // characters

// MakeConfidential makes a confidential enquiry of e. Errors: CONFLICT where e is not the version that the caller read or is one
// already; BAD_INPUT where by's organisation does not lead it, and for the reason.
func (e *Employer) MakeConfidential(in MakeConfidentialInput, by Actor, now time.Time) error {
	if err := e.mayDecideConfidentiality(in.Version, by); err != nil {
		return err
	}
	if e.Confidential != nil {
		return Conflict("this is a confidential enquiry already")
	}
	reason, err := requiredText(in.Reason, maxConfidentialReason, "say why nobody else may know of it", "reason")
	if err != nil {
		return err
	}
	e.Confidential = &Confidentiality{reason, now, by.Name}
	return nil
}

// EndConfidentiality makes an ordinary employer of e, and says why. Errors: as for MakeConfidential.
func (e *Employer) EndConfidentiality(in EndConfidentialityInput, by Actor) (why string, err error) {
	if err := e.mayDecideConfidentiality(in.Version, by); err != nil {
		return "", err
	}
	if e.Confidential == nil {
		return "", Conflict("this is no confidential enquiry")
	}
	e.Confidential = nil
	return requiredText(in.Reason, maxConfidentialReason, "say why everybody may know of it now", "reason")
}

func (e *Employer) mayDecideConfidentiality(version int, by Actor) error {
	switch {
	case version != e.Version:
		return changedSince("employer")
	case e.LeadOrganisation == nil:
		return BadInput("nobody leads this employer; take the lead first, since a confidential enquiry is known to the organisation that leads it", "employerId")
	case e.LeadOrganisation.ID != by.OrganisationID:
		return BadInput("only "+e.LeadOrganisation.Name+", which leads this employer, decides who may know of it; ask them", "employerId")
	}
	return nil
}

// MayReferOn refuses to tell another organisation of a confidential enquiry: that is for the one that leads it. Errors: BAD_INPUT.
func (e Employer) MayReferOn(by Actor) error {
	if e.Confidential != nil && e.LeadOrganisation.ID != by.OrganisationID {
		return BadInput("this is a confidential enquiry; only "+e.LeadOrganisation.Name+", which leads it, may tell another organisation of it", "employerId")
	}
	return nil
}

// KeepsLead refuses to give a confidential enquiry to another organisation, which would hide it from the one that has it. Errors:
// BAD_INPUT.
func (e Employer) KeepsLead(before Employer) error {
	if before.Confidential == nil || e.LeadOrganisation != nil && e.LeadOrganisation.ID == before.LeadOrganisation.ID {
		return nil
	}
	return BadInput("this is a confidential enquiry of "+before.LeadOrganisation.Name+"; refer it to another organisation, or end the confidentiality first", "leadOrganisationId")
}

// AsConfidential refuses to merge a confidential enquiry with an ordinary employer, which would show what hangs on the one or hide
// what hangs on the other. Errors: CONFLICT.
func AsConfidential(a, b Employer) error {
	if (a.Confidential == nil) == (b.Confidential == nil) && (a.Confidential == nil || a.LeadOrganisation.ID == b.LeadOrganisation.ID) {
		return nil
	}
	return Conflict("one of them is a confidential enquiry and the other one is not, or not of the same organisation; end the confidentiality before you merge them")
}

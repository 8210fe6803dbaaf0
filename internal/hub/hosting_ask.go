package hub

import (
	"fmt"
	"time"
)

// mostHostsAsked is how many employers are asked at once.
const mostHostsAsked = 100

// AskHostingInterestInput asks employers by link whether they would host on a programme in a year.
type AskHostingInterestInput struct {
	EmployerIds []EmployerID
	Programme   Programme
	Year        int
}

// Check refuses what cannot be asked at all. Errors: BAD_INPUT.
func (in AskHostingInterestInput) Check(now time.Time) error {
	this := DateOf(now).Year()
	switch {
	case len(in.EmployerIds) == 0 || len(in.EmployerIds) > mostHostsAsked:
		return BadInput(fmt.Sprintf("choose 1 to %d employers", mostHostsAsked), "employerIds")
	case in.Year < this || in.Year > this+hostingYearsAhead:
		return BadInput(fmt.Sprintf("choose a year from %d to %d", this, this+hostingYearsAhead), "year")
	default:
		return nil
	}
}

// HostingRequest is a request for interest in hosting, which makes it the same again on the same day.
func HostingRequest(programme Programme, year int, day Date) PlacementRequest {
	return PlacementRequest{Kind: RequestHostingInterest, Programme: &programme, Year: &year, Occurrence: fmt.Sprintf("%s %d %s", programme, year, day)}
}

// HostingCandidate is an employer that may be asked whether it would host on a programme in a year.
type HostingCandidate struct {
	EmployerID EmployerID
	Status     EmployerStatus
	OnHold     bool
	// SaidLevel and SaidOn are what the employer last said of that programme and year, as far as it was to staff or by a link; nil where it said nothing.
	SaidLevel *HostingLevel
	SaidOn    *Date
	// AskedOn is when it was asked, while that waits for an answer.
	AskedOn *Date
	// ContactID is who can be asked there; nil where nobody can.
	ContactID *PersonID
}

// Check says why the employer is not asked. Errors: CONFLICT.
func (c HostingCandidate) Check() error {
	switch {
	case c.Status == EmployerClosed:
		return Conflict("the employer is closed")
	case c.OnHold:
		return Conflict("the employer is on hold")
	case c.SaidOn != nil && *c.SaidLevel != HostingNotNow:
		return Conflict("it answered on " + c.SaidOn.Words())
	case c.SaidOn != nil:
		return Conflict("it said not now on " + c.SaidOn.Words())
	case c.AskedOn != nil:
		return Conflict("it was asked on " + c.AskedOn.Words() + " and has not answered yet")
	case c.ContactID == nil:
		return Conflict("nobody there can be written to about placements; add a placement contact with an address")
	default:
		return nil
	}
}

// NotAsked is an employer that was not asked, and why.
type NotAsked struct {
	EmployerID EmployerID
	Why        string
}

// HostingAgain is an employer that said not now by a link and named the day that has come to ask it again.
type HostingAgain struct {
	EmployerID     EmployerID
	Programme      Programme
	Year           int
	AskAgainOn     Date
	PersonID       PersonID
	OrganisationID OrganisationID
}

package hub

import "time"

// AwardReminder is what the contact of an employer should hear once: that an award runs out.
type AwardReminder struct {
	AwardID    AccreditationID
	ExpiresOn  Date
	Step       int
	EmployerID EmployerID
	PersonID   PersonID
	// EndsOn is the day on which the next step begins: this one is out of date then.
	EndsOn Date
}

// OutgoingAward is a message about an award that is about to be sent, with what decides whether it still may be, and what it says.
type OutgoingAward struct {
	ID       MessageID
	NotAfter *time.Time
	Attempts int
	// Stands says that the employer holds the award still, with the same last day, and has none that followed.
	Stands bool
	// Title is the scheme and the level as people say them; Scheme is the scheme alone.
	Title, Scheme string
	ExpiresOn     Date
	// MovesUp says that by the rules of the day it cannot be renewed.
	MovesUp bool

	PersonID   PersonID
	PersonName string
	Email      *EmailAddress
	EmailState EmailState
	// Objected says that the person does not want to hear about accreditations, or at all; Suppressed that the address is on the
	// suppression list.
	Objected, Suppressed bool
	HasRole              bool

	EmployerID     EmployerID
	EmployerName   string
	EmployerStatus EmployerStatus
	// HeldUntil is the first day on which the employer may be contacted again; nil where it is not on hold today.
	HeldUntil *Date
	// OrganisationName is who leads the employer and sends the message; nil where nobody does any more.
	OrganisationName *string
	// OfficerName and what follows is the account lead; nil where there is none.
	OfficerName  *string
	OfficerEmail *string
	OfficerPhone *string
}

// Obstacle says what keeps the message from going out at now, by the business clock. False: it may go, or wait while the employer is on
// hold.
func (o OutgoingAward) Obstacle(now time.Time) (reason string, is bool) {
	switch {
	case !o.Stands:
		return "the accreditation was renewed, ended or corrected", true
	case o.NotAfter != nil && !now.Before(*o.NotAfter):
		return "out of date", true
	case o.Objected:
		return settled[InvitationObjected], true
	case o.Suppressed && o.EmailState.Usable():
		return "the address is on the suppression list", true
	case !o.HasRole:
		return settled[InvitationLeft], true
	case o.EmployerStatus == EmployerClosed:
		return "the employer is closed", true
	case o.OrganisationName == nil:
		return "nobody leads the employer", true
	case o.Email == nil:
		return "the person has no address", true
	case !o.EmailState.Usable():
		return settled[InvitationBounced], true
	default:
		return "", false
	}
}

// Contacted is who was written to about an employer, and who looks after it.
type Contacted struct {
	PersonName          string
	EmployerID          EmployerID
	EmployerName        string
	LedByOrganisationID *OrganisationID
	LedByUserID         *UserID
}

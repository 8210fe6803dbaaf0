package hub

import (
	"fmt"
	"time"
)

// CollaborationKind is what an employer does with a provider.
type CollaborationKind string

// The kinds of collaboration, as the schema describes them.
const (
	CollaborationCoDesign      CollaborationKind = "CO_DESIGN"
	CollaborationAdvisoryBoard CollaborationKind = "ADVISORY_BOARD"
	CollaborationTeaching      CollaborationKind = "TEACHING"
	CollaborationAssessment    CollaborationKind = "ASSESSMENT"
	CollaborationEquipment     CollaborationKind = "EQUIPMENT"
)

// CollaborationParty is one of the two of a collaboration.
type CollaborationParty string

// The parties of a collaboration.
const (
	PartyEmployer CollaborationParty = "EMPLOYER"
	PartyProvider CollaborationParty = "PROVIDER"
)

// Collaboration is what an employer does with a provider of the directory for a course, other than hosting and buying training.
type Collaboration struct {
	ID         CollaborationID
	EmployerID EmployerID
	ProviderID ProviderID
	Course     string
	Kind       CollaborationKind
	StartsOn   Date
	// EndsOn is the last day; nil where it goes on.
	EndsOn *Date
	// Evidence is what shows it: minutes, a specification.
	Evidence *string
	// ConfirmedOn is when one of the two confirmed it, and ConfirmedBy which; both or neither.
	ConfirmedOn *Date
	ConfirmedBy *CollaborationParty
	RecordedAt  time.Time
	Version     int
}

// CollaborationInput is all that somebody enters of a collaboration; what is absent is not known.
type CollaborationInput struct {
	ProviderID  ProviderID
	Course      string
	Kind        CollaborationKind
	StartsOn    Date
	EndsOn      *Date
	Evidence    *string
	ConfirmedOn *Date
	ConfirmedBy *CollaborationParty
}

// CollaborationFilter narrows collaborations; nil and empty fields do not.
type CollaborationFilter struct {
	EmployerID *EmployerID
	ProviderIn []ProviderID
	KindIn     []CollaborationKind
	// From and Until ask for those that went on at some time between these days.
	From, Until *Date
	// Confirmed asks for those that one of the two confirmed, or those that nobody did.
	Confirmed *bool
}

// Check refuses what would ask too much of one request. Errors: BAD_INPUT.
func (f CollaborationFilter) Check() error {
	if len(f.ProviderIn) > maxChoices {
		return BadInput(fmt.Sprintf("choose at most %d", maxChoices), "filter", "providerIn")
	}
	return checkPeriod(f.From, f.Until)
}

// NewCollaboration is the one of employer that in describes. Errors: BAD_INPUT.
func NewCollaboration(employer EmployerID, in CollaborationInput, now time.Time) (Collaboration, error) {
	c := Collaboration{ID: NewCollaborationID(), EmployerID: employer, RecordedAt: now, Version: 1}
	return c, c.Describe(in, DateOf(now))
}

// IsVersion refuses a change of another version than the caller read. Errors: CONFLICT.
func (c Collaboration) IsVersion(version int) error {
	return isVersion(c.Version, version, "collaboration")
}

// Describe makes the collaboration what in says. Errors: BAD_INPUT.
func (c *Collaboration) Describe(in CollaborationInput, today Date) (err error) {
	c.ProviderID, c.Kind, c.StartsOn, c.EndsOn, c.ConfirmedOn, c.ConfirmedBy = in.ProviderID, in.Kind, in.StartsOn, in.EndsOn, in.ConfirmedOn, in.ConfirmedBy
	if c.Course, err = requiredLine(in.Course, 200, "enter the course or subject", "course"); err != nil {
		return err
	}
	if c.Evidence, err = optionalText(in.Evidence, maxEvidence, "evidence"); err != nil {
		return err
	}
	switch {
	case c.StartsOn.Year() < 2000 || c.StartsOn.After(today.AddMonths(36)):
		return BadInput("enter a day from 2000 to three years from now", "startsOn")
	case c.EndsOn != nil && c.EndsOn.Before(c.StartsOn):
		return BadInput("it ends before it starts; check both days", "endsOn")
	case c.ConfirmedOn != nil && (c.ConfirmedOn.After(today) || c.ConfirmedOn.Before(c.StartsOn)):
		return BadInput("it is confirmed once it has begun: choose a day from its start to today", "confirmedOn")
	case c.ConfirmedOn != nil && c.ConfirmedBy == nil:
		return BadInput("say who confirmed it", "confirmedBy")
	case c.ConfirmedOn == nil && c.ConfirmedBy != nil:
		return BadInput("enter when it was confirmed", "confirmedOn")
	case c.ConfirmedOn != nil && c.Evidence == nil:
		return BadInput("say what shows it, such as minutes or a specification", "evidence")
	}
	return nil
}

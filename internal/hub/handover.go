package hub

import "time"

// HandOverInput is what the page says on which somebody gives a questionnaire to a colleague.
type HandOverInput struct {
	InvitationID InvitationID
	Name         string
	Email        string
	JobTitle     string
}

// mostHandOvers is how often one invitation may change hands.
const mostHandOvers = 5

// Colleague is whom a questionnaire is given to, as somebody new at the employer. Errors: BAD_INPUT that names the field.
func (in HandOverInput) Colleague(at EmployerID) (PersonRole, error) {
	email, err := ParseEmailAddress(in.Email)
	if err != nil {
		return PersonRole{}, BadInput("Enter the e-mail address of your colleague, like name@example.com", "email")
	}
	if oneLine(in.Name) == "" {
		return PersonRole{}, BadInput("Enter the name of your colleague", "name")
	}
	add := AddPersonInput{EmployerID: at, Name: in.Name, Email: &email, Function: FunctionOther}
	if oneLine(in.JobTitle) != "" {
		add.JobTitle = &in.JobTitle
	}
	return NewPerson(add)
}

// Known is somebody at an employer with an address, and whether mail may go there.
type Known struct {
	ID         PersonID
	Name       string
	EmailState EmailState
	// Objected says that the person does not want to hear about diagnostics, or at all; HasRole that the person works there today.
	Objected bool
	HasRole  bool
}

// HandOver checks that an invitation that changed hands so often may go to colleague, nil for somebody new. Errors: BAD_INPUT,
// CONFLICT.
func (a Asked) HandOver(colleague *Known, before int, today Date) error {
	switch {
	case !a.MayStart(today):
		return Conflict("The questionnaire cannot be handed over any more")
	case before >= mostHandOvers:
		return BadInput("This questionnaire has changed hands five times. Forward our e-mail instead, or reply to it", "email")
	case colleague == nil:
		return nil
	case colleague.ID == a.PersonID:
		return BadInput("This is your own address. Enter that of your colleague", "email")
	case colleague.Objected || !colleague.EmailState.Usable():
		return BadInput("We may not write to this address. Forward our e-mail to your colleague instead", "email")
	default:
		return nil
	}
}

// HandedOver is to whom a questionnaire went, and when.
type HandedOver struct {
	To string
	At time.Time
}

// Preferences are what a person hears from the hub about, as far as it can be refused.
type Preferences struct {
	PersonID PersonID
	Name     string
	// Refused are the topics of the person's objections.
	Refused []Topic
}

// Topics are those that a person may refuse one by one.
var Topics = []Topic{TopicDiagnostics, TopicNetwork, TopicPlacements, TopicAccreditations}

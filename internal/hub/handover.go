package hub

import (
	"maps"
	"slices"
	"time"
)

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
	// Agreed are the topics that the person agreed to get marketing about.
	Agreed []Topic
	// LegalForms are those of the employers that the person works for.
	LegalForms []LegalForm
}

// PreferencesInput is what a person chose on their page.
type PreferencesInput struct {
	// Wanted are the topics that the person wants to hear about.
	Wanted []Topic
	// Agreed are the topics that the person agrees to get marketing about, with the words of the page; nil where it did not ask.
	Agreed map[Topic]string
}

// Check refuses topics that there are not. Errors: BAD_INPUT.
func (in PreferencesInput) Check() error {
	for _, topic := range slices.Concat(in.Wanted, slices.Collect(maps.Keys(in.Agreed))) {
		if !slices.Contains(Topics, topic) {
			return BadInput("This page sent a topic that we do not know. Open it again by the link in our e-mail")
		}
	}
	return nil
}

// Agrees says that the person agrees to marketing about topic: what they refuse to hear about at all wins.
func (in PreferencesInput) Agrees(topic Topic) bool {
	_, agreed := in.Agreed[topic]
	return agreed && slices.Contains(in.Wanted, topic)
}

// AsksConsent says that the page of the person asks what marketing they agree to: where the law wants it, and where there is
// something to withdraw.
func (p Preferences) AsksConsent() bool {
	return len(p.Agreed) > 0 || slices.ContainsFunc(p.LegalForms, func(f LegalForm) bool { return f.Subscriber() == SubscriberIndividual })
}

// Topics are those that a person may refuse one by one.
var Topics = []Topic{TopicDiagnostics, TopicNetwork, TopicPlacements, TopicAccreditations}

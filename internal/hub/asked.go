package hub

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"reflect"
	"slices"
)

// Asked is what a person behind a personal link is shown and answers to: one invitation with all that belongs to it.
type Asked struct {
	InvitationID InvitationID
	State        InvitationState
	EmployerID   EmployerID
	EmployerName string
	PersonID     PersonID
	PersonName   string
	// Objected says that the person does not want to hear about diagnostics, or at all; HasRole that the person works for the
	// employer today.
	Objected               bool
	HasRole                bool
	CampaignID             CampaignID
	CampaignState          CampaignState
	ClosesOn               Date
	OrganisationID         OrganisationID
	OrganisationName       string
	QuestionnaireVersionID QuestionnaireVersionID
	// Definition is the version's, for the facts.
	Definition Definition
	// Known are the facts as they are now.
	Known Facts
	// OfficerName and what follows is whom to ask: the account lead, else who sent the questionnaire; nil where neither.
	OfficerName  *string
	OfficerEmail *string
	OfficerPhone *string
	// TaskOrganisationID and TaskAssigneeID are who gets the tasks that answers make.
	TaskOrganisationID OrganisationID
	TaskAssigneeID     *UserID
	// Response is nil until it is begun.
	Response *Response
}

// Facts are what questions may mention: as they were when the response was begun, or as they are.
func (a Asked) Facts() Facts {
	if a.Response != nil {
		return a.Response.Facts
	}
	return a.Known
}

// Route is the way of the answers so far.
func (a Asked) Route() Route { return NewRoute(a.Definition, a.Given()) }

// Given are the answers so far.
func (a Asked) Given() Answers {
	if a.Response == nil {
		return nil
	}
	return a.Response.Given
}

// Closed says that the time for answers is over.
func (a Asked) Closed(today Date) bool {
	return a.State == InvitationClosed || a.CampaignState == CampaignClosed || a.CampaignState == CampaignCancelled ||
		today.After(a.ClosesOn)
}

// MayStart says that answering can begin, or begin again after "not now".
func (a Asked) MayStart(today Date) bool {
	return slices.Contains([]InvitationState{InvitationOpen, InvitationBounced, InvitationDeclined, InvitationNoConsent}, a.State) && !a.Closed(today)
}

// Ended says that the person is not expected to answer any more, though they may where MayStart says so. What was begun without consent
// goes on as if nothing had been said.
func (a Asked) Ended(today Date) bool {
	return a.State == InvitationDeclined || a.State == InvitationNoConsent && a.Response == nil || !a.MayStart(today)
}

// MayAnswer says that answers are taken now.
func (a Asked) MayAnswer(today Date) bool {
	return a.Response != nil && a.State != InvitationDeclined && a.MayStart(today)
}

// SaveAnswerInput is what a question's page sent.
type SaveAnswerInput struct {
	InvitationID           InvitationID
	QuestionnaireVersionID QuestionnaireVersionID
	QuestionID             string
	// Version is that of the response when the page was made.
	Version int
	Form    Form
}

// Save answers one question. Saving the same again changes nothing. Errors: those of ParseAnswer; BAD_INPUT for a page of
// another version of the questionnaire; CONFLICT where answers are not taken now, the question is not asked any more, or it
// was answered differently in another window since the page was made.
func (a *Asked) Save(in SaveAnswerInput, today Date) (changed bool, err error) {
	if err := a.takes(in.QuestionnaireVersionID, today); err != nil {
		return false, err
	}
	route := a.Route()
	q, ok := route.Find(in.QuestionID)
	if !ok {
		return false, Conflict("This question is not asked any more, because an earlier answer was changed in another window")
	}
	answer, err := ParseAnswer(q, in.Form, route.Given)
	if err != nil {
		return false, err
	}
	saved, ok := a.Response.Given[q.ID]
	switch {
	case ok && reflect.DeepEqual(saved, answer):
		return false, nil
	case ok && in.Version != a.Response.Version:
		return false, Conflict(fmt.Sprintf("This question was answered in another window while this page was open. "+
			"The answer there is “%s”. Yours is below: save it to replace that one.", q.Show(saved)))
	}
	given := Answers{q.ID: answer}
	for id, other := range a.Response.Given {
		if id != q.ID {
			given[id] = other
		}
	}
	r := *a.Response
	r.Given, r.Version = given, r.Version+1
	a.Response = &r
	return true, nil
}

// SubmitResponseInput is what the page that lists the answers sent.
type SubmitResponseInput struct {
	InvitationID           InvitationID
	QuestionnaireVersionID QuestionnaireVersionID
	// Version is that of the response when the page was made.
	Version int
}

// Submit makes the answers final, and says what follows from them. Errors: those of ValidateAnswers; BAD_INPUT for a page of
// another version of the questionnaire; CONFLICT where answers are not taken now, or changed since the page was made.
func (a *Asked) Submit(in SubmitResponseInput, today Date) (Outcome, error) {
	if err := a.takes(in.QuestionnaireVersionID, today); err != nil {
		return Outcome{}, err
	}
	if in.Version != a.Response.Version {
		return Outcome{}, Conflict("Answers were changed in another window while this page was open. Check them again before you send them.")
	}
	if err := ValidateAnswers(a.Definition, a.Response.Given); err != nil {
		return Outcome{}, err
	}
	r := *a.Response
	reference := ResponseReference(r.ID)
	r.Given, r.State, r.Reference, r.Version = a.Route().Given, ResponseSubmitted, &reference, r.Version+1
	a.Response, a.State = &r, InvitationSubmitted
	return Evaluate(a.Definition, r.Given, a.Facts()), nil
}

func (a *Asked) takes(version QuestionnaireVersionID, today Date) error {
	switch {
	case !a.MayAnswer(today):
		return Conflict("Answers are not taken any more")
	case version != a.QuestionnaireVersionID:
		return BadInput("This page belongs to another version of the questionnaire. Open it again by the link in our e-mail")
	default:
		return nil
	}
}

// ResponseReference is what an employer is told and may quote, such as RH-7K3M-2Q9T. The same response has the same.
func ResponseReference(id ResponseID) string {
	sum := sha256.Sum256(id.UUID[:])
	// Letters and digits that nobody mixes up on the telephone: no I, L, O, U.
	s := base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").EncodeToString(sum[:5])
	return "RH-" + s[:4] + "-" + s[4:]
}

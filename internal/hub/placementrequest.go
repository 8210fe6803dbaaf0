package hub

import (
	"fmt"
	"slices"
	"time"
)

// PlacementRequestKind is what is asked.
type PlacementRequestKind string

const (
	// RequestHostingInterest asks whether the employer would host on a programme in a year.
	RequestHostingInterest PlacementRequestKind = "HOSTING_INTEREST"
	// RequestSiteCheck asks for a check of a site that is missing or runs out.
	RequestSiteCheck PlacementRequestKind = "SITE_CHECK"
)

// RulePlacementRequest tells a person what is asked of them about placements. Its subject is the request, its occurrence the day from which it is
// asked; step 0 asks first, step 1 reminds.
const RulePlacementRequest ReminderRule = "placement.request"

// PlacementRequest is something that is asked of a person at an employer about placements, until it is answered, or not needed any more.
type PlacementRequest struct {
	ID         PlacementRequestID
	Kind       PlacementRequestKind
	EmployerID EmployerID
	PersonID   PersonID
	// OrganisationID is who asks: messages go out in its name.
	OrganisationID OrganisationID
	// UserID is who asked; nil for a rule of the hub and for a program.
	UserID *UserID
	// Occurrence makes it the same again: of a kind, an employer is asked it once, unless it was withdrawn.
	Occurrence string
	// Programme and Year are of RequestHostingInterest, SiteID and CheckKind of RequestSiteCheck; nil for the rest.
	Programme *Programme
	Year      *int
	SiteID    *SiteID
	CheckKind *CheckKind
	// PlacementID, OutcomeID and Weeks are of what follows up placements.
	PlacementID *PlacementID
	OutcomeID   *OutcomeID
	Weeks       *int

	AskedOn Date
	// FromOn is from when it is asked, later than AskedOn where it was put off; EndsOn is the last day on which it can be answered. After DueOn staff
	// hear that nobody answered.
	FromOn, DueOn, EndsOn Date
	// Step counts the messages that told of it since FromOn; TellOn is when the next is due, nil where none is.
	Step   int
	TellOn *Date

	AnsweredAt, WithdrawnAt *time.Time
	WithdrawnReason         *string
	// Unreached says that it was withdrawn since nobody could be asked, Stopped that staff withdrew it, so that no rule asks the same again.
	Unreached, Stopped bool
}

// PlacementRequestRule is how long the hub waits for an answer to a kind of request, in working days from when the person was first told.
type PlacementRequestRule struct {
	Kind PlacementRequestKind
	// RemindAfter is until they are reminded, once; DueAfter until staff hear; OpenFor for how long it can be answered.
	RemindAfter, DueAfter, OpenFor int
}

// PlacementRequestRules are those of all kinds, with the calendar that they are counted by.
type PlacementRequestRules struct {
	Of       []PlacementRequestRule
	Calendar Calendar
}

func (r PlacementRequestRules) of(kind PlacementRequestKind) PlacementRequestRule {
	for _, rule := range r.Of {
		if rule.Kind == kind {
			return rule
		}
	}
	return PlacementRequestRule{kind, 1, 1, 1} // the database has a rule for each kind
}

// Ask begins the request on a day, from which it is told.
func (r *PlacementRequest) Ask(on Date, rules PlacementRequestRules) {
	r.AskedOn = on
	r.askFrom(on, rules)
	r.TellOn = &on
}

func (r *PlacementRequest) askFrom(day Date, rules PlacementRequestRules) {
	rule := rules.of(r.Kind)
	r.FromOn, r.Step = day, 0
	r.DueOn, r.EndsOn = rules.Calendar.AddWorkingDays(day, rule.DueAfter), rules.Calendar.AddWorkingDays(day, rule.OpenFor)
}

// Tell notes that a message that tells of the request goes out today, and says when the next one is due.
func (r *PlacementRequest) Tell(today Date, rules PlacementRequestRules) {
	if r.TellOn == nil || r.TellOn.After(today) {
		return // this message says again what another said
	}
	rule := rules.of(r.Kind)
	r.TellOn = nil
	if r.Step == 0 { // days are counted from when the person was told, which a hold may have put off
		r.DueOn, r.EndsOn = rules.Calendar.AddWorkingDays(today, rule.DueAfter), rules.Calendar.AddWorkingDays(today, rule.OpenFor)
		r.TellOn = new(rules.Calendar.AddWorkingDays(today, rule.RemindAfter))
	}
	r.Step++
}

// PlacementRequestState is where a request stands.
type PlacementRequestState string

// The states of a request, as the schema describes them.
const (
	RequestOpen      PlacementRequestState = "OPEN"
	RequestPutOff    PlacementRequestState = "PUT_OFF"
	RequestAnswered  PlacementRequestState = "ANSWERED"
	RequestWithdrawn PlacementRequestState = "WITHDRAWN"
	RequestOver      PlacementRequestState = "OVER"
)

// State is that of the request on a day.
func (r PlacementRequest) State(today Date) PlacementRequestState {
	switch {
	case r.AnsweredAt != nil:
		return RequestAnswered
	case r.WithdrawnAt != nil:
		return RequestWithdrawn
	case r.EndsOn.Before(today):
		return RequestOver
	case r.FromOn.After(today):
		return RequestPutOff
	default:
		return RequestOpen
	}
}

// Answer notes that the request was answered. One that was put off can be answered at once. Errors: CONFLICT where it is answered or over.
func (r *PlacementRequest) Answer(now time.Time) error {
	if err := r.answerable(DateOf(now)); err != nil {
		return err
	}
	r.AnsweredAt, r.TellOn = &now, nil
	return nil
}

func (r PlacementRequest) answerable(today Date) error {
	switch r.State(today) {
	case RequestAnswered:
		return Conflict("this was answered already")
	case RequestWithdrawn:
		return Conflict("this is not needed any more")
	case RequestOver:
		return Conflict("this could be answered until " + r.EndsOn.Words())
	default:
		return nil
	}
}

const putOffField = "until"

// UntilQuestion asks until when the request is put off.
func (r PlacementRequest) UntilQuestion() Question {
	return Question{
		ID: putOffField, Kind: QuestionDate, Required: true, Text: "When may we ask you again?", Asks: "the day from which we may ask you again",
		Hint: "At the latest on " + r.PutOffUntil().Words() + ". Until then you hear nothing about this from us.",
	}
}

// putOffDays is for how long after it was asked a request can be put off.
const putOffDays = 90

// PutOffUntil is the last day to which the request can be put off.
func (r PlacementRequest) PutOffUntil() Date { return r.AskedOn.AddDays(putOffDays) }

// PutOff is "not now": nothing is said of the request until a day, from which it is asked anew. Errors: BAD_INPUT for the day, CONFLICT where it is
// answered or over.
func (r *PlacementRequest) PutOff(until Date, today Date, rules PlacementRequestRules) error {
	if err := r.answerable(today); err != nil {
		return err
	}
	if !until.After(today) || until.After(r.PutOffUntil()) {
		return BadInput(fmt.Sprintf("Enter a day from %s to %s", today.AddDays(1).Words(), r.PutOffUntil().Words()), putOffField+".day")
	}
	r.askFrom(until, rules)
	r.TellOn = &until
	return nil
}

// Withdraw ends the request, since nobody needs it answered any more or, where it is unreached, since nobody can be asked.
func (r *PlacementRequest) Withdraw(reason string, unreached bool, now time.Time) {
	r.WithdrawnAt, r.WithdrawnReason, r.Unreached, r.TellOn = &now, &reason, unreached, nil
}

// WithdrawPlacementRequestInput asks to withdraw a request that nobody needs answered.
type WithdrawPlacementRequestInput struct {
	ID     PlacementRequestID
	Reason string
}

// MayWithdraw says that by is of those who ask and that the request waits for an answer.
func (r PlacementRequest) MayWithdraw(by Actor, today Date) bool {
	return r.asks(by) && r.answerable(today) == nil
}

// asks says that by is of the placement staff of the organisation in whose name it is asked.
func (r PlacementRequest) asks(by Actor) bool {
	return by.May(PermWritePlacements) && (by.Kind == ActorSystem || by.OrganisationID == r.OrganisationID)
}

// Stop is staff's own decision that it is not asked any more. Errors: FORBIDDEN where another organisation asks it, BAD_INPUT for the reason, CONFLICT where it is
// answered or over.
func (r *PlacementRequest) Stop(in WithdrawPlacementRequestInput, by Actor, now time.Time) error {
	if !r.asks(by) {
		return Forbidden("another organisation asks this, and only its staff may withdraw it")
	}
	reason, err := requiredLine(in.Reason, maxWithdrawnReason, "say why it is not needed any more", "reason")
	if err != nil {
		return err
	}
	if err := r.answerable(DateOf(now)); err != nil {
		return err
	}
	r.Withdraw(reason, false, now)
	r.Stopped = true
	return nil
}

const maxWithdrawnReason = 200 // characters

// RuleRequestUnanswered tells staff that nobody answered a request by its day, or that nobody could be asked. Its subject is the request and its occurrence
// the day.
const RuleRequestUnanswered ReminderRule = "placement.unanswered"

// UnansweredOn is the day from which staff hear that there is no answer.
func (r PlacementRequest) UnansweredOn() Date {
	if r.WithdrawnAt != nil {
		return DateOf(*r.WithdrawnAt)
	}
	return r.DueOn
}

// AskedRequest is a request with what its page and messages say.
type AskedRequest struct {
	PlacementRequest
	EmployerName     string
	OrganisationName string
	ProgrammeName    *string
	SiteName         *string
	FollowUp
	// OfficerName and what follows is who asked, or leads the employer, as far as they work where it is asked; nil where there is nobody.
	OfficerName  *string
	OfficerEmail *string
	OfficerPhone *string
	// By is who asked; nil where UserID is.
	By *User
}

// OtherRequest is a questionnaire or an invitation to a meeting that waits for an answer of a person, and is not about placements.
type OtherRequest struct {
	InvitationID     *InvitationID
	InviteeID        *InviteeID
	Title            string
	EmployerName     string
	OrganisationName string
	// Until is the last day to answer.
	Until Date
}

// ID is that of the invitation.
func (o OtherRequest) ID() string {
	if o.InviteeID != nil {
		return o.InviteeID.String()
	}
	return o.InvitationID.String()
}

// PlacementRequestFilter narrows requests; nil and empty fields do not.
type PlacementRequestFilter struct {
	EmployerID *EmployerID
	KindIn     []PlacementRequestKind
	StateIn    []PlacementRequestState
}

// Reach is what decides whether a person may be written to about placements at an employer.
type Reach struct {
	PersonName string
	Email      *EmailAddress
	EmailState EmailState
	// Objected says that the person does not want to hear about placements, or at all; Suppressed that the address is on the suppression list.
	Objected, Suppressed bool
	HasRole              bool
	EmployerStatus       EmployerStatus
	// Merged says that the record of the employer was merged into another that was asked the same.
	Merged bool
}

// Obstacle says why the person cannot be written to. False: they can.
func (r Reach) Obstacle() (reason string, is bool) {
	switch {
	case r.Objected:
		return settled[InvitationObjected], true
	case r.Suppressed && r.EmailState.Usable():
		return "the address is on the suppression list", true
	case !r.HasRole:
		return settled[InvitationLeft], true
	case r.EmployerStatus == EmployerClosed:
		return "the employer is closed", true
	case r.Merged:
		return "the employer was asked this already", true
	case r.Email == nil:
		return "the person has no address", true
	case !r.EmailState.Usable():
		return settled[InvitationBounced], true
	default:
		return "", false
	}
}

// StaleRequest is a request that cannot be asked, or need not.
type StaleRequest struct {
	PlacementRequest
	Reach
	// Unneeded says that what was asked is known by now, or nothing depends on it any more.
	Unneeded bool
}

// Reason is why the request is withdrawn. False: it is not.
func (s StaleRequest) Reason() (string, bool) {
	if !s.Unneeded {
		return s.Obstacle()
	}
	switch s.Kind {
	case RequestHostingInterest:
		return "the employer has said it otherwise", true
	case RequestSiteCheck:
		return "the check holds, or nothing there needs it any more", true
	default:
		return unneededFollowUp, true
	}
}

// OutgoingRequests is a message that lists what is asked of a person at an employer and that is about to be sent.
type OutgoingRequests struct {
	ID       MessageID
	Attempts int
	Reach
	PersonID   PersonID
	EmployerID EmployerID
	// HeldUntil is the first day on which the employer may be contacted again; nil where it is not on hold today.
	HeldUntil *Date
	// Carries are the requests that the message was made for.
	Carries []PlacementRequestID
	// Open are what is asked now.
	Open []AskedRequest `db:"-"`
	// Told are those of them that the message tells of for the first time, or reminds of; Reminds says that the person was told of all before.
	Told    []PlacementRequestID `db:"-"`
	Reminds bool                 `db:"-"`
}

// Tell notes that the message goes out on a day.
func (o *OutgoingRequests) Tell(today Date, rules PlacementRequestRules) {
	o.Told, o.Reminds = o.Tells(today), true
	for i := range o.Open {
		o.Reminds = o.Reminds && o.Open[i].Step > 0
		o.Open[i].Tell(today, rules)
	}
}

// Tells are the requests that the message tells of for the first time, or reminds of, on a day.
func (o OutgoingRequests) Tells(today Date) []PlacementRequestID {
	var due []PlacementRequestID
	for _, r := range o.Open {
		if r.TellOn != nil && !r.TellOn.After(today) {
			due = append(due, r.ID)
		}
	}
	return due
}

// Says that the message has something to say on a day.
func (o OutgoingRequests) Says(today Date) bool {
	return len(o.Told) > 0 || len(o.Tells(today)) > 0 || slices.ContainsFunc(o.Open, func(r AskedRequest) bool { return slices.Contains(o.Carries, r.ID) })
}

// Obstacle says what keeps the message from going out on a day. False: it may go, or wait while the employer is on hold.
func (o OutgoingRequests) Obstacle(today Date) (reason string, is bool) {
	if !o.Says(today) {
		return "nothing is asked any more", true
	}
	return o.Reach.Obstacle()
}

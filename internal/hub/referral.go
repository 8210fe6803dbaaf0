package hub

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Referral is a partner's request to another about an employer: to take it up, or to introduce it to somebody there. About and
// Answer are nil for readers who may not see them.
type Referral struct {
	ID         ReferralID
	Kind       ReferralKind
	EmployerID EmployerID
	From, To   Organisation
	// SentBy is nil for a token.
	SentBy *User
	// Handler is who at the receiving organisation deals with it; nil until somebody does.
	Handler *User
	// PersonID is to whom an introduction is asked for, and then was made.
	PersonID *PersonID
	About    *string
	// DueOn is the day by which it should be dealt with.
	DueOn  Date
	State  ReferralState
	Answer *string
	// InteractionID is the contact that completed it.
	InteractionID *InteractionID
	CreatedAt     time.Time
	// ClosedAt is when it was declined or completed.
	ClosedAt *time.Time
	Version  int
}

// ReferralKind is what one partner asks another for.
type ReferralKind string

const (
	// KindReferral asks to take an employer up.
	KindReferral ReferralKind = "REFERRAL"
	// KindIntroduction asks the organisation that leads an employer to introduce the sender to somebody there.
	KindIntroduction ReferralKind = "INTRODUCTION"
)

// ReferralState is where a referral stands.
type ReferralState string

const (
	// ReferralOpen waits for an answer.
	ReferralOpen ReferralState = "OPEN"
	// ReferralAccepted is being dealt with.
	ReferralAccepted ReferralState = "ACCEPTED"
	// ReferralDeclined will not be dealt with, for a reason.
	ReferralDeclined ReferralState = "DECLINED"
	// ReferralCompleted was dealt with.
	ReferralCompleted ReferralState = "COMPLETED"
)

// referralMoves is the whole life of a referral, of either kind. What is not here cannot happen.
var referralMoves = map[ReferralState][]ReferralState{
	ReferralOpen:     {ReferralAccepted, ReferralDeclined},
	ReferralAccepted: {ReferralCompleted, ReferralDeclined},
}

// AllowedTransitions lists what by may make of the referral now: the receiving organisation answers it.
func (r Referral) AllowedTransitions(by Actor) []ReferralState {
	if !by.May(PermWriteEngagement) || by.Kind != ActorSystem && by.OrganisationID != r.To.ID {
		return nil
	}
	return referralMoves[r.State]
}

// ReferralMove is a step of a referral. Reason and Who are nil for readers who may not see them.
type ReferralMove struct {
	ReferralID   ReferralID
	State        ReferralState
	At           time.Time
	Organisation Organisation
	Who          *User
	Reason       *string
}

// ReferralDirection says on which side of referrals an organisation stands.
type ReferralDirection string

const (
	// ReferralsSent are those that it made.
	ReferralsSent ReferralDirection = "SENT"
	// ReferralsReceived are those that it answers.
	ReferralsReceived ReferralDirection = "RECEIVED"
)

// ReferralFilter narrows a list of referrals; nil and empty fields do not.
type ReferralFilter struct {
	// Mine keeps those that are the reader's to deal with or that the reader sent; a received one that nobody deals with yet is
	// everybody's.
	Mine    *bool
	KindIn  []ReferralKind
	StateIn []ReferralState
	DueBy   *Date
}

// Check refuses what would ask too much of one request. Errors: BAD_INPUT.
func (f ReferralFilter) Check() error {
	for field, chosen := range map[string]int{"kindIn": len(f.KindIn), "stateIn": len(f.StateIn)} {
		if chosen > maxChoices {
			return BadInput(fmt.Sprintf("choose at most %d", maxChoices), "filter", field)
		}
	}
	return nil
}

// ReferInput asks another partner to take an employer up.
type ReferInput struct {
	EmployerID     EmployerID
	OrganisationID OrganisationID
	UserID         *UserID
	About          string
	DueOn          Date
}

// AskForIntroductionInput asks the organisation that leads an employer to introduce the sender.
type AskForIntroductionInput struct {
	EmployerID EmployerID
	PersonID   *PersonID
	About      string
	DueOn      Date
}

// TransitionReferralInput asks for one step of a referral's life.
type TransitionReferralInput struct {
	ID            ReferralID
	Version       int
	To            ReferralState
	Reason        *string
	InteractionID *InteractionID
	PersonID      *PersonID
	DueOn         *Date
}

const (
	maxReferralText = 2000 // characters
	// timeAfterAccepting is for how many working days an overdue referral is put off by accepting it, where no day is named.
	timeAfterAccepting = 10
)

// NewReferral is what in describes, of by's organisation and without people and organisations. Errors: BAD_INPUT.
func NewReferral(in ReferInput, by Actor, now time.Time) (Referral, error) {
	r := Referral{
		ID: NewReferralID(), Kind: KindReferral, EmployerID: in.EmployerID, From: Organisation{ID: by.OrganisationID}, To: Organisation{ID: in.OrganisationID},
		State: ReferralOpen, CreatedAt: now, Version: 1,
	}
	if by.Kind == ActorUser {
		r.SentBy = &User{ID: by.UserID}
	}
	if r.From.ID == r.To.ID {
		return Referral{}, BadInput("choose another organisation than your own; what a colleague should do is a task", "organisationId")
	}
	about, err := requiredText(in.About, maxReferralText, "say what it is about", "about")
	if err != nil {
		return Referral{}, err
	}
	r.About = &about
	return r, r.setDueOn(in.DueOn, DateOf(now))
}

// NewIntroduction is what in describes, for the organisation that leads e. Errors: BAD_INPUT, also where nobody else leads it.
func NewIntroduction(in AskForIntroductionInput, e Employer, by Actor, now time.Time) (Referral, error) {
	organisation, lead := e.LedBy()
	switch {
	case organisation == nil:
		return Referral{}, BadInput("nobody leads this employer, so nobody can introduce you; get in touch yourself", "employerId")
	case organisation.ID == by.OrganisationID:
		return Referral{}, BadInput("your own organisation leads this employer; ask its account lead", "employerId")
	}
	r, err := NewReferral(ReferInput{EmployerID: e.ID, OrganisationID: organisation.ID, About: in.About, DueOn: in.DueOn}, by, now)
	r.Kind, r.PersonID, r.Handler = KindIntroduction, in.PersonID, lead
	return r, err
}

// Move takes the step that in asks for. Errors: CONFLICT where r is not the version that the caller read; BAD_INPUT where by may
// not take the step, and for what it needs and was not said.
func (r *Referral) Move(in TransitionReferralInput, by Actor, calendar Calendar, now time.Time) error {
	if in.Version != r.Version {
		return changedSince("referral")
	}
	if !slices.Contains(r.AllowedTransitions(by), in.To) {
		return BadInput(fmt.Sprintf("the referral is %s; only the organisation that received it answers it, and only in the order accepted or declined, then completed",
			strings.ToLower(string(r.State))), "to")
	}
	today := DateOf(now)
	reason, err := optionalText(in.Reason, maxReferralText, "reason")
	if err != nil {
		return err
	}
	if reason != nil {
		r.Answer = reason
	}
	switch in.To {
	case ReferralAccepted:
		if err := r.accept(in, by, calendar, today); err != nil {
			return err
		}
	case ReferralDeclined:
		if reason == nil {
			return BadInput("say why, so that the sender can find another way", "reason")
		}
	case ReferralCompleted:
		if err := r.complete(in); err != nil {
			return err
		}
	}
	r.State = in.To
	if in.To == ReferralDeclined || in.To == ReferralCompleted {
		r.ClosedAt = &now
	}
	return nil
}

// accept makes the referral by's, and an overdue one due later: its receiver has answered.
func (r *Referral) accept(in TransitionReferralInput, by Actor, calendar Calendar, today Date) error {
	if by.Kind == ActorUser {
		r.Handler = &User{ID: by.UserID}
	}
	switch {
	case in.DueOn != nil:
		return r.setDueOn(*in.DueOn, today)
	case r.DueOn.Before(today):
		r.DueOn = calendar.AddWorkingDays(today, timeAfterAccepting)
	}
	return nil
}

func (r *Referral) complete(in TransitionReferralInput) error {
	if in.InteractionID != nil {
		r.InteractionID = in.InteractionID
	}
	if in.PersonID != nil && r.Kind == KindIntroduction {
		r.PersonID = in.PersonID
	}
	switch {
	case r.Kind == KindReferral && r.InteractionID == nil:
		return BadInput("choose the interaction that completed it; log it first where it is not there", "interactionId")
	case r.Kind == KindIntroduction && r.PersonID == nil:
		return BadInput("say to whom you introduced them", "personId")
	}
	return nil
}

func (r *Referral) setDueOn(day, today Date) error {
	if day.Before(today) {
		return BadInput("choose today or a later day", "dueOn")
	}
	r.DueOn = day
	return nil
}

// Overdue says that nobody has dealt with the referral, or promised to by a later day, though its day is over.
func (r Referral) Overdue(today Date) bool { return r.ClosedAt == nil && r.DueOn.Before(today) }

// How far the reminders of an overdue referral are. Each step is taken once for each due day; an answer stops them.
const (
	// ReceiverReminded says that who received it sees it as overdue, and hears of it in the next digest.
	ReceiverReminded = 1
	// SenderTold says that who sent it does too.
	SenderTold = 2
)

// timeToAnswerReminder is for how many working days the receiver has the reminder alone.
const timeToAnswerReminder = 3

// OverdueReferral is a referral that nobody answered in time, and how far its reminders are.
type OverdueReferral struct {
	ID         ReferralID
	EmployerID EmployerID
	Step       int
	// Since is the day of that step; nil before the first.
	Since *Date
}

// NextStep says which step of its reminders comes today. False: none yet.
func (r OverdueReferral) NextStep(c Calendar, today Date) (step int, is bool) {
	switch {
	case r.Step == 0:
		return ReceiverReminded, true
	case r.Step == ReceiverReminded && r.Since != nil && !today.Before(c.AddWorkingDays(*r.Since, timeToAnswerReminder)):
		return SenderTold, true
	default:
		return 0, false
	}
}

// Title says in a few words what a step of a referral was.
func (k ReferralKind) Title(step ReferralState, from, to string) string {
	if k == KindIntroduction {
		return map[ReferralState]string{
			ReferralOpen:      from + " asked " + to + " for an introduction",
			ReferralAccepted:  to + " will introduce " + from,
			ReferralDeclined:  to + " does not introduce " + from,
			ReferralCompleted: to + " introduced " + from,
		}[step]
	}
	return map[ReferralState]string{
		ReferralOpen:      "Referred to " + to + " by " + from,
		ReferralAccepted:  to + " accepted the referral by " + from,
		ReferralDeclined:  to + " declined the referral by " + from,
		ReferralCompleted: to + " completed the referral by " + from,
	}[step]
}

package hub

import (
	"fmt"
	"slices"
	"time"
)

const (
	maxSubsidyReference = 100
	maxHeadcountReason  = 300
)

// SubsidyRule is what an employer may be and have had to be subsidised, from a day on.
type SubsidyRule struct {
	StartsOn Date
	// MostHeadcount is that of the whole group.
	MostHeadcount int
	// MostAssistance is the Minimal Financial Assistance of three financial years, what is agreed included.
	MostAssistance Pence
}

// SetSubsidyRuleInput says what holds from a day on.
type SetSubsidyRuleInput struct {
	StartsOn       Date
	MostHeadcount  int
	MostAssistance Pence
}

// Rule is what in asks for. Errors: BAD_INPUT.
func (in SetSubsidyRuleInput) Rule() (SubsidyRule, error) {
	r := SubsidyRule(in)
	if in.StartsOn.Year() < 2000 {
		return r, BadInput("enter a day from 2000 on", "startsOn")
	}
	if err := between(&in.MostHeadcount, 1, 1_000_000, "mostHeadcount"); err != nil {
		return r, err
	}
	if in.MostAssistance < 1 {
		return r, BadInput("enter how much, in pounds", "mostAssistance")
	}
	return r, nil
}

// Subsidy is the agreement to subsidise a placement, with what became of it.
type Subsidy struct {
	PlacementID PlacementID
	// PerPeriod and Most are what may be claimed for a period and for all of them.
	PerPeriod, Most Pence
	AnsweredOn      Date
	GroupHeadcount  int
	// KnownHeadcount is what the hub knew of it then, and HeadcountReason why GroupHeadcount is another number; both may be nil.
	KnownHeadcount   *int
	HeadcountReason  *string
	Assistance       Pence
	AssistanceLetter string
	AgreedAt         time.Time
	// AgreedBy is nil where a program did it.
	AgreedBy *User
	// Claims are in the order of their periods.
	Claims []SubsidyClaim `db:"-"`
	// Entries are in the order in which they were recorded.
	Entries []SubsidyEntry `db:"-"`
}

// Claimed is what claims ask or asked for, those left out that were refused.
func (s Subsidy) Claimed() (sum Pence) {
	for _, c := range s.Claims {
		if c.State != SubsidyRefused {
			sum += c.Amount
		}
	}
	return sum
}

// Left is what may still be claimed.
func (s Subsidy) Left() Pence { return s.Most - s.Claimed() }

// Paid is what went to the employer.
func (s Subsidy) Paid() (sum Pence) {
	for _, e := range s.Entries {
		sum += max(e.Amount, 0)
	}
	return sum
}

// ClawedBack is what came back.
func (s Subsidy) ClawedBack() (sum Pence) {
	for _, e := range s.Entries {
		sum -= min(e.Amount, 0)
	}
	return sum
}

// SubsidyClaimState is how far a claim is.
type SubsidyClaimState string

// The states of a claim, as the schema describes them.
const (
	SubsidyClaimed    SubsidyClaimState = "CLAIMED"
	SubsidyApproved   SubsidyClaimState = "APPROVED"
	SubsidyRefused    SubsidyClaimState = "REFUSED"
	SubsidyPaid       SubsidyClaimState = "PAID"
	SubsidyKept       SubsidyClaimState = "KEPT"
	SubsidyClawedBack SubsidyClaimState = "CLAWED_BACK"
)

// subsidyMoves are the states that follow each state.
var subsidyMoves = map[SubsidyClaimState][]SubsidyClaimState{
	SubsidyClaimed:    {SubsidyApproved, SubsidyRefused},
	SubsidyApproved:   {SubsidyPaid, SubsidyRefused},
	SubsidyRefused:    {},
	SubsidyPaid:       {SubsidyClawedBack, SubsidyKept},
	SubsidyKept:       {SubsidyClawedBack},
	SubsidyClawedBack: {},
}

func (s SubsidyClaimState) words() string {
	return map[SubsidyClaimState]string{
		SubsidyClaimed: "claimed", SubsidyApproved: "approved", SubsidyRefused: "refused", SubsidyPaid: "paid", SubsidyKept: "kept by the employer", SubsidyClawedBack: "clawed back",
	}[s]
}

// SubsidyClaim is a period for which an employer claims.
type SubsidyClaim struct {
	ID          SubsidyClaimID
	PlacementID PlacementID
	// FromDay and UntilDay are the first and the last day of the period.
	FromDay, UntilDay Date
	Amount            Pence
	// Payroll is the reference of the payroll evidence.
	Payroll   string
	State     SubsidyClaimState
	ClaimedAt time.Time
	ClaimedBy *User
	// ApprovedAt and ApprovedBy are nil until somebody approved it, never who claimed.
	ApprovedAt *time.Time
	ApprovedBy *User
	// PlacementState is how far the placement is.
	PlacementState PlacementState
}

// AllowedTransitions are the states that by may move the claim to: who claimed does not approve, and only what ended early is clawed back or said to stay.
func (c SubsidyClaim) AllowedTransitions(by Actor) []SubsidyClaimState {
	to := []SubsidyClaimState{}
	for _, next := range subsidyMoves[c.State] {
		if by.May(PermManageParticipants) && c.mayMove(next, by.UserID) == nil {
			to = append(to, next)
		}
	}
	return to
}

// mayMove refuses a step that the table of steps, who takes it or the placement does not allow. Errors: CONFLICT, BAD_INPUT.
func (c SubsidyClaim) mayMove(to SubsidyClaimState, by UserID) error {
	switch {
	case !slices.Contains(subsidyMoves[c.State], to):
		return Conflict("this claim is "+c.State.words()+" and cannot become "+to.words(), "state")
	case to == SubsidyApproved && (by.IsZero() || c.ClaimedBy == nil || c.ClaimedBy.ID == by):
		return BadInput("another person than the one who claimed has to approve it", "state")
	case (to == SubsidyClawedBack || to == SubsidyKept) && c.PlacementState != PlacementEndedEarly:
		return BadInput("only where the placement ended early is anything clawed back, or said to stay", "state")
	}
	return nil
}

// SubsidyEntry is money that went to the employer, or came back where Amount is below 0. It is never changed.
type SubsidyEntry struct {
	ID          SubsidyEntryID
	PlacementID PlacementID
	ClaimID     SubsidyClaimID
	Amount      Pence
	OnDay       Date
	Reference   string
	RecordedAt  time.Time
	// By is nil where a program did it.
	By *User
}

// AgreeSubsidyInput agrees to subsidise a placement, with what the employer answered.
type AgreeSubsidyInput struct {
	PlacementID    PlacementID
	PerPeriod      Pence
	Most           Pence
	AnsweredOn     Date
	GroupHeadcount int
	// HeadcountReason says why GroupHeadcount is not what the hub knows.
	HeadcountReason  *string
	OutOfWork        bool
	MinimumWage      bool
	NoDisplacement   bool
	PayrollEvidence  bool
	Assistance       Pence
	AssistanceLetter string
}

// Subsidise is the agreement on p that in asks for, under the rule of the day of the answers; group is what the hub knows of the host's. Errors: BAD_INPUT for
// a placement that is over before it began, for what makes it not eligible, and for another headcount than is known without a reason.
func (p Placement) Subsidise(in AgreeSubsidyInput, rule SubsidyRule, group GroupHeadcount, by *User, now time.Time) (s Subsidy, err error) {
	s = Subsidy{
		PlacementID: p.ID, PerPeriod: in.PerPeriod, Most: in.Most, AnsweredOn: in.AnsweredOn, GroupHeadcount: in.GroupHeadcount, KnownHeadcount: group.Known(), Assistance: in.Assistance,
		AgreedAt: now, AgreedBy: by,
	}
	if s.HeadcountReason, err = optionalText(in.HeadcountReason, maxHeadcountReason, "headcountReason"); err != nil {
		return s, err
	}
	if s.AssistanceLetter, err = requiredText(in.AssistanceLetter, maxSubsidyReference, "enter the reference of the letter in which the employer declares its Minimal Financial Assistance", "assistanceLetter"); err != nil {
		return s, err
	}
	switch {
	case p.State.Over():
		return s, BadInput("this placement is "+p.State.words()+"; a subsidy is agreed before that", "placementId")
	case in.PerPeriod < 1:
		return s, BadInput("enter how much is paid for a period", "perPeriod")
	case in.Most < in.PerPeriod:
		return s, BadInput("enter what is paid at most, which is no less than for one period", "most")
	case in.AnsweredOn.After(DateOf(now)):
		return s, BadInput("choose today or an earlier day", "answeredOn")
	case in.GroupHeadcount < 1 || in.GroupHeadcount > rule.MostHeadcount:
		return s, BadInput(fmt.Sprintf("only employers with 1 to %d people in their whole group are subsidised", rule.MostHeadcount), "groupHeadcount")
	case group.overruled(in.GroupHeadcount) && s.HeadcountReason == nil:
		return s, BadInput(fmt.Sprintf("the hub knows of %d people in the whole group; enter that, or say why it is another number", *s.KnownHeadcount), "headcountReason")
	case !in.OutOfWork:
		return s, BadInput("only a resident who is out of work is placed with a subsidy", "outOfWork")
	case !in.MinimumWage:
		return s, BadInput("the employer has to pay at least the minimum wage", "minimumWage")
	case !in.NoDisplacement:
		return s, BadInput("the placement may displace nobody", "noDisplacement")
	case !in.PayrollEvidence:
		return s, BadInput("the employer has to give payroll evidence", "payrollEvidence")
	case in.Assistance < 0:
		return s, BadInput("enter 0 or more", "assistance")
	case in.Assistance > rule.MostAssistance || in.Most > rule.MostAssistance-in.Assistance:
		return s, BadInput(fmt.Sprintf("with this subsidy the employer would have more Minimal Financial Assistance over three financial years than £%d", rule.MostAssistance/100), "assistance")
	}
	return s, nil
}

// ClaimSubsidyInput claims for a period.
type ClaimSubsidyInput struct {
	PlacementID PlacementID
	FromDay     Date
	UntilDay    Date
	Amount      Pence
	Payroll     string
}

// Claim is the claim that in asks for. That no other claim has a day of its period says the database. Errors: BAD_INPUT for a period outside the
// placement or still to come, and for more than was agreed.
func (s Subsidy) Claim(in ClaimSubsidyInput, p Placement, by *User, now time.Time) (c SubsidyClaim, err error) {
	c = SubsidyClaim{
		ID: NewSubsidyClaimID(), PlacementID: p.ID, FromDay: in.FromDay, UntilDay: in.UntilDay, Amount: in.Amount, State: SubsidyClaimed, ClaimedAt: now, ClaimedBy: by, PlacementState: p.State,
	}
	if c.Payroll, err = requiredText(in.Payroll, maxSubsidyReference, "enter the reference of the payroll evidence", "payroll"); err != nil {
		return c, err
	}
	switch {
	case by == nil:
		return c, BadInput("a person claims, so that another one can approve it", "placementId")
	case p.StartsOn == nil || p.State != PlacementStarted && p.State != PlacementCompleted && p.State != PlacementEndedEarly:
		return c, BadInput("this placement is "+p.State.words()+"; claims are for the time after its start", "placementId")
	case in.FromDay.Before(*p.StartsOn):
		return c, BadInput("the placement started on "+p.StartsOn.Words()+"; choose that day or a later one", "fromDay")
	case in.UntilDay.Before(in.FromDay):
		return c, BadInput("the period ends before it begins; check both days", "untilDay")
	case in.UntilDay.After(DateOf(now)):
		return c, BadInput("choose a period that is over", "untilDay")
	case in.Amount < 1 || in.Amount > s.PerPeriod:
		return c, BadInput(fmt.Sprintf("at most £%.2f was agreed for a period", float64(s.PerPeriod)/100), "amount")
	case in.Amount > s.Left():
		return c, BadInput(fmt.Sprintf("£%.2f is left of what was agreed", float64(s.Left())/100), "amount")
	}
	return c, c.within(p, "untilDay")
}

// within refuses a period that goes beyond the end of the placement. Errors: BAD_INPUT.
func (c SubsidyClaim) within(p Placement, field string) error {
	if p.EndsOn != nil && c.UntilDay.After(*p.EndsOn) {
		return BadInput("the placement ends on "+p.EndsOn.Words()+"; nothing is claimed or paid for later days", field)
	}
	return nil
}

// MoveSubsidyClaimInput asks to move a claim to a state.
type MoveSubsidyClaimInput struct {
	ClaimID SubsidyClaimID
	State   SubsidyClaimState
	// Amount is what is clawed back; all that was paid where it is nil.
	Amount *Pence
	// OnDay is when the money went or came back; today where it is nil.
	OnDay *Date
	// Reference is that of the payment; required where money goes or comes back.
	Reference *string
}

// Move takes one step, and gives the entry where money goes or comes back; nil where none does. Errors: CONFLICT where the claim cannot go there;
// BAD_INPUT.
func (c *SubsidyClaim) Move(in MoveSubsidyClaimInput, p Placement, by *User, now time.Time) (*SubsidyEntry, error) {
	var who UserID
	if by != nil {
		who = by.ID
	}
	if err := c.mayMove(in.State, who); err != nil {
		return nil, err
	}
	if in.State == SubsidyApproved || in.State == SubsidyPaid {
		if err := c.within(p, "state"); err != nil {
			return nil, err
		}
	}
	amount := c.Amount
	switch in.State {
	case SubsidyApproved:
		c.ApprovedBy, c.ApprovedAt = by, &now
	case SubsidyClawedBack:
		if in.Amount != nil {
			amount = *in.Amount
		}
		if amount < 1 || amount > c.Amount {
			return nil, BadInput(fmt.Sprintf("£%.2f was paid; no more than that is clawed back", float64(c.Amount)/100), "amount")
		}
		amount = -amount
	case SubsidyClaimed, SubsidyRefused, SubsidyPaid, SubsidyKept:
	}
	if in.State != SubsidyPaid && in.State != SubsidyClawedBack {
		c.State = in.State
		return nil, nil
	}
	e := SubsidyEntry{ID: NewSubsidyEntryID(), PlacementID: c.PlacementID, ClaimID: c.ID, Amount: amount, OnDay: DateOf(now), RecordedAt: now, By: by}
	if in.OnDay != nil {
		e.OnDay = *in.OnDay
	}
	if e.OnDay.After(DateOf(now)) || e.OnDay.Before(c.UntilDay) {
		return nil, BadInput("choose a day from the end of the period to today", "onDay")
	}
	reference := ""
	if in.Reference != nil {
		reference = *in.Reference
	}
	var err error
	if e.Reference, err = requiredText(reference, maxSubsidyReference, "enter the reference of the payment", "reference"); err != nil {
		return nil, err
	}
	c.State = in.State
	return &e, nil
}

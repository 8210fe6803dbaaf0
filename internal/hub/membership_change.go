package hub

import (
	"fmt"
	"slices"
	"strings"
)

// mostAdded is how many employers may be added at once.
const mostAdded = 100

const maxTerms = 2000 // characters

// AddToNetworkInput asks to put employers on the list of a network, in a state, from a day on; today where none is given.
type AddToNetworkInput struct {
	NetworkID   NetworkID
	EmployerIds []EmployerID
	State       MembershipState
	OnDay       *Date
	// Exception says why employers that the rule does not mean are added all the same.
	Exception *string
}

// Check refuses what no employer can be added with. Errors: BAD_INPUT.
func (in *AddToNetworkInput) Check(today Date) (err error) {
	switch {
	case len(in.EmployerIds) == 0:
		return BadInput("choose at least one employer", "employerIds")
	case len(in.EmployerIds) > mostAdded:
		return BadInput(fmt.Sprintf("add at most %d employers at a time", mostAdded), "employerIds")
	case !slices.Contains([]MembershipState{MemberProspect, MemberInvited, MemberActive}, in.State):
		return BadInput("an employer begins as one to be asked, as invited or as a member", "state")
	case in.OnDay != nil && in.OnDay.After(today):
		return BadInput("choose today or an earlier day", "onDay")
	}
	in.Exception, err = optionalLine(in.Exception, 300, "exception")
	return err
}

// Fitness is what matters about an employer that a network may be for.
type Fitness struct {
	EmployerID EmployerID
	Closed     bool
	OnHold     bool
	// Headcount is that of the employer with its group; nil where not known.
	Headcount   *int
	InRotherham bool
	// Schemes are those of which it or its group holds an accreditation.
	Schemes []string
	// Has is the employer that is on the network's list already: itself, or one of its group; nil where none is.
	Has *string
}

// Unfit says why an employer cannot be added to a network in a state; empty where it can.
func (r NetworkRule) Unfit(f Fitness, to MembershipState, exception bool) string {
	var misses []string
	if r.MinHeadcount != nil && (f.Headcount == nil || *f.Headcount < *r.MinHeadcount) {
		misses = append(misses, fmt.Sprintf("has no %d employees that we know of, with its group", *r.MinHeadcount))
	}
	if r.InRotherham && !f.InRotherham {
		misses = append(misses, "has no open site that we know to be in Rotherham")
	}
	if r.Scheme != nil && !slices.Contains(f.Schemes, *r.Scheme) {
		misses = append(misses, "does not hold the accreditation")
	}
	switch {
	case f.Closed:
		return "is closed"
	case f.Has != nil:
		return "is on the list already, as " + *f.Has
	case f.OnHold && to == MemberInvited:
		return "is on hold: nobody is to contact it for now"
	case len(misses) > 0 && !exception:
		return strings.Join(misses, ", and ")
	default:
		return ""
	}
}

// TransitionMembershipInput asks to move a membership to a state from a day on; today where none is given.
type TransitionMembershipInput struct {
	ID      MembershipID
	Version int
	State   MembershipState
	OnDay   *Date
	Reason  *string
}

// Move takes one step. Onhold says that nobody is to contact the employer. Errors: CONFLICT where m is not the version that the caller
// read, BAD_INPUT.
func (m *Membership) Move(in TransitionMembershipInput, onHold bool, today Date) (err error) {
	if err := m.IsVersion(in.Version); err != nil {
		return err
	}
	on := today
	if in.OnDay != nil {
		on = *in.OnDay
	}
	reason, err := optionalLine(in.Reason, 300, "reason")
	if err != nil {
		return err
	}
	needsReason := slices.Contains([]MembershipState{MemberPaused, MemberDeclined, MemberLeft}, in.State)
	switch {
	case !slices.Contains(membershipMoves[m.State], in.State):
		return BadInput("a membership that is "+m.State.words()+" cannot become "+in.State.words(), "state")
	case on.After(today):
		return BadInput("choose today or an earlier day", "onDay")
	case on.Before(m.Since):
		return BadInput("it is "+m.State.words()+" since "+m.Since.Words()+"; choose that day or a later one", "onDay")
	case reason == nil && needsReason:
		return BadInput("say why", "reason")
	case onHold && in.State == MemberInvited:
		return BadInput("the employer is on hold: nobody is to contact it for now", "state")
	}
	m.State, m.Since, m.Reason = in.State, on, reason
	return nil
}

func (s MembershipState) words() string {
	return map[MembershipState]string{
		MemberProspect: "one to be asked", MemberInvited: "invited", MemberActive: "active", MemberPaused: "paused", MemberDeclined: "declined", MemberLeft: "left",
	}[s]
}

// IsVersion refuses a change of another version than the caller read. Errors: CONFLICT.
func (m Membership) IsVersion(version int) error {
	if version != m.Version {
		return changedSince("membership")
	}
	return nil
}

// UpdateMembershipInput changes what was agreed; what is absent stays.
type UpdateMembershipInput struct {
	ID       MembershipID
	Version  int
	Terms    Optional[string]
	RenewsOn Optional[Date]
}

// Update changes what was agreed. Errors: CONFLICT, BAD_INPUT.
func (m *Membership) Update(in UpdateMembershipInput) (err error) {
	if err := m.IsVersion(in.Version); err != nil {
		return err
	}
	in.RenewsOn.Apply(&m.RenewsOn)
	terms := m.Terms
	in.Terms.Apply(&terms)
	if m.RenewsOn != nil && in.RenewsOn.IsSet() && m.RenewsOn.Before(m.Since) {
		return BadInput("it renews before it began; check the day", "renewsOn")
	}
	m.Terms, err = optionalText(terms, maxTerms, "terms")
	return err
}

// SetRepresentationInput asks that a person speaks for a member or stands in, from a day on; today where none is given.
type SetRepresentationInput struct {
	MembershipID MembershipID
	Version      int
	PersonID     PersonID
	Seat         Seat
	Since        *Date
}

// EndRepresentationInput asks that a person no longer speaks for a member or stands in after a day; today where none is given.
type EndRepresentationInput struct {
	MembershipID MembershipID
	Version      int
	PersonID     PersonID
	Seat         Seat
	Until        *Date
}

// Take works out what changes when somebody takes a seat: who gives one up, and who takes it. Present are all who speak or spoke for
// the member, roles those at its employer. Errors: BAD_INPUT.
func (in SetRepresentationInput) Take(present []Representation, roles []PersonRole, today Date) (ended []Representation, taken Representation, err error) {
	since := today
	if in.Since != nil {
		since = *in.Since
	}
	works := func(r PersonRole) bool {
		return r.Person.ID == in.PersonID && (r.Since == nil || !r.Since.After(since)) && (r.Until == nil || !r.Until.Before(since))
	}
	if !slices.ContainsFunc(roles, works) {
		return nil, taken, BadInput("this person does not work at the employer on that day; add them there first", "personId")
	}
	for _, r := range present {
		if r.Until != nil && r.Until.Before(since) {
			continue
		}
		same := r.PersonID == in.PersonID
		switch {
		case same && r.Seat == in.Seat:
			return nil, taken, BadInput("this person has that seat already", "personId")
		case !same && (r.Seat == SeatDeputy || in.Seat == SeatDeputy):
			continue
		case !r.Since.Before(since):
			return nil, taken, BadInput("somebody has the seat since "+r.Since.Words()+"; choose a later day", "since")
		}
		last := since.AddDays(-1) // the one who spoke before, and the seat of a deputy who becomes the representative
		r.Until = &last
		ended = append(ended, r)
	}
	return ended, Representation{MembershipID: in.MembershipID, PersonID: in.PersonID, Seat: in.Seat, Since: since}, nil
}

// Leave finds whom the input means and says that they leave. Errors: BAD_INPUT.
func (in EndRepresentationInput) Leave(present []Representation, today Date) (Representation, error) {
	until := today
	if in.Until != nil {
		until = *in.Until
	}
	for _, r := range present {
		if r.PersonID != in.PersonID || r.Seat != in.Seat || r.Until != nil && r.Until.Before(today) {
			continue
		}
		if until.Before(r.Since) {
			return r, BadInput("it would end before it began", "until")
		}
		r.Until = &until
		return r, nil
	}
	return Representation{}, BadInput("this person does not have that seat", "personId")
}

// NetworkCandidate is an employer that a network is for and that is not on its list, the top of its group where it has one.
type NetworkCandidate struct {
	EmployerID EmployerID
	// Headcount is the larger of its own and that of the parts of its group together.
	Headcount int
	// Parts is how many employers are part of it.
	Parts int
}

// SetNetworkRuleInput says which employers a network is for from a day on; a rule that begins on that day is replaced.
type SetNetworkRuleInput struct {
	NetworkID    NetworkID
	StartsOn     Date
	MinHeadcount *int
	InRotherham  bool
	Scheme       *string
}

// Check refuses a headcount that means nobody, or everybody. Errors: BAD_INPUT.
func (in SetNetworkRuleInput) Check() error {
	if in.MinHeadcount != nil && (*in.MinHeadcount < 1 || *in.MinHeadcount > 1_000_000) {
		return BadInput("enter a number from 1 to 1,000,000, or nothing for any size", "minHeadcount")
	}
	return nil
}

// NetworkFigures count employers as at a day.
type NetworkFigures struct {
	AsAt Date
	// Members are distinct employers that are active or paused.
	Members    int
	Invited    int
	BySector   []CountedGroup
	BySizeBand []CountedGroup
	// LargeEmployers are those of the borough, and LargeMembers those of them that are members, by themselves or through their group.
	LargeEmployers int
	LargeMembers   int
	// IssuesRaised leaves out what was dropped by the day; IssuesAnswered are those of them that were answered by it.
	IssuesRaised   int
	IssuesAnswered int
}

// NotAdded is an employer that could not be added to a network, and why.
type NotAdded struct {
	EmployerID EmployerID
	Why        string
}

package hub

import (
	"slices"
	"time"
)

// Network is a circle of employers that meets, such as the HR Director Network.
type Network struct {
	ID    NetworkID
	Name  string
	About *string
	// Rules say which employers it is for, the latest first.
	Rules   []NetworkRule
	Version int
}

// NetworkRule says which employers a network is for from a day on. All that is set has to hold.
type NetworkRule struct {
	StartsOn Date
	// MinHeadcount is the least number of employees of the employer with its group; nil for any.
	MinHeadcount *int
	// InRotherham asks for an open site in a Rotherham ward.
	InRotherham bool
	// Scheme asks for an accreditation of it; nil for none.
	Scheme *string
}

// RuleOn is the rule that holds on a day. False: none does, and nobody is meant.
func (n Network) RuleOn(day Date) (NetworkRule, bool) {
	at := slices.IndexFunc(n.Rules, func(r NetworkRule) bool { return !r.StartsOn.After(day) })
	if at < 0 {
		return NetworkRule{}, false
	}
	return n.Rules[at], true
}

// CreateNetworkInput describes a network with its first rule, which holds from today where no day is given.
type CreateNetworkInput struct {
	Name         string
	About        *string
	StartsOn     *Date
	MinHeadcount *int
	InRotherham  bool
	Scheme       *string
}

// UpdateNetworkInput changes the fields that are set.
type UpdateNetworkInput struct {
	ID      NetworkID
	Version int
	Name    Optional[string]
	About   Optional[string]
}

const (
	maxNetworkName  = 100   // characters
	maxNetworkAbout = 1_000 // characters
)

// NewNetwork is the network that in describes, and its first rule. Errors: BAD_INPUT for the words.
func NewNetwork(in CreateNetworkInput, today Date) (Network, SetNetworkRuleInput, error) {
	n := Network{ID: NewNetworkID(), Name: in.Name, About: in.About, Version: 1}
	rule := SetNetworkRuleInput{NetworkID: n.ID, StartsOn: today, MinHeadcount: in.MinHeadcount, InRotherham: in.InRotherham, Scheme: in.Scheme}
	if in.StartsOn != nil {
		rule.StartsOn = *in.StartsOn
	}
	return n, rule, n.check()
}

// Update makes the changes that in asks for. Errors: CONFLICT where n is not the version that the caller read, BAD_INPUT.
func (n *Network) Update(in UpdateNetworkInput) error {
	if in.Version != n.Version {
		return changedSince("network")
	}
	if err := notCleared(in.Name, "name"); err != nil {
		return err
	}
	if in.Name.IsSet() {
		n.Name = *in.Name.Value()
	}
	in.About.Apply(&n.About)
	return n.check()
}

func (n *Network) check() (err error) {
	if n.Name, err = requiredLine(n.Name, maxNetworkName, "enter what the network is called", "name"); err != nil {
		return err
	}
	n.About, err = optionalText(n.About, maxNetworkAbout, "about")
	return err
}

// Membership is how an employer stands with a network. State, Since and Reason are those of its last move.
type Membership struct {
	ID         MembershipID
	NetworkID  NetworkID
	EmployerID EmployerID
	State      MembershipState
	Since      Date
	Reason     *string
	// Terms are what was agreed, and RenewsOn when to agree it anew.
	Terms    *string
	RenewsOn *Date
	Version  int
}

// MembershipState is how far a membership is.
type MembershipState string

// The states of a membership, as the schema describes them.
const (
	MemberProspect MembershipState = "PROSPECT"
	MemberInvited  MembershipState = "INVITED"
	MemberActive   MembershipState = "ACTIVE"
	MemberPaused   MembershipState = "PAUSED"
	MemberDeclined MembershipState = "DECLINED"
	MemberLeft     MembershipState = "LEFT"
)

// membershipMoves are the states that follow each state.
var membershipMoves = map[MembershipState][]MembershipState{
	MemberProspect: {MemberInvited, MemberActive, MemberDeclined},
	MemberInvited:  {MemberActive, MemberDeclined},
	MemberActive:   {MemberPaused, MemberLeft},
	MemberPaused:   {MemberActive, MemberLeft},
	MemberDeclined: {MemberInvited, MemberActive},
	MemberLeft:     {MemberInvited, MemberActive},
}

// AllowedTransitions are the states that by may move the membership to.
func (m Membership) AllowedTransitions(by Actor) []MembershipState {
	if !by.May(PermManageNetworks) {
		return []MembershipState{}
	}
	return membershipMoves[m.State]
}

// MembershipMove is one step of a membership, from a day on.
type MembershipMove struct {
	MembershipID MembershipID
	State        MembershipState
	OnDay        Date
	Reason       *string
	RecordedAt   time.Time
	// By is nil where a program did it.
	By *User
}

// Seat is whether somebody speaks for a member or stands in.
type Seat string

const (
	// SeatRepresentative speaks for the member; there is one at most on any day.
	SeatRepresentative Seat = "REPRESENTATIVE"
	// SeatDeputy stands in.
	SeatDeputy Seat = "DEPUTY"
)

// Representation is that a person speaks for a member or stands in, from Since to Until, the last day; nil while it goes on.
type Representation struct {
	MembershipID MembershipID
	PersonID     PersonID
	Seat         Seat
	Since        Date
	Until        *Date
}

// HoldsOn says that it holds on a day.
func (r Representation) HoldsOn(day Date) bool {
	return !r.Since.After(day) && (r.Until == nil || !r.Until.Before(day))
}

// MembershipFilter narrows the memberships of a network; empty fields do not.
type MembershipFilter struct {
	StateIn []MembershipState
	// RenewsBy asks for those to be agreed anew by that day.
	RenewsBy *Date
}

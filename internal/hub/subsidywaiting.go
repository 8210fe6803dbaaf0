package hub

// WaitingSubsidy is something of a subsidy that waits for a member of the placement staff.
type WaitingSubsidy struct {
	PlacementID   PlacementID
	ParticipantID ParticipantID
	WaitsFor      SubsidyWait
	// ClaimID is what waits; nil for a period that nobody claimed yet.
	ClaimID *SubsidyClaimID
	// FromDay and UntilDay are the first and the last day of the claim, or of the next one.
	FromDay, UntilDay Date
	// Amount is what is claimed, approved or paid, or the most that may be claimed next.
	Amount Pence
	// DueOn is the day from which it waits.
	DueOn Date
}

// SubsidyWait is what something of a subsidy waits for.
type SubsidyWait string

// What subsidies wait for, as the schema describes it.
const (
	SubsidyToClaim    SubsidyWait = "TO_CLAIM"
	SubsidyToApprove  SubsidyWait = "TO_APPROVE"
	SubsidyToPay      SubsidyWait = "TO_PAY"
	SubsidyToClawBack SubsidyWait = "TO_CLAW_BACK"
)

// SubsidyWaits are all of them, in the order of a claim.
var SubsidyWaits = []SubsidyWait{SubsidyToClaim, SubsidyToApprove, SubsidyToPay, SubsidyToClawBack}

// SubsidyClaimDays is after how many days that nobody claimed a subsidy waits to be claimed, where the placement does not end sooner.
const SubsidyClaimDays = 28

// WaitingSubsidyFilter narrows what waits; nil and empty fields do not.
type WaitingSubsidyFilter struct {
	WaitsForIn  []SubsidyWait
	ProgrammeIn []string
	EmployerID  *EmployerID
	// DueBy is the last day; today where it is nil.
	DueBy *Date
	// ForMe asks for what the caller's organisation works on, without claims to approve that the caller made, and with those that nobody else where they were
	// made could approve.
	ForMe *bool
}

// Check refuses what would ask too much of one request. Errors: BAD_INPUT.
func (f WaitingSubsidyFilter) Check() error {
	return OutcomeFilter{ProgrammeIn: f.ProgrammeIn}.Check()
}

// SubsidyTotal is how many wait for one thing, and how much that is.
type SubsidyTotal struct {
	WaitsFor SubsidyWait
	Count    int
	Amount   Pence
}

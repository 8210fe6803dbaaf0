package hub

// The rules by which coordinators hear of placements. The subject of all is the opportunity, so that no participant stands in a message, and the
// occurrence the day that they are about.
const (
	// RulePlacementStart tells that people start soon.
	RulePlacementStart ReminderRule = "placement.start"
	// RulePlacementReview tells that people are half-way.
	RulePlacementReview ReminderRule = "placement.review"
	// RulePlacementCompletion tells that the last day has come and is to be confirmed.
	RulePlacementCompletion ReminderRule = "placement.completion"
	// RulePlacementEndReview tells that a placement is over, and its host has not said how it was.
	RulePlacementEndReview ReminderRule = "placement.end_review"
	// RulePlacementEnding tells that a host said how a placement ends, which staff have not recorded. Its occurrence is the day on which it said so.
	RulePlacementEnding ReminderRule = "placement.ending"
	// RulePlacementOutcome tells that the weeks are over for which a job is to last, and nobody has said whether it did.
	RulePlacementOutcome ReminderRule = "placement.outcome"
	// RulePlacementCheck tells that a check runs out before people who rely on it are through. Its step is that of CheckKind.
	RulePlacementCheck ReminderRule = "placement.check"
	// RuleOpportunityCheck tells that an opportunity that begins soon is not open yet, since its site is not checked.
	RuleOpportunityCheck ReminderRule = "opportunity.check"
	// RuleOpportunityUnfilled tells that an opportunity begins soon and has places left.
	RuleOpportunityUnfilled ReminderRule = "opportunity.unfilled"
	// RuleSubsidyClaim tells that days of subsidised placements are to be claimed.
	RuleSubsidyClaim ReminderRule = "subsidy.claim"
	// RuleSubsidyApproval tells that claims are to be approved, to all but who claimed.
	RuleSubsidyApproval ReminderRule = "subsidy.approval"
	// RuleSubsidyPayment tells that approved claims are to be paid.
	RuleSubsidyPayment ReminderRule = "subsidy.payment"
	// RuleSubsidyClawback tells that placements ended early that a subsidy was paid for.
	RuleSubsidyClawback ReminderRule = "subsidy.clawback"
)

// SubsidyRules are the rules by which coordinators hear of what waits of subsidies, on the next day.
var SubsidyRules = map[ReminderRule]SubsidyWait{
	RuleSubsidyClaim: SubsidyToClaim, RuleSubsidyApproval: SubsidyToApprove, RuleSubsidyPayment: SubsidyToPay, RuleSubsidyClawback: SubsidyToClawBack,
}

// PlacementReminder is how many working days before its day coordinators hear of something.
type PlacementReminder struct {
	Rule        ReminderRule
	WorkingDays int
}

// checkSteps tell reminders of several checks of one opportunity apart.
var checkSteps = map[CheckKind]int{CheckEmployersLiability: 1, CheckRiskAssessment: 2, CheckSafeguardingContact: 3}

// DigestPlacement is something about the placements of an opportunity that a coordinator hears of. It names nobody who takes part.
type DigestPlacement struct {
	Rule          ReminderRule
	OpportunityID OpportunityID
	EmployerID    EmployerID
	EmployerName  string
	Role          string
	OnDay         Date
	// People are those whom it is about; of an opportunity that is not filled the places left, and of subsidies the claims.
	People int
	// Kind is the check that runs out; nil for the rest.
	Kind *CheckKind
}

// step tells reminders of one rule, opportunity and day apart.
func (d DigestPlacement) step() int {
	if d.Kind == nil {
		return 0
	}
	return checkSteps[*d.Kind]
}

// CheckRunningOut is a check that runs out before placements that rely on it are through, and who is asked to renew it.
type CheckRunningOut struct {
	CheckID        SiteCheckID
	Kind           CheckKind
	ExpiresOn      Date
	EmployerID     EmployerID
	SiteName       string
	OrganisationID OrganisationID
	// AssigneeID is who recorded the check, while they may see tasks; nil leaves it to their colleagues.
	AssigneeID *UserID
}

// Source makes the task once for the check.
func (c CheckRunningOut) Source() string { return c.CheckID.String() + ":renewal" }

// Task asks to renew the check by its last day.
func (c CheckRunningOut) Task() Task {
	title := "Renew the " + c.Kind.Words() + " of " + c.SiteName + ", which holds until " + c.ExpiresOn.Words()
	if len(title) > 300 {
		title = "Renew the " + c.Kind.Words() + ", which holds until " + c.ExpiresOn.Words()
	}
	return Task{ID: NewTaskID(), Title: &title, EmployerID: &c.EmployerID, DueOn: c.ExpiresOn, State: TaskOpen, Work: TaskOfPlacements, OrganisationID: c.OrganisationID, Version: 1}
}

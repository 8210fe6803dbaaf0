package hub

// DuplicationDays is within how many days contacts of two partners with an employer are one too many.
const DuplicationDays = 30

// mostDuplicationDays keeps a question from reading everything there ever was.
const mostDuplicationDays = 3 * 366

// DuplicationPeriod is the days that a measure of duplication looks at.
type DuplicationPeriod struct {
	// From and Until are the first and the last day; the later of two contacts lies between them.
	From, Until Date
	// AsAt is the day by whose end everything was known that counts: contacts and referrals entered, employers merged or taken apart.
	AsAt Date
}

// Check refuses what is no period. Errors: BAD_INPUT.
func (p DuplicationPeriod) Check(today Date) error {
	switch {
	case p.Until.Before(p.From):
		return BadInput("the period ends before it begins", "until")
	case p.From.DaysUntil(p.Until) > mostDuplicationDays:
		return BadInput("choose at most three years", "until")
	case p.AsAt.After(today):
		return BadInput("nobody knows yet; choose today or an earlier day", "asAt")
	default:
		return nil
	}
}

// Duplication is how often partners got in touch with the same employers without knowing of each other, in a period. Of
// contacts, those count that the employer did not ask for and that are not about placements alone. An employer counts where
// contacts of two partners lie at most DuplicationDays apart, unless one of them had referred the employer to the other by then, or they were
// together: at a meeting, visit or event of the same day.
type Duplication struct {
	DuplicationPeriod
	// EmployersContacted were contacted in the period by anybody, and EmployersDuplicated are those among them that count.
	EmployersContacted, EmployersDuplicated int
	// PartnersLogging logged any contact in the period, of so many Partners in the hub: the measure sees no more than they do.
	PartnersLogging, Partners int
}

// DuplicatedEmployer is an employer behind the measure, with its latest two contacts that make it count. They are nil for readers who
// do not see contacts.
type DuplicatedEmployer struct {
	EmployerID EmployerID
	// Partners were in touch with it in such pairs.
	Partners       int
	Earlier, Later *DuplicatedContact
}

// DuplicatedContact is one of the two.
type DuplicatedContact struct {
	Organisation Organisation
	On           Date
	Channel      Channel
}

package hub

import (
	"strings"
	"time"
)

// DuplicateState is what became of a pair of records that may be of one employer.
type DuplicateState string

const (
	// DuplicateOpen waits for somebody to look.
	DuplicateOpen DuplicateState = "OPEN"
	// DuplicateRejected was found to be two employers, for good.
	DuplicateRejected DuplicateState = "REJECTED"
	// DuplicateMerged became one record.
	DuplicateMerged DuplicateState = "MERGED"
)

// DuplicateSource is what found a pair.
type DuplicateSource string

const (
	// DuplicateCreation looked when somebody added a record.
	DuplicateCreation DuplicateSource = "CREATION"
	// DuplicateChange looked at what was changed or imported.
	DuplicateChange DuplicateSource = "CHANGE"
	// DuplicateFullSearch compared all records.
	DuplicateFullSearch DuplicateSource = "FULL_SEARCH"
)

// DuplicateReason is what comparing one part of two records came to. It holds no personal data.
type DuplicateReason struct {
	// Field is the part: NAME, POSTCODE and so on.
	Field string `json:"field"`
	Text  string `json:"text"`
	// Bits speak for one employer where they are positive, against it where negative; one doubles the odds.
	Bits float64 `json:"bits"`
}

// Speaks says that it speaks for one employer.
func (r DuplicateReason) Speaks() bool { return r.Bits > 0 }

// DuplicatePair is two records that may be of one employer.
type DuplicatePair struct {
	ID       DuplicatePairID
	FirstID  EmployerID
	SecondID EmployerID
	// Score is how likely they are one employer, from 0 to 1.
	Score   float64
	Reasons []DuplicateReason
	State   DuplicateState
	FoundAt time.Time
	FoundBy DuplicateSource
	// DecidedAt, DecidedBy and Reason are of who rejected it.
	DecidedAt *time.Time
	DecidedBy *string
	Reason    *string
}

// DuplicateFilter are conditions that all have to hold.
type DuplicateFilter struct {
	StateIn    []DuplicateState
	MinScore   *float64
	EmployerID *EmployerID
}

// Check refuses a score that none can have. Errors: BAD_INPUT.
func (f DuplicateFilter) Check() error {
	if f.MinScore != nil && (*f.MinScore < 0 || *f.MinScore > 1) {
		return BadInput("a score lies between 0 and 1", "minScore")
	}
	return nil
}

// DuplicateOrder is an order of pairs.
type DuplicateOrder string

const (
	// DuplicatesByScore puts the likeliest first.
	DuplicatesByScore DuplicateOrder = "SCORE_DESC"
	// DuplicatesByFound puts the latest first.
	DuplicatesByFound DuplicateOrder = "FOUND_DESC"
)

// RejectDuplicateInput says that a pair is two employers.
type RejectDuplicateInput struct {
	ID     DuplicatePairID
	Reason string
}

// Check tidies the reason. Errors: BAD_INPUT.
func (in *RejectDuplicateInput) Check() error {
	in.Reason = strings.TrimSpace(in.Reason)
	switch {
	case in.Reason == "":
		return BadInput("say why they are two employers, for the next person who wonders", "reason")
	case len([]rune(in.Reason)) > longestMergeReason:
		return BadInput("the reason is longer than 1,000 characters; shorten it", "reason")
	}
	return nil
}

// Reject settles the pair for good. Errors: CONFLICT for one that is settled.
func (p *DuplicatePair) Reject(in RejectDuplicateInput, by Actor, now time.Time) error {
	switch p.State {
	case DuplicateRejected:
		return Conflict("somebody said already that these are two employers")
	case DuplicateMerged:
		return Conflict("these were merged already; undo the merge first")
	}
	p.State, p.DecidedAt, p.DecidedBy, p.Reason = DuplicateRejected, &now, &by.Name, &in.Reason
	return nil
}

// DuplicatesFound is what a search came to.
type DuplicatesFound struct {
	// Employers were looked at, Compared are pairs of records, Pairs those that are likely of one employer.
	Employers, Compared, Pairs int
}

// PossibleDuplicate is another employer that one may be.
type PossibleDuplicate struct {
	OfID       EmployerID
	EmployerID EmployerID
	Score      float64
	Reasons    []DuplicateReason
}

package hub

import (
	"strings"
	"time"
)

// SkillsNeedKind says what sort of need for skills an employer has, in the words of the national Employer Skills Survey.
type SkillsNeedKind string

// The kinds of need, as the survey defines them.
const (
	NeedSkillShortageVacancy SkillsNeedKind = "SKILL_SHORTAGE_VACANCY"
	NeedHardToFillVacancy    SkillsNeedKind = "HARD_TO_FILL_VACANCY"
	NeedSkillsGap            SkillsNeedKind = "SKILLS_GAP"
	NeedUpskilling           SkillsNeedKind = "UPSKILLING"
	NeedFuture               SkillsNeedKind = "FUTURE_NEED"
)

// SkillsNeedStatus is where a need stands. A draft came from an answer that somebody has still to talk over.
type SkillsNeedStatus string

// The states of a need, from first heard of to settled.
const (
	NeedDraft      SkillsNeedStatus = "DRAFT"
	NeedOpen       SkillsNeedStatus = "OPEN"
	NeedMatched    SkillsNeedStatus = "MATCHED"
	NeedInProgress SkillsNeedStatus = "IN_PROGRESS"
	NeedMet        SkillsNeedStatus = "MET"
	NeedWithdrawn  SkillsNeedStatus = "WITHDRAWN"
)

// Horizon says when a need arises.
type Horizon string

// The horizons, counted from when the need was told.
const (
	HorizonNow          Horizon = "NOW"
	HorizonTwelveMonths Horizon = "TWELVE_MONTHS"
	HorizonThreeYears   Horizon = "THREE_YEARS"
)

var (
	skillsNeedKinds = []SkillsNeedKind{NeedSkillShortageVacancy, NeedHardToFillVacancy, NeedSkillsGap, NeedUpskilling, NeedFuture}
	horizons        = []Horizon{HorizonNow, HorizonTwelveMonths, HorizonThreeYears}
)

// SkillsNeed is a need for people or skills at an employer. ResponseID is nil where it came from a conversation, or where
// the reader may not see the response.
type SkillsNeed struct {
	ID         SkillsNeedID
	EmployerID EmployerID
	SiteID     *SiteID
	ResponseID *ResponseID
	QuestionID *string
	Kind       SkillsNeedKind
	Status     SkillsNeedStatus
	Occupation *string
	Skill      *string
	// Skills and Causes are in the words of the questionnaire that they come from.
	Skills    []string
	Causes    []string
	Headcount *int
	Horizon   Horizon
	CreatedAt time.Time
	Version   int
}

// MatchOfferInput puts an offer to a need, or takes it back.
type MatchOfferInput struct {
	SkillsNeedID SkillsNeedID
	OfferID      OfferID
	TakeBack     bool
}

// Match notes that offer was put to the need, or taken back while others are left or not. A need that is in progress stays so.
// Errors: BAD_INPUT for a need that is met or withdrawn, and for an offer that is past.
func (n *SkillsNeed) Match(offer Offer, takenBack, others bool, today Date) error {
	switch {
	case n.Status == NeedMet || n.Status == NeedWithdrawn:
		return BadInput("the need is "+strings.ToLower(string(n.Status))+" already", "skillsNeedId")
	case !takenBack && offer.IsPast(today):
		return BadInput("this offer has ended or was withdrawn; choose another", "offerId")
	case !takenBack && (n.Status == NeedDraft || n.Status == NeedOpen):
		n.Status = NeedMatched
	case takenBack && !others && n.Status == NeedMatched:
		n.Status = NeedOpen
	}
	return nil
}

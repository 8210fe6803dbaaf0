package hub

import "time"

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

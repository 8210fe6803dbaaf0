package hub

import (
	"fmt"
	"time"
)

// ApprenticeshipStage is how far apprenticeships are.
type ApprenticeshipStage string

const (
	// ApprenticeshipPledged is that the employer promised them.
	ApprenticeshipPledged ApprenticeshipStage = "PLEDGED"
	// ApprenticeshipOffered is that it advertised places.
	ApprenticeshipOffered ApprenticeshipStage = "OFFERED"
	// ApprenticeshipStarted is that apprentices began.
	ApprenticeshipStarted ApprenticeshipStage = "STARTED"
)

// Apprenticeship is so many apprenticeships of one standard at an employer, pledged, offered or started. One stage does not replace another:
// a pledge of ten and four starts are two records.
type Apprenticeship struct {
	ID         ApprenticeshipID
	EmployerID EmployerID
	Stage      ApprenticeshipStage
	// Level is 2 to 7; foundation apprenticeships are of level 2.
	Level        int
	Standard     string
	GrowthSector *GrowthSector
	// Places of those that started are people; 0 where they are PlacesSuppressed.
	Places           int
	PlacesSuppressed bool `db:"-" json:"-"`
	// OnDay is when they were pledged, offered or started.
	OnDay Date
	// DueOn is until when pledged ones are to start; nil where nobody said.
	DueOn *Date
	// InRotherham says that they work at a site in Rotherham.
	InRotherham bool
	// Evidence is what shows it: an advert, the provider's confirmation.
	Evidence   *string
	RecordedAt time.Time
	Version    int
}

// ToldTo are the apprenticeships as by is told them: who only reads figures not of few people that started.
func (a Apprenticeship) ToldTo(by Actor) Apprenticeship {
	if a.Stage != ApprenticeshipStarted {
		return a
	}
	told := by.People(a.Places)
	if a.PlacesSuppressed = told == nil; told != nil {
		a.Places = *told
	} else {
		a.Places = 0
	}
	return a
}

// PlacesTold are the places, nil where they are suppressed.
func (a Apprenticeship) PlacesTold() *int {
	if a.PlacesSuppressed {
		return nil
	}
	return &a.Places
}

// ApprenticeshipInput is all that somebody enters of apprenticeships; what is absent is not known.
type ApprenticeshipInput struct {
	Stage        ApprenticeshipStage
	Level        int
	Standard     string
	GrowthSector *GrowthSector
	Places       int
	OnDay        Date
	DueOn        *Date
	InRotherham  bool
	Evidence     *string
}

// ApprenticeshipFilter narrows apprenticeships; nil and empty fields do not.
type ApprenticeshipFilter struct {
	EmployerID     *EmployerID
	StageIn        []ApprenticeshipStage
	LevelIn        []int
	GrowthSectorIn []GrowthSector
	// From and Until are the first and the last day.
	From, Until *Date
}

// Check refuses what would ask too much of one request. Errors: BAD_INPUT.
func (f ApprenticeshipFilter) Check() error {
	if len(f.LevelIn) > maxChoices {
		return BadInput(fmt.Sprintf("choose at most %d", maxChoices), "filter", "levelIn")
	}
	return checkPeriod(f.From, f.Until)
}

// NewApprenticeship are those at employer that in describes. Errors: BAD_INPUT.
func NewApprenticeship(employer EmployerID, in ApprenticeshipInput, now time.Time) (Apprenticeship, error) {
	a := Apprenticeship{ID: NewApprenticeshipID(), EmployerID: employer, RecordedAt: now, Version: 1}
	return a, a.Describe(in, DateOf(now))
}

// IsVersion refuses a change of another version than the caller read. Errors: CONFLICT.
func (a Apprenticeship) IsVersion(version int) error {
	return isVersion(a.Version, version, "record of apprenticeships")
}

const (
	leastApprenticeshipLevel = 2
	mostApprenticeshipLevel  = 7
)

// Describe makes the apprenticeships what in says. Errors: BAD_INPUT.
func (a *Apprenticeship) Describe(in ApprenticeshipInput, today Date) (err error) {
	a.Stage, a.Level, a.GrowthSector, a.Places, a.OnDay, a.DueOn, a.InRotherham = in.Stage, in.Level, in.GrowthSector, in.Places, in.OnDay, in.DueOn, in.InRotherham
	if a.Standard, err = requiredLine(in.Standard, 200, "enter the standard, such as engineering operative", "standard"); err != nil {
		return err
	}
	if err := between(&a.Level, leastApprenticeshipLevel, mostApprenticeshipLevel, "level"); err != nil {
		return err
	}
	if err := between(&a.Places, 1, 1000, "places"); err != nil {
		return err
	}
	if a.Evidence, err = optionalText(in.Evidence, maxEvidence, "evidence"); err != nil {
		return err
	}
	switch {
	case a.OnDay.Year() < 2000 || a.OnDay.After(today):
		return BadInput("choose today or an earlier day", "onDay")
	case a.DueOn != nil && a.Stage != ApprenticeshipPledged:
		return BadInput("only a pledge has a day until which they start", "dueOn")
	case a.DueOn != nil && a.DueOn.Before(a.OnDay):
		return BadInput("they would have to start before they were pledged; check both days", "dueOn")
	}
	return nil
}

// LevyTransfer is whether an employer would give some of its levy to others, or take some.
type LevyTransfer string

// What an employer may say of a transfer of the levy.
const (
	LevyNotAsked LevyTransfer = "NOT_ASKED"
	LevyNone     LevyTransfer = "NONE"
	LevyGive     LevyTransfer = "GIVE"
	LevyReceive  LevyTransfer = "RECEIVE"
)

// LevyWord is what an employer said of the apprenticeship levy; what it said last stands.
type LevyWord struct {
	EmployerID EmployerID
	Pays       bool
	Transfer   LevyTransfer
	SaidOn     Date
	Note       *string
	// By is nil where a program entered it.
	By         *User
	RecordedAt time.Time
}

// RecordLevyWordInput is what an employer said of the levy.
type RecordLevyWordInput struct {
	EmployerID EmployerID
	Pays       bool
	Transfer   LevyTransfer
	// SaidOn is today where absent.
	SaidOn *Date
	Note   *string
}

// NewLevyWord is what in says, checked. Errors: BAD_INPUT.
func NewLevyWord(in RecordLevyWordInput, by *User, now time.Time) (w LevyWord, err error) {
	w = LevyWord{EmployerID: in.EmployerID, Pays: in.Pays, Transfer: in.Transfer, SaidOn: DateOf(now), By: by, RecordedAt: now}
	if in.SaidOn != nil {
		w.SaidOn = *in.SaidOn
	}
	if w.Note, err = optionalLine(in.Note, 300, "note"); err != nil {
		return w, err
	}
	switch {
	case w.SaidOn.After(DateOf(now)) || w.SaidOn.Year() < 2017:
		return w, BadInput("choose today or an earlier day since the levy began in 2017", "saidOn")
	case w.Transfer == LevyGive && !w.Pays:
		return w, BadInput("only who pays the levy has some to give", "transfer")
	}
	return w, nil
}

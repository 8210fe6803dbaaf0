package hub

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Accreditation is an award of a scheme to an employer. Of each scheme an employer holds what was awarded last; earlier awards are
// its history.
type Accreditation struct {
	ID         AccreditationID
	EmployerID EmployerID
	Scheme     string
	Level      int
	Reference  *string
	AwardedOn  Date
	// ExpiresOn is the last day on which it holds; nil where that is not known.
	ExpiresOn *Date
	Source    AccreditationSource
	// ListedOn is the day of the latest published list that named it.
	ListedOn *Date
	// VerifiedOn is when somebody saw the certificate; VerifiedBy is nil where a program said so.
	VerifiedOn *Date
	VerifiedBy *User
	// EndedOn is when it was given up or withdrawn before it ran out, and EndReason why.
	EndedOn    *Date
	EndReason  *string
	RecordedAt time.Time
	Version    int
}

// AccreditationSource says how the hub knows of an award.
type AccreditationSource string

const (
	// AwardToldByEmployer is what the employer said. It is shown, and not counted until somebody verifies it.
	AwardToldByEmployer AccreditationSource = "EMPLOYER"
	// AwardOnCertificate was seen on the certificate or in the scheme's confirmation.
	AwardOnCertificate AccreditationSource = "CERTIFICATE"
	// AwardOnList is on the scheme's published list.
	AwardOnList AccreditationSource = "LIST"
)

// AccreditationStatus says how an award stands on a day.
type AccreditationStatus string

const (
	// AwardCurrent holds for more than six months to come.
	AwardCurrent AccreditationStatus = "CURRENT"
	// AwardExpiring holds, and runs out within six months.
	AwardExpiring AccreditationStatus = "EXPIRING"
	// AwardExpiryUnknown was awarded, and nobody has said until when.
	AwardExpiryUnknown AccreditationStatus = "EXPIRY_UNKNOWN"
	// AwardLapsed has run out.
	AwardLapsed AccreditationStatus = "LAPSED"
	// AwardEnded was given up or withdrawn.
	AwardEnded AccreditationStatus = "ENDED"
)

// MonthsOfWarning is how long before its expiry an award is expiring: when the first reminder goes out.
const MonthsOfWarning = 6

// StatusOn says how the award stands on a day on which it had been made.
func (a Accreditation) StatusOn(day Date) AccreditationStatus {
	switch {
	case a.EndedOn != nil && !a.EndedOn.After(day):
		return AwardEnded
	case a.ExpiresOn == nil:
		return AwardExpiryUnknown
	case a.ExpiresOn.Before(day):
		return AwardLapsed
	case !a.ExpiresOn.AddMonths(-MonthsOfWarning).After(day):
		return AwardExpiring
	default:
		return AwardCurrent
	}
}

// Holds says that the employer holds the award on a day, as far as anybody knows.
func (a Accreditation) Holds(day Date) bool {
	status := a.StatusOn(day)
	return !a.AwardedOn.After(day) && status != AwardEnded && status != AwardLapsed
}

// LatestOn is what an employer holds or held last of one scheme on a day. False: nothing was awarded by then.
func LatestOn(of []Accreditation, day Date) (Accreditation, bool) {
	var latest Accreditation
	for _, a := range of {
		if !a.AwardedOn.After(day) && (latest.ID.IsZero() || a.follows(latest)) {
			latest = a
		}
	}
	return latest, !latest.ID.IsZero()
}

// follows says that a came after other; of two of one day the higher level did.
func (a Accreditation) follows(other Accreditation) bool {
	switch {
	case a.AwardedOn != other.AwardedOn:
		return a.AwardedOn.After(other.AwardedOn)
	case a.Level != other.Level:
		return a.Level > other.Level
	default:
		return strings.Compare(a.ID.String(), other.ID.String()) > 0
	}
}

// AccreditationStage is how far an employer is on its way to a scheme before it has a level.
type AccreditationStage string

// The stages, in order.
const (
	StageNotDiscussed   AccreditationStage = "NOT_DISCUSSED"
	StageAware          AccreditationStage = "AWARE"
	StageWorkingTowards AccreditationStage = "WORKING_TOWARDS"
	StageApplied        AccreditationStage = "APPLIED"
)

// SchemeStanding is how an employer stands with a scheme.
type SchemeStanding struct {
	Scheme Scheme
	// Awards are all that it was awarded, the latest first.
	Awards []Accreditation
	// Listings are which published lists that are in named it, the latest first.
	Listings []Listing
	// Covers are the decisions by which a site of the employer is covered by its head office, or by which it covers sites of others.
	Covers []AccreditationCover
	// Stage is how far it was on its way, and since when; StageNotDiscussed and nil where nobody said.
	Stage      AccreditationStage
	StageSince *Date
}

// NextStep is what to do next about an employer and a scheme.
type NextStep string

const (
	// NextTalk is to bring the scheme up.
	NextTalk NextStep = "TALK"
	// NextApply is to help it on its way to the first level.
	NextApply NextStep = "APPLY"
	// NextVerify is to see the certificate of what the employer said.
	NextVerify NextStep = "VERIFY"
	// NextFindExpiry is to ask until when the award holds.
	NextFindExpiry NextStep = "FIND_EXPIRY"
	// NextRenew is to renew, or to move up, before the award runs out.
	NextRenew NextStep = "RENEW"
	// NextMoveUp is to move up a level, which the employer can do at any time.
	NextMoveUp NextStep = "MOVE_UP"
	// NextMustMoveUp is to move up before the award runs out, since its level cannot be renewed.
	NextMustMoveUp NextStep = "MUST_MOVE_UP"
	// NextStartAgain is to win the employer back.
	NextStartAgain NextStep = "START_AGAIN"
	// NextNone is nothing for now.
	NextNone NextStep = "NONE"
)

// Next says what to do next under the rules of the day.
func (s SchemeStanding) Next(today Date) NextStep {
	latest, found := LatestOn(s.Awards, today)
	if !found {
		if s.Stage == StageNotDiscussed {
			return NextTalk
		}
		return NextApply
	}
	level, _ := s.Scheme.At(latest.Level)
	top := len(s.Scheme.Levels) == 0 || latest.Level >= s.Scheme.Levels[len(s.Scheme.Levels)-1].Level
	switch latest.StatusOn(today) {
	case AwardLapsed, AwardEnded:
		return NextStartAgain
	case AwardExpiring:
		if !level.RuleOn(today).Renewable && !top {
			return NextMustMoveUp
		}
		return NextRenew
	case AwardExpiryUnknown:
		if level.RuleOn(latest.AwardedOn).Months != nil {
			return NextFindExpiry
		}
	}
	switch {
	case latest.Source == AwardToldByEmployer && latest.VerifiedOn == nil:
		return NextVerify
	case !top:
		return NextMoveUp
	default:
		return NextNone
	}
}

// RecordAccreditationInput asks to keep an award. RenewsID names the one that it renews.
type RecordAccreditationInput struct {
	EmployerID EmployerID
	Scheme     string
	Level      int
	Reference  *string
	AwardedOn  Date
	ExpiresOn  *Date
	Source     AccreditationSource
	ListedOn   *Date
	RenewsID   *AccreditationID
}

// UpdateAccreditationInput corrects what was entered; what is absent stays.
type UpdateAccreditationInput struct {
	ID        AccreditationID
	Version   int
	Level     Optional[int]
	Reference Optional[string]
	AwardedOn Optional[Date]
	ExpiresOn Optional[Date]
	Source    Optional[AccreditationSource]
	ListedOn  Optional[Date]
}

const maxReference = 60 // characters

// NewAccreditation is the award that in describes. Held is what the employer was awarded of the scheme before. Warnings are what
// may be wrong and is taken all the same. Errors: BAD_INPUT; CONFLICT where it holds that level already.
func NewAccreditation(in RecordAccreditationInput, scheme Scheme, held []Accreditation, now time.Time) (a Accreditation, warnings []string, err error) {
	a = Accreditation{
		ID: NewAccreditationID(), EmployerID: in.EmployerID, Scheme: scheme.Code, Level: in.Level, AwardedOn: in.AwardedOn, ExpiresOn: in.ExpiresOn,
		Source: in.Source, ListedOn: in.ListedOn, RecordedAt: now, Version: 1,
	}
	today := DateOf(now)
	if err := a.check(scheme, in.Reference, today); err != nil {
		return Accreditation{}, nil, err
	}
	level, _ := scheme.At(in.Level)
	before, found := LatestOn(held, a.AwardedOn)
	switch {
	case in.RenewsID != nil && (!found || before.ID != *in.RenewsID):
		return Accreditation{}, nil, Conflict("this is not what the employer held last before that day; look at what is there, then record the award again", "renewsId")
	case in.RenewsID != nil && before.Level == a.Level && !level.RuleOn(a.AwardedOn).Renewable:
		return Accreditation{}, nil, BadInput(fmt.Sprintf("%s cannot be renewed since %s; record the level that the employer moved up to",
			scheme.Title(a.Level), level.RuleOn(a.AwardedOn).StartsOn.Words()), "level")
	case in.RenewsID == nil && found && before.Level == a.Level && before.Holds(a.AwardedOn):
		return Accreditation{}, nil, Conflict(fmt.Sprintf("%s is recorded already, awarded on %s; renew that record, or correct it", scheme.Title(a.Level), before.AwardedOn.Words()), "level")
	}
	return a, a.warnings(scheme, held, before), nil
}

// Update corrects the award. Held are the other awards of the scheme. Errors: CONFLICT where a is not the version that the caller
// read, BAD_INPUT.
func (a *Accreditation) Update(in UpdateAccreditationInput, scheme Scheme, held []Accreditation, today Date) (warnings []string, err error) {
	if err := a.IsVersion(in.Version); err != nil {
		return nil, err
	}
	for _, refused := range []error{notCleared(in.Level, "level"), notCleared(in.AwardedOn, "awardedOn"), notCleared(in.Source, "source")} {
		if refused != nil {
			return nil, refused
		}
	}
	if in.Level.IsSet() {
		a.Level = *in.Level.Value()
	}
	if in.AwardedOn.IsSet() {
		a.AwardedOn = *in.AwardedOn.Value()
	}
	if in.Source.IsSet() {
		a.Source = *in.Source.Value()
	}
	in.ExpiresOn.Apply(&a.ExpiresOn)
	in.ListedOn.Apply(&a.ListedOn)
	reference := a.Reference
	in.Reference.Apply(&reference)
	if err := a.check(scheme, reference, today); err != nil {
		return nil, err
	}
	before, _ := LatestOn(held, a.AwardedOn)
	return a.warnings(scheme, held, before), nil
}

// check refuses what cannot be. Errors: BAD_INPUT.
func (a *Accreditation) check(scheme Scheme, reference *string, today Date) (err error) {
	switch _, known := scheme.At(a.Level); {
	case !known:
		return BadInput(scheme.Name+" has no such level; choose one from the list", "level")
	case a.AwardedOn.After(today):
		return BadInput("the award lies in the future; enter it when it was made", "awardedOn")
	case a.AwardedOn.Year() < 1990:
		return BadInput("check the year of the award", "awardedOn")
	case a.ExpiresOn != nil && !a.ExpiresOn.After(a.AwardedOn):
		return BadInput("it expires before it was awarded; check both days", "expiresOn")
	case a.ListedOn != nil && a.ListedOn.After(today):
		return BadInput("the list lies in the future; check the day", "listedOn")
	}
	a.Reference, err = optionalLine(reference, maxReference, "reference")
	return err
}

// warnings say what may be wrong with an award that came after before.
func (a Accreditation) warnings(scheme Scheme, held []Accreditation, before Accreditation) []string {
	warnings := []string{}
	level, _ := scheme.At(a.Level)
	lower := func(h Accreditation) bool { return h.Level == a.Level-1 }
	if a.Level > 1 && level.RuleOn(a.AwardedOn).InOrder && !slices.ContainsFunc(held, lower) {
		warnings = append(warnings, fmt.Sprintf("No level %d is on record, which comes before level %d. Its earlier history may be unknown to us.", a.Level-1, a.Level))
	}
	if !before.ID.IsZero() && before.Level > a.Level && before.Holds(a.AwardedOn) {
		warnings = append(warnings, fmt.Sprintf("It held level %d on that day, which is higher.", before.Level))
	}
	if expected := level.ExpiryOf(a.AwardedOn); a.ExpiresOn != nil && expected != nil && a.ExpiresOn.After(expected.AddDays(1)) {
		warnings = append(warnings, "By the rules of the scheme it would expire on "+expected.Words()+".")
	}
	if scheme.Code == DisabilityConfident && a.Reference != nil && !strings.HasPrefix(strings.ToUpper(*a.Reference), "DCS0") {
		warnings = append(warnings, "References of Disability Confident begin with DCS0.")
	}
	return warnings
}

// IsVersion refuses a change of another version than the caller read. Errors: CONFLICT.
func (a Accreditation) IsVersion(version int) error {
	if version != a.Version {
		return changedSince("accreditation")
	}
	return nil
}

// End notes that the award was given up or withdrawn. Errors: CONFLICT, BAD_INPUT.
func (a *Accreditation) End(version int, on Date, reason string, today Date) error {
	if err := a.IsVersion(version); err != nil {
		return err
	}
	switch {
	case a.EndedOn != nil:
		return BadInput("it ended on "+a.EndedOn.Words()+" already", "endedOn")
	case on.Before(a.AwardedOn):
		return BadInput("it cannot end before it was awarded", "endedOn")
	case on.After(today):
		return BadInput("choose today or an earlier day", "endedOn")
	}
	why, err := requiredLine(reason, 300, "say why it ended", "reason")
	if err != nil {
		return err
	}
	a.EndedOn, a.EndReason = &on, &why
	return nil
}

// Verify notes that by saw the certificate on a day. Errors: CONFLICT, BAD_INPUT.
func (a *Accreditation) Verify(version int, by Actor, on, today Date) error {
	if err := a.IsVersion(version); err != nil {
		return err
	}
	if on.After(today) || on.Before(a.AwardedOn) {
		return BadInput("choose a day from the award to today", "verifiedOn")
	}
	a.VerifiedOn, a.VerifiedBy = &on, nil
	if by.Kind == ActorUser {
		a.VerifiedBy = &User{ID: by.UserID, Name: by.Name}
	}
	if a.Source == AwardToldByEmployer {
		a.Source = AwardOnCertificate
	}
	return nil
}

// StageNoted says that an employer is at a stage of its way to a scheme since a day.
type StageNoted struct {
	EmployerID EmployerID
	Scheme     string
	Stage      AccreditationStage
	Since      Date
}

// SetAccreditationStageInput notes how far an employer is on its way to a scheme; today where no day is given.
type SetAccreditationStageInput struct {
	EmployerID EmployerID
	Scheme     string
	Stage      AccreditationStage
	Since      *Date
}

// AccreditationFilter narrows what employers hold or held last of a scheme; nil and empty fields do not.
type AccreditationFilter struct {
	Scheme              string
	LevelIn             []int
	StatusIn            []AccreditationStatus
	ExpiresBy           *Date
	ExpiresWithinMonths *int
	InRotherham         *bool
}

// StageFilter asks for employers at some stages of their way to a scheme.
type StageFilter struct {
	Scheme  string
	StageIn []AccreditationStage
}

// Check refuses what would ask too much of one request. Errors: BAD_INPUT.
func (f AccreditationFilter) Check() error {
	for field, chosen := range map[string]int{"levelIn": len(f.LevelIn), "statusIn": len(f.StatusIn)} {
		if chosen > maxChoices {
			return BadInput(fmt.Sprintf("choose at most %d", maxChoices), "filter", field)
		}
	}
	return Within("filter", between(f.ExpiresWithinMonths, 0, 120, "expiresWithinMonths"))
}

// DaysOnAList is how old the latest published list may be that names an employer whose expiry is not known, for it to be counted.
const DaysOnAList = 92

// DisabilityConfidentFigures count distinct employers with an open site in Rotherham, or one that the award of their head office covers, as at a day. Those of which only they
// themselves say so are not among Employers.
type DisabilityConfidentFigures struct {
	AsAt         Date
	Employers    int
	ByLevel      []CountedGroup
	BySizeBand   []CountedGroup
	BySector     []CountedGroup
	ByWard       []CountedGroup
	SelfReported int
	// Covered are those among Employers that count by the award of their head office alone.
	Covered int
}

// CountedGroup is a part of a figure. An employer with sites in two wards is in both.
type CountedGroup struct {
	Key       string
	Name      string
	Employers int
}

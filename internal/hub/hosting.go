package hub

import (
	"encoding/hex"
	"fmt"
	"strings"
	"time"
)

// Programme is a scheme under which employers host people.
type Programme string

// The programmes that employers are asked about.
const (
	ProgrammeWorkExperience      Programme = "WORK_EXPERIENCE"
	ProgrammeTLevel              Programme = "T_LEVEL"
	ProgrammeWorkAcademy         Programme = "WORK_ACADEMY"
	ProgrammeSupportedInternship Programme = "SUPPORTED_INTERNSHIP"
	ProgrammeWorkTrial           Programme = "WORK_TRIAL"
	ProgrammeWorkReady           Programme = "WORK_READY"
	ProgrammeFundedPlacement     Programme = "FUNDED_PLACEMENT"
	ProgrammeWorkSimulation      Programme = "WORK_SIMULATION"
	ProgrammeVolunteering        Programme = "VOLUNTEERING"
)

var programmes = []Programme{
	ProgrammeWorkExperience, ProgrammeTLevel, ProgrammeWorkAcademy, ProgrammeSupportedInternship, ProgrammeWorkTrial,
	ProgrammeWorkReady, ProgrammeFundedPlacement, ProgrammeWorkSimulation, ProgrammeVolunteering,
}

// HostingLevel is how ready an employer is to host. It is interest, not a commitment.
type HostingLevel string

const (
	// HostingLooking could host now.
	HostingLooking HostingLevel = "LOOKING"
	// HostingOpen is interested.
	HostingOpen HostingLevel = "OPEN"
	// HostingNotNow does not want to at present.
	HostingNotNow HostingLevel = "NOT_NOW"
	// HostingOrganised has organised it already, so that nobody needs to ask.
	HostingOrganised HostingLevel = "ORGANISED"
)

var hostingLevels = []HostingLevel{HostingLooking, HostingOpen, HostingNotNow, HostingOrganised}

// HostingInterest is what an employer last said of hosting on one programme in one year, in a diagnostic, to staff or by a link.
type HostingInterest struct {
	EmployerID EmployerID
	Programme  Programme
	Year       int
	Level      HostingLevel
	SaidOn     Date
	// Reason is why it does not want to at present, and AskAgainOn when somebody asks again; nil where nobody said, and for other levels.
	Reason     *string
	AskAgainOn *Date
	// By is who recorded it; nil where it came with a diagnostic or by a link, or a program entered it.
	By *User
	// RequestID is the request that it answers; nil where it answers none.
	RequestID *PlacementRequestID
}

// ByLink says that the employer answered a request itself.
func (i HostingInterest) ByLink() bool { return i.RequestID != nil }

// RecordHostingInterestInput is what an employer said to staff of hosting.
type RecordHostingInterestInput struct {
	EmployerID EmployerID
	Programme  Programme
	Year       int
	Level      HostingLevel
	// SaidOn is today where absent.
	SaidOn     *Date
	Reason     *string
	AskAgainOn *Date
}

const (
	firstHostingYear = 2020
	// hostingYearsAhead is how far ahead employers are asked.
	hostingYearsAhead = 5
)

// NewHostingInterest is what in says, checked. Errors: BAD_INPUT.
func NewHostingInterest(in RecordHostingInterestInput, by *User, now time.Time) (i HostingInterest, err error) {
	today := DateOf(now)
	i = HostingInterest{EmployerID: in.EmployerID, Programme: in.Programme, Year: in.Year, Level: in.Level, SaidOn: today, AskAgainOn: in.AskAgainOn, By: by}
	if in.SaidOn != nil {
		i.SaidOn = *in.SaidOn
	}
	if i.Reason, err = optionalLine(in.Reason, 300, "reason"); err != nil {
		return i, err
	}
	if err := between(&i.Year, firstHostingYear, today.Year()+hostingYearsAhead, "year"); err != nil {
		return i, err
	}
	switch {
	case i.SaidOn.After(today) || i.SaidOn.Year() < firstHostingYear:
		return i, BadInput("choose today or an earlier day", "saidOn")
	case i.Level != HostingNotNow && i.Reason != nil:
		return i, BadInput("only not now has a reason", "reason")
	case i.Level != HostingNotNow && i.AskAgainOn != nil:
		return i, BadInput("only who says not now is asked again", "askAgainOn")
	case i.AskAgainOn != nil && (!i.AskAgainOn.After(today) || i.AskAgainOn.Year() > today.Year()+hostingYearsAhead):
		return i, BadInput(fmt.Sprintf("choose a day to come, until %d", today.Year()+hostingYearsAhead), "askAgainOn")
	}
	return i, nil
}

// After refuses i where the employer said something later already, which stands. Errors: BAD_INPUT.
func (i HostingInterest) After(stands *Date) error {
	if stands != nil && stands.After(i.SaidOn) {
		return BadInput("what it said on "+stands.Words()+" stands; choose that day or a later one", "saidOn")
	}
	return nil
}

// HostingInterestFilter narrows interests in hosting; nil and empty fields do not.
type HostingInterestFilter struct {
	EmployerID  *EmployerID
	ProgrammeIn []Programme
	Year        *int
	LevelIn     []HostingLevel
	// AskAgainBy is the last day on which they are to be asked again.
	AskAgainBy *Date
}

// Check refuses what would ask too much of one request. Errors: BAD_INPUT.
func (f HostingInterestFilter) Check() error {
	return Within("filter", between(f.Year, 2000, 2100, "year"))
}

// RuleHostingAsk tells coordinators that the day has come to ask an employer again whether it hosts. Its subject is the employer and its occurrence
// the day.
const RuleHostingAsk ReminderRule = "hosting.ask"

// DigestInterest is an employer that is to be asked again.
type DigestInterest struct {
	EmployerID   EmployerID
	EmployerName string
	AskAgainOn   Date
	// Of are the programmes by name, with their years.
	Of []string
}

// JourneyStage is how far an employer says it is with Disability Confident.
type JourneyStage string

// The stages, from not heard of it to the highest level.
const (
	JourneyNotDiscussed JourneyStage = "NOT_DISCUSSED"
	JourneyAware        JourneyStage = "AWARE"
	JourneyWorking      JourneyStage = "WORKING_TOWARDS"
	JourneyApplied      JourneyStage = "APPLIED"
	JourneyCommitted    JourneyStage = "COMMITTED"
	JourneyEmployer     JourneyStage = "EMPLOYER"
	JourneyLeader       JourneyStage = "LEADER"
)

var journeyStages = []JourneyStage{
	JourneyNotDiscussed, JourneyAware, JourneyWorking, JourneyApplied, JourneyCommitted, JourneyEmployer, JourneyLeader,
}

// DisabilityConfidentWord is what an employer said of itself; nobody has seen a certificate.
type DisabilityConfidentWord struct {
	EmployerID EmployerID
	Stage      JourneyStage
	// Until is when the level ends; nil where the employer did not say.
	Until  *Date
	SaidOn Date
}

// Help is local support that a diagnostic may suggest.
type Help string

// The kinds of help, as the directory of provision and the partners name them.
const (
	HelpRecruitment        Help = "RECRUITMENT"
	HelpWorkAcademy        Help = "WORK_ACADEMY"
	HelpBootcamp           Help = "BOOTCAMP"
	HelpSkillsBank         Help = "SKILLS_BANK"
	HelpAdvance            Help = "ADVANCE"
	HelpFunding            Help = "FUNDING"
	HelpShortCourse        Help = "SHORT_COURSE"
	HelpAdviser            Help = "ADVISER"
	HelpApprenticeshipHub  Help = "APPRENTICESHIP_HUB"
	HelpLevyTransfer       Help = "LEVY_TRANSFER"
	HelpAccessToWork       Help = "ACCESS_TO_WORK"
	HelpOccupationalHealth Help = "OCCUPATIONAL_HEALTH"
)

var helps = []Help{
	HelpRecruitment, HelpWorkAcademy, HelpBootcamp, HelpSkillsBank, HelpAdvance, HelpFunding, HelpShortCourse, HelpAdviser,
	HelpApprenticeshipHub, HelpLevyTransfer, HelpAccessToWork, HelpOccupationalHealth,
}

// partnerMark begins the ids of options that stand for partners, siteMark of those that stand for sites.
const (
	partnerMark = "p"
	siteMark    = "s"
)

// PartnerOption is a partner as an answer to choose.
func PartnerOption(o Organisation) Option {
	return Option{ID: partnerMark + hex.EncodeToString(o.ID.UUID[:]), Text: o.Name}
}

// SiteOption is a site as an answer to choose.
func SiteOption(id SiteID, name string) Option {
	return Option{ID: siteMark + hex.EncodeToString(id.UUID[:]), Text: name}
}

// partnersIn are the partners among chosen options.
func partnersIn(chosen []string) []OrganisationID {
	var all []OrganisationID
	for _, id := range chosen {
		digits, ok := strings.CutPrefix(id, partnerMark)
		raw, err := hex.DecodeString(digits)
		if !ok || err != nil || len(raw) != 16 {
			continue
		}
		var partner OrganisationID
		partner.UUID = [16]byte(raw)
		all = append(all, partner)
	}
	return all
}

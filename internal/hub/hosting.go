package hub

import (
	"encoding/hex"
	"strings"
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
)

var programmes = []Programme{
	ProgrammeWorkExperience, ProgrammeTLevel, ProgrammeWorkAcademy, ProgrammeSupportedInternship, ProgrammeWorkTrial,
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
)

var hostingLevels = []HostingLevel{HostingLooking, HostingOpen, HostingNotNow}

// HostingInterest is what an employer last said of hosting on one programme in one year.
type HostingInterest struct {
	EmployerID EmployerID
	Programme  Programme
	Year       int
	Level      HostingLevel
	SaidOn     Date
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

package hub

import "time"

const (
	// phoneLinkLasts is for how long a user may enter answers by the same link.
	phoneLinkLasts = 4 * time.Hour
	// phoneDays is for how many days answers that were begun by telephone can be finished.
	phoneDays = 30
)

// TakeAnswersByPhoneInput says whose answers to what a user takes by telephone.
type TakeAnswersByPhoneInput struct {
	EmployerID             EmployerID
	PersonID               PersonID
	QuestionnaireVersionID QuestionnaireVersionID
}

// PhoneLink is where a user enters answers for an employer.
type PhoneLink struct {
	Link
	// Path is the page on this hub, with the secret of the link.
	Path string
}

// NewPhoneLink is a link of the person for the user, from now on by the business clock, and its secret.
func NewPhoneLink(person PersonID, invitation InvitationID, by UserID, now time.Time) (PhoneLink, LinkToken) {
	token := NewLinkToken()
	l := Link{ID: NewLinkID(), PersonID: person, InvitationID: invitation, ExpiresAt: now.Add(phoneLinkLasts), UserID: &by}
	return PhoneLink{l, "/a/" + string(token)}, token
}

// NewPhoneCampaign is one that asks a single employer by telephone. It sends no message and reminds nobody.
func NewPhoneCampaign(in TakeAnswersByPhoneInput, employer string, by Actor, now time.Time) Campaign {
	name := []rune("By phone: " + employer)
	day := ", " + DateOf(now).Words()
	if most := 200 - len([]rune(day)); len(name) > most {
		name = name[:most]
	}
	return Campaign{
		ID: NewCampaignID(), Name: string(name) + day, QuestionnaireVersionID: in.QuestionnaireVersionID, Kind: CampaignService,
		State: CampaignRunning, ClosesOn: DateOf(now).AddDays(phoneDays), LaunchedAt: &now, Organisation: Organisation{ID: by.OrganisationID},
		LaunchedBy: &User{ID: by.UserID}, Audience: EmployerFilter{IDIn: []EmployerID{in.EmployerID}}, SendWindow: WindowOperational, ReminderPlan: ReminderPlan{Steps: []ReminderStep{}}, Functions: []PersonFunction{}, Texts: Texts{}, LeftOut: map[LeftOutReason]int{}, KindReason: "They answered on the telephone", Version: 1,
	}
}

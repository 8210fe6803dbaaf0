package hub

import (
	"fmt"
	"strings"
)

// Title says in a line what is asked. It never names who takes part in a placement.
func (r AskedRequest) Title() string {
	switch r.Kind {
	case RequestHostingInterest:
		return fmt.Sprintf("Would you host in %d? %s", *r.Year, *r.ProgrammeName)
	case RequestSiteCheck:
		if r.forAdultsOnly() {
			return "Show us that the " + r.CheckKind.Words() + " of " + *r.SiteName + " considers young people"
		}
		return "Show us the " + r.CheckKind.Words() + " of " + *r.SiteName
	default:
		return r.followUpTitle()
	}
}

// Questions are what the page of the request asks, all at once. The first is the heading of the page; each is answered in the fields of its ID.
func (r AskedRequest) Questions() []Question {
	switch r.Kind {
	case RequestHostingInterest:
		return []Question{
			{
				ID: "level", Kind: QuestionSingle, Required: true, Text: r.Title(), Asks: "what fits " + r.EmployerName + " best",
				Hint: "It is interest, not a commitment. All partners see your answer, so that nobody asks you again.",
				Options: []Option{
					{ID: string(HostingLooking), Text: "Yes, we could host and are looking for somebody"}, {ID: string(HostingOpen), Text: "We are open to it"},
					{ID: string(HostingNotNow), Text: "Not now"}, {ID: string(HostingOrganised), Text: "We have organised it already"},
				},
			},
			{ID: "reason", Kind: QuestionShortText, Text: "If not now: is there a reason? (optional)", Asks: "a reason", Hint: "Do not name or describe a person."},
			{ID: "askAgainOn", Kind: QuestionDate, Text: "If not now: when may we ask again? (optional)", Asks: "the day on which we may ask again", Hint: "For example, 27 3 2027."},
		}
	case RequestSiteCheck:
		return r.checkQuestions()
	default:
		return r.followUpQuestions()
	}
}

// AdultsOnly ends what makes a request the same again for a risk assessment that holds, but not for the young people who may come.
const AdultsOnly = " adults"

func (r AskedRequest) forAdultsOnly() bool { return strings.HasSuffix(r.Occurrence, AdultsOnly) }

// checkQuestions ask for a check of a site. Staff record it when they have seen it.
func (r AskedRequest) checkQuestions() []Question {
	hint := "By our records it has not been checked yet, and a placement there needs it."
	if r.forAdultsOnly() {
		hint = "By our records it does not consider young people, and a placement there may be of somebody under 18."
	} else if until, err := ParseDate(r.Occurrence[strings.LastIndex(r.Occurrence, " ")+1:]); err == nil {
		hint = "By our records it holds until " + until.Words() + ", and a placement there needs it."
	}
	first := Question{
		ID: "answer", Kind: QuestionSingle, Required: true, Text: r.Title(), Hint: hint, Asks: "what fits " + r.EmployerName,
		Options: []Option{{ID: checkSends, Text: "We have it, and will send it"}, {ID: checkLater, Text: "We do not have it yet, and are getting it"}, {ID: checkNone, Text: "We do not have it, or need none"}},
	}
	if *r.CheckKind == CheckSafeguardingContact {
		first.Options[0].Text = "We have somebody, named below"
	}
	questions := []Question{first}
	if *r.CheckKind == CheckEmployersLiability {
		questions = append(questions, Question{ID: "lastDay", Kind: QuestionDate, Text: "Last day of the insurance (optional)", Asks: "the last day of the insurance", Hint: "As the certificate says, for example 27 3 2027."})
	}
	note := Question{ID: "note", Kind: QuestionShortText, MaxLength: 120, Text: "Anything that we should know (optional)", Asks: "what we should know"}
	if *r.CheckKind == CheckSafeguardingContact {
		note.Text, note.Asks = "Who is it, and how do we reach them? (optional)", "who it is"
	}
	by := Question{ID: "sendBy", Kind: QuestionDate, Text: "By when will you send it? (optional)", Asks: "by when you will send it", Hint: "Reply to our e-mail with a copy."}
	return append(questions, by, note)
}

// The answers to a request for a check.
const (
	checkSends = "SENDS"
	checkLater = "LATER"
	checkNone  = "NONE"
)

// answeredWithin is for how many days ahead a host may promise a check.
const answeredWithin = 180

// CheckTask is what staff do when a host has answered for a check: look at it, and record it. Errors: BAD_INPUT for a day that cannot be.
func (r AskedRequest) CheckTask(given Answers, today Date, c Calendar) (Task, error) {
	due, last := given["sendBy"].Date, given["lastDay"].Date
	switch {
	case due != nil && (due.Before(today) || due.After(today.AddDays(answeredWithin))):
		return Task{}, BadInput("enter a day from today to "+today.AddDays(answeredWithin).Words(), "sendBy")
	case last != nil && last.Before(today):
		return Task{}, BadInput("this insurance is over; enter the last day of the one that holds now", "lastDay")
	case due == nil:
		due = new(c.AddWorkingDays(today, 10))
	}
	title := "Record the " + r.CheckKind.Words() + " of " + *r.SiteName + ": " + map[string]string{
		checkSends: "the host has it and sends it", checkLater: "the host does not have it yet", checkNone: "the host says that it has none or needs none",
	}[given["answer"].Options[0]]
	if last != nil {
		title += ", until " + last.Words()
	}
	if note := given["note"].Text; note != "" {
		title += ". It says: " + note
	}
	if cut := []rune(title); len(cut) > 300 {
		title = string(cut[:300])
	}
	return Task{ID: NewTaskID(), Title: &title, EmployerID: &r.EmployerID, DueOn: *due, State: TaskOpen, Work: TaskOfPlacements, OrganisationID: r.OrganisationID, Version: 1}, nil
}

// CheckWanted is a check of a site that opportunities there need and that is missing or runs out, and who is asked for it.
type CheckWanted struct {
	EmployerID     EmployerID
	SiteID         SiteID
	Kind           CheckKind
	Occurrence     string
	PersonID       PersonID
	OrganisationID OrganisationID
}

// Request asks for the check.
func (w CheckWanted) Request() PlacementRequest {
	return PlacementRequest{
		Kind: RequestSiteCheck, EmployerID: w.EmployerID, PersonID: w.PersonID, OrganisationID: w.OrganisationID, Occurrence: w.Occurrence, SiteID: &w.SiteID, CheckKind: &w.Kind,
	}
}

// HostingAnswer is what the answers say of hosting.
func (r AskedRequest) HostingAnswer(given Answers) RecordHostingInterestInput {
	in := RecordHostingInterestInput{EmployerID: r.EmployerID, Programme: *r.Programme, Year: *r.Year, Level: HostingLevel(given["level"].Options[0]), AskAgainOn: given["askAgainOn"].Date}
	if reason := given["reason"].Text; reason != "" {
		in.Reason = &reason
	}
	return in
}

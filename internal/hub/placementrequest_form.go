package hub

import "fmt"

// Title says in a line what is asked. It never names who takes part in a placement.
func (r AskedRequest) Title() string {
	switch r.Kind {
	case RequestHostingInterest:
		return fmt.Sprintf("Would you host in %d? %s", *r.Year, *r.ProgrammeName)
	case RequestSiteCheck:
		return "Show us the " + r.CheckKind.Words() + " of " + *r.SiteName
	default:
		return string(r.Kind)
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
	default:
		return nil
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

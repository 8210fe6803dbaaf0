package hub

import (
	"cmp"
	"slices"
	"strings"
)

// Candidate is an employer that a diagnostic could go to.
type Candidate struct {
	EmployerID EmployerID
	Status     EmployerStatus
	LegalForm  LegalForm
	// OnHold says that nobody is to be prompted to contact it today.
	OnHold bool
	// RecentCampaigns counts those in which it was asked within the days of the contact budget.
	RecentCampaigns int
	// Invited says that it has an open invitation to the same questionnaire.
	Invited bool
	// ContactedByPartner says that another organisation was in touch with it, unasked, within the days that were asked for.
	ContactedByPartner bool
	// People work there today and have an address, those known longest first. One who has two roles is there twice.
	People []Contact
}

// Contact is a person with an address who works for an employer.
type Contact struct {
	PersonID   PersonID
	Function   PersonFunction
	Email      EmailAddress
	EmailState EmailState
	// Objected says that the person does not want to hear about diagnostics, or at all.
	Objected bool
	// Suppressed says that the address is on the suppression list, whoever it was that said so.
	Suppressed bool
	// Consented says that the person agreed to marketing about diagnostics, and still does.
	Consented bool
}

// Choose says who at c gets the diagnostic, or why nobody does: the first reason that applies, with the person who would have been asked
// but for it. Where the reason is not about anybody there the person is zero.
func (in SendDiagnosticInput) Choose(c Candidate, budget ContactBudget) (PersonID, LeftOutReason) {
	asked := slices.DeleteFunc(slices.Clone(c.People), func(p Contact) bool { return !slices.Contains(in.Functions, p.Function) })
	addressed := slices.DeleteFunc(slices.Clone(asked), func(p Contact) bool {
		_, err := ParseEmailAddress(string(p.Email))
		return err != nil
	})
	willing := slices.DeleteFunc(slices.Clone(addressed), func(p Contact) bool { return p.Objected })
	reachable := slices.DeleteFunc(slices.Clone(willing), func(p Contact) bool { return !p.EmailState.Usable() })
	unsuppressed := slices.DeleteFunc(slices.Clone(reachable), func(p Contact) bool { return p.Suppressed })
	consent := NeedsConsent(in.Kind, c.LegalForm)
	allowed := slices.DeleteFunc(slices.Clone(unsuppressed), func(p Contact) bool { return consent && !p.Consented })
	first := func(from []Contact) PersonID {
		return slices.MinFunc(from, func(a, b Contact) int {
			return slices.Index(in.Functions, a.Function) - slices.Index(in.Functions, b.Function)
		}).PersonID
	}
	switch {
	case c.Status == EmployerClosed:
		return PersonID{}, LeftOutClosed
	case c.OnHold:
		return PersonID{}, LeftOutOnHold
	case len(asked) == 0:
		return PersonID{}, LeftOutNoAddress
	case len(addressed) == 0:
		return first(asked), LeftOutAddressInvalid
	case len(willing) == 0:
		return first(addressed), LeftOutObjected
	case len(reachable) == 0:
		return first(willing), LeftOutBounced
	case len(unsuppressed) == 0:
		return first(reachable), LeftOutSuppressed
	case len(allowed) == 0:
		return first(unsuppressed), LeftOutIndividualSubscriber
	case c.RecentCampaigns >= budget.Campaigns:
		return first(allowed), LeftOutOverBudget
	case c.ContactedByPartner:
		return first(allowed), LeftOutContactedByPartner
	case c.Invited:
		return first(allowed), LeftOutAlreadyInvited
	}
	return first(allowed), ""
}

// Audience is who gets a diagnostic, and who does not.
type Audience struct {
	Recipients []Recipient
	LeftOut    []LeftOut
}

// LeftOutBy counts those who do not by reason.
func (a Audience) LeftOutBy() map[LeftOutReason]int {
	counts := map[LeftOutReason]int{}
	for _, l := range a.LeftOut {
		counts[l.Reason]++
	}
	return counts
}

// LeftOutCount is how many were left out for one reason.
type LeftOutCount struct {
	Reason    LeftOutReason
	Employers int
}

// LeftOutCounts lists counts, the most frequent reason first.
func LeftOutCounts(counts map[LeftOutReason]int) []LeftOutCount {
	all := []LeftOutCount{}
	for reason, n := range counts {
		all = append(all, LeftOutCount{reason, n})
	}
	slices.SortFunc(all, func(a, b LeftOutCount) int { return cmp.Or(b.Employers-a.Employers, cmp.Compare(a.Reason, b.Reason)) })
	return all
}

// Sort tells those among candidates who get the diagnostic from those who do not.
func (in SendDiagnosticInput) Sort(candidates []Candidate, budget ContactBudget) Audience {
	var a Audience
	for _, c := range candidates {
		person, reason := in.Choose(c, budget)
		if reason == "" {
			a.Recipients = append(a.Recipients, Recipient{c.EmployerID, person})
		} else {
			a.LeftOut = append(a.LeftOut, LeftOut{c.EmployerID, person, reason})
		}
	}
	return a
}

const (
	// daysToAnswer is how many working days people have, where nobody says otherwise, and leastToAnswer the fewest they get.
	daysToAnswer, leastToAnswer = 15, 5
	// mostDaysToAnswer keeps a campaign from being forgotten.
	mostDaysToAnswer = 366
)

// Check refuses what cannot be sent today, and fills in what was left open. Errors: BAD_INPUT.
func (in *SendDiagnosticInput) Check(questionnaire string, today Date, c Calendar) error {
	if in.ClosesOn == nil {
		closes := c.AddWorkingDays(today, daysToAnswer)
		in.ClosesOn = &closes
	}
	if in.KindReason != nil {
		*in.KindReason = strings.TrimSpace(*in.KindReason)
	}
	if in.SendWindow == "" {
		in.SendWindow = WindowSurvey
	}
	byDefault := in.Reminders == nil
	if byDefault {
		in.Reminders = DefaultReminderPlan().Steps
	}
	if in.Name == nil || *in.Name == "" {
		name := questionnaire + ", " + today.Words()
		in.Name = &name
	}
	switch {
	case len(in.Functions) == 0:
		return BadInput("say whom to ask at each employer", "functions")
	case len([]rune(*in.Name)) > 200:
		return BadInput("use at most 200 characters", "name")
	case in.ClosesOn.Before(c.AddWorkingDays(today, leastToAnswer)):
		return BadInput("give people at least 5 working days: until "+c.AddWorkingDays(today, leastToAnswer).Words()+" or later", "closesOn")
	case today.DaysUntil(*in.ClosesOn) > mostDaysToAnswer:
		return BadInput("choose a day within a year", "closesOn")
	}
	if (in.Kind == CampaignService || in.Kind == CampaignResearch) && (in.KindReason == nil || *in.KindReason == "") {
		return BadInput("say why it is "+strings.ToLower(string(in.Kind))+": e-mail rules depend on it. In doubt it is marketing", "kindReason")
	}
	if in.KindReason != nil && len([]rune(*in.KindReason)) > mostPauseReason {
		return BadInput("use at most 300 characters", "kindReason")
	}
	if in.ContactedWithinDays < 0 || in.ContactedWithinDays > mostDaysToAnswer {
		return BadInput("choose 0 to 366 days", "contactedWithinDays")
	}
	if err := checkRate(in.RatePerMinute); err != nil {
		return err
	}
	if err := (ReminderPlan{in.Reminders}).Check(today, *in.ClosesOn, c); err != nil && !byDefault { // of the default plan goes what fits
		return err
	}
	return in.Audience.Check()
}

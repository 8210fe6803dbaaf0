package hub

import "strings"

// mostDraftReminders and mostDraftWords keep a draft small; what a launch allows is less.
const (
	mostDraftReminders = 10
	mostDraftWords     = 10_000 // characters of one text
)

// UpdateCampaignDraftInput replaces what a draft says.
type UpdateCampaignDraftInput struct {
	CampaignID CampaignID
	Version    int
	Draft      SendDiagnosticInput
}

// CampaignDraftStepInput launches or discards a draft as it was read.
type CampaignDraftStepInput struct {
	CampaignID CampaignID
	Version    int
}

// DraftDefaults are what a draft says where the person who sets it up has not: the name of its questionnaire, and the day.
type DraftDefaults struct {
	Questionnaire Questionnaire
	Today         Date
	Calendar      Calendar
}

// SetUp takes what in says, complete or not: only a launch asks whether it can be sent. Errors: BAD_INPUT for what cannot be kept, and
// for a campaign that was launched.
func (c *Campaign) SetUp(in SendDiagnosticInput, d DraftDefaults) error {
	if c.State != CampaignDraft {
		return BadInput("it was launched, so it is no draft any more", "campaignId")
	}
	name, why := d.Questionnaire.Name+", "+d.Today.Words(), ""
	if in.Name != nil && strings.TrimSpace(*in.Name) != "" {
		name = *in.Name
	}
	if in.KindReason != nil {
		why = strings.TrimSpace(*in.KindReason)
	}
	closes := d.Calendar.AddWorkingDays(d.Today, daysToAnswer)
	if in.ClosesOn != nil {
		closes = *in.ClosesOn
	}
	steps := in.Reminders
	if steps == nil {
		steps = DefaultReminderPlan().Steps
	}
	window := in.SendWindow
	if window == "" {
		window = WindowSurvey
	}
	texts := Texts{}
	for _, own := range in.Texts {
		if len([]rune(own.Subject))+len([]rune(own.Body)) > mostDraftWords {
			return BadInput("use at most 5,000 characters", "texts", string(own.Key))
		}
		texts[own.Key] = Words{Subject: own.Subject, Body: own.Body}
	}
	name, err := requiredLine(name, mostCampaignName, "give it a name", "name")
	if err != nil {
		return err
	}
	switch {
	case len([]rune(why)) > mostPauseReason:
		return BadInput("use at most 300 characters", "kindReason")
	case in.ContactedWithinDays < 0 || in.ContactedWithinDays > mostDaysToAnswer:
		return BadInput("choose 0 to 366 days", "contactedWithinDays")
	case len(steps) > mostDraftReminders:
		return BadInput("remind people at most 3 times", "reminders")
	}
	if err := checkRate(in.RatePerMinute); err != nil {
		return err
	}
	if err := in.Audience.Check(); err != nil {
		return err
	}
	c.Name, c.QuestionnaireVersionID, c.QuestionnaireName = name, in.QuestionnaireVersionID, d.Questionnaire.Name
	c.Kind, c.KindReason, c.ClosesOn, c.SendWindow = in.Kind, why, closes, window
	c.Audience, c.Functions, c.ContactedWithinDays = in.Audience, append([]PersonFunction{}, in.Functions...), in.ContactedWithinDays
	c.RatePerMinute, c.ReminderPlan, c.Texts = in.RatePerMinute, ReminderPlan{Steps: append([]ReminderStep{}, steps...)}, texts
	return nil
}

// Step refuses to launch or discard what in does not mean: CONFLICT where c is not the version that the caller read, BAD_INPUT where it
// was launched already.
func (c Campaign) Step(in CampaignDraftStepInput) error {
	switch {
	case in.Version != c.Version:
		return changedSince("campaign")
	case c.State != CampaignDraft:
		return BadInput("it was launched already", "campaignId")
	}
	return nil
}

// Input is what a draft asks to send.
func (c Campaign) Input() SendDiagnosticInput {
	in := SendDiagnosticInput{
		QuestionnaireVersionID: c.QuestionnaireVersionID, Audience: c.Audience, Functions: c.Functions, Name: &c.Name, Kind: c.Kind,
		KindReason: &c.KindReason, ClosesOn: &c.ClosesOn, SendWindow: c.SendWindow, RatePerMinute: c.RatePerMinute,
		Reminders: append([]ReminderStep{}, c.ReminderPlan.Steps...), ContactedWithinDays: c.ContactedWithinDays,
	}
	for _, key := range MessageTextKeys {
		if words, own := c.Texts[key]; own {
			in.Texts = append(in.Texts, MessageTextInput{Key: key, Subject: words.Subject, Body: words.Body})
		}
	}
	return in
}

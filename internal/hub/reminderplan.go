package hub

import (
	"fmt"
	"time"
)

// ReminderPlan says when those who have not answered are reminded. Steps count from 1.
type ReminderPlan struct {
	Steps []ReminderStep `json:"steps"`
}

// ReminderStep is one reminder: so many working days after the message before it, or so many before the closing day.
type ReminderStep struct {
	AfterWorkingDays  int `json:"afterWorkingDays,omitempty"`
	BeforeWorkingDays int `json:"beforeWorkingDays,omitempty"`
}

// DefaultReminderPlan reminds twice: a week after the invitation, and shortly before the closing day.
func DefaultReminderPlan() ReminderPlan {
	return ReminderPlan{[]ReminderStep{{AfterWorkingDays: 5}, {BeforeWorkingDays: 2}}}
}

// leastApart is how many working days people have peace between two messages about the same thing.
const leastApart = 3

// reminderTime is when on its day a reminder is due, if its window is open then.
var reminderTime = timeOfDay{9, 30}

// mostReminders is how often people are reminded at most.
const mostReminders = 3

// Check refuses a plan that contradicts itself, or that could not be carried out between today and the closing day. Errors:
// BAD_INPUT that names the step.
func (p ReminderPlan) Check(today, closes Date, c Calendar) error {
	if len(p.Steps) > mostReminders {
		return BadInput("remind people at most 3 times", "reminders")
	}
	last := today
	for n, s := range p.Steps {
		step := fmt.Sprintf("reminder %d: ", n+1)
		switch {
		case (s.AfterWorkingDays > 0) == (s.BeforeWorkingDays > 0) || s.AfterWorkingDays < 0 || s.BeforeWorkingDays < 0:
			return BadInput(step+"say either how many working days after the message before it, or how many before the closing day", "reminders")
		case s.BeforeWorkingDays > 0 && n < len(p.Steps)-1:
			return BadInput(step+"only the last one is counted from the closing day", "reminders")
		case s.AfterWorkingDays > 0 && s.AfterWorkingDays < leastApart:
			return BadInput(step+"leave at least 3 working days between two messages", "reminders")
		}
		day := s.day(last, closes, c)
		if day.Before(c.AddWorkingDays(last, leastApart)) || !day.Before(closes) {
			return BadInput(step+"there is no time for it before the closing day; choose a later closing day, or fewer reminders", "reminders")
		}
		last = day
	}
	return nil
}

// Due says when a step is due, where the message before it went out at sent and answers are taken until the end of closes.
// A step outside the window moves to the next opening, or to the last one before the end where the next comes too late; one
// that would come too soon after the message before it waits. False: there is no such step, or no time for it any more.
func (p ReminderPlan) Due(step int, sent time.Time, closes Date, w SendWindow, c Calendar) (time.Time, bool) {
	if step > len(p.Steps) {
		return time.Time{}, false
	}
	end := closes.End()
	soonest := c.AddWorkingDays(DateOf(sent), leastApart)
	day := p.Steps[step-1].day(DateOf(sent), closes, c)
	if day.Before(soonest) {
		day = soonest
	}
	due := w.Next(c, day.At(reminderTime.hour, reminderTime.minute))
	if !due.Before(end) {
		due = w.LastBefore(c, end)
	}
	return due, !DateOf(due).Before(soonest)
}

func (s ReminderStep) day(sent, closes Date, c Calendar) Date {
	if s.BeforeWorkingDays > 0 {
		return c.AddWorkingDays(closes, -s.BeforeWorkingDays)
	}
	return c.AddWorkingDays(sent, s.AfterWorkingDays)
}

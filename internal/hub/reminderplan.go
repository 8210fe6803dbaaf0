package hub

import "time"

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

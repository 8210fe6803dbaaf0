package hub

import (
	"slices"
	"time"
)

// SendWindow says at which hours of which days mail goes out, in London.
type SendWindow string

const (
	// WindowSurvey is Tuesday to Thursday, 09:30 to 16:00, not on a holiday.
	WindowSurvey SendWindow = "SURVEY"
	// WindowOperational is any working day, 08:00 to 18:00.
	WindowOperational SendWindow = "OPERATIONAL"
	// WindowAny is always.
	WindowAny SendWindow = "ANY"
)

// openings are the hours from opens until just before closes, on those weekdays that are working days. WindowAny has none,
// because it never closes.
var openings = map[SendWindow]struct {
	weekdays      []time.Weekday
	opens, closes timeOfDay
}{
	WindowSurvey:      {[]time.Weekday{time.Tuesday, time.Wednesday, time.Thursday}, timeOfDay{9, 30}, timeOfDay{16, 0}},
	WindowOperational: {[]time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}, timeOfDay{8, 0}, timeOfDay{18, 0}},
}

type timeOfDay struct{ hour, minute int }

// Open says that mail may go out at t.
func (w SendWindow) Open(c Calendar, t time.Time) bool {
	if w == WindowAny {
		return true
	}
	opens, closes, ok := w.opening(c, DateOf(t))
	return ok && !t.Before(opens) && t.Before(closes)
}

// Next is the first moment from t on at which mail may go out: t itself where the window is open.
func (w SendWindow) Next(c Calendar, t time.Time) time.Time {
	if w.Open(c, t) {
		return t
	}
	for d := DateOf(t); ; d = d.AddDays(1) {
		if opens, _, ok := w.opening(c, d); ok && opens.After(t) {
			return opens
		}
	}
}

// LastBefore is when the last window before event opens, so that there is time to send before it. A window that never
// closes gives the minute before event.
func (w SendWindow) LastBefore(c Calendar, event time.Time) time.Time {
	if w == WindowAny {
		return event.Add(-time.Minute)
	}
	for d := DateOf(event); ; d = d.AddDays(-1) {
		if opens, _, ok := w.opening(c, d); ok && opens.Before(event) {
			return opens
		}
	}
}

// opening is when the window opens and closes on d, if it does.
func (w SendWindow) opening(c Calendar, d Date) (opens, closes time.Time, ok bool) {
	hours := openings[w]
	if !slices.Contains(hours.weekdays, d.Weekday()) || !c.IsWorkingDay(d) {
		return time.Time{}, time.Time{}, false
	}
	return d.At(hours.opens.hour, hours.opens.minute), d.At(hours.closes.hour, hours.closes.minute), true
}

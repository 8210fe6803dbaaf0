package hub

import "time"

// Calendar tells working days: Monday to Friday, without the days that it holds.
type Calendar struct{ holidays map[Date]bool }

// NewCalendar returns a calendar with those holidays.
func NewCalendar(holidays ...Date) Calendar {
	c := Calendar{make(map[Date]bool, len(holidays))}
	for _, d := range holidays {
		c.holidays[d] = true
	}
	return c
}

// IsWorkingDay says that people are at work on d.
func (c Calendar) IsWorkingDay(d Date) bool {
	return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday && !c.holidays[d]
}

// AddWorkingDays is the n-th working day after d, or before d where n is negative. From a day off it counts like from the
// day's end going forward, and like from its beginning going back; 0 is d itself.
func (c Calendar) AddWorkingDays(d Date, n int) Date {
	step := 1
	if n < 0 {
		step = -1
	}
	for ; n != 0; n -= step {
		d = d.AddDays(step)
		for !c.IsWorkingDay(d) {
			d = d.AddDays(step)
		}
	}
	return d
}

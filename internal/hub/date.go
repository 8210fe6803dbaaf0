package hub

import (
	"database/sql/driver"
	"fmt"
	"io"
	"strconv"
	"time"
	_ "time/tzdata" // so that London's clock changes are known on every machine
)

// London is where all days and sending windows of the hub are.
var London = func() *time.Location {
	l, err := time.LoadLocation("Europe/London")
	if err != nil {
		panic(err) // embedded, so it is there
	}
	return l
}()

// Date is a calendar day in Europe/London.
type Date struct{ midnight time.Time } // in UTC

// NewDate is the day of that year and month; overflowing days roll on, as in time.Date.
func NewDate(year int, month time.Month, day int) Date {
	return Date{time.Date(year, month, day, 0, 0, 0, 0, time.UTC)}
}

// DateOf is the day in London at the moment t.
func DateOf(t time.Time) Date {
	l := t.In(London)
	return NewDate(l.Year(), l.Month(), l.Day())
}

// ParseDate reads 2026-11-23. Errors: BAD_INPUT.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, BadInput(fmt.Sprintf("%q is not a date; write year, month and day like 2026-11-23", clip(s)))
	}
	return Date{t}, nil
}

// At is the moment in London on that day at hour and minute.
func (d Date) At(hour, minute int) time.Time {
	return time.Date(d.midnight.Year(), d.midnight.Month(), d.midnight.Day(), hour, minute, 0, 0, London)
}

// End is the moment in London at which the day is over.
func (d Date) End() time.Time { return d.AddDays(1).At(0, 0) }

// AddDays is the day that many days later.
func (d Date) AddDays(days int) Date { return Date{d.midnight.AddDate(0, 0, days)} }

// AddMonths is the same day that many months later, or the last day of that month where it has no such day.
func (d Date) AddMonths(months int) Date {
	moved := d.midnight.AddDate(0, months, 0)
	if moved.Day() != d.midnight.Day() {
		moved = moved.AddDate(0, 0, -moved.Day())
	}
	return Date{moved}
}

// DaysUntil counts the days from d to other; negative where other is earlier.
func (d Date) DaysUntil(other Date) int { return int(other.midnight.Sub(d.midnight).Hours() / 24) }

// Before says that d is an earlier day than other.
func (d Date) Before(other Date) bool { return d.midnight.Before(other.midnight) }

// After says that d is a later day than other.
func (d Date) After(other Date) bool { return d.midnight.After(other.midnight) }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.midnight.Weekday() }

// Year is the calendar year.
func (d Date) Year() int { return d.midnight.Year() }

// Month is d's.
func (d Date) Month() time.Month { return d.midnight.Month() }

// IsZero says that no day is named.
func (d Date) IsZero() bool { return d.midnight.IsZero() }

// String writes 2026-11-23.
func (d Date) String() string { return d.midnight.Format(time.DateOnly) }

// Words writes 23 November 2026, as people read it.
func (d Date) Words() string { return d.midnight.Format("2 January 2006") }

// MarshalText writes 2026-11-23.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote. Errors: BAD_INPUT.
func (d *Date) UnmarshalText(b []byte) (err error) {
	*d, err = ParseDate(string(b))
	return err
}

// MarshalGQL writes 2026-11-23.
func (d Date) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(d.String())) }

// UnmarshalGQL reads what MarshalGQL wrote. Errors: BAD_INPUT.
func (d *Date) UnmarshalGQL(v any) error {
	s, _ := v.(string)
	return d.UnmarshalText([]byte(s))
}

// Scan reads a column of type date.
func (d *Date) Scan(v any) error {
	t, ok := v.(time.Time)
	if !ok {
		return fmt.Errorf("cannot read %T as a date", v)
	}
	*d = NewDate(t.Year(), t.Month(), t.Day())
	return nil
}

// Value writes a column of type date.
func (d Date) Value() (driver.Value, error) { return d.String(), nil }

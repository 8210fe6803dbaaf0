package hub_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"employerhub/internal/hub"
)

// english are the bank holidays of 2026 to 2028 that the tests meet.
var english = hub.NewCalendar(days("2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28",
	"2027-01-01", "2027-03-26", "2027-03-29", "2027-12-27", "2027-12-28", "2028-01-03", "2028-04-14", "2028-04-17")...)

func TestWindows(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		window           hub.SendWindow
		at               string
		open             bool
		next, lastBefore string
	}{
		"a survey's morning":                       {hub.WindowSurvey, "2026-11-24 09:30", true, "2026-11-24 09:30", "2026-11-19 09:30"},
		"a minute too early":                       {hub.WindowSurvey, "2026-11-24 09:29", false, "2026-11-24 09:30", "2026-11-19 09:30"},
		"the last minute":                          {hub.WindowSurvey, "2026-11-24 15:59", true, "2026-11-24 15:59", "2026-11-24 09:30"},
		"just closed":                              {hub.WindowSurvey, "2026-11-24 16:00", false, "2026-11-25 09:30", "2026-11-24 09:30"},
		"a Friday is not for surveys":              {hub.WindowSurvey, "2026-11-27 10:00", false, "2026-12-01 09:30", "2026-11-26 09:30"},
		"a Friday is for other mail":               {hub.WindowOperational, "2026-11-27 17:59", true, "2026-11-27 17:59", "2026-11-27 08:00"},
		"a weekend is not":                         {hub.WindowOperational, "2026-11-28 10:00", false, "2026-11-30 08:00", "2026-11-27 08:00"},
		"any time is any time":                     {hub.WindowAny, "2026-12-25 03:00", true, "2026-12-25 03:00", "2026-12-25 02:59"},
		"Easter, over which the clocks do not go":  {hub.WindowOperational, "2026-04-02 18:00", false, "2026-04-07 08:00", "2026-04-02 08:00"},
		"Easter 2027, over which they do":          {hub.WindowOperational, "2027-03-25 18:00", false, "2027-03-30 08:00", "2027-03-25 08:00"},
		"clocks forward: half past nine is BST":    {hub.WindowSurvey, "2026-03-28 12:00", false, "2026-03-31 09:30", "2026-03-26 09:30"},
		"clocks back: half past nine is GMT":       {hub.WindowSurvey, "2026-10-24 12:00", false, "2026-10-27 09:30", "2026-10-22 09:30"},
		"Christmas and the turn of the year":       {hub.WindowSurvey, "2026-12-31 16:00", false, "2027-01-05 09:30", "2026-12-31 09:30"},
		"a leap day on a Tuesday":                  {hub.WindowSurvey, "2028-02-29 10:00", true, "2028-02-29 10:00", "2028-02-29 09:30"},
		"before a holiday that was a day of three": {hub.WindowSurvey, "2027-12-28 10:00", false, "2027-12-29 09:30", "2027-12-23 09:30"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			at := moment(tc.at)
			if got := tc.window.Open(english, at); got != tc.open {
				t.Errorf("open is %v", got)
			}
			if got := tc.window.Next(english, at); !got.Equal(moment(tc.next)) {
				t.Errorf("next is %s, want %s", got.In(hub.London), tc.next)
			}
			if got := tc.window.LastBefore(english, at); !got.Equal(moment(tc.lastBefore)) {
				t.Errorf("last before is %s, want %s", got.In(hub.London), tc.lastBefore)
			}
		})
	}
}

func TestWindowsAtAnyTime(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		at := randomTime(random)
		for _, w := range []hub.SendWindow{hub.WindowSurvey, hub.WindowOperational} {
			next, last := w.Next(english, at), w.LastBefore(english, at)
			switch {
			case !w.Open(english, next) || next.Before(at):
				t.Fatalf("%s after %s: next is %s", w, at, next)
			case next.After(at) && (w.Open(english, at) || w.Open(english, next.Add(-time.Minute))):
				t.Fatalf("%s after %s: %s is not the first", w, at, next)
			case !w.Open(english, last) || !last.Before(at):
				t.Fatalf("%s before %s: last is %s", w, at, last)
			case w.Next(english, last.Add(12*time.Hour)).Before(at):
				t.Fatalf("%s before %s: %s is not the last", w, at, last)
			case !english.IsWorkingDay(hub.DateOf(next)) || !english.IsWorkingDay(hub.DateOf(last)):
				t.Fatalf("%s around %s: mail on a holiday", w, at)
			}
		}
	}
}

// randomTime lies between 2026 and 2028, to the minute.
func randomTime(random *rand.Rand) time.Time {
	start := moment("2026-01-02 00:00")
	return start.Add(time.Duration(random.IntN(3*365*24*60)) * time.Minute)
}

func moment(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, hub.London)
	if err != nil {
		panic(err)
	}
	return t
}

func day(s string) hub.Date {
	d, err := hub.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func days(all ...string) []hub.Date {
	var out []hub.Date
	for _, s := range all {
		out = append(out, day(s))
	}
	return out
}

package hub_test

import (
	"math/rand/v2"
	"testing"

	"employerhub/internal/hub"
)

func TestReminderPlan(t *testing.T) {
	t.Parallel()
	plan := hub.DefaultReminderPlan()
	for name, tc := range map[string]struct {
		step   int
		sent   string
		closes string
		window hub.SendWindow
		want   string // empty: no reminder any more
	}{
		"the first, five working days later":                   {1, "2026-11-24 10:00", "2026-12-16", hub.WindowSurvey, "2026-12-01 09:30"},
		"the second, two working days before the end":          {2, "2026-12-01 09:30", "2026-12-17", hub.WindowSurvey, "2026-12-15 09:30"},
		"a Monday moves to the Tuesday":                        {2, "2026-12-01 09:30", "2026-12-16", hub.WindowSurvey, "2026-12-15 09:30"},
		"a Friday moves to the next week":                      {2, "2026-12-01 09:30", "2026-12-15", hub.WindowSurvey, "2026-12-15 09:30"},
		"a Friday before the weekend's end: the last Thursday": {2, "2026-12-01 09:30", "2026-12-13", hub.WindowSurvey, "2026-12-10 09:30"},
		"other mail goes on the Friday":                        {2, "2026-12-01 09:30", "2026-12-15", hub.WindowOperational, "2026-12-11 09:30"},
		"any time is half past nine too":                       {2, "2026-12-01 09:30", "2026-12-12", hub.WindowAny, "2026-12-10 09:30"},
		"peace for three working days":                         {2, "2026-12-10 09:30", "2026-12-16", hub.WindowSurvey, "2026-12-15 09:30"},
		"too late for another":                                 {2, "2026-12-15 09:30", "2026-12-17", hub.WindowSurvey, ""},
		"one that comes too late moves before the end":         {1, "2026-12-01 10:00", "2026-12-04", hub.WindowOperational, "2026-12-04 08:00"},
		"no step after the last":                               {3, "2026-12-01 10:00", "2026-12-31", hub.WindowSurvey, ""},
		"five working days over Christmas":                     {1, "2026-12-22 10:00", "2027-01-20", hub.WindowSurvey, "2026-12-31 09:30"},
		"over the clocks going back":                           {1, "2026-10-20 10:00", "2026-11-20", hub.WindowSurvey, "2026-10-27 09:30"},
		"after the end there is nothing":                       {1, "2026-12-01 10:00", "2026-12-01", hub.WindowAny, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := plan.Due(tc.step, moment(tc.sent), day(tc.closes), tc.window, english)
			if ok != (tc.want != "") || ok && !got.Equal(moment(tc.want)) {
				t.Errorf("got %s, %v; want %s", got.In(hub.London), ok, tc.want)
			}
		})
	}
}

func TestNobodyIsRemindedTooSoonOrTooLate(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(5, 6))
	windows := []hub.SendWindow{hub.WindowSurvey, hub.WindowOperational, hub.WindowAny}
	for range 10_000 {
		w := windows[random.IntN(len(windows))]
		sent := w.Next(english, randomTime(random))
		closes := english.AddWorkingDays(hub.DateOf(sent), 5+random.IntN(25)).AddDays(random.IntN(3))
		plan := hub.ReminderPlan{}
		for range 1 + random.IntN(3) {
			plan.Steps = append(plan.Steps, hub.ReminderStep{AfterWorkingDays: random.IntN(12)})
		}
		plan.Steps = append(plan.Steps, hub.ReminderStep{BeforeWorkingDays: 1 + random.IntN(4)})

		before := sent
		for step := range plan.Steps {
			due, ok := plan.Due(step+1, before, closes, w, english)
			if !ok {
				break
			}
			switch {
			case !w.Open(english, due):
				t.Fatalf("%s is outside %s", due, w)
			case !due.Before(closes.End()):
				t.Fatalf("%s is after the end of %s", due, closes)
			case hub.DateOf(due).Before(english.AddWorkingDays(hub.DateOf(before), 3)):
				t.Fatalf("%s is too soon after %s", due, before)
			}
			before = due
		}
	}
}

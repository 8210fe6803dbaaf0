package hub_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"employerhub/internal/hub"
)

func TestNewMeetingRefuses(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 24, 10, 30, 0, 0, time.UTC)
	for name, tc := range map[string]struct {
		change func(*hub.CallMeetingInput)
		field  string
	}{
		"nothing, where all is right":        {func(*hub.CallMeetingInput) {}, ""},
		"a meeting without a name":           {func(in *hub.CallMeetingInput) { in.Title = "  " }, "title"},
		"a meeting in the past":              {func(in *hub.CallMeetingInput) { in.StartsAt = now.Add(-time.Hour) }, "startsAt"},
		"a meeting that begins now":          {func(in *hub.CallMeetingInput) { in.StartsAt = now }, "startsAt"},
		"a meeting in three years":           {func(in *hub.CallMeetingInput) { in.StartsAt = now.AddDate(3, 0, 0) }, "startsAt"},
		"an end before the beginning":        {func(in *hub.CallMeetingInput) { in.EndsAt = in.StartsAt.Add(-time.Minute) }, "endsAt"},
		"a meeting of three days":            {func(in *hub.CallMeetingInput) { in.EndsAt = in.StartsAt.AddDate(0, 0, 3) }, "endsAt"},
		"a meeting that is nowhere":          {func(in *hub.CallMeetingInput) { in.Place = nil }, "place"},
		"an address that is not encrypted":   {func(in *hub.CallMeetingInput) { in.Link = new("http://meet.example") }, "link"},
		"an address of a program to be run":  {func(in *hub.CallMeetingInput) { in.Link = new("javascript:alert(1)") }, "link"},
		"an address without a name to go to": {func(in *hub.CallMeetingInput) { in.Link = new("https://") }, "link"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := hub.CallMeetingInput{Title: "Skills", Place: new("Magna"), StartsAt: now.AddDate(0, 0, 20), EndsAt: now.AddDate(0, 0, 20).Add(time.Hour)}
			tc.change(&in)

			_, err := hub.NewMeeting(in, now)

			problem, is := errors.AsType[*hub.Error](err)
			switch {
			case tc.field == "" && err != nil:
				t.Errorf("got %v, want none", err)
			case tc.field != "" && (!is || problem.Code != hub.ErrBadInput || !slices.Equal(problem.Field, []string{tc.field})):
				t.Errorf("got %v, want BAD_INPUT for %s", err, tc.field)
			}
		})
	}
}

func TestStepsOfMeetingsOverClockChangesMonthEndsAndLeapDays(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ starts, first, second, soon string }{ // in London, except the hours of the reminders, which are UTC
		"in winter":                                   {"2027-01-29 10:00", "2027-01-15 09:30Z", "2027-01-26 09:30Z", "2027-01-28 09:30Z"},
		"over the beginning of summer time":           {"2027-04-01 10:00", "2027-03-18 09:30Z", "2027-03-29 08:30Z", "2027-03-31 08:30Z"},
		"on the Monday after summer time began":       {"2027-03-29 10:00", "2027-03-15 09:30Z", "2027-03-24 09:30Z", "2027-03-26 09:30Z"},
		"over the end of summer time":                 {"2027-11-03 10:00", "2027-10-20 08:30Z", "2027-10-29 08:30Z", "2027-11-02 09:30Z"},
		"on the Monday after summer time ended":       {"2027-11-01 10:00", "2027-10-18 08:30Z", "2027-10-27 08:30Z", "2027-10-29 08:30Z"},
		"on the last day of a month":                  {"2027-02-26 10:00", "2027-02-12 09:30Z", "2027-02-23 09:30Z", "2027-02-25 09:30Z"},
		"on the first day of a month":                 {"2027-09-01 10:00", "2027-08-18 08:30Z", "2027-08-27 08:30Z", "2027-08-31 08:30Z"},
		"on a leap day":                               {"2028-02-29 10:00", "2028-02-15 09:30Z", "2028-02-24 09:30Z", "2028-02-28 09:30Z"},
		"the day after a leap day":                    {"2028-03-01 10:00", "2028-02-16 09:30Z", "2028-02-25 09:30Z", "2028-02-29 09:30Z"},
		"on a Sunday, when the clocks go back":        {"2027-10-31 10:00", "2027-10-18 08:30Z", "2027-10-27 08:30Z", "2027-10-29 08:30Z"},
		"after holidays, which are no working days":   {"2027-01-05 10:00", "2026-12-17 09:30Z", "2026-12-30 09:30Z", "2027-01-04 09:30Z"},
		"half past midnight on the day clocks change": {"2027-03-28 00:30", "2027-03-15 09:30Z", "2027-03-24 09:30Z", "2027-03-26 09:30Z"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			at := func(layout, s string, in *time.Location) time.Time {
				m, err := time.ParseInLocation(layout, s, in)
				if err != nil {
					t.Fatal(err)
				}
				return m
			}
			starts := at("2006-01-02 15:04", tc.starts, hub.London)
			calendar := hub.NewCalendar(hub.NewDate(2026, 12, 25), hub.NewDate(2026, 12, 28), hub.NewDate(2027, 1, 1))
			m := hub.Meeting{StartsAt: starts, EndsAt: starts.Add(time.Hour)}
			told := hub.DateOf(starts).AddDays(-60)
			for _, want := range []struct {
				rule hub.ReminderRule
				step int
				due  string
			}{{hub.RuleMeetingReply, 1, tc.first}, {hub.RuleMeetingReply, 2, tc.second}, {hub.RuleMeetingSoon, 0, tc.soon}} {
				due := at("2006-01-02 15:04Z", want.due, time.UTC)
				has := func(now time.Time) bool {
					return slices.ContainsFunc(m.Steps(told, now, calendar), func(s hub.MeetingStep) bool { return s.Rule == want.rule && s.Step == want.step })
				}
				if !has(due) || has(due.Add(-time.Minute)) {
					t.Errorf("%s %d is not due at %s: %+v", want.rule, want.step, want.due, m.Steps(told, due, calendar))
				}
			}
		})
	}
}

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

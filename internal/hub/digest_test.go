package hub_test

import (
	"testing"
	"time"

	"employerhub/internal/hub"
)

func TestWhenDigestsCome(t *testing.T) {
	t.Parallel()
	calendar := hub.NewCalendar(hub.NewDate(2026, 12, 25), hub.NewDate(2026, 12, 28))
	moment := func(s string) time.Time {
		at, err := time.ParseInLocation("2006-01-02 15:04", s, hub.London)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	for name, tt := range map[string]struct {
		rhythm hub.DigestRhythm
		day    hub.WorkingDay
		after  string
		want   string
	}{
		"daily, before eight":                            {hub.DigestDaily, "MONDAY", "2026-11-24 07:59", "2026-11-24 08:00"},
		"daily, at eight: the next one":                  {hub.DigestDaily, "MONDAY", "2026-11-24 08:00", "2026-11-25 08:00"},
		"daily, on Friday":                               {hub.DigestDaily, "MONDAY", "2026-11-27 08:00", "2026-11-30 08:00"},
		"daily, before Christmas":                        {hub.DigestDaily, "MONDAY", "2026-12-24 09:00", "2026-12-29 08:00"},
		"daily, over the clock change":                   {hub.DigestDaily, "MONDAY", "2027-03-26 08:00", "2027-03-29 08:00"},
		"weekly":                                         {hub.DigestWeekly, "THURSDAY", "2026-11-24 08:00", "2026-11-26 08:00"},
		"weekly, on its day":                             {hub.DigestWeekly, "THURSDAY", "2026-11-26 08:00", "2026-12-03 08:00"},
		"weekly, on a holiday":                           {hub.DigestWeekly, "FRIDAY", "2026-12-21 08:00", "2026-12-29 08:00"},
		"weekly, after the day that stood for a holiday": {hub.DigestWeekly, "FRIDAY", "2026-12-29 08:00", "2027-01-01 08:00"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := tt.rhythm.Next(moment(tt.after), tt.day, calendar)
			if !ok || !got.Equal(moment(tt.want)) {
				t.Errorf("got %v, want %s", got, tt.want)
			}
		})
	}
	if got, ok := hub.DigestNone.Next(moment("2026-11-24 08:00"), "MONDAY", calendar); ok {
		t.Errorf("got %v for who wants none", got)
	}
}

func TestWhenASilenceIsTooLong(t *testing.T) {
	t.Parallel()
	since := hub.QuietDays{KeyAccounts: 60, Others: 180}.Since(hub.NewDate(2026, 11, 24))
	if since.KeyAccounts != hub.NewDate(2026, 9, 25) || since.Others != hub.NewDate(2026, 5, 28) {
		t.Errorf("got %v", since)
	}
}

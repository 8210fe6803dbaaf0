package mail

import (
	"bytes"
	"net/mail"
	"strings"
	"testing"
	"time"

	"employerhub/internal/hub"

	"github.com/emersion/go-ical"
	"github.com/teambition/rrule-go"
)

// TestCalendarEntry reads what the hub writes with another library than the one that wrote it.
func TestCalendarEntry(t *testing.T) {
	t.Parallel()
	composer := Composer{From: mail.Address{Name: "Rotherham; Council", Address: "hub@rotherham.example"}}
	long := strings.Repeat("Zoë’s “agenda”; with, commas\\ and\nlines: ", 20)
	meeting := hub.Meeting{
		ID: hub.NewMeetingID(), Title: "HR directors; spring, 2027", Agenda: &long, Place: new("Forge Island, Rotherham; room 2"),
		Link: new("https://meet.example/a?b=c;d,e"),
	}
	read := func(t *testing.T, m hub.Meeting) (*ical.Calendar, ical.Event) {
		t.Helper()
		raw := composer.CalendarEntry(m, time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC))
		for line := range strings.SplitSeq(strings.TrimSuffix(string(raw), "\r\n"), "\r\n") {
			if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
				t.Fatalf("a line of %d octets: %q", len(line), line)
			}
		}
		cal, err := ical.NewDecoder(bytes.NewReader(raw)).Decode()
		if err != nil {
			t.Fatal(err)
		}
		if len(cal.Events()) != 1 {
			t.Fatalf("%d events", len(cal.Events()))
		}
		return cal, cal.Events()[0]
	}
	text := func(t *testing.T, props ical.Props, name string) string {
		t.Helper()
		s, err := props.Text(name)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}

	for name, tc := range map[string]struct{ starts, ends, utc string }{
		"in winter":                          {"2027-01-29T10:00", "2027-01-29T12:00", "2027-01-29T10:00Z"},
		"in summer":                          {"2027-06-30T10:00", "2027-06-30T12:00", "2027-06-30T09:00Z"},
		"on the day when summer time begins": {"2027-03-28T10:00", "2027-03-28T12:00", "2027-03-28T09:00Z"},
		"on the day when it ends":            {"2027-10-31T10:00", "2027-10-31T12:00", "2027-10-31T10:00Z"},
		"on a leap day":                      {"2028-02-29T10:00", "2028-03-01T12:00", "2028-02-29T10:00Z"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := meeting
			m.StartsAt, m.EndsAt = inLondon(t, tc.starts), inLondon(t, tc.ends)
			_, event := read(t, m)
			starts, err := event.DateTimeStart(time.UTC)
			if err != nil || starts.UTC().Format("2006-01-02T15:04Z") != tc.utc {
				t.Errorf("starts %v, %v; want %s", starts, err, tc.utc)
			}
			ends, err := event.DateTimeEnd(time.UTC)
			if err != nil || !ends.Equal(m.EndsAt) {
				t.Errorf("ends %v, %v; want %s", ends, err, m.EndsAt)
			}
		})
	}
	t.Run("says all that was entered, and is published", func(t *testing.T) {
		t.Parallel()
		m := meeting
		m.StartsAt, m.EndsAt = inLondon(t, "2027-01-29T10:00"), inLondon(t, "2027-01-29T12:00")
		cal, event := read(t, m)
		for name, want := range map[string]string{"METHOD": "PUBLISH", "VERSION": "2.0", "PRODID": "-//Rotherham Council//Employer hub//EN"} {
			if got := text(t, cal.Props, name); got != want {
				t.Errorf("%s is %q", name, got)
			}
		}
		for name, want := range map[string]string{
			"UID": m.ID.UUID.String() + "@rotherham.example", "SUMMARY": m.Title, "DESCRIPTION": long, "LOCATION": *m.Place, "SEQUENCE": "0", "STATUS": "CONFIRMED",
			"DTSTAMP": "20261126T090000Z",
		} {
			if got := value(t, event.Props.Get(name)); got != want {
				t.Errorf("%s is %q, want %q", name, got, want)
			}
		}
		if got := event.Props.Get("URL").Value; got != *m.Link {
			t.Errorf("URL is %q", got)
		}
		if o := event.Props.Get("ORGANIZER"); o.Value != "mailto:hub@rotherham.example" || o.Params.Get("CN") != "Rotherham  Council" {
			t.Errorf("ORGANIZER is %+v", o)
		}
		if event.Props.Get("ATTENDEE") != nil {
			t.Error("it names people")
		}
	})
	t.Run("follows a change and a cancellation", func(t *testing.T) {
		t.Parallel()
		m := meeting
		m.StartsAt, m.EndsAt, m.Sequence, m.CancelReason = inLondon(t, "2027-01-29T10:00"), inLondon(t, "2027-01-29T12:00"), 2, new("snow")
		cal, event := read(t, m)
		got := []string{text(t, cal.Props, "METHOD"), text(t, event.Props, "UID"), event.Props.Get("SEQUENCE").Value, text(t, event.Props, "STATUS")}
		want := []string{"CANCEL", m.ID.UUID.String() + "@rotherham.example", "2", "CANCELLED"}
		if strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("got %v, want %v", got, want)
		}
	})
	t.Run("brings the rules of London's clocks", func(t *testing.T) {
		t.Parallel()
		m := meeting
		m.StartsAt, m.EndsAt = inLondon(t, "2027-01-29T10:00"), inLondon(t, "2027-01-29T12:00")
		cal, event := read(t, m)
		if tz := event.Props.Get("DTSTART").Params.Get("TZID"); tz != "Europe/London" {
			t.Errorf("TZID is %q", tz)
		}
		zone := cal.Children[0]
		if zone.Name != "VTIMEZONE" || text(t, zone.Props, "TZID") != "Europe/London" || len(zone.Children) != 2 {
			t.Fatalf("the zone is %+v", zone)
		}
		for _, part := range zone.Children {
			rule, err := part.Props.RecurrenceRule()
			if err != nil || rule == nil {
				t.Fatalf("%s: %v", part.Name, err)
			}
			first, err := part.Props.DateTime("DTSTART", time.UTC)
			if err != nil {
				t.Fatal(err)
			}
			rule.Dtstart = first
			changes, err := rrule.NewRRule(*rule)
			if err != nil {
				t.Fatal(err)
			}
			for year := 2026; year < 2036; year++ {
				days := changes.Between(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC), true)
				if len(days) != 1 {
					t.Fatalf("%s changes %d times in %d", part.Name, len(days), year)
				}
				// What the clocks show just before the change, by Go's own table, is the hour that the rule names.
				change := time.Date(year, days[0].Month(), days[0].Day(), 1, 0, 0, 0, time.UTC)
				if name, _ := change.In(hub.London).Zone(); name != text(t, part.Props, "TZNAME") {
					t.Errorf("%s begins on %s", name, change)
				}
				if before, _ := change.Add(-time.Second).In(hub.London).Zone(); before == text(t, part.Props, "TZNAME") {
					t.Errorf("%s had begun before %s", before, change)
				}
			}
		}
	})
}

func inLondon(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02T15:04", s, hub.London)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// value is what a property says: its text, or as it stands where it is none.
func value(t *testing.T, p *ical.Prop) string {
	t.Helper()
	if p.ValueType() != ical.ValueText {
		return p.Value
	}
	text, err := p.Text()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

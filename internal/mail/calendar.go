package mail

import (
	"strings"
	"time"

	"employerhub/internal/hub"

	ics "github.com/arran4/golang-ical"
)

// CalendarEntry is a meeting as calendar programs take it in (RFC 5545). It is published, not asked for: a calendar's own "accept" would
// go to an address that nobody reads. The same meeting always has the same UID, and later words about it a higher SEQUENCE.
func (c Composer) CalendarEntry(m hub.Meeting, at time.Time) []byte {
	cal := ics.NewCalendarFor("employerhub")
	cal.SetProductId("-//Rotherham Council//Employer hub//EN")
	cal.SetCalscale("GREGORIAN")
	cal.AddVTimezone(london())
	event := cal.AddEvent(m.ID.UUID.String() + "@" + c.domain())
	event.SetDtStampTime(at)
	event.SetSequence(m.Sequence)
	event.SetProperty(ics.ComponentPropertyDtStart, local(m.StartsAt), ics.WithTZID(hub.London.String()))
	event.SetProperty(ics.ComponentPropertyDtEnd, local(m.EndsAt), ics.WithTZID(hub.London.String()))
	event.SetSummary(m.Title)
	event.SetOrganizer(c.From.Address, ics.WithCN(unquoted.Replace(oneLine(c.From.Name))))
	event.SetClass(ics.ClassificationPrivate)
	if place := given(m.Place); place != "" {
		event.SetLocation(place)
	} else {
		event.SetLocation(given(m.Link))
	}
	if m.Link != nil {
		event.SetURL(*m.Link)
	}
	if m.Agenda != nil {
		event.SetDescription(*m.Agenda)
	}
	if m.CancelReason != nil {
		cal.SetMethod(ics.MethodCancel)
		event.SetStatus(ics.ObjectStatusCancelled)
	} else {
		cal.SetMethod(ics.MethodPublish)
		event.SetStatus(ics.ObjectStatusConfirmed)
	}
	return []byte(cal.Serialize(ics.WithNewLineWindows))
}

// unquoted takes away what a parameter may not hold without quotes, which the library does not write.
var unquoted = strings.NewReplacer(";", " ", ":", " ", ",", " ", `"`, " ")

func local(t time.Time) string { return t.In(hub.London).Format("20060102T150405") }

// london says when the clocks change: at one o'clock, universal time, on the last Sundays of March and October.
func london() *ics.VTimezone {
	zone := ics.NewTimezone(hub.London.String())
	summer, winter := &ics.Daylight{}, ics.NewStandard()
	for _, p := range []struct {
		of                       *ics.ComponentBase
		name, from, to, at, rule string
	}{
		{&summer.ComponentBase, "BST", "+0000", "+0100", "19810329T010000", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"},
		{&winter.ComponentBase, "GMT", "+0100", "+0000", "19961027T020000", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"},
	} {
		p.of.SetProperty(ics.ComponentProperty(ics.PropertyTzname), p.name)
		p.of.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), p.from)
		p.of.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), p.to)
		p.of.SetProperty(ics.ComponentPropertyDtStart, p.at)
		p.of.AddRrule(p.rule)
	}
	zone.Components = append(zone.Components, summer, winter)
	return zone
}

package hub

import "time"

// PlacementPeriodLength is how long the periods are that placements are counted by.
type PlacementPeriodLength string

// The lengths of periods, of the calendar.
const (
	PeriodMonth   PlacementPeriodLength = "MONTH"
	PeriodQuarter PlacementPeriodLength = "QUARTER"
)

func (l PlacementPeriodLength) months() int {
	if l == PeriodQuarter {
		return 3
	}
	return 1
}

// PlacementFiguresInput asks to count what employers offered for placements from one day to another, both included.
type PlacementFiguresInput struct {
	From, Until Date
	By          PlacementPeriodLength
	// AsAt is the day by whose end it was known; nil for today.
	AsAt         *Date
	ProgrammeIn  []string
	SicSectionIn []string
	WardIn       []string
}

// maxFiguresYears is how many years are counted at a time.
const maxFiguresYears = 10

// Check refuses what cannot be counted, and counts what is known today where in does not say otherwise. Errors: BAD_INPUT.
func (in *PlacementFiguresInput) Check(today Date) error {
	if in.AsAt == nil {
		in.AsAt = &today
	}
	switch {
	case in.AsAt.After(today):
		return BadInput("choose today or an earlier day", "asAt")
	case in.Until.Before(in.From):
		return BadInput("the period ends before it begins; check both days", "until")
	case in.Until.After(in.From.AddMonths(12 * maxFiguresYears)):
		return BadInput("choose ten years at most", "until")
	}
	return PlacementFilter{ProgrammeIn: in.ProgrammeIn, SicSectionIn: in.SicSectionIn, WardIn: in.WardIn}.Check()
}

// PlacementFlow is what happened in a period: StartsOn is the first day of the month or quarter.
type PlacementFlow struct {
	StartsOn                 Date
	Offered, Filled, Started int
}

// FormEmployers are employers of a legal form that offered placements, and that hosted some.
type FormEmployers struct {
	LegalForm         LegalForm
	Offering, Hosting int
}

// PlacementCounts are what was counted, as it is.
type PlacementCounts struct {
	Flows     []PlacementFlow
	Employers []FormEmployers
}

// PlacementPeriod is a period with its counts, as their reader is told them.
type PlacementPeriod struct {
	StartsOn, EndsOn Date
	// PlacesOffered are those of opportunities that opened first in the period.
	PlacesOffered int
	// PlacesFilled are placements that were confirmed in it and not given back, Started those that started; nil where suppressed.
	PlacesFilled, Started *int
}

// PlacesFilledSuppressed says that too few places were filled to be told.
func (p PlacementPeriod) PlacesFilledSuppressed() bool { return p.PlacesFilled == nil }

// StartedSuppressed says that too few started to be told.
func (p PlacementPeriod) StartedSuppressed() bool { return p.Started == nil }

// Ownership is to whom an employer belongs.
type Ownership string

// The kinds of ownership, as far as the legal form tells them.
const (
	OwnershipPrivate   Ownership = "PRIVATE"
	OwnershipPublic    Ownership = "PUBLIC"
	OwnershipVoluntary Ownership = "VOLUNTARY"
	OwnershipNotKnown  Ownership = "NOT_KNOWN"
)

var ownerships = []Ownership{OwnershipPrivate, OwnershipPublic, OwnershipVoluntary, OwnershipNotKnown}

// Ownership is to whom an employer of the form belongs. A corporate body that is no company may be a charity as well as a company from overseas.
func (f LegalForm) Ownership() Ownership {
	switch f {
	case LegalFormPublicBody:
		return OwnershipPublic
	case LegalFormCharity:
		return OwnershipVoluntary
	case LegalFormOtherCorporate, LegalFormUnknown:
		return OwnershipNotKnown
	default:
		return OwnershipPrivate
	}
}

// PlacementEmployers are distinct employers of an ownership.
type PlacementEmployers struct {
	Ownership         Ownership
	Offering, Hosting int
}

// PlacementFigures count what employers offered and who started, as their reader is told it.
type PlacementFigures struct {
	AsAt    Date
	Periods []PlacementPeriod
	// PlacesOffered, PlacesFilled and Started are those of all periods; the latter are nil where suppressed.
	PlacesOffered         int
	PlacesFilled, Started *int
	// Offering are distinct employers with an opportunity that was open on a day of the period, Hosting those where somebody was on a placement.
	Offering, Hosting int
	ByOwnership       []PlacementEmployers
}

// PlacesFilledSuppressed says that the sum would tell of few people.
func (f PlacementFigures) PlacesFilledSuppressed() bool { return f.PlacesFilled == nil }

// StartedSuppressed says that the sum would tell of few people.
func (f PlacementFigures) StartedSuppressed() bool { return f.Started == nil }

// Figures puts together what was counted of in for its reader: each period of the calendar, cut to the days that were asked for, with or without
// something in it.
func (in PlacementFiguresInput) Figures(by Actor, counts PlacementCounts) PlacementFigures {
	out := PlacementFigures{AsAt: *in.AsAt, Periods: []PlacementPeriod{}}
	counted := map[Date]PlacementFlow{}
	for _, flow := range counts.Flows {
		counted[flow.StartsOn] = flow
	}
	var filled, started []int
	for begins := in.By.start(in.From); !begins.After(in.Until); begins = begins.AddMonths(in.By.months()) {
		flow, ends := counted[begins], begins.AddMonths(in.By.months()).AddDays(-1)
		period := PlacementPeriod{StartsOn: begins, EndsOn: ends, PlacesOffered: flow.Offered}
		if begins.Before(in.From) {
			period.StartsOn = in.From
		}
		if ends.After(in.Until) {
			period.EndsOn = in.Until
		}
		out.PlacesOffered += flow.Offered
		out.Periods, filled, started = append(out.Periods, period), append(filled, flow.Filled), append(started, flow.Started)
	}
	toldFilled, sumFilled := by.PeopleInParts(filled)
	toldStarted, sumStarted := by.PeopleInParts(started)
	for i := range out.Periods {
		out.Periods[i].PlacesFilled, out.Periods[i].Started = toldFilled[i], toldStarted[i]
	}
	out.PlacesFilled, out.Started = sumFilled, sumStarted
	for _, ownership := range ownerships {
		of := PlacementEmployers{Ownership: ownership}
		for _, e := range counts.Employers {
			if e.LegalForm.Ownership() == ownership {
				of.Offering, of.Hosting = of.Offering+e.Offering, of.Hosting+e.Hosting
			}
		}
		out.Offering, out.Hosting, out.ByOwnership = out.Offering+of.Offering, out.Hosting+of.Hosting, append(out.ByOwnership, of)
	}
	return out
}

// start is the first day of the period of the calendar that a day is in.
func (l PlacementPeriodLength) start(day Date) Date {
	month := int(day.Month()) - 1
	return NewDate(day.Year(), time.Month(month-month%l.months()+1), 1)
}

package hub

// OutcomeFigure is how many outcomes of a kind a programme's placements led to in a quarter. Whoever only reads figures is told no few people: see
// Actor.People. There are no sums, from which a suppressed figure could be told.
type OutcomeFigure struct {
	Programme string
	Kind      OutcomeKind
	// Weeks are those of a sustained job; nil otherwise.
	Weeks *int
	// Quarter is its first day.
	Quarter Date
	// Claimed are all that count, Confirmed those of them that somebody confirmed, and Participants whom they are about; nil where they are suppressed.
	Claimed, Confirmed, Participants *int
}

// CountedOutcomes are the counts of a figure as they are.
type CountedOutcomes struct {
	Programme                        string
	Kind                             OutcomeKind
	Weeks                            *int
	Quarter                          Date
	Claimed, Confirmed, Participants int
}

// Figure is what by is told of the counts. Where few people are behind them, or few of them are without a confirmation, the counts from which that could be told are
// suppressed too.
func (c CountedOutcomes) Figure(by Actor) OutcomeFigure {
	f := OutcomeFigure{Programme: c.Programme, Kind: c.Kind, Weeks: c.Weeks, Quarter: c.Quarter, Participants: by.People(c.Participants)}
	if f.Participants == nil {
		return f
	}
	f.Claimed = by.People(c.Claimed)
	if by.SeesTrueCounts() || !FewPeople(c.Claimed-c.Confirmed) {
		f.Confirmed = by.People(c.Confirmed)
	}
	return f
}

// OutcomeFigureFilter narrows the figures of outcomes; empty fields do not.
type OutcomeFigureFilter struct {
	ProgrammeIn []string
	KindIn      []OutcomeKind
}

// QuartersFrom are the first days of the four quarters of a financial year, which begins in April. Errors: BAD_INPUT for a year that the hub does not know.
func QuartersFrom(year int) ([]Date, error) {
	if err := between(&year, 2020, 2100, "year"); err != nil {
		return nil, err
	}
	return []Date{NewDate(year, 4, 1), NewDate(year, 7, 1), NewDate(year, 10, 1), NewDate(year+1, 1, 1)}, nil
}

// Check refuses what would ask too much of one request. Errors: BAD_INPUT.
func (f OutcomeFigureFilter) Check() error {
	return OutcomeFilter{ProgrammeIn: f.ProgrammeIn, KindIn: f.KindIn}.Check()
}

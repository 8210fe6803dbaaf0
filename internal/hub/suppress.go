package hub

// Few people in a place can be told apart, so who only reads figures is told no count of people from 1 to 4, and every other one to the nearest 5:
// of participants, apprentices, and people on courses. Pupil places are places, and employers, opportunities and those who come to meetings are no
// participants; they are told as they are.
const (
	fewPeople     = 5
	peopleRounded = 5
)

// SeesTrueCounts says that a is told how many people something is about as it is.
func (a Actor) SeesTrueCounts() bool { return a.May(PermReadPersonal) }

// FewPeople says that a count of people is suppressed for those who only read figures.
func FewPeople(n int) bool { return 0 < n && n < fewPeople }

// People is the count n of people as a is told it: nil where it is suppressed.
func (a Actor) People(n int) *int {
	switch {
	case a.SeesTrueCounts():
		return &n
	case FewPeople(n):
		return nil
	default:
		return new((n + peopleRounded/2) / peopleRounded * peopleRounded)
	}
}

// PeopleInParts are the counts parts of people, and their sum, as a is told them. Where a part is suppressed the sum is too: what the others are rounded from
// would say too well what is left for that part.
func (a Actor) PeopleInParts(parts []int) (told []*int, sum *int) {
	told, total, suppressed := make([]*int, len(parts)), 0, false
	for i, n := range parts {
		total += n
		told[i] = a.People(n)
		suppressed = suppressed || told[i] == nil
	}
	if suppressed {
		return told, nil
	}
	return told, a.People(total)
}

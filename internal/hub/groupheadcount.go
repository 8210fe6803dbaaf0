package hub

// GroupHeadcount is how many people the whole group of an employer has, as far as the hub knows.
type GroupHeadcount struct {
	// Parts are all employers of the group that the reader sees and that are not closed, the one that is part of no other first.
	Parts []GroupPart
}

// GroupPart is an employer of a group, the only one where it is in none.
type GroupPart struct {
	EmployerID EmployerID
	// Top says that it is part of no other.
	Top bool
	// Headcount is nil where it is unknown, and AsAt the day from which it holds.
	Headcount *int
	AsAt      *Date
}

// Known is the larger of what the top says and of the sum of its parts, since a group's own figure may or may not count them; nil where nothing is known.
func (g GroupHeadcount) Known() *int {
	var top, parts int
	known := false
	for _, p := range g.Parts {
		if p.Headcount == nil {
			continue
		}
		known = true
		if p.Top {
			top += *p.Headcount
		} else {
			parts += *p.Headcount
		}
	}
	if !known {
		return nil
	}
	return new(max(top, parts))
}

// Complete says that the headcount of every part is known.
func (g GroupHeadcount) Complete() bool {
	for _, p := range g.Parts {
		if p.Headcount == nil {
			return false
		}
	}
	return len(g.Parts) > 0
}

// overruled says that another number than what is known is given: any other where all parts are known, and a lower one where some are not.
func (g GroupHeadcount) overruled(headcount int) bool {
	known := g.Known()
	return known != nil && (headcount < *known || headcount > *known && g.Complete())
}

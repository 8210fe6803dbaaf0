package hub

import "slices"

// Route is the way of one set of answers through a questionnaire.
type Route struct {
	// Questions are those to ask, as far as the answers decide it, in order.
	Questions []Question
	// Given are the answers to Questions. Answers that a change of mind took off the route are left out, not lost.
	Given Answers

	undecided int
}

// NewRoute finds the way of answers through d.
func NewRoute(d Definition, answers Answers) Route {
	r := Route{Given: Answers{}}
	ahead := map[string]bool{}
	for _, q := range d.Questions() {
		switch q.When.truth(r.Given, ahead) {
		case no:
		case undecided:
			r.undecided++
			ahead[q.ID] = true
		case yes:
			r.Questions = append(r.Questions, q.on(r, d))
			if a, ok := answers[q.ID]; ok {
				r.Given[q.ID] = a
			} else {
				ahead[q.ID] = true
			}
		}
	}
	return r
}

// on is q as it is asked after the answers so far: a GRID with its rows, a GROUP with as many entries as it may have.
func (q Question) on(r Route, d Definition) Question {
	if q.RowsFrom != "" {
		from, _ := d.Question(q.RowsFrom)
		q.Rows = q.rows(from, r.Given)
	}
	if q.Fewer != nil && q.Fewer.When.truth(r.Given, nil) == yes {
		q.Most = q.Fewer.Most
	}
	return q
}

// Pending is the first question that still needs an answer, or a better one because an earlier answer has changed.
func (r Route) Pending() (Question, bool) {
	for _, q := range r.Questions {
		a, ok := r.Given[q.ID]
		if !ok || ValidateAnswer(q, a, r.Given) != nil {
			return q, true
		}
	}
	return Question{}, false
}

// Find is the question with that id, if it may be asked now: it is on the route and none before it is pending.
func (r Route) Find(id string) (Question, bool) {
	pending, _ := r.Pending()
	for _, q := range r.Questions {
		if q.ID == id {
			return q, true
		}
		if q.ID == pending.ID {
			break
		}
	}
	return Question{}, false
}

// Before is the question asked before the one with that id.
func (r Route) Before(id string) (Question, bool) {
	if i := r.index(id); i > 0 {
		return r.Questions[i-1], true
	}
	return Question{}, false
}

// Place says that the question with that id is number n of so many; not exactly so many where later ones depend on answers
// to come.
func (r Route) Place(id string) (n, of int, exactly bool) {
	return r.index(id) + 1, len(r.Questions) + r.undecided, r.undecided == 0
}

func (r Route) index(id string) int {
	return slices.IndexFunc(r.Questions, func(q Question) bool { return q.ID == id })
}

// SectionProgress is how far the answers are with one section.
type SectionProgress struct {
	Title string
	// Done says that every question that is asked has its answer, Begun that one has.
	Done, Begun bool
	// GoOn is the question to go on with, or to look at again; empty where an earlier section comes first.
	GoOn string
}

// Progress tells of each section how far the answers are.
func (d Definition) Progress(answers Answers) []SectionProgress {
	route := NewRoute(d, answers)
	pending, unfinished := route.Pending()
	var all []SectionProgress
	reachable := true
	for _, s := range d.Sections {
		p := SectionProgress{Title: s.Title, Done: true}
		first := ""
		for _, q := range s.Questions {
			if route.index(q.ID) < 0 {
				continue
			}
			if first == "" {
				first = q.ID
			}
			_, given := route.Given[q.ID]
			p.Begun = p.Begun || given
			p.Done = p.Done && given && (!unfinished || q.ID != pending.ID)
			if unfinished && q.ID == pending.ID {
				p.GoOn, reachable = q.ID, false
			}
		}
		if p.GoOn == "" && reachable {
			p.GoOn = first
		}
		all = append(all, p)
	}
	return all
}

// SectionsLeft counts the sections of d in which answers leaves a question to answer.
func (d Definition) SectionsLeft(answers Answers) int {
	route, left := NewRoute(d, answers), 0
	for _, s := range d.Sections {
		if slices.ContainsFunc(s.Questions, func(q Question) bool { return route.lacks(q.ID) }) {
			left++
		}
	}
	return left
}

func (r Route) lacks(id string) bool {
	_, given := r.Given[id]
	return r.index(id) >= 0 && !given
}

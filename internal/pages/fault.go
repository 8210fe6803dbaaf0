package pages

import (
	"fmt"
	"strings"

	"employerhub/internal/hub"
)

// fault is something to put right in a field of the form.
type fault struct {
	Field, Message string
	// Link is the id of the input to go to, Where the entry of a GROUP that it is about, such as "Job 2".
	Link, Where string
}

// wrong puts on the page what is wrong with the answer that stands there.
func (p *page) wrong(err error) {
	p.Errors = faultsOf(err)
	for i := range p.Errors {
		e := &p.Errors[i]
		for _, f := range append(p.fields(), p.Field()) {
			if e.Field == f.Name {
				e.Link = f.first()
			}
		}
		for n := 1; n <= p.Entries && p.Entries > 1; n++ {
			if p.Question.Kind == hub.QuestionGroup && strings.HasPrefix(e.Field, p.Question.FieldName(n, "")) {
				e.Where = fmt.Sprintf("%s %d", p.EntryName(), n)
			}
		}
	}
}

// fields are the parts of the question of the page.
func (p page) fields() []field {
	all := p.Field().Cells()
	for _, e := range p.AllEntries() {
		all = append(all, e.Fields...)
	}
	return all
}

// faultsOf takes apart what is wrong with an answer.
func faultsOf(err error) []fault {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []fault
		for _, one := range joined.Unwrap() {
			all = append(all, faultsOf(one)...)
		}
		return all
	}
	field := hub.FieldOf(err)
	return []fault{{Field: field, Message: err.Error(), Link: field}}
}

package pages

import (
	"net/http"
	"strconv"
	"strings"

	"employerhub/internal/hub"
)

// entry is one entry of a GROUP.
type entry struct {
	N      int
	Fields []field
}

// AllEntries are those of a GROUP that the page shows.
func (p page) AllEntries() []entry {
	var all []entry
	for n := 1; n <= p.Entries; n++ {
		e := entry{N: n}
		for _, q := range p.Question.Fields {
			f := p.Field().part(q, p.Question.FieldName(n, q.ID))
			f.Focus = n == p.Added && len(e.Fields) == 0
			e.Fields = append(e.Fields, f)
		}
		all = append(all, e)
	}
	return all
}

// MayAdd says that another entry fits.
func (p page) MayAdd() bool { return p.Entries < p.Question.EntriesAtMost() }

// EntryName is what an entry of a GROUP is called, as a heading.
func (p page) EntryName() string { return capital(p.Question.Entry) }

// What a question's page asks for beside saving and going on.
const (
	thenLater  = "later"
	thenAdd    = "add"
	thenRemove = "remove."
)

// changeEntries shows the page of a GROUP with one entry more or less. Nothing is saved yet, and what was typed stays.
func (p *Pages) changeEntries(w http.ResponseWriter, r *http.Request, asked hub.Asked, q hub.Question, form hub.Form, then string, version int) {
	removed, err := strconv.Atoi(strings.TrimPrefix(then, thenRemove))
	form = q.Without(form, removed)
	content := questionPage(r, asked, q, form)
	content.Version = version
	if err == nil {
		content.Notice = content.EntryName() + " " + strconv.Itoa(removed) + " is off this page. Save the page to keep it so."
	}
	if then == thenAdd && content.MayAdd() {
		content.Entries++
		content.Added = content.Entries
	}
	p.write(w, http.StatusOK, "question.html", content)
}

package pages

import (
	"net/http"

	"employerhub/internal/hub"
)

func handOverPage(r *http.Request, asked hub.Asked, form hub.Form) page {
	content := newPage(r, asked, "Someone else should answer this")
	content.Back, content.Form = home(r), form
	return content
}

// askToHandOver is the page that gives the questionnaire to a colleague.
func (p *Pages) askToHandOver(w http.ResponseWriter, r *http.Request, asked hub.Asked) {
	today, err := p.app.Today(r.Context())
	switch {
	case err != nil:
		p.fail(w, r, err)
	case !asked.MayStart(today):
		see(w, r, home(r))
	default:
		p.write(w, http.StatusOK, "handover.html", handOverPage(r, asked, nil))
	}
}

func (p *Pages) handOver(w http.ResponseWriter, r *http.Request, asked hub.Asked) {
	if err := r.ParseForm(); err != nil {
		p.fail(w, r, hub.BadInput("What the page sent cannot be read. Open it again by the link in our e-mail"))
		return
	}
	err := p.app.HandOver(r.Context(), hub.HandOverInput{
		InvitationID: asked.InvitationID, Name: r.PostForm.Get("name"), Email: r.PostForm.Get("email"), JobTitle: r.PostForm.Get("jobTitle"),
	})
	switch hub.CodeOf(err) {
	case hub.ErrBadInput:
		content := handOverPage(r, asked, hub.Form(r.PostForm))
		content.Errors = faultsOf(err)
		p.write(w, http.StatusUnprocessableEntity, "handover.html", content)
	case hub.ErrConflict:
		see(w, r, home(r)) // the start page tells why
	default:
		if err != nil {
			p.fail(w, r, err)
			return
		}
		see(w, r, home(r))
	}
}

// gone tells a person whose invitation is somebody else's now.
func (p *Pages) gone(w http.ResponseWriter, r *http.Request, link hub.Link) {
	to, err := p.app.HandedOver(r.Context(), link.InvitationID)
	if err != nil {
		p.fail(w, r, err)
		return
	}
	p.write(w, http.StatusOK, "message.html", page{Title: "You handed this over", Said: []string{
		"You handed this questionnaire to " + to.To + " on " + hub.DateOf(to.At).Words() + ". The answers that you had saved went with it.",
		"We wrote to " + to.To + ", and will not remind you. Was it a mistake? Reply to the e-mail that this link came in.",
	}})
}

// line is a field of one line.
type line struct {
	Name, Label, Value string
	Faults             []string
}

// Line is a field of the page's form.
func (p page) Line(name, label string) line {
	l := line{Name: name, Label: label}
	if values := p.Form[name]; len(values) > 0 {
		l.Value = values[0]
	}
	for _, e := range p.Errors {
		if e.Field == name {
			l.Faults = append(l.Faults, e.Message)
		}
	}
	return l
}

package pages

import (
	"net/http"

	"employerhub/internal/hub"
)

// askWhetherContactLeft asks who holds a link from a message about an award or about placements whether the person has left.
func (p *Pages) askWhetherContactLeft(w http.ResponseWriter, r *http.Request, link hub.Link) {
	told, err := p.app.Contacted(r.Context(), link)
	if err != nil {
		p.fail(w, r, err)
		return
	}
	p.write(w, http.StatusOK, "stop.html", page{
		Title: "This person has left", Home: home(r), Action: home(r) + "/contact-left", Button: "Yes, this person has left",
		Said: []string{
			"We wrote to " + told.PersonName + " at " + told.EmployerName + ".",
			"If this person does not work there any more, we will not write to them there again, and will find out whom to write to.",
		},
	})
}

func (p *Pages) contactLeft(w http.ResponseWriter, r *http.Request, link hub.Link) {
	if err := p.app.ContactLeft(r.Context(), link); err != nil {
		p.fail(w, r, err)
		return
	}
	p.write(w, http.StatusOK, "message.html", page{Title: "Thank you for telling us", Home: home(r), Said: []string{
		"We will not write to this person there again, and will find out whom to write to.",
	}})
}

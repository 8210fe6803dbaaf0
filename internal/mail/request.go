package mail

import (
	"fmt"
	"net/mail"
	"strings"

	"employerhub/internal/hub"
)

// requests is what the templates of a message about requests may say. Every field is one line.
type requests struct {
	letter
	Asked   []askedLine
	Reminds bool
}

// askedLine is one thing that is asked. By is who asks, where that is somebody other than the sender.
type askedLine struct{ Title, Until, By string }

// Requests writes to a person at an employer what is asked of them about placements, with a personal link of its own. Errors: what is written to is no
// address, nothing is asked.
func (c Composer) Requests(o hub.OutgoingRequests, token hub.LinkToken) (Message, error) {
	if len(o.Open) == 0 {
		return Message{}, fmt.Errorf("cannot compose %s: nothing is asked", o.ID)
	}
	first, address := o.Open[0], c.BaseURL+"/a/"+string(token)
	l := requests{
		letter: letter{
			PersonName: oneLine(o.PersonName), EmployerName: oneLine(first.EmployerName), OrganisationName: oneLine(first.OrganisationName),
			OfficerName: oneLine(given(first.OfficerName)), OfficerPhone: oneLine(given(first.OfficerPhone)), OfficerEmail: oneLine(given(first.OfficerEmail)),
			Link: address, Privacy: c.BaseURL + "/a/privacy",
		},
		Reminds: o.Reminds,
	}
	for _, r := range o.Open {
		line := askedLine{Title: oneLine(r.Title()), Until: r.DueOn.Words()}
		if r.OrganisationID != first.OrganisationID {
			line.By = oneLine(r.OrganisationName)
		}
		l.Asked = append(l.Asked, line)
	}
	l.Title = l.Asked[0].Title
	if len(l.Asked) > 1 {
		l.Title = fmt.Sprintf("%d things that we ask of %s about placements", len(l.Asked), l.EmployerName)
	}
	if l.Reminds {
		l.Title = "Reminder: " + l.Title
	}
	to, err := hub.ParseEmailAddress(string(*o.Email))
	if err != nil {
		return Message{}, fmt.Errorf("cannot send %s: the person's address is none", o.ID)
	}
	m := Message{ID: o.ID, From: c.From, To: mail.Address{Name: l.PersonName, Address: string(to)}, Subject: l.Title, Unsubscribe: l.Link + "/unsubscribe"}
	if officer, err := hub.ParseEmailAddress(l.OfficerEmail); err == nil {
		m.ReplyTo = &mail.Address{Name: l.OfficerName, Address: string(officer)}
	}
	var text, html strings.Builder
	for _, err := range []error{textTemplates.ExecuteTemplate(&text, "request.txt", l), htmlTemplates.ExecuteTemplate(&html, "request.html", l)} {
		if err != nil {
			return Message{}, fmt.Errorf("cannot compose %s: %w", o.ID, err)
		}
	}
	m.Text, m.HTML = text.String(), html.String()
	return m, m.check()
}

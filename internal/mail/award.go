package mail

import (
	"fmt"
	"net/mail"
	"strings"

	"employerhub/internal/hub"
)

// award is what its templates may say. Every field is one line.
type award struct {
	letter
	Scheme, ExpiresOn, Level string
	MovesUp                  bool
}

// Award writes to the contact of an employer that an award runs out, with a personal link of its own. Errors: what is written to is no
// address.
func (c Composer) Award(o hub.OutgoingAward, token hub.LinkToken) (Message, error) {
	a := award{
		letter: letter{
			PersonName: oneLine(o.PersonName), EmployerName: oneLine(o.EmployerName), OrganisationName: oneLine(given(o.OrganisationName)),
			OfficerName: oneLine(given(o.OfficerName)), OfficerPhone: oneLine(given(o.OfficerPhone)), OfficerEmail: oneLine(given(o.OfficerEmail)),
			Link: c.BaseURL + "/a/" + string(token), Privacy: c.BaseURL + "/a/privacy",
		},
		Scheme: oneLine(o.Scheme), Level: oneLine(o.Title), ExpiresOn: o.ExpiresOn.Words(), MovesUp: o.MovesUp,
	}
	a.Title = a.Scheme + " at " + a.EmployerName + " runs out on " + a.ExpiresOn
	to, err := hub.ParseEmailAddress(string(*o.Email))
	if err != nil {
		return Message{}, fmt.Errorf("cannot send %s: the person's address is none", o.ID)
	}
	m := Message{ID: o.ID, From: c.From, To: mail.Address{Name: a.PersonName, Address: string(to)}, Subject: a.Title, Unsubscribe: a.Link + "/unsubscribe"}
	if officer, err := hub.ParseEmailAddress(a.OfficerEmail); err == nil {
		m.ReplyTo = &mail.Address{Name: a.OfficerName, Address: string(officer)}
	}
	var text, html strings.Builder
	for _, err := range []error{textTemplates.ExecuteTemplate(&text, "award.txt", a), htmlTemplates.ExecuteTemplate(&html, "award.html", a)} {
		if err != nil {
			return Message{}, fmt.Errorf("cannot compose %s: %w", o.ID, err)
		}
	}
	m.Text, m.HTML = text.String(), html.String()
	return m, m.check()
}

// Whom is whom to ask, as it stands in a sentence.
func (a award) Whom() string {
	if whom := a.contact(); whom != "" {
		return whom
	}
	return a.OrganisationName
}

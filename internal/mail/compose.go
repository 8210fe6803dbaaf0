package mail

import (
	"embed"
	"fmt"
	"html/template"
	"net/mail"
	"strings"
	texttemplate "text/template"
	"unicode"

	"employerhub/internal/hub"
)

// Composer writes messages for one hub.
type Composer struct {
	// From is who all messages come from.
	From mail.Address
	// BaseURL is where people reach the hub, without a slash at the end.
	BaseURL string
}

//go:embed templates
var files embed.FS

var (
	htmlTemplates = template.Must(template.ParseFS(files, "templates/*.html"))
	textTemplates = texttemplate.Must(texttemplate.ParseFS(files, "templates/*.txt"))
)

// letter is what the templates may say. Every field is one line.
type letter struct {
	PersonName, EmployerName, OrganisationName string
	OfficerName, OfficerPhone, OfficerEmail    string
	Title                                      string
	Paragraphs                                 []hub.Paragraph
	Link, Privacy                              string
}

// contact is whom to talk to, as it stands in a sentence; empty where there is nobody.
func (l letter) contact() string {
	switch {
	case l.OfficerName == "":
		return ""
	case l.OfficerPhone == "":
		return l.OfficerName + ", " + l.OrganisationName
	default:
		return l.OfficerName + ", " + l.OrganisationName + ", telephone " + l.OfficerPhone
	}
}

// Diagnostic writes the message that o stands for, with a personal link of its own. Errors: what is written to is no address.
func (c Composer) Diagnostic(o hub.Outgoing, token hub.LinkToken) (Message, error) {
	l := letter{
		PersonName: oneLine(o.PersonName), EmployerName: oneLine(o.EmployerName), OrganisationName: oneLine(o.OrganisationName),
		OfficerName: oneLine(given(o.OfficerName)), OfficerPhone: oneLine(given(o.OfficerPhone)), OfficerEmail: oneLine(given(o.OfficerEmail)),
		Title: oneLine(o.Definition.Title), Link: c.BaseURL + "/a/" + string(token), Privacy: c.BaseURL + "/a/privacy",
	}
	values := map[string]string{
		hub.FieldEmployer: l.EmployerName, hub.FieldPerson: l.PersonName, hub.FieldOrganisation: l.OrganisationName,
		hub.FieldAbout: oneLine(o.Definition.About), hub.FieldMinutes: hub.MinutesInWords(o.Definition.Minutes), hub.FieldCloses: o.ClosesOn.Words(),
		hub.FieldContact: l.contact(),
	}
	key := hub.TextInvitation
	if o.HandedOverBy != nil {
		values[hub.FieldFrom] = oneLine(*o.HandedOverBy)
	}
	if o.Rule == hub.RuleDiagnosticHandover {
		key = hub.TextHandover
	}
	if o.InvitedAt != nil {
		values[hub.FieldInvited] = hub.DateOf(*o.InvitedAt).Words()
		key = hub.TextReminderNotStarted
		if o.Given != nil {
			key = hub.TextReminderPartDone
		}
	}
	words := o.Texts.Of(key)
	if words.Hold(hub.FieldSectionsLeft) {
		values[hub.FieldSectionsLeft] = hub.SectionsLeftInWords(o.Definition.SectionsLeft(o.Given))
	}
	var subject string
	subject, l.Paragraphs = words.Fill(values)
	to, err := hub.ParseEmailAddress(string(*o.Email))
	if err != nil {
		return Message{}, fmt.Errorf("cannot send %s: the person's address is none", o.ID)
	}
	m := Message{
		ID: o.ID, From: c.From, To: mail.Address{Name: l.PersonName, Address: string(to)}, Unsubscribe: l.Link + "/unsubscribe",
	}
	if officer, err := hub.ParseEmailAddress(l.OfficerEmail); err == nil {
		m.ReplyTo = &mail.Address{Name: l.OfficerName, Address: string(officer)}
	}
	var text, html strings.Builder
	for _, err := range []error{
		textTemplates.ExecuteTemplate(&text, "letter.txt", l),
		htmlTemplates.ExecuteTemplate(&html, "letter.html", l),
	} {
		if err != nil {
			return Message{}, fmt.Errorf("cannot compose %s: %w", o.ID, err)
		}
	}
	m.Subject, m.Text, m.HTML = oneLine(subject), text.String(), html.String()
	return m, m.check()
}

func given(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// oneLine leaves out what could end a header field or forge a paragraph: line breaks and control characters.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
}

// domain is that of the address which all messages come from.
func (c Composer) domain() string {
	_, domain, _ := strings.Cut(c.From.Address, "@")
	return domain
}

package mail_test

import (
	netmail "net/mail"
	"strings"
	"testing"
	"time"

	"employerhub/internal/hub"
	"employerhub/internal/mail"
)

var composer = mail.Composer{
	From:    netmail.Address{Name: "Employer engagement hub", Address: "hub@rotherham.example"},
	BaseURL: "https://hub.rotherham.example",
}

func TestDiagnosticMessages(t *testing.T) {
	t.Parallel()
	invited := time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)
	for name, tc := range map[string]struct {
		invitedAt *time.Time
		given     hub.Answers
		subject   string
		says      string
	}{
		"the invitation":                 {nil, nil, "Skills at Don Valley Castings Ltd: 2 minutes, and a plan back", "It takes about 2 minutes"},
		"a reminder, not started":        {&invited, nil, "Still time: skills at Don Valley Castings Ltd", "We wrote to you on 24 November 2026"},
		"a reminder, begun and empty":    {&invited, hub.Answers{}, "You are part way through", "3 sections are left"},
		"a reminder, one section behind": {&invited, recruitment(), "You are part way through", "2 sections are left"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := outgoing()
			o.InvitedAt, o.Given = tc.invitedAt, tc.given

			m, err := composer.Diagnostic(o, "sometoken")

			if err != nil || m.Subject != tc.subject {
				t.Fatalf("got %q, %v; want %q", m.Subject, err, tc.subject)
			}
			for kind, body := range map[string]string{"text": m.Text, "HTML": m.HTML} {
				for _, want := range []string{
					tc.says, "Dear Ann Lee", "https://hub.rotherham.example/a/sometoken", "until 16 December 2026",
					"Rotherham Council sends this to you", "/not-now", "/not-for-me", "/left", "/a/privacy", "telephone 01709 382121",
				} {
					if !strings.Contains(body, want) {
						t.Errorf("the %s lacks %q:\n%s", kind, want, body)
					}
				}
			}
			if m.ReplyTo.Address != "sam@rotherham.example" || m.To.Address != "ann@donvalley.example" {
				t.Errorf("to %s, answers to %s", m.To.Address, m.ReplyTo.Address)
			}
			if want := "<" + o.ID.String() + "@rotherham.example>"; m.MessageID() != want {
				t.Errorf("got %s, want %s", m.MessageID(), want)
			}
		})
	}
}

func TestWithoutAnOfficerItComesFromTheOrganisation(t *testing.T) {
	t.Parallel()
	o := outgoing()
	o.OfficerName, o.OfficerEmail, o.OfficerPhone = nil, nil, nil

	m, err := composer.Diagnostic(o, "sometoken")

	if err != nil || m.ReplyTo != nil || strings.Contains(m.Text+m.HTML, "rather talk") {
		t.Errorf("got %v, %v\n%s", m.ReplyTo, err, m.Text)
	}
}

func TestNamesStayText(t *testing.T) {
	t.Parallel()
	o := outgoing()
	o.EmployerName = `<script>alert("1")</script> & Sons`

	m, err := composer.Diagnostic(o, "sometoken")

	if err != nil || strings.Contains(m.HTML, "<script>") || !strings.Contains(m.HTML, "&amp; Sons") {
		t.Errorf("%v\n%s", err, m.HTML)
	}
}

func FuzzNobodyAddsAHeader(f *testing.F) {
	for _, seed := range []string{"Ann\r\nBcc: all@example.org", "Ann\nX: y", "Ann\u2028Lee", "Ann\x00", "=?utf-8?q?Ann=0ABcc?=", `"Ann" <a@b>`} {
		f.Add(seed, "ann@donvalley.example")
	}
	f.Add("Ann", "ann@donvalley.example\r\nBcc: all@example.org")
	f.Fuzz(func(t *testing.T, name, address string) {
		o := outgoing()
		email := hub.EmailAddress(address)
		o.PersonName, o.EmployerName, o.OrganisationName, o.OfficerName, o.Email = name, name, name, &name, &email

		m, err := composer.Diagnostic(o, "sometoken")

		if err != nil {
			return
		}
		for _, h := range m.Headers() {
			if strings.ContainsAny(h.Value, "\r\n\x00") {
				t.Fatalf("%s: %q", h.Name, h.Value)
			}
		}
	})
}

func outgoing() hub.Outgoing {
	email, officer, officerEmail, phone := hub.EmailAddress("ann@donvalley.example"), "Sam Reed", "sam@rotherham.example", "01709 382121"
	closes, _ := hub.ParseDate("2026-12-16")
	return hub.Outgoing{
		ID: hub.NewMessageID(), PersonName: "Ann Lee", Email: &email, EmployerName: "Don Valley Castings Ltd", ClosesOn: closes,
		OrganisationName: "Rotherham Council", OfficerName: &officer, OfficerEmail: &officerEmail, OfficerPhone: &phone,
		Definition: hub.Pulse(),
	}
}

// recruitment answers the first section of the pulse.
func recruitment() hub.Answers {
	none := 0
	return hub.Answers{"hiring": {Options: []string{"harder"}}, "vacancies": {Number: &none}}
}

// Package mail composes e-mail and hands it to whoever carries it.
package mail

import (
	"fmt"
	"mime"
	"net/mail"
	"strings"
	"unicode"

	"employerhub/internal/hub"
)

// Message is one e-mail, ready to be handed over.
type Message struct {
	ID      hub.MessageID
	From    mail.Address
	To      mail.Address
	ReplyTo *mail.Address
	Subject string
	Text    string
	HTML    string
}

// Header is one header field as it goes over the wire.
type Header struct{ Name, Value string }

// MessageID is what mail programs know the message by. The same message always has the same.
func (m Message) MessageID() string {
	_, domain, _ := strings.Cut(m.From.Address, "@")
	return "<" + m.ID.String() + "@" + domain + ">"
}

// Headers lists the fields that the hub decides; the transport adds its own.
func (m Message) Headers() []Header {
	all := []Header{{"From", m.From.String()}, {"To", m.To.String()}}
	if m.ReplyTo != nil {
		all = append(all, Header{"Reply-To", m.ReplyTo.String()})
	}
	return append(all,
		Header{"Subject", mime.QEncoding.Encode("utf-8", m.Subject)},
		Header{"Message-ID", m.MessageID()},
		Header{"Auto-Submitted", "auto-generated"},
	)
}

// check refuses what would let a name or an address say more than one header field.
func (m Message) check() error {
	for _, h := range m.Headers() {
		if strings.ContainsFunc(h.Value, unicode.IsControl) {
			return fmt.Errorf("%s of %s holds control characters", h.Name, m.ID)
		}
	}
	return nil
}

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
	// Unsubscribe is where mail programs send a POST when the person wants no more of these (RFC 8058); empty where the message is
	// strictly transactional.
	Unsubscribe string
	// Calendar is an entry for calendar programs, and Method what they should do with it; empty where there is none.
	Calendar []byte
	Method   string
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
	all = append(all, Header{"Subject", mime.QEncoding.Encode("utf-8", m.Subject)}, Header{"Message-ID", m.MessageID()})
	return append(all, m.ownHeaders()...)
}

// ownHeaders are those that mail libraries have no part in.
func (m Message) ownHeaders() []Header {
	all := []Header{{"Auto-Submitted", "auto-generated"}}
	if m.Unsubscribe != "" {
		all = append(all, Header{"List-Unsubscribe", "<" + m.Unsubscribe + ">"}, Header{"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"})
	}
	return all
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

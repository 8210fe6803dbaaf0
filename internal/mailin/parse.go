// Package mailin takes e-mail: copies that staff send to their logging addresses become interactions. It speaks SMTP to the mail
// server before it, reads what may be kept of a message, and hands that to one use case.
package mailin

import (
	"errors"
	"io"
	"mime"
	"slices"
	"strings"
	"unicode/utf8"

	"employerhub/internal/hub"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // decodes what is not UTF-8
	"github.com/emersion/go-message/mail"
	"golang.org/x/text/encoding/charmap"
)

const (
	mostHeader      = 256 << 10 // bytes of the head
	mostParts       = 200       // MIME parts, however nested
	mostDepth       = 12        // parts within parts
	mostText        = 2 << 20   // bytes of text that are read; HTML is long for what it says
	mostAttachments = 50        // names that are told
	mostReceived    = 50        // mail servers on the way, after which it goes round in circles
	mostAddresses   = 500       // addresses that are read
	mostMessageID   = 998       // characters, as of a line
)

// refusal is why a message is not taken, as its sender is told.
type refusal string

func (r refusal) Error() string { return string(r) }

const (
	errReport    = refusal("this is no message of a person, so the hub does not log it: it was sent by a program, a list or an automatic reply")
	errLoop      = refusal("this message has passed through too many mail servers: it goes round in circles")
	errFrom      = refusal("the From line of this message does not name one sender")
	errStructure = refusal("this message has too many parts; send it without its attachments")
	errMessage   = refusal("this is not an e-mail message that the hub can read")
)

// parse reads what may be kept of a message: addresses, subject, date, plain text and the names of attachments. It reads r to the
// end. Errors: a refusal, and those of reading r.
func parse(r io.Reader) (hub.IncomingEmail, error) {
	source := &tracked{from: r}
	m, err := read(source)
	if _, drained := io.Copy(io.Discard, source); drained != nil {
		return hub.IncomingEmail{}, drained
	}
	return m, err
}

// tracked remembers the error of the line, which is not the message's fault.
type tracked struct {
	from io.Reader
	err  error
}

func (t *tracked) Read(p []byte) (n int, err error) {
	if t.err != nil {
		return 0, t.err
	}
	n, err = t.from.Read(p)
	t.err = err
	return n, err
}

func read(r io.Reader) (hub.IncomingEmail, error) {
	e, err := message.ReadWithOptions(r, &message.ReadOptions{MaxHeaderBytes: mostHeader})
	if e == nil || err != nil && !readable(err) {
		return hub.IncomingEmail{}, errMessage
	}
	h := mail.Header{Header: e.Header}
	if err := fromPerson(h); err != nil {
		return hub.IncomingEmail{}, err
	}
	m := hub.IncomingEmail{MessageID: messageID(h), To: slices.Concat(addresses(h, "To"), addresses(h, "Cc")), Subject: decoded(h, "Subject")}
	from := addresses(h, "From")
	if len(from) != 1 || len(h.Values("From")) != 1 {
		return hub.IncomingEmail{}, errFrom
	}
	m.From = from[0].Address
	if at, err := h.Date(); err == nil && !at.IsZero() {
		m.SentAt = &at
	}
	parts := &reader{left: mostText}
	words, err := parts.entity(e, 0)
	if err != nil {
		return hub.IncomingEmail{}, err
	}
	m.Attachments = parts.attachments
	if m.Forwarded = parts.forwarded; m.Forwarded == nil {
		m.Forwarded = forwardedIn(words.text)
	}
	forwarded := len(m.Forwarded) > 0 && passedOn(m.Subject, words.text)
	switch {
	case len(parts.days) == 1:
		m.ForwardedOn = parts.days[0]
	case len(parts.days) == 0 && forwarded:
		m.ForwardedOn = dayOfHead(words.text)
	}
	m.Text = ownWords(words.text, forwarded)
	return m, nil
}

// readable says that a message can be read in spite of err: a character set or an encoding that nobody knows.
func readable(err error) bool { return message.IsUnknownCharset(err) || message.IsUnknownEncoding(err) }

// fromPerson refuses what programs send, so that no two of them answer each other for ever.
func fromPerson(h mail.Header) error {
	automatic, _, _ := strings.Cut(strings.ToLower(h.Get("Auto-Submitted")), ";")
	media, _, _ := h.ContentType()
	switch {
	case h.FieldsByKey("Received").Len() > mostReceived:
		return errLoop
	case h.Has("Auto-Submitted") && strings.TrimSpace(automatic) != "no",
		slices.Contains([]string{"bulk", "junk", "list", "auto_reply"}, strings.ToLower(strings.TrimSpace(h.Get("Precedence")))),
		h.Has("List-Id"), h.Has("List-Unsubscribe"), h.Has("List-Post"), media == "multipart/report":
		return errReport
	default:
		return nil
	}
}

func messageID(h mail.Header) string {
	id := strings.TrimSpace(h.Get("Message-Id"))
	return strings.ToValidUTF8(id[:min(len(id), mostMessageID)], "")
}

// decoded is a line of the head in plain words; what cannot be decoded stays as it is.
func decoded(h mail.Header, key string) string {
	text, err := h.Text(key)
	if err != nil {
		text = h.Get(key)
	}
	return valid(text)
}

// addresses are those of a line of the head that the hub can write to. A line that breaks the rules is searched for addresses.
func addresses(h mail.Header, key string) []hub.EmailParty {
	var found []hub.EmailParty
	for fields := h.FieldsByKey(key); fields.Next() && len(found) < mostAddresses; {
		one := mail.Header{}
		one.Set(key, fields.Value())
		list, err := one.AddressList(key)
		if err != nil {
			found = append(found, addressesIn(decoded(one, key))...)
			continue
		}
		for _, a := range list {
			if address, err := hub.ParseEmailAddress(a.Address); err == nil {
				found = append(found, hub.EmailParty{Address: address, Name: valid(a.Name)})
			}
		}
	}
	return found[:min(len(found), mostAddresses)]
}

// reader reads the parts of one message.
type reader struct {
	parts int
	// left is how much text is still read.
	left        int64
	attachments []string
	forwarded   []hub.EmailParty
	// inside is how many messages that were passed on as files are being read, days when the outermost were sent; nil for one that does
	// not say it.
	inside int
	days   []*hub.Date
}

// words are what a part says. Plain words are better than those taken out of HTML.
type words struct {
	text  string
	plain bool
}

func (r *reader) entity(e *message.Entity, depth int) (words, error) {
	if r.parts++; r.parts > mostParts || depth > mostDepth {
		return words{}, errStructure
	}
	media, parameters, _ := e.Header.ContentType()
	disposition, placed, _ := e.Header.ContentDisposition()
	switch {
	case strings.HasPrefix(media, "multipart/"):
		return r.multipart(e, media, depth)
	case media == "message/rfc822":
		return r.message(e, depth)
	case disposition == "attachment", !strings.HasPrefix(media, "text/"), media == "text/calendar":
		if e.Header.Has("Content-Id") && strings.HasPrefix(media, "image/") {
			return words{}, nil // a picture in the text, most often somebody's logo
		}
		r.drop(placed["filename"], parameters["name"], media)
		return words{}, nil
	}
	text := r.read(e.Body)
	if media == "text/html" {
		return words{text: textOfHTML(text)}, nil
	}
	if strings.EqualFold(parameters["format"], "flowed") {
		text = unwrapped(text, strings.EqualFold(parameters["delsp"], "yes"))
	}
	return words{text: text, plain: true}, nil
}

func (r *reader) multipart(e *message.Entity, media string, depth int) (words, error) {
	var all words
	parts := e.MultipartReader()
	for n := 0; ; n++ {
		part, err := parts.NextPart()
		if err != nil && !readable(err) {
			return all, ended(err)
		}
		its, err := r.entity(part, depth+1)
		if err != nil {
			return words{}, err
		}
		switch blank := strings.TrimSpace(its.text) == ""; {
		case blank, media == "multipart/related" && n > 0:
		case media == "multipart/alternative":
			if all.text == "" || its.plain && !all.plain {
				all = its
			}
		case all.text == "":
			all = its
		default:
			all.text += "\n\n" + its.text
		}
	}
}

// ended is nil where a message ends before its parts do, which happens: what came is read. Errors: those of the line.
func ended(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return errMessage
}

// message reads a message that was passed on as a file.
func (r *reader) message(e *message.Entity, depth int) (words, error) {
	inner, err := message.ReadWithOptions(e.Body, &message.ReadOptions{MaxHeaderBytes: mostHeader})
	if inner == nil || err != nil && !readable(err) {
		r.drop("", "", "message/rfc822")
		return words{}, nil
	}
	h := mail.Header{Header: inner.Header}
	r.forwarded = append(r.forwarded, slices.Concat(addresses(h, "From"), addresses(h, "To"), addresses(h, "Cc"))...)
	if r.inside == 0 {
		var day *hub.Date
		if at, err := h.Date(); err == nil && !at.IsZero() {
			day = new(hub.DateOf(at))
		}
		r.days = append(r.days, day)
	}
	r.inside++
	its, err := r.entity(inner, depth+1)
	r.inside--
	if err != nil {
		return words{}, err
	}
	var head strings.Builder
	head.WriteString("---------- Forwarded message ----------")
	for _, key := range []string{"From", "Date", "Subject"} {
		if value := strings.TrimSpace(decoded(h, key)); value != "" {
			head.WriteString("\n" + key + ": " + strings.Join(strings.Fields(value), " "))
		}
	}
	return words{text: head.String() + "\n\n" + its.text, plain: its.plain}, nil
}

// drop notes the name of a file that is not kept.
func (r *reader) drop(name, other, media string) {
	if name == "" {
		name = other
	}
	decoder := mime.WordDecoder{CharsetReader: message.CharsetReader}
	if plain, err := decoder.DecodeHeader(name); err == nil {
		name = plain
	}
	switch {
	case strings.TrimSpace(name) != "":
	case media == "text/calendar":
		name = "an invitation"
	default:
		name = "a file without a name"
	}
	if len(r.attachments) < mostAttachments {
		r.attachments = append(r.attachments, valid(name))
	}
}

// read is the text of a part, as far as its encoding can be read. An error of the line is met again where the message ends.
func (r *reader) read(body io.Reader) string {
	content, _ := io.ReadAll(io.LimitReader(body, r.left))
	r.left -= int64(len(content))
	return strings.ReplaceAll(valid(string(content)), "\r\n", "\n")
}

// valid is s as UTF-8. What is none is taken for what Windows writes, as most programs do that do not say what they write.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	if text, err := charmap.Windows1252.NewDecoder().String(s); err == nil {
		return text
	}
	return strings.ToValidUTF8(s, "�")
}

package hub

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// MessageTextKey is one kind of message whose words managers may change.
type MessageTextKey string

// The kinds of message about a questionnaire.
const (
	TextInvitation         MessageTextKey = "INVITATION"
	TextReminderNotStarted MessageTextKey = "REMINDER_NOT_STARTED"
	TextReminderPartDone   MessageTextKey = "REMINDER_PART_DONE"
	TextHandover           MessageTextKey = "HANDOVER"
)

// MessageTextKeys are all of them, in the order in which people meet them.
var MessageTextKeys = []MessageTextKey{TextInvitation, TextReminderNotStarted, TextReminderPartDone, TextHandover}

// Words are the subject and the body of a message, with fields such as {employer}. Blank lines part the body's paragraphs; one
// that begins with {link} is the button, and what follows is what the button says. A paragraph with a field that nothing is
// known for is left out.
type Words struct {
	Subject string `json:"subject"`
	Body    string `json:"body"`
}

// Texts are words by the kind of message. A kind that is not there has the hub's own words.
type Texts map[MessageTextKey]Words

// MessageText is the words of one kind of message as they stand.
type MessageText struct {
	Key MessageTextKey
	Words
	// Custom says that a manager changed them.
	Custom bool
	// Version is 0 where they are the hub's own.
	Version int
}

// Fields are what the words may mention.
func (MessageText) Fields() []string { return slices.Clone(textFields) }

// UpdateMessageTextInput changes the words of one kind of message. With both empty the hub's own are back.
type UpdateMessageTextInput struct {
	Key     MessageTextKey
	Version int
	Subject string
	Body    string
}

// Update takes the words of in. Errors: CONFLICT where t is not the version that the caller read, and those of Words.Check.
func (t MessageText) Update(in UpdateMessageTextInput) (MessageText, error) {
	if in.Version != t.Version {
		return t, changedSince("text")
	}
	w := Words{strings.TrimSpace(in.Subject), strings.ReplaceAll(in.Body, "\r\n", "\n")}
	if w == (Words{}) || w == OwnWords(t.Key) {
		return MessageText{Key: t.Key, Words: OwnWords(t.Key)}, nil
	}
	if w == t.Words {
		return t, nil
	}
	if err := w.Check(); err != nil {
		return t, err
	}
	return MessageText{t.Key, w, true, t.Version + 1}, nil
}

// MessageTextInput are the words of one kind of message in one campaign.
type MessageTextInput struct {
	Key     MessageTextKey
	Subject string
	Body    string
}

// The fields that words may hold.
const (
	FieldEmployer     = "employer"
	FieldPerson       = "person"
	FieldOrganisation = "organisation"
	FieldAbout        = "about"
	FieldMinutes      = "minutes"
	FieldCloses       = "closes"
	FieldInvited      = "invited"
	FieldSectionsLeft = "sectionsLeft"
	FieldContact      = "contact"
	FieldFrom         = "from"
	FieldLink         = "link"
)

var textFields = []string{
	FieldEmployer, FieldPerson, FieldOrganisation, FieldAbout, FieldMinutes, FieldCloses, FieldInvited, FieldSectionsLeft, FieldContact,
	FieldFrom, FieldLink,
}

// OwnWords are the hub's own words of a kind of message.
func OwnWords(key MessageTextKey) Words { return ownWords[key] }

var ownWords = Texts{
	TextInvitation: {
		"Skills at {employer}: {minutes}, and a plan back",
		`What skills does {employer} need, and what would help? {about}

It takes about {minutes}. You can stop and come back, or pass it on to a colleague: the answers so far stay. You choose who sees them.

{link} Answer until {closes}

Would you rather talk? {contact}: we fill it in together. Or just reply to this e-mail.`,
	},
	TextReminderNotStarted: {
		"Still time: skills at {employer}",
		`We wrote to you on {invited} to ask which skills {employer} needs, and what would help. There is still time to say: it takes about {minutes}.

{link} Answer until {closes}

Is this not the moment? Choose “Not now” below, and we stop asking about this.

Would you rather talk? {contact}: we fill it in together. Or just reply to this e-mail.`,
	},
	TextReminderPartDone: {
		"You are part way through",
		`The answers that {employer} has given so far are saved. {sectionsLeft}.

{link} Carry on until {closes}

Does someone else know the rest? Open the page and choose “Someone else should answer this”: your answers so far go with it.

Would you rather talk? {contact}: we fill it in together. Or just reply to this e-mail.`,
	},
	TextHandover: {
		"{from} asks you about skills at {employer}",
		`{from} says that you know best which skills {employer} needs, and what would help. {about}

Answers that were given so far are there. It takes about {minutes}. You can stop and come back, and you choose who sees your answers.

{link} Answer until {closes}

Would you rather talk? {contact}: we fill it in together. Or just reply to this e-mail.`,
	},
}

const (
	mostSubject = 150
	mostBody    = 5000
)

var textField = regexp.MustCompile(`\{([^{}]*)\}`)

// Check refuses words that could not be sent. Errors: BAD_INPUT that names the place in the text.
func (w Words) Check() error {
	switch {
	case strings.TrimSpace(w.Subject) == "":
		return BadInput("write a subject", "subject")
	case strings.ContainsAny(w.Subject, "\r\n"):
		return BadInput("write the subject on one line", "subject")
	case len([]rune(w.Subject)) > mostSubject:
		return BadInput(fmt.Sprintf("use at most %d characters", mostSubject), "subject")
	case len([]rune(w.Body)) > mostBody:
		return BadInput(fmt.Sprintf("use at most %d characters", mostBody), "body")
	}
	if err := checkFields("subject", w.Subject); err != nil {
		return err
	}
	if err := checkFields("body", w.Body); err != nil {
		return err
	}
	links := 0
	for _, p := range paragraphs(w.Body) {
		if n := strings.Count(p, "{link}"); n > 0 {
			links += n
			label, begins := strings.CutPrefix(p, "{link}")
			if !begins || strings.TrimSpace(label) == "" || strings.Contains(label, "\n") {
				return BadInput("begin a paragraph of its own with {link}, followed by what the button says on the same line", "body")
			}
		}
	}
	switch {
	case strings.Contains(w.Subject, "{link}"):
		return BadInput("{link} belongs into the body", "subject")
	case links != 1:
		return BadInput("the body needs exactly one paragraph that begins with {link}", "body")
	default:
		return nil
	}
}

func checkFields(where, text string) error {
	for n, line := range strings.Split(text, "\n") {
		for _, m := range textField.FindAllStringSubmatch(line, -1) {
			if !slices.Contains(textFields, m[1]) {
				return BadInput(fmt.Sprintf("line %d has {%s}, which is not a field; the fields are {%s}", n+1, m[1], strings.Join(textFields, "}, {")), where)
			}
		}
		if strings.ContainsAny(textField.ReplaceAllString(line, ""), "{}") {
			return BadInput(fmt.Sprintf("line %d has a { or } without its partner", n+1), where)
		}
	}
	return nil
}

func paragraphs(body string) []string {
	var all []string
	for p := range strings.SplitSeq(strings.ReplaceAll(body, "\r\n", "\n"), "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			all = append(all, p)
		}
	}
	return all
}

// Paragraph is one of a message's body: text, or what the button says.
type Paragraph struct {
	Text   string
	Button string
}

// Hold says that the words have a field in them.
func (w Words) Hold(field string) bool { return strings.Contains(w.Subject+w.Body, "{"+field+"}") }

// Fill puts values into the places of the fields. A paragraph with a field that has none is left out, a subject keeps what is
// left.
func (w Words) Fill(values map[string]string) (subject string, body []Paragraph) {
	put := func(text string) (string, bool) {
		whole := true
		return textField.ReplaceAllStringFunc(text, func(place string) string {
			value := values[place[1:len(place)-1]]
			whole = whole && value != ""
			return value
		}), whole
	}
	subject, _ = put(w.Subject)
	for _, p := range paragraphs(w.Body) {
		label, button := strings.CutPrefix(p, "{link}")
		text, whole := put(strings.TrimSpace(label))
		switch {
		case !whole:
		case button:
			body = append(body, Paragraph{Button: text})
		default:
			body = append(body, Paragraph{Text: text})
		}
	}
	return subject, body
}

// Of are the words of a kind of message.
func (t Texts) Of(key MessageTextKey) Words {
	if w, ok := t[key]; ok {
		return w
	}
	return ownWords[key]
}

// NewTexts takes the words that standing has with those that a campaign brings. Errors: BAD_INPUT that names the text and the
// place in it.
func NewTexts(standing []MessageText, own []MessageTextInput) (Texts, error) {
	texts := Texts{}
	for _, t := range standing {
		texts[t.Key] = t.Words
	}
	for _, in := range own {
		w := Words{Subject: strings.TrimSpace(in.Subject), Body: in.Body}
		if err := w.Check(); err != nil {
			return nil, Within("texts", Within(string(in.Key), err))
		}
		texts[in.Key] = w
	}
	return texts, nil
}

// RenderedText is what words say to somebody.
type RenderedText struct {
	Key     MessageTextKey
	Subject string
	Text    string
}

// Preview is what texts say to a made-up person, asked with d until closes.
func (t Texts) Preview(d Definition, organisation string, closes Date) []RenderedText {
	values := map[string]string{
		FieldEmployer: "Example Castings Ltd", FieldPerson: "Jo Swann", FieldOrganisation: organisation, FieldAbout: d.About,
		FieldMinutes: MinutesInWords(d.Minutes), FieldCloses: closes.Words(), FieldInvited: closes.AddDays(-14).Words(),
		FieldSectionsLeft: SectionsLeftInWords(2), FieldContact: "Priya Nair, " + organisation + ", telephone 01709 000000", FieldFrom: "Sam Reed",
	}
	var all []RenderedText
	for _, key := range slices.Sorted(maps.Keys(t)) {
		subject, body := t[key].Fill(values)
		var lines []string
		for _, p := range body {
			if p.Button != "" {
				lines = append(lines, "[ "+p.Button+" ]")
			} else {
				lines = append(lines, p.Text)
			}
		}
		all = append(all, RenderedText{key, subject, strings.Join(lines, "\n\n")})
	}
	return all
}

// MinutesInWords is such as "10 minutes".
func MinutesInWords(n int) string {
	if n == 1 {
		return "1 minute"
	}
	return fmt.Sprintf("%d minutes", n)
}

// SectionsLeftInWords is such as "2 sections are left".
func SectionsLeftInWords(n int) string {
	switch n {
	case 0:
		return "Nothing is left but to check and send them"
	case 1:
		return "1 section is left"
	default:
		return fmt.Sprintf("%d sections are left", n)
	}
}

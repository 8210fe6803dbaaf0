package mailin

import (
	"regexp"
	"strings"
	"time"

	"employerhub/internal/hub"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// textOfHTML is what a browser would show of a page, as lines of text; earlier messages have > in front.
func textOfHTML(page string) string {
	p := paper{}
	tokens := html.NewTokenizer(strings.NewReader(page))
	hidden := 0
	for {
		kind := tokens.Next()
		switch kind {
		case html.ErrorToken:
			return p.String()
		case html.TextToken:
			if hidden == 0 {
				p.write(string(tokens.Text()))
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := tokens.TagName()
			tag := atom.Lookup(name)
			if concealed[tag] {
				switch {
				case kind == html.StartTagToken:
					hidden++
				case kind == html.EndTagToken && hidden > 0:
					hidden--
				}
				continue
			}
			p.tag(tag, kind)
		case html.CommentToken, html.DoctypeToken:
		}
	}
}

var (
	concealed = map[atom.Atom]bool{atom.Head: true, atom.Style: true, atom.Script: true, atom.Title: true, atom.Template: true, atom.Object: true}
	blocks    = map[atom.Atom]bool{
		atom.P: true, atom.Div: true, atom.Tr: true, atom.Li: true, atom.Ul: true, atom.Ol: true, atom.Table: true, atom.Blockquote: true, atom.Pre: true,
		atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Hr: true, atom.Section: true, atom.Article: true,
	}
)

// spaced are blocks that an empty line comes after.
var spaced = map[atom.Atom]bool{atom.P: true, atom.Ul: true, atom.Ol: true, atom.Table: true}

// mostQuotes is how deep earlier messages are told apart.
const mostQuotes = 5

// paper is where text is written line by line.
type paper struct {
	strings.Builder
	quotes int
	// begun says that the line has words, gap that a space comes before the next.
	begun, gap bool
}

func (p *paper) write(text string) {
	for i, word := range strings.Fields(text) {
		if p.begun && (p.gap || i > 0 || strings.HasPrefix(text, " ") || strings.HasPrefix(text, "\n")) {
			p.WriteByte(' ')
		}
		if !p.begun && p.quotes > 0 {
			p.WriteString(strings.Repeat(">", min(p.quotes, mostQuotes)) + " ")
		}
		p.WriteString(word)
		p.begun, p.gap = true, false
	}
	if last := len(text) - 1; last >= 0 && strings.ContainsRune(" \n\t\r\u00a0", rune(text[last])) {
		p.gap = true
	}
}

func (p *paper) line() {
	if p.begun {
		p.WriteByte('\n')
	}
	p.begun, p.gap = false, false
}

func (p *paper) tag(tag atom.Atom, kind html.TokenType) {
	opens := kind == html.StartTagToken
	switch {
	case tag == atom.Br:
		if !p.begun {
			p.WriteByte('\n')
		}
		p.line()
	case tag == atom.Td || tag == atom.Th:
		p.gap = true
	case blocks[tag]:
		p.line()
		if spaced[tag] && !opens && p.Len() > 0 {
			p.WriteByte('\n')
		}
		if tag == atom.Li && opens {
			p.write("-")
			p.gap = true
		}
		if tag == atom.Blockquote && opens {
			p.quotes++
		} else if tag == atom.Blockquote && p.quotes > 0 {
			p.quotes--
		}
	}
}

// unwrapped puts paragraphs together that a program has broken into lines (RFC 3676).
func unwrapped(text string, dropSpace bool) string {
	var out strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		if !strings.HasPrefix(line, ">") {
			line = strings.TrimPrefix(line, " ") // stuffed
		}
		if !strings.HasSuffix(line, " ") || line == "-- " || strings.HasPrefix(line, ">") {
			out.WriteString(line + "\n")
			continue
		}
		if dropSpace {
			line = line[:len(line)-1]
		}
		out.WriteString(line)
	}
	return out.String()
}

var (
	wrote     = regexp.MustCompile(`(?i)^(on|am|le|el|il)\b.{3,300}(wrote|schrieb|écrit|escribió|ha scritto)\s*:$`)
	original  = regexp.MustCompile(`(?i)^-{2,} ?(original message|original appointment|reply message) ?-{2,}$`)
	passed    = regexp.MustCompile(`(?i)^(-{2,} ?forwarded (message|by .*) ?-*|begin forwarded message:)$`)
	head      = regexp.MustCompile(`(?i)^\*?(from|sent|date|to|cc|subject):\*?\s+(.*)$`)
	anAddress = regexp.MustCompile(`[^\s<>"'(),;:\[\]]{1,64}@[^\s<>"'(),;:\[\]]{1,253}`)
	aDay      = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*,? (\d{4})\b`)
	usDay     = regexp.MustCompile(`(?i)\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b`)
	forwards  = regexp.MustCompile(`(?i)^\s*(fw|fwd|wg|tr|i)\s*:`)
)

// leftOut stands where earlier messages were.
const leftOut = "[Earlier messages are left out.]"

// ownWords is what the sender wrote: without earlier messages, which were logged by themselves or can be, and without what comes
// after a signature's dashes. Of a message that is passed on everything stays, and of one that has no words of its own.
func ownWords(text string, forwarded bool) string {
	text = strings.TrimSpace(text)
	if forwarded {
		return text
	}
	lines := strings.Split(text, "\n")
	var own []string
	left := false
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		bare := strings.TrimSpace(line)
		if line == "-- " || line == "--" {
			break
		}
		if original.MatchString(bare) || passed.MatchString(bare) || headAt(lines, i) > 0 {
			left = true
			break
		}
		if quoted := quoteAt(lines, i); quoted > 0 {
			left = true
			i += quoted - 1
			continue
		}
		own = append(own, line)
	}
	words := strings.TrimSpace(strings.TrimRight(strings.Join(own, "\n"), "_- \n\t"))
	if words == "" {
		return text
	}
	if left {
		words += "\n\n" + leftOut
	}
	return words
}

// quoteAt says how many lines from i on are an earlier message with > in front, and the line or two that say who wrote it.
func quoteAt(lines []string, i int) int {
	n := 0
	switch bare := strings.TrimSpace(lines[i]); {
	case wrote.MatchString(bare):
		n = 1
	case i+1 < len(lines) && wrote.MatchString(bare+" "+strings.TrimSpace(lines[i+1])):
		n = 2
	case !strings.HasPrefix(bare, ">"):
		return 0
	}
	for i+n < len(lines) && (strings.HasPrefix(strings.TrimSpace(lines[i+n]), ">") || strings.TrimSpace(lines[i+n]) == "") {
		n++
	}
	return n
}

// headAt says how many lines from i on are the head of an earlier message, as Outlook writes it: From, then two of the others.
func headAt(lines []string, i int) int {
	first := head.FindStringSubmatch(strings.TrimSpace(lines[i]))
	if first == nil || !strings.EqualFold(first[1], "from") {
		return 0
	}
	n := 1
	for i+n < len(lines) && n < 12 && head.MatchString(strings.TrimSpace(lines[i+n])) {
		n++
	}
	if n < 3 {
		return 0
	}
	return n
}

// passedOn says that somebody sends on what somebody else wrote.
func passedOn(subject, text string) bool {
	if forwards.MatchString(subject) {
		return true
	}
	for line := range strings.SplitSeq(text, "\n") {
		if passed.MatchString(strings.TrimSpace(line)) {
			return true
		}
	}
	return false
}

// dayOfHead is the day in the head of the first message in text that is not the sender's own, as it stands there. Nil where its month is
// a number: 3/4 is in March to some and in April to others.
func dayOfHead(text string) *hub.Date {
	lines := strings.Split(text, "\n")
	for i := range lines {
		n := headAt(lines, i)
		if n == 0 {
			continue
		}
		for _, line := range lines[i : i+n] {
			if part := head.FindStringSubmatch(strings.TrimSpace(line)); strings.EqualFold(part[1], "date") || strings.EqualFold(part[1], "sent") {
				return dayIn(strings.Join(strings.Fields(part[2]), " "))
			}
		}
		return nil
	}
	return nil
}

func dayIn(words string) *hub.Date {
	day, month, year := "", "", ""
	if found := aDay.FindStringSubmatch(words); found != nil {
		day, month, year = found[1], found[2], found[3]
	} else if found := usDay.FindStringSubmatch(words); found != nil {
		day, month, year = found[2], found[1], found[3]
	}
	at, err := time.Parse("2 Jan 2006", day+" "+month+" "+year)
	if err != nil {
		return nil
	}
	return new(hub.NewDate(at.Year(), at.Month(), at.Day()))
}

// forwardedIn are the addresses in the head of the first message in text that is not the sender's own.
func forwardedIn(text string) []hub.EmailParty {
	lines := strings.Split(text, "\n")
	for i := range lines {
		n := headAt(lines, i)
		if n == 0 {
			continue
		}
		var found []hub.EmailParty
		for _, line := range lines[i : i+n] {
			if part := head.FindStringSubmatch(strings.TrimSpace(line)); !strings.EqualFold(part[1], "subject") {
				found = append(found, addressesIn(part[2])...)
			}
		}
		return found[:min(len(found), mostAddresses)]
	}
	return nil
}

// addressesIn finds addresses in a line, each with the words before it, which are most often a name.
func addressesIn(line string) []hub.EmailParty {
	var found []hub.EmailParty
	from := 0
	for _, at := range anAddress.FindAllStringIndex(line, mostAddresses) {
		address, err := hub.ParseEmailAddress(strings.TrimPrefix(strings.Trim(line[at[0]:at[1]], "."), "mailto:"))
		name := line[from:at[0]]
		if from = at[1]; err != nil {
			continue
		}
		if cut := strings.LastIndexAny(name, ";>"); cut >= 0 {
			name = name[cut+1:]
		}
		found = append(found, hub.EmailParty{Address: address, Name: strings.Trim(name, " \t,<[(\"'*:")})
	}
	return found
}

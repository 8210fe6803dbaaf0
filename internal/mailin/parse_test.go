package mailin

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"employerhub/internal/hub"
)

func TestAMessageIsReadAsItsSenderWroteIt(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]struct {
		subject, text string
		to, forwarded string
		attachments   string
	}{
		"plain": {subject: "Apprentices in January", text: "We agreed on two starts.\n\n[Earlier messages are left out.]", to: "jane@works.example hr@works.example"},
		"outlook": {
			subject: "RE: Café – visit", text: "Thank you for the tour.\n\n- two vacancies\n- one placement\n\nMo\n\n[Earlier messages are left out.]",
			to: "jane@works.example", attachments: "Rückblick 2026.pdf, an invitation",
		},
		"flowed":              {subject: "Notes", text: "One long paragraph that was wrapped.\n\nAnd another.", to: "jane@works.example"},
		"forwarded":           {subject: "Fwd: Placement", text: "---------- Forwarded message ---------\nFrom: Jane Smith <jane@works.example>\nDate: Mon, 23 Nov 2026 at 09:12\nSubject: Placement\nTo: Mo <mo@rotherham.example>\n\nCan you take two students?", to: "log@hub.example", forwarded: "jane@works.example mo@rotherham.example"},
		"forwarded as a file": {subject: "Placement", text: "See below.\n\n---------- Forwarded message ----------\nFrom: Jane <jane@works.example>\nDate: Mon, 23 Nov 2026 09:12:00 +0000\nSubject: Placement\n\nCan you take two students?", to: "log@hub.example", forwarded: "jane@works.example mo@rotherham.example"},
		"latin-1 unsaid":      {subject: "Caf\u00e9", text: "Na\u00efve \u00a35", to: "jane@works.example"},
		"unknown charset":     {subject: "Hello", text: "Still here", to: "jane@works.example"},
		"injected":            {subject: "One\r\nBcc: all@works.example", text: "Body", to: "jane@works.example", attachments: "a\r\nX: b.pdf"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, err := parse(strings.NewReader(sample(t, name)))
			if err != nil {
				t.Fatal(err)
			}
			if m.Subject != want.subject || m.Text != want.text {
				t.Errorf("subject %q, text %q; want %q, %q", m.Subject, m.Text, want.subject, want.text)
			}
			if got := listed(m.To); got != want.to {
				t.Errorf("to %s; want %s", got, want.to)
			}
			if got := listed(m.Forwarded); want.forwarded != "" && got != want.forwarded {
				t.Errorf("forwarded by %s; want %s", got, want.forwarded)
			}
			if got := strings.Join(m.Attachments, ", "); got != want.attachments {
				t.Errorf("attachments %q; want %q", got, want.attachments)
			}
			if m.From != "mo@rotherham.example" || m.MessageID == "" || m.SentAt == nil || !m.SentAt.Equal(time.Date(2026, time.November, 24, 10, 0, 0, 0, time.UTC)) {
				t.Errorf("from %s at %v, named %q", m.From, m.SentAt, m.MessageID)
			}
			r := m.Received(hub.User{}, m.To, *m.SentAt)
			if strings.ContainsAny(r.Subject, "\r\n") || strings.Contains(r.Summary, "\r") || strings.Contains(r.Summary, "\nBcc:") || strings.Contains(r.Summary, "\nX:") {
				t.Errorf("a line of the head got into the words: %q", r.Summary)
			}
		})
	}
}

func TestWhatIsPassedOnHappenedWhenItWasSent(t *testing.T) {
	t.Parallel()
	passedOn := func(sent string) string {
		return headed() + "---------- Forwarded message ----------\r\nFrom: jane@works.example\r\n" + sent + "\r\nSubject: S\r\n\r\nHello\r\n"
	}
	atLog := func(message string) string {
		return strings.Replace(message, "To: jane@works.example", "To: log@hub.example", 1)
	}
	file := func(dates ...string) string {
		var parts strings.Builder
		for _, date := range dates {
			fmt.Fprintf(&parts, "\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: jane@works.example\r\n%s\r\n\r\nHello", date)
		}
		return headed("Content-Type: multipart/mixed; boundary=b") + parts.String() + "\r\n--b--\r\n"
	}
	for name, test := range map[string]struct{ message, want string }{
		"Gmail":                      {atLog(passedOn("Date: Fri, 20 Nov 2026 at 09:12")), "2026-11-20"},
		"Outlook in America":         {sample(t, "forwarded by outlook"), "2026-11-19"},
		"Outlook in Britain":         {atLog(passedOn("Sent: 19 November 2026 17:12")), "2026-11-19"},
		"Apple":                      {atLog(passedOn("Date: 2 January 2026 at 09:12:33 GMT")), "2026-01-02"},
		"a file":                     {atLog(file("Date: Thu, 19 Nov 2026 23:30:00 -0500")), "2026-11-20"},
		"several files":              {atLog(file("Date: Thu, 19 Nov 2026 09:00:00 +0000", "Date: Wed, 18 Nov 2026 09:00:00 +0000")), "2026-11-24"},
		"a file without a day":       {atLog(file("X: Y")), "2026-11-24"},
		"a month that is a number":   {atLog(passedOn("Sent: 03/04/2026 17:12")), "2026-11-24"},
		"no such day":                {atLog(passedOn("Sent: 31 November 2026 17:12")), "2026-11-24"},
		"a day to come":              {atLog(passedOn("Sent: 25 November 2026 17:12")), "2026-11-24"},
		"a day before such records":  {atLog(passedOn("Sent: 25 November 1926 17:12")), "2026-11-24"},
		"to somebody else":           {passedOn("Date: Fri, 20 Nov 2026 at 09:12"), "2026-11-24"},
		"an answer, not passed on":   {atLog(headed() + "Yes.\r\n\r\nFrom: jane@works.example\r\nSent: 19 November 2026 17:12\r\nTo: mo@rotherham.example\r\nSubject: S\r\n\r\nHello\r\n"), "2026-11-24"},
		"a day in the words only":    {atLog(passedOn("To: mo@rotherham.example") + "\r\n20 November 2026"), "2026-11-24"},
		"an earlier message in that": {atLog(passedOn("Date: Fri, 20 Nov 2026 at 09:12") + "\r\nFrom: mo@rotherham.example\r\nSent: 18 November 2026 10:00\r\nTo: jane@works.example\r\n\r\nHi"), "2026-11-20"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, err := parse(strings.NewReader(test.message))
			if err != nil {
				t.Fatal(err)
			}
			others := m.Others(func(e hub.EmailAddress) bool { return !strings.HasSuffix(string(e), "@works.example") })
			if got := m.Received(hub.User{}, others, time.Date(2026, time.November, 24, 10, 0, 0, 0, time.UTC)).HappenedOn.String(); got != test.want {
				t.Errorf("it happened on %s; want %s", got, test.want)
			}
		})
	}
}

func listed(parties []hub.EmailParty) string {
	all := make([]string, len(parties))
	for i, p := range parties {
		all[i] = string(p.Address)
	}
	return strings.Join(all, " ")
}

// sample reads testdata, with the line ends of SMTP.
func sample(t testing.TB, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", strings.ReplaceAll(name, " ", "-")+".eml"))
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(content), "\n", "\r\n")
}

// headed is a message of Mo with these lines in its head.
func headed(lines ...string) string {
	return "From: mo@rotherham.example\r\nTo: jane@works.example\r\nSubject: S\r\n" + strings.Join(lines, "\r\n") + "\r\n\r\nBody\r\n"
}

func TestWhatNoPersonWroteIsRefused(t *testing.T) {
	t.Parallel()
	var nested strings.Builder
	for i := range 20 {
		fmt.Fprintf(&nested, "Content-Type: multipart/mixed; boundary=b%da\r\n\r\n--b%da\r\n", i, i)
	}
	for name, test := range map[string]struct {
		message string
		want    error
	}{
		"automatic reply":          {headed("Auto-Submitted: auto-replied"), errReport},
		"no automatic reply":       {headed("Auto-Submitted: no"), nil},
		"list":                     {headed("List-Id: <news.works.example>"), errReport},
		"the hub's own mail":       {headed("List-Unsubscribe: <https://hub.example/a/x>"), errReport},
		"bulk":                     {headed("Precedence: Bulk"), errReport},
		"delivery report":          {headed("Content-Type: multipart/report; boundary=x"), errReport},
		"going round":              {headed(strings.TrimSuffix(strings.Repeat("Received: by mx.example\r\n", 51), "\r\n")), errLoop},
		"a long way":               {headed(strings.TrimSuffix(strings.Repeat("Received: by mx.example\r\n", 50), "\r\n")), nil},
		"two senders":              {"From: mo@rotherham.example, jane@works.example\r\n\r\nBody", errFrom},
		"two lines of senders":     {"From: mo@rotherham.example\r\nFrom: jane@works.example\r\n\r\nBody", errFrom},
		"nobody":                   {"Subject: S\r\n\r\nBody", errFrom},
		"parts within parts":       {"From: mo@rotherham.example\r\n" + nested.String() + "\r\ndeep", errStructure},
		"parts beside parts":       {headed("Content-Type: multipart/mixed; boundary=b") + strings.Repeat("\r\n--b\r\n\r\nx", 201) + "\r\n--b--", errStructure},
		"as many as are read":      {headed("Content-Type: multipart/mixed; boundary=b") + strings.Repeat("\r\n--b\r\n\r\nx", 198) + "\r\n--b--", nil},
		"a head that is too large": {headed("X-Long: " + strings.Repeat("x", mostHeader)), errMessage},
		"no head":                  {"no head at all", errMessage},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := parse(strings.NewReader(test.message)); !errors.Is(err, test.want) {
				t.Errorf("%v; want %v", err, test.want)
			}
		})
	}
}

func TestAMessageWhoseLineBrokeIsNotRead(t *testing.T) {
	t.Parallel()
	whole := sample(t, "outlook") // its last boundary comes before its end
	broken := errors.New("connection reset")
	for _, at := range []int{10, 600, len(whole) - 2, len(whole)} {
		line := io.MultiReader(strings.NewReader(whole[:at]), failing{broken})
		if _, err := parse(line); !errors.Is(err, broken) {
			t.Errorf("cut after %d of %d bytes: %v; want %v", at, len(whole), err, broken)
		}
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func TestAnEnormousMessageIsReadInItsLimits(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("A line of some forty letters, not more.\r\n", 4<<20/41)
	m, err := parse(strings.NewReader(headed("Content-Type: text/plain") + long))
	if err != nil || len(m.Text) > mostText {
		t.Errorf("%d bytes of text, %v; want at most %d", len(m.Text), err, mostText)
	}
	r := m.Received(hub.User{}, nil, time.Now())
	if n := utf8.RuneCountInString(r.Summary); n != 20_000 || !strings.HasSuffix(r.Summary, "longer than the hub keeps.]") {
		t.Errorf("a summary of %d characters that ends %q", n, r.Summary[len(r.Summary)-40:])
	}
}

func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/*.eml")
	if err != nil || len(files) == 0 {
		f.Fatal("no samples", err)
	}
	for _, file := range files {
		f.Add([]byte(sample(f, strings.TrimSuffix(filepath.Base(file), ".eml"))))
	}
	f.Add([]byte(headed("Content-Type: multipart/mixed; boundary=\"\"")))
	f.Add([]byte(headed("Content-Type: message/rfc822")))
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := parse(strings.NewReader(string(raw)))
		if err != nil {
			if _, refused := errors.AsType[refusal](err); !refused {
				t.Errorf("%v, though the line is whole", err)
			}
			return
		}
		now := time.Date(2026, time.November, 24, 10, 0, 0, 0, time.UTC)
		r := m.Received(hub.User{}, m.Others(func(hub.EmailAddress) bool { return false }), now)
		if !utf8.ValidString(r.Summary) || !utf8.ValidString(r.Subject) || strings.ContainsAny(r.Subject, "\r\n\x00") || strings.ContainsAny(r.Summary, "\r\x00") {
			t.Errorf("the summary is %q of %q", r.Summary, r.Subject)
		}
		if n := utf8.RuneCountInString(r.Summary); n == 0 || n > 20_000 || utf8.RuneCountInString(r.Subject) > 200 {
			t.Errorf("a summary of %d characters", n)
		}
		if r.HappenedOn.After(hub.DateOf(now)) {
			t.Errorf("it happened on %s", r.HappenedOn)
		}
		for _, p := range r.Parties {
			if _, err := hub.ParseEmailAddress(string(p.Address)); err != nil || !utf8.ValidString(p.Name) || strings.ContainsAny(p.Name, "\r\n\x00") {
				t.Errorf("a party is %q %q: %v", p.Name, p.Address, err)
			}
		}
	})
}

package pages

import (
	"context"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

// Development answers below /dev/ in a development hub: the mail that was not sent, and the clock that days and reminders
// follow. Whoever reaches it may do everything, so other hubs do not have it.
type Development struct {
	app    *app.App
	sender *app.Sender
	log    *slog.Logger
	mux    *http.ServeMux
}

// NewDevelopment returns the pages of a. Moving the clock sends by sender what is due then.
func NewDevelopment(a *app.App, sender *app.Sender, log *slog.Logger) *Development {
	d := &Development{app: a, sender: sender, log: log, mux: http.NewServeMux()}
	d.mux.HandleFunc("GET /dev/inbox", d.inbox)
	d.mux.HandleFunc("GET /dev/inbox/{id}", d.letter)
	d.mux.HandleFunc("GET /dev/inbox/{id}/html", d.html)
	d.mux.HandleFunc("GET /dev/clock", d.clock)
	d.mux.HandleFunc("POST /dev/clock", d.moveClock)
	return d
}

// ServeHTTP answers a request below /dev/.
func (d *Development) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	w.Header().Set("Cache-Control", "no-store")
	r.Body = http.MaxBytesReader(w, r.Body, 4<<10)
	d.mux.ServeHTTP(w, r)
}

// developmentPage is what the templates below /dev/ show. Each uses some of it.
type developmentPage struct {
	Title, About, Home, Back string
	ByPhone                  string // empty: the layout asks for it
	Errors                   []fault
	Notice                   string

	Search  string
	Letters []hub.InboxMessage
	Letter  hub.InboxMessage

	Now    time.Time
	Moved  bool
	Date   string
	Time   string
	Coming []hub.ComingReminder
}

func (d *Development) write(w http.ResponseWriter, status int, name string, content developmentPage) {
	content.About, content.Home = "Development hub: nothing is sent, and the clock can be moved", "/dev/inbox"
	write(w, d.log, status, name, content)
}

func (d *Development) fail(w http.ResponseWriter, r *http.Request, err error) {
	if hub.CodeOf(err) == hub.ErrNotFound {
		http.NotFound(w, r)
		return
	}
	d.log.ErrorContext(r.Context(), "page failed", "route", r.Pattern, "error", err)
	http.Error(w, "That did not work: the log says why.", http.StatusInternalServerError)
}

func (d *Development) inbox(w http.ResponseWriter, r *http.Request) {
	search := strings.TrimSpace(r.FormValue("search"))
	letters, err := d.app.InboxMessages(r.Context(), search)
	if err != nil {
		d.fail(w, r, err)
		return
	}
	d.write(w, http.StatusOK, "inbox.html", developmentPage{Title: "Inbox", Search: search, Letters: letters})
}

func (d *Development) letter(w http.ResponseWriter, r *http.Request) {
	m, err := d.find(r)
	if err != nil {
		d.fail(w, r, err)
		return
	}
	d.write(w, http.StatusOK, "letter.html", developmentPage{Title: m.Subject, Back: "/dev/inbox", Letter: m})
}

// html is the HTML of a message by itself, as a mail program shows it: without scripts, and with links that lead away.
func (d *Development) html(w http.ResponseWriter, r *http.Request) {
	m, err := d.find(r)
	if err != nil {
		d.fail(w, r, err)
		return
	}
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-top-navigation-by-user-activation; frame-ancestors 'self'")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write([]byte(strings.Replace(m.HTML, "<head>", `<head><base target="_top">`, 1))) // a reader who has gone is no error of ours
}

func (d *Development) find(r *http.Request) (hub.InboxMessage, error) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return hub.InboxMessage{}, hub.NotFound("message")
	}
	return d.app.InboxMessage(r.Context(), id)
}

func (d *Development) clock(w http.ResponseWriter, r *http.Request) {
	d.showClock(w, r, http.StatusOK, developmentPage{Notice: r.FormValue("did")})
}

func (d *Development) showClock(w http.ResponseWriter, r *http.Request, status int, content developmentPage) {
	now, err := d.app.Now(r.Context())
	if err != nil {
		d.fail(w, r, err)
		return
	}
	if content.Coming, err = d.app.ComingReminders(r.Context()); err != nil {
		d.fail(w, r, err)
		return
	}
	content.Title, content.Now, content.Moved = "Clock", now, time.Until(now).Abs() > time.Minute
	if content.Date == "" {
		content.Date, content.Time = hub.DateOf(now).String(), now.In(hub.London).Format("15:04")
	}
	d.write(w, status, "clock.html", content)
}

// moveClock moves it as the button says, does what has become due, and tells what that was.
func (d *Development) moveClock(w http.ResponseWriter, r *http.Request) {
	now, err := d.app.Now(r.Context())
	if err != nil {
		d.fail(w, r, err)
		return
	}
	to, problem := destination(r, now)
	if problem != "" {
		d.showClock(w, r, http.StatusBadRequest, developmentPage{Errors: []fault{{Message: problem}}, Date: r.FormValue("date"), Time: r.FormValue("time")})
		return
	}
	if err := d.app.MoveClock(r.Context(), to); err != nil {
		d.fail(w, r, err)
		return
	}
	did, err := d.catchUp(r.Context())
	if err != nil {
		d.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/dev/clock?did="+url.QueryEscape(did), http.StatusSeeOther)
}

// destination is where the button of the form moves the clock, or what to put right.
func destination(r *http.Request, now time.Time) (time.Time, string) {
	switch by := r.FormValue("by"); by {
	case "hour":
		return now.Add(time.Hour), ""
	case "day", "week":
		days := map[string]int{"day": 1, "week": 7}[by]
		return now.In(hub.London).AddDate(0, 0, days), ""
	case "real":
		return time.Now(), ""
	default:
		to, err := time.ParseInLocation("2006-01-02 15:04", r.FormValue("date")+" "+r.FormValue("time"), hub.London)
		if err != nil {
			return to, "Enter a date and a time, like 2026-12-01 and 10:30"
		}
		return to, ""
	}
}

// patience is how long moving the clock waits for what other processes are sending.
const patience = 10 * time.Second

// catchUp sweeps and sends until nothing is left to do, here or in a worker beside, and says what was done here.
func (d *Development) catchUp(ctx context.Context) (string, error) {
	var sent, cancelled, closed int
	for end := time.Now().Add(patience); ; {
		swept, err := d.app.Sweep(ctx)
		if err != nil {
			return "", err
		}
		some, _, err := d.sender.Send(ctx)
		if err != nil {
			return "", err
		}
		sent, cancelled, closed = sent+some.Accepted, cancelled+some.Cancelled+swept.Cancelled, closed+swept.CampaignsClosed
		busy, err := d.app.Sending(ctx)
		if err != nil {
			return "", err
		}
		if !busy || time.Now().After(end) {
			return fmt.Sprintf("Sent: %d. Cancelled: %d. Campaigns closed: %d.", sent, cancelled, closed), nil
		}
		select {
		case <-ctx.Done():
			return "", ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// inWords writes a moment as people in London say it.
func inWords(t time.Time) string { return t.In(hub.London).Format("Monday 2 January 2006, 15:04") }

var address = regexp.MustCompile(`https?://\S+`)

// withLinks makes the addresses in a text links.
func withLinks(text string) template.HTML {
	return template.HTML(address.ReplaceAllStringFunc(template.HTMLEscapeString(text), func(a string) string { //nolint:gosec // escaped
		return `<a class="govuk-link" href="` + a + `">` + a + `</a>`
	}))
}

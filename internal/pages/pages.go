// Package pages is what employers see: one thing to a page, made on the server, without JavaScript. GET changes nothing, since
// mail scanners open every link.
package pages

import (
	"context"
	"log/slog"
	"net/http"
	"unicode"
	"unicode/utf8"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

// Opener finds what a token in an address opens; see auth.Links.
type Opener interface {
	Open(r *http.Request, token string) (context.Context, hub.Link, hub.LinkState, error)
}

// Pages answers below /a/. Sites that want to post here are kept out by the server.
type Pages struct {
	app   *app.App
	links Opener
	log   *slog.Logger
	mux   *http.ServeMux
}

// New returns the pages of a.
func New(a *app.App, links Opener, log *slog.Logger) *Pages {
	p := &Pages{app: a, links: links, log: log, mux: http.NewServeMux()}
	p.mux.HandleFunc("GET /a/pages.css", serveStyle)
	p.mux.HandleFunc("GET /a/privacy", p.text("privacy.html", "Privacy notice"))
	p.mux.HandleFunc("GET /a/accessibility", p.text("accessibility.html", "Accessibility statement"))

	p.mux.HandleFunc("GET /a/{token}", p.behindLink(p.start))
	p.mux.HandleFunc("POST /a/{token}/start", p.behindLink(p.begin))
	p.mux.HandleFunc("GET /a/{token}/question/{question}", p.behindLink(p.question))
	p.mux.HandleFunc("POST /a/{token}/question/{question}", p.behindLink(p.save))
	p.mux.HandleFunc("GET /a/{token}/hand-over", p.behindLink(p.askToHandOver))
	p.mux.HandleFunc("POST /a/{token}/hand-over", p.behindLink(p.handOver))
	p.mux.HandleFunc("GET /a/{token}/preferences", p.ofPerson(p.preferences))
	p.mux.HandleFunc("POST /a/{token}/preferences", p.ofPerson(p.setPreferences))
	p.mux.HandleFunc("GET /a/{token}/unsubscribe", p.ofPerson(p.askToUnsubscribe))
	p.mux.HandleFunc("POST /a/{token}/unsubscribe", p.ofPerson(p.unsubscribe))
	p.mux.HandleFunc("GET /a/{token}/contact-left", p.ofPerson(p.askWhetherContactLeft))
	p.mux.HandleFunc("POST /a/{token}/contact-left", p.ofPerson(p.contactLeft))
	p.mux.HandleFunc("GET /a/{token}/saved", p.behindLink(p.saved))
	p.mux.HandleFunc("GET /a/{token}/check", p.behindLink(p.check))
	p.mux.HandleFunc("POST /a/{token}/submit", p.behindLink(p.submit))
	p.mux.HandleFunc("GET /a/{token}/meeting", p.toMeeting(p.meeting))
	p.mux.HandleFunc("POST /a/{token}/meeting", p.toMeeting(p.replyToMeeting))
	p.mux.HandleFunc("GET /a/{token}/asked/{request}", p.toRequest(p.request))
	p.mux.HandleFunc("POST /a/{token}/asked/{request}", p.toRequest(p.answerRequest))
	p.mux.HandleFunc("GET /a/{token}/asked/{request}/not-now", p.toRequest(p.askUntilWhen))
	p.mux.HandleFunc("POST /a/{token}/asked/{request}/not-now", p.toRequest(p.putOffRequest))
	p.mux.HandleFunc("POST /a/{token}/open/{other}", p.behindAny(p.openOther))
	for _, way := range waysOut {
		p.mux.HandleFunc("GET /a/{token}/"+way.path, p.behindLink(p.askToStop(way)))
		p.mux.HandleFunc("POST /a/{token}/"+way.path, p.behindLink(p.stop(way)))
	}
	p.mux.HandleFunc("/a/", func(w http.ResponseWriter, r *http.Request) { p.notFound(w) })
	return p
}

// ServeHTTP answers a request below /a/.
func (p *Pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	header.Set("Cache-Control", "no-store")
	header.Set("X-Robots-Tag", "noindex, nofollow")
	// Not no-referrer: with that, browsers too old to say where a request comes from would look like another site's.
	header.Set("Referrer-Policy", "same-origin")
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	p.mux.ServeHTTP(w, r)
}

// behindLink lets in whoever holds a link to a questionnaire that works, and tells the others what is wrong with theirs.
func (p *Pages) behindLink(next func(w http.ResponseWriter, r *http.Request, asked hub.Asked)) http.HandlerFunc {
	return p.behindAny(func(w http.ResponseWriter, r *http.Request, link hub.Link) {
		switch {
		case link.ToRequests:
			p.requests(w, r, link)
			return
		case link.InvitationID.IsZero(): // it came in a message about an award, and there is nothing to answer
			p.preferences(w, r, link)
			return
		}
		asked, err := p.app.Asked(r.Context(), link.InvitationID)
		if hub.CodeOf(err) == hub.ErrNotFound {
			p.gone(w, r, link)
			return
		}
		if err != nil {
			p.fail(w, r, err)
			return
		}
		next(w, r, asked)
	})
}

// behindAny lets in whoever holds a link that works, and tells the others what is wrong with theirs. One to a meeting leads there.
func (p *Pages) behindAny(next func(w http.ResponseWriter, r *http.Request, link hub.Link)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, link, state, err := p.links.Open(r, r.PathValue("token"))
		if err != nil {
			p.fail(w, r, err)
			return
		}
		if link.InviteeID != nil {
			see(w, r, home(r)+"/meeting")
			return
		}
		switch state {
		case hub.LinkWorks:
			next(w, r.WithContext(ctx), link)
		case hub.LinkExpired:
			if link.ByPhone() {
				p.phoneOver(w)
				return
			}
			p.write(w, http.StatusGone, "message.html", page{Title: "This link has expired", Said: []string{
				"It worked until " + hub.DateOf(link.ExpiresAt).Words() + ".",
				"Would you still like to answer, or to talk? Reply to the e-mail that the link came in: your reply reaches the person who looks after you.",
			}})
		case hub.LinkRevoked:
			p.write(w, http.StatusGone, "message.html", page{Title: "This link does not work any more", Said: []string{
				"We took it back, most likely because we sent you a newer one. Open the link in the latest e-mail from us.",
				"Is there none? Reply to the e-mail that this link came in.",
			}})
		}
	}
}

// phoneOver tells a member of staff that the link for answers by telephone has had its time.
func (p *Pages) phoneOver(w http.ResponseWriter) {
	p.write(w, http.StatusGone, "message.html", page{Title: "The time for this call is over", Said: []string{
		"A link for answers by phone works for a few hours. What you saved is kept.",
		"Choose “Take answers by phone” on the employer’s page again to go on.",
	}})
}

// fail shows what a person can be told of err, and logs the rest.
func (p *Pages) fail(w http.ResponseWriter, r *http.Request, err error) {
	switch hub.CodeOf(err) {
	case hub.ErrNotFound:
		p.notFound(w)
	case hub.ErrRateLimited:
		w.Header().Set("Retry-After", "60")
		p.write(w, http.StatusTooManyRequests, "message.html", page{Title: "Please wait a minute", Said: []string{sentence(err), "Nothing that you saved is lost."}})
	case hub.ErrBadInput:
		p.write(w, http.StatusBadRequest, "message.html", page{Title: "We could not read that", Said: []string{sentence(err)}})
	default:
		request := w.Header().Get("X-Request-ID")
		p.log.Error("page failed", "request", request, "route", r.Pattern, "error", err)
		p.write(w, http.StatusInternalServerError, "message.html", page{Title: "Sorry, something went wrong", Said: []string{
			"What you saved is safe. Try again in a few minutes by the link in our e-mail.",
			"If you tell us about it, this number helps: " + request + ".",
		}})
	}
}

func (p *Pages) notFound(w http.ResponseWriter) {
	p.write(w, http.StatusNotFound, "message.html", page{Title: "Page not found", Said: []string{
		"If you typed the address, check that it is right. If you copied it, check that you have all of it.",
		"The link in our e-mail is long: some mail programs break it. Click on it there, or copy it whole.",
		"If it still does not work, reply to the e-mail.",
	}})
}

// sentence writes an error as one.
func sentence(err error) string { return capital(err.Error()) + "." }

func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

func (p *Pages) text(name, title string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { p.write(w, http.StatusOK, name, page{Title: title}) }
}

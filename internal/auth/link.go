package auth

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"employerhub/internal/app"
	"employerhub/internal/hub"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

const (
	// linkAtOnce is how many requests with one link are answered at once, enough for somebody quick who goes through a long
	// questionnaire, and linkEvery how long one more takes to come back.
	linkAtOnce = 120
	linkEvery  = time.Second
	// linksRemembered is how many links are counted; those used last stay.
	linksRemembered = 10_000
)

// Links lets people in by their personal links, and slows down those who guess and programs that hammer one link.
type Links struct {
	app     *app.App
	guesses *Guesses
	uses    *lru.Cache[hub.LinkToken, *rate.Limiter]
}

// NewLinks returns the personal links of a.
func NewLinks(a *app.App, log *slog.Logger) *Links {
	uses, err := lru.New[hub.LinkToken, *rate.Limiter](linksRemembered)
	if err != nil {
		panic(err) // only for a size below 1
	}
	return &Links{a, NewGuesses(log, "personal link"), uses}
}

// Open finds the link that token opens, and says whether it works. The actor of the context that it returns is who acts by the
// link, whatever the link's state. Errors: NOT_FOUND for a wrong token, RATE_LIMITED.
func (l *Links) Open(r *http.Request, token string) (context.Context, hub.Link, hub.LinkState, error) {
	if err := l.guesses.Allow(r); err != nil {
		return r.Context(), hub.Link{}, "", err
	}
	link, state, err := l.find(r, token)
	if hub.CodeOf(err) == hub.ErrNotFound {
		l.guesses.Wrong(r)
	}
	if err != nil {
		return r.Context(), link, state, err
	}
	return hub.WithActor(r.Context(), link.Actor()), link, state, nil
}

func (l *Links) find(r *http.Request, text string) (hub.Link, hub.LinkState, error) {
	token, err := hub.ParseLinkToken(text)
	if err != nil {
		return hub.Link{}, "", err
	}
	left, ok := l.uses.Get(token)
	if !ok {
		left = rate.NewLimiter(rate.Every(linkEvery), linkAtOnce)
		if other, found, _ := l.uses.PeekOrAdd(token, left); found {
			left = other // another request was first
		}
	}
	if !left.Allow() {
		return hub.Link{}, "", hub.RateLimited("this link was used too often; wait a minute and try again")
	}
	return l.app.Link(r.Context(), token)
}

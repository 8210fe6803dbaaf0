package auth

import (
	"log/slog"
	"net/http"
	"time"

	"employerhub/internal/hub"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

const (
	// wrongAtOnce is how many wrong guesses an address has before it must wait.
	wrongAtOnce = 20
	// wrongEvery is how long one more takes to come back.
	wrongEvery = 6 * time.Second
	// guessAddresses is how many addresses are remembered; those that guessed last stay.
	guessAddresses = 10_000
)

// Guesses slows down whoever tries secrets, address by address and in this process, and writes each wrong one into the log.
type Guesses struct {
	log  *slog.Logger
	what string
	left *lru.Cache[string, *rate.Limiter]
}

// NewGuesses counts guesses of what, such as "API token".
func NewGuesses(log *slog.Logger, what string) *Guesses {
	left, err := lru.New[string, *rate.Limiter](guessAddresses)
	if err != nil {
		panic(err) // only for a size below 1
	}
	return &Guesses{log, what, left}
}

// Allow says whether r's address may guess. Errors: RATE_LIMITED.
func (g *Guesses) Allow(r *http.Request) error {
	if left, ok := g.left.Get(hub.Stranger(r.RemoteAddr)); ok && left.Tokens() < 1 {
		return hub.RateLimited("too many wrong attempts from your address; wait a minute and try again")
	}
	return nil
}

// Wrong counts a wrong guess from r's address.
func (g *Guesses) Wrong(r *http.Request) {
	from := hub.Stranger(r.RemoteAddr)
	g.log.WarnContext(r.Context(), "refused", "what", g.what, "address", from)
	left, ok, _ := g.left.PeekOrAdd(from, rate.NewLimiter(rate.Every(wrongEvery), wrongAtOnce))
	if !ok {
		left, _ = g.left.Get(from)
	}
	if left != nil {
		left.Allow()
	}
}

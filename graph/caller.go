package graph

import (
	"net/http"
	"sync/atomic"
	"time"

	"employerhub/internal/hub"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// mostCallers is how many are remembered; those that called last stay.
const mostCallers = 10_000

// callers holds each caller to a number of requests in a minute and at once, in this process.
type callers struct {
	perMinute, atOnce int
	seen              *lru.Cache[string, *caller]
}

type caller struct {
	left     *rate.Limiter
	underWay atomic.Int64
}

func newCallers(perMinute, atOnce int) *callers {
	seen, err := lru.New[string, *caller](mostCallers)
	if err != nil {
		panic(err) // only for a size below 1
	}
	return &callers{perMinute, atOnce, seen}
}

// enter counts a request in, and returns what counts it out again. Errors: RATE_LIMITED.
func (c *callers) enter(r *http.Request) (func(), error) {
	who := c.find(callerOf(r))
	if !c.allow(r) {
		return nil, &hub.Error{Code: hub.ErrRateLimited, Message: "too many requests in a minute; wait and try again"}
	}
	if who.underWay.Add(1) > int64(c.atOnce) {
		who.underWay.Add(-1)
		return nil, &hub.Error{Code: hub.ErrRateLimited, Message: "too many requests at once; wait until some are answered"}
	}
	return func() { who.underWay.Add(-1) }, nil
}

// allow counts a request, or one on a socket that was counted in before.
func (c *callers) allow(r *http.Request) bool { return c.find(callerOf(r)).left.Allow() }

func (c *callers) find(key string) *caller {
	fresh := &caller{left: rate.NewLimiter(rate.Every(time.Minute/time.Duration(c.perMinute)), max(c.perMinute/4, 1))}
	if known, ok, _ := c.seen.PeekOrAdd(key, fresh); ok {
		c.seen.Get(key) // so that it stays
		return known
	}
	return fresh
}

// callerOf is the token or user, and for a stranger the address.
func callerOf(r *http.Request) string {
	if by := hub.ActorFrom(r.Context()); by.Kind != hub.ActorAnonymous {
		return string(by.Kind) + by.Caller().String()
	}
	return hub.Stranger(r.RemoteAddr)
}

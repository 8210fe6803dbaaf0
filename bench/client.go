package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"
)

// load is what a server did in one turn.
type load struct {
	perSecond float64
	p99       time.Duration
}

const (
	loadClients = 8
	loadTurn    = 4 * time.Second
)

type client struct{ url, token string }

func (c client) ask(ctx context.Context, body []byte) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	if c.token != "" {
		request.Header.Set("Authorization", "Bearer "+c.token)
	}
	response, err := connections.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err == nil && (response.StatusCode != http.StatusOK || bytes.Contains(answer, []byte(`"errors"`))) {
		err = fmt.Errorf("%s answered %s: %s", c.url, response.Status, answer)
	}
	return answer, err
}

// connections stay open for all clients, so that nobody is measured with making new ones.
var connections = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: loadClients}}

// load asks for each of bodies in turn with several clients for a while.
func (c client) load(ctx context.Context, bodies [][]byte) (load, error) {
	return inTurns(func(n int) error {
		_, err := c.ask(ctx, bodies[n%len(bodies)])
		return err
	})
}

// inTurns does something with several clients for a while; n counts on.
func inTurns(do func(n int) error) (load, error) {
	begun := time.Now()
	until := begun.Add(loadTurn)
	took := make([][]time.Duration, loadClients)
	failed := make([]error, loadClients)
	var clients sync.WaitGroup
	for i := range loadClients {
		clients.Go(func() {
			for n := i; time.Now().Before(until) && failed[i] == nil; n += loadClients {
				begun := time.Now()
				failed[i] = do(n)
				took[i] = append(took[i], time.Since(begun))
			}
		})
	}
	clients.Wait()
	all := slices.Concat(took...)
	slices.Sort(all)
	return load{float64(len(all)) / time.Since(begun).Seconds(), all[len(all)*99/100]}, errors.Join(failed...)
}

// rate is the median of turns.
func rate(loads []load) float64 {
	var rates []float64
	for _, l := range loads {
		rates = append(rates, l.perSecond)
	}
	slices.Sort(rates)
	return rates[len(rates)/2]
}

func p99(loads []load) time.Duration {
	var times []time.Duration
	for _, l := range loads {
		times = append(times, l.p99)
	}
	return median(times)
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

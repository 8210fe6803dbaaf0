package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"employerhub/graph/hostile"
)

// hostileRequests is how long the API takes to refuse each of them, and with how much.
type hostileRequests []refused

type refused struct {
	what  string
	times []time.Duration
	bytes int
}

func measureHostile(ctx context.Context, s settings, database string) (found hostileRequests, err error) {
	token, err := command(ctx, s, database, "token", "create", "hostile", "--organisation", organisation, "--role", "MANAGER")
	if err != nil {
		return nil, err
	}
	serve, err := start(ctx, s, database, "serve")
	if err != nil {
		return nil, err
	}
	defer func() { err = join(err, serve.stop()) }()
	bodies := map[string]string{
		"a body of 10 MB":        `{"query": "{ today }", "variables": {"x": "` + strings.Repeat("x", 10_000_000) + `"}}`,
		"a list of 1,000":        `[` + strings.Repeat(`{"query": "{ today }"},`, 999) + `{"query": "{ today }"}]`,
		"100,000 variables' ids": `{"query": "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", "variables": {"ids": [` + strings.Repeat(`"x",`, 100_000) + `"x"]}}`,
	}
	for name, document := range hostile.Documents() {
		text, err := json.Marshal(map[string]string{"query": document.Query})
		if err != nil {
			return nil, err
		}
		bodies[name] = string(text)
	}
	for _, name := range slices.Sorted(maps.Keys(bodies)) {
		r := refused{what: name}
		for range s.runs {
			begun := time.Now()
			if r.bytes, err = send(ctx, serve.url, token, bodies[name]); err != nil {
				return nil, err
			}
			r.times = append(r.times, time.Since(begun))
		}
		found = append(found, r)
	}
	return found, nil
}

// send answers how long what came back is. That a request is cut off counts as an answer of nothing.
func send(ctx context.Context, url, token, body string) (int, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/graphql", strings.NewReader(body))
	if err != nil {
		return 0, err
	}
	request.Header = http.Header{"Authorization": {"Bearer " + token}, "Content-Type": {"application/json"}, "Accept": {"application/graphql-response+json"}}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, ctx.Err()
	}
	defer response.Body.Close()
	if response.StatusCode < 400 || response.StatusCode > 499 {
		return 0, fmt.Errorf("a hostile request was answered with %s", response.Status)
	}
	answer, err := io.ReadAll(response.Body)
	return len(answer), err
}

func (m hostileRequests) write(b *strings.Builder) {
	fmt.Fprintf(b, "## Hostile requests\n\nFrom the first byte sent to the last received, by `hub serve`; the aim is under 50 ms and 2 kB each.\n\n")
	fmt.Fprintf(b, "| request | median | answer |\n|---|---|---|\n")
	for _, r := range m {
		fmt.Fprintf(b, "| %s | %.1f ms | %d bytes |\n", r.what, float64(median(r.times).Microseconds())/1000, r.bytes)
	}
	fmt.Fprintln(b)
}

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"
)

// list is the employer list, page by page in turns, through the API and from a handler written by hand for it.
type list struct {
	api, byHand []load
	serveMB     int
}

// load is what a server did in one turn.
type load struct {
	perSecond float64
	p99       time.Duration
}

const (
	listClients = 8
	listTurn    = 4 * time.Second
	listPages   = 20
	pageSize    = 50
)

const listQuery = `query Employers($after: String) {
  employers(first: 50, orderBy: NAME, after: $after) {
    nodes { id name status companyNumber postcode sector sizeBand keyAccount lastContactOn leadOrganisation { id name } accountLead { id name } }
    pageInfo { hasNextPage endCursor }
  }
}`

func measureList(ctx context.Context, s settings, database string) (m list, err error) {
	token, err := command(ctx, s, database, "token", "create", "list", "--organisation", organisation, "--role", "MANAGER")
	if err != nil {
		return m, err
	}
	if err := execute(ctx, database, "VACUUM (ANALYZE) employer"); err != nil {
		return m, err
	}
	serve, err := start(ctx, s, database, "serve")
	if err != nil {
		return m, err
	}
	defer func() { err = join(err, serve.stop()) }()
	hand, err := startByHand(ctx, database)
	if err != nil {
		return m, err
	}
	defer func() { err = join(err, hand.stop()) }()

	api := client{url: serve.url + "/graphql", token: token}
	direct := client{url: hand.url + "/graphql"}
	pages, err := sameAnswers(ctx, api, direct)
	if err != nil {
		return m, err
	}
	for turn := range s.runs {
		for _, side := range []struct {
			client client
			loads  *[]load
		}{{api, &m.api}, {direct, &m.byHand}} {
			l, err := side.client.load(ctx, pages)
			if err != nil {
				return m, err
			}
			*side.loads = append(*side.loads, l)
		}
		fmt.Fprintf(os.Stderr, "list %d of %d: API %.0f/s, by hand %.0f/s\n", turn+1, s.runs, m.api[turn].perSecond, m.byHand[turn].perSecond)
	}
	m.serveMB = peakMB(serve.cmd.Process.Pid)
	return m, nil
}

// startByHand starts this program again as the server to compare with, so that neither shares a process with the clients.
func startByHand(ctx context.Context, database string) (*process, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, program, "-by-hand", database)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	var address string
	if _, err := fmt.Fscanln(out, &address); err != nil {
		return nil, fmt.Errorf("the handler written by hand did not start: %w", join(cmd.Wait(), err))
	}
	return &process{"http://" + address, cmd}, nil
}

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
	response, err := http.DefaultClient.Do(request)
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

// listRequest is what both servers are asked for a page.
type listRequest struct {
	Query     string `json:"query"`
	Variables struct {
		After *string `json:"after"`
	} `json:"variables"`
}

// sameAnswers reads the first pages from both, and answers the requests for them where both say the same.
func sameAnswers(ctx context.Context, api, direct client) ([][]byte, error) {
	ask := listRequest{Query: listQuery}
	var requests [][]byte
	for range listPages {
		body, err := json.Marshal(ask)
		if err != nil {
			return nil, err
		}
		requests = append(requests, body)
		var got, want struct {
			Data struct {
				Employers struct {
					Nodes    []map[string]any
					PageInfo struct{ EndCursor *string }
				}
			}
		}
		for _, side := range []struct {
			client client
			into   any
		}{{api, &got}, {direct, &want}} {
			answer, err := side.client.ask(ctx, body)
			if err != nil {
				return nil, err
			}
			if err := json.Unmarshal(answer, side.into); err != nil {
				return nil, err
			}
		}
		if !reflect.DeepEqual(got, want) || len(got.Data.Employers.Nodes) != pageSize {
			return nil, errors.New("the API and the handler written by hand do not say the same")
		}
		ask.Variables.After = got.Data.Employers.PageInfo.EndCursor
	}
	return requests, nil
}

// load asks for pages with several clients for a while.
func (c client) load(ctx context.Context, pages [][]byte) (load, error) {
	until := time.Now().Add(listTurn)
	took := make([][]time.Duration, listClients)
	failed := make([]error, listClients)
	var clients sync.WaitGroup
	for i := range listClients {
		clients.Go(func() {
			for n := i; time.Now().Before(until) && failed[i] == nil; n++ {
				begun := time.Now()
				_, failed[i] = c.ask(ctx, pages[n%len(pages)])
				took[i] = append(took[i], time.Since(begun))
			}
		})
	}
	clients.Wait()
	all := slices.Concat(took...)
	slices.Sort(all)
	return load{float64(len(all)) / listTurn.Seconds(), all[len(all)*99/100]}, errors.Join(failed...)
}

func (m list) write(b *strings.Builder) {
	rate := func(loads []load) float64 {
		var rates []float64
		for _, l := range loads {
			rates = append(rates, l.perSecond)
		}
		slices.Sort(rates)
		return rates[len(rates)/2]
	}
	p99 := func(loads []load) time.Duration {
		var times []time.Duration
		for _, l := range loads {
			times = append(times, l.p99)
		}
		return median(times)
	}
	fmt.Fprintf(b, "## A page of %d employers, by name\n\n", pageSize)
	fmt.Fprintf(b, "Both servers give the same answer, which is checked first, to %d clients; %d pages in turn.\n\n", listClients, listPages)
	fmt.Fprintf(b, "| server | requests per second | p99 | against the limit | aim |\n|---|---|---|---|---|\n")
	fmt.Fprintf(b, "| handler written by hand on pgx (the limit) | %.0f | %.1f ms | 1 | |\n", rate(m.byHand), ms(p99(m.byHand)))
	fmt.Fprintf(b, "| API of `hub serve`, %d MB at most | %.0f | %.1f ms | %.2f | at least 0.3, better 0.6 |\n\n",
		m.serveMB, rate(m.api), ms(p99(m.api)), rate(m.api)/rate(m.byHand))
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// contender is a server that is asked for the same as the others.
type contender int

const (
	theAPI contender = iota
	byHandServer
	postGraphile
	contenders
)

var contenderNames = [contenders]string{"API of `hub serve`", "handler written by hand on pgx (the limit)", "PostGraphile " + postGraphileVersion}

// reads are those of one record of each employer, from all contenders in turns.
type reads struct {
	readings  []*reading
	recording recording
	// memory is the most that each server held, in MB.
	memory [contenders]int
}

// reading is one read: what is asked of each contender, and how they did.
type reading struct {
	name    string
	bodies  [contenders][][]byte
	loads   [contenders][]load
	clients [contenders]client
}

const (
	asked    = 20 // different things for each read
	pageSize = 50
	// mostFound is how many employers a search answers.
	mostFound = 8
	// mostEngaged is how many employers have people and interactions.
	mostEngaged = 50_000
)

const inList = `id name status companyNumber postcode sector sizeBand keyAccount lastContactOn leadOrganisation { id name } accountLead { id name }`

const listQuery = `query Employers($after: String) {
  employers(first: 50, orderBy: NAME, after: $after) { nodes { ` + inList + ` } pageInfo { hasNextPage endCursor } }
}`

const boardQuery = `query Board($state: PlacementState!, $after: String) {
  placements(filter: {stateIn: [$state]}, first: 50, after: $after) {
    nodes {
      id state startsOn endsOn days fromTime untilTime place version
      participant { id reference }
      opportunity { id role places site { id name } }
      employer { id name }
    }
    pageInfo { hasNextPage endCursor }
  }
}`

const searchQuery = `query Search($text: String!) { search(text: $text) { employers { ` + inList + ` } } }`

const employerQuery = `query Employer($id: ID!) {
  employer(id: $id) {
    id name legalForm status companyNumber website registeredAddress postcode sector headcount sizeBand keyAccount lastContactOn version
    leadOrganisation { id name }
    accountLead { id name }
    sites { id name address postcode headcount openedOn closedOn }
    people { id jobTitle function since until person { id name email phone } }
    timeline(first: 8) { nodes { interaction { id channel happenedOn themes summary organisation { id name } recordedBy { id name } } } }
  }
}`

// comparison is the servers while they run.
type comparison struct {
	database  string
	token     string
	processes [contenders]*process
}

//go:embed reads.sql
var engagedSQL string

//go:embed placements.sql
var placementsSQL string

//go:embed search.sql
var searchSQL string

// prepareReads adds what is read to a database that an import has filled.
func prepareReads(ctx context.Context, s settings, database string) error {
	connection, err := pgx.Connect(ctx, database)
	if err != nil {
		return err
	}
	defer connection.Close(ctx)
	engaged := strings.ReplaceAll(engagedSQL, "$1", strconv.Itoa(min(s.rows/4, mostEngaged)))
	for _, sql := range []string{engaged, placementsSQL, searchSQL} {
		if _, err := connection.Exec(ctx, sql); err != nil {
			return err
		}
	}
	err = pgx.BeginFunc(ctx, connection, func(tx pgx.Tx) error { return postgres.LearnWords(ctx, tx) })
	if err != nil {
		return err
	}
	_, err = connection.Exec(ctx, "VACUUM (ANALYZE)")
	return err
}

func measureReads(ctx context.Context, s settings, database string) (m reads, err error) {
	if err := prepareReads(ctx, s, database); err != nil {
		return m, err
	}
	return compareReads(ctx, s, database)
}

func compareReads(ctx context.Context, s settings, database string) (m reads, err error) {
	c := comparison{database: database}
	defer func() { err = join(err, c.stop()) }()
	if err := c.start(ctx, s); err != nil {
		return m, err
	}
	for _, prepare := range []func(context.Context) (*reading, error){c.list, c.prefixSearch, c.typoSearch, c.employer, c.board} {
		r, err := prepare(ctx)
		if err != nil {
			return m, err
		}
		m.readings = append(m.readings, r)
	}
	for turn := range s.runs + 1 { // the first warms everybody up
		for _, r := range m.readings {
			for i := range contenders {
				who := (i + contender(turn)) % contenders // nobody always comes first
				l, err := r.clients[who].load(ctx, r.bodies[who])
				if err != nil {
					return m, err
				}
				if turn == 0 {
					continue
				}
				r.loads[who] = append(r.loads[who], l)
				fmt.Fprintf(os.Stderr, "reads %d of %d: %s, %s: %.0f/s\n", turn, s.runs, r.name, contenderNames[who], l.perSecond)
			}
		}
	}
	if m.recording, err = c.recording(ctx, s); err != nil {
		return m, err
	}
	for who, p := range c.processes {
		m.memory[who] = peakMB(p.cmd.Process.Pid)
	}
	return m, nil
}

func measureReadsOnly(ctx context.Context, s settings, server string) (reads, error) {
	database, err := filledByImport(ctx, s, server, "reads")
	if err != nil {
		return reads{}, err
	}
	return measureReads(ctx, s, database)
}

func (c *comparison) start(ctx context.Context, s settings) (err error) {
	if c.token, err = command(ctx, s, c.database, "token", "create", "reads", "--organisation", organisation, "--role", "MANAGER", "--role", "PLACEMENTS"); err != nil {
		return err
	}
	if c.processes[theAPI], err = start(ctx, s, c.database, "serve"); err != nil {
		return err
	}
	if c.processes[byHandServer], err = startByHand(ctx, c.database); err != nil {
		return err
	}
	c.processes[postGraphile], err = startPostGraphile(ctx, c.database)
	return err
}

func (c *comparison) stop() (err error) {
	for _, p := range c.processes {
		if p != nil {
			err = join(err, p.stop())
		}
	}
	return err
}

// reading begins one; path is the handler's.
func (c *comparison) reading(name, path string) *reading {
	r := &reading{name: name}
	for who, p := range c.processes {
		r.clients[who].url = p.url + "/graphql"
	}
	r.clients[theAPI].token = c.token
	r.clients[byHandServer].url = c.processes[byHandServer].url + path
	return r
}

// request is what a server is asked.
type request struct {
	Query     string         `json:"query,omitempty"`
	Variables map[string]any `json:"variables"`
}

var errDifferent = errors.New("two servers do not say the same")

// ask asks everybody and adds the requests. It answers what all of them say, and the answers as they came. Errors: where they do not
// say the same.
func (r *reading) ask(ctx context.Context, requests [contenders]request) (said any, answers [contenders][]byte, err error) {
	for who, ask := range requests {
		body, err := json.Marshal(ask)
		if err != nil {
			return nil, answers, err
		}
		r.bodies[who] = append(r.bodies[who], body)
		if answers[who], err = r.clients[who].ask(ctx, body); err != nil {
			return nil, answers, err
		}
		plain, err := plainly(answers[who])
		if err != nil {
			return nil, answers, err
		}
		switch {
		case who == 0:
			said = plain
		case !reflect.DeepEqual(said, plain):
			return nil, answers, fmt.Errorf("%s: %w: %s and %s:\n%s\n%s", r.name, errDifferent, contenderNames[0], contenderNames[who], answers[0], answers[who])
		}
	}
	return said, answers, nil
}

// plainly is an answer without what each server says in its own way: cursors, the kind in front of an ID, the words for a sector, and
// whether a list has more around it than its entries.
func plainly(answer []byte) (any, error) {
	var v any
	if err := json.Unmarshal(answer, &v); err != nil {
		return nil, err
	}
	return plain("", v), nil
}

var kindOfID = regexp.MustCompile(`^[a-z]+_([0-9a-f-]{36})$`)

func plain(key string, v any) any {
	switch v := v.(type) {
	case map[string]any:
		delete(v, "endCursor")
		if nodes, ok := v["nodes"]; ok && len(v) == 1 {
			return plain(key, nodes)
		}
		for k, each := range v {
			v[k] = plain(k, each)
		}
	case []any:
		for i, each := range v {
			v[i] = plain(key, each)
		}
	case string:
		if key == "sector" && sectors[v] != nil {
			return *sectors[v]
		}
		return kindOfID.ReplaceAllString(v, "$1")
	}
	return v
}

// list is the list of employers by name, page by page.
func (c *comparison) list(ctx context.Context) (*reading, error) {
	r := c.reading(fmt.Sprintf("a page of %d employers, by name", pageSize), "/list")
	return r, r.pages(ctx, [contenders]string{theAPI: listQuery, postGraphile: postGraphileList}, nil)
}

// board is the placements of one column of the board, page by page.
func (c *comparison) board(ctx context.Context) (*reading, error) {
	r := c.reading(fmt.Sprintf("%d placements of a column of the board", pageSize), "/board")
	return r, r.pages(ctx, [contenders]string{theAPI: boardQuery, postGraphile: postGraphileBoard}, map[string]any{"state": "STARTED"})
}

// pages asks for a list page by page.
func (r *reading) pages(ctx context.Context, queries [contenders]string, variables map[string]any) error {
	var after [contenders]*string
	for range asked {
		var requests [contenders]request
		for who, query := range queries {
			requests[who] = request{query, map[string]any{"after": after[who]}}
			maps.Copy(requests[who].Variables, variables)
		}
		_, answers, err := r.ask(ctx, requests)
		if err != nil {
			return err
		}
		for who, answer := range answers {
			var page struct {
				Data map[string]struct {
					Nodes    []struct{}
					PageInfo struct{ EndCursor *string }
				}
			}
			if err := json.Unmarshal(answer, &page); err != nil {
				return err
			}
			for _, list := range page.Data {
				if len(list.Nodes) < pageSize {
					return fmt.Errorf("%s: there are too few", r.name)
				}
				after[who] = list.PageInfo.EndCursor
			}
		}
	}
	return nil
}

// found is how many employers a search has in what the contenders say.
func found(said any) int {
	return len(said.(map[string]any)["data"].(map[string]any)["search"].(map[string]any)["employers"].([]any))
}

// search asks for text. Errors: where they do not say the same.
func (r *reading) search(ctx context.Context, text string) (said any, err error) {
	terms := hub.SearchTerms(text)
	said, _, err = r.ask(ctx, [contenders]request{
		{searchQuery, map[string]any{"text": text}},
		{"", map[string]any{"text": text}},
		{postGraphileSearch, map[string]any{"key": hub.NameKey(text), "query": wordsBeginning(terms[0]), "term": terms[0]}},
	})
	return said, err
}

// prefixSearch is what is typed of a name before it is found: 3 to 7 letters of the first word.
func (c *comparison) prefixSearch(ctx context.Context) (*reading, error) {
	r := c.reading("search as typed, 3 to 7 letters of a name", "/search")
	words, err := c.firstWords(ctx)
	if err != nil {
		return nil, err
	}
	for i := 0; i < len(words) && len(r.bodies[theAPI]) < asked; i++ {
		said, err := r.search(ctx, words[i][:min(len(words[i]), 3+i%5)])
		if err != nil {
			return nil, err
		}
		if found(said) == 0 {
			return nil, errors.New("a search for a name found nothing")
		}
	}
	return r, nil
}

// typoSearch is a word with a wrong letter, that no name has. Words for which it matters that swapped letters are one mistake to the
// hub, and two to the function, are left out.
func (c *comparison) typoSearch(ctx context.Context) (*reading, error) {
	r := c.reading("search for a mistyped word", "/search")
	words, err := c.firstWords(ctx)
	if err != nil {
		return nil, err
	}
	for i := 0; i < len(words) && len(r.bodies[theAPI]) < asked; i++ {
		said, err := r.search(ctx, words[i][:3]+"q"+words[i][4:])
		if err != nil && !errors.Is(err, errDifferent) {
			return nil, err
		}
		if err != nil || found(said) == 0 {
			r.dropLast()
		}
	}
	if len(r.bodies[theAPI]) < asked {
		return nil, errors.New("there are too few names to mistype")
	}
	return r, nil
}

// dropLast forgets what was asked last.
func (r *reading) dropLast() {
	n := len(r.bodies[theAPI]) - 1
	for who := range r.bodies {
		r.bodies[who] = r.bodies[who][:min(n, len(r.bodies[who]))]
	}
}

// firstWords are those of names, spread over the alphabet.
func (c *comparison) firstWords(ctx context.Context) ([]string, error) {
	return column[string](ctx, c.database, `
		SELECT word FROM (SELECT DISTINCT split_part(name_key, ' ', 1) AS word FROM employer) first
		WHERE word ~ '^[a-z]{6,12}$' ORDER BY md5(word) LIMIT 100`)
}

// employer is an employer's page: facts, sites, people and the latest contacts.
func (c *comparison) employer(ctx context.Context) (*reading, error) {
	r := c.reading("the page of an employer with 3 people and 8 interactions", "/employer")
	ids, err := column[uuid.UUID](ctx, c.database, `SELECT id FROM employer WHERE status = 'ENGAGED' ORDER BY md5(id::text) LIMIT `+strconv.Itoa(asked))
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		_, _, err := r.ask(ctx, [contenders]request{
			{employerQuery, map[string]any{"id": "employer_" + id.String()}},
			{"", map[string]any{"id": id}},
			{postGraphileEmployer, map[string]any{"id": id}},
		})
		if err != nil {
			return nil, err
		}
	}
	return r, nil
}

// column reads one.
func column[T any](ctx context.Context, database, sql string) ([]T, error) {
	connection, err := pgx.Connect(ctx, database)
	if err != nil {
		return nil, err
	}
	defer connection.Close(ctx)
	rows, err := connection.Query(ctx, sql)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[T])
}

func (m reads) write(b *strings.Builder, rows int) {
	fmt.Fprintf(b, "## Reads of %d employers\n\n", rows)
	fmt.Fprintf(b, "All servers give the same answers, which is checked first, to %d clients, in turns of %s after one that is not counted; %d different requests each. ", loadClients, loadTurn, asked)
	fmt.Fprintf(b, "The handler and PostGraphile know no callers and hide nothing; the API asks each time who calls and what they may see. ")
	fmt.Fprintf(b, "Both searches are one SQL function for the two others, whose words are prepared by the client for PostGraphile.\n\n")
	fmt.Fprintf(b, "| read | server | requests per second | p99 | against the limit | against PostGraphile |\n|---|---|---|---|---|---|\n")
	for _, r := range m.readings {
		for who, loads := range r.loads {
			against := func(other contender) string {
				if contender(who) == other {
					return "1"
				}
				return fmt.Sprintf("%.2f", rate(loads)/rate(r.loads[other]))
			}
			fmt.Fprintf(b, "| %s | %s | %.0f | %.1f ms | %s | %s |\n", r.name, contenderNames[who], rate(loads), ms(p99(loads)), against(byHandServer), against(postGraphile))
		}
	}
	fmt.Fprintf(b, "\nThe aims: at least 0.3 of the limit, better 0.6, and at least what PostGraphile does.\n\n")
	fmt.Fprintf(b, "| server | most memory held | aim |\n|---|---|---|\n")
	for who, name := range contenderNames {
		aim := ""
		if contender(who) == theAPI {
			aim = "at most 150 MB"
		}
		fmt.Fprintf(b, "| %s | %d MB | %s |\n", name, m.memory[who], aim)
	}
	b.WriteString("\n")
	m.recording.write(b)
}

var sectors = func() map[string]*string {
	names := map[string]*string{}
	for _, s := range hub.SICSections {
		names[s.Letter] = &s.Name
	}
	return names
}()

package app

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"employerhub/internal/hub"
	"employerhub/internal/match"
	"employerhub/internal/postgres"
)

const (
	// listBatch is how many rows are compared at once, which bounds the memory whatever the number of employers.
	listBatch = 500
	// mostCandidates is how many employers a row is shown with.
	mostCandidates = 5
)

// listMatch finds whom the rows of a list are about.
type listMatch struct {
	list    hub.PublishedList
	scheme  hub.Scheme
	records int
	// keys and employers are the first rows that had them.
	keys      map[string]hub.ListedRow
	employers map[hub.EmployerID]hub.ListedRow
}

// matchList compares a list with the employers, in one transaction: nothing is left of one that breaks off.
func (c change) matchList(ctx context.Context, l hub.PublishedList) error {
	scheme, err := c.scheme(ctx, l.Scheme)
	if err != nil {
		return err
	}
	search, err := postgres.LastDuplicateSearch(ctx, c)
	if err != nil {
		return err
	}
	m := listMatch{list: l, scheme: scheme, records: search.Records, keys: map[string]hub.ListedRow{}, employers: map[hub.EmployerID]hub.ListedRow{}}
	for line := 0; ; {
		rows, err := postgres.WaitingListedRows(ctx, c, l.ID, line, listBatch)
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			break
		}
		line = rows[len(rows)-1].Line
		if err := m.batch(ctx, c, rows); err != nil {
			return err
		}
	}
	if l.PreviousID != nil {
		if err := postgres.SetListedChanges(ctx, c, l.ID, *l.PreviousID); err != nil {
			return err
		}
	}
	l.State = hub.ListPreviewed
	return postgres.SetPublishedList(ctx, c, l)
}

func (m *listMatch) batch(ctx context.Context, c change, rows []hub.ListedRow) error {
	keys := make([]string, len(rows))
	for i, r := range rows {
		keys[i] = r.Key()
	}
	decisions, err := postgres.ListedDecisions(ctx, c, m.scheme.Code, keys)
	if err != nil {
		return err
	}
	decided := map[string]postgres.ListedDecision{}
	for _, d := range decisions {
		decided[d.RowKey] = d
	}
	candidates, err := m.candidates(ctx, c, rows)
	if err != nil {
		return err
	}
	for i := range rows {
		r := &rows[i]
		r.Candidates = candidates[i]
		first, repeated := m.keys[keys[i]]
		d, known := decided[keys[i]]
		switch {
		case repeated && first.Level == r.Level:
			r.Outcome, r.Candidates = hub.ListedRepeated, nil
			r.Note = new(fmt.Sprintf("line %d says the same", first.Line))
			continue
		case known && d.EmployerID == nil:
			r.Outcome, r.Note = hub.ListedIgnored, new("somebody decided so for an earlier list")
		case known:
			r.Outcome, r.EmployerID, r.Note = hub.ListedMatched, d.EmployerID, new("somebody decided so for an earlier list")
		case len(r.Candidates) == 0:
			r.Outcome = hub.ListedUnmatched
		case r.Candidates[0].Score >= match.Sure && (len(r.Candidates) == 1 || r.Candidates[1].Score < match.Likely):
			r.Outcome, r.EmployerID = hub.ListedMatched, &r.Candidates[0].EmployerID
		default:
			r.Outcome = hub.ListedUnsure
		}
		if !repeated {
			m.keys[keys[i]] = *r
		}
	}
	if err := m.weigh(ctx, c, rows); err != nil {
		return err
	}
	return postgres.PutListedRows(ctx, c, m.list.ID, rows)
}

// candidates finds for each row whom it may be about, the likeliest first.
func (m *listMatch) candidates(ctx context.Context, c change, rows []hub.ListedRow) ([][]hub.ListedCandidate, error) {
	listings, keysOf := make([]match.Prepared, len(rows)), make([][]int64, len(rows))
	keys := map[int64]bool{}
	for i, r := range rows {
		known := match.Record{Names: []string{r.Name}}
		if r.Postcode != "" {
			known.Postcodes = []string{r.Postcode}
		}
		listings[i] = match.Prepare(known)
		keysOf[i] = listings[i].Keys()
		for _, key := range keysOf[i] {
			keys[key] = true
		}
	}
	holders, err := postgres.EmployersByKey(ctx, c, slices.Collect(maps.Keys(keys)), match.MostOfAKey)
	if err != nil {
		return nil, err
	}
	ids := map[hub.EmployerID]bool{}
	for _, of := range holders {
		for _, id := range of {
			ids[id] = true
		}
	}
	records, err := postgres.DuplicateRecordsOf(ctx, c, slices.Collect(maps.Keys(ids)))
	if err != nil {
		return nil, err
	}
	employers, words := map[hub.EmployerID]match.Prepared{}, map[string]bool{}
	note := func(p match.Prepared) {
		for _, word := range p.Words() {
			words[word] = true
		}
	}
	for _, r := range records {
		var p match.Prepared
		if err := json.Unmarshal(r.Record, &p); err != nil {
			return nil, fmt.Errorf("cannot read a record to compare: %w", err)
		}
		employers[r.EmployerID] = p
		note(p)
	}
	for _, p := range listings {
		note(p)
	}
	frequencies := &match.Frequencies{Records: m.records}
	if frequencies.Of, err = postgres.Words(ctx, c, slices.Collect(maps.Keys(words))); err != nil {
		return nil, err
	}
	found := make([][]hub.ListedCandidate, len(rows))
	for i, r := range rows {
		compared := map[hub.EmployerID]bool{}
		for _, key := range keysOf[i] {
			for _, id := range holders[key] {
				employer, ok := employers[id]
				if !ok || compared[id] {
					continue
				}
				compared[id] = true
				if like, ok := frequencies.CompareListing(listings[i], r.Town, employer); ok {
					found[i] = append(found[i], hub.ListedCandidate{EmployerID: id, Score: like.Score, Reasons: reasonsOf(like)})
				}
			}
		}
		slices.SortFunc(found[i], func(a, b hub.ListedCandidate) int {
			return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.EmployerID.String(), b.EmployerID.String()))
		})
		found[i] = found[i][:min(len(found[i]), mostCandidates)]
	}
	return found, nil
}

// weigh says of rows that are about an employer what they come to, and leaves to a person what contradicts the hub or the list itself.
func (m *listMatch) weigh(ctx context.Context, c change, rows []hub.ListedRow) error {
	var about []hub.EmployerID
	for _, r := range rows {
		if r.EmployerID != nil {
			about = append(about, *r.EmployerID)
		}
	}
	held, err := c.heldAwards(ctx, m.scheme.Code, about)
	if err != nil {
		return err
	}
	for i := range rows {
		r := &rows[i]
		if r.Outcome != hub.ListedMatched {
			continue
		}
		id := *r.EmployerID
		_, effect, doubt := m.scheme.Listed(id, r.Level, held[id], m.list.ListedOn, c.now)
		first, named := m.employers[id]
		switch {
		case named && first.Level == r.Level:
			r.Outcome, r.Note = hub.ListedRepeated, new(fmt.Sprintf("line %d names the same employer at the same level", first.Line))
			continue
		case named:
			doubt = fmt.Sprintf("line %d names the same employer at level %d", first.Line, first.Level)
		default:
			m.employers[id] = *r
		}
		if doubt == "" {
			r.Effect = &effect
			continue
		}
		if !slices.ContainsFunc(r.Candidates, func(c hub.ListedCandidate) bool { return c.EmployerID == id }) {
			r.Candidates = append([]hub.ListedCandidate{{EmployerID: id, Score: 1, Reasons: []hub.DuplicateReason{}}}, r.Candidates...)
		}
		r.Outcome, r.EmployerID, r.Note = hub.ListedUnsure, nil, &doubt
	}
	return nil
}

// heldAwards are what employers were awarded of a scheme.
func (c change) heldAwards(ctx context.Context, scheme string, employers []hub.EmployerID) (map[hub.EmployerID][]hub.Accreditation, error) {
	awards, err := postgres.AccreditationsOf(ctx, c, employers)
	held := map[hub.EmployerID][]hub.Accreditation{}
	for _, a := range awards {
		if a.Scheme == scheme {
			held[a.EmployerID] = append(held[a.EmployerID], a)
		}
	}
	return held, err
}

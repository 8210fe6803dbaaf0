package app

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"

	"employerhub/internal/hub"
	"employerhub/internal/match"
	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5"
)

const (
	// searchBatch is how many employers are read at once, searchChunk how many holders of keys are compared at once, which
	// bounds the memory of a search whatever the number of employers.
	searchBatch = 2000
	searchChunk = 20_000
	// changedBatch is how many changed employers are looked at in one transaction.
	changedBatch = 200
	// mostChanged is from how many changed employers on it is quicker to compare all.
	mostChanged = 20_000
)

// FindDuplicates compares all employers. Another search that is under way is left to it. Permission: MERGE.
func (a *App) FindDuplicates(ctx context.Context) (done hub.DuplicatesFound, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermMerge); err != nil {
		return done, err
	}
	err = a.alone(ctx, func() error {
		s := &duplicateSearch{app: a, source: hub.DuplicateFullSearch}
		defer func() { done = s.done }()
		return s.everything(ctx)
	})
	return done, err
}

// FindChangedDuplicates compares the employers that were changed since the last search with all; it compares all with all where
// there was none, or where more were changed than that is worth. It may run late and twice. Permission: MERGE.
func (a *App) FindChangedDuplicates(ctx context.Context) (done hub.DuplicatesFound, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermMerge); err != nil {
		return done, err
	}
	err = a.alone(ctx, func() error {
		s := &duplicateSearch{app: a, source: hub.DuplicateChange}
		defer func() { done = s.done }()
		last, err := postgres.LastDuplicateSearch(ctx, a.pool)
		if err != nil {
			return err
		}
		if last.Records == 0 {
			return s.everything(ctx)
		}
		changed, err := postgres.ChangedEmployers(ctx, a.pool, last.LookedAt, mostChanged)
		if err != nil {
			return err
		}
		if len(changed) == mostChanged {
			return s.everything(ctx)
		}
		for batch := range slices.Chunk(changed, changedBatch) {
			if err := a.change(ctx, func(c change) error { return s.changed(ctx, c, batch) }); err != nil {
				return err
			}
		}
		return a.change(ctx, func(c change) error { return postgres.SetLookedAt(ctx, c, last.Now) })
	})
	return done, err
}

// alone runs do unless another search is under way.
func (a *App) alone(ctx context.Context, do func() error) error {
	return pgx.BeginFunc(ctx, a.pool, func(tx pgx.Tx) error {
		first, err := postgres.TrySearchDuplicates(ctx, tx)
		if err != nil || !first {
			return err
		}
		return do()
	})
}

// duplicateSearch compares records and stores the pairs that are likely one employer.
type duplicateSearch struct {
	app    *App
	source hub.DuplicateSource
	words  match.Frequencies
	done   hub.DuplicatesFound
}

// everything reads all employers, then compares those who share a key.
func (s *duplicateSearch) everything(ctx context.Context) error {
	last, err := postgres.LastDuplicateSearch(ctx, s.app.pool)
	if err != nil {
		return err
	}
	s.source = hub.DuplicateFullSearch
	err = pgx.BeginFunc(ctx, s.app.pool, func(tx pgx.Tx) error {
		if err := postgres.CountForSearch(ctx, tx); err != nil {
			return err
		}
		if err := postgres.StageDuplicateRecords(ctx, tx); err != nil {
			return err
		}
		var after hub.EmployerID
		for {
			batch, err := postgres.EmployerWordsAfter(ctx, tx, after, searchBatch)
			if err != nil {
				return err
			}
			if len(batch) == 0 {
				break
			}
			after = batch[len(batch)-1].ID
			records, err := s.prepare(batch, s.words.Add)
			if err != nil {
				return err
			}
			if err := postgres.AddStagedRecords(ctx, tx, records); err != nil {
				return err
			}
		}
		s.words.Trim()
		if err := postgres.StoreDuplicateRecords(ctx, tx, nil); err != nil {
			return err
		}
		return postgres.StoreWords(ctx, tx, s.words.Of, s.words.Records, last.Now)
	})
	if err != nil {
		return err
	}
	crowded, err := postgres.CrowdedKeys(ctx, s.app.pool, nil, match.MostOfAKey)
	if err != nil {
		return err
	}
	c := comparison{words: &s.words, crowded: setOf(crowded)}
	store := func() error {
		found, err := c.run()
		if err != nil {
			return err
		}
		return s.app.change(ctx, func(tx change) error { return s.put(ctx, tx, found) })
	}
	err = postgres.KeyHolders(ctx, s.app.pool, nil, match.MostOfAKey, func(h postgres.Holder) error {
		if c.full(h.Key) {
			if err := store(); err != nil {
				return err
			}
		}
		c.add(h)
		return nil
	})
	if err != nil {
		return err
	}
	if err := store(); err != nil {
		return err
	}
	s.done.Compared += c.compared
	return s.app.change(ctx, func(tx change) error { return postgres.DropStalePairs(ctx, tx, nil, last.Now) })
}

// changed compares a few employers with all.
func (s *duplicateSearch) changed(ctx context.Context, tx change, ids []hub.EmployerID) error {
	last, err := postgres.LastDuplicateSearch(ctx, tx)
	if err != nil {
		return err
	}
	batch, err := postgres.EmployerWordsOf(ctx, tx, ids)
	if err != nil {
		return err
	}
	if err := postgres.StageDuplicateRecords(ctx, tx); err != nil {
		return err
	}
	words := map[string]bool{}
	records, err := s.prepare(batch, func(match.Prepared) {})
	if err != nil {
		return err
	}
	if err := postgres.AddStagedRecords(ctx, tx, records); err != nil {
		return err
	}
	if err := postgres.StoreDuplicateRecords(ctx, tx, ids); err != nil {
		return err
	}
	crowded, err := postgres.CrowdedKeys(ctx, tx, ids, match.MostOfAKey)
	if err != nil {
		return err
	}
	c := comparison{crowded: setOf(crowded), among: map[hub.EmployerID]bool{}}
	for _, id := range ids {
		c.among[id] = true
	}
	err = postgres.KeyHolders(ctx, tx, ids, match.MostOfAKey, func(h postgres.Holder) error {
		c.add(h)
		return nil
	})
	if err != nil {
		return err
	}
	for _, h := range c.holders {
		var p match.Prepared
		if err := json.Unmarshal(h.Record, &p); err != nil {
			return fmt.Errorf("cannot read a record to compare: %w", err)
		}
		for _, word := range p.Words() {
			words[word] = true
		}
	}
	c.words = &match.Frequencies{Records: last.Records}
	if c.words.Of, err = postgres.Words(ctx, tx, slices.Collect(maps.Keys(words))); err != nil {
		return err
	}
	found, err := c.run()
	if err != nil {
		return err
	}
	s.done.Compared += c.compared
	if err := s.put(ctx, tx, found); err != nil {
		return err
	}
	return postgres.DropStalePairs(ctx, tx, ids, last.Now)
}

// prepare brings employers to the form that is compared, and counts them.
func (s *duplicateSearch) prepare(batch []postgres.EmployerWords, count func(match.Prepared)) ([]postgres.DuplicateRecord, error) {
	records := make([]postgres.DuplicateRecord, 0, len(batch))
	for _, e := range batch {
		known := match.Record{Names: e.Names, Addresses: e.Addresses, Postcodes: e.Postcodes, Phones: e.Phones, Emails: e.Emails, Numbers: e.Numbers}
		if e.Website != nil {
			known.Websites = []string{*e.Website}
		}
		prepared := match.Prepare(known)
		count(prepared)
		record, err := json.Marshal(prepared)
		if err != nil {
			return nil, fmt.Errorf("cannot write a record to compare: %w", err)
		}
		records = append(records, postgres.DuplicateRecord{EmployerID: e.ID, Record: record, Keys: prepared.Keys()})
	}
	s.done.Employers += len(batch)
	return records, nil
}

func (s *duplicateSearch) put(ctx context.Context, tx change, found []hub.DuplicatePair) error {
	s.done.Pairs += len(found)
	for i := range found {
		found[i].ID, found[i].FoundAt, found[i].FoundBy = hub.NewDuplicatePairID(), tx.now, s.source
	}
	if len(found) == 0 {
		return nil
	}
	return postgres.PutDuplicatePairs(ctx, tx, found)
}

// comparison compares holders of keys, who come in order of the keys.
type comparison struct {
	words *match.Frequencies
	// crowded are keys by which nobody is compared.
	crowded map[int64]bool
	// among are those of whom one must be in each pair; nil for all.
	among    map[hub.EmployerID]bool
	holders  []postgres.Holder
	compared int
}

func setOf(keys []int64) map[int64]bool {
	set := make(map[int64]bool, len(keys))
	for _, key := range keys {
		set[key] = true
	}
	return set
}

// full says that there are enough to compare, and that a new key begins.
func (c *comparison) full(key int64) bool {
	n := len(c.holders)
	return n >= searchChunk && c.holders[n-1].Key != key
}

// add takes a holder, of which it keeps a copy.
func (c *comparison) add(h postgres.Holder) {
	h.Record, h.Keys = bytes.Clone(h.Record), slices.Clone(h.Keys)
	c.holders = append(c.holders, h)
}

// comparers is how many compare at the same time.
const comparers = 2

// run compares all that were added with those of the same key, and forgets them. A pair that shares several keys is compared at
// the first.
func (c *comparison) run() ([]hub.DuplicatePair, error) {
	var blocks [][]postgres.Holder
	for from := 0; from < len(c.holders); {
		to := from + 1
		for to < len(c.holders) && c.holders[to].Key == c.holders[from].Key {
			to++
		}
		blocks = append(blocks, c.holders[from:to])
		from = to
	}
	results := make([]blockResult, comparers)
	var working sync.WaitGroup
	for worker := range comparers {
		working.Go(func() {
			for i := worker; i < len(blocks); i += comparers {
				c.block(blocks[i], &results[worker])
			}
		})
	}
	working.Wait()
	c.holders = c.holders[:0]
	var found []hub.DuplicatePair
	for _, r := range results {
		if r.err != nil {
			return nil, r.err
		}
		found, c.compared = append(found, r.pairs...), c.compared+r.compared
	}
	return found, nil
}

type blockResult struct {
	pairs    []hub.DuplicatePair
	compared int
	err      error
}

func (c *comparison) block(holders []postgres.Holder, to *blockResult) {
	prepared := make([]*match.Prepared, len(holders))
	read := func(i int) match.Prepared {
		if prepared[i] == nil {
			prepared[i] = &match.Prepared{}
			if err := json.Unmarshal(holders[i].Record, prepared[i]); err != nil {
				to.err = fmt.Errorf("cannot read a record to compare: %w", err)
			}
		}
		return *prepared[i]
	}
	for i, a := range holders {
		for j := i + 1; j < len(holders); j++ {
			b := holders[j]
			if c.among != nil && !c.among[a.EmployerID] && !c.among[b.EmployerID] || c.sharedBefore(a, b) {
				continue
			}
			to.compared++
			m, likely := c.words.CompareFrom(match.Likely, read(i), read(j))
			if !likely {
				continue
			}
			first, second := a.EmployerID, b.EmployerID
			if bytes.Compare(first.UUID[:], second.UUID[:]) > 0 {
				first, second = second, first
			}
			reasons := make([]hub.DuplicateReason, 0, len(m.Reasons))
			for _, r := range m.Reasons {
				reasons = append(reasons, hub.DuplicateReason{Field: string(r.Field), Text: r.Text, Bits: r.Bits})
			}
			to.pairs = append(to.pairs, hub.DuplicatePair{FirstID: first, SecondID: second, Score: m.Score, Reasons: reasons})
		}
	}
}

// sharedBefore says that two share a key that comes before this one, at which they were compared.
func (c *comparison) sharedBefore(a, b postgres.Holder) bool {
	for i, j := 0, 0; i < len(a.Keys) && j < len(b.Keys); {
		switch x, y := a.Keys[i], b.Keys[j]; {
		case x >= a.Key || y >= a.Key:
			return false
		case x < y:
			i++
		case x > y:
			j++
		case !c.crowded[x]:
			return true
		default:
			i, j = i+1, j+1
		}
	}
	return false
}

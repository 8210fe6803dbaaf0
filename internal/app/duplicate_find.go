package app

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

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
	// changedBatch is how many changed employers are looked at in one transaction, while which nobody else stores pairs.
	changedBatch = 50
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
		if err := s.these(ctx, changed); err != nil {
			return err
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
		if err := postgres.StoreStagedRecords(ctx, tx); err != nil {
			return err
		}
		return postgres.StoreWords(ctx, tx, s.words.Of, s.words.Records, last.Now)
	})
	if err != nil {
		return err
	}
	// What was changed since it was read.
	edited, err := postgres.EditedEmployers(ctx, s.app.pool, last.Now, mostChanged)
	if err != nil {
		return err
	}
	if err := s.these(ctx, edited); err != nil {
		return err
	}
	crowded, err := postgres.CrowdedKeys(ctx, s.app.pool, match.MostOfAKey)
	if err != nil {
		return err
	}
	c := comparison{words: &s.words, crowded: setOf(crowded)}
	store := func() error {
		found, err := c.run()
		if err != nil {
			return err
		}
		return s.write(ctx, func(tx change) error { return s.put(ctx, tx, found) })
	}
	err = postgres.KeyHolders(ctx, s.app.pool, match.MostOfAKey, func(h postgres.Holder) error {
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
	return s.write(ctx, func(tx change) error { return postgres.DropStalePairs(ctx, tx, nil, last.Now) })
}

// write runs do while nobody else stores pairs.
func (s *duplicateSearch) write(ctx context.Context, do func(tx change) error) error {
	return s.app.change(ctx, func(tx change) error {
		if _, err := postgres.WriteDuplicates(ctx, tx); err != nil {
			return err
		}
		return do(tx)
	})
}

// these compares some employers with all.
func (s *duplicateSearch) these(ctx context.Context, ids []hub.EmployerID) error {
	for batch := range slices.Chunk(ids, changedBatch) {
		if err := s.app.change(ctx, func(tx change) error { return s.changed(ctx, tx, batch) }); err != nil {
			return err
		}
	}
	return nil
}

// changed stores the records of a few employers as they are now, and compares them with all.
func (s *duplicateSearch) changed(ctx context.Context, tx change, ids []hub.EmployerID) error {
	if alone, err := postgres.WriteDuplicates(ctx, tx); err != nil || !alone {
		return err
	}
	now, err := postgres.LastDuplicateSearch(ctx, tx)
	if err != nil {
		return err
	}
	batch, err := postgres.EmployerWordsOf(ctx, tx, ids) // anew, now that others who changed them have stored theirs
	if err != nil {
		return err
	}
	var asked []match.Prepared
	records, err := s.prepare(batch, func(p match.Prepared) { asked = append(asked, p) })
	if err != nil {
		return err
	}
	if err := postgres.PutDuplicateRecords(ctx, tx, ids, records); err != nil {
		return err
	}
	like := likeness{}
	alike, err := like.find(ctx, tx, asked, match.MostOfAKey)
	if err != nil {
		return err
	}
	s.done.Compared += like.compared
	pairs := map[[2]hub.EmployerID]hub.DuplicatePair{}
	for i, all := range alike {
		for _, other := range all {
			if other.EmployerID != records[i].EmployerID {
				pair := pairOf(records[i].EmployerID, other.EmployerID, other.Match)
				pairs[[2]hub.EmployerID{pair.FirstID, pair.SecondID}] = pair
			}
		}
	}
	found := slices.Collect(maps.Values(pairs))
	if err := s.put(ctx, tx, found); err != nil {
		return err
	}
	return postgres.DropStalePairs(ctx, tx, ids, now.Now)
}

// prepare brings employers to the form that is compared, and counts them.
func (s *duplicateSearch) prepare(batch []postgres.EmployerWords, count func(match.Prepared)) ([]postgres.DuplicateRecord, error) {
	records := make([]postgres.DuplicateRecord, 0, len(batch))
	for _, e := range batch {
		prepared := prepare(e)
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
	if len(found) == 0 {
		return nil
	}
	for i := range found {
		found[i].ID, found[i].FoundAt, found[i].FoundBy = hub.NewDuplicatePairID(), tx.now, s.source
	}
	return postgres.PutDuplicatePairs(ctx, tx, found)
}

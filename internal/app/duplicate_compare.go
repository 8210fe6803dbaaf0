package app

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"employerhub/internal/hub"
	"employerhub/internal/match"
	"employerhub/internal/postgres"
)

// comparison compares holders of keys, who come in order of the keys.
type comparison struct {
	words *match.Frequencies
	// crowded are keys by which nobody is compared.
	crowded  map[int64]bool
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
			if c.sharedBefore(a, b) {
				continue
			}
			to.compared++
			m, likely := c.words.CompareFrom(match.Likely, read(i), read(j))
			if !likely {
				continue
			}
			to.pairs = append(to.pairs, pairOf(a.EmployerID, b.EmployerID, m))
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

func pairOf(a, b hub.EmployerID, m match.Match) hub.DuplicatePair {
	if bytes.Compare(a.UUID[:], b.UUID[:]) > 0 {
		a, b = b, a
	}
	return hub.DuplicatePair{FirstID: a, SecondID: b, Score: m.Score, Reasons: reasonsOf(m)}
}

func reasonsOf(m match.Match) []hub.DuplicateReason {
	reasons := make([]hub.DuplicateReason, 0, len(m.Reasons))
	for _, r := range m.Reasons {
		reasons = append(reasons, hub.DuplicateReason{Field: string(r.Field), Text: r.Text, Bits: r.Bits})
	}
	return reasons
}

package app

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"employerhub/internal/hub"
	"employerhub/internal/match"
	"employerhub/internal/postgres"
)

// createdByHand is the action of adding an employer.
const createdByHand = "employer.create"

// knownBy are the kinds of record that tell whether two employers are one.
var knownBy = map[string]bool{"employer": true, "person": true, "role": true, "site": true}

// touch notes that an employer is to be compared before the change ends.
func (c change) touch(action string, of postgres.AuditSubject) {
	id := of.Employer
	if of.Kind == "employer" {
		id.UUID = of.ID // also of one that was merged into another
	}
	if c.touched == nil || !knownBy[of.Kind] || id.IsZero() {
		return
	}
	if action == createdByHand {
		c.touched[id] = hub.DuplicateCreation
	} else if c.touched[id] == "" {
		c.touched[id] = hub.DuplicateChange
	}
}

// compareTouched stores what the employers that a change touched are known by now, and compares those of whom that differs from
// before with all.
func (c change) compareTouched(ctx context.Context) error {
	if len(c.touched) == 0 {
		return nil
	}
	left := maps.Clone(c.touched)
	now, err := postgres.EmployerWordsOf(ctx, c, slices.Collect(maps.Keys(left)))
	if err != nil {
		return err
	}
	for _, e := range now {
		if e.Stored == nil {
			continue
		}
		stored, err := readRecord(e.Stored)
		if err != nil {
			return err
		}
		if reflect.DeepEqual(stored, prepare(e)) {
			delete(left, e.ID)
		}
	}
	for _, source := range []hub.DuplicateSource{hub.DuplicateCreation, hub.DuplicateChange} {
		var ids []hub.EmployerID
		for id, by := range left {
			if by == source {
				ids = append(ids, id)
			}
		}
		if len(ids) == 0 {
			continue
		}
		if err := (&duplicateSearch{source: source}).changed(ctx, c, ids); err != nil {
			return err
		}
	}
	return nil
}

// prepare brings an employer to the form that is compared.
func prepare(e postgres.EmployerWords) match.Prepared {
	known := match.Record{Names: e.Names, Addresses: e.Addresses, Postcodes: e.Postcodes, Phones: e.Phones, Emails: e.Emails, Numbers: e.Numbers}
	if e.Website != nil {
		known.Websites = []string{*e.Website}
	}
	return match.Prepare(known)
}

func readRecord(stored []byte) (p match.Prepared, err error) {
	if err := json.Unmarshal(stored, &p); err != nil {
		return p, fmt.Errorf("cannot read a record to compare: %w", err)
	}
	return p, nil
}

// likeness compares records with those that are stored. It keeps how common the words are that it has come across.
type likeness struct {
	words match.Frequencies
	// known are the words of which it is known how common they are, also those that few have.
	known    map[string]bool
	compared int
}

// mostKnown bounds the memory of a file of any size.
const mostKnown = 50_000

// alike is an employer that a record may be about.
type alike struct {
	hub.EmployerID
	match.Match
}

// find finds for each record those that are likely of the same employer, the likeliest first. A key that more than most have is left out.
func (l *likeness) find(ctx context.Context, q postgres.Querier, records []match.Prepared, most int) ([][]alike, error) {
	keys := make([][]int64, len(records))
	for i, r := range records {
		keys[i] = r.Keys()
	}
	holders, err := postgres.HoldersOf(ctx, q, keys, most)
	if err != nil {
		return nil, err
	}
	held := make([]match.Prepared, len(holders))
	for i, h := range holders {
		if held[i], err = readRecord(h.Record); err != nil {
			return nil, err
		}
	}
	if err := l.count(ctx, q, slices.Concat(records, held)); err != nil {
		return nil, err
	}
	found := make([][]alike, len(records))
	for i, h := range holders {
		l.compared++
		if m, likely := l.words.CompareFrom(match.Likely, records[h.Asked], held[i]); likely {
			found[h.Asked] = append(found[h.Asked], alike{h.EmployerID, m})
		}
	}
	for _, all := range found {
		slices.SortStableFunc(all, func(a, b alike) int { return cmp.Compare(b.Score, a.Score) })
	}
	return found, nil
}

// count reads how common the words of records are, as far as that is not known yet.
func (l *likeness) count(ctx context.Context, q postgres.Querier, records []match.Prepared) error {
	if l.known == nil || len(l.known) > mostKnown {
		last, err := postgres.LastDuplicateSearch(ctx, q)
		if err != nil {
			return err
		}
		l.known, l.words = map[string]bool{}, match.Frequencies{Records: last.Records, Of: map[string]int{}}
	}
	var unknown []string
	for _, r := range records {
		for _, word := range r.Words() {
			if !l.known[word] {
				l.known[word] = true
				unknown = append(unknown, word)
			}
		}
	}
	counted, err := postgres.Words(ctx, q, unknown)
	maps.Copy(l.words.Of, counted)
	return err
}

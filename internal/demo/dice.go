package demo

import (
	"math/rand/v2"
	"time"
)

// dice are thrown for everything that is made up. They use the generator alone and none of the library's distributions, so
// that the same seed gives the same data with any release of Go.
type dice struct{ source *rand.PCG }

func newDice(seed uint64) *dice { return &dice{rand.NewPCG(seed, 0x9e3779b97f4a7c15)} }

// roll is 0 to n-1.
func (d *dice) roll(n int) int { return int(d.source.Uint64() >> 33 % uint64(n)) }

// chance comes true percent times in a hundred.
func (d *dice) chance(percent int) bool { return d.roll(100) < percent }

// day is one between two years, both included.
func (d *dice) day(from, until int) time.Time {
	first := time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC)
	days := int(time.Date(until+1, 1, 1, 0, 0, 0, 0, time.UTC).Sub(first).Hours() / 24)
	return first.AddDate(0, 0, d.roll(days))
}

func (d *dice) trade() trade { return trades[tradeShares[d.roll(len(tradeShares))]] }

func (d *dice) home() home { return homes[homeShares[d.roll(len(homeShares))]] }

func pick[T any](d *dice, from []T) T { return from[d.roll(len(from))] }

// shares repeats each index as often as its weight says, to be picked from.
func shares(weights []int) (indexes []int) {
	for i, weight := range weights {
		for range weight {
			indexes = append(indexes, i)
		}
	}
	return indexes
}

package match

import (
	"math"
	"slices"
)

// FieldTown is the town, of which a listing has no more than the name.
const FieldTown Field = "TOWN"

// Sure is the score from which a listing is taken for an employer without a person's look, where no other comes near.
const Sure = 0.95

// LeastListed is the score from which an employer is shown to a person as one that a listing may be about. It is low, since a head
// office is listed for its branches: there the name is the same and the place is not.
const LeastListed = 0.3

// CompareListing says how likely a listing, of which a name, a postcode and a town are known, is about an employer. Town is not part of
// the prepared listing: as an address it would differ from one that leaves the town out.
func (f *Frequencies) CompareListing(listing Prepared, town string, employer Prepared) (Match, bool) {
	m, ok := f.CompareFrom(LeastListed/4, listing, employer) // the town may raise it
	words := addressWords(town)
	if !ok || len(words) == 0 || len(employer.Addresses) == 0 {
		return m, ok && m.Score >= LeastListed
	}
	r := Reason{FieldTown, "Same town", 1.5}
	if !slices.ContainsFunc(employer.Addresses, func(address []string) bool {
		return !slices.ContainsFunc(words, func(word string) bool { return !slices.Contains(address, word) })
	}) {
		r = Reason{FieldTown, "Town not in the address", -1}
	}
	if slices.ContainsFunc(m.Reasons, func(said Reason) bool { return said.Field == FieldPostcode && (said.Bits > 0) == (r.Bits > 0) }) {
		r.Bits /= 3 // the postcode said so already
	}
	m.Reasons = append(m.Reasons, r)
	m.Score = 1 / (1 + math.Exp2(-math.Log2(m.Score/(1-m.Score))-r.Bits))
	return m, m.Score >= LeastListed
}

package match

import (
	"math"
	"slices"
	"strings"
)

// compareNames is the best that any two names come to.
func (f *Frequencies) compareNames(a, b Prepared, samePlace bool) Reason {
	best := Reason{Bits: math.Inf(-1)}
	for _, x := range a.Names {
		for _, y := range b.Names {
			if r := f.compareName(x, y, samePlace); r.Bits > best.Bits {
				best = r
			}
		}
	}
	if math.IsInf(best.Bits, -1) {
		return Reason{}
	}
	return best
}

// compareName weighs the words that two names share, each by how rare it is, against those that only one has.
func (f *Frequencies) compareName(a, b Name, samePlace bool) Reason {
	coreA, coreB := a.core(), b.core()
	if coreA == coreB {
		bits := 0.0
		for _, word := range a {
			bits += f.bits(word)
		}
		return Reason{FieldName, "Same name", max(min(bits, mostNameBits)-f.chain(a, b, samePlace), 2)}
	}
	al := align(a, b)
	shared := 0.0
	for _, p := range al.pairs {
		shared += min(f.bits(p.a), f.bits(p.b)) * (1 - slip*(1-p.like))
	}
	bits := min(shared, mostNameBits) - f.chain(a, b, samePlace) - f.against(al.onlyA, al.onlyB)
	if len(a) == 1 && isInitials(a[0], b) || len(b) == 1 && isInitials(b[0], a) {
		return Reason{FieldName, "One name is the initials of the other", max(bits, 5)}
	}
	if shared > 4 { // they name themselves apart on purpose
		bits = max(bits, 2*leastNameBits)
	} else { // one may be what the other trades as
		bits = max(bits, leastNameBits)
	}
	switch {
	case bits >= 7:
		return Reason{FieldName, "Names much alike", bits}
	case bits >= 2:
		return Reason{FieldName, "Names alike", bits}
	case shared > 4:
		return Reason{FieldName, "Names partly alike", bits}
	default:
		return Reason{FieldName, "Different names", bits}
	}
}

// chain is what names that many have say less: they may be those of a chain, whose branches in other places are not one employer.
func (f *Frequencies) chain(a, b Name, samePlace bool) float64 {
	bits := 3 * math.Log2(max(float64(max(f.of("=", a.brand()), f.of("=", b.brand()))), 3)/3)
	if samePlace {
		return bits / 4
	}
	return bits
}

const (
	mostNameBits  = 13
	leastNameBits = -4.5
	// slip is how much of what a word says a slip of the pen takes away.
	slip = 3
)

// against weighs the words that only one of two names has. One that only one has may have been left out; where each has one of
// its own, they are two names. Numbers, places and words such as "holdings" tell companies of one group and branches apart.
func (f *Frequencies) against(onlyA, onlyB []string) float64 {
	a, b := f.leftOver(onlyA), f.leftOver(onlyB)
	bits := 0.4*max(a.bits, b.bits) + 1.1*min(a.full, b.full)
	apart := func(inA, inB int, one, both float64) {
		switch {
		case inA > 0 && inB > 0:
			bits += both
		case inA+inB > 0:
			bits += one
		}
	}
	apart(a.numbers, b.numbers, 3, 8)
	apart(a.places, b.places, 0.5, 5)
	if a.entities+b.entities > 0 {
		apart(len(onlyA), len(onlyB), 3, 5)
	}
	return bits
}

type leftOver struct {
	// full is what the words say; bits is less where they are of the sort that people leave out.
	full, bits                float64
	numbers, places, entities int
}

func (f *Frequencies) leftOver(words []string) (l leftOver) {
	for _, word := range words {
		share := 1.0
		switch {
		case isNumber(word):
			l.numbers++
		case placeWords[word]:
			l.places++
			share = 0.4
		case entityWords[word]:
			l.entities++
		case usualWords[word] > 0:
			share = 0.6
		}
		l.full += f.bits(word)
		l.bits += share * f.bits(word)
	}
	l.full, l.bits = min(l.full, 14), min(l.bits, 14)
	return l
}

type wordPair struct {
	a, b string
	like float64
}

type alignment struct {
	pairs        []wordPair
	onlyA, onlyB []string
}

// align pairs the words of two names, in whatever order: the same ones first, then two that are written as one, then those
// most alike.
func align(a, b Name) alignment {
	var al alignment
	leftA, leftB := slices.Clone(a), slices.Clone(b)
	for i := 0; i < len(leftA); {
		if j := slices.Index(leftB, leftA[i]); j >= 0 {
			al.pairs = append(al.pairs, wordPair{leftA[i], leftB[j], 1})
			leftA, leftB = slices.Delete(leftA, i, i+1), slices.Delete(leftB, j, j+1)
		} else {
			i++
		}
	}
	leftA, leftB = joinWords(leftA, leftB, &al, false)
	leftB, leftA = joinWords(leftB, leftA, &al, true)
	for {
		besti, bestj, best := -1, -1, 0.0
		for i, x := range leftA {
			for j, y := range leftB {
				if l := alike(x, y); l > best {
					besti, bestj, best = i, j, l
				}
			}
		}
		if best == 0 {
			break
		}
		al.pairs = append(al.pairs, wordPair{leftA[besti], leftB[bestj], best})
		leftA, leftB = slices.Delete(leftA, besti, besti+1), slices.Delete(leftB, bestj, bestj+1)
	}
	if like := alike(strings.Join(leftA, ""), strings.Join(leftB, "")); len(leftA) > 0 && len(leftB) > 0 && like >= 0.8 {
		al.pairs = append(al.pairs, wordPair{leftA[0], leftB[0], like}) // parted in different places
		leftA, leftB = nil, nil
	}
	al.onlyA, al.onlyB = leftA, leftB
	return al
}

// joinWords pairs a word of one with two neighbours of the other that say the same.
func joinWords(one, two []string, al *alignment, swapped bool) (restOne, restTwo []string) {
	for i := 0; i < len(one); i++ {
		for j := 0; j+1 < len(two); j++ {
			joined := two[j] + two[j+1]
			if like := alike(one[i], joined); like >= 0.9 && len(joined) > 3 {
				p := wordPair{one[i], one[i], like}
				if swapped {
					p.a, p.b = p.b, p.a
				}
				al.pairs = append(al.pairs, p)
				one, two = slices.Delete(one, i, i+1), slices.Delete(two, j, j+2)
				i--
				break
			}
		}
	}
	return one, two
}

// isInitials says that word is the first letters of a name of three words or more.
func isInitials(word string, of Name) bool {
	return len(of) >= 3 && strings.EqualFold(word, initials(of))
}

package match

import "slices"

// Point is one threshold with what it comes to over pairs of records.
type Point struct {
	Threshold         float64
	Precision, Recall float64
	// Right are pairs at or above the threshold that are one employer, Wrong those that are not, Missed those of one employer below.
	Right, Wrong, Missed int
}

// F1 is the harmonic mean of precision and recall.
func (p Point) F1() float64 {
	if p.Precision+p.Recall == 0 {
		return 0
	}
	return 2 * p.Precision * p.Recall / (p.Precision + p.Recall)
}

// Pair is two records by their places, and how likely they are one employer.
type Pair struct {
	A, B int
	Match
}

// Pairs compares those of records that share a key, and answers the pairs that score at least this much.
func Pairs(records []Prepared, least float64) []Pair {
	var f Frequencies
	holders := map[int64][]int{}
	for i, p := range records {
		f.Add(p)
		for _, key := range p.Keys() {
			holders[key] = append(holders[key], i)
		}
	}
	done := map[[2]int]bool{}
	var found []Pair
	for _, at := range holders {
		if len(at) > MostOfAKey {
			continue
		}
		for i, a := range at {
			for _, b := range at[i+1:] {
				if done[[2]int{a, b}] {
					continue
				}
				done[[2]int{a, b}] = true
				if m, ok := f.CompareFrom(least, records[a], records[b]); ok {
					found = append(found, Pair{a, b, m})
				}
			}
		}
	}
	slices.SortFunc(found, func(x, y Pair) int {
		if x.A != y.A {
			return x.A - y.A
		}
		return x.B - y.B
	})
	return found
}

// Curve says for each threshold how good pairs are, against the clusters that the records are known to be of.
func Curve(pairs []Pair, clusters []string, thresholds []float64) []Point {
	sizes := map[string]int{}
	for _, c := range clusters {
		sizes[c]++
	}
	all := 0
	for _, n := range sizes {
		all += n * (n - 1) / 2
	}
	points := make([]Point, 0, len(thresholds))
	for _, threshold := range thresholds {
		p := Point{Threshold: threshold}
		for _, pair := range pairs {
			switch {
			case pair.Score < threshold:
			case clusters[pair.A] == clusters[pair.B]:
				p.Right++
			default:
				p.Wrong++
			}
		}
		p.Missed = all - p.Right
		if p.Right > 0 {
			p.Precision = float64(p.Right) / float64(p.Right+p.Wrong)
			p.Recall = float64(p.Right) / float64(all)
		}
		points = append(points, p)
	}
	return points
}

// Judge compares records 0 and 1, 2 and 3, and so on, of a list of pairs that somebody has labelled. Two that share no key score 0, as
// the search would never compare them.
func Judge(records []Prepared) []Pair {
	var f Frequencies
	for _, p := range records {
		f.Add(p)
	}
	pairs := make([]Pair, 0, len(records)/2)
	for i := 0; i+1 < len(records); i += 2 {
		pair := Pair{A: i, B: i + 1}
		other := records[i+1].Keys()
		if slices.ContainsFunc(records[i].Keys(), func(key int64) bool { return slices.Contains(other, key) }) {
			pair.Match = f.Compare(records[i], records[i+1])
		}
		pairs = append(pairs, pair)
	}
	return pairs
}

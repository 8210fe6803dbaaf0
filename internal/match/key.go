package match

import (
	"hash/fnv"
	"slices"
	"strings"
)

// MostOfAKey is how many records may share a key for them to be compared: what more have in common, an industrial estate or a
// usual word, says too little. Each of its records has rarer keys.
const MostOfAKey = 30

// Keys are digests such that records of one employer nearly always share one. They depend on the record alone, so that they can
// be stored.
func (p Prepared) Keys() []int64 {
	var keys []int64
	key := func(kind string, parts ...string) {
		h := fnv.New64a()
		_, _ = h.Write([]byte(kind + "\x00" + strings.Join(parts, "\x00")))
		keys = append(keys, int64(h.Sum64()))
	}
	for _, number := range p.Numbers {
		key("number", number)
	}
	for _, phone := range p.Phones {
		key("phone", phone)
	}
	for _, domain := range slices.Concat(p.Sites, p.Mail) {
		key("domain", stem(domain))
	}
	for _, box := range p.Mailboxes {
		key("mailbox", box)
	}
	for _, code := range p.Postcodes {
		key("postcode", code)
	}
	for _, name := range p.Names {
		core := name.core()
		sorted := slices.Sorted(slices.Values(name))
		key("name", sorted...)
		key("core", skeleton(core))
		telling := name.telling()
		for i, word := range telling {
			if usualWords[word] == 0 {
				key("word", word)
			}
			for _, code := range p.Postcodes {
				key("at", code, prefix(word, 2))
				key("near", district(code), skeleton(word))
			}
			for _, other := range telling[i+1:] {
				pair := []string{prefix(word, 4), prefix(other, 4)}
				slices.Sort(pair)
				key("pair", pair...)
			}
		}
		if len(name) >= 3 {
			key("initials", initials(name))
		} else if len(name) == 1 && len(core) >= 3 && len(core) <= 6 {
			key("initials", core)
		}
		for _, address := range p.Addresses {
			for _, number := range houseNumbers(address) {
				key("house", number, prefix(core, 3))
			}
		}
	}
	for _, address := range p.Addresses {
		numbers, sorted := houseNumbers(address), slices.Sorted(slices.Values(address))
		if len(numbers) > 0 && len(address) > 1 {
			key("address", slices.Compact(sorted)...)
			for i, word := range address[:len(address)-1] {
				if slices.Contains(numbers, word) {
					key("door", word, address[i+1])
				}
			}
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// telling are the words by which a name is found: not the usual ones, unless there are no others. At most four.
func (n Name) telling() []string {
	words := make([]string, 0, 4)
	for _, usual := range []bool{false, true} {
		for _, word := range n {
			if _, ok := usualWords[word]; ok == usual && len(words) < 4 && !slices.Contains(words, word) {
				words = append(words, word)
			}
		}
		if len(words) >= 2 {
			break
		}
	}
	return words
}

// skeleton is a word's first letter and its consonants, each run once: what survives most slips of the pen.
func skeleton(word string) string {
	var kept []byte
	for i := range len(word) {
		c := word[i]
		if i > 0 && (strings.IndexByte("aeiouyhw", c) >= 0 || c == kept[len(kept)-1]) {
			continue
		}
		if kept = append(kept, c); len(kept) == 7 {
			break
		}
	}
	return string(kept)
}

func initials(name Name) string {
	letters := make([]byte, len(name))
	for i, word := range name {
		letters[i] = word[0]
	}
	return string(letters)
}

func prefix(word string, n int) string { return word[:min(n, len(word))] }

func district(postcode string) string {
	d, _, _ := strings.Cut(postcode, " ")
	return d
}

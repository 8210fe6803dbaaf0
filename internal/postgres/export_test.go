package postgres

// DeclaredNoun is a line of nouns, as the tests read it.
type DeclaredNoun struct {
	Table, Column string
	Moves, Leaves bool
	Once          []string
	Undeclared    []string // what the line does not say
	Timeline      string   // SQL of its arm
}

// DeclaredNouns are the nouns.
func DeclaredNouns(viewer Viewer) []DeclaredNoun {
	var all []DeclaredNoun
	for _, n := range nouns {
		d := DeclaredNoun{Table: n.table, Column: n.employerColumn(), Moves: n.merge.key != nil, Leaves: n.merge.leaves(), Once: n.merge.once}
		if n.label == "" {
			d.Undeclared = append(d.Undeclared, "label")
		}
		if n.merge.key == nil && n.merge.field == "" && n.merge.why == "" {
			d.Undeclared = append(d.Undeclared, "merge")
		}
		if (n.timeline == nil) == (n.quiet == "") {
			d.Undeclared = append(d.Undeclared, "timeline or quiet")
		}
		for what, m := range map[string]meeting{"seen": n.seen, "search": n.search, "export": n.export} {
			if m.condition == nil && m.how == "" && m.not == "" {
				d.Undeclared = append(d.Undeclared, what)
			}
		}
		if n.timeline != nil {
			d.Timeline = n.timeline(viewer.sight(map[string]any{}), func(string, string) string { return "true" })
		}
		all = append(all, d)
	}
	return all
}

// MergeColumns are the columns of employer that merge knows.
func MergeColumns() map[string]bool {
	known := map[string]bool{}
	for _, f := range mergeFields {
		for _, c := range f.columns {
			known[c] = true
		}
	}
	for c := range unmerged {
		known[c] = true
	}
	return known
}

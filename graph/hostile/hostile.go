// Package hostile has documents that cost a GraphQL server without limits seconds, for its tests and for the benchmark.
package hostile

import (
	"fmt"
	"strings"
)

// Document is one, and the word in the answer that says which limit refused it.
type Document struct{ Query, Word string }

// Documents are the hostile ones by what they try.
func Documents() map[string]Document {
	nested := func(n int) string {
		return "{ employers { nodes " + strings.Repeat("{ sites { employer ", n) + "{ id }" + strings.Repeat(" } }", n) + " } }"
	}
	return map[string]Document{
		"8,000 duplicate fields":     {"{ viewer { " + strings.Repeat("roles ", 8000) + "} }", "tokens"},
		"1,000 duplicate fields":     {"{ viewer { " + strings.Repeat("roles ", 1000) + "} }", "same field"},
		"30,000 root fields":         {"{ " + strings.Repeat("today ", 30_000) + "}", "bytes"},
		"1,000 root fields":          {"{ " + numbered(1000, "a%d: today ") + "}", "root"},
		"30,000 directives":          {"{ today " + strings.Repeat("@skip(if:false) ", 30_000) + "}", "bytes"},
		"500 directives":             {"{ today " + strings.Repeat("@skip(if:false) ", 500) + "}", "directives"},
		"500 directives on queries":  {"query " + strings.Repeat("@a ", 500) + "{ today }", "directives"},
		"nesting 1,000 deep":         {nested(1000), "tokens"},
		"nesting 50 deep":            {nested(50), "deep"},
		"a fragment of itself":       {"{ ...a } fragment a on Query { today ...a }", "contains itself"},
		"a circle of fragments":      {"{ ...a } fragment a on Query { ...b } fragment b on Query { ...c } fragment c on Query { ...a }", "contains itself"},
		"a circle that nobody uses":  {"{ today } fragment a on Query { ...b } fragment b on Query { ...a }", "contains itself"},
		"101 aliases":                {"{ viewer { " + numbered(101, "a%d: roles ") + "} }", "aliases"},
		"fragments that double":      {"{ ...f0 } " + numbered(30, "fragment f%[1]d on Query { viewer { roles } ...f%[2]d ...g%[2]d } fragment g%[1]d on Query { ...f%[2]d } ") + "fragment f30 on Query { today } fragment g30 on Query { today }", "root"},
		"400 fragments in one place": {"{ viewer { " + numbered(400, "...f%d ") + "} } " + numbered(400, "fragment f%d on Viewer { roles } "), "at most 100 fragments"},
		"a fragment spread 1,000 x":  {"{ " + strings.Repeat("...f ", 1000) + "} fragment f on Query { today }", "root"},
		"nothing but brackets":       {strings.Repeat("{", 5000), "tokens"},
		"one long word":              {"{ " + strings.Repeat("a", 1<<19) + " }", "bytes"},
	}
}

func numbered(n int, format string) string {
	var out strings.Builder
	for i := range n {
		switch strings.Count(format, "%") {
		case 1:
			fmt.Fprintf(&out, format, i)
		default:
			fmt.Fprintf(&out, format, i, i+1)
		}
	}
	return out.String()
}

package graph_test

import (
	"bufio"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// A change that would break a client is declared in docs/schema.breaking.txt: a line with what this test calls it, and why.
// A release copies schema.graphql to docs/schema.released.graphql and empties that list.
func TestContractBreaksOnlyWhatItDeclares(t *testing.T) {
	t.Parallel()
	declared := declaredBreaks(t)
	released := load(t, "../docs/schema.released.graphql")
	for _, found := range breaks(released, schema()) {
		if declared[found] {
			delete(declared, found)
			continue
		}
		t.Errorf("%s: clients of the released contract stop working. Deprecate instead, or declare it in docs/schema.breaking.txt", found)
	}
	for _, left := range slices.Sorted(maps.Keys(declared)) {
		t.Errorf("%q is declared as a breaking change and is none", left)
	}
}

func TestBreaks(t *testing.T) {
	t.Parallel()
	const before = `type Query { a(x: Int, y: Int! = 1): String b: [String!]! c: T old: Int e(i: I): E }
		type T implements N { id: ID! } interface N { id: ID! } enum E { ONE TWO } input I { must: Int! may: Int }`
	for name, tc := range map[string]struct{ after, want string }{
		"nothing changed":                       {before, ""},
		"what is added breaks nothing":          {before + ` extend type Query { more: Int } extend enum E { THREE } extend input I { extra: Int } type New { a: Int }`, ""},
		"an argument more that may be absent":   {strings.Replace(before, "a(x: Int", "a(z: Int, x: Int", 1), ""},
		"an argument more that has a default":   {strings.Replace(before, "a(x: Int", "a(z: Int! = 2, x: Int", 1), ""},
		"an answer that is never null any more": {strings.Replace(before, "c: T ", "c: T! ", 1), ""},
		"an input that may be absent now":       {strings.Replace(before, "must: Int!", "must: Int", 1), ""},
		"a field gone":                          {strings.Replace(before, "old: Int", "", 1), "Query.old is gone"},
		"an argument gone":                      {strings.Replace(before, "a(x: Int, ", "a(", 1), "Query.a(x) is gone"},
		"an argument more that is required":     {strings.Replace(before, "a(x: Int", "a(z: Int!, x: Int", 1), "Query.a(z) is new and required"},
		"an argument that becomes required":     {strings.Replace(before, "a(x: Int,", "a(x: Int!,", 1), "Query.a(x) was Int and is Int!"},
		"another default":                       {strings.Replace(before, "= 1", "= 2", 1), "Query.a(y) had the default 1 and has 2"},
		"an answer that may be null now":        {strings.Replace(before, "[String!]!", "[String!]", 1), "Query.b was [String!]! and is [String!]"},
		"an answer of another type":             {strings.Replace(before, "old: Int", "old: String", 1), "Query.old was Int and is String"},
		"a list for one":                        {strings.Replace(before, "old: Int", "old: [Int]", 1), "Query.old was Int and is [Int]"},
		"a value gone":                          {strings.Replace(before, "ONE TWO", "ONE", 1), "E.TWO is gone"},
		"an input gone":                         {strings.Replace(before, "may: Int", "", 1), "I.may is gone"},
		"an input more that is required":        {before + ` extend input I { extra: Int! }`, "I.extra is new and required"},
		"an interface gone":                     {strings.Replace(before, "implements N", "", 1), "T is no N any more"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := strings.Join(breaks(parse(t, before), parse(t, tc.after)), "; "); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

// breaks lists what a client of one contract cannot do with the other any more.
func breaks(released, now *ast.Schema) (found []string) {
	report := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	for _, name := range slices.Sorted(maps.Keys(released.Types)) {
		before, after := released.Types[name], now.Types[name]
		if before.BuiltIn {
			continue
		}
		if after == nil || after.Kind != before.Kind {
			report("%s is gone", name)
			continue
		}
		for _, each := range before.Interfaces {
			if !slices.Contains(after.Interfaces, each) {
				report("%s is no %s any more", name, each)
			}
		}
		for _, each := range before.EnumValues {
			if after.EnumValues.ForName(each.Name) == nil {
				report("%s.%s is gone", name, each.Name)
			}
		}
		input := before.Kind == ast.InputObject
		for _, field := range before.Fields {
			place, is := name+"."+field.Name, after.Fields.ForName(field.Name)
			switch {
			case is == nil:
				report("%s is gone", place)
			case input:
				inputBreaks(place, field.Type, is.Type, field.DefaultValue, is.DefaultValue, report)
			default:
				if !gives(is.Type, field.Type) {
					report("%s was %s and is %s", place, field.Type, is.Type)
				}
				argumentBreaks(place, field.Arguments, is.Arguments, report)
			}
		}
		for _, field := range after.Fields {
			if input && before.Fields.ForName(field.Name) == nil && field.Type.NonNull && field.DefaultValue == nil {
				report("%s.%s is new and required", name, field.Name)
			}
		}
	}
	return found
}

func argumentBreaks(place string, before, after ast.ArgumentDefinitionList, report func(string, ...any)) {
	for _, argument := range before {
		at := place + "(" + argument.Name + ")"
		if is := after.ForName(argument.Name); is == nil {
			report("%s is gone", at)
		} else {
			inputBreaks(at, argument.Type, is.Type, argument.DefaultValue, is.DefaultValue, report)
		}
	}
	for _, argument := range after {
		if before.ForName(argument.Name) == nil && argument.Type.NonNull && argument.DefaultValue == nil {
			report("%s(%s) is new and required", place, argument.Name)
		}
	}
}

func inputBreaks(place string, was, is *ast.Type, defaultWas, defaultIs *ast.Value, report func(string, ...any)) {
	if !gives(was, is) && (defaultIs == nil || !gives(withNull(was), withNull(is))) {
		report("%s was %s and is %s", place, was, is)
	}
	if text(defaultWas) != text(defaultIs) && defaultWas != nil {
		report("%s had the default %s and has %s", place, text(defaultWas), text(defaultIs))
	}
}

// gives says that whoever expects a value of type wanted can do with one of type given.
func gives(given, wanted *ast.Type) bool {
	if wanted.NonNull && !given.NonNull || (given.Elem == nil) != (wanted.Elem == nil) {
		return false
	}
	if given.Elem != nil {
		return gives(given.Elem, wanted.Elem)
	}
	return given.NamedType == wanted.NamedType
}

func withNull(of *ast.Type) *ast.Type { return &ast.Type{NamedType: of.NamedType, Elem: of.Elem} }

func text(v *ast.Value) string {
	if v == nil {
		return "none"
	}
	return v.String()
}

// declaredBreaks reads the list: what is before a dash is what breaks calls it, what follows says why.
func declaredBreaks(t *testing.T) map[string]bool {
	t.Helper()
	file, err := os.Open("../docs/schema.breaking.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	out := map[string]bool{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		what, why, ok := strings.Cut(line, " - ")
		if !ok || strings.TrimSpace(why) == "" {
			t.Errorf("%q does not say why, after a dash", line)
		}
		out[what] = true
	}
	return out
}

func load(t *testing.T, path string) *ast.Schema {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, string(text))
}

func parse(t *testing.T, text string) *ast.Schema {
	t.Helper()
	out, err := gqlparser.LoadSchema(&ast.Source{Input: text})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

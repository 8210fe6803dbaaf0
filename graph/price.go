package graph

import (
	"context"
	"encoding/json"
	"strings"

	"employerhub/internal/hub"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

const (
	// mostPrice is what one operation may cost: about 100 employers with 40 fields and a few short lists each, ten times over.
	mostPrice = 50_000
	// priceOfCount is what an exact number costs: the database reads the whole list for it.
	priceOfCount = 500
	// shortList is how many entries a list is taken to have that has no argument for it.
	shortList = 10
	// shortSchema is the same for the lists of the schema, which costs no query.
	shortSchema = 5
)

// price refuses operations that may return too much: each field costs one, times what the lists around it may hold.
type price struct{}

// ExtensionName is for gqlgen.
func (price) ExtensionName() string { return "Price" }

// Validate is for gqlgen.
func (price) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext prices a valid operation with its variables. Errors: TOO_COMPLEX; UNAUTHENTICATED where a stranger
// asks for the schema.
func (price) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	op.DisableIntrospection = hub.ActorFrom(ctx).Kind == hub.ActorAnonymous
	p := pricing{variables: op.Variables, fragments: map[string]cost{}}
	total := p.selection(op.Operation.SelectionSet, false).times(1)
	switch {
	case p.introspects && op.DisableIntrospection:
		return gqlerror.Wrap(hub.Unauthenticated("sign in to read the schema"))
	case total > mostPrice:
		return gqlerror.Wrap(tooComplex("this asks for up to %d values, and an operation may for %d: ask for fewer at a time", total, mostPrice))
	}
	return nil
}

type pricing struct {
	variables   map[string]any
	fragments   map[string]cost
	introspects bool
}

// cost is what a selection comes to: each for every entry of the list around it, and once for the list as a whole.
type cost struct{ each, once int }

const endless = 1 << 40 // more than anybody may ask for, and no overflow

func (c cost) plus(d cost) cost {
	return cost{min(c.each+d.each, endless), min(c.once+d.once, endless)}
}

func (c cost) times(n int) int { return min(1+n*c.each+c.once, endless) }

// selection prices set. inPage says that the connection around it was multiplied already.
func (p *pricing) selection(set ast.SelectionSet, inPage bool) (total cost) {
	for _, selection := range set {
		switch one := selection.(type) {
		case *ast.Field:
			total = total.plus(p.field(one, inPage))
		case *ast.InlineFragment:
			total = total.plus(p.selection(one.SelectionSet, inPage))
		case *ast.FragmentSpread:
			if _, known := p.fragments[one.Name]; !known {
				p.fragments[one.Name] = p.selection(one.Definition.SelectionSet, inPage)
			}
			total = total.plus(p.fragments[one.Name])
		}
	}
	return total
}

func (p *pricing) field(f *ast.Field, inPage bool) cost {
	if f.Name == "totalCount" {
		return cost{once: priceOfCount}
	}
	p.introspects = p.introspects || f.Name == "__schema" || f.Name == "__type"
	arguments := f.ArgumentMap(p.variables)
	first, paged := arguments["first"]
	inner := p.selection(f.SelectionSet, paged)
	ids, named := arguments["ids"].([]any)
	n := 1
	switch {
	case paged:
		n = max(number(first), 1)
	case named:
		n = len(ids)
	case f.Definition.Type.Elem == nil || inPage: // one record, or the records of a page
	case strings.HasPrefix(f.ObjectDefinition.Name, "__"):
		n = shortSchema
	default:
		n = shortList
	}
	return cost{each: inner.times(n)}
}

func number(v any) int {
	switch n := v.(type) {
	case int64:
		return int(n)
	case int:
		return n
	case float64:
		return int(n)
	case json.Number:
		i, _ := n.Int64() // one that is not whole was refused before
		return int(i)
	default:
		return 0
	}
}

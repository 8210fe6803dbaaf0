package graph

import (
	"context"
	"crypto/sha256"

	"employerhub/internal/hub"

	"github.com/99designs/gqlgen/graphql"
	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/lexer"
	"github.com/vektah/gqlparser/v2/parser"
)

// What a document may hold. The front end's largest one is far below each.
const (
	mostLetters    = 64 << 10
	mostTokens     = 4000
	mostDepth      = 15
	mostAliases    = 50
	mostRootFields = 20
	mostDirectives = 50
	mostRepeats    = 20 // of a field in one place, all places together
	mostFields     = 2000
	mostFragments  = 100
	mostValues     = 10_000 // in its variables
)

// guard refuses documents by their shape, before they are validated: validation takes time that grows with the square of
// what a document repeats.
type guard struct{ known *documents }

// ExtensionName is for gqlgen.
func (guard) ExtensionName() string { return "Guard" }

// Validate is for gqlgen.
func (guard) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters checks a document that was not valid before. Errors: TOO_COMPLEX, BAD_INPUT.
func (g guard) MutateOperationParameters(ctx context.Context, request *graphql.RawParams) *gqlerror.Error {
	if values(request.Variables) > mostValues {
		return gqlerror.Wrap(tooComplex("variables hold at most %d values", mostValues))
	}
	if _, ok := g.known.Get(ctx, request.Query); ok {
		return nil
	}
	if err := checkShape(request.Query); err != nil {
		return gqlerror.Wrap(err)
	}
	return nil
}

// values counts what a variable holds, however deep.
func values(v any) (n int) {
	switch v := v.(type) {
	case map[string]any:
		for _, each := range v {
			n += values(each)
		}
	case []any:
		for _, each := range v {
			n += values(each)
		}
	}
	return n + 1
}

// checkShape refuses documents that are too large to validate. A syntax error is left to the executor.
func checkShape(text string) error {
	if len(text) > mostLetters {
		return tooComplex("a document has at most %d bytes", mostLetters)
	}
	source := &ast.Source{Input: text}
	lex := lexer.New(source)
	for n := 0; ; n++ {
		token, err := lex.ReadToken()
		if err != nil || token.Kind == lexer.EOF {
			break
		}
		if n == mostTokens {
			return tooComplex("a document has at most %d tokens", mostTokens)
		}
	}
	doc, err := parser.ParseQueryWithTokenLimit(source, mostTokens)
	if err != nil {
		return nil //nolint:nilerr // the executor refuses it better
	}
	if len(doc.Fragments) > mostFragments {
		return tooComplex("a document has at most %d fragments", mostFragments)
	}
	s := shape{fragments: map[string]*fragmentShape{}, doc: doc}
	for _, op := range doc.Operations {
		s.directives += len(op.Directives)
		for _, v := range op.VariableDefinitions {
			s.directives += len(v.Directives)
		}
		if err := s.operation(op); err != nil {
			return err
		}
	}
	for _, f := range doc.Fragments { // those that nobody uses count too
		s.directives += len(f.Directives)
		if _, err := s.fragment(f.Name); err != nil {
			return err
		}
	}
	switch {
	case s.deferred:
		return hub.BadInput("@defer is not supported")
	case s.directives > mostDirectives:
		return tooComplex("a document has at most %d directives", mostDirectives)
	case s.aliases > mostAliases:
		return tooComplex("a document has at most %d aliases", mostAliases)
	case s.repeats > mostRepeats:
		return tooComplex("a document asks for the same field in the same place at most %d times", mostRepeats)
	}
	return nil
}

// shape counts what a document holds. Each fragment is walked once, however often it is spread.
type shape struct {
	doc                          *ast.QueryDocument
	fragments                    map[string]*fragmentShape
	directives, aliases, repeats int
	deferred                     bool
}

// measure is how far a selection reaches with all fragments in their places.
type measure struct{ depth, fields int }

type fragmentShape struct {
	measure
	// root counts the fields that a spread puts beside its neighbours.
	root int
	open bool
}

func (s *shape) operation(op *ast.OperationDefinition) error {
	m, root, err := s.selection(op.SelectionSet)
	switch {
	case err != nil:
		return err
	case root > mostRootFields:
		return tooComplex("an operation has at most %d fields at its root", mostRootFields)
	case m.depth > mostDepth:
		return tooComplex("fields are nested at most %d deep", mostDepth)
	case m.fields > mostFields:
		return tooComplex("an operation has at most %d fields, fragments counted wherever they are used", mostFields)
	}
	return nil
}

// selection measures set. root counts the fields that it puts in its own place.
func (s *shape) selection(set ast.SelectionSet) (m measure, root int, err error) {
	seen := map[string]bool{}
	for _, selection := range set {
		var inner measure
		switch one := selection.(type) {
		case *ast.Field:
			s.field(one, seen)
			inner, _, err = s.selection(one.SelectionSet)
			inner.depth++
			inner.fields++
			root++
		case *ast.InlineFragment:
			s.count(one.Directives)
			var beside int
			inner, beside, err = s.selection(one.SelectionSet)
			root += beside
		case *ast.FragmentSpread:
			s.count(one.Directives)
			if seen["..."+one.Name] {
				s.repeats++
			}
			seen["..."+one.Name] = true
			var f fragmentShape
			f, err = s.fragment(one.Name)
			inner = f.measure
			root += f.root
		}
		if err != nil {
			return m, root, err
		}
		m.depth = max(m.depth, inner.depth)
		m.fields = min(m.fields+inner.fields, mostFields+1) // enough to refuse, and no overflow
		root = min(root, mostFields+1)
	}
	return m, root, nil
}

func (s *shape) field(f *ast.Field, seen map[string]bool) {
	s.count(f.Directives)
	if f.Alias != f.Name {
		s.aliases++
	}
	if seen[f.Alias] {
		s.repeats++
	}
	seen[f.Alias] = true
}

func (s *shape) count(directives ast.DirectiveList) {
	s.directives += len(directives)
	s.deferred = s.deferred || directives.ForName("defer") != nil
}

func (s *shape) fragment(name string) (fragmentShape, error) {
	if known, ok := s.fragments[name]; ok {
		if known.open {
			return *known, hub.BadInput("fragment " + name + " contains itself")
		}
		return *known, nil
	}
	definition := s.doc.Fragments.ForName(name)
	if definition == nil { // validation says so better
		return fragmentShape{}, nil
	}
	f := &fragmentShape{open: true}
	s.fragments[name] = f
	m, root, err := s.selection(definition.SelectionSet)
	*f = fragmentShape{measure: m, root: root}
	return *f, err
}

// documents keeps those that were parsed, checked and found valid, by hash.
type documents struct {
	cache *lru.Cache[[sha256.Size]byte, *ast.QueryDocument]
}

// mostDocuments is how many are kept.
const mostDocuments = 1000

func newDocuments() *documents {
	cache, err := lru.New[[sha256.Size]byte, *ast.QueryDocument](mostDocuments)
	if err != nil {
		panic(err) // only for a size below 1
	}
	return &documents{cache}
}

// Get finds the document of that text.
func (d *documents) Get(_ context.Context, text string) (*ast.QueryDocument, bool) {
	return d.cache.Get(sha256.Sum256([]byte(text)))
}

// Add keeps a valid document.
func (d *documents) Add(_ context.Context, text string, document *ast.QueryDocument) {
	d.cache.Add(sha256.Sum256([]byte(text)), document)
}

package hub

// Page asks for a part of a list: the First records after the one that After names.
type Page struct {
	First int
	After string
}

// Most records that one page may hold.
const maxPage = 100

// NewPage checks what a caller asked for. Errors: BAD_INPUT for fewer than 1 or more than 100 records.
func NewPage(first int, after *string) (Page, error) {
	if first < 1 || first > maxPage {
		return Page{}, BadInput("ask for 1 to 100 at a time", "first")
	}
	p := Page{First: first}
	if after != nil {
		p.After = *after
	}
	return p, nil
}

// List is one page of records with what is needed to ask for the next. Cursors[i] belongs to Nodes[i].
type List[T any] struct {
	Nodes   []T
	Cursors []string
	HasNext bool
}

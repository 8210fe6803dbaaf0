package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) PublishedLists(ctx context.Context, scheme string, first int, after *string) (*generated.PublishedListConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.PublishedLists(ctx, scheme, page)
	if err != nil {
		return nil, err
	}
	return &generated.PublishedListConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, l *hub.PublishedList) generated.PublishedListEdge {
		return generated.PublishedListEdge{Cursor: cursor, Node: l}
	})}, nil
}

func (r query) PublishedList(ctx context.Context, id string) (*hub.PublishedList, error) {
	listID, err := hub.ParseID[hub.PublishedListID](id)
	if err != nil {
		return nil, err
	}
	return r.publishedList(ctx, listID)
}

func (r *Resolver) publishedList(ctx context.Context, id hub.PublishedListID) (*hub.PublishedList, error) {
	found, err := r.app.PublishedListsByID(ctx, []hub.PublishedListID{id})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

func (r publishedList) Previous(ctx context.Context, l *hub.PublishedList) (*hub.PublishedList, error) {
	if l.PreviousID == nil {
		return nil, nil
	}
	return r.publishedList(ctx, *l.PreviousID)
}

func (r publishedList) Counts(ctx context.Context, l *hub.PublishedList) (*hub.PublishedListCounts, error) {
	counts, err := r.app.PublishedListCounts(ctx, *l)
	return &counts, err
}

func (r publishedList) Rows(ctx context.Context, l *hub.PublishedList, filter *hub.ListedFilter, first int, after *string) (*generated.ListedRowConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	var f hub.ListedFilter
	if filter != nil {
		f = *filter
	}
	list, err := r.app.ListedRows(ctx, l.ID, f, page)
	if err != nil {
		return nil, err
	}
	out := listedRows(list)
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountListedRows(ctx, l.ID, f)
	}
	return out, err
}

func (r publishedList) Gone(ctx context.Context, l *hub.PublishedList, mine bool, first int, after *string) (*generated.ListedRowConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.ListedGone(ctx, *l, mine, page)
	if err != nil {
		return nil, err
	}
	out := listedRows(list)
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountListedGone(ctx, *l, mine)
	}
	return out, err
}

func listedRows(list hub.List[hub.ListedRow]) *generated.ListedRowConnection {
	return &generated.ListedRowConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, row *hub.ListedRow) generated.ListedRowEdge {
		return generated.ListedRowEdge{Cursor: cursor, Node: row}
	})}
}

func (r publishedList) Edits(ctx context.Context, l *hub.PublishedList, first int, after *string) (*generated.PublishedListEditConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.PublishedListEdits(ctx, l.ID, page)
	if err != nil {
		return nil, err
	}
	return &generated.PublishedListEditConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, e *hub.PublishedListEdit) generated.PublishedListEditEdge {
		return generated.PublishedListEditEdge{Cursor: cursor, Node: e}
	})}, nil
}

func (r listedRow) Employer(ctx context.Context, row *hub.ListedRow) (*hub.Employer, error) {
	if row.EmployerID == nil {
		return nil, nil
	}
	return load(ctx).employer.Load(ctx, *row.EmployerID)
}

func (r listedCandidate) Employer(ctx context.Context, c *hub.ListedCandidate) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, c.EmployerID)
}

func (r publishedListEdit) Employer(ctx context.Context, e *hub.PublishedListEdit) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, e.EmployerID)
}

func (r mutation) DecideListedRow(ctx context.Context, input hub.DecideListedRowInput) (*generated.ListedRowPayload, error) {
	row, err := r.app.DecideListedRow(ctx, input)
	problems, err := userErrors(err)
	return &generated.ListedRowPayload{Row: some(row, row.ListID), UserErrors: problems}, err
}

func (r mutation) ApplyPublishedList(ctx context.Context, input generated.PublishedListStepInput) (*generated.PublishedListPayload, error) {
	return publishedListStep(input.PublishedListID, func(id hub.PublishedListID) (hub.PublishedList, error) { return r.app.ApplyPublishedList(ctx, id) })
}

func (r mutation) DiscardPublishedList(ctx context.Context, input generated.PublishedListStepInput) (*generated.PublishedListPayload, error) {
	return publishedListStep(input.PublishedListID, func(id hub.PublishedListID) (hub.PublishedList, error) { return r.app.DiscardPublishedList(ctx, id) })
}

func (r mutation) UndoPublishedList(ctx context.Context, input generated.UndoPublishedListInput) (*generated.PublishedListPayload, error) {
	return publishedListStep(input.PublishedListID, func(id hub.PublishedListID) (hub.PublishedList, error) {
		return r.app.UndoPublishedList(ctx, id, input.Overwrite)
	})
}

func publishedListStep(id string, take func(hub.PublishedListID) (hub.PublishedList, error)) (*generated.PublishedListPayload, error) {
	listID, err := hub.ParseID[hub.PublishedListID](id)
	if err != nil {
		return nil, err
	}
	list, err := take(listID)
	problems, err := userErrors(err)
	return &generated.PublishedListPayload{List: some(list, list.ID), UserErrors: problems}, err
}

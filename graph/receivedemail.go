package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) ReceivedEmails(ctx context.Context, mine bool, first int, after *string) (*generated.ReceivedEmailConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.ReceivedEmails(ctx, mine, page)
	if err != nil {
		return nil, err
	}
	out := &generated.ReceivedEmailConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, m *hub.ReceivedEmail) generated.ReceivedEmailEdge {
		return generated.ReceivedEmailEdge{Cursor: cursor, Node: m}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountReceivedEmails(ctx, mine)
	}
	return out, err
}

func (r receivedEmail) Candidates(ctx context.Context, m *hub.ReceivedEmail) ([]hub.EmailCandidate, error) {
	found, err := load(ctx).emailCandidates.Load(ctx, m.ID)
	candidates := make([]hub.EmailCandidate, len(found))
	for i, c := range found {
		candidates[i] = c.EmailCandidate
	}
	return candidates, err
}

func (r emailCandidate) Employer(ctx context.Context, c *hub.EmailCandidate) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, c.EmployerID)
}

func (r emailCandidate) Person(ctx context.Context, c *hub.EmailCandidate) (*hub.Person, error) {
	if c.PersonID == nil {
		return nil, nil
	}
	return load(ctx).person.Load(ctx, *c.PersonID)
}

func (r mutation) FileEmail(ctx context.Context, input hub.FileEmailInput) (*generated.FileEmailPayload, error) {
	filed, err := r.app.FileEmail(ctx, input)
	problems, err := userErrors(err)
	return &generated.FileEmailPayload{Interaction: some(filed, filed.ID), UserErrors: problems}, err
}

func (r mutation) DiscardEmail(ctx context.Context, input hub.DiscardEmailInput) (*generated.DiscardEmailPayload, error) {
	problems, err := userErrors(r.app.DiscardEmail(ctx, input))
	out := &generated.DiscardEmailPayload{UserErrors: problems}
	if err == nil && len(problems) == 0 {
		id := input.ID.String()
		out.DiscardedID = &id
	}
	return out, err
}

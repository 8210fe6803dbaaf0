package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r mutation) AssignLead(ctx context.Context, input hub.AssignLeadInput) (*generated.AssignLeadPayload, error) {
	done, err := r.app.AssignLead(ctx, input)
	problems, err := userErrors(err)
	return &generated.AssignLeadPayload{Changed: done.Changed, Unchanged: done.Unchanged, UserErrors: problems}, err
}

package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) ContactBudgets(ctx context.Context) ([]hub.ContactBudget, error) {
	return r.app.ContactBudgets(ctx)
}

func (r mutation) SetContactBudget(ctx context.Context, input generated.SetContactBudgetInput) (*generated.ContactBudgetPayload, error) {
	budget := hub.ContactBudget{From: input.From, Campaigns: input.Campaigns, Days: input.Days}
	problems, err := userErrors(r.app.SetContactBudget(ctx, budget))
	payload := &generated.ContactBudgetPayload{UserErrors: problems}
	if err == nil && len(problems) == 0 {
		payload.ContactBudget = &budget
	}
	return payload, err
}

func (r mutation) RemoveContactBudget(ctx context.Context, input generated.RemoveContactBudgetInput) (*generated.RemoveContactBudgetPayload, error) {
	problems, err := userErrors(r.app.RemoveContactBudget(ctx, input.From))
	return &generated.RemoveContactBudgetPayload{From: &input.From, UserErrors: problems}, err
}

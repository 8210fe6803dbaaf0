package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"

	"github.com/vikstrous/dataloadgen"
)

func (r interaction) Employers(ctx context.Context, i *hub.Interaction) ([]hub.Employer, error) {
	ids, err := load(ctx).employersIn.Load(ctx, i.ID)
	if err != nil {
		return nil, err
	}
	return loadAll(ctx, load(ctx).employer, ids)
}

func (r interaction) People(ctx context.Context, i *hub.Interaction) ([]hub.Person, error) {
	ids, err := load(ctx).peopleIn.Load(ctx, i.ID)
	if err != nil {
		return nil, err
	}
	return loadAll(ctx, load(ctx).person, ids)
}

func (r interaction) Corrections(ctx context.Context, i *hub.Interaction) ([]hub.Change, error) {
	return load(ctx).corrections.Load(ctx, i.ID)
}

func (r interaction) Tasks(ctx context.Context, i *hub.Interaction) ([]hub.Task, error) {
	return load(ctx).tasksFrom.Load(ctx, i.ID)
}

func (r mutation) RecordInteraction(ctx context.Context, input hub.RecordInteractionInput) (*generated.InteractionPayload, error) {
	return interactionPayload(r.app.RecordInteraction(ctx, input))
}

func (r mutation) UpdateInteraction(ctx context.Context, input hub.UpdateInteractionInput) (*generated.InteractionPayload, error) {
	return interactionPayload(r.app.UpdateInteraction(ctx, input))
}

func interactionPayload(i hub.Interaction, err error) (*generated.InteractionPayload, error) {
	problems, err := userErrors(err)
	return &generated.InteractionPayload{Interaction: some(i, i.ID), UserErrors: problems}, err
}

// loadAll loads the records of ids, in their order.
func loadAll[K comparable, T any](ctx context.Context, from *dataloadgen.Loader[K, *T], ids []K) ([]T, error) {
	found, err := from.LoadAll(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make([]T, 0, len(found))
	for _, each := range found {
		if each != nil {
			out = append(out, *each)
		}
	}
	return out, nil
}

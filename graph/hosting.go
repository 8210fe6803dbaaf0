package graph

import (
	"context"

	"employerhub/internal/hub"
)

func (r employer) HostingInterests(ctx context.Context, obj *hub.Employer) ([]hub.HostingInterest, error) {
	said, err := load(ctx).wordsOf.Load(ctx, obj.ID)
	if err != nil || said == nil {
		return nil, err
	}
	return append([]hub.HostingInterest{}, said.Hosting...), nil // none is an empty list; null is for those who may not know
}

func (r employer) DisabilityConfidentWord(ctx context.Context, obj *hub.Employer) (*hub.DisabilityConfidentWord, error) {
	said, err := load(ctx).wordsOf.Load(ctx, obj.ID)
	if err != nil || said == nil {
		return nil, err
	}
	return said.DisabilityConfident, nil
}

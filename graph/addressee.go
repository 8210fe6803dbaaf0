package graph

import (
	"context"

	"employerhub/internal/hub"
)

func (r invitation) Person(ctx context.Context, obj *hub.Invitation) (*hub.Person, error) {
	return load(ctx).person.Load(ctx, obj.PersonID)
}

func (r message) Person(ctx context.Context, obj *hub.Message) (*hub.Person, error) {
	return load(ctx).person.Load(ctx, obj.PersonID)
}

func (r leftOut) Person(ctx context.Context, obj *hub.LeftOut) (*hub.Person, error) {
	if obj.PersonID.IsZero() {
		return nil, nil
	}
	return load(ctx).person.Load(ctx, obj.PersonID)
}

func (r diagnosticRecipient) Person(ctx context.Context, obj *hub.Recipient) (*hub.Person, error) {
	return load(ctx).person.Load(ctx, obj.PersonID)
}

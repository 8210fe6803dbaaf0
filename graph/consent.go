package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r mutation) RecordConsent(ctx context.Context, input hub.RecordConsentInput) (*generated.PersonPayload, error) {
	return personPayload(r.app.RecordConsent(ctx, input))
}

func (r mutation) WithdrawConsent(ctx context.Context, input hub.WithdrawConsentInput) (*generated.PersonPayload, error) {
	return personPayload(r.app.WithdrawConsent(ctx, input))
}

func (r mutation) RemoveObjection(ctx context.Context, input hub.RemoveObjectionInput) (*generated.PersonPayload, error) {
	return personPayload(r.app.RemoveObjection(ctx, input))
}

func personPayload(now hub.Person, err error) (*generated.PersonPayload, error) {
	problems, err := userErrors(err)
	return &generated.PersonPayload{Person: some(now, now.ID), UserErrors: problems}, err
}

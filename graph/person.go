package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r mutation) AddPerson(ctx context.Context, input hub.AddPersonInput) (*generated.PersonRolePayload, error) {
	added, err := r.app.AddPerson(ctx, input)
	problems, err := userErrors(err)
	return &generated.PersonRolePayload{PersonRole: some(added, added.ID), UserErrors: problems}, err
}

func (r mutation) UpdatePerson(ctx context.Context, input hub.UpdatePersonInput) (*generated.PersonPayload, error) {
	return personPayload(r.app.UpdatePerson(ctx, input))
}

func (r mutation) TakeAnswersByPhone(ctx context.Context, input hub.TakeAnswersByPhoneInput) (*generated.TakeAnswersByPhonePayload, error) {
	link, err := r.app.TakeAnswersByPhone(ctx, input)
	problems, err := userErrors(err)
	return &generated.TakeAnswersByPhonePayload{Path: some(link.Path, link.ID), UserErrors: problems}, err
}

func (r mutation) RecordObjection(ctx context.Context, input hub.RecordObjectionInput) (*generated.PersonPayload, error) {
	return personPayload(r.app.RecordObjection(ctx, input))
}

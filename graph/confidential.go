package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r mutation) MakeConfidential(ctx context.Context, input hub.MakeConfidentialInput) (*generated.EmployerPayload, error) {
	return employerPayload(r.app.MakeConfidential(ctx, input))
}

func (r mutation) EndConfidentiality(ctx context.Context, input hub.EndConfidentialityInput) (*generated.EmployerPayload, error) {
	return employerPayload(r.app.EndConfidentiality(ctx, input))
}

func (r mutation) HoldEmployer(ctx context.Context, input hub.HoldEmployerInput) (*generated.EmployerPayload, error) {
	return employerPayload(r.app.HoldEmployer(ctx, input))
}

func (r mutation) EndHold(ctx context.Context, input hub.EndHoldInput) (*generated.EmployerPayload, error) {
	return employerPayload(r.app.EndHold(ctx, input))
}

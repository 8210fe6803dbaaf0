package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) Commitments(ctx context.Context, filter *hub.CommitmentFilter, first int, after *string) (*generated.CommitmentConnection, error) {
	l, err := listing(ctx, filter, first, after, r.app.Commitments, r.app.CountCommitments)
	if err != nil {
		return nil, err
	}
	return &generated.CommitmentConnection{Nodes: l.Nodes, PageInfo: pageInfo(l.List), TotalCount: l.total, Edges: edges(l.List, func(cursor string, c *hub.Commitment) generated.CommitmentEdge {
		return generated.CommitmentEdge{Cursor: cursor, Node: c}
	})}, nil
}

func (r query) CommitmentFigures(ctx context.Context) ([]hub.CommitmentFigures, error) {
	return r.app.CommitmentFigures(ctx)
}

// area finds an investment area by its code.
func area(ctx context.Context, code *string) (*hub.InvestmentArea, error) {
	if code == nil {
		return nil, nil
	}
	return load(ctx).investmentArea.Load(ctx, *code)
}

func (r commitmentFigures) Area(ctx context.Context, f *hub.CommitmentFigures) (*hub.InvestmentArea, error) {
	return area(ctx, f.Area)
}

func (r commitment) Employer(ctx context.Context, c *hub.Commitment) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, c.EmployerID)
}

func (r commitment) Area(ctx context.Context, c *hub.Commitment) (*hub.InvestmentArea, error) {
	return area(ctx, c.Area)
}

func (r commitment) Standing(ctx context.Context, c *hub.Commitment) (*hub.CommitmentStanding, error) {
	today, err := r.app.Today(ctx)
	return c.StandingOn(today), err
}

func (r commitment) SchoolEncounters(ctx context.Context, c *hub.Commitment) ([]hub.SchoolEncounter, error) {
	links, err := load(ctx).commitmentLinks.Load(ctx, c.ID)
	var ids []hub.SchoolEncounterID
	for _, l := range links {
		if l.SchoolEncounterID != nil {
			ids = append(ids, *l.SchoolEncounterID)
		}
	}
	if err != nil {
		return nil, err
	}
	return found(load(ctx).schoolEncounter.LoadAll(ctx, ids))
}

func (r commitment) Apprenticeships(ctx context.Context, c *hub.Commitment) ([]hub.Apprenticeship, error) {
	links, err := load(ctx).commitmentLinks.Load(ctx, c.ID)
	var ids []hub.ApprenticeshipID
	for _, l := range links {
		if l.ApprenticeshipID != nil {
			ids = append(ids, *l.ApprenticeshipID)
		}
	}
	if err != nil {
		return nil, err
	}
	return found(load(ctx).apprenticeship.LoadAll(ctx, ids))
}

func (r commitment) Placements(ctx context.Context, c *hub.Commitment) ([]hub.Placement, error) {
	links, err := load(ctx).commitmentLinks.Load(ctx, c.ID)
	var ids []hub.PlacementID
	for _, l := range links {
		if l.PlacementID != nil {
			ids = append(ids, *l.PlacementID)
		}
	}
	if err != nil || len(ids) == 0 { // nobody else may ask
		return []hub.Placement{}, err
	}
	return found(load(ctx).placement.LoadAll(ctx, ids))
}

func (r commitment) Evidence(ctx context.Context, c *hub.Commitment) ([]hub.CommitmentEvidence, error) {
	return load(ctx).evidence.Load(ctx, c.ID)
}

func (r mutation) RecordCommitment(ctx context.Context, input generated.RecordCommitmentInput) (*generated.CommitmentPayload, error) {
	employer, err := hub.ParseID[hub.EmployerID](input.EmployerID)
	if err != nil {
		return nil, err
	}
	return commitmentPayload(r.app.RecordCommitment(ctx, employer, *input.Commitment))
}

func (r mutation) UpdateCommitment(ctx context.Context, input generated.UpdateCommitmentInput) (*generated.CommitmentPayload, error) {
	id, err := hub.ParseID[hub.CommitmentID](input.ID)
	if err != nil {
		return nil, err
	}
	return commitmentPayload(r.app.UpdateCommitment(ctx, id, input.Version, *input.Commitment))
}

func (r mutation) RemoveCommitment(ctx context.Context, input generated.RemoveRecordInput) (*generated.CommitmentPayload, error) {
	id, err := hub.ParseID[hub.CommitmentID](input.ID)
	if err != nil {
		return nil, err
	}
	return commitmentPayload(hub.Commitment{}, r.app.RemoveCommitment(ctx, id, input.Version))
}

func (r mutation) LinkToCommitment(ctx context.Context, input hub.LinkCommitmentInput) (*generated.CommitmentPayload, error) {
	return commitmentPayload(r.app.LinkToCommitment(ctx, input))
}

func (r mutation) UnlinkFromCommitment(ctx context.Context, input hub.LinkCommitmentInput) (*generated.CommitmentPayload, error) {
	return commitmentPayload(r.app.UnlinkFromCommitment(ctx, input))
}

func (r mutation) AddCommitmentEvidence(ctx context.Context, input hub.AddCommitmentEvidenceInput) (*generated.CommitmentPayload, error) {
	return commitmentPayload(r.app.AddCommitmentEvidence(ctx, input))
}

func (r mutation) VerifyCommitmentEvidence(ctx context.Context, input generated.CommitmentEvidenceInput) (*generated.CommitmentPayload, error) {
	id, err := hub.ParseID[hub.CommitmentEvidenceID](input.EvidenceID)
	if err != nil {
		return nil, err
	}
	return commitmentPayload(r.app.VerifyCommitmentEvidence(ctx, id))
}

func (r mutation) RemoveCommitmentEvidence(ctx context.Context, input generated.CommitmentEvidenceInput) (*generated.CommitmentPayload, error) {
	id, err := hub.ParseID[hub.CommitmentEvidenceID](input.EvidenceID)
	if err != nil {
		return nil, err
	}
	return commitmentPayload(r.app.RemoveCommitmentEvidence(ctx, id))
}

func commitmentPayload(c hub.Commitment, err error) (*generated.CommitmentPayload, error) {
	problems, err := userErrors(err)
	return &generated.CommitmentPayload{Commitment: some(c, c.ID), UserErrors: problems}, err
}

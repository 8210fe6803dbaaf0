package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

// listed is a page of a list with what its connection needs: how many there are is counted only where the request asks for it.
type listed[T any] struct {
	hub.List[T]
	total int
}

// listing reads a page by a filter that may be absent.
func listing[T, F any](ctx context.Context, filter *F, first int, after *string, read func(context.Context, F, hub.Page) (hub.List[T], error), count func(context.Context, F) (int, error)) (out listed[T], err error) {
	page, err := page(first, after)
	if err != nil {
		return out, err
	}
	var f F
	if filter != nil {
		f = *filter
	}
	if out.List, err = read(ctx, f, page); err != nil {
		return out, err
	}
	if selects(ctx, "totalCount") {
		out.total, err = count(ctx, f)
	}
	return out, err
}

func (r query) SchoolEncounters(ctx context.Context, filter *hub.SchoolEncounterFilter, first int, after *string) (*generated.SchoolEncounterConnection, error) {
	l, err := listing(ctx, filter, first, after, r.app.SchoolEncounters, r.app.CountSchoolEncounters)
	if err != nil {
		return nil, err
	}
	return &generated.SchoolEncounterConnection{Nodes: l.Nodes, PageInfo: pageInfo(l.List), TotalCount: l.total, Edges: edges(l.List, func(cursor string, e *hub.SchoolEncounter) generated.SchoolEncounterEdge {
		return generated.SchoolEncounterEdge{Cursor: cursor, Node: e}
	})}, nil
}

func (r query) Collaborations(ctx context.Context, filter *hub.CollaborationFilter, first int, after *string) (*generated.CollaborationConnection, error) {
	l, err := listing(ctx, filter, first, after, r.app.Collaborations, r.app.CountCollaborations)
	if err != nil {
		return nil, err
	}
	return &generated.CollaborationConnection{Nodes: l.Nodes, PageInfo: pageInfo(l.List), TotalCount: l.total, Edges: edges(l.List, func(cursor string, c *hub.Collaboration) generated.CollaborationEdge {
		return generated.CollaborationEdge{Cursor: cursor, Node: c}
	})}, nil
}

func (r query) Apprenticeships(ctx context.Context, filter *hub.ApprenticeshipFilter, first int, after *string) (*generated.ApprenticeshipConnection, error) {
	l, err := listing(ctx, filter, first, after, r.app.Apprenticeships, r.app.CountApprenticeships)
	if err != nil {
		return nil, err
	}
	return &generated.ApprenticeshipConnection{Nodes: l.Nodes, PageInfo: pageInfo(l.List), TotalCount: l.total, Edges: edges(l.List, func(cursor string, a *hub.Apprenticeship) generated.ApprenticeshipEdge {
		return generated.ApprenticeshipEdge{Cursor: cursor, Node: a}
	})}, nil
}

func (r query) EducationFigures(ctx context.Context, from, until hub.Date) (*hub.EducationFigures, error) {
	figures, err := r.app.EducationFigures(ctx, from, until)
	return &figures, err
}

func (r schoolEncounter) Employer(ctx context.Context, e *hub.SchoolEncounter) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, e.EmployerID)
}

func (r collaboration) Employer(ctx context.Context, c *hub.Collaboration) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, c.EmployerID)
}

func (r collaboration) Provider(ctx context.Context, c *hub.Collaboration) (*hub.Provider, error) {
	return load(ctx).provider.Load(ctx, c.ProviderID)
}

func (r apprenticeship) Employer(ctx context.Context, a *hub.Apprenticeship) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, a.EmployerID)
}

func (r employer) LevyWord(ctx context.Context, e *hub.Employer) (*hub.LevyWord, error) {
	return load(ctx).levyWord.Load(ctx, e.ID)
}

func (r mutation) RecordSchoolEncounter(ctx context.Context, input generated.RecordSchoolEncounterInput) (*generated.SchoolEncounterPayload, error) {
	employer, err := hub.ParseID[hub.EmployerID](input.EmployerID)
	if err != nil {
		return nil, err
	}
	return schoolEncounterPayload(r.app.RecordSchoolEncounter(ctx, employer, *input.SchoolEncounter))
}

func (r mutation) UpdateSchoolEncounter(ctx context.Context, input generated.UpdateSchoolEncounterInput) (*generated.SchoolEncounterPayload, error) {
	id, err := hub.ParseID[hub.SchoolEncounterID](input.ID)
	if err != nil {
		return nil, err
	}
	return schoolEncounterPayload(r.app.UpdateSchoolEncounter(ctx, id, input.Version, *input.SchoolEncounter))
}

func (r mutation) RemoveSchoolEncounter(ctx context.Context, input generated.RemoveRecordInput) (*generated.SchoolEncounterPayload, error) {
	id, err := hub.ParseID[hub.SchoolEncounterID](input.ID)
	if err != nil {
		return nil, err
	}
	return schoolEncounterPayload(hub.SchoolEncounter{}, r.app.RemoveSchoolEncounter(ctx, id, input.Version))
}

func schoolEncounterPayload(e hub.SchoolEncounter, err error) (*generated.SchoolEncounterPayload, error) {
	problems, err := userErrors(err)
	return &generated.SchoolEncounterPayload{SchoolEncounter: some(e, e.ID), UserErrors: problems}, err
}

func (r mutation) RecordCollaboration(ctx context.Context, input generated.RecordCollaborationInput) (*generated.CollaborationPayload, error) {
	employer, err := hub.ParseID[hub.EmployerID](input.EmployerID)
	if err != nil {
		return nil, err
	}
	return collaborationPayload(r.app.RecordCollaboration(ctx, employer, *input.Collaboration))
}

func (r mutation) UpdateCollaboration(ctx context.Context, input generated.UpdateCollaborationInput) (*generated.CollaborationPayload, error) {
	id, err := hub.ParseID[hub.CollaborationID](input.ID)
	if err != nil {
		return nil, err
	}
	return collaborationPayload(r.app.UpdateCollaboration(ctx, id, input.Version, *input.Collaboration))
}

func (r mutation) RemoveCollaboration(ctx context.Context, input generated.RemoveRecordInput) (*generated.CollaborationPayload, error) {
	id, err := hub.ParseID[hub.CollaborationID](input.ID)
	if err != nil {
		return nil, err
	}
	return collaborationPayload(hub.Collaboration{}, r.app.RemoveCollaboration(ctx, id, input.Version))
}

func collaborationPayload(c hub.Collaboration, err error) (*generated.CollaborationPayload, error) {
	problems, err := userErrors(err)
	return &generated.CollaborationPayload{Collaboration: some(c, c.ID), UserErrors: problems}, err
}

func (r mutation) RecordApprenticeship(ctx context.Context, input generated.RecordApprenticeshipInput) (*generated.ApprenticeshipPayload, error) {
	employer, err := hub.ParseID[hub.EmployerID](input.EmployerID)
	if err != nil {
		return nil, err
	}
	return apprenticeshipPayload(r.app.RecordApprenticeship(ctx, employer, *input.Apprenticeship))
}

func (r mutation) UpdateApprenticeship(ctx context.Context, input generated.UpdateApprenticeshipInput) (*generated.ApprenticeshipPayload, error) {
	id, err := hub.ParseID[hub.ApprenticeshipID](input.ID)
	if err != nil {
		return nil, err
	}
	return apprenticeshipPayload(r.app.UpdateApprenticeship(ctx, id, input.Version, *input.Apprenticeship))
}

func (r mutation) RemoveApprenticeship(ctx context.Context, input generated.RemoveRecordInput) (*generated.ApprenticeshipPayload, error) {
	id, err := hub.ParseID[hub.ApprenticeshipID](input.ID)
	if err != nil {
		return nil, err
	}
	return apprenticeshipPayload(hub.Apprenticeship{}, r.app.RemoveApprenticeship(ctx, id, input.Version))
}

func apprenticeshipPayload(a hub.Apprenticeship, err error) (*generated.ApprenticeshipPayload, error) {
	problems, err := userErrors(err)
	return &generated.ApprenticeshipPayload{Apprenticeship: some(a, a.ID), UserErrors: problems}, err
}

func (r mutation) RecordLevyWord(ctx context.Context, input hub.RecordLevyWordInput) (*generated.LevyWordPayload, error) {
	w, err := r.app.RecordLevyWord(ctx, input)
	problems, err := userErrors(err)
	return &generated.LevyWordPayload{LevyWord: some(w, w.EmployerID), UserErrors: problems}, err
}

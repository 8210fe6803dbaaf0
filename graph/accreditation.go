package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) Schemes(ctx context.Context) ([]hub.Scheme, error) { return r.app.Schemes(ctx) }

func (r query) Accreditations(ctx context.Context, filter hub.AccreditationFilter, first int, after *string) (*generated.AccreditationConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.Accreditations(ctx, filter, page)
	if err != nil {
		return nil, err
	}
	out := &generated.AccreditationConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, a *hub.Accreditation) generated.AccreditationEdge {
		return generated.AccreditationEdge{Cursor: cursor, Node: a}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountAccreditations(ctx, filter)
	}
	return out, err
}

func (r query) EmployersOnTheirWay(ctx context.Context, scheme string, stageIn []hub.AccreditationStage, first int, after *string) (*generated.StageConnection, error) {
	filter := hub.StageFilter{Scheme: scheme, StageIn: stageIn}
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.OnTheirWay(ctx, filter, page)
	if err != nil {
		return nil, err
	}
	out := &generated.StageConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, s *hub.StageNoted) generated.StageEdge {
		return generated.StageEdge{Cursor: cursor, Node: s}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountOnTheirWay(ctx, filter)
	}
	return out, err
}

func (r query) DisabilityConfidentEmployers(ctx context.Context, asAt *hub.Date) (*hub.DisabilityConfidentFigures, error) {
	figures, err := r.app.DisabilityConfidentEmployers(ctx, asAt)
	return &figures, err
}

func (r employer) Standings(ctx context.Context, e *hub.Employer) ([]hub.SchemeStanding, error) {
	of, err := load(ctx).standings.Load(ctx, e.ID)
	if err != nil || of == nil {
		return nil, err
	}
	return of.Standings, nil
}

func (r accreditation) Employer(ctx context.Context, a *hub.Accreditation) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, a.EmployerID)
}

func (r accreditation) Status(ctx context.Context, a *hub.Accreditation) (hub.AccreditationStatus, error) {
	today, err := r.app.Today(ctx)
	return a.StatusOn(today), err
}

func (r accreditation) NextStep(ctx context.Context, a *hub.Accreditation) (hub.NextStep, error) {
	return r.next(ctx, a.EmployerID, a.Scheme, func(latest hub.Accreditation) bool { return latest.ID == a.ID })
}

func (r stageNoted) NextStep(ctx context.Context, s *hub.StageNoted) (hub.NextStep, error) {
	return r.next(ctx, s.EmployerID, s.Scheme, func(latest hub.Accreditation) bool { return latest.ID.IsZero() })
}

// next is what to do next about an employer and a scheme, where what it holds or held last is what is asked about.
func (r *Resolver) next(ctx context.Context, employer hub.EmployerID, scheme string, about func(latest hub.Accreditation) bool) (hub.NextStep, error) {
	of, err := load(ctx).standings.Load(ctx, employer)
	if err != nil || of == nil {
		return hub.NextNone, err
	}
	today, err := r.app.Today(ctx)
	for _, s := range of.Standings {
		if latest, _ := hub.LatestOn(s.Awards, today); s.Scheme.Code == scheme && about(latest) {
			return s.Next(today), err
		}
	}
	return hub.NextNone, err
}

func (r schemeLevel) ExpiryOf(_ context.Context, l *hub.SchemeLevel, awardedOn hub.Date) (*hub.Date, error) {
	return l.ExpiryOf(awardedOn), nil
}

func (r schemeStanding) Current(ctx context.Context, s *hub.SchemeStanding) (*hub.Accreditation, error) {
	today, err := r.app.Today(ctx)
	if latest, found := hub.LatestOn(s.Awards, today); err == nil && found {
		return &latest, nil
	}
	return nil, err
}

func (r schemeStanding) NextStep(ctx context.Context, s *hub.SchemeStanding) (hub.NextStep, error) {
	today, err := r.app.Today(ctx)
	return s.Next(today), err
}

func (r stageNoted) Employer(ctx context.Context, s *hub.StageNoted) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, s.EmployerID)
}

func (r mutation) RecordAccreditation(ctx context.Context, input hub.RecordAccreditationInput) (*generated.AccreditationPayload, error) {
	return accreditationPayload(r.app.RecordAccreditation(ctx, input))
}

func (r mutation) UpdateAccreditation(ctx context.Context, input hub.UpdateAccreditationInput) (*generated.AccreditationPayload, error) {
	return accreditationPayload(r.app.UpdateAccreditation(ctx, input))
}

func (r mutation) VerifyAccreditation(ctx context.Context, input generated.VerifyAccreditationInput) (*generated.AccreditationPayload, error) {
	id, err := hub.ParseID[hub.AccreditationID](input.ID)
	if err != nil {
		return nil, err
	}
	a, err := r.app.VerifyAccreditation(ctx, id, input.Version, input.VerifiedOn)
	return accreditationPayload(a, nil, err)
}

func (r mutation) EndAccreditation(ctx context.Context, input generated.EndAccreditationInput) (*generated.AccreditationPayload, error) {
	id, err := hub.ParseID[hub.AccreditationID](input.ID)
	if err != nil {
		return nil, err
	}
	a, err := r.app.EndAccreditation(ctx, id, input.Version, input.EndedOn, input.Reason)
	return accreditationPayload(a, nil, err)
}

func (r mutation) RemoveAccreditation(ctx context.Context, input generated.RemoveAccreditationInput) (*generated.AccreditationPayload, error) {
	id, err := hub.ParseID[hub.AccreditationID](input.ID)
	if err != nil {
		return nil, err
	}
	return accreditationPayload(hub.Accreditation{}, nil, r.app.RemoveAccreditation(ctx, id, input.Version))
}

func accreditationPayload(a hub.Accreditation, warnings []string, err error) (*generated.AccreditationPayload, error) {
	problems, err := userErrors(err)
	return &generated.AccreditationPayload{Accreditation: some(a, a.ID), Warnings: append([]string{}, warnings...), UserErrors: problems}, err
}

func (r mutation) SetAccreditationStage(ctx context.Context, input hub.SetAccreditationStageInput) (*generated.StagePayload, error) {
	stage, err := r.app.SetAccreditationStage(ctx, input)
	problems, err := userErrors(err)
	return &generated.StagePayload{Stage: some(stage, stage.EmployerID), UserErrors: problems}, err
}

func (r mutation) SetSchemeRule(ctx context.Context, input hub.SetSchemeRuleInput) (*generated.SchemeRulePayload, error) {
	rule, err := r.app.SetSchemeRule(ctx, input)
	problems, err := userErrors(err)
	return &generated.SchemeRulePayload{SchemeRule: some(rule, rule.ID), UserErrors: problems}, err
}

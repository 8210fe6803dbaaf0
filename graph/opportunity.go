package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) PlacementProgrammes(ctx context.Context) ([]hub.PlacementProgramme, error) {
	return r.app.PlacementProgrammes(ctx)
}

func (r query) Opportunities(ctx context.Context, filter *hub.OpportunityFilter, first int, after *string) (*generated.OpportunityConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	var f hub.OpportunityFilter
	if filter != nil {
		f = *filter
	}
	list, err := r.app.Opportunities(ctx, f, page)
	if err != nil {
		return nil, err
	}
	out := &generated.OpportunityConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, o *hub.Opportunity) generated.OpportunityEdge {
		return generated.OpportunityEdge{Cursor: cursor, Node: o}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountOpportunities(ctx, f)
	}
	return out, err
}

func (r placementProgramme) Rule(ctx context.Context, p *hub.PlacementProgramme) (*hub.ProgrammeRule, error) {
	today, err := r.app.Today(ctx)
	if rule, ok := p.RuleOn(today); err == nil && ok {
		return &rule, nil
	}
	return nil, err
}

func (r opportunity) Employer(ctx context.Context, o *hub.Opportunity) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, o.EmployerID)
}

func (r opportunity) Site(ctx context.Context, o *hub.Opportunity) (*hub.Site, error) {
	return load(ctx).site.Load(ctx, o.SiteID)
}

func (r opportunity) Programme(ctx context.Context, o *hub.Opportunity) (*hub.PlacementProgramme, error) {
	return load(ctx).programme.Load(ctx, o.ProgrammeCode)
}

func (r opportunity) Contact(ctx context.Context, o *hub.Opportunity) (*hub.Person, error) {
	if o.ContactID == nil {
		return nil, nil
	}
	return load(ctx).person.Load(ctx, *o.ContactID)
}

func (r opportunity) AllowedTransitions(ctx context.Context, o *hub.Opportunity) ([]hub.OpportunityState, error) {
	return o.AllowedTransitions(hub.ActorFrom(ctx)), nil
}

func (r opportunity) MissingChecks(ctx context.Context, o *hub.Opportunity) ([]hub.MissingCheck, error) {
	return load(ctx).missingChecks.Load(ctx, o.ID)
}

func (r opportunity) Moves(ctx context.Context, o *hub.Opportunity) ([]hub.OpportunityMove, error) {
	return load(ctx).opportunityMoves.Load(ctx, o.ID)
}

func (r site) Checks(ctx context.Context, s *hub.Site) ([]hub.SiteCheck, error) {
	return load(ctx).siteChecks.Load(ctx, s.ID)
}

func (r siteCheck) Person(ctx context.Context, c *hub.SiteCheck) (*hub.Person, error) {
	if c.PersonID == nil {
		return nil, nil
	}
	return load(ctx).person.Load(ctx, *c.PersonID)
}

func (r mutation) AddOpportunity(ctx context.Context, input hub.AddOpportunityInput) (*generated.OpportunityPayload, error) {
	return opportunityPayload(r.app.AddOpportunity(ctx, input))
}

func (r mutation) UpdateOpportunity(ctx context.Context, input hub.UpdateOpportunityInput) (*generated.OpportunityPayload, error) {
	return opportunityPayload(r.app.UpdateOpportunity(ctx, input))
}

func (r mutation) TransitionOpportunity(ctx context.Context, input hub.TransitionOpportunityInput) (*generated.OpportunityPayload, error) {
	return opportunityPayload(r.app.TransitionOpportunity(ctx, input))
}

func opportunityPayload(o hub.Opportunity, err error) (*generated.OpportunityPayload, error) {
	problems, err := userErrors(err)
	return &generated.OpportunityPayload{Opportunity: some(o, o.ID), UserErrors: problems}, err
}

func (r mutation) RecordSiteCheck(ctx context.Context, input hub.RecordSiteCheckInput) (*generated.SiteCheckPayload, error) {
	c, err := r.app.RecordSiteCheck(ctx, input)
	problems, err := userErrors(err)
	return &generated.SiteCheckPayload{SiteCheck: some(c, c.ID), UserErrors: problems}, err
}

func (r mutation) SetProgrammeRule(ctx context.Context, input hub.SetProgrammeRuleInput) (*generated.ProgrammeRulePayload, error) {
	p, err := r.app.SetProgrammeRule(ctx, input)
	problems, err := userErrors(err)
	out := &generated.ProgrammeRulePayload{UserErrors: problems}
	if p.Code != "" {
		out.Programme = &p
	}
	return out, err
}

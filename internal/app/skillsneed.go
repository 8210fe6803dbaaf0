package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// EmployerNeeds are the skills needs of one employer, as far as the caller sees them.
type EmployerNeeds struct {
	EmployerID hub.EmployerID
	Needs      []hub.SkillsNeed
}

// SkillsNeedsOf lists the needs of those of these employers whose needs the caller may see; the others are left out.
// Permission: anybody signed in; visibility decides.
func (a *App) SkillsNeedsOf(ctx context.Context, of []hub.EmployerID) ([]EmployerNeeds, error) {
	viewer, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	seen, err := postgres.EmployersWithNeedsSeen(ctx, a.pool, viewer, of)
	if err != nil || len(seen) == 0 {
		return nil, err
	}
	needs, err := postgres.SkillsNeedsOf(ctx, a.pool, viewer, seen)
	if err != nil {
		return nil, err
	}
	byEmployer := map[hub.EmployerID][]hub.SkillsNeed{}
	for _, n := range needs {
		byEmployer[n.EmployerID] = append(byEmployer[n.EmployerID], n)
	}
	out := make([]EmployerNeeds, len(seen))
	for i, id := range seen {
		out[i] = EmployerNeeds{id, byEmployer[id]}
	}
	return out, nil
}

// SkillsNeedsByID finds those of ids that the caller sees. Permission: anybody signed in; visibility decides.
func (a *App) SkillsNeedsByID(ctx context.Context, ids []hub.SkillsNeedID) ([]hub.SkillsNeed, error) {
	viewer, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.SkillsNeedsByID(ctx, a.pool, viewer, ids)
}

// SkillsNeedsFrom lists what these responses created, of those that the caller sees. Permission: anybody signed in;
// visibility decides.
func (a *App) SkillsNeedsFrom(ctx context.Context, responses []hub.ResponseID) ([]hub.SkillsNeed, error) {
	viewer, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.SkillsNeedsFrom(ctx, a.pool, viewer, responses)
}

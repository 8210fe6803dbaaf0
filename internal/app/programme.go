package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// PlacementProgrammes lists all programmes with their rules. Permission: READ_EMPLOYERS.
func (a *App) PlacementProgrammes(ctx context.Context) ([]hub.PlacementProgramme, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.PlacementProgrammes(ctx, a.pool)
}

// ProgrammesByCode finds programmes; all are read, since they are few. Permission: READ_EMPLOYERS.
func (a *App) ProgrammesByCode(ctx context.Context, _ []string) ([]hub.PlacementProgramme, error) {
	return a.PlacementProgrammes(ctx)
}

// SetProgrammeRule says what holds for placements of a programme that start from a day on. Permission: MANAGE_RULES. Errors: NOT_FOUND,
// BAD_INPUT.
func (a *App) SetProgrammeRule(ctx context.Context, in hub.SetProgrammeRuleInput) (now hub.PlacementProgramme, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermManageRules); err != nil {
		return now, err
	}
	err = a.change(ctx, func(c change) error {
		before, err := postgres.ProgrammeForUpdate(ctx, c, in.Programme)
		if err != nil {
			return err
		}
		now = before
		rule, err := in.Rule()
		if err != nil {
			return err
		}
		id, err := postgres.SetProgrammeRule(ctx, c, before.Code, rule)
		if err != nil {
			return err
		}
		after, err := postgres.ProgrammeForUpdate(ctx, c, in.Programme)
		if err != nil {
			return err
		}
		now = after
		return c.audit(ctx, "programme_rule.set", postgres.AuditSubject{Kind: "programme_rule", ID: id}, before, after)
	})
	return now, err
}

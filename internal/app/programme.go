package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
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
		type set struct {
			Programme string
			hub.ProgrammeRule
		}
		var replaced any // the rule of the same day, where there was one
		for _, r := range before.Rules {
			if r.StartsOn == rule.StartsOn {
				replaced = set{before.Code, r}
			}
		}
		return c.audit(ctx, "programme_rule.set", postgres.AuditSubject{Kind: "programme_rule", ID: id}, replaced, set{before.Code, rule})
	})
	return now, err
}

// AllowKnownAs says whether participants of a programme may be kept with a name to call them by; ending it erases the names. Permission:
// MANAGE_RULES. Errors: NOT_FOUND, BAD_INPUT.
func (a *App) AllowKnownAs(ctx context.Context, in hub.AllowKnownAsInput) (now hub.PlacementProgramme, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermManageRules); err != nil {
		return now, err
	}
	err = a.change(ctx, func(c change) error {
		before, err := postgres.ProgrammeForUpdate(ctx, c, in.Programme)
		if err != nil {
			return err
		}
		now = before
		after := before
		if err := after.Decide(in, c.today()); err != nil {
			return err
		}
		erased, err := postgres.SetKnownAs(ctx, c, after)
		if err != nil {
			return err
		}
		now = after
		type decision struct {
			Programme  string
			Since      *hub.Date
			Assessment *string
			Erased     int
		}
		return c.audit(ctx, "known_as.decide", postgres.AuditSubject{Kind: "programme_rule", ID: uuid.NewSHA1(uuid.Nil, []byte(before.Code))},
			decision{before.Code, before.KnownAsSince, before.KnownAsAssessment, 0}, decision{after.Code, after.KnownAsSince, after.KnownAsAssessment, erased})
	})
	return now, err
}

// YoungWorkerRules lists what the law says of the hours of people under 18, the latest first. Permission: READ_EMPLOYERS.
func (a *App) YoungWorkerRules(ctx context.Context) ([]hub.YoungWorkerRule, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.YoungWorkerRules(ctx, a.pool)
}

// SetYoungWorkerRule says what the law says of the hours of an age band under 18 from a day on, and gives all such rules. Permission: MANAGE_RULES.
// Errors: BAD_INPUT.
func (a *App) SetYoungWorkerRule(ctx context.Context, in hub.SetYoungWorkerRuleInput) (now []hub.YoungWorkerRule, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermManageRules); err != nil {
		return nil, err
	}
	err = a.change(ctx, func(c change) error {
		rule, err := in.Rule()
		if err != nil {
			return err
		}
		if err := postgres.SetYoungWorkerRule(ctx, c, rule); err != nil {
			return err
		}
		if now, err = postgres.YoungWorkerRules(ctx, c); err != nil {
			return err
		}
		of := postgres.AuditSubject{Kind: "programme_rule", ID: uuid.NewSHA1(uuid.Nil, []byte(rule.AgeBand))}
		return c.audit(ctx, "young_worker_rule.set", of, nil, rule)
	})
	return now, err
}

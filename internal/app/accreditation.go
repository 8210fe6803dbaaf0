package app

import (
	"context"
	"fmt"
	"slices"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// Schemes lists all schemes with their levels and rules. Permission: READ_EMPLOYERS.
func (a *App) Schemes(ctx context.Context) ([]hub.Scheme, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.Schemes(ctx, a.pool)
}

// SetSchemeRule changes from when a rule holds and what it says. On an error it returns the rule as it stands. Permission:
// MANAGE_RULES. Errors: NOT_FOUND, BAD_INPUT; CONFLICT for a stale version and where another rule of the level begins that day.
func (a *App) SetSchemeRule(ctx context.Context, in hub.SetSchemeRuleInput) (hub.SchemeRule, error) {
	return updateAs(ctx, a, hub.PermManageRules,
		func(c change) (hub.SchemeRule, error) { return postgres.SchemeRuleForUpdate(ctx, c, in.ID) },
		func(_ change, r *hub.SchemeRule) error { return r.Set(in) },
		func(c change, before hub.SchemeRule, r *hub.SchemeRule) error {
			r.Version++
			if err := postgres.SetSchemeRule(ctx, c, *r); err != nil {
				return err
			}
			return c.audit(ctx, "scheme_rule.set", postgres.AuditSubject{Kind: "scheme_rule", ID: r.ID.UUID}, before, *r)
		})
}

// EmployerStandings are how an employer stands with each scheme, in the order of schemes.
type EmployerStandings struct {
	EmployerID hub.EmployerID
	Standings  []hub.SchemeStanding
}

// StandingsOf finds how these employers stand with every scheme. Permission: READ_EMPLOYERS.
func (a *App) StandingsOf(ctx context.Context, employers []hub.EmployerID) ([]EmployerStandings, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	schemes, err := postgres.Schemes(ctx, a.pool)
	if err != nil {
		return nil, err
	}
	covers, err := postgres.CoversOf(ctx, a.pool, v, employers)
	if err != nil {
		return nil, err
	}
	awards, err := postgres.AccreditationsOf(ctx, a.pool, employers)
	if err != nil {
		return nil, err
	}
	stages, err := postgres.StagesOf(ctx, a.pool, employers)
	if err != nil {
		return nil, err
	}
	listings, err := postgres.ListingsOf(ctx, a.pool, employers)
	if err != nil {
		return nil, err
	}
	type pair struct {
		employer hub.EmployerID
		scheme   string
	}
	awarded, noted, listed := map[pair][]hub.Accreditation{}, map[pair]hub.StageNoted{}, map[pair][]hub.Listing{}
	covered := map[pair][]hub.AccreditationCover{}
	for _, c := range covers {
		for _, side := range []hub.EmployerID{c.EmployerID, c.HolderID} {
			at := pair{side, c.Scheme}
			covered[at] = append(covered[at], c)
		}
	}
	for _, l := range listings {
		at := pair{l.EmployerID, l.Scheme}
		listed[at] = append(listed[at], l)
	}
	for _, w := range awards {
		at := pair{w.EmployerID, w.Scheme}
		awarded[at] = append(awarded[at], w)
	}
	for _, s := range stages {
		noted[pair{s.EmployerID, s.Scheme}] = s
	}
	out := make([]EmployerStandings, len(employers))
	for i, e := range employers {
		out[i].EmployerID = e
		for _, s := range schemes {
			standing := hub.SchemeStanding{Scheme: s, Awards: awarded[pair{e, s.Code}], Listings: listed[pair{e, s.Code}], Covers: covered[pair{e, s.Code}], Stage: hub.StageNotDiscussed}
			if stage, ok := noted[pair{e, s.Code}]; ok {
				standing.Stage, standing.StageSince = stage.Stage, &stage.Since
			}
			out[i].Standings = append(out[i].Standings, standing)
		}
	}
	return out, nil
}

// AccreditationsByID finds those of ids whose employer the caller sees. Permission: READ_EMPLOYERS.
func (a *App) AccreditationsByID(ctx context.Context, ids []hub.AccreditationID) ([]hub.Accreditation, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.AccreditationsByID(ctx, a.pool, v, ids)
}

// Accreditations lists what employers hold or held last of a scheme, what runs out first first. Permission: READ_EMPLOYERS.
// Errors: BAD_INPUT for the filter or the cursor.
func (a *App) Accreditations(ctx context.Context, f hub.AccreditationFilter, page hub.Page) (hub.List[hub.Accreditation], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return hub.List[hub.Accreditation]{}, err
	}
	if err := f.Check(); err != nil {
		return hub.List[hub.Accreditation]{}, err
	}
	return postgres.Accreditations(ctx, a.pool, v, f, page)
}

// CountAccreditations counts what Accreditations lists. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the filter.
func (a *App) CountAccreditations(ctx context.Context, f hub.AccreditationFilter) (int, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return 0, err
	}
	if err := f.Check(); err != nil {
		return 0, err
	}
	return postgres.CountAccreditations(ctx, a.pool, v, f)
}

// OnTheirWay lists employers at these stages of their way to a scheme that have no level yet, those longest there first.
// Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the cursor.
func (a *App) OnTheirWay(ctx context.Context, f hub.StageFilter, page hub.Page) (hub.List[hub.StageNoted], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return hub.List[hub.StageNoted]{}, err
	}
	return postgres.OnTheirWay(ctx, a.pool, v, f, page)
}

// CountOnTheirWay counts what OnTheirWay lists. Permission: READ_EMPLOYERS.
func (a *App) CountOnTheirWay(ctx context.Context, f hub.StageFilter) (int, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return 0, err
	}
	return postgres.CountOnTheirWay(ctx, a.pool, v, f)
}

// DisabilityConfidentEmployers counts them as at a day, today where none is given. Permission: READ_EMPLOYERS. Errors: BAD_INPUT
// for a day to come.
func (a *App) DisabilityConfidentEmployers(ctx context.Context, asAt *hub.Date) (hub.DisabilityConfidentFigures, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return hub.DisabilityConfidentFigures{}, err
	}
	at := v.Today
	if asAt != nil {
		at = *asAt
	}
	if at.After(v.Today) {
		return hub.DisabilityConfidentFigures{}, hub.BadInput("choose today or an earlier day", "asAt")
	}
	return postgres.DisabilityConfidentFigures(ctx, a.pool, at)
}

// RecordAccreditation keeps an award. Warnings are what may be wrong with it. Permission: WRITE_ENGAGEMENT. Errors: NOT_FOUND for
// the employer, those of hub.NewAccreditation.
func (a *App) RecordAccreditation(ctx context.Context, in hub.RecordAccreditationInput) (recorded hub.Accreditation, warnings []string, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWriteEngagement); err != nil {
		return hub.Accreditation{}, nil, err
	}
	err = a.change(ctx, func(c change) error {
		scheme, held, err := c.toAccredit(ctx, &in.EmployerID, in.Scheme)
		if err != nil {
			return err
		}
		award, told, err := hub.NewAccreditation(in, scheme, held, c.now)
		if err != nil {
			return err
		}
		if err := postgres.InsertAccreditation(ctx, c, award); err != nil {
			return err
		}
		if err := c.closeExpiryTasks(ctx, hub.TaskDropped, held...); err != nil {
			return err
		}
		recorded, warnings = award, told
		return c.audit(ctx, "accreditation.record", ofAccreditation(award), nil, award)
	})
	if err != nil {
		return hub.Accreditation{}, nil, err
	}
	return recorded, warnings, nil
}

// toAccredit locks the awards of an employer, which becomes the one that it lives on in, and reads a scheme and what the employer
// was awarded of it. Errors: NOT_FOUND for the employer, BAD_INPUT for the scheme.
func (c change) toAccredit(ctx context.Context, employer *hub.EmployerID, code string) (scheme hub.Scheme, held []hub.Accreditation, err error) {
	if *employer, err = c.livingEmployer(ctx, *employer); err != nil {
		return scheme, nil, err
	}
	if _, err := postgres.EmployerForUpdate(ctx, c, c.viewer(), *employer); err != nil { // so that nobody records the same award beside
		return scheme, nil, err
	}
	if scheme, err = c.scheme(ctx, code); err != nil {
		return scheme, nil, err
	}
	held, err = postgres.AccreditationsOf(ctx, c, []hub.EmployerID{*employer})
	return scheme, slices.DeleteFunc(held, func(a hub.Accreditation) bool { return a.Scheme != code }), err
}

// scheme finds the one that an input names. Errors: BAD_INPUT.
func (c change) scheme(ctx context.Context, code string) (hub.Scheme, error) {
	schemes, err := postgres.Schemes(ctx, c)
	if err != nil {
		return hub.Scheme{}, err
	}
	for _, s := range schemes {
		if s.Code == code {
			return s, nil
		}
	}
	return hub.Scheme{}, hub.BadInput(fmt.Sprintf("there is no scheme %q; choose one from the list", code), "scheme")
}

// UpdateAccreditation corrects an award. On an error it returns the award as it stands. Permission: WRITE_ENGAGEMENT. Errors:
// NOT_FOUND, BAD_INPUT, CONFLICT for a stale version.
func (a *App) UpdateAccreditation(ctx context.Context, in hub.UpdateAccreditationInput) (award hub.Accreditation, warnings []string, err error) {
	award, err = a.changeAccreditation(ctx, in.ID, "accreditation.update", func(c change, award *hub.Accreditation) error {
		scheme, held, err := c.toAccredit(ctx, &award.EmployerID, award.Scheme)
		if err != nil {
			return err
		}
		others := slices.DeleteFunc(held, func(h hub.Accreditation) bool { return h.ID == award.ID })
		warnings, err = award.Update(in, scheme, others, c.today())
		return err
	})
	return award, warnings, err
}

// VerifyAccreditation notes that the caller saw the certificate, today where no day is given. On an error it returns the award as
// it stands. Permission: WRITE_ENGAGEMENT. Errors: NOT_FOUND, BAD_INPUT, CONFLICT for a stale version.
func (a *App) VerifyAccreditation(ctx context.Context, id hub.AccreditationID, version int, on *hub.Date) (hub.Accreditation, error) {
	return a.changeAccreditation(ctx, id, "accreditation.verify", func(c change, award *hub.Accreditation) error {
		day := c.today()
		if on != nil {
			day = *on
		}
		return award.Verify(version, c.by, day, c.today())
	})
}

// EndAccreditation notes that an award was given up or withdrawn. On an error it returns the award as it stands. Permission:
// WRITE_ENGAGEMENT. Errors: NOT_FOUND, BAD_INPUT, CONFLICT for a stale version.
func (a *App) EndAccreditation(ctx context.Context, id hub.AccreditationID, version int, on hub.Date, reason string) (hub.Accreditation, error) {
	return a.changeAccreditation(ctx, id, "accreditation.end", func(c change, award *hub.Accreditation) error {
		return award.End(version, on, reason, c.today())
	})
}

func (a *App) changeAccreditation(ctx context.Context, id hub.AccreditationID, action string, edit func(change, *hub.Accreditation) error) (hub.Accreditation, error) {
	return update(ctx, a,
		func(c change) (hub.Accreditation, error) {
			return postgres.AccreditationForUpdate(ctx, c, c.viewer(), id)
		},
		edit,
		func(c change, before hub.Accreditation, award *hub.Accreditation) error {
			award.Version++
			if err := postgres.SetAccreditation(ctx, c, *award); err != nil {
				return err
			}
			if err := c.closeIfKnown(ctx, *award); err != nil {
				return err
			}
			return c.audit(ctx, action, ofAccreditation(*award), before, *award)
		})
}

// RemoveAccreditation takes away an award that was entered by mistake; the history keeps it. Permission: WRITE_ENGAGEMENT. Errors:
// NOT_FOUND, CONFLICT for a stale version.
func (a *App) RemoveAccreditation(ctx context.Context, id hub.AccreditationID, version int) error {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWriteEngagement); err != nil {
		return err
	}
	return a.change(ctx, func(c change) error {
		award, err := postgres.AccreditationForUpdate(ctx, c, c.viewer(), id)
		if err != nil {
			return err
		}
		if err := award.IsVersion(version); err != nil {
			return err
		}
		if err := postgres.DeleteAccreditation(ctx, c, id); err != nil {
			return err
		}
		if err := c.closeExpiryTasks(ctx, hub.TaskDropped, award); err != nil {
			return err
		}
		return c.audit(ctx, "accreditation.remove", ofAccreditation(award), award, nil)
	})
}

// SetAccreditationStage notes how far an employer is on its way to a scheme. Permission: WRITE_ENGAGEMENT. Errors: NOT_FOUND for the
// employer, BAD_INPUT for the scheme and for a day to come.
func (a *App) SetAccreditationStage(ctx context.Context, in hub.SetAccreditationStageInput) (noted hub.StageNoted, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWriteEngagement); err != nil {
		return hub.StageNoted{}, err
	}
	err = a.change(ctx, func(c change) error {
		scheme, _, err := c.toAccredit(ctx, &in.EmployerID, in.Scheme)
		if err != nil {
			return err
		}
		stage := hub.StageNoted{EmployerID: in.EmployerID, Scheme: scheme.Code, Stage: in.Stage, Since: c.today()}
		if in.Since != nil {
			stage.Since = *in.Since
		}
		if stage.Since.After(c.today()) {
			return hub.BadInput("choose today or an earlier day", "since")
		}
		if err := postgres.InsertStage(ctx, c, stage, c.now); err != nil {
			return err
		}
		noted = stage
		return c.audit(ctx, "accreditation.stage", ofEmployer(in.EmployerID), nil, stage)
	})
	return noted, err
}

func ofAccreditation(a hub.Accreditation) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "accreditation", ID: a.ID.UUID, Employer: a.EmployerID}
}

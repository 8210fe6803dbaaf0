package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
)

// SubsidiesOf finds the subsidies of these placements, with their claims and entries. Permission: MANAGE_PARTICIPANTS.
func (a *App) SubsidiesOf(ctx context.Context, of []hub.PlacementID) ([]hub.Subsidy, error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return nil, err
	}
	return postgres.SubsidiesOf(ctx, a.pool, v, of)
}

// SubsidyRules lists what employers may be and have had to be subsidised, the latest first. Permission: READ_EMPLOYERS.
func (a *App) SubsidyRules(ctx context.Context) ([]hub.SubsidyRule, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.SubsidyRules(ctx, a.pool)
}

// SetSubsidyRule says what employers may be and have had to be subsidised from a day on, and gives all such rules. What was agreed before stays.
// Permission: MANAGE_RULES. Errors: BAD_INPUT.
func (a *App) SetSubsidyRule(ctx context.Context, in hub.SetSubsidyRuleInput) (now []hub.SubsidyRule, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermManageRules); err != nil {
		return nil, err
	}
	err = a.change(ctx, func(c change) error {
		rule, err := in.Rule()
		if err != nil {
			return err
		}
		if err := postgres.SetSubsidyRule(ctx, c, rule); err != nil {
			return err
		}
		if now, err = postgres.SubsidyRules(ctx, c); err != nil {
			return err
		}
		of := postgres.AuditSubject{Kind: "programme_rule", ID: uuid.NewSHA1(uuid.Nil, []byte("subsidy"))}
		return c.audit(ctx, "subsidy_rule.set", of, nil, rule)
	})
	return now, err
}

// AgreeSubsidy agrees to subsidise a placement, where what the employer answered makes it eligible. On an error it returns the placement as it
// stands. Permission: MANAGE_PARTICIPANTS. Errors: NOT_FOUND, those of hub.Placement.Subsidise, CONFLICT where a subsidy is agreed already.
func (a *App) AgreeSubsidy(ctx context.Context, in hub.AgreeSubsidyInput) (hub.Placement, error) {
	return a.onSubsidised(ctx, in.PlacementID, func(c change, p hub.Placement) error {
		rule, err := postgres.SubsidyRuleOn(ctx, c, in.AnsweredOn)
		if hub.CodeOf(err) == hub.ErrNotFound {
			return hub.BadInput("there is no rule of subsidies on that day; choose a later one", "answeredOn")
		}
		if err != nil {
			return err
		}
		group, err := c.groupHeadcount(ctx, p.EmployerID)
		if err != nil {
			return err
		}
		s, err := p.Subsidise(in, rule, group, c.asUser(), c.now)
		if err != nil {
			return err
		}
		if err := postgres.InsertSubsidy(ctx, c, s); err != nil {
			return err
		}
		return c.audit(ctx, "placement.agree_subsidy", ofPlacement(p), nil, s)
	})
}

// ClaimSubsidy claims for a period that is over. On an error it returns the placement as it stands. Permission: MANAGE_PARTICIPANTS. Errors:
// NOT_FOUND, those of hub.Subsidy.Claim, CONFLICT where another claim has a day of the period.
func (a *App) ClaimSubsidy(ctx context.Context, in hub.ClaimSubsidyInput) (hub.Placement, error) {
	return a.onSubsidised(ctx, in.PlacementID, func(c change, p hub.Placement) error {
		s, err := c.subsidyOf(ctx, p)
		if err != nil {
			return err
		}
		claim, err := s.Claim(in, p, c.asUser(), c.now)
		if err != nil {
			return err
		}
		if err := postgres.InsertSubsidyClaim(ctx, c, claim); err != nil {
			return err
		}
		return c.audit(ctx, "placement.claim_subsidy", ofPlacement(p), nil, claim)
	})
}

// MoveSubsidyClaim approves, refuses, pays or claws back a claim. On an error it returns the placement as it stands. Permission: MANAGE_PARTICIPANTS;
// who claimed does not approve. Errors: NOT_FOUND, those of hub.SubsidyClaim.Move.
func (a *App) MoveSubsidyClaim(ctx context.Context, in hub.MoveSubsidyClaimInput) (hub.Placement, error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return hub.Placement{}, err
	}
	of, err := postgres.PlacementOfClaim(ctx, a.pool, v, in.ClaimID)
	if err != nil {
		return hub.Placement{}, err
	}
	return a.onSubsidised(ctx, of, func(c change, p hub.Placement) error {
		s, err := c.subsidyOf(ctx, p)
		if err != nil {
			return err
		}
		for _, claim := range s.Claims {
			if claim.ID != in.ClaimID {
				continue
			}
			before := claim
			entry, err := claim.Move(in, p, c.asUser(), c.now)
			if err != nil {
				return err
			}
			if err := postgres.SetSubsidyClaim(ctx, c, claim); err != nil {
				return err
			}
			if entry == nil {
				return c.audit(ctx, "placement.decide_subsidy", ofPlacement(p), before, claim)
			}
			if err := postgres.InsertSubsidyEntry(ctx, c, *entry); err != nil {
				return err
			}
			return c.audit(ctx, "placement.pay_subsidy", ofPlacement(p), nil, entry)
		}
		return hub.NotFound("claim")
	})
}

// onSubsidised lets do change the subsidy of a placement that is held meanwhile.
func (a *App) onSubsidised(ctx context.Context, id hub.PlacementID, do func(c change, p hub.Placement) error) (hub.Placement, error) {
	return a.onPlacement(ctx, id, func(c change, p hub.Placement) (hub.Placement, error) { return p, do(c, p) })
}

// subsidyOf reads the subsidy of a placement that is held. Errors: BAD_INPUT where none is agreed.
func (c change) subsidyOf(ctx context.Context, p hub.Placement) (hub.Subsidy, error) {
	found, err := postgres.SubsidiesOf(ctx, c, c.viewer(), []hub.PlacementID{p.ID})
	if err == nil && len(found) == 0 {
		err = hub.BadInput("no subsidy of this placement is agreed", "placementId")
	}
	if err != nil {
		return hub.Subsidy{}, err
	}
	return found[0], nil
}

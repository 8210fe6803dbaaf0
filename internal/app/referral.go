package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// Referrals lists what the caller's organisation sent or received, the latest first. Permission: WRITE_ENGAGEMENT. Errors:
// BAD_INPUT for the filter or the cursor.
func (a *App) Referrals(ctx context.Context, direction hub.ReferralDirection, filter hub.ReferralFilter, page hub.Page) (hub.List[hub.Referral], error) {
	v, err := a.viewer(ctx, hub.PermWriteEngagement)
	if err != nil {
		return hub.List[hub.Referral]{}, err
	}
	if err := filter.Check(); err != nil {
		return hub.List[hub.Referral]{}, err
	}
	return postgres.Referrals(ctx, a.pool, v, direction, filter, page)
}

// CountReferrals counts what Referrals lists. Permission: WRITE_ENGAGEMENT. Errors: BAD_INPUT for the filter.
func (a *App) CountReferrals(ctx context.Context, direction hub.ReferralDirection, filter hub.ReferralFilter) (int, error) {
	v, err := a.viewer(ctx, hub.PermWriteEngagement)
	if err != nil {
		return 0, err
	}
	if err := filter.Check(); err != nil {
		return 0, err
	}
	return postgres.CountReferrals(ctx, a.pool, v, direction, filter)
}

// ReferralsOf lists those about one employer that the caller's organisation sent or received, the latest first. Permission:
// READ_EMPLOYERS; visibility decides. Errors: BAD_INPUT for the cursor.
func (a *App) ReferralsOf(ctx context.Context, id hub.EmployerID, page hub.Page) (hub.List[hub.Referral], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return hub.List[hub.Referral]{}, err
	}
	return postgres.ReferralsOf(ctx, a.pool, v, id, page)
}

// CountReferralsOf counts what ReferralsOf lists. Permission: READ_EMPLOYERS.
func (a *App) CountReferralsOf(ctx context.Context, id hub.EmployerID) (int, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return 0, err
	}
	return postgres.CountReferralsOf(ctx, a.pool, v, id)
}

// ReferralsByID finds those of ids that the caller may see. Permission: READ_EMPLOYERS; visibility decides.
func (a *App) ReferralsByID(ctx context.Context, ids []hub.ReferralID) ([]hub.Referral, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.ReferralsByID(ctx, a.pool, v, ids)
}

// ReferralMoves finds the steps of these referrals, in order. Permission: READ_EMPLOYERS; visibility decides.
func (a *App) ReferralMoves(ctx context.Context, referrals []hub.ReferralID) ([]hub.ReferralMove, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.ReferralMoves(ctx, a.pool, v, referrals)
}

// Refer asks another partner to take an employer up. Permission: WRITE_ENGAGEMENT. Errors: NOT_FOUND for the employer and for a
// user who does not work there; CONFLICT where the same was asked and is not settled; those of hub.NewReferral.
func (a *App) Refer(ctx context.Context, in hub.ReferInput) (hub.Referral, error) {
	return a.askPartner(ctx, in.EmployerID, func(c change, e hub.Employer) (hub.Referral, error) {
		in.EmployerID = e.ID
		r, err := hub.NewReferral(in, c.by, c.now)
		if err != nil || in.UserID == nil {
			return r, err
		}
		handler, err := postgres.Colleague(ctx, c, r.To.ID, *in.UserID)
		r.Handler = &handler
		return r, err
	})
}

// AskForIntroduction asks the organisation that leads an employer to introduce the caller; it reaches the account lead there.
// It works for partners who see no more of the contacts than that there are any. Permission: WRITE_ENGAGEMENT. Errors:
// NOT_FOUND for the employer, and for a person who does not work there; CONFLICT as for Refer; those of hub.NewIntroduction.
func (a *App) AskForIntroduction(ctx context.Context, in hub.AskForIntroductionInput) (hub.Referral, error) {
	return a.askPartner(ctx, in.EmployerID, func(c change, e hub.Employer) (hub.Referral, error) {
		r, err := hub.NewIntroduction(in, e, c.by, c.now)
		if err != nil || in.PersonID == nil {
			return r, err
		}
		works, err := postgres.WorksAt(ctx, c, *in.PersonID, e.ID, c.today())
		if err == nil && !works {
			err = hub.NotFound("person")
		}
		return r, err
	})
}

// askPartner adds the referral that describe makes of an employer.
func (a *App) askPartner(ctx context.Context, employer hub.EmployerID, describe func(c change, e hub.Employer) (hub.Referral, error)) (made hub.Referral, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWriteEngagement); err != nil {
		return hub.Referral{}, err
	}
	err = a.change(ctx, func(c change) error {
		found, err := postgres.EmployersByID(ctx, c, c.viewer(), []hub.EmployerID{employer})
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return hub.NotFound("employer")
		}
		if err := found[0].MayReferOn(c.by); err != nil {
			return err
		}
		r, err := describe(c, found[0].Employer)
		if err != nil {
			return err
		}
		if err := postgres.InsertReferral(ctx, c, r); err != nil {
			return err
		}
		if err := c.moved(ctx, r, r.About); err != nil {
			return err
		}
		seen, err := postgres.ReferralsByID(ctx, c, c.viewer(), []hub.ReferralID{r.ID})
		if err != nil {
			return err
		}
		made = seen[0]
		return c.audit(ctx, "referral.create", ofReferral(made), nil, made)
	})
	return made, err
}

// moved writes the step by which a referral came to its state.
func (c change) moved(ctx context.Context, r hub.Referral, reason *string) error {
	m := hub.ReferralMove{ReferralID: r.ID, State: r.State, At: c.now, Organisation: hub.Organisation{ID: c.by.OrganisationID}, Reason: reason}
	if id := c.userID(); id != nil {
		m.Who = &hub.User{ID: *id}
	}
	return postgres.InsertReferralMove(ctx, c, m)
}

// TransitionReferral accepts, declines or completes a referral. On an error it returns the referral as it stands. Accepting one
// lets the organisation see what the lead sees of the employer's people and shared notes; a completed introduction lets the
// sender see the person. Permission: WRITE_ENGAGEMENT in the receiving organisation. Errors: NOT_FOUND, also for an interaction
// that is not the organisation's own with that employer and for a person whom the caller does not see there; those of
// hub.Referral.Move. Who declines a confidential enquiry gets none back.
func (a *App) TransitionReferral(ctx context.Context, in hub.TransitionReferralInput) (hub.Referral, error) {
	return update(ctx, a,
		func(c change) (hub.Referral, error) { return postgres.ReferralForUpdate(ctx, c, c.viewer(), in.ID) },
		func(c change, r *hub.Referral) error {
			calendar, err := postgres.Calendar(ctx, c)
			if err != nil {
				return err
			}
			if err := r.Move(in, c.by, calendar, c.now); err != nil {
				return err
			}
			return c.mayComplete(ctx, *r, in)
		},
		func(c change, before hub.Referral, r *hub.Referral) error {
			r.Version++
			if err := postgres.SetReferral(ctx, c, *r); err != nil {
				return err
			}
			var reason *string
			if r.Answer != before.Answer {
				reason = r.Answer
			}
			if err := c.moved(ctx, *r, reason); err != nil {
				return err
			}
			seen, err := postgres.ReferralsByID(ctx, c, c.viewer(), []hub.ReferralID{r.ID})
			if err != nil {
				return err
			}
			if len(seen) == 0 { // who declines a confidential enquiry does not see it any more
				declined := *r
				*r = hub.Referral{}
				return c.audit(ctx, "referral.move", ofReferral(declined), before, declined)
			}
			*r = seen[0]
			return c.audit(ctx, "referral.move", ofReferral(*r), before, *r)
		})
}

// mayComplete refuses an interaction that does not complete a referral, and a person who cannot have been introduced.
func (c change) mayComplete(ctx context.Context, r hub.Referral, in hub.TransitionReferralInput) error {
	if in.InteractionID != nil {
		completes, err := postgres.CompletesReferral(ctx, c, c.viewer(), *in.InteractionID, r.EmployerID)
		if err != nil {
			return err
		}
		if !completes {
			return hub.NotFound("interaction")
		}
	}
	if in.PersonID == nil {
		return nil
	}
	return c.mayMeet(ctx, []hub.EmployerID{r.EmployerID}, []hub.PersonID{*in.PersonID})
}

func ofReferral(r hub.Referral) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "referral", ID: r.ID.UUID, Employer: r.EmployerID}
}

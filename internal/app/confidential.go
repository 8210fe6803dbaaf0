package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// MakeConfidential makes a confidential enquiry of an employer. What other organisations have about it is hidden from them, and what
// they are still sending it stops. On an error it returns the employer as it stands. Permission: WRITE_ENGAGEMENT in the organisation
// that leads it. Errors: NOT_FOUND, and those of hub.Employer.MakeConfidential.
func (a *App) MakeConfidential(ctx context.Context, in hub.MakeConfidentialInput) (hub.Employer, error) {
	return update(ctx, a,
		func(c change) (hub.Employer, error) {
			return postgres.EmployerForUpdate(ctx, c, c.viewer(), in.EmployerID)
		},
		func(c change, e *hub.Employer) error { return e.MakeConfidential(in, c.by, c.now) },
		func(c change, _ hub.Employer, e *hub.Employer) error {
			e.Version++
			if err := postgres.SetConfidentiality(ctx, c, *e); err != nil {
				return err
			}
			if err := postgres.StopOthers(ctx, c, *e); err != nil {
				return err
			}
			return c.audit(ctx, "employer.make_confidential", ofEmployer(e.ID), nil, map[string]string{"Reason": e.Confidential.Reason})
		})
}

// EndConfidentiality lets everybody see a confidential enquiry again. On an error it returns the employer as it stands. Permission:
// WRITE_ENGAGEMENT in the organisation that leads it. Errors: NOT_FOUND, and those of hub.Employer.EndConfidentiality.
func (a *App) EndConfidentiality(ctx context.Context, in hub.EndConfidentialityInput) (hub.Employer, error) {
	var why string
	return update(ctx, a,
		func(c change) (hub.Employer, error) {
			return postgres.EmployerForUpdate(ctx, c, c.viewer(), in.EmployerID)
		},
		func(c change, e *hub.Employer) (err error) {
			why, err = e.EndConfidentiality(in, c.by)
			return err
		},
		func(c change, _ hub.Employer, e *hub.Employer) error {
			e.Version++
			if err := postgres.SetConfidentiality(ctx, c, *e); err != nil {
				return err
			}
			return c.audit(ctx, "employer.end_confidentiality", ofEmployer(e.ID), nil, map[string]string{"Reason": why})
		})
}

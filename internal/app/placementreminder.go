package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// horizons are the last days of which coordinators hear today.
func (c change) horizons(ctx context.Context) (postgres.Horizons, error) {
	reminders, err := postgres.PlacementReminders(ctx, c)
	if err != nil {
		return nil, err
	}
	calendar, err := postgres.Calendar(ctx, c)
	if err != nil {
		return nil, err
	}
	by := postgres.Horizons{}
	for _, r := range reminders {
		by[r.Rule] = calendar.AddWorkingDays(c.today(), r.WorkingDays)
	}
	for rule := range hub.SubsidyRules { // the next day, so that what came in after a digest is not missed
		by[rule] = c.today().AddDays(-1)
	}
	return by, nil
}

// askToRenew makes a task for each check that runs out before placements that rely on it are through, once.
func (a *App) askToRenew(ctx context.Context) error {
	return a.inBatches(ctx, func(ctx context.Context, c change) (int, error) {
		by, err := c.horizons(ctx)
		if err != nil {
			return 0, err
		}
		due, err := postgres.ChecksRunningOut(ctx, c, by[hub.RulePlacementCheck], sweepBatch)
		if err != nil {
			return 0, err
		}
		for _, check := range due {
			if err := c.makeTask(ctx, check.Task(), check.AssigneeID, check.Source()); err != nil {
				return 0, err
			}
		}
		return len(due), nil
	})
}

// renewed closes what asked to renew earlier checks of the kind at the site.
func (c change) renewed(ctx context.Context, check hub.SiteCheck) error {
	closed, err := postgres.CloseRenewals(ctx, c, check, c.now)
	if err != nil {
		return err
	}
	type state struct{ State hub.TaskState }
	for _, id := range closed {
		of := postgres.AuditSubject{Kind: "task", ID: id.UUID, Employer: check.EmployerID}
		if err := c.audit(ctx, "task.transition", of, state{hub.TaskOpen}, state{hub.TaskDone}); err != nil {
			return err
		}
	}
	return nil
}

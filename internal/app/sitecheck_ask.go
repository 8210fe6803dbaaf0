package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// askForChecks asks hosts for checks of their sites that opportunities need and that are missing or run out soon.
func (c change) askForChecks(ctx context.Context) (int, error) {
	by, err := c.horizons(ctx)
	if err != nil {
		return 0, err
	}
	wanted, err := postgres.ChecksWanted(ctx, c, c.today(), by[hub.RulePlacementCheck], sweepBatch)
	if err != nil || len(wanted) == 0 {
		return 0, err
	}
	rules, err := postgres.PlacementRequestRules(ctx, c)
	if err != nil {
		return 0, err
	}
	for _, w := range wanted {
		if _, _, err := c.request(ctx, w.Request(), rules); err != nil {
			return 0, err
		}
	}
	return len(wanted), nil
}

// answeredCheck makes a task of what a host answered about a check: staff record it when they have seen it.
func (c change) answeredCheck(ctx context.Context, r hub.AskedRequest, given hub.Answers) error {
	calendar, err := postgres.Calendar(ctx, c)
	if err != nil {
		return err
	}
	task, err := r.CheckTask(given, c.today(), calendar)
	if err != nil {
		return err
	}
	assignee, err := postgres.CoordinatorOf(ctx, c, *r.SiteID, r.OrganisationID)
	if err != nil {
		return err
	}
	return c.makeTask(ctx, task, assignee, r.ID.String()+":answer")
}

package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// daysToAskExpiry is within how many working days an account lead finds out until when an award holds.
const daysToAskExpiry = 20

// askExpiry asks the account lead of the employer that holds award until when it holds: published lists do not say. Once for each award; nobody where
// awards of the level do not run out, where the employer has no account lead, and while it is on hold.
func (c change) askExpiry(ctx context.Context, scheme hub.Scheme, award hub.Accreditation, leads map[hub.EmployerID]postgres.AccountLead) error {
	level, known := scheme.At(award.Level)
	lead, led := leads[award.EmployerID]
	if !known || !led || award.ExpiresOn != nil || award.EndedOn != nil || level.RuleOn(award.AwardedOn).Months == nil {
		return nil
	}
	asked := hub.Asked{EmployerID: award.EmployerID, TaskOrganisationID: lead.OrganisationID, TaskAssigneeID: &lead.UserID}
	task := hub.TaskOutcome{Title: "Ask " + lead.EmployerName + " until when it holds " + scheme.Title(award.Level), DueWorkingDay: daysToAskExpiry}
	return c.ask(ctx, asked, task, postgres.ExpiryTask(award.ID))
}

// closeExpiryTasks ends what asks until when some awards hold: done where it is known now, dropped where nobody needs to know any more.
func (c change) closeExpiryTasks(ctx context.Context, to hub.TaskState, awards ...hub.Accreditation) error {
	if len(awards) == 0 {
		return nil
	}
	ids := make([]hub.AccreditationID, len(awards))
	for i, a := range awards {
		ids[i] = a.ID
	}
	closed, err := postgres.CloseExpiryTasks(ctx, c, ids, to, c.now)
	if err != nil {
		return err
	}
	type state struct{ State hub.TaskState }
	for _, t := range closed {
		subject := postgres.AuditSubject{Kind: "task", ID: t.ID.UUID, Employer: t.EmployerID}
		if err := c.audit(ctx, "task.move", subject, state{hub.TaskOpen}, state{to}); err != nil {
			return err
		}
	}
	return nil
}

// closeIfKnown ends what asks until when an award holds, once somebody entered it or the award has ended.
func (c change) closeIfKnown(ctx context.Context, award hub.Accreditation) error {
	switch {
	case award.EndedOn != nil:
		return c.closeExpiryTasks(ctx, hub.TaskDropped, award)
	case award.ExpiresOn != nil:
		return c.closeExpiryTasks(ctx, hub.TaskDone, award)
	default:
		return nil
	}
}

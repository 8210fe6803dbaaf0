package demo

import (
	"context"
	"slices"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

// awardsSoFar are what engaged employers hold of schemes, in the order of their names: how many months ago it was awarded, and how many
// days from now it runs out. 0 days: nobody knows.
var awardsSoFar = []struct {
	scheme        string
	level, months int
	days          int
	source        hub.AccreditationSource
}{
	{hub.DisabilityConfident, 1, 20, 480, hub.AwardOnCertificate},
	{hub.DisabilityConfident, 2, 34, 45, hub.AwardOnCertificate},
	{hub.DisabilityConfident, 1, 8, 0, hub.AwardToldByEmployer},
	{hub.DisabilityConfident, 3, 14, 660, hub.AwardOnCertificate},
	{hub.DisabilityConfident, 1, 40, -125, hub.AwardOnCertificate},
	{hub.DisabilityConfident, 1, 5, 0, hub.AwardOnList},
	{"REAL_LIVING_WAGE", 1, 3, 275, hub.AwardOnCertificate},
	{"ARMED_FORCES_COVENANT", 1, 12, 0, hub.AwardOnCertificate},
}

// stagesSoFar are how far the next ones are on their way to Disability Confident.
var stagesSoFar = []hub.AccreditationStage{hub.StageAware, hub.StageWorkingTowards, hub.StageApplied}

// awardsAndPractices lets some of the engaged employers hold awards, be on their way to one, and do good work.
func awardsAndPractices(ctx context.Context, a *app.App, staff []hub.Actor, today hub.Date) error {
	at := slices.IndexFunc(staff, func(by hub.Actor) bool { return by.May(hub.PermWriteEngagement) })
	held, err := a.CountAccreditations(ctx, hub.AccreditationFilter{Scheme: hub.DisabilityConfident})
	if err != nil || held > 0 || at < 0 {
		return err
	}
	by := hub.WithActor(ctx, staff[at])
	engaged, err := a.Employers(by, hub.EmployerFilter{StatusIn: []hub.EmployerStatus{hub.EmployerEngaged}}, hub.OrderByName, hub.Page{First: len(awardsSoFar) + len(stagesSoFar)})
	if err != nil {
		return err
	}
	for i, e := range engaged.Nodes {
		if i >= len(awardsSoFar) {
			since := today.AddDays(-20 * (i + 1))
			stage := hub.SetAccreditationStageInput{EmployerID: e.ID, Scheme: hub.DisabilityConfident, Stage: stagesSoFar[i-len(awardsSoFar)], Since: &since}
			if _, err := a.SetAccreditationStage(by, stage); err != nil {
				return err
			}
			continue
		}
		so := awardsSoFar[i]
		in := hub.RecordAccreditationInput{EmployerID: e.ID, Scheme: so.scheme, Level: so.level, AwardedOn: today.AddMonths(-so.months), Source: so.source}
		if so.days != 0 {
			in.ExpiresOn = new(today.AddDays(so.days))
		}
		if so.source == hub.AwardOnList {
			in.ListedOn = new(today.AddDays(-30))
		}
		if _, _, err := a.RecordAccreditation(by, in); err != nil {
			return err
		}
	}
	topics, err := a.PracticeTopics(by)
	if err != nil {
		return err
	}
	for i, e := range engaged.Nodes {
		if i%3 == 2 {
			continue
		}
		discussed, started, confirmed := today.AddDays(-90-i), today.AddDays(-60-i), today.AddDays(-20-i)
		in := hub.RecordPracticeInput{EmployerID: e.ID, Topic: topics[i%len(topics)].Code, DiscussedOn: &discussed}
		if i%2 == 0 {
			in.StartedOn, in.Evidence = &started, new("Told on the visit, and shown on the staff notice board")
		}
		if i%4 == 0 {
			in.ConfirmedOn, in.Confirmation = &confirmed, new("By e-mail")
		}
		if _, err := a.RecordPractice(by, in); err != nil {
			return err
		}
	}
	return nil
}

package app

import (
	"context"
	"fmt"
	"slices"

	"employerhub/internal/hub"
	"employerhub/internal/mail"
	"employerhub/internal/postgres"
)

// refusalsToPause is how many messages of a campaign in a row the mail server refuses before the campaign is paused.
const refusalsToPause = 10

// refusals are those of one campaign among some outcomes.
type refusals struct {
	postgres.Refusals
	reason string
	// before says that some were refused before.
	before bool
}

// refusalsOf counts by campaign what the mail server did not take, since it last took something. An address that is wrong says
// nothing about the campaign.
func refusalsOf(outcomes []outcome) (all []refusals) {
	for _, o := range outcomes {
		if o.CampaignID.IsZero() { // no campaign's
			continue
		}
		n := slices.IndexFunc(all, func(r refusals) bool { return r.Campaign == o.CampaignID })
		if n < 0 {
			n, all = len(all), append(all, refusals{Refusals: postgres.Refusals{Campaign: o.CampaignID}})
		}
		all[n].before = all[n].before || o.RefusalsInRow > 0
		switch o.Result {
		case mail.Accepted:
			all[n].Taken, all[n].InRow = true, 0
		case mail.RefusedForNow, mail.RefusedByPolicy:
			all[n].InRow++
			all[n].reason = o.Reason
		case mail.RefusedForGood, mail.Unknown:
		}
	}
	return all
}

// pauseRefused pauses the campaigns of which the mail server refused too many messages in a row, to more than one person. What it
// refused for a reason that is not the address is due again when somebody resumes the campaign. It is a transaction of its
// own: what became of messages is written already, and must not wait for a campaign that somebody else changes.
func (s *Sender) pauseRefused(ctx context.Context, outcomes []outcome) error {
	for _, r := range refusalsOf(outcomes) {
		if r.InRow == 0 && (!r.Taken || !r.before) {
			continue
		}
		err := s.app.change(ctx, func(c change) error {
			total, err := postgres.CountRefusals(ctx, c, r.Refusals)
			if err != nil || total < refusalsToPause {
				return err
			}
			why := fmt.Sprintf("the mail server refused %d messages in a row; the last time it said: %s", total, r.reason)
			paused, err := postgres.PauseRefused(ctx, c, r.Campaign, why)
			if err != nil || !paused {
				return err
			}
			if err := postgres.Notify(ctx, c, postgres.TopicCampaign, r.Campaign.UUID); err != nil {
				return err
			}
			type state struct {
				State        hub.CampaignState
				PausedReason string
			}
			return c.audit(ctx, "campaign.pause", postgres.AuditSubject{Kind: "campaign", ID: r.Campaign.UUID},
				state{State: hub.CampaignRunning}, state{hub.CampaignPaused, why})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// CreateCampaignDraft keeps a campaign that is being set up, complete or not. Nothing goes out. Permission: SEND_DIAGNOSTICS. Errors:
// BAD_INPUT for a questionnaire that is not published, and those of hub.Campaign.SetUp.
func (a *App) CreateCampaignDraft(ctx context.Context, in hub.SendDiagnosticInput) (draft hub.Campaign, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermSendDiagnostics); err != nil {
		return draft, err
	}
	err = a.change(ctx, func(c change) error {
		draft = hub.Campaign{
			ID: hub.NewCampaignID(), State: hub.CampaignDraft, Organisation: hub.Organisation{ID: c.by.OrganisationID}, LaunchedBy: c.asUser(),
			LeftOut: map[hub.LeftOutReason]int{}, Version: 1,
		}
		if err := c.setUp(ctx, &draft, in); err != nil {
			return err
		}
		if err := postgres.InsertCampaign(ctx, c, draft); err != nil {
			return err
		}
		if err := c.audit(ctx, "campaign.draft", postgres.AuditSubject{Kind: "campaign", ID: draft.ID.UUID}, nil, draft); err != nil {
			return err
		}
		draft, err = c.stored(ctx, draft.ID)
		return err
	})
	return draft, err
}

// UpdateCampaignDraft replaces what a draft says. Permission: SEND_DIAGNOSTICS in the campaign's organisation. Errors: NOT_FOUND;
// CONFLICT where it is not the version that the caller read, with the draft as it stands; BAD_INPUT as for CreateCampaignDraft, and for
// one that was launched.
func (a *App) UpdateCampaignDraft(ctx context.Context, in hub.UpdateCampaignDraftInput) (hub.Campaign, error) {
	return a.changeCampaign(ctx, "campaign.draft", in.CampaignID,
		func(c change, draft *hub.Campaign) error {
			if err := draft.Step(hub.CampaignDraftStepInput{CampaignID: in.CampaignID, Version: in.Version}); err != nil {
				return err
			}
			return hub.Within("draft", c.setUp(ctx, draft, in.Draft))
		},
		func(c change, _, after hub.Campaign) error {
			after.LaunchedBy = c.asUser()
			return postgres.SetDraft(ctx, c, after)
		})
}

// DiscardCampaignDraft drops a draft for good; what it said stays in the audit log. Permission: SEND_DIAGNOSTICS in the campaign's
// organisation. Errors: NOT_FOUND; CONFLICT where it is not the version that the caller read; BAD_INPUT for one that was launched.
func (a *App) DiscardCampaignDraft(ctx context.Context, in hub.CampaignDraftStepInput) error {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermSendDiagnostics); err != nil {
		return err
	}
	return a.change(ctx, func(c change) error {
		draft, err := c.draft(ctx, in)
		if err != nil {
			return err
		}
		if err := postgres.DeleteDraft(ctx, c, in.CampaignID); err != nil {
			return err
		}
		if err := c.audit(ctx, "campaign.discard", postgres.AuditSubject{Kind: "campaign", ID: in.CampaignID.UUID}, draft, nil); err != nil {
			return err
		}
		return postgres.Notify(ctx, c, postgres.TopicCampaign, in.CampaignID.UUID)
	})
}

// LaunchCampaign sends what a draft says, as SendDiagnostic does: all of it is checked anew, today. Permission: SEND_DIAGNOSTICS in the
// campaign's organisation. Errors: NOT_FOUND; CONFLICT where it is not the version that the caller read; BAD_INPUT as for
// SendDiagnostic, and for one that was launched.
func (a *App) LaunchCampaign(ctx context.Context, in hub.CampaignDraftStepInput) (campaign hub.Campaign, audience hub.Audience, err error) {
	if err := maySend(ctx); err != nil {
		return campaign, audience, err
	}
	err = a.change(ctx, func(c change) error {
		if err := postgres.LockLaunches(ctx, c); err != nil {
			return err
		}
		draft, err := c.draft(ctx, in)
		if err != nil {
			return err
		}
		if campaign, audience, err = a.launch(ctx, c, draft, draft.Input()); err != nil {
			return err
		}
		return postgres.Notify(ctx, c, postgres.TopicCampaign, in.CampaignID.UUID)
	})
	return campaign, audience, err
}

// draft is the one that in means, kept from others.
func (c change) draft(ctx context.Context, in hub.CampaignDraftStepInput) (hub.Campaign, error) {
	draft, err := postgres.CampaignForUpdate(ctx, c, c.by, in.CampaignID)
	if err != nil {
		return draft, err
	}
	return draft, draft.Step(in)
}

// setUp has a draft say what in says.
func (c change) setUp(ctx context.Context, draft *hub.Campaign, in hub.SendDiagnosticInput) error {
	questionnaire, err := publishedQuestionnaire(ctx, c, in.QuestionnaireVersionID)
	if err != nil {
		return err
	}
	calendar, err := postgres.Calendar(ctx, c)
	if err != nil {
		return err
	}
	return draft.SetUp(in, hub.DraftDefaults{Questionnaire: questionnaire, Today: c.today(), Calendar: calendar})
}

package app

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"employerhub/internal/hub"
	"employerhub/internal/jobs"
	"employerhub/internal/postgres"
)

// mostRecipients is how many employers one campaign may ask: as many as a launch can write in the time that a request has.
const mostRecipients = 100_000

// messagesAtLaunch is how many first messages a launch makes itself. The sweep makes the others, so that a large launch fits into a
// request and its sending begins meanwhile.
const messagesAtLaunch = 500

// DiagnosticPreview says who would get a diagnostic and who would not. Permission: SEND_DIAGNOSTICS. Errors: BAD_INPUT.
func (a *App) DiagnosticPreview(ctx context.Context, in hub.SendDiagnosticInput) (hub.Audience, error) {
	if err := maySend(ctx); err != nil {
		return hub.Audience{}, err
	}
	today, err := a.Today(ctx)
	if err != nil {
		return hub.Audience{}, err
	}
	_, audience, err := resolve(ctx, a.pool, postgres.Viewer{Actor: hub.ActorFrom(ctx), Today: today}, &in)
	return audience, err
}

// SendDiagnostic asks employers to answer a questionnaire, in one step: it writes the campaign, an invitation for each employer, and the
// first messages, and starts the sending. In a large campaign the sweep makes most of the messages. Permission:
// SEND_DIAGNOSTICS. Errors: BAD_INPUT, also where nobody would get it.
func (a *App) SendDiagnostic(ctx context.Context, in hub.SendDiagnosticInput) (campaign hub.Campaign, audience hub.Audience, err error) {
	if err := maySend(ctx); err != nil {
		return campaign, audience, err
	}
	err = a.change(ctx, func(c change) error {
		if err := postgres.LockLaunches(ctx, c); err != nil {
			return err
		}
		campaign, audience, err = a.launch(ctx, c, hub.Campaign{ID: hub.NewCampaignID()}, in)
		return err
	})
	return campaign, audience, err
}

// maySend refuses whoever may not send, and those whose organisation may not use people's addresses.
func maySend(ctx context.Context) error {
	by := hub.ActorFrom(ctx)
	if err := hub.Authorise(by, hub.PermSendDiagnostics); err != nil {
		return err
	}
	if !by.SeesPersonalData() {
		return hub.Forbidden("your organisation has no data-sharing agreement today, so it cannot write to people")
	}
	return nil
}

// resolve checks what was asked for and finds out who gets it.
func resolve(ctx context.Context, q postgres.Querier, viewer postgres.Viewer, in *hub.SendDiagnosticInput) (hub.Questionnaire, hub.Audience, error) {
	today := viewer.Today
	questionnaire, err := publishedQuestionnaire(ctx, q, in.QuestionnaireVersionID)
	if err != nil {
		return questionnaire, hub.Audience{}, err
	}
	calendar, err := postgres.Calendar(ctx, q)
	if err != nil {
		return questionnaire, hub.Audience{}, err
	}
	if err := in.Check(questionnaire.Name, today, calendar); err != nil {
		return questionnaire, hub.Audience{}, err
	}
	budget, err := postgres.ContactBudget(ctx, q, today)
	if err != nil {
		return questionnaire, hub.Audience{}, err
	}
	if err := readQuiet(ctx, q, today, &in.Audience); err != nil {
		return questionnaire, hub.Audience{}, err
	}
	candidates, err := postgres.Candidates(ctx, q, viewer, postgres.CandidateQuery{
		Filter: in.Audience, QuestionnaireVersionID: in.QuestionnaireVersionID, Budget: budget, Most: mostRecipients + 1,
		ContactedSince: in.ContactedSince(today), By: viewer.OrganisationID,
	})
	if err != nil {
		return questionnaire, hub.Audience{}, err
	}
	if len(candidates) > mostRecipients {
		return questionnaire, hub.Audience{}, hub.BadInput(fmt.Sprintf("choose at most %d employers at a time", mostRecipients), "audience")
	}
	return questionnaire, in.Sort(candidates, budget), nil
}

// publishedQuestionnaire is the one of a version that may be sent. Errors: BAD_INPUT.
func publishedQuestionnaire(ctx context.Context, q postgres.Querier, version hub.QuestionnaireVersionID) (hub.Questionnaire, error) {
	questionnaire, err := postgres.PublishedQuestionnaire(ctx, q, version)
	if hub.CodeOf(err) == hub.ErrNotFound {
		err = hub.BadInput("choose a questionnaire that is published", "questionnaireVersionId")
	}
	return questionnaire, err
}

// launch checks in, and makes of draft, or anew where that has no version yet, a campaign under way with all that belongs to it.
func (a *App) launch(ctx context.Context, c change, draft hub.Campaign, in hub.SendDiagnosticInput) (campaign hub.Campaign, audience hub.Audience, err error) {
	questionnaire, audience, err := resolve(ctx, c, c.viewer(), &in)
	if err != nil {
		return campaign, audience, err
	}
	if len(audience.Recipients) == 0 {
		return campaign, audience, hub.BadInput("nobody would get it: look at why in the preview, and choose other employers", "audience")
	}
	standing, err := postgres.MessageTexts(ctx, c)
	if err != nil {
		return campaign, audience, err
	}
	texts, err := hub.NewTexts(standing, in.Texts)
	if err != nil {
		return campaign, audience, err
	}
	campaign = hub.Campaign{
		ID: draft.ID, Name: *in.Name, QuestionnaireVersionID: in.QuestionnaireVersionID, QuestionnaireName: questionnaire.Name, Kind: in.Kind,
		State: hub.CampaignRunning, ClosesOn: *in.ClosesOn, LaunchedAt: &c.now, Organisation: hub.Organisation{ID: c.by.OrganisationID},
		LaunchedBy: c.asUser(), SendWindow: in.SendWindow, ReminderPlan: hub.ReminderPlan{Steps: in.Reminders}, Functions: in.Functions,
		RatePerMinute: in.RatePerMinute, Texts: texts, Audience: in.Audience, ContactedWithinDays: in.ContactedWithinDays, LeftOut: audience.LeftOutBy(),
		Version: draft.Version + 1,
	}
	if in.KindReason != nil {
		campaign.KindReason = *in.KindReason
	}
	write := postgres.SetDraft
	if draft.Version == 0 {
		write = postgres.InsertCampaign
	}
	if err := write(ctx, c, campaign); err != nil {
		return campaign, audience, err
	}
	if err := a.invite(ctx, c, campaign, audience); err != nil {
		return campaign, audience, err
	}
	subject := postgres.AuditSubject{Kind: "campaign", ID: campaign.ID.UUID}
	if err := c.audit(ctx, "campaign.launch", subject, nil, launched{campaign, len(audience.Recipients)}); err != nil {
		return campaign, audience, err
	}
	campaign, err = c.stored(ctx, campaign.ID)
	return campaign, audience, err
}

// invite asks those whom the launch of a campaign found, keeps the others, and starts the sending.
func (a *App) invite(ctx context.Context, c change, campaign hub.Campaign, audience hub.Audience) error {
	calendar, err := postgres.Calendar(ctx, c)
	if err != nil {
		return err
	}
	to, due := audience.Recipients, campaign.SendWindow.Next(calendar, c.now)
	invitations := make([]hub.Invitation, len(to))
	first := make([]hub.Reminder, min(len(to), messagesAtLaunch))
	for n, r := range to {
		invitations[n] = hub.Invitation{
			ID: hub.NewInvitationID(), CampaignID: campaign.ID, EmployerID: r.EmployerID, PersonID: r.PersonID, State: hub.InvitationOpen,
		}
		if n < len(first) {
			first[n] = hub.NewReminder(invitations[n], 0, campaign, due)
		} else {
			invitations[n].NextReminderAt = &c.now
		}
	}
	if err := postgres.InsertInvitations(ctx, c, campaign, invitations); err != nil {
		return err
	}
	if err := postgres.InsertReminders(ctx, c, first); err != nil {
		return err
	}
	if err := postgres.InsertLeftOut(ctx, c, campaign.ID, audience.LeftOut); err != nil {
		return err
	}
	if len(to) > messagesAtLaunch {
		if _, err := a.jobs.InsertTx(ctx, c.Tx, jobs.Sweep{}, nil); err != nil {
			return err
		}
	}
	_, err = a.jobs.InsertTx(ctx, c.Tx, jobs.Send{}, nil)
	return err
}

// stored is a campaign as it reads after a change.
func (c change) stored(ctx context.Context, id hub.CampaignID) (hub.Campaign, error) {
	stored, err := postgres.CampaignsByID(ctx, c, c.by, []hub.CampaignID{id})
	if err != nil {
		return hub.Campaign{}, err
	}
	if len(stored) != 1 {
		return hub.Campaign{}, errors.New("a campaign is not there after it was written")
	}
	return stored[0], nil
}

// asUser is the user who makes the change, by ID alone; nil for a program.
func (c change) asUser() *hub.User {
	if c.by.UserID.IsZero() {
		return nil
	}
	return &hub.User{ID: c.by.UserID}
}

// launched is what the audit says about a launch.
type launched struct {
	hub.Campaign
	Invited int
}

// Campaigns lists those of the caller's organisation that filter finds, the latest first, without those that only took answers by
// telephone. Permission: READ_ANSWERS or SEND_DIAGNOSTICS. Errors: BAD_INPUT for a cursor that cannot be read.
func (a *App) Campaigns(ctx context.Context, filter hub.CampaignFilter, page hub.Page) (hub.List[hub.Campaign], error) {
	if err := maySeeCampaigns(ctx); err != nil {
		return hub.List[hub.Campaign]{}, err
	}
	return postgres.Campaigns(ctx, a.pool, hub.ActorFrom(ctx), filter, page)
}

// CountCampaigns counts those that Campaigns lists. Permission: READ_ANSWERS or SEND_DIAGNOSTICS.
func (a *App) CountCampaigns(ctx context.Context, filter hub.CampaignFilter) (int, error) {
	if err := maySeeCampaigns(ctx); err != nil {
		return 0, err
	}
	return postgres.CountCampaigns(ctx, a.pool, hub.ActorFrom(ctx), filter)
}

// CampaignsByID finds those of ids that the caller may see. Permission: READ_ANSWERS or SEND_DIAGNOSTICS.
func (a *App) CampaignsByID(ctx context.Context, ids []hub.CampaignID) ([]hub.Campaign, error) {
	if err := maySeeCampaigns(ctx); err != nil {
		return nil, err
	}
	return postgres.CampaignsByID(ctx, a.pool, hub.ActorFrom(ctx), ids)
}

// FiguresOfCampaigns counts the invitations of those of ids that the caller may see. Permission: READ_ANSWERS or
// SEND_DIAGNOSTICS.
func (a *App) FiguresOfCampaigns(ctx context.Context, ids []hub.CampaignID) ([]hub.CampaignFigures, error) {
	if err := maySeeCampaigns(ctx); err != nil {
		return nil, err
	}
	return postgres.FiguresOfCampaigns(ctx, a.pool, hub.ActorFrom(ctx), ids)
}

// TransitionCampaign pauses, resumes, closes or cancels a campaign. Pausing keeps waiting messages back from now on; closing and
// cancelling stop whoever has not answered, and messages that wait are not sent. On an error it returns the campaign as it
// stands. Permission: SEND_DIAGNOSTICS in the campaign's organisation. Errors: NOT_FOUND and those of hub.Campaign.Move.
func (a *App) TransitionCampaign(ctx context.Context, in hub.TransitionCampaignInput) (hub.Campaign, error) {
	return a.changeCampaign(ctx, "campaign.move", in.ID, func(c change, campaign *hub.Campaign) error { return campaign.Move(in, c.by) },
		func(c change, _, after hub.Campaign) error {
			switch after.State {
			case hub.CampaignClosed, hub.CampaignCancelled:
				return postgres.EndInvitations(ctx, c, after.ID, c.now, "the campaign is "+strings.ToLower(string(after.State)))
			case hub.CampaignRunning:
				_, err := a.jobs.InsertTx(ctx, c.Tx, jobs.Send{}, nil)
				return err
			default:
				return nil
			}
		})
}

// UpdateCampaign changes a campaign's name, closing day or rate; links, waiting messages and reminders follow the closing day. On
// an error it returns the campaign as it stands. Permission: SEND_DIAGNOSTICS in the campaign's organisation. Errors: NOT_FOUND and
// those of hub.Campaign.Update.
func (a *App) UpdateCampaign(ctx context.Context, in hub.UpdateCampaignInput) (hub.Campaign, error) {
	return a.changeCampaign(ctx, "campaign.update", in.ID, func(c change, campaign *hub.Campaign) error { return campaign.Update(in, c.today()) },
		func(c change, before, after hub.Campaign) error {
			if before.ClosesOn == after.ClosesOn {
				return nil
			}
			return postgres.MoveClosingDay(ctx, c, after.ID, after.ClosesOn, after.ClosesOn.AddDays(linkOutlives).End())
		})
}

func (a *App) changeCampaign(
	ctx context.Context, action string, id hub.CampaignID, edit func(c change, campaign *hub.Campaign) error, follow func(c change, before, after hub.Campaign) error,
) (hub.Campaign, error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermSendDiagnostics); err != nil {
		return hub.Campaign{}, err
	}
	return update(ctx, a,
		func(c change) (hub.Campaign, error) { return postgres.CampaignForUpdate(ctx, c, c.by, id) },
		edit,
		func(c change, before hub.Campaign, after *hub.Campaign) error {
			after.Version++
			if err := postgres.SetCampaign(ctx, c, *after); err != nil {
				return err
			}
			if err := follow(c, before, *after); err != nil {
				return err
			}
			subject := postgres.AuditSubject{Kind: "campaign", ID: id.UUID}
			if err := c.audit(ctx, action, subject, before, *after); err != nil {
				return err
			}
			return postgres.Notify(ctx, c, postgres.TopicCampaign, id.UUID)
		})
}

// CampaignProgress gives a campaign now and after each change, once a second at most, until it is over. Permission: READ_ANSWERS
// or SEND_DIAGNOSTICS. Errors: NOT_FOUND.
func (a *App) CampaignProgress(ctx context.Context, id hub.CampaignID) (<-chan *hub.Campaign, error) {
	return follow(ctx, a, changed{postgres.TopicCampaign, id.UUID}, func() (*hub.Campaign, bool, error) {
		found, err := a.CampaignsByID(ctx, []hub.CampaignID{id})
		if err == nil && len(found) == 0 {
			err = hub.NotFound("campaign")
		}
		if err != nil {
			return nil, false, err
		}
		return &found[0], found[0].State == hub.CampaignClosed || found[0].State == hub.CampaignCancelled, nil
	})
}

// SubmittedByDay counts the answers to a campaign by day. Permission: READ_ANSWERS or SEND_DIAGNOSTICS; of a campaign that the
// caller may not see there are none.
func (a *App) SubmittedByDay(ctx context.Context, id hub.CampaignID) ([]hub.DayCount, error) {
	if err := maySeeCampaigns(ctx); err != nil {
		return nil, err
	}
	return postgres.SubmittedByDay(ctx, a.pool, hub.ActorFrom(ctx), id)
}

func maySeeCampaigns(ctx context.Context) error {
	by := hub.ActorFrom(ctx)
	if seesCampaigns(by) {
		return nil
	}
	return hub.Authorise(by, hub.PermSendDiagnostics)
}

func seesCampaigns(by hub.Actor) bool {
	return by.May(hub.PermSendDiagnostics) || by.May(hub.PermReadAnswers)
}

package app

import (
	"context"
	"fmt"
	"slices"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// Link finds a personal link and says whether it works today. Permission: whoever holds the token. Errors: NOT_FOUND.
func (a *App) Link(ctx context.Context, token hub.LinkToken) (hub.Link, hub.LinkState, error) {
	now, err := a.clock(ctx)
	if err != nil {
		return hub.Link{}, "", err
	}
	l, err := postgres.Link(ctx, a.pool, token)
	return l, l.State(now), err
}

// Asked is what the person behind a link was asked, with the answers so far. Permission: that person. Errors: NOT_FOUND.
func (a *App) Asked(ctx context.Context, id hub.InvitationID) (hub.Asked, error) {
	today, err := a.Today(ctx)
	if err != nil {
		return hub.Asked{}, err
	}
	return postgres.Asked(ctx, a.pool, hub.ActorFrom(ctx), id, today)
}

// StartResponse begins a response, or goes on with one that was begun; after "not now" it takes that back. Permission: the
// person who was asked. Errors: NOT_FOUND; CONFLICT where answers are not taken any more.
func (a *App) StartResponse(ctx context.Context, id hub.InvitationID) error {
	return a.answer(ctx, id, func(c change, asked hub.Asked) error {
		if !asked.MayStart(c.today()) {
			return hub.Conflict("Answers are not taken any more")
		}
		if asked.State == hub.InvitationDeclined {
			if err := c.settle(ctx, asked, hub.InvitationOpen); err != nil {
				return err
			}
		}
		if asked.Response != nil {
			return nil
		}
		r := hub.Response{
			ID: hub.NewResponseID(), InvitationID: id, EmployerID: asked.EmployerID,
			QuestionnaireVersionID: asked.QuestionnaireVersionID, QuestionnaireName: asked.Definition.Title,
			State: hub.ResponseInProgress, Given: hub.Answers{}, Facts: asked.Known, StartedAt: c.now, Version: 1,
		}
		c.enters(&r)
		if err := postgres.InsertResponse(ctx, c, r); err != nil {
			return err
		}
		return c.audit(ctx, "response.start", ofResponse(r), nil, r)
	})
}

// SaveAnswer saves one page. It returns what was asked as it stands then, also on an error. Permission: the person who was
// asked. Errors: NOT_FOUND and those of hub.Asked.Save.
func (a *App) SaveAnswer(ctx context.Context, in hub.SaveAnswerInput) (now hub.Asked, err error) {
	err = a.answer(ctx, in.InvitationID, func(c change, asked hub.Asked) error {
		now = asked
		changed, err := now.Save(in, c.today())
		if err != nil || !changed {
			return err
		}
		c.enters(now.Response)
		if err := postgres.SetResponse(ctx, c, *now.Response); err != nil {
			return err
		}
		return c.audit(ctx, "response.save", ofResponse(*now.Response), *asked.Response, *now.Response)
	})
	return now, err
}

// SubmitResponse makes the answers final, records the skills needs and tasks that follow, and stops the reminders. A response
// that was submitted before stays as it is. It returns what was asked as it stands then, also on an error. Permission: the
// person who was asked. Errors: NOT_FOUND and those of hub.Asked.Submit.
func (a *App) SubmitResponse(ctx context.Context, in hub.SubmitResponseInput) (now hub.Asked, err error) {
	err = a.answer(ctx, in.InvitationID, func(c change, asked hub.Asked) error {
		now = asked
		if asked.State == hub.InvitationSubmitted {
			return nil
		}
		outcome, err := now.Submit(in, c.today())
		if err != nil {
			return err
		}
		r := now.Response
		c.enters(r)
		r.SubmittedAt, r.Scores, r.Help, r.SharedWith, r.ProvidersMayAsk = &c.now, outcome.Scores, outcome.Help, outcome.SharedWith, outcome.Providers
		if err := postgres.SetResponse(ctx, c, *now.Response); err != nil {
			return err
		}
		if err := c.audit(ctx, "response.submit", ofResponse(*now.Response), *asked.Response, *now.Response); err != nil {
			return err
		}
		if err := c.settle(ctx, asked, hub.InvitationSubmitted); err != nil {
			return err
		}
		if err := c.endOthers(ctx, asked); err != nil {
			return err
		}
		return c.follow(ctx, now, outcome)
	})
	return now, err
}

// enters keeps who entered answers by telephone.
func (c change) enters(r *hub.Response) {
	if c.by.EntersByPhone() {
		r.EnteredBy = &hub.User{ID: c.by.UserID, Name: c.by.Name}
	}
}

// follow records what submitted answers lead to.
func (c change) follow(ctx context.Context, asked hub.Asked, outcome hub.Outcome) error {
	for _, o := range outcome.Needs {
		n := hub.SkillsNeed{
			ID: hub.NewSkillsNeedID(), EmployerID: asked.EmployerID, ResponseID: &asked.Response.ID, QuestionID: &o.Question,
			Kind: o.Kind, Status: o.Status, Skills: o.Skills, Causes: o.Causes, Headcount: &o.Headcount, Horizon: o.Horizon, CreatedAt: c.now,
			Version: 1,
		}
		if o.Occupation != "" {
			n.Occupation = &o.Occupation
		}
		if err := postgres.InsertSkillsNeed(ctx, c, n); err != nil {
			return err
		}
		if err := c.audit(ctx, "skillsneed.create", ofNeed(n), nil, n); err != nil {
			return err
		}
	}
	for _, o := range outcome.Hosting {
		said := hub.HostingInterest{EmployerID: asked.EmployerID, Programme: o.Programme, Year: c.today().Year(), Level: o.Level, SaidOn: c.today()}
		if err := postgres.InsertHostingInterest(ctx, c, said, &asked.Response.ID); err != nil {
			return err
		}
	}
	if j := outcome.Journey; j != nil {
		said := hub.DisabilityConfidentWord{EmployerID: asked.EmployerID, Stage: j.Stage, Until: j.Until, SaidOn: c.today()}
		if err := postgres.InsertDisabilityConfidentWord(ctx, c, said, asked.Response.ID); err != nil {
			return err
		}
	}
	for i, o := range outcome.Tasks {
		if err := c.ask(ctx, asked, o, fmt.Sprintf("%s:task:%d", asked.Response.ID, i)); err != nil {
			return err
		}
	}
	return nil
}

// ask gives a task to the partner that the outcome names, else to whoever looks after the employer; the same source gives it
// once.
func (c change) ask(ctx context.Context, asked hub.Asked, o hub.TaskOutcome, source string) error {
	calendar, err := postgres.Calendar(ctx, c)
	if err != nil {
		return err
	}
	t := hub.Task{
		ID: hub.NewTaskID(), Title: &o.Title, EmployerID: &asked.EmployerID, DueOn: calendar.AddWorkingDays(c.today(), o.DueWorkingDay), State: hub.TaskOpen, Work: hub.TaskOfEngagement,
		OrganisationID: asked.TaskOrganisationID, Version: 1,
	}
	assignee := asked.TaskAssigneeID
	if o.To != "" {
		partner, err := postgres.OrganisationOfKind(ctx, c, o.To)
		switch {
		case err == nil && partner.ID != t.OrganisationID:
			t.OrganisationID, assignee = partner.ID, nil
		case err != nil && hub.CodeOf(err) != hub.ErrNotFound:
			return err
		}
	}
	return c.makeTask(ctx, t, assignee, source)
}

// makeTask adds a task of the hub itself, once for its source.
func (c change) makeTask(ctx context.Context, t hub.Task, assignee *hub.UserID, source string) error {
	added, err := postgres.InsertTask(ctx, c, t, assignee, &source)
	if err != nil || !added {
		return err
	}
	return c.audit(ctx, "task.create", ofTask(t), nil, t)
}

// DeclineInvitation is "not now, thank you": no reminder follows, and the answers so far stay. Permission: the person who
// was asked. Errors: NOT_FOUND; CONFLICT where the answers were sent or the time for them is over.
func (a *App) DeclineInvitation(ctx context.Context, id hub.InvitationID) error {
	return a.answer(ctx, id, func(c change, asked hub.Asked) error {
		switch {
		case asked.State == hub.InvitationDeclined:
			return nil
		case !asked.MayStart(c.today()):
			return hub.Conflict("There is nothing to decline any more")
		default:
			return c.settle(ctx, asked, hub.InvitationDeclined)
		}
	})
}

// ObjectToDiagnostics is "not for me": the person is not asked such questions again, and every open invitation stops.
// Permission: the person who was asked. Errors: NOT_FOUND.
func (a *App) ObjectToDiagnostics(ctx context.Context, id hub.InvitationID) error {
	return a.answer(ctx, id, func(c change, asked hub.Asked) error {
		o := hub.Objection{Topic: hub.TopicDiagnostics, ReceivedAt: c.now, How: c.by.Way(byLink), ByPerson: !c.by.EntersByPhone()}
		added, err := postgres.InsertObjection(ctx, c, asked.PersonID, o)
		if err != nil {
			return err
		}
		if added {
			subject := postgres.AuditSubject{Kind: "person", ID: asked.PersonID.UUID, Employer: asked.EmployerID}
			if err := c.audit(ctx, "person.object", subject, nil, o); err != nil {
				return err
			}
		}
		return c.stop(ctx, asked, nil, hub.InvitationObjected)
	})
}

// PersonLeft says that the person who was asked does not work at the employer any more: the role ends, every open invitation
// there stops, and whoever looks after the employer is asked to find out who follows. Permission: whoever holds the link.
// Errors: NOT_FOUND.
func (a *App) PersonLeft(ctx context.Context, id hub.InvitationID) error {
	return a.answer(ctx, id, func(c change, asked hub.Asked) error {
		if err := c.endRoles(ctx, asked); err != nil {
			return err
		}
		if err := c.stop(ctx, asked, &asked.EmployerID, hub.InvitationLeft); err != nil {
			return err
		}
		return c.ask(ctx, asked, whoFollows(asked), id.String()+":left")
	})
}

// answer runs do in one transaction that nobody else who answers the invitation can enter.
func (a *App) answer(ctx context.Context, id hub.InvitationID, do func(c change, asked hub.Asked) error) error {
	return a.change(ctx, func(c change) error {
		asked, err := postgres.AskedForUpdate(ctx, c, c.by, id, c.today())
		if err != nil {
			return err
		}
		if err := do(c, asked); err != nil {
			return err
		}
		return postgres.Notify(ctx, c, postgres.TopicCampaign, asked.CampaignID.UUID)
	})
}

// settle moves the invitation that was answered.
func (c change) settle(ctx context.Context, asked hub.Asked, to hub.InvitationState) error {
	if err := postgres.SetInvitationState(ctx, c, asked.InvitationID, postgres.InvitationMove{To: to, At: c.now}); err != nil {
		return err
	}
	return c.auditInvitation(ctx, asked.InvitationID, asked.EmployerID, asked.State, to)
}

// endOthers moves the open invitations of others at the employer to what was answered now, such as by telephone.
func (c change) endOthers(ctx context.Context, asked hub.Asked) error {
	ended, err := postgres.EndOtherInvitations(ctx, c, asked.InvitationID, postgres.InvitationMove{To: hub.InvitationAnswered, At: c.now})
	if err != nil {
		return err
	}
	for _, i := range ended {
		if err := c.auditInvitation(ctx, i.ID, i.EmployerID, hub.InvitationOpen, hub.InvitationAnswered); err != nil {
			return err
		}
		if err := postgres.Notify(ctx, c, postgres.TopicCampaign, i.CampaignID.UUID); err != nil {
			return err
		}
	}
	return nil
}

// stop moves the invitation that was answered, unless it was submitted or closed, and the person's other open ones, at one
// employer or at all where that is nil.
func (c change) stop(ctx context.Context, asked hub.Asked, at *hub.EmployerID, to hub.InvitationState) error {
	if slices.Contains([]hub.InvitationState{hub.InvitationDeclined, hub.InvitationBounced, hub.InvitationNoConsent}, asked.State) {
		if err := c.settle(ctx, asked, to); err != nil {
			return err
		}
	}
	return c.stopInvitations(ctx, asked.PersonID, at, to)
}

// stopInvitations moves a person's open invitations, at one employer or at all where that is nil.
func (c change) stopInvitations(ctx context.Context, person hub.PersonID, at *hub.EmployerID, to hub.InvitationState) error {
	stopped, err := postgres.StopInvitations(ctx, c, person, at, postgres.InvitationMove{To: to, At: c.now})
	if err != nil {
		return err
	}
	for _, i := range stopped {
		if err := c.auditInvitation(ctx, i.ID, i.EmployerID, hub.InvitationOpen, to); err != nil {
			return err
		}
	}
	return nil
}

func (c change) auditInvitation(ctx context.Context, id hub.InvitationID, of hub.EmployerID, from, to hub.InvitationState) error {
	type state struct{ State hub.InvitationState }
	return c.audit(ctx, "invitation.move", postgres.AuditSubject{Kind: "invitation", ID: id.UUID, Employer: of}, state{from}, state{to})
}

func ofResponse(r hub.Response) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "response", ID: r.ID.UUID, Employer: r.EmployerID}
}

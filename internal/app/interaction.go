package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// InteractionsByID finds those of ids that the caller sees. Permission: READ_EMPLOYERS; visibility decides.
func (a *App) InteractionsByID(ctx context.Context, ids []hub.InteractionID) ([]hub.Interaction, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.InteractionsByID(ctx, a.pool, v, ids)
}

// EmployersIn finds with which employers these interactions were. Permission: READ_EMPLOYERS; visibility decides.
func (a *App) EmployersIn(ctx context.Context, interactions []hub.InteractionID) ([]hub.OfInteraction[hub.EmployerID], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.EmployersIn(ctx, a.pool, v, interactions)
}

// PeopleIn finds who took part in these interactions. Permission: READ_EMPLOYERS; visibility decides.
func (a *App) PeopleIn(ctx context.Context, interactions []hub.InteractionID) ([]hub.OfInteraction[hub.PersonID], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.PeopleIn(ctx, a.pool, v, interactions)
}

// CorrectionsOf finds what was changed in these interactions since they were entered. Permission: READ_EMPLOYERS; visibility decides.
func (a *App) CorrectionsOf(ctx context.Context, interactions []hub.InteractionID) ([]hub.OfInteraction[hub.Change], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.CorrectionsOf(ctx, a.pool, v, interactions)
}

// RecordInteraction records a contact with employers and the task that follows from it. A complete one counts as their latest
// contact, and makes prospects and dormant ones engaged. Permission: WRITE_ENGAGEMENT. Errors: NOT_FOUND for an employer, for
// a person who has no role at any of them or whom the caller does not see, and for an assignee who is not a colleague;
// BAD_INPUT.
func (a *App) RecordInteraction(ctx context.Context, in hub.RecordInteractionInput) (recorded hub.Interaction, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWriteEngagement); err != nil {
		return hub.Interaction{}, err
	}
	if _, _, err := in.With(); err != nil {
		return hub.Interaction{}, err
	}
	err = a.change(ctx, func(c change) error {
		m, err := c.newMeeting(in)
		if err != nil {
			return err
		}
		recorded, err = c.record(ctx, m, in.FollowUp)
		return err
	})
	return recorded, err
}

// newMeeting is what in describes. Errors: BAD_INPUT.
func (c change) newMeeting(in hub.RecordInteractionInput) (m meeting, err error) {
	if m.employers, m.people, err = in.With(); err != nil {
		return m, err
	}
	m.Interaction, err = hub.NewInteraction(in, c.by, c.today())
	return m, err
}

// record adds a meeting and the task that follows from it, and returns it as the caller sees it. Errors: as for RecordInteraction.
func (c change) record(ctx context.Context, m meeting, followUp *hub.FollowUpInput) (recorded hub.Interaction, err error) {
	if m.employers, err = postgres.Survivors(ctx, c, m.employers); err != nil {
		return recorded, err
	}
	contacts, err := c.contacts(ctx, m.employers)
	if err != nil {
		return recorded, err
	}
	if err := c.mayMeet(ctx, m.employers, m.people); err != nil {
		return recorded, err
	}
	if err := postgres.InsertInteraction(ctx, c, m.Interaction, m.employers, m.people); err != nil {
		return recorded, err
	}
	if err := c.tell(ctx, "interaction.create", m, nil, m.told()); err != nil {
		return recorded, err
	}
	if err := c.countContact(ctx, contacts, hub.InteractionDraft, m.State); err != nil {
		return recorded, err
	}
	if err := c.followUp(ctx, m, followUp); err != nil {
		return recorded, err
	}
	seen, err := postgres.InteractionsByID(ctx, c, c.viewer(), []hub.InteractionID{m.ID})
	if err == nil {
		recorded = seen[0]
	}
	return recorded, err
}

// UpdateInteraction changes a draft or corrects a complete interaction; what it said before stays in the history. On an error
// it returns the interaction as it stands. Permission: WRITE_ENGAGEMENT in the author's organisation. Errors: NOT_FOUND, also
// for a person as in RecordInteraction, and those of hub.Interaction.Update.
func (a *App) UpdateInteraction(ctx context.Context, in hub.UpdateInteractionInput) (hub.Interaction, error) {
	now, err := update(ctx, a,
		func(c change) (meeting, error) { return c.meeting(ctx, in.ID) },
		func(c change, m *meeting) error {
			if err := m.Update(in, c.today()); err != nil {
				return err
			}
			people, added, err := in.People(m.people)
			if err != nil {
				return err
			}
			m.people = people
			return c.mayMeet(ctx, m.employers, added)
		},
		func(c change, before meeting, m *meeting) error {
			contacts, err := c.contacts(ctx, m.employers)
			if err != nil {
				return err
			}
			m.Version++
			if err := postgres.SetInteraction(ctx, c, m.Interaction, m.people); err != nil {
				return err
			}
			if err := c.tell(ctx, "interaction.update", *m, before.told(), m.told()); err != nil {
				return err
			}
			return c.countContact(ctx, contacts, before.State, m.State)
		})
	return now.Interaction, err
}

// meeting is an interaction with everybody who was there.
type meeting struct {
	hub.Interaction
	employers []hub.EmployerID
	people    []hub.PersonID
}

// meeting reads one of the caller's organisation that nobody else can change until the transaction ends. Errors: NOT_FOUND.
func (c change) meeting(ctx context.Context, id hub.InteractionID) (m meeting, err error) {
	if m.Interaction, err = postgres.InteractionForUpdate(ctx, c, c.viewer(), id); err != nil {
		return m, err
	}
	employers, err := postgres.EmployersIn(ctx, c, c.viewer(), []hub.InteractionID{id})
	if err != nil {
		return m, err
	}
	people, err := postgres.PeopleIn(ctx, c, c.viewer(), []hub.InteractionID{id})
	m.people = make([]hub.PersonID, 0, len(people))
	for _, e := range employers {
		m.employers = append(m.employers, e.Of)
	}
	for _, p := range people {
		m.people = append(m.people, p.Of)
	}
	return m, err
}

// contacts locks employers. Errors: NOT_FOUND.
func (c change) contacts(ctx context.Context, employers []hub.EmployerID) ([]postgres.EmployerContact, error) {
	contacts, err := postgres.EmployerContactsForUpdate(ctx, c, c.viewer(), employers)
	if err == nil && len(contacts) < len(employers) {
		err = hub.NotFound("employer")
	}
	return contacts, err
}

// mayMeet refuses people who have no role at any of employers, and those whom the caller does not see: naming people in an
// interaction shows them to the organisation. Errors: NOT_FOUND.
func (c change) mayMeet(ctx context.Context, employers []hub.EmployerID, people []hub.PersonID) error {
	if len(people) == 0 {
		return nil
	}
	known, err := postgres.PeopleToMeet(ctx, c, c.viewer(), employers, people)
	if err == nil && len(known) < len(people) {
		err = hub.NotFound("person")
	}
	return err
}

// tell writes into every employer's history what became of a meeting.
func (c change) tell(ctx context.Context, action string, m meeting, before, after any) error {
	for _, e := range m.employers {
		if err := c.audit(ctx, action, postgres.AuditSubject{Kind: "interaction", ID: m.ID.UUID, Employer: e}, before, after); err != nil {
			return err
		}
	}
	return nil
}

// told is what the history tells of a meeting: everything but who wrote it down, which the history says of every change.
func (m meeting) told() any {
	return struct {
		Channel        hub.Channel
		HappenedOn     hub.Date
		Themes         []hub.Theme
		Summary        *string
		Visibility     hub.Visibility
		State          hub.InteractionState
		AskedFor       bool
		StrategyAction *string
		Employers      []hub.EmployerID
		People         []hub.PersonID
	}{m.Channel, m.HappenedOn, m.Themes, m.Summary, m.Visibility, m.State, m.AskedFor, m.StrategyAction, m.employers, m.people}
}

// countContact keeps right when employers were last contacted, after an interaction with them went from one state to another.
func (c change) countContact(ctx context.Context, contacts []postgres.EmployerContact, from, to hub.InteractionState) error {
	if to == hub.InteractionDraft {
		return nil
	}
	for _, before := range contacts {
		after := before
		if from == hub.InteractionDraft {
			after.Status = before.Status.AfterContact()
		}
		var err error
		if after.LastContactOn, err = postgres.SetEmployerContact(ctx, c, before.ID, after.Status); err != nil {
			return err
		}
		if after.Status == before.Status {
			continue // the interaction itself tells of the date
		}
		if err := c.audit(ctx, "employer.update", ofEmployer(before.ID), before, after); err != nil {
			return err
		}
	}
	return nil
}

// followUp adds the task that follows from a meeting, about its first employer.
func (c change) followUp(ctx context.Context, m meeting, in *hub.FollowUpInput) error {
	if in == nil {
		return nil
	}
	t, err := hub.NewTask(hub.CreateTaskInput{Title: in.Title, DueOn: in.DueOn, EmployerID: &m.employers[0]}, c.by, c.today())
	if err != nil {
		return hub.Within("followUp", err)
	}
	t.InteractionID = &m.ID
	return c.addTask(ctx, &t, in.AssigneeID)
}

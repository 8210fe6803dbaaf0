package app

import (
	"context"
	"slices"
	"strings"

	"employerhub/internal/hub"
	"employerhub/internal/match"
	"employerhub/internal/postgres"
)

// EmailSender finds who sends a copy of an e-mail to a logging address: a user of the organisation that the address belongs to. A
// sender's address proves nothing by itself; that a message comes from who it says is for the mail server before the hub to check.
// Permission: the hub itself. Errors: NOT_FOUND for an address that is none of the hub's, FORBIDDEN for a sender who is no such user
// or may not record what people said.
func (a *App) EmailSender(ctx context.Context, to string, from hub.EmailAddress) (hub.Actor, error) {
	key, ok := hub.ParseLoggingAddress(a.loggingAt, to)
	if !ok || a.loggingAt == "" {
		return hub.Actor{}, hub.NotFound("logging address")
	}
	owner, err := postgres.OwnerOfLoggingKey(ctx, a.pool, key)
	if err != nil {
		return hub.Actor{}, err
	}
	today, err := a.Today(ctx)
	if err != nil {
		return hub.Actor{}, err
	}
	by, err := postgres.UserActorByEmail(ctx, a.pool, owner, from, today)
	switch {
	case hub.CodeOf(err) == hub.ErrNotFound:
		return by, hub.Forbidden("only staff of the organisation that this address belongs to may send to it, from the address that they have in the hub")
	case err != nil:
		return by, err
	case !by.May(hub.PermWriteEngagement):
		return by, hub.Forbidden("your role in the hub does not allow logging; ask an administrator of the hub")
	case !by.SharesPersonalData:
		return by, hub.Forbidden("your organisation has no data-sharing agreement today; ask an administrator of the hub")
	}
	return by, nil
}

// ReceiveEmail takes a copy that the caller sent to a logging address: where it is sure with which employers it was, it becomes an
// interaction, and else it waits to be filed. One that the organisation sent before changes nothing. Permission: WRITE_ENGAGEMENT, as
// a user who sees personal data.
func (a *App) ReceiveEmail(ctx context.Context, in hub.IncomingEmail) error {
	by := hub.ActorFrom(ctx)
	if err := hub.Authorise(by, hub.PermWriteEngagement); err != nil {
		return err
	}
	return a.change(ctx, func(c change) error {
		others, err := a.others(ctx, c, in)
		if err != nil {
			return err
		}
		m := in.Received(hub.User{ID: by.UserID}, others, c.now)
		candidates, err := emailCandidates(ctx, c, c.viewer(), []hub.ReceivedEmail{m})
		if err != nil {
			return err
		}
		employers, people, unsure := hub.JudgeEmail(candidates)
		if m.Unsure = unsure; unsure == "" {
			m.Unsure = hub.EmailNobodyKnown // for as long as the transaction lasts
		}
		fresh, err := postgres.InsertReceivedEmail(ctx, c, m, by.OrganisationID, in.Key())
		if err != nil || !fresh {
			return err
		}
		if unsure != "" {
			return c.audit(ctx, "email.receive", ofReceivedEmail(m.ID), nil, nil)
		}
		_, err = c.fileEmail(ctx, m, employers, people)
		return err
	})
}

// others is whom an e-mail was with: nobody of the hub's own users, and none of its addresses.
func (a *App) others(ctx context.Context, c change, in hub.IncomingEmail) ([]hub.EmailParty, error) {
	var addresses []hub.EmailAddress
	for _, p := range slices.Concat(in.To, in.Forwarded) {
		addresses = append(addresses, hub.EmailAddress(strings.ToLower(string(p.Address))))
	}
	staff, err := postgres.StaffAmong(ctx, c, addresses)
	return in.Others(func(e hub.EmailAddress) bool {
		_, own := hub.ParseLoggingAddress(a.loggingAt, string(e))
		return own || slices.Contains(staff, e)
	}), err
}

// emailCandidates finds to which employers the addresses in emails lead.
func emailCandidates(ctx context.Context, q postgres.Querier, v postgres.Viewer, emails []hub.ReceivedEmail) ([]hub.EmailCandidate, error) {
	staff, err := postgres.StaffDomains(ctx, q)
	if err != nil {
		return nil, err
	}
	var addresses []hub.EmailAddress
	var domains []string
	for _, m := range emails {
		for _, p := range m.Parties {
			addresses = append(addresses, p.Address)
			if d := p.Address.Domain(); !match.LeadsNowhere(d) && !slices.Contains(staff, d) {
				domains = append(domains, d)
			}
		}
	}
	slices.Sort(addresses)
	slices.Sort(domains)
	return postgres.EmailCandidates(ctx, q, v, slices.Compact(addresses), slices.Compact(domains))
}

// fileEmail makes m, which waits to be filed, an interaction of whoever sent it.
func (c change) fileEmail(ctx context.Context, m hub.ReceivedEmail, employers []hub.EmployerID, people []hub.PersonID) (hub.Interaction, error) {
	with, err := c.newMeeting(m.Interaction(employers, people))
	if err != nil {
		return hub.Interaction{}, err
	}
	with.RecordedBy = &m.SentBy
	recorded, err := c.record(ctx, with, nil)
	if err != nil {
		return hub.Interaction{}, err
	}
	if err := postgres.FileReceivedEmail(ctx, c, m.ID, recorded.ID); err != nil {
		return hub.Interaction{}, err
	}
	return recorded, c.audit(ctx, "email.file", ofReceivedEmail(m.ID), nil, struct{ Interaction hub.InteractionID }{recorded.ID})
}

// ReceivedEmails lists e-mails that wait to be filed, the latest first: those that the caller sent, or all of the caller's
// organisation. Permission: WRITE_ENGAGEMENT; visibility decides. Errors: BAD_INPUT for the cursor.
func (a *App) ReceivedEmails(ctx context.Context, mine bool, page hub.Page) (hub.List[hub.ReceivedEmail], error) {
	v, err := a.viewer(ctx, hub.PermWriteEngagement)
	if err != nil {
		return hub.List[hub.ReceivedEmail]{}, err
	}
	return postgres.ReceivedEmails(ctx, a.pool, v, mine, page)
}

// CountReceivedEmails counts what ReceivedEmails lists. Permission: WRITE_ENGAGEMENT; visibility decides.
func (a *App) CountReceivedEmails(ctx context.Context, mine bool) (int, error) {
	v, err := a.viewer(ctx, hub.PermWriteEngagement)
	if err != nil {
		return 0, err
	}
	return postgres.CountReceivedEmails(ctx, a.pool, v, mine)
}

// ReceivedEmailsByID finds those of ids that wait to be filed and that the caller may see. Permission: READ_EMPLOYERS; visibility
// decides.
func (a *App) ReceivedEmailsByID(ctx context.Context, ids []hub.ReceivedEmailID) ([]hub.ReceivedEmail, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.ReceivedEmailsByID(ctx, a.pool, v, ids)
}

// CandidatesOfEmails finds to which employers the addresses in e-mails lead that wait to be filed, as things stand now. Permission:
// WRITE_ENGAGEMENT; visibility decides.
func (a *App) CandidatesOfEmails(ctx context.Context, ids []hub.ReceivedEmailID) ([]hub.CandidateOfEmail, error) {
	v, err := a.viewer(ctx, hub.PermWriteEngagement)
	if err != nil {
		return nil, err
	}
	emails, err := postgres.ReceivedEmailsByID(ctx, a.pool, v, ids)
	if err != nil {
		return nil, err
	}
	found, err := emailCandidates(ctx, a.pool, v, emails)
	if err != nil {
		return nil, err
	}
	var all []hub.CandidateOfEmail
	for _, m := range emails {
		for _, c := range found {
			if slices.ContainsFunc(m.Parties, func(p hub.EmailParty) bool { return p.Address == c.Address }) {
				all = append(all, hub.CandidateOfEmail{EmailID: m.ID, EmailCandidate: c})
			}
		}
	}
	return all, nil
}

// FileEmail makes an e-mail that waits an interaction of whoever sent it, with the employers that the caller chooses and those of
// its addresses who are known there, and adds people if asked to. Permission: WRITE_ENGAGEMENT in the sender's organisation. Errors:
// NOT_FOUND for the e-mail, also once it is filed, and for an employer; BAD_INPUT; CONFLICT for a stale version and where somebody at
// the employer has the address of a person to add.
func (a *App) FileEmail(ctx context.Context, in hub.FileEmailInput) (filed hub.Interaction, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWriteEngagement); err != nil {
		return filed, err
	}
	if _, _, err := (hub.RecordInteractionInput{EmployerIds: in.EmployerIds}).With(); err != nil {
		return filed, err
	}
	err = a.change(ctx, func(c change) error {
		m, err := c.openedEmail(ctx, in.ID, in.Version)
		if err != nil {
			return err
		}
		people, err := in.People(m)
		if err != nil {
			return err
		}
		for _, p := range people {
			if _, err := c.addPerson(ctx, p); err != nil {
				return hub.Within("addPeople", err)
			}
		}
		candidates, err := emailCandidates(ctx, c, c.viewer(), []hub.ReceivedEmail{m})
		if err != nil {
			return err
		}
		employers, err := postgres.Survivors(ctx, c, in.EmployerIds)
		if err != nil {
			return err
		}
		filed, err = c.fileEmail(ctx, m, employers, hub.PeopleOfEmail(candidates, employers))
		return err
	})
	return filed, err
}

// DiscardEmail throws an e-mail away that waits to be filed. Permission: WRITE_ENGAGEMENT in the sender's organisation. Errors:
// NOT_FOUND, CONFLICT for a stale version.
func (a *App) DiscardEmail(ctx context.Context, in hub.DiscardEmailInput) error {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWriteEngagement); err != nil {
		return err
	}
	return a.change(ctx, func(c change) error {
		m, err := c.openedEmail(ctx, in.ID, in.Version)
		if err != nil {
			return err
		}
		if err := postgres.DiscardReceivedEmail(ctx, c, m.ID); err != nil {
			return err
		}
		return c.audit(ctx, "email.discard", ofReceivedEmail(m.ID), nil, nil)
	})
}

// openedEmail reads one that nobody else can file until the transaction ends. Errors: NOT_FOUND, CONFLICT.
func (c change) openedEmail(ctx context.Context, id hub.ReceivedEmailID, version int) (hub.ReceivedEmail, error) {
	m, err := postgres.ReceivedEmailForUpdate(ctx, c, c.viewer(), id)
	if err != nil {
		return m, err
	}
	return m, m.Opened(version)
}

func ofReceivedEmail(id hub.ReceivedEmailID) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "receivedemail", ID: id.UUID}
}

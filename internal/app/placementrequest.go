package app

import (
	"context"
	"errors"
	"fmt"

	"employerhub/internal/hub"
	"employerhub/internal/jobs"
	"employerhub/internal/mail"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
)

// askAboutPlacements makes the requests that the rules want, withdraws what cannot be asked or need not, and makes one message for each person who should
// hear of a request today.
func (a *App) askAboutPlacements(ctx context.Context, done *Swept) error {
	return errors.Join(
		a.inBatches(ctx, func(ctx context.Context, c change) (int, error) { return c.askHostingAgain(ctx) }),
		a.inBatches(ctx, func(ctx context.Context, c change) (int, error) { return c.askForChecks(ctx) }),
		a.inBatches(ctx, func(ctx context.Context, c change) (int, error) { return c.followUpPlacements(ctx) }),
		a.inBatches(ctx, func(ctx context.Context, c change) (int, error) { return c.withdrawRequests(ctx) }),
		a.inBatches(ctx, func(ctx context.Context, c change) (int, error) { return a.tellOfRequests(ctx, c, done) }),
	)
}

// request asks something of a person from today on, unless the employer was asked it before.
func (c change) request(ctx context.Context, r hub.PlacementRequest, rules hub.PlacementRequestRules) (asked hub.PlacementRequest, added bool, err error) {
	r.ID = hub.NewPlacementRequestID()
	r.Ask(c.today(), rules)
	if added, err = postgres.InsertPlacementRequest(ctx, c, r); err != nil || !added {
		return r, false, err
	}
	return r, true, c.audit(ctx, "placementrequest.ask", ofRequest(r), nil, r)
}

func ofRequest(r hub.PlacementRequest) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "placementrequest", ID: r.ID.UUID, Employer: r.EmployerID}
}

// withdrawRequests ends requests that cannot be asked, or need not.
func (c change) withdrawRequests(ctx context.Context) (int, error) {
	stale, err := postgres.StaleRequests(ctx, c, c.today(), sweepBatch)
	if err != nil {
		return 0, err
	}
	for _, s := range stale {
		reason, ok := s.Reason()
		if !ok {
			return 0, fmt.Errorf("%s is not asked, and nothing keeps it back", s.ID)
		}
		if err := c.withdrawRequest(ctx, s.PlacementRequest, reason, !s.Unneeded); err != nil {
			return 0, err
		}
	}
	return len(stale), nil
}

// withdrawRequest ends a request that the transaction has locked.
func (c change) withdrawRequest(ctx context.Context, r hub.PlacementRequest, reason string, unreached bool) error {
	before := r
	r.Withdraw(reason, unreached, c.now)
	return c.setRequest(ctx, "placementrequest.withdraw", before, r)
}

func (c change) setRequest(ctx context.Context, action string, before, after hub.PlacementRequest) error {
	if err := postgres.SetPlacementRequest(ctx, c, after); err != nil {
		return err
	}
	return c.audit(ctx, action, ofRequest(after), before, after)
}

// tellOfRequests makes one message for each person who should hear of a request today, and starts a lane for them.
func (a *App) tellOfRequests(ctx context.Context, c change, done *Swept) (int, error) {
	people, err := postgres.PeopleToTell(ctx, c, c.now, sweepBatch)
	if err != nil || len(people) == 0 {
		return 0, err
	}
	for _, p := range people {
		if err := postgres.InsertRequestMessage(ctx, c, p, c.now); err != nil {
			return 0, err
		}
	}
	done.RequestMessages += len(people)
	_, err = a.jobs.InsertTx(ctx, c.Tx, jobs.Send{}, nil)
	return len(people), err
}

// requestLinkWorks is for how many days the link in a message about requests works: for longer than what it tells of can be answered.
const requestLinkWorks = 180

// handOverRequests looks at those of claimed that tell of requests once more, cancels those that have nothing to say or reach nobody, and writes the
// others: with all that is open then. It says how many it cancelled.
func (s *Sender) handOverRequests(ctx context.Context, c change, lease uuid.UUID, claimed []hub.MessageID) (out []outbound, links []postgres.HandedOver, cancelled int, err error) {
	messages, err := postgres.ClaimedRequests(ctx, c, lease, claimed, c.today())
	if err != nil || len(messages) == 0 {
		return nil, nil, 0, err
	}
	rules, err := postgres.PlacementRequestRules(ctx, c)
	if err != nil {
		return nil, nil, 0, err
	}
	for _, o := range messages {
		obstacle, kept := o.Obstacle(c.today())
		if !kept && o.HeldUntil != nil {
			if err := postgres.PutOff(ctx, c, o.ID, o.HeldUntil.At(0, 0)); err != nil {
				return nil, nil, 0, err
			}
			continue
		}
		token := hub.NewLinkToken()
		var message mail.Message
		if !kept {
			o.Tell(c.today(), rules)
			if message, err = s.composer.Requests(o, token); err != nil {
				s.log.ErrorContext(ctx, "message about requests not written", "message", o.ID.String(), "error", err)
				obstacle, kept = "it could not be written", true
			}
		}
		if kept {
			if err := c.cancelRequests(ctx, o, obstacle); err != nil {
				return nil, nil, 0, err
			}
			cancelled++
			continue
		}
		if err := c.tellNow(ctx, o); err != nil {
			return nil, nil, 0, err
		}
		link := hub.Link{ID: hub.NewLinkID(), PersonID: o.PersonID, MessageID: o.ID, ToRequests: true, ExpiresAt: c.today().AddDays(requestLinkWorks).End()}
		links = append(links, postgres.HandedOver{ID: o.ID, Subject: message.Subject, Link: link, Token: token})
		out = append(out, outbound{message: message, Outgoing: hub.Outgoing{
			ID: o.ID, Attempts: o.Attempts, PersonID: o.PersonID, EmailState: o.EmailState, EmployerID: o.EmployerID}})
	}
	return out, links, cancelled, nil
}

// cancelRequests ends a message that tells of requests, and with it what it would have told, since what keeps one message keeps the next one too.
func (c change) cancelRequests(ctx context.Context, o hub.OutgoingRequests, why string) error {
	for _, r := range o.Open {
		if !o.Says(c.today()) {
			break
		}
		if err := c.withdrawRequest(ctx, r.PlacementRequest, why, true); err != nil {
			return err
		}
	}
	return postgres.CancelMessage(ctx, c, o.ID, why)
}

// tellNow notes what a message tells of that goes out now.
func (c change) tellNow(ctx context.Context, o hub.OutgoingRequests) error {
	if err := postgres.CarryRequests(ctx, c, o.ID, o.Told); err != nil {
		return err
	}
	for _, r := range o.Open {
		if err := postgres.SetPlacementRequest(ctx, c, r.PlacementRequest); err != nil {
			return err
		}
	}
	return nil
}

// PlacementRequests lists what is asked of people at employers that the caller sees, the latest first. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for
// the cursor.
func (a *App) PlacementRequests(ctx context.Context, f hub.PlacementRequestFilter, page hub.Page) (hub.List[hub.AskedRequest], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return hub.List[hub.AskedRequest]{}, err
	}
	return postgres.PlacementRequests(ctx, a.pool, v, f, page)
}

// CountPlacementRequests counts what PlacementRequests lists. Permission: READ_EMPLOYERS.
func (a *App) CountPlacementRequests(ctx context.Context, f hub.PlacementRequestFilter) (int, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return 0, err
	}
	return postgres.CountPlacementRequests(ctx, a.pool, v, f)
}

// PlacementRequestsByID finds those of ids whose employer the caller sees. Permission: READ_EMPLOYERS.
func (a *App) PlacementRequestsByID(ctx context.Context, ids []hub.PlacementRequestID) ([]hub.AskedRequest, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.PlacementRequestsByID(ctx, a.pool, v, ids)
}

// WithdrawPlacementRequest ends one that nobody needs answered: its link says so, nobody is reminded of it, and no rule asks the same again; staff may. Permission:
// WRITE_PLACEMENTS in the organisation that asks; visibility of what follows up a placement. Errors: NOT_FOUND and those of hub.PlacementRequest.Stop.
func (a *App) WithdrawPlacementRequest(ctx context.Context, in hub.WithdrawPlacementRequestInput) (now hub.AskedRequest, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWritePlacements); err != nil {
		return now, err
	}
	err = a.change(ctx, func(c change) error {
		r, err := postgres.PlacementRequestToWithdraw(ctx, c, c.viewer(), in.ID)
		if err != nil {
			return err
		}
		now = r
		if err := r.Stop(in, c.by, c.now); err != nil {
			return err
		}
		if err := c.setRequest(ctx, "placementrequest.withdraw", now.PlacementRequest, r.PlacementRequest); err != nil {
			return err
		}
		now = r
		return nil
	})
	return now, err
}

// RequestsOfPerson lists what the person behind a link is asked about placements and can answer. Permission: that person.
func (a *App) RequestsOfPerson(ctx context.Context) ([]hub.AskedRequest, error) {
	today, err := a.Today(ctx)
	if err != nil {
		return nil, err
	}
	return postgres.PlacementRequestsOfPerson(ctx, a.pool, hub.ActorFrom(ctx).PersonID, today)
}

// OtherRequestsOfPerson lists what else waits for an answer of the person behind a link: questionnaires and invitations to meetings. Permission: that person.
func (a *App) OtherRequestsOfPerson(ctx context.Context) ([]hub.OtherRequest, error) {
	now, err := a.clock(ctx)
	if err != nil {
		return nil, err
	}
	return postgres.OtherRequests(ctx, a.pool, hub.ActorFrom(ctx).PersonID, now)
}

// OpenOtherRequest makes a link for the person behind a link to what OtherRequestsOfPerson lists by that ID, as a message about it would bring. Permission: that
// person. Errors: NOT_FOUND.
func (a *App) OpenOtherRequest(ctx context.Context, id string) (token hub.LinkToken, link hub.Link, err error) {
	token = hub.NewLinkToken()
	err = a.change(ctx, func(c change) error {
		others, err := postgres.OtherRequests(ctx, c, c.by.PersonID, c.now)
		if err != nil {
			return err
		}
		for _, o := range others {
			if o.ID() != id {
				continue
			}
			link = hub.Link{ID: hub.NewLinkID(), PersonID: c.by.PersonID, InviteeID: o.InviteeID, ExpiresAt: o.Until.AddDays(meetingLinkOutlives).End()}
			if o.InvitationID != nil {
				link.InvitationID, link.ExpiresAt = *o.InvitationID, o.Until.AddDays(linkOutlives).End()
			}
			return postgres.InsertLink(ctx, c, link, token)
		}
		return hub.NotFound("invitation")
	})
	return token, link, err
}

// RequestOfPerson is one of them, in whatever state. Permission: that person. Errors: NOT_FOUND.
func (a *App) RequestOfPerson(ctx context.Context, id hub.PlacementRequestID) (hub.AskedRequest, error) {
	return postgres.PlacementRequestOfPerson(ctx, a.pool, hub.ActorFrom(ctx).PersonID, id)
}

// PutOffRequest is "not now": nothing is said of a request until a day. Permission: the person who is asked. Errors: NOT_FOUND, BAD_INPUT for the day,
// CONFLICT where it is answered or over.
func (a *App) PutOffRequest(ctx context.Context, id hub.PlacementRequestID, until hub.Date) error {
	return a.ofRequest(ctx, id, "placementrequest.put_off", func(c change, r *hub.AskedRequest) error {
		rules, err := postgres.PlacementRequestRules(ctx, c)
		if err != nil {
			return err
		}
		return r.PutOff(until, c.today(), rules)
	})
}

// AnswerRequest keeps what the person behind a link answered to a request. Permission: the person who is asked. Errors: NOT_FOUND; BAD_INPUT that names
// the field of the page, several are joined; CONFLICT where it is answered or over.
func (a *App) AnswerRequest(ctx context.Context, id hub.PlacementRequestID, form hub.Form) error {
	return a.ofRequest(ctx, id, "placementrequest.answer", func(c change, r *hub.AskedRequest) error {
		if err := r.Answer(c.now); err != nil {
			return err
		}
		given, err := hub.ReadAnswers(r.Questions(), form)
		if err != nil {
			return err
		}
		switch r.Kind {
		case hub.RequestHostingInterest:
			return c.answeredHosting(ctx, *r, given)
		case hub.RequestSiteCheck:
			return c.answeredCheck(ctx, *r, given)
		default:
			return c.answeredFollowUp(ctx, r, given)
		}
	})
}

// answeredHosting keeps what an employer answered about hosting, beside what it said before.
func (c change) answeredHosting(ctx context.Context, r hub.AskedRequest, given hub.Answers) error {
	interest, err := hub.NewHostingInterest(r.HostingAnswer(given), nil, c.now)
	if err != nil {
		return err
	}
	interest.RequestID = &r.ID
	return c.addHostingInterest(ctx, interest)
}

// ofRequest changes a request of the person behind a link.
func (a *App) ofRequest(ctx context.Context, id hub.PlacementRequestID, action string, do func(c change, r *hub.AskedRequest) error) error {
	return a.change(ctx, func(c change) error {
		r, err := postgres.PlacementRequestForUpdate(ctx, c, c.by.PersonID, id)
		if err != nil {
			return err
		}
		before := r.PlacementRequest
		if err := do(c, &r); err != nil {
			return err
		}
		return c.setRequest(ctx, action, before, r.PlacementRequest)
	})
}

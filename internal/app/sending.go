package app

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"employerhub/internal/hub"
	"employerhub/internal/mail"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
)

// Sender is a sending lane: it takes messages that are due, hands them to a transport and writes down what became of them.
// Any number may work at once. Each message goes through the states of hub.MessageState, and every step but the call of the
// transport is a transaction:
//
//	claim      DUE -> CLAIMED with a lease, for a batch
//	hand over  checked once more, written, -> HANDED_OVER, for as many as there are connections
//	settle     -> ACCEPTED, REJECTED, UNCERTAIN, or DUE again later
//
// A process that dies before the hand-over has sent nothing, and its messages are due again when the lease has run out. One
// that dies after it may have sent a message on each connection: those become UNCERTAIN, and are never sent again by themselves.
type Sender struct {
	app       *App
	transport mail.Transport
	composer  mail.Composer
	limits    SendingLimits
	log       *slog.Logger
	// definitions are those of questionnaires that messages were about; a version never changes.
	definitions map[hub.QuestionnaireVersionID]hub.Definition
	reading     *sync.Mutex
}

// SendingLimits bound what a lane takes on.
type SendingLimits struct {
	// Lease is how long a lane keeps messages to itself before another may have them.
	Lease time.Duration
	// Connections is how many messages are with the transport at once.
	Connections int
	// Spell is after how long a lane stops, to be started again, so that a process can end.
	Spell time.Duration
	// PerMinute is how many messages all lanes of all processes hand over in a minute; 0 is as many as they can.
	PerMinute int
}

// roundsPerClaim is how many rounds of hand-over one claim is for.
const roundsPerClaim = 20

// NewSender returns a lane that sends what composer writes by transport.
func NewSender(a *App, transport mail.Transport, composer mail.Composer, limits SendingLimits, log *slog.Logger) *Sender {
	return &Sender{a, transport, composer, limits, log, map[hub.QuestionnaireVersionID]hub.Definition{}, &sync.Mutex{}}
}

// Sent counts what became of messages.
type Sent struct{ Accepted, Refused, Rejected, Uncertain, Cancelled int }

// Send sends what is due until nothing is, or its spell is over. It says whether there may be more. Permission: the hub itself.
func (s *Sender) Send(ctx context.Context) (sent Sent, more bool, err error) {
	ctx = hub.WithActor(ctx, hub.System)
	for end := time.Now().Add(s.limits.Spell); time.Now().Before(end); {
		lease := uuid.New()
		claimed, err := s.claim(ctx, lease)
		if err != nil || len(claimed) == 0 {
			return sent, false, err
		}
		if err := s.carry(ctx, lease, claimed, &sent); err != nil {
			return sent, false, err
		}
	}
	return sent, true, nil
}

// carry takes the messages of a claim all the way, as many at a time as there are connections. One transaction writes what became
// of those before and hands over the next, so that each connection has at most one message of which nothing is written.
func (s *Sender) carry(ctx context.Context, lease uuid.UUID, claimed []hub.MessageID, sent *Sent) error {
	var all, last []outcome
	for round := range slices.Chunk(claimed, s.limits.Connections) {
		handedOver, err := s.handOver(ctx, lease, round, last, sent)
		if err != nil {
			// What became of a message is written whatever becomes of the next.
			return errors.Join(err, s.settle(context.WithoutCancel(ctx), lease, last, sent))
		}
		last = s.call(ctx, handedOver)
		all = append(all, last...)
	}
	// Also when the process is told to stop meanwhile.
	ctx = context.WithoutCancel(ctx)
	if err := s.settle(ctx, lease, last, sent); err != nil {
		return err
	}
	return s.follow(ctx, all)
}

// follow plans the reminders that follow from messages, and tells whoever watches.
func (s *Sender) follow(ctx context.Context, outcomes []outcome) error {
	var about []hub.InvitationID
	campaigns, employers := map[uuid.UUID]bool{}, map[uuid.UUID]bool{}
	for _, o := range outcomes {
		if o.digestOf != nil { // nothing follows from it
			continue
		}
		about = append(about, o.InvitationID)
		campaigns[o.CampaignID.UUID], employers[o.EmployerID.UUID] = true, true
	}
	if len(about) == 0 {
		return nil
	}
	return s.app.change(ctx, func(c change) error {
		if _, err := c.planReminders(ctx, about); err != nil {
			return err
		}
		if err := postgres.Notify(ctx, c, postgres.TopicCampaign, slices.Collect(maps.Keys(campaigns))...); err != nil {
			return err
		}
		return postgres.Notify(ctx, c, postgres.TopicEmployer, slices.Collect(maps.Keys(employers))...)
	})
}

// definition reads what a questionnaire asks, once for all messages about it.
func (s *Sender) definition(ctx context.Context, c change, of hub.QuestionnaireVersionID) (hub.Definition, error) {
	s.reading.Lock()
	defer s.reading.Unlock()
	if d, ok := s.definitions[of]; ok {
		return d, nil
	}
	versions, err := postgres.QuestionnaireVersionsByID(ctx, c, []hub.QuestionnaireVersionID{of})
	if err != nil || len(versions) == 0 {
		return hub.Definition{}, errors.Join(err, errors.New("a message is about no questionnaire"))
	}
	s.definitions[of] = versions[0].Definition
	return versions[0].Definition, nil
}

func (s *Sender) claim(ctx context.Context, lease uuid.UUID) (claimed []hub.MessageID, err error) {
	err = s.app.change(ctx, func(c change) error {
		open, err := c.openWindows(ctx)
		if err != nil {
			return err
		}
		most := s.limits.Connections * roundsPerClaim
		if s.limits.PerMinute > 0 {
			out, err := postgres.InLastMinute(ctx, c)
			if err != nil {
				return err
			}
			most = min(most, s.limits.PerMinute-out)
		}
		rooms, err := postgres.CampaignRooms(ctx, c, c.now)
		if err != nil {
			return err
		}
		take := postgres.Claim{Lease: lease, For: s.limits.Lease, Now: c.now, Open: open}
		for _, room := range rooms {
			take.Campaign, take.Most = &room.ID, min(room.Room, most-len(claimed))
			if claimed, err = c.claimMore(ctx, take, claimed); err != nil {
				return err
			}
		}
		take.Campaign, take.Most = nil, most-len(claimed)
		claimed, err = c.claimMore(ctx, take, claimed)
		return err
	})
	return claimed, err
}

// claimMore adds what a claim takes to what was claimed before.
func (c change) claimMore(ctx context.Context, take postgres.Claim, claimed []hub.MessageID) ([]hub.MessageID, error) {
	if take.Most <= 0 {
		return claimed, nil
	}
	more, err := postgres.ClaimMessages(ctx, c, take)
	return append(claimed, more...), err
}

// outbound is a message that was handed over, with whom it is for.
type outbound struct {
	hub.Outgoing
	message mail.Message
	// digestOf is whose digest it is; nil where it is about a diagnostic. Of a digest, Outgoing says no more than which message it is.
	digestOf *hub.UserID
}

// handOver writes what became of the messages before, looks at each of claimed once more, cancels what nobody needs any more, and
// writes the others. Those that it returns count as sent from the moment it commits.
func (s *Sender) handOver(ctx context.Context, lease uuid.UUID, claimed []hub.MessageID, before []outcome, sent *Sent) (out []outbound, err error) {
	cancelled := 0
	var settled []hub.MessageID
	err = s.app.change(ctx, func(c change) error {
		if settled, err = c.write(ctx, lease, before); err != nil {
			return err
		}
		messages, err := postgres.ClaimedMessages(ctx, c, lease, claimed, c.today())
		if err != nil {
			return err
		}
		var links []postgres.NewLink
		var handedOver []postgres.HandedOver
		for _, o := range messages {
			obstacle, kept := o.Obstacle(c.now)
			token := hub.NewLinkToken()
			var message mail.Message
			if !kept {
				if o.Definition, err = s.definition(ctx, c, o.QuestionnaireVersionID); err != nil {
					return err
				}
				if message, err = s.composer.Diagnostic(o, token); err != nil {
					s.log.ErrorContext(ctx, "message not written", "message", o.ID.String(), "error", err)
					obstacle, kept = hub.Obstacle{Reason: "it could not be written"}, true
				}
			}
			if kept {
				if err := c.cancel(ctx, o, obstacle); err != nil {
					return err
				}
				cancelled++
				continue
			}
			link := hub.Link{ID: hub.NewLinkID(), PersonID: o.PersonID, InvitationID: o.InvitationID, ExpiresAt: o.ClosesOn.AddDays(linkOutlives).End()}
			links = append(links, postgres.NewLink{Link: link, Token: token})
			handedOver = append(handedOver, postgres.HandedOver{ID: o.ID, Subject: message.Subject})
			out = append(out, outbound{Outgoing: o, message: message})
		}
		if len(messages) < len(claimed) {
			digests, needless, err := s.handOverDigests(ctx, c, lease, claimed)
			if err != nil {
				return err
			}
			cancelled += needless
			for _, d := range digests {
				handedOver = append(handedOver, postgres.HandedOver{ID: d.ID, Subject: d.message.Subject})
			}
			out = append(out, digests...)
		}
		if len(out) == 0 {
			return nil
		}
		if err := postgres.InsertLinks(ctx, c, links); err != nil {
			return err
		}
		return postgres.HandOver(ctx, c, handedOver, c.now, s.limits.Lease)
	})
	if err != nil {
		return nil, err
	}
	sent.Cancelled += cancelled
	return out, s.count(ctx, before, settled, sent)
}

// linkOutlives is for how many days after the closing day a link still says that answers are not taken any more.
const linkOutlives = 30

// call hands messages to the transport, all at once, and waits no longer than their lease allows.
func (s *Sender) call(ctx context.Context, messages []outbound) []outcome {
	ctx, cancel := context.WithTimeout(ctx, s.limits.Lease*3/4)
	defer cancel()
	outcomes := make([]outcome, len(messages))
	var all sync.WaitGroup
	for i, m := range messages {
		all.Go(func() { outcomes[i] = outcome{m, s.transport.Send(ctx, m.message)} })
	}
	all.Wait()
	return outcomes
}

// outcome is a message with what became of it.
type outcome struct {
	outbound
	mail.Outcome
}

// settle writes what became of messages.
func (s *Sender) settle(ctx context.Context, lease uuid.UUID, outcomes []outcome, sent *Sent) error {
	if len(outcomes) == 0 {
		return nil
	}
	var settled []hub.MessageID
	write := func(c change) (err error) {
		settled, err = c.write(ctx, lease, outcomes)
		return err
	}
	// A database that has just started again has cut every connection: what is known of these messages is worth another try.
	err := s.app.change(ctx, write)
	for tries := 1; err != nil && tries < settleTries; tries++ {
		s.log.WarnContext(ctx, "what became of messages could not be written, and is tried again", "error", err)
		err = s.app.change(ctx, write)
	}
	if err != nil {
		return err
	}
	return s.count(ctx, outcomes, settled, sent)
}

// write writes what became of messages, as far as they are still the lease's, and stops what bounces. It returns those that it
// wrote.
func (c change) write(ctx context.Context, lease uuid.UUID, outcomes []outcome) ([]hub.MessageID, error) {
	if len(outcomes) == 0 {
		return nil, nil
	}
	settled, err := postgres.SettleMessages(ctx, c, lease, results(outcomes))
	if err != nil {
		return nil, err
	}
	for _, o := range outcomes {
		if o.Result == mail.RefusedForGood && slices.Contains(settled, o.ID) {
			stop := func() error { return c.bounce(ctx, o.Outgoing) }
			if o.digestOf != nil {
				stop = func() error { return c.refuseDigests(ctx, *o.digestOf) }
			}
			if err := stop(); err != nil {
				return nil, err
			}
		}
	}
	return settled, nil
}

// count counts what became of messages that are settled, and pauses campaigns that the mail server refuses.
func (s *Sender) count(ctx context.Context, outcomes []outcome, settled []hub.MessageID, sent *Sent) error {
	for _, o := range outcomes {
		if !slices.Contains(settled, o.ID) {
			s.log.WarnContext(ctx, "the answer about a message came after its lease", "message", o.ID.String())
			continue
		}
		switch o.Result {
		case mail.Accepted:
			sent.Accepted++
		case mail.RefusedForNow:
			sent.Refused++
		case mail.RefusedForGood, mail.RefusedByPolicy:
			sent.Rejected++
		case mail.Unknown:
			sent.Uncertain++
		}
	}
	return s.pauseRefused(ctx, outcomes)
}

// settleTries is how often a lane tries to write what became of messages.
const settleTries = 3

// messageStates says where each result takes a message.
var messageStates = map[mail.Result]hub.MessageState{
	mail.Accepted: hub.MessageAccepted, mail.RefusedForNow: hub.MessageDue, mail.RefusedForGood: hub.MessageRejected, mail.Unknown: hub.MessageUncertain,
	mail.RefusedByPolicy: hub.MessageRejected,
}

func results(outcomes []outcome) []postgres.MessageOutcome {
	var all []postgres.MessageOutcome
	for _, o := range outcomes {
		all = append(all, postgres.MessageOutcome{
			ID: o.ID, State: messageStates[o.Result], ProviderID: o.ProviderID, Reason: o.Reason, Wait: backOff(o.Attempts),
			ByPolicy: o.Result == mail.RefusedByPolicy,
		})
	}
	return all
}

// backOff is how long a message waits after it was refused for the n-th time: 1, 2, 4 minutes and so on, up to an hour.
func backOff(n int) time.Duration { return min(time.Minute<<min(n-1, 10), time.Hour) }

// bounce notes that mail to a person comes back for good, and stops every open invitation of theirs.
func (c change) bounce(ctx context.Context, o hub.Outgoing) error {
	type state struct{ EmailState hub.EmailState }
	if err := postgres.SetEmailState(ctx, c, o.PersonID, hub.EmailHardBounced, c.now); err != nil {
		return err
	}
	subject := postgres.AuditSubject{Kind: "person", ID: o.PersonID.UUID, Employer: o.EmployerID}
	if err := c.audit(ctx, "person.bounce", subject, state{o.EmailState}, state{hub.EmailHardBounced}); err != nil {
		return err
	}
	return c.stopInvitations(ctx, o.PersonID, nil, hub.InvitationBounced)
}

package app

import (
	"context"
	"errors"
	"slices"
	"time"

	"employerhub/internal/hub"
	"employerhub/internal/mail"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
)

// outcome is a message with what became of it.
type outcome struct {
	outbound
	mail.Outcome
}

// bounced says that there is no such address.
func (o outcome) bounced() bool { return o.Result == mail.RefusedForGood }

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
	// A database that starts again has cut every connection: what is known of these messages is worth trying until their lease ends.
	err := s.app.change(ctx, write)
	giveUp := time.Now().Add(s.limits.Lease / 4)
	for err != nil && !errors.Is(err, context.Canceled) && time.Now().Before(giveUp) {
		s.log.WarnContext(ctx, "what became of messages could not be written, and is tried again", "error", err)
		<-time.After(settlePause)
		err = s.app.change(ctx, write)
	}
	if err != nil {
		return err
	}
	s.count(ctx, outcomes, settled, sent)
	return nil
}

// write writes what became of messages, as far as they are still the lease's, and stops what bounces. It returns those that it
// wrote.
func (c change) write(ctx context.Context, lease uuid.UUID, outcomes []outcome) ([]hub.MessageID, error) {
	settled, err := postgres.SettleMessages(ctx, c, lease, results(outcomes))
	if err != nil {
		return nil, err
	}
	for _, o := range outcomes {
		if o.bounced() && slices.Contains(settled, o.ID) {
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
func (s *Sender) count(ctx context.Context, outcomes []outcome, settled []hub.MessageID, sent *Sent) {
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
	if err := s.pauseRefused(ctx, outcomes); err != nil {
		s.log.ErrorContext(ctx, "refusals not counted; the next ones are", "error", err)
	}
}

// settlePause is how long a lane waits before it tries once more to write what became of messages.
const settlePause = 100 * time.Millisecond

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

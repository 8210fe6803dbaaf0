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
//	read ahead checked and written, while those before are with the transport; nothing is locked or changed
//	hand over  checked once more, -> HANDED_OVER, for as many as there are connections
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
	// Fresh is for how long what decides about a message may be taken as it was read ahead. Most of it is compared once more at the
	// hand-over, but not whether somebody objected meanwhile.
	Fresh time.Duration
	// Spell is after how long a lane stops, to be started again, so that a process can end.
	Spell time.Duration
	// PerMinute is how many messages all lanes of all processes hand over in a minute; 0 is as many as they can.
	PerMinute int
}

// roundsPerClaim is how many rounds of hand-over one claim is for, and what follows from messages is done after as many.
const roundsPerClaim = 20

// NewSender returns a lane that sends what composer writes by transport.
func NewSender(a *App, transport mail.Transport, composer mail.Composer, limits SendingLimits, log *slog.Logger) *Sender {
	return &Sender{a, transport, composer, limits, log, map[hub.QuestionnaireVersionID]hub.Definition{}, &sync.Mutex{}}
}

// Sent counts what became of messages.
type Sent struct{ Accepted, Refused, Rejected, Uncertain, Cancelled int }

// Send sends what is due until nothing is, or its spell is over. It says whether there may be more. One transaction writes what
// became of messages and hands over the next, so that each connection has at most one message of which nothing is written. A
// connection whose message takes long keeps no other waiting. Permission: the hub itself.
func (s *Sender) Send(ctx context.Context) (sent Sent, more bool, err error) {
	ctx = hub.WithActor(ctx, hub.System)
	// What was handed over is written also when the process is told to stop meanwhile, or the next cannot be handed over.
	lasting := context.WithoutCancel(ctx)
	lease, end := uuid.New(), time.Now().Add(s.limits.Spell)
	answers := make(chan outcome)
	var claimed []hub.MessageID
	var ahead ahead
	followers := followers{sender: s}
	for busy := 0; ; {
		if len(claimed) == 0 && err == nil && time.Now().Before(end) {
			claimed, err = s.claim(ctx, lease)
		}
		failed := s.readAhead(ctx, lease, claimed, &ahead)
		last := gather(answers, busy)
		busy -= len(last)
		next := claimed[:min(s.limits.Connections-busy, len(claimed))]
		claimed, ahead.looked = claimed[len(next):], ahead.looked-len(next)
		if failed == nil {
			var handedOver []outbound
			var ready []prepared
			if s.fresh(ahead) {
				ready = ahead.among(next)
			}
			handedOver, failed = s.round(ctx, lease, next, ready, last, &sent)
			for _, m := range handedOver {
				busy++
				go func() { answers <- outcome{m, s.call(ctx, m.message)} }()
			}
		} else {
			failed = errors.Join(failed, s.settle(lasting, lease, last, &sent))
		}
		if failed != nil {
			err, claimed = errors.Join(err, failed), nil
		}
		followers.add(lasting, last, s.limits.Connections*roundsPerClaim)
		if busy == 0 && len(next) == 0 {
			break
		}
	}
	err = errors.Join(err, followers.end(lasting))
	return sent, err == nil && !time.Now().Before(end), err
}

// round writes what became of the messages before, and hands over the next, of which some are ready. What is known of those before is
// written even where the next cannot be handed over.
func (s *Sender) round(ctx context.Context, lease uuid.UUID, next []hub.MessageID, ready []prepared, before []outcome, sent *Sent) ([]outbound, error) {
	lasting := context.WithoutCancel(ctx)
	if len(next) == 0 {
		return nil, s.settle(lasting, lease, before, sent)
	}
	handedOver, err := s.handOver(ctx, lease, next, ready, before, sent)
	if err != nil {
		return nil, errors.Join(err, s.settle(lasting, lease, before, sent))
	}
	return handedOver, nil
}

// prepared is a message that was written before its hand-over.
type prepared struct {
	outbound
	link  hub.Link
	token hub.LinkToken
}

func (p prepared) handedOver() postgres.HandedOver {
	return postgres.HandedOver{ID: p.ID, AsRead: p.AsRead, Subject: p.message.Subject, Link: p.link, Token: p.token}
}

// ahead is what was read ahead: at so many of the claimed messages a lane has looked, and those that may go are ready.
type ahead struct {
	looked int
	ready  map[hub.MessageID]prepared
	at     time.Time
}

// roundsAhead is for how many rounds is read ahead at once.
const roundsAhead = 4

// among are those of messages that are ready.
func (a ahead) among(messages []hub.MessageID) (ready []prepared) {
	for _, id := range messages {
		if p, ok := a.ready[id]; ok {
			ready = append(ready, p)
		}
	}
	return ready
}

// fresh says that what was read ahead may still be taken as it was read.
func (s *Sender) fresh(a ahead) bool { return time.Since(a.at) < s.limits.Fresh }

// readAhead looks at claimed messages and writes those that may go, while others are with the mail server. It locks and changes nothing:
// what keeps a message from going is found again, and dealt with, at its hand-over.
func (s *Sender) readAhead(ctx context.Context, lease uuid.UUID, claimed []hub.MessageID, a *ahead) error {
	if a.looked >= min(s.limits.Connections, len(claimed)) && s.fresh(*a) || len(claimed) == 0 {
		return nil
	}
	of := claimed[:min(s.limits.Connections*roundsAhead, len(claimed))]
	*a = ahead{len(of), map[hub.MessageID]prepared{}, time.Now()}
	return s.app.change(ctx, func(c change) error {
		messages, err := postgres.ReadAhead(ctx, c, lease, of, c.today())
		for _, o := range messages {
			if _, kept := o.Obstacle(c.now); kept || o.HeldUntil != nil {
				continue
			}
			if o.Definition, err = s.definition(ctx, c, o.QuestionnaireVersionID); err != nil {
				return err
			}
			if p, unwritten := s.prepare(o); unwritten == nil {
				a.ready[o.ID] = p
			}
		}
		return err
	})
}

// prepare writes a message, with a new link in it.
func (s *Sender) prepare(o hub.Outgoing) (p prepared, err error) {
	p.outbound, p.token = outbound{Outgoing: o}, hub.NewLinkToken()
	p.link = hub.Link{ID: hub.NewLinkID(), PersonID: o.PersonID, InvitationID: o.InvitationID, ExpiresAt: o.ClosesOn.AddDays(linkOutlives).End()}
	p.message, err = s.composer.Diagnostic(o, p.token)
	return p, err
}

const (
	// gathering is for how long after one answer others are waited for: they share a transaction, and none waits long for a slow one.
	gathering = 5 * time.Millisecond
	// waiting is after how long without an answer a lane looks for other messages, where it has connections to spare.
	waiting = time.Second
)

// gather waits for one of so many answers, and for others that come soon after it. It has none where all take long.
func gather(answers <-chan outcome, busy int) []outcome {
	if busy == 0 {
		return nil
	}
	var got []outcome
	enough := time.NewTimer(waiting)
	defer enough.Stop()
	for len(got) < busy {
		select {
		case o := <-answers:
			if got = append(got, o); len(got) == 1 {
				enough.Reset(gathering)
			}
		case <-enough.C:
			return got
		}
	}
	return got
}

// followers does what follows from messages beside their sending, for many at a time.
type followers struct {
	sender *Sender
	of     []outcome
	busy   sync.WaitGroup
	failed error
}

// add begins with what follows where enough have come together.
func (f *followers) add(ctx context.Context, outcomes []outcome, enough int) {
	if f.of = append(f.of, outcomes...); len(f.of) >= enough {
		f.begin(ctx)
	}
}

func (f *followers) begin(ctx context.Context) {
	f.busy.Wait()
	of := f.of
	f.of = nil
	f.busy.Go(func() { f.failed = errors.Join(f.failed, f.sender.follow(ctx, of)) })
}

// end does the rest. Errors: what could not be done; the sweep does that.
func (f *followers) end(ctx context.Context) error {
	f.begin(ctx)
	f.busy.Wait()
	return f.failed
}

// follow plans the reminders that follow from messages, and tells whoever watches.
func (s *Sender) follow(ctx context.Context, outcomes []outcome) error {
	var about []hub.InvitationID
	campaigns, employers, meetings := map[uuid.UUID]bool{}, map[uuid.UUID]bool{}, map[uuid.UUID]bool{}
	for _, o := range outcomes {
		if o.digestOf != nil { // nothing follows from it
			continue
		}
		employers[o.EmployerID.UUID] = true
		if !o.InvitationID.IsZero() {
			about, campaigns[o.CampaignID.UUID] = append(about, o.InvitationID), true
		}
		if o.about != nil {
			meetings[o.about.UUID] = true
		}
	}
	if len(employers) == 0 {
		return nil
	}
	return s.app.change(ctx, func(c change) error {
		if len(about) > 0 {
			if _, err := c.planReminders(ctx, about); err != nil {
				return err
			}
		}
		if err := postgres.Notify(ctx, c, postgres.TopicMeeting, slices.Collect(maps.Keys(meetings))...); err != nil {
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
	// digestOf is whose digest it is; nil where it is for a person at an employer. Of a digest, Outgoing says no more than which message it
	// is; of one about an award, also to whom it goes.
	digestOf *hub.UserID
	// about is the meeting that it is about; nil where it is about none. Outgoing says then whom it goes to besides.
	about *hub.MeetingID
}

// handOver writes what became of the messages before, hands over those of claimed that are ready, looks at each of the others once more,
// cancels what nobody needs any more, and writes the rest. Those that it returns count as sent from the moment it commits.
func (s *Sender) handOver(ctx context.Context, lease uuid.UUID, claimed []hub.MessageID, ready []prepared, before []outcome, sent *Sent) (out []outbound, err error) {
	if slices.ContainsFunc(before, outcome.bounced) {
		// The claimed may be to the same people, who get no more.
		if err := s.settle(ctx, lease, before, sent); err != nil {
			return nil, err
		}
		before = nil
	}
	round := postgres.Round{Lease: lease, Before: results(before), Next: claimed, For: s.limits.Lease}
	for _, p := range ready {
		round.Ahead = append(round.Ahead, p.handedOver())
	}
	cancelled := 0
	var taken postgres.RoundTaken
	err = s.app.change(ctx, func(c change) error {
		round.Now = c.now
		if taken, err = postgres.TakeRound(ctx, c, round); err != nil {
			return err
		}
		for _, p := range ready {
			if slices.Contains(taken.HandedOver, p.ID) {
				out = append(out, p.outbound)
			}
		}
		if len(out) == len(claimed) {
			return nil
		}
		var handedOver []postgres.HandedOver
		for _, o := range taken.Claimed {
			obstacle, kept := o.Obstacle(c.now)
			if !kept && o.HeldUntil != nil {
				if err := postgres.PutOff(ctx, c, o.ID, o.HeldUntil.At(0, 0)); err != nil {
					return err
				}
				continue
			}
			var p prepared
			if !kept {
				if o.Definition, err = s.definition(ctx, c, o.QuestionnaireVersionID); err != nil {
					return err
				}
				if p, err = s.prepare(o); err != nil {
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
			handedOver, out = append(handedOver, p.handedOver()), append(out, p.outbound)
		}
		if len(taken.HandedOver)+len(taken.Claimed) < len(claimed) {
			if err := postgres.PlanAnew(ctx, c); err != nil {
				return err
			}
			digests, needless, err := s.handOverDigests(ctx, c, lease, claimed)
			if err != nil {
				return err
			}
			cancelled += needless
			for _, d := range digests {
				handedOver = append(handedOver, postgres.HandedOver{ID: d.ID, Subject: d.message.Subject})
			}
			out = append(out, digests...)
			letters, over, needless, err := s.handOverAwards(ctx, c, lease, claimed)
			if err != nil {
				return err
			}
			cancelled += needless
			handedOver, out = append(handedOver, over...), append(out, letters...)
			meetings, links, needless, err := s.handOverMeetings(ctx, c, lease, claimed)
			if err != nil {
				return err
			}
			cancelled += needless
			handedOver, out = append(handedOver, links...), append(out, meetings...)
			requests, links, needless, err := s.handOverRequests(ctx, c, lease, claimed)
			if err != nil {
				return err
			}
			cancelled += needless
			handedOver, out = append(handedOver, links...), append(out, requests...)
		}
		if len(handedOver) == 0 {
			return nil
		}
		return postgres.HandOver(ctx, c, handedOver, c.now, s.limits.Lease)
	})
	if err != nil {
		return nil, err
	}
	sent.Cancelled += cancelled
	s.count(ctx, before, taken.Settled, sent)
	return out, nil
}

// linkOutlives is for how many days after the closing day a link still says that answers are not taken any more.
const linkOutlives = 30

// call hands a message to the transport, and waits no longer than its lease allows.
func (s *Sender) call(ctx context.Context, m mail.Message) mail.Outcome {
	ctx, cancel := context.WithTimeout(ctx, s.limits.Lease*3/4)
	defer cancel()
	return s.transport.Send(ctx, m)
}

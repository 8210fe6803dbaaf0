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

const (
	// mostOfEach is how much of each kind a digest reads; it shows fewer, and says how many more there are.
	mostOfEach = 200
	// newsOfDays is for how many days back the first digest tells what came in.
	newsOfDays = 7
)

// planDigests makes the digests that are due and have something to tell, and says when the next ones are. One that comes late is
// made once, and where the hours of the day are over the next morning.
func (a *App) planDigests(ctx context.Context, done *Swept) error {
	now, err := a.clock(ctx)
	if err != nil {
		return err
	}
	due, err := postgres.DueDigests(ctx, a.pool, now)
	if err != nil {
		return err
	}
	var failed []error
	for _, id := range due { // a transaction each, so that one that fails keeps no other back
		made := false
		err := a.change(ctx, func(c change) (err error) {
			made, err = a.planDigest(ctx, c, id)
			return err
		})
		if err != nil {
			failed = append(failed, fmt.Errorf("cannot plan the digest of %s: %w", id, err))
		}
		if made {
			done.Digests++
		}
	}
	return errors.Join(failed...)
}

func (a *App) planDigest(ctx context.Context, c change, id hub.UserID) (made bool, err error) {
	reader, err := postgres.DueDigest(ctx, c, id, c.now)
	if err != nil || reader == nil {
		return false, err
	}
	calendar, err := postgres.Calendar(ctx, c)
	if err != nil {
		return false, err
	}
	due := reader.NextAt != nil && !c.now.Before(*reader.NextAt)
	if due && !hub.WindowOperational.Open(calendar, c.now) {
		morning := hub.WindowOperational.Next(calendar, c.now)
		return false, postgres.SetNextDigest(ctx, c, id, &morning)
	}
	next, ok := reader.Rhythm.Next(c.now, reader.Day, calendar)
	if !ok {
		return false, nil
	}
	if err := postgres.SetNextDigest(ctx, c, id, &next); err != nil || !due {
		return false, err
	}
	heard, err := postgres.DigestHeard(ctx, c, id, c.today())
	if err != nil || heard {
		return false, err
	}
	says, err := c.digest(ctx, *reader, hub.MessageID{})
	if err != nil || says.Empty() {
		return false, err
	}
	message := hub.NewMessageID()
	if err := postgres.InsertDigest(ctx, c, message, id, c.now, c.today().End()); err != nil {
		return false, err
	}
	if err := c.carries(ctx, message, id, says); err != nil {
		return false, err
	}
	_, err = a.jobs.InsertTx(ctx, c.Tx, jobs.Send{}, nil)
	return true, err
}

// carries makes message the one that tells a user these things.
func (c change) carries(ctx context.Context, message hub.MessageID, to hub.UserID, says hub.Digest) error {
	reminders := append(says.Reminders(), hub.DigestReminder(to, c.today()))
	return postgres.SetDigestReminders(ctx, c, message, to, reminders)
}

// digest is what there is to tell a user now, as far as no message but the named one has told it.
func (c change) digest(ctx context.Context, to hub.DigestReader, message hub.MessageID) (says hub.Digest, err error) {
	actor, err := postgres.UserActor(ctx, c, to.UserID, c.today())
	if err != nil {
		return says, err
	}
	reads := postgres.Viewer{Actor: actor, Today: c.today()}
	since, err := postgres.LastDigestSent(ctx, c, to.UserID, message)
	if err != nil {
		return says, err
	}
	news := postgres.Between{From: c.today().AddDays(-newsOfDays).At(0, 0), Until: c.now}
	if since != nil {
		news.From = *since
	}
	settings, err := postgres.UserSettings(ctx, c, to.UserID)
	if err != nil {
		return says, err
	}
	says.Today = c.today()
	for _, read := range []func() error{
		func() (err error) {
			says.Tasks, err = postgres.DigestTasks(ctx, c, reads, c.today().AddDays(to.Rhythm.DueWithin()), mostOfEach)
			return err
		},
		func() (err error) {
			if actor.May(hub.PermWriteEngagement) {
				says.Issues, err = postgres.DigestIssues(ctx, c, reads, c.today().AddDays(to.Rhythm.DueWithin()), mostOfEach)
			}
			return err
		},
		func() (err error) {
			says.Waiting, err = postgres.WaitingReferrals(ctx, c, reads, mostOfEach)
			return err
		},
		func() (err error) {
			says.Unanswered, err = postgres.UnansweredReferrals(ctx, c, reads, message, mostOfEach)
			return err
		},
		func() (err error) {
			if actor.May(hub.PermWriteEngagement) {
				says.Quiet, err = postgres.QuietEmployers(ctx, c, reads, settings.Quiet().Since(c.today()), message, mostOfEach)
			}
			return err
		},
		func() (err error) {
			if actor.May(hub.PermWriteEngagement) {
				says.RunningOut, err = postgres.AwardsRunningOut(ctx, c, reads, message, mostOfEach)
			}
			return err
		},
		func() (err error) {
			if !actor.May(hub.PermManageParticipants) {
				return nil
			}
			by, err := c.horizons(ctx)
			if err != nil {
				return err
			}
			says.Placements, err = postgres.DigestPlacements(ctx, c, reads, by, message, mostOfEach)
			return err
		},
		func() (err error) {
			if actor.May(hub.PermWritePlacements) {
				says.Interests, err = postgres.DigestInterests(ctx, c, reads, message, mostOfEach)
			}
			return err
		},
		func() (err error) {
			if actor.May(hub.PermWritePlacements) {
				says.Unreplied, err = postgres.DigestRequests(ctx, c, reads, message, mostOfEach)
			}
			return err
		},
		func() (err error) {
			says.Answers, err = postgres.DigestAnswers(ctx, c, reads, news, mostOfEach)
			return err
		},
		func() (err error) {
			says.Replies, err = postgres.DigestReplies(ctx, c, reads, news, mostOfEach)
			return err
		},
	} {
		if err := read(); err != nil {
			return says, err
		}
	}
	return says, nil
}

// handOverDigests looks at those of claimed that are digests once more, cancels those that have nothing left to say, and writes
// the others as they stand now. It says how many it cancelled.
func (s *Sender) handOverDigests(ctx context.Context, c change, lease uuid.UUID, claimed []hub.MessageID) (out []outbound, cancelled int, err error) {
	digests, err := postgres.ClaimedDigests(ctx, c, lease, claimed)
	if err != nil {
		return nil, 0, err
	}
	for _, d := range digests {
		var says hub.Digest
		if !d.Reader.Ended {
			if says, err = c.digest(ctx, d.Reader, d.ID); err != nil {
				return nil, 0, err
			}
		}
		obstacle, kept := d.Obstacle(c.now, says)
		var message mail.Message
		if !kept {
			if message, err = s.composer.Digest(d, says); err != nil {
				s.log.ErrorContext(ctx, "digest not written", "message", d.ID.String(), "error", err)
				obstacle, kept = "it could not be written", true
			}
		}
		if kept {
			if err := postgres.CancelMessage(ctx, c, d.ID, obstacle); err != nil {
				return nil, 0, err
			}
			cancelled++
			continue
		}
		if err := c.carries(ctx, d.ID, d.Reader.UserID, says); err != nil {
			return nil, 0, err
		}
		out = append(out, outbound{Outgoing: hub.Outgoing{ID: d.ID, Attempts: d.Attempts}, message: message, digestOf: &d.Reader.UserID})
	}
	return out, cancelled, nil
}

// refuseDigests stops the digests of a user whose address the mail server refused for good. An administrator or the user mends it.
func (c change) refuseDigests(ctx context.Context, to hub.UserID) error {
	type state struct{ Digest hub.DigestRhythm }
	if err := postgres.RefuseDigests(ctx, c, to, c.now); err != nil {
		return err
	}
	return c.audit(ctx, "user.refuse_digest", ofUser(to), nil, state{hub.DigestNone})
}

// remindOfReferrals takes the next step of the reminders of overdue referrals: the receiver's, and some days later the sender's. Whom a
// step concerns sees it on Today at once, and hears of it in the next digest.
func (a *App) remindOfReferrals(ctx context.Context, done *Swept) error {
	var after hub.ReferralID
	return a.inBatches(ctx, func(ctx context.Context, c change) (int, error) {
		calendar, err := postgres.Calendar(ctx, c)
		if err != nil {
			return 0, err
		}
		overdue, err := postgres.OverdueReferrals(ctx, c, c.today(), after, sweepBatch)
		if err != nil {
			return 0, err
		}
		for _, r := range overdue {
			after = r.ID
			step, ok := r.NextStep(calendar, c.today())
			if !ok {
				continue
			}
			if err := postgres.SetOverdueStep(ctx, c, r.ID, step, c.today()); err != nil {
				return 0, err
			}
			if err := postgres.Notify(ctx, c, postgres.TopicEmployer, r.EmployerID.UUID); err != nil {
				return 0, err
			}
			done.ReferralsOverdue++
		}
		return len(overdue), nil
	})
}

// cancelOldDigests ends those that nobody sent on their day; the next digest tells what they would have. It also ends messages about awards
// that nobody sent before the next step.
func (c change) cancelOldDigests(ctx context.Context, done *Swept) error {
	n, err := postgres.CancelOldDigests(ctx, c, c.now)
	done.Cancelled += n
	return err
}

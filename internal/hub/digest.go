package hub

import (
	"time"

	"github.com/google/uuid"
)

// DigestRhythm is how often a user wants one e-mail with what is theirs to do.
type DigestRhythm string

const (
	// DigestNone sends nothing; Today shows the same.
	DigestNone DigestRhythm = "NONE"
	// DigestDaily comes every working day at eight.
	DigestDaily DigestRhythm = "DAILY"
	// DigestWeekly comes once a week at eight, on the next working day where the chosen one is none.
	DigestWeekly DigestRhythm = "WEEKLY"
)

// WorkingDay is a day of the week on which a digest may come.
type WorkingDay string

// weekdays are the days of the week by their names.
var weekdays = map[WorkingDay]time.Weekday{
	"MONDAY": time.Monday, "TUESDAY": time.Tuesday, "WEDNESDAY": time.Wednesday, "THURSDAY": time.Thursday, "FRIDAY": time.Friday,
}

// Next is when the digest after that moment is due; day is that of a weekly one. False where there is none.
func (r DigestRhythm) Next(after time.Time, day WorkingDay, c Calendar) (time.Time, bool) {
	if r == DigestNone {
		return time.Time{}, false
	}
	for d := DateOf(after); ; d = d.AddDays(1) {
		if r == DigestWeekly && d.Weekday() != weekdays[day] {
			continue
		}
		if at := WindowOperational.Next(c, d.At(0, 0)); at.After(after) {
			return at, true
		}
	}
}

// DueWithin is for how many days ahead a digest lists what is due: until the next one.
func (r DigestRhythm) DueWithin() int {
	if r == DigestWeekly {
		return 6
	}
	return 0
}

// DigestReader is a user for whom a digest is made or sent, and what they chose.
type DigestReader struct {
	UserID UserID
	Name   string
	Email  EmailAddress
	// Ended says that the user's access has ended.
	Ended  bool
	Rhythm DigestRhythm
	Day    WorkingDay
	// NextAt is when the digest is due; nil before the first was planned.
	NextAt *time.Time
}

// OutgoingDigest is a digest that is about to be sent.
type OutgoingDigest struct {
	ID       MessageID
	NotAfter *time.Time
	Attempts int
	Reader   DigestReader
}

// Obstacle says what keeps a digest that says these things from going out at now. False: it may go.
func (o OutgoingDigest) Obstacle(now time.Time, says Digest) (reason string, is bool) {
	switch {
	case o.Reader.Ended:
		return "the user's access has ended", true
	case o.Reader.Rhythm == DigestNone:
		return "the user wants no digest any more", true
	case o.NotAfter != nil && !now.Before(*o.NotAfter):
		return "out of date", true
	case says.Empty():
		return "there is nothing left to say", true
	default:
		return "", false
	}
}

// Digest is what one e-mail tells a user. Tasks, Issues and Waiting are said again as long as they stand; the rest is said once.
type Digest struct {
	Today Date
	// Tasks are the user's own, due by the next digest or overdue, by day.
	Tasks []DigestTask
	// Waiting are referrals to the user's organisation that wait for an answer, or were promised and are overdue, by day.
	Waiting []DigestReferral
	// Issues are those of networks whose response the user owns, to be answered by the next digest or overdue, by day.
	Issues []DigestIssue
	// Unanswered are referrals that the user sent and that are overdue though the receiver was reminded.
	Unanswered []DigestReferral
	// Quiet are employers that the user leads and that nobody was in touch with for too long, the longest first.
	Quiet []QuietEmployer
	// RunningOut are awards of employers that the user leads that run out, or have, the next to run out first.
	RunningOut []DigestAward
	// Placements are what comes of opportunities that the coordinator's organisation works on.
	Placements []DigestPlacement
	// Interests are employers that are to be asked again whether they host, by day.
	Interests []DigestInterest
	// Unreplied are requests about placements that nobody answered by their day, or of which nobody could be asked, by day.
	Unreplied []AskedRequest
	// Answers are diagnostics that were answered since the last digest, and Replies what partners said to the user's referrals.
	Answers []DigestAnswer
	Replies []DigestReply
}

// Empty says that there is nothing to tell.
func (d Digest) Empty() bool {
	return len(d.Tasks)+len(d.Issues)+len(d.Waiting)+len(d.Unanswered)+len(d.Quiet)+len(d.RunningOut)+len(d.Placements)+len(d.Interests)+len(d.Unreplied)+len(d.Answers)+len(d.Replies) == 0
}

// DigestTask is a task in a digest. Title is nil where the user may not read it.
type DigestTask struct {
	ID           TaskID
	Title        *string
	DueOn        Date
	EmployerID   *EmployerID
	EmployerName *string
}

// DigestReferral is a referral in a digest, with the other organisation.
type DigestReferral struct {
	ID           ReferralID
	Kind         ReferralKind
	EmployerID   EmployerID
	EmployerName string
	Partner      string
	DueOn        Date
}

// DigestAward is an award that runs out, or has.
type DigestAward struct {
	ID           AccreditationID
	EmployerID   EmployerID
	EmployerName string
	// Title is the scheme and the level as people say them.
	Title     string
	ExpiresOn Date
	// MovesUp says that by the rules of the day it cannot be renewed: the employer moves up a level or loses it.
	MovesUp bool
	// Step is that of the table of reminders.
	Step int
}

// DigestAnswer is a diagnostic that was answered.
type DigestAnswer struct {
	ResponseID    ResponseID
	EmployerID    EmployerID
	EmployerName  string
	Questionnaire string
	SubmittedAt   time.Time
}

// DigestReply is what a partner made of a referral.
type DigestReply struct {
	ReferralID   ReferralID
	Kind         ReferralKind
	State        ReferralState
	EmployerID   EmployerID
	EmployerName string
	Partner      string
	At           time.Time
}

// The rules by which users hear of things. A digest carries them all.
const (
	// RuleDigest brings a user's digest. Its occurrence is the day.
	RuleDigest ReminderRule = "digest"
	// RuleTaskOverdue tells who has a task that its day is over. Its occurrence is that day.
	RuleTaskOverdue ReminderRule = "task.overdue"
	// RuleIssueOverdue tells who owns the response to an issue of a network that the day of the answer is over. Its occurrence is that day.
	RuleIssueOverdue ReminderRule = "issue.overdue"
	// RuleReferralOverdue tells of a referral that is overdue: in step 1 who received it, in step 2 who sent it. Its occurrence is
	// the day.
	RuleReferralOverdue ReminderRule = "referral.overdue"
	// RuleEmployerQuiet tells who leads an employer that nobody was in touch with for too long. Its occurrence is the start of the silence.
	RuleEmployerQuiet ReminderRule = "employer.quiet"
	// RuleAccreditationExpiry tells who leads an employer, and its contact, that an award runs out or has: the steps are rows of a
	// table. Its subject is the award and its occurrence the last day, so that a corrected day is told anew.
	RuleAccreditationExpiry ReminderRule = "accreditation.expiry"
)

// UserReminder is a thing that a user should hear once, as Reminder is for people at employers.
type UserReminder struct {
	ID         ReminderID
	Rule       ReminderRule
	SubjectID  uuid.UUID
	Occurrence string
	Step       int
}

// Reminders lists what the digest tells for the first time or once. What was heard before is left to the unique key.
func (d Digest) Reminders() []UserReminder {
	var all []UserReminder
	add := func(rule ReminderRule, subject uuid.UUID, occurrence Date, step int) {
		all = append(all, UserReminder{NewReminderID(), rule, subject, occurrence.String(), step})
	}
	for _, t := range d.Tasks {
		if t.DueOn.Before(d.Today) {
			add(RuleTaskOverdue, t.ID.UUID, t.DueOn, 0)
		}
	}
	for _, i := range d.Issues {
		if i.AnswerBy.Before(d.Today) {
			add(RuleIssueOverdue, i.ID.UUID, i.AnswerBy, 0)
		}
	}
	for _, r := range d.Waiting {
		if r.DueOn.Before(d.Today) {
			add(RuleReferralOverdue, r.ID.UUID, r.DueOn, ReceiverReminded)
		}
	}
	for _, r := range d.Unanswered {
		add(RuleReferralOverdue, r.ID.UUID, r.DueOn, SenderTold)
	}
	for _, e := range d.Quiet {
		add(RuleEmployerQuiet, e.ID.UUID, e.Since, 0)
	}
	for _, a := range d.RunningOut {
		add(RuleAccreditationExpiry, a.ID.UUID, a.ExpiresOn, a.Step)
	}
	for _, p := range d.Placements {
		add(p.Rule, p.OpportunityID.UUID, p.OnDay, p.step())
	}
	for _, i := range d.Interests {
		add(RuleHostingAsk, i.EmployerID.UUID, i.AskAgainOn, 0)
	}
	for _, r := range d.Unreplied {
		add(RuleRequestUnanswered, r.ID.UUID, r.UnansweredOn(), 0)
	}
	return all
}

// DigestReminder is what brings the digest of a day to a user.
func DigestReminder(to UserID, day Date) UserReminder {
	return UserReminder{NewReminderID(), RuleDigest, to.UUID, day.String(), 0}
}

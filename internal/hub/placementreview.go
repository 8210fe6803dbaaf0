package hub

import (
	"cmp"
	"slices"
	"time"
)

// PlacementReview is what a host says of a placement, or the participant to staff, half-way or at its end. What was said last stands.
type PlacementReview struct {
	ID          ReviewID
	PlacementID PlacementID
	Stage       ReviewStage
	// ByHost says that the host says it; else the participant does.
	ByHost bool
	Going  ReviewScale
	// Again is whether the host would host again, or the participant would recommend the host.
	Again ReviewAgain
	// Attendance and Help are the host's alone.
	Attendance *ReviewAttendance
	Help       []ReviewHelp
	// Note is a few words of the host; nothing about health.
	Note       *string
	SaidOn     Date
	RecordedAt time.Time
	// By is who took it down; nil where the host said it by a link.
	By *User
}

// ReviewStage is when a placement is reviewed.
type ReviewStage string

// When a placement is reviewed.
const (
	ReviewMidway ReviewStage = "MIDWAY"
	ReviewEnd    ReviewStage = "END"
)

// ReviewScale is how a placement goes. The set is closed, so that nobody writes of anybody's health.
type ReviewScale string

// How a placement goes, the best first.
const (
	GoesVeryWell ReviewScale = "VERY_WELL"
	GoesWell     ReviewScale = "WELL"
	GoesMixed    ReviewScale = "MIXED"
	GoesBadly    ReviewScale = "BADLY"
)

// ReviewAttendance is how regularly the participant comes.
type ReviewAttendance string

// How regularly somebody comes.
const (
	AttendsEveryDay   ReviewAttendance = "EVERY_DAY"
	AttendsMostDays   ReviewAttendance = "MOST_DAYS"
	AttendsSomeDays   ReviewAttendance = "SOME_DAYS"
	AttendsHardlyEver ReviewAttendance = "HARDLY_EVER"
)

// ReviewAgain is whether somebody would do it again.
type ReviewAgain string

// Whether somebody would do it again.
const (
	AgainYes   ReviewAgain = "YES"
	AgainMaybe ReviewAgain = "MAYBE"
	AgainNo    ReviewAgain = "NO"
)

// ReviewHelp is what would help a host.
type ReviewHelp string

// What would help, as the schema describes it.
const (
	HelpCall      ReviewHelp = "CALL"
	HelpVisit     ReviewHelp = "VISIT"
	HelpJobCoach  ReviewHelp = "JOB_COACH"
	HelpTraining  ReviewHelp = "TRAINING"
	HelpEquipment ReviewHelp = "EQUIPMENT"
	HelpHours     ReviewHelp = "OTHER_HOURS"
)

// ReviewAnswers are what is asked of a host; of a participant Going and Again alone.
type ReviewAnswers struct {
	Going      ReviewScale
	Again      ReviewAgain
	Attendance *ReviewAttendance
	Help       []ReviewHelp
	Note       *string
}

// RecordReviewInput is what staff heard a host or a participant say.
type RecordReviewInput struct {
	PlacementID PlacementID
	Stage       ReviewStage
	ByHost      bool
	Going       ReviewScale
	Again       ReviewAgain
	Attendance  *ReviewAttendance
	Help        []ReviewHelp
	Note        *string
	// SaidOn is today where absent.
	SaidOn *Date
}

const maxReviewNote = 300

// Answers are those of in.
func (in RecordReviewInput) Answers() ReviewAnswers {
	return ReviewAnswers{in.Going, in.Again, in.Attendance, in.Help, in.Note}
}

// Review is what was said of p. Errors: BAD_INPUT for a placement that has not come so far, for a day to come, and for answers that are missing or are
// not asked for.
func (p Placement) Review(stage ReviewStage, byHost bool, a ReviewAnswers, on *Date, now time.Time) (r PlacementReview, err error) {
	today := DateOf(now)
	r = PlacementReview{
		ID: NewReviewID(), PlacementID: p.ID, Stage: stage, ByHost: byHost, Going: a.Going, Again: a.Again, Attendance: a.Attendance, Help: distinct(a.Help), SaidOn: today, RecordedAt: now,
	}
	slices.Sort(r.Help)
	if on != nil {
		r.SaidOn = *on
	}
	if r.Note, err = optionalText(a.Note, maxReviewNote, "note"); err != nil {
		return r, err
	}
	over := p.State == PlacementCompleted || p.State == PlacementEndedEarly
	switch {
	case p.StartsOn == nil || !over && p.State != PlacementStarted:
		return r, BadInput("this placement is "+p.State.words()+"; it is reviewed once it has started", "placementId")
	case stage == ReviewEnd && !over && (p.EndsOn == nil || p.EndsOn.After(today)):
		return r, BadInput("it has not come to its last day; review it half-way, or complete it first", "stage")
	case r.SaidOn.After(today) || r.SaidOn.Before(*p.StartsOn):
		return r, BadInput("choose a day from the start of the placement to today", "saidOn")
	case byHost && r.Attendance == nil:
		return r, BadInput("choose how regularly they come", "attendance")
	case !byHost && (r.Attendance != nil || len(r.Help) > 0 || r.Note != nil):
		return r, BadInput("of a participant it is kept how it goes and whether they recommend the host, and nothing else", "going")
	}
	return r, nil
}

// PlacementEnding is what a host says of the end of a placement. It moves nothing by itself. What was said last stands.
type PlacementEnding struct {
	PlacementID PlacementID
	Ending      Ending
	LastDay     Date
	// Reason is why it ended early; nil otherwise.
	Reason     *PlacementReason
	SaidOn     Date
	RecordedAt time.Time
	// By is who took it down; nil where the host said it by a link.
	By *User
}

// Ending is how a placement comes to its end.
type Ending string

// How a placement comes to its end.
const (
	EndingAsPlanned Ending = "AS_PLANNED"
	EndingEarly     Ending = "ENDED_EARLY"
	EndingExtended  Ending = "EXTENDED"
)

// EndingAnswers are what a host says of the end.
type EndingAnswers struct {
	Ending Ending
	// LastDay is that of one that ended early or goes on; nil as planned.
	LastDay *Date
	Reason  *PlacementReason
}

// RecordEndingInput is what staff heard a host say of the end.
type RecordEndingInput struct {
	PlacementID PlacementID
	Ending      Ending
	LastDay     *Date
	Reason      *PlacementReason
	SaidOn      *Date
}

// Answers are those of in.
func (in RecordEndingInput) Answers() EndingAnswers {
	return EndingAnswers{in.Ending, in.LastDay, in.Reason}
}

// End is what was said of the end of p. Errors: CONFLICT for a placement that is over, BAD_INPUT for one that has not started, and for days and a reason
// that contradict each other.
func (p Placement) End(a EndingAnswers, on *Date, now time.Time) (e PlacementEnding, err error) {
	today := DateOf(now)
	e = PlacementEnding{PlacementID: p.ID, Ending: a.Ending, Reason: a.Reason, SaidOn: today, RecordedAt: now}
	if on != nil {
		e.SaidOn = *on
	}
	switch {
	case p.State.Over():
		return e, Conflict("this placement is "+p.State.words()+"; what its host says of the end changes nothing any more", "placementId")
	case p.State != PlacementStarted || p.StartsOn == nil:
		return e, BadInput("this placement is "+p.State.words()+"; it ends once it has started", "placementId")
	case e.SaidOn.After(today) || e.SaidOn.Before(*p.StartsOn):
		return e, BadInput("choose a day from the start of the placement to today", "saidOn")
	case a.Ending == EndingAsPlanned && p.EndsOn == nil:
		return e, BadInput("no last day was planned; say when it ended", "ending")
	case a.Ending == EndingAsPlanned && p.EndsOn.After(e.SaidOn):
		return e, BadInput("its last day, "+p.EndsOn.Words()+", has not come", "ending")
	case a.Ending != EndingAsPlanned && a.LastDay == nil:
		return e, BadInput("enter the last day", "lastDay")
	case a.Ending == EndingEarly && (a.Reason == nil || !slices.Contains(placementReasons[PlacementEndedEarly], *a.Reason)):
		return e, BadInput("choose why it ended early", "reason")
	case a.Ending != EndingEarly && a.Reason != nil:
		return e, BadInput("only one that ended early has a reason", "reason")
	}
	e.LastDay = *cmp.Or(a.LastDay, p.EndsOn)
	switch {
	case a.Ending == EndingAsPlanned && a.LastDay != nil && *a.LastDay != *p.EndsOn:
		return e, BadInput("its last day was to be "+p.EndsOn.Words()+"; say that it ended early or goes on", "lastDay")
	case a.Ending == EndingEarly && (e.LastDay.After(e.SaidOn) || e.LastDay.Before(*p.StartsOn)):
		return e, BadInput("choose a day from the start of the placement to today", "lastDay")
	case a.Ending == EndingEarly && p.EndsOn != nil && !e.LastDay.Before(*p.EndsOn):
		return e, BadInput("its last day was to be "+p.EndsOn.Words()+"; choose an earlier one, or say that it ended as planned", "lastDay")
	case a.Ending == EndingExtended && (!e.LastDay.After(today) || p.EndsOn != nil && !e.LastDay.After(*p.EndsOn) || e.LastDay.After(today.AddMonths(24))):
		return e, BadInput("choose the new last day, which is to come and within two years", "lastDay")
	}
	return e, nil
}

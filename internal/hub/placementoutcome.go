package hub

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// PlacementOutcome is something that a placement led to: claimed by staff, and confirmed by the employer of the job or by another member of staff.
type PlacementOutcome struct {
	ID            OutcomeID
	PlacementID   PlacementID
	ParticipantID ParticipantID
	Kind          OutcomeKind
	// Weeks are after how many weeks in work it counts as sustained; nil of other kinds.
	Weeks *int
	// OnDay is the day of the interview, of the offer, of the start, or until which the job has lasted.
	OnDay Date
	// EmployerID is whose job it is; nil for an employer that is not named.
	EmployerID *EmployerID
	HoursAWeek *int
	// Evidence is what was seen, and Reference where it is kept.
	Evidence  string
	Reference *string
	State     OutcomeState
	ClaimedAt time.Time
	// ClaimedBy is nil where the employer said it by a link.
	ClaimedBy *User
	// ConfirmedAt is nil until somebody confirmed it, and ConfirmedBy where the employer did.
	ConfirmedAt *time.Time
	ConfirmedBy *User
}

// OutcomeKind is what a placement led to.
type OutcomeKind string

// The kinds of outcomes, in the order in which they come.
const (
	OutcomeInterview OutcomeKind = "INTERVIEW"
	OutcomeOffer     OutcomeKind = "OFFER"
	OutcomeJobStart  OutcomeKind = "JOB_START"
	OutcomeSustained OutcomeKind = "SUSTAINED"
)

// OutcomeState is how far an outcome is.
type OutcomeState string

// The states of an outcome, as the schema describes them.
const (
	OutcomeClaimed    OutcomeState = "CLAIMED"
	OutcomeConfirmed  OutcomeState = "CONFIRMED"
	OutcomeRefused    OutcomeState = "REFUSED"
	OutcomeNotReached OutcomeState = "NOT_REACHED"
	OutcomeWithdrawn  OutcomeState = "WITHDRAWN"
)

// outcomeMoves are the states that follow each state. What is wrong is withdrawn and claimed anew, and never changed.
var outcomeMoves = map[OutcomeState][]OutcomeState{
	OutcomeClaimed:    {OutcomeConfirmed, OutcomeRefused, OutcomeWithdrawn},
	OutcomeConfirmed:  {OutcomeWithdrawn},
	OutcomeRefused:    {OutcomeConfirmed, OutcomeWithdrawn},
	OutcomeNotReached: {OutcomeWithdrawn},
	OutcomeWithdrawn:  {},
}

func (s OutcomeState) words() string {
	return map[OutcomeState]string{
		OutcomeClaimed: "claimed", OutcomeConfirmed: "confirmed", OutcomeRefused: "refused", OutcomeNotReached: "not reached", OutcomeWithdrawn: "withdrawn",
	}[s]
}

// counts says that an outcome is claimed or confirmed, and nobody said otherwise.
func (o PlacementOutcome) counts() bool {
	return o.State == OutcomeClaimed || o.State == OutcomeConfirmed
}

// AllowedTransitions are the states that by may move the outcome to: who claimed it does not confirm it.
func (o PlacementOutcome) AllowedTransitions(by Actor) []OutcomeState {
	to := []OutcomeState{}
	for _, next := range outcomeMoves[o.State] {
		if by.May(PermManageParticipants) && (next != OutcomeConfirmed || o.mayConfirm(by.UserID)) {
			to = append(to, next)
		}
	}
	return to
}

func (o PlacementOutcome) mayConfirm(by UserID) bool {
	return !by.IsZero() && (o.ClaimedBy == nil || o.ClaimedBy.ID != by)
}

// OutcomeMove is a step of an outcome after it was claimed.
type OutcomeMove struct {
	OutcomeID OutcomeID
	State     OutcomeState
	// Why is the reason, or what another member of staff saw; nil where the employer confirmed.
	Why        *string
	RecordedAt time.Time
	// By is nil where the employer did it by a link.
	By *User
}

// OutcomeFilter narrows outcomes; nil and empty fields do not.
type OutcomeFilter struct {
	EmployerID  *EmployerID
	ProgrammeIn []string
	KindIn      []OutcomeKind
	StateIn     []OutcomeState
	// From and Until are the first and the last day.
	From, Until *Date
}

// Check refuses what would ask too much of one request. Errors: BAD_INPUT.
func (f OutcomeFilter) Check() error {
	if len(f.ProgrammeIn) > maxChoices {
		return BadInput(fmt.Sprintf("choose at most %d", maxChoices), "filter", "programmeIn")
	}
	return nil
}

// ClaimOutcomeInput claims what a placement led to.
type ClaimOutcomeInput struct {
	PlacementID PlacementID
	Kind        OutcomeKind
	Weeks       *int
	OnDay       Date
	// EmployerID is whose job it is; the host's, or of a sustained one that of the job, where it is nil and Elsewhere false.
	EmployerID *EmployerID
	// Elsewhere says that it is an employer that is not named.
	Elsewhere  bool
	HoursAWeek *int
	Evidence   string
	Reference  *string
	// NotReached says that the job did not last so long.
	NotReached bool
}

const (
	maxOutcomeEvidence  = 300
	maxOutcomeReference = 100
)

// ClaimOutcome is the outcome that in claims of p, under the rule of p's first day, beside the others of it. That it is not claimed already says the
// database. Errors: BAD_INPUT for a placement that never started, for a day to come or too soon, and for a job that nobody started.
func (p Placement) ClaimOutcome(in ClaimOutcomeInput, rule ProgrammeRule, others []PlacementOutcome, by *User, now time.Time) (o PlacementOutcome, err error) {
	today := DateOf(now)
	o = PlacementOutcome{
		ID: NewOutcomeID(), PlacementID: p.ID, ParticipantID: p.ParticipantID, Kind: in.Kind, Weeks: in.Weeks, OnDay: in.OnDay, EmployerID: in.EmployerID, HoursAWeek: in.HoursAWeek,
		State: OutcomeClaimed, ClaimedAt: now, ClaimedBy: by,
	}
	if in.NotReached {
		o.State = OutcomeNotReached
	}
	switch {
	case by == nil:
		return o, BadInput("a person claims, so that another one can confirm it", "placementId")
	case p.StartsOn == nil || p.State != PlacementStarted && p.State != PlacementCompleted && p.State != PlacementEndedEarly:
		return o, BadInput("this placement is "+p.State.words()+"; only one that has started leads to something", "placementId")
	case in.Elsewhere && in.EmployerID != nil:
		return o, BadInput("choose an employer, or say that it is not named; not both", "employerId")
	case (in.Kind == OutcomeSustained) != (in.Weeks != nil):
		return o, BadInput("say after how many weeks, of a job that lasts and of nothing else", "weeks")
	case in.NotReached && in.Kind != OutcomeSustained:
		return o, BadInput("only of a job that was to last it is said that it did not", "notReached")
	case in.OnDay.After(today):
		return o, BadInput("choose today or an earlier day", "onDay")
	case in.OnDay.Before(*p.StartsOn):
		return o, BadInput("the placement started on "+p.StartsOn.Words()+"; choose that day or a later one", "onDay")
	}
	if err := between(in.HoursAWeek, 1, 100, "hoursAWeek"); err != nil {
		return o, err
	}
	if o.Evidence, err = requiredText(in.Evidence, maxOutcomeEvidence, "say what was seen, such as a payslip", "evidence"); err != nil {
		return o, err
	}
	if o.Reference, err = optionalLine(in.Reference, maxOutcomeReference, "reference"); err != nil {
		return o, err
	}
	employer := &p.EmployerID
	if in.Kind == OutcomeSustained {
		job, err := o.lasts(rule, others)
		if err != nil {
			return o, err
		}
		employer = job.EmployerID
	}
	if o.EmployerID == nil && !in.Elsewhere {
		o.EmployerID = employer
	}
	return o, nil
}

// lasts is the job that o says has lasted so many weeks, or has not. Errors: BAD_INPUT.
func (o PlacementOutcome) lasts(rule ProgrammeRule, others []PlacementOutcome) (job PlacementOutcome, err error) {
	if !slices.Contains(rule.OutcomeWeeks, *o.Weeks) {
		if len(rule.OutcomeWeeks) == 0 {
			return job, BadInput("its programme counts no job as lasting; the start of the job is what counts", "weeks")
		}
		return job, BadInput(fmt.Sprintf("its programme counts a job as lasting after %s weeks", inWords(rule.OutcomeWeeks)), "weeks")
	}
	at := slices.IndexFunc(others, func(other PlacementOutcome) bool { return other.Kind == OutcomeJobStart && other.counts() })
	if at < 0 {
		return job, BadInput("claim the start of the job first", "kind")
	}
	job = others[at]
	if reached := job.OnDay.AddDays(7 * *o.Weeks); o.State != OutcomeNotReached && o.OnDay.Before(reached) {
		return job, BadInput(fmt.Sprintf("the job started on %s; %d weeks are over on %s", job.OnDay.Words(), *o.Weeks, reached.Words()), "onDay")
	}
	if o.OnDay.Before(job.OnDay) {
		return job, BadInput("the job started on "+job.OnDay.Words()+"; choose that day or a later one", "onDay")
	}
	return job, nil
}

func inWords(numbers []int) string {
	words := make([]string, len(numbers))
	for i, n := range numbers {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, " or ")
}

// MoveOutcomeInput asks to confirm, refuse or withdraw an outcome.
type MoveOutcomeInput struct {
	OutcomeID OutcomeID
	State     OutcomeState
	// Why is the reason, or of one that is confirmed what was seen.
	Why string
}

// Move takes one step for a member of staff; others are the other outcomes of the placement. Errors: CONFLICT where the outcome cannot go there;
// BAD_INPUT.
func (o *PlacementOutcome) Move(in MoveOutcomeInput, others []PlacementOutcome, by *User, now time.Time) (m OutcomeMove, err error) {
	ask := map[OutcomeState]string{
		OutcomeConfirmed: "say what you saw, such as a payslip", OutcomeRefused: "say what the employer said", OutcomeWithdrawn: "say why it is withdrawn",
	}[in.State]
	why, err := requiredText(in.Why, maxOutcomeEvidence, ask, "why")
	switch {
	case !slices.Contains(outcomeMoves[o.State], in.State):
		return m, Conflict("this outcome is "+o.State.words()+" and cannot become "+in.State.words(), "state")
	case err != nil:
		return m, err
	case in.State == OutcomeConfirmed && (by == nil || !o.mayConfirm(by.ID)):
		return m, BadInput("another person than the one who claimed has to confirm it", "state")
	case in.State != OutcomeConfirmed && o.Kind == OutcomeJobStart && slices.ContainsFunc(others, func(other PlacementOutcome) bool {
		return other.Kind == OutcomeSustained && other.State != OutcomeWithdrawn
	}):
		return m, BadInput("it is recorded that the job lasted, or did not; withdraw that first", "state")
	}
	o.State = in.State
	if in.State == OutcomeConfirmed {
		o.ConfirmedAt, o.ConfirmedBy = &now, by
	}
	return OutcomeMove{OutcomeID: o.ID, State: in.State, Why: &why, RecordedAt: now, By: by}, nil
}

// OutcomeWeeks are after how many weeks the rule of a placement counts a job as sustained.
type OutcomeWeeks struct {
	PlacementID PlacementID
	Weeks       int
}

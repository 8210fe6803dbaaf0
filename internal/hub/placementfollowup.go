package hub

import (
	"fmt"
	"slices"
	"time"
)

// The kinds of requests that follow up placements, which rules of the hub ask of their hosts.
const (
	// RequestMidwayReview and RequestEndReview ask how a placement goes, and how it was.
	RequestMidwayReview PlacementRequestKind = "MIDWAY_REVIEW"
	RequestEndReview    PlacementRequestKind = "END_REVIEW"
	// RequestCompletion asks whether it came to its end.
	RequestCompletion PlacementRequestKind = "COMPLETION"
	// RequestOutcome asks whether an outcome is so that staff claimed.
	RequestOutcome PlacementRequestKind = "OUTCOME"
	// RequestJobLasts asks whether somebody still works there.
	RequestJobLasts PlacementRequestKind = "JOB_LASTS"
)

// FollowUp is what the page of a request says of the placement that it follows up. It is zero for other requests.
type FollowUp struct {
	Role                               *string
	PlacementStartsOn, PlacementEndsOn *Date
	// Reference is how the case system calls the participant, which the page says and no message.
	Reference *string
	// OutcomeKind and OutcomeOn are of the outcome that is to be confirmed, or of the start of the job.
	OutcomeKind *OutcomeKind
	OutcomeOn   *Date
}

// PlacementToAsk is something that a rule asks of a host.
type PlacementToAsk struct {
	Kind           PlacementRequestKind
	EmployerID     EmployerID
	PersonID       PersonID
	OrganisationID OrganisationID
	Occurrence     string
	PlacementID    *PlacementID
	OutcomeID      *OutcomeID
	Weeks          *int
}

// Request is what is asked.
func (a PlacementToAsk) Request() PlacementRequest {
	return PlacementRequest{
		Kind: a.Kind, EmployerID: a.EmployerID, PersonID: a.PersonID, OrganisationID: a.OrganisationID, Occurrence: a.Occurrence, PlacementID: a.PlacementID, OutcomeID: a.OutcomeID, Weeks: a.Weeks,
	}
}

// followUpTitle says in a line what is asked of a placement.
func (r AskedRequest) followUpTitle() string {
	if r.PlacementID == nil {
		return string(r.Kind)
	}
	placement := *r.Role + ", from " + r.PlacementStartsOn.Words()
	switch r.Kind {
	case RequestMidwayReview:
		return "How does the placement go? " + placement
	case RequestEndReview:
		return "How was the placement? " + placement
	case RequestCompletion:
		return "Did the placement end on " + r.PlacementEndsOn.Words() + "? " + placement
	case RequestOutcome:
		what := map[OutcomeKind]string{
			OutcomeInterview: "Did you interview them on ", OutcomeOffer: "Did you offer them a job on ", OutcomeJobStart: "Did they start a job with you on ", OutcomeSustained: "Did they work for you on ",
		}
		return what[*r.OutcomeKind] + r.OutcomeOn.Words() + "? After the placement: " + placement
	case RequestJobLasts:
		return fmt.Sprintf("Do they still work for you, %d weeks on? After the placement: %s", *r.Weeks, placement)
	default:
		return string(r.Kind)
	}
}

// followUpQuestions are what the page of a request asks of a placement.
func (r AskedRequest) followUpQuestions() []Question {
	if r.PlacementID == nil {
		return nil
	}
	who := "It is about the person with our reference " + *r.Reference + ". Say nothing about anybody’s health."
	again := Question{
		ID: "again", Kind: QuestionSingle, Required: true, Text: "Would you host somebody again?", Asks: "whether you would host somebody again",
		Options: []Option{{ID: string(AgainYes), Text: "Yes"}, {ID: string(AgainMaybe), Text: "Perhaps"}, {ID: string(AgainNo), Text: "No"}},
	}
	switch r.Kind {
	case RequestMidwayReview, RequestEndReview:
		going, attendance, attends := "how it goes", "How regularly do they come?", "how regularly they come"
		if r.Kind == RequestEndReview {
			going, attendance, attends = "how it was", "How regularly did they come?", "how regularly they came"
		}
		return []Question{
			{
				ID: "going", Kind: QuestionSingle, Required: true, Text: r.followUpTitle(), Asks: going, Hint: who,
				Options: []Option{
					{ID: string(GoesVeryWell), Text: "Very well"}, {ID: string(GoesWell), Text: "Well"}, {ID: string(GoesMixed), Text: "Well in some ways, badly in others"}, {ID: string(GoesBadly), Text: "Badly"},
				},
			},
			{
				ID: "attendance", Kind: QuestionSingle, Required: true, Text: attendance, Asks: attends,
				Options: []Option{
					{ID: string(AttendsEveryDay), Text: "Every day"}, {ID: string(AttendsMostDays), Text: "Most days"}, {ID: string(AttendsSomeDays), Text: "Some days"}, {ID: string(AttendsHardlyEver), Text: "Hardly ever"},
				},
			},
			again,
			{
				ID: "help", Kind: QuestionMultiple, Text: "What would help you? (optional)", Asks: "what would help you",
				Options: []Option{
					{ID: string(HelpCall), Text: "A call"}, {ID: string(HelpVisit), Text: "A visit"}, {ID: string(HelpJobCoach), Text: "A job coach"}, {ID: string(HelpTraining), Text: "Training for whoever supervises"},
					{ID: string(HelpEquipment), Text: "Equipment"}, {ID: string(HelpHours), Text: "Other days or hours"},
				},
			},
			{ID: "note", Kind: QuestionLongText, MaxLength: maxReviewNote, Text: "Anything else, in a few words? (optional)", Asks: "a few words", Hint: "Say nothing about anybody’s health, and do not name a person."},
		}
	case RequestCompletion:
		return []Question{
			{
				ID: "ending", Kind: QuestionSingle, Required: true, Text: r.followUpTitle(), Asks: "how it ended", Hint: who,
				Options: []Option{{ID: string(EndingAsPlanned), Text: "Yes, on that day"}, {ID: string(EndingEarly), Text: "No, it ended earlier"}, {ID: string(EndingExtended), Text: "No, it goes on"}},
			},
			{ID: "lastDay", Kind: QuestionDate, Text: "If not: what was or is to be the last day?", Asks: "the last day"},
			{ID: "reason", Kind: QuestionSingle, Text: "If it ended earlier: why?", Asks: "why it ended earlier", Options: endedEarlyOptions()},
		}
	case RequestOutcome, RequestJobLasts:
		yes, no := "Yes", "No"
		if r.Kind == RequestJobLasts {
			yes, no = "Yes, they still work here", "No, they do not work here any more"
		}
		return []Question{{
			ID: "answer", Kind: QuestionSingle, Required: true, Text: r.followUpTitle(), Asks: "yes or no", Hint: who, Options: []Option{{ID: answerYes, Text: yes}, {ID: answerNo, Text: no}},
		}}
	default:
		return nil
	}
}

const (
	answerYes = "YES"
	answerNo  = "NO"
)

// endedEarlyOptions are why a placement ended early, as far as its host may say.
func endedEarlyOptions() (all []Option) {
	words := map[PlacementReason]string{
		ReasonFoundWork: "They found work", ReasonStartedLearning: "They started education or training", ReasonTravel: "Travel", ReasonNotSuited: "The work did not suit", ReasonNoContact: "They could not be reached",
		ReasonAttendance: "Attendance", ReasonConduct: "Conduct", ReasonEmployerPlans: "Our plans changed", ReasonPersonal: "Another reason",
	}
	for _, reason := range []PlacementReason{ReasonFoundWork, ReasonStartedLearning, ReasonTravel, ReasonNotSuited, ReasonNoContact, ReasonAttendance, ReasonConduct, ReasonEmployerPlans, ReasonPersonal} {
		if slices.Contains(placementReasons[PlacementEndedEarly], reason) {
			all = append(all, Option{ID: string(reason), Text: words[reason]})
		}
	}
	return all
}

// ReviewAnswers are what a host's answers say of how a placement goes.
func (r AskedRequest) ReviewAnswers(given Answers) (stage ReviewStage, a ReviewAnswers) {
	stage = ReviewMidway
	if r.Kind == RequestEndReview {
		stage = ReviewEnd
	}
	a = ReviewAnswers{Going: ReviewScale(optionOf(given, "going")), Again: ReviewAgain(optionOf(given, "again")), Attendance: new(ReviewAttendance(optionOf(given, "attendance")))}
	for _, option := range given["help"].Options {
		a.Help = append(a.Help, ReviewHelp(option))
	}
	if note := given["note"].Text; note != "" {
		a.Note = &note
	}
	return stage, a
}

// EndingAnswers are what a host's answers say of the end of a placement.
func (r AskedRequest) EndingAnswers(given Answers) EndingAnswers {
	a := EndingAnswers{Ending: Ending(optionOf(given, "ending")), LastDay: given["lastDay"].Date}
	if reason := optionOf(given, "reason"); reason != "" {
		a.Reason = new(PlacementReason(reason))
	}
	return a
}

// SaysYes is whether a host's answer is yes.
func (r AskedRequest) SaysYes(given Answers) bool { return optionOf(given, "answer") == answerYes }

func optionOf(given Answers, id string) string {
	if options := given[id].Options; len(options) > 0 {
		return options[0]
	}
	return ""
}

// Answer is what the employer says of an outcome that staff claimed. Errors: CONFLICT where it is not claimed any more.
func (o *PlacementOutcome) Answer(yes bool, now time.Time) (OutcomeMove, error) {
	if o.State != OutcomeClaimed {
		return OutcomeMove{}, Conflict("this outcome is " + o.State.words())
	}
	o.State = OutcomeRefused
	if yes {
		o.State, o.ConfirmedAt = OutcomeConfirmed, &now
	}
	return OutcomeMove{OutcomeID: o.ID, State: o.State, RecordedAt: now}, nil
}

// Lasts is what the employer says of a job of p that is to have lasted so many weeks, which a member of staff has to confirm. Errors: CONFLICT where o is
// no start of a job any more.
func (o PlacementOutcome) Lasts(weeks int, yes bool, now time.Time) (PlacementOutcome, error) {
	if o.Kind != OutcomeJobStart || !o.counts() {
		return o, Conflict("this job is " + o.State.words())
	}
	next := PlacementOutcome{
		ID: NewOutcomeID(), PlacementID: o.PlacementID, ParticipantID: o.ParticipantID, Kind: OutcomeSustained, Weeks: &weeks, OnDay: DateOf(now), EmployerID: o.EmployerID,
		Evidence: "The employer says so", State: OutcomeClaimed, ClaimedAt: now,
	}
	if !yes {
		next.State = OutcomeNotReached
	}
	return next, nil
}

// unneededFollowUp is why a request about a placement is withdrawn that nobody needs answered any more.
const unneededFollowUp = "it is known by now, or the placement has changed"

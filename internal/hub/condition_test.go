package hub_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func TestATestThatIsTurnedRoundHoldsForWhatIsNotKnown(t *testing.T) {
	t.Parallel()
	one := 1
	changes := hub.Question{ID: "changes", Kind: hub.QuestionMultiple, DontKnow: true}
	jobs := hub.Question{ID: "jobs", Kind: hub.QuestionNumber, When: &hub.Condition{Question: "changes", Excludes: []string{"nothing"}}}
	unlessNothing := hub.Condition{Question: "changes", Not: &hub.Condition{Includes: []string{"nothing"}}}
	unlessNone := hub.Condition{Question: "jobs", Not: &hub.Condition{LessThan: &one}}
	for name, tc := range map[string]struct {
		when  hub.Condition
		given hub.Answers
		want  bool
	}{
		"the test passes":                 {unlessNothing, hub.Answers{"changes": chosen("nothing")}, false},
		"it does not":                     {unlessNothing, hub.Answers{"changes": chosen("growth")}, true},
		"the answer is not known":         {unlessNothing, hub.Answers{"changes": {DontKnow: true}}, true},
		"it was left empty":               {unlessNothing, hub.Answers{"changes": {}}, true},
		"it is still to come":             {unlessNothing, hub.Answers{}, false},
		"a number passes":                 {unlessNone, hub.Answers{"changes": chosen("growth"), "jobs": count(0)}, false},
		"a number does not":               {unlessNone, hub.Answers{"changes": chosen("growth"), "jobs": count(1)}, true},
		"a number is not known":           {unlessNone, hub.Answers{"changes": chosen("growth"), "jobs": {DontKnow: true}}, true},
		"the question is off the route":   {unlessNone, hub.Answers{"changes": chosen("nothing"), "jobs": count(1)}, false},
		"the question it hangs on is not": {unlessNone, hub.Answers{"changes": {DontKnow: true}, "jobs": count(1)}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := hub.Definition{Sections: []hub.Section{{Questions: []hub.Question{changes, jobs, {ID: "last", Kind: hub.QuestionNumber, When: &tc.when}}}}}

			got := false
			for _, q := range hub.NewRoute(d, tc.given).Questions {
				got = got || q.ID == "last"
			}

			if got != tc.want {
				t.Errorf("asked: %v, want %v", got, tc.want)
			}
		})
	}
}

// TestWhatCanNeverBeAskedIsExactlyWhatIsRefused makes up small questionnaires and gives each all answers that there are: a
// question is refused where, and only where, none of them leads to it.
func TestWhatCanNeverBeAskedIsExactlyWhatIsRefused(t *testing.T) {
	t.Parallel()
	refused, sound := 0, 0
	for seed := range uint64(600) {
		dice := rand.New(rand.NewPCG(seed, 2))
		d := madeUp(dice)
		err := fmt.Sprint(hub.ValidateDefinition(d))
		if strings.Contains(err, "needs exactly one of") || strings.Contains(err, "in a way that answers") {
			t.Fatalf("seed %d: the test makes up what is not sound: %s", seed, err)
		}

		asked := map[string]bool{}
		everyAnswer(d.Sections[0].Questions, hub.Answers{}, func(answers hub.Answers) {
			for _, q := range hub.NewRoute(d, answers).Questions {
				asked[q.ID] = true
			}
		})

		for i, q := range d.Sections[0].Questions {
			never := strings.Contains(err, fmt.Sprintf("sections[0].questions[%d].when can never hold", i))
			if never == asked[q.ID] {
				written, _ := json.Marshal(d.Sections[0].Questions)
				t.Fatalf("seed %d: question %d is asked: %v; refused: %v\n%s\n%s", seed, i, asked[q.ID], never, written, err)
			}
			if never {
				refused++
			} else if q.When != nil {
				sound++
			}
		}
	}
	if refused < 60 || sound < 60 {
		t.Errorf("%d conditions that never hold, %d that may: too few of one to say anything", refused, sound)
	}
}

// madeUp is a questionnaire of 4 questions; conditions are about those before.
func madeUp(dice *rand.Rand) hub.Definition {
	var all []hub.Question
	top := 3
	options := []hub.Option{{ID: "a", Text: "A"}, {ID: "b", Text: "B"}, {ID: "c", Text: "C"}}
	for i := range 4 {
		q := hub.Question{ID: fmt.Sprintf("q%d", i), Text: "?", Asks: "it", Required: dice.IntN(2) == 0, DontKnow: dice.IntN(2) == 0}
		switch dice.IntN(5) {
		case 0:
			q.Kind, q.Options = hub.QuestionSingle, options
		case 1:
			q.Kind, q.Options = hub.QuestionMultiple, slices.Concat(options, []hub.Option{{ID: "x", Text: "None", Exclusive: true}})
		case 2:
			q.Kind, q.Max = hub.QuestionNumber, &top
		case 3:
			q.Kind = hub.QuestionLongText
		case 4:
			q.Kind, q.Cell, q.Options, q.Rows = hub.QuestionGrid, hub.QuestionSingle, options, []hub.Option{{ID: "r", Text: "R"}, {ID: "s", Text: "S"}}
		}
		if i > 0 && dice.IntN(3) > 0 {
			when := madeUpCondition(dice, all, 2)
			q.When = &when
		}
		all = append(all, q)
	}
	return hub.Definition{Title: "T", About: "A", Minutes: 1, Sections: []hub.Section{{Title: "S", Questions: all}}}
}

func madeUpCondition(dice *rand.Rand, about []hub.Question, deep int) hub.Condition {
	if deep > 0 && dice.IntN(3) > 0 {
		list := []hub.Condition{madeUpCondition(dice, about, deep-1), madeUpCondition(dice, about, deep-1)}
		if dice.IntN(3) == 0 {
			return hub.Condition{AnyOf: list}
		}
		return hub.Condition{AllOf: list}
	}
	q := about[dice.IntN(len(about))]
	some := func(of ...string) []string {
		dice.Shuffle(len(of), func(i, j int) { of[i], of[j] = of[j], of[i] })
		return of[:1+dice.IntN(2)]
	}
	n := dice.IntN(5)
	var test hub.Condition
	switch {
	case q.Kind == hub.QuestionSingle:
		test.Is = some("a", "b", "c")
	case q.Kind == hub.QuestionGrid:
		test.AnyCell = some("a", "b", "c")
	case q.Kind == hub.QuestionLongText:
		test.Answered = true
	case q.Kind == hub.QuestionNumber && dice.IntN(2) == 0:
		test.GreaterThan = &n
	case q.Kind == hub.QuestionNumber:
		test.LessThan = &n
	case n == 0:
		test.FewerThan = &n
	case n == 1:
		few := 2 + dice.IntN(2)
		test.FewerThan = &few
	case n == 2:
		test.Excludes = some("a", "b", "c", "x")
	default:
		test.Includes = some("a", "b", "c", "x")
	}
	if dice.IntN(2) == 0 {
		return hub.Condition{Question: q.ID, Not: &test}
	}
	test.Question = q.ID
	return test
}

// everyAnswer calls with every set of answers to questions.
func everyAnswer(questions []hub.Question, given hub.Answers, call func(hub.Answers)) {
	if len(questions) == 1 { // nothing depends on the last
		call(given)
		return
	}
	q := questions[0]
	for _, a := range answersTo(q) {
		next := maps.Clone(given)
		next[q.ID] = a
		everyAnswer(questions[1:], next, call)
	}
}

func answersTo(q hub.Question) []hub.AnswerValue {
	var all []hub.AnswerValue
	switch q.Kind {
	case hub.QuestionSingle:
		for _, o := range q.Options {
			all = append(all, chosen(o.ID))
		}
	case hub.QuestionMultiple:
		all = append(all, chosen("x"))
		for set := 1; set < 8; set++ {
			var a hub.AnswerValue
			for i, o := range q.Options[:3] {
				if set>>i&1 == 1 {
					a.Options = append(a.Options, o.ID)
				}
			}
			all = append(all, a)
		}
	case hub.QuestionNumber:
		for n := range 4 {
			all = append(all, count(n))
		}
	case hub.QuestionGrid:
		for _, o := range q.Options {
			all = append(all, hub.AnswerValue{Grid: map[string]hub.AnswerValue{"r": chosen(o.ID)}})
			for _, p := range q.Options {
				all = append(all, hub.AnswerValue{Grid: map[string]hub.AnswerValue{"r": chosen(o.ID), "s": chosen(p.ID)}})
			}
		}
	default:
		all = append(all, hub.AnswerValue{Text: "words"})
	}
	if q.DontKnow {
		all = append(all, hub.AnswerValue{DontKnow: true})
	}
	if !q.Required {
		all = append(all, hub.AnswerValue{})
	}
	return all
}

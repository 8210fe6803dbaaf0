package hub_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func TestThePulseIsValid(t *testing.T) {
	t.Parallel()
	d := hub.Pulse()
	if err := hub.ValidateDefinition(d); err != nil {
		t.Fatal(err)
	}
	if n := len(d.Questions()); n != 6 {
		t.Errorf("%d questions, want 6", n)
	}
}

// asked is a small definition that is sound; the cases below break it in one place each.
const asked = `{
	"title": "T", "about": "A", "minutes": 1,
	"sections": [{"title": "One", "questions": [
		{"id": "trained", "kind": "SINGLE", "text": "Did you train?", "asks": "whether you trained",
			"options": [{"id": "yes", "text": "Yes"}, {"id": "no", "text": "No"}]},
		{"id": "staff", "kind": "NUMBER", "text": "How many?", "asks": "how many", "max": 50}
	]}, {"title": "Two", "questions": [
		{"id": "how", "kind": "MULTIPLE", "text": "How?", "asks": "how",
			"when": {"allOf": [{"question": "trained", "is": ["yes"]}, {"question": "staff", "greaterThan": 1}]},
			"options": [{"id": "course", "text": "Course"}, {"id": "job", "text": "On the job"},
				{"id": "none", "text": "None", "exclusive": true}]},
		{"id": "why", "kind": "LONG_TEXT", "text": "Why?", "asks": "why",
			"when": {"question": "how", "includes": ["none"]}}
	]}],
	"needs": [{"when": {"question": "staff", "lessThan": 5}, "question": "staff", "kind": "SKILLS_GAP", "status": "DRAFT",
		"horizon": "NOW", "headcount": "staff"}],
	"scores": [{"when": {"question": "trained", "is": ["no"]}, "theme": "TRAINING", "atLeast": 2}],
	"tasks": [{"when": {"question": "how", "includes": ["course"]}, "title": "Call {employer} about {how}", "dueWorkingDay": 3}]
}`

func TestDefinitionsAreRefusedWithThePlaceNamed(t *testing.T) {
	t.Parallel()
	if _, err := hub.ParseDefinition([]byte(asked)); err != nil {
		t.Fatalf("the sound one is refused: %v", err)
	}

	for name, tc := range map[string]struct{ replace, with, want string }{
		"not JSON":                          {`{`, `<`, `this is not a questionnaire's definition`},
		"an unknown setting":                {`"minutes"`, `"minuets"`, `unknown field "minuets"`},
		"something after the end":           {`"dueWorkingDay": 3}]` + "\n}", `"dueWorkingDay": 3}]}{}`, `something follows the end`},
		"no title":                          {`"T"`, `" "`, `title is empty`},
		"an empty section":                  {`{"title": "Two"`, `{"title": "Gap", "questions": []}, {"title": "Two"`, `sections[1].questions is empty`},
		"two questions of one id":           {`"id": "staff"`, `"id": "trained"`, `sections[0].questions[1].id is "trained", like a question before it`},
		"a question named like a fact":      {`"id": "why"`, `"id": "employer"`, `sections[1].questions[1].id is "employer", which stands for a known fact`},
		"an id that is not one":             {`"id": "why"`, `"id": "Why not?"`, `sections[1].questions[1].id is "Why not?"`},
		"an unknown kind":                   {`"LONG_TEXT"`, `"MAP"`, `sections[1].questions[1].kind is "MAP", which is not a kind of question`},
		"one option only":                   {`, {"id": "no", "text": "No"}]`, `]`, `sections[0].questions[0].options has fewer than two`},
		"two options of one id":             {`"id": "job"`, `"id": "course"`, `sections[1].questions[0].options[1].id is "course", like an option before it`},
		"an option without words":           {`"On the job"`, `""`, `sections[1].questions[0].options[1].text is empty`},
		"exclusive among single options":    {`"text": "No"`, `"text": "No", "exclusive": true`, `sections[0].questions[0].options[1].exclusive is for MULTIPLE`},
		"options of a number":               {`"max": 50`, `"options": []`, `sections[0].questions[1].options is not for questions of kind NUMBER`},
		"limits that contradict":            {`"max": 50`, `"min": 51, "max": 50`, `sections[0].questions[1].max is 50, below the least answer, 51`},
		"a limit taken from no question":    {`"max": 50`, `"noMoreThan": "all"`, `sections[0].questions[1].noMoreThan refers to "all"`},
		"a limit taken from a choice":       {`"max": 50`, `"noMoreThan": "trained"`, `sections[0].questions[1].noMoreThan refers to "trained", which is not a number`},
		"a limit taken from itself":         {`"max": 50`, `"noMoreThan": "staff"`, `sections[0].questions[1].noMoreThan refers to "staff", which is not a question before`},
		"a text of no length":               {`"text": "Why?"`, `"maxLength": -1, "text": "Why?"`, `sections[1].questions[1].maxLength is -1`},
		"a place for a later answer":        {`"Did you train?"`, `"Did you train {staff}?"`, `sections[0].questions[0].text has a place for "staff"`},
		"a place that is not closed":        {`"Did you train?"`, `"Did you train {staff?"`, `sections[0].questions[0].text has a { or }`},
		"a condition on no question":        {`{"question": "trained", "is": ["yes"]}`, `{"question": "tried", "is": ["yes"]}`, `sections[1].questions[0].when.allOf[0] refers to "tried", which is not a question`},
		"a condition on a later question":   {`{"question": "trained", "is": ["yes"]}`, `{"question": "why", "is": ["yes"]}`, `sections[1].questions[0].when.allOf[0] refers to "why", which is only asked later`},
		"a condition on itself":             {`{"question": "trained", "is": ["yes"]}`, `{"question": "how", "includes": ["job"]}`, `sections[1].questions[0].when.allOf[0] is a loop`},
		"a condition on no option":          {`["yes"]`, `["maybe"]`, `sections[1].questions[0].when.allOf[0] refers to "maybe", which is not an option of "trained"`},
		"a condition of another kind":       {`"greaterThan": 1`, `"is": ["yes"]`, `sections[1].questions[0].when.allOf[1] tests "staff" in a way`},
		"two tests at once":                 {`"greaterThan": 1`, `"greaterThan": 1, "lessThan": 3`, `sections[1].questions[0].when.allOf[1] needs exactly one of`},
		"a condition that asks nothing":     {`"greaterThan": 1`, `"greaterThan": null`, `sections[1].questions[0].when.allOf[1] needs exactly one of`},
		"an empty list of conditions":       {`{"question": "how", "includes": ["none"]}`, `{"anyOf": []}`, `sections[1].questions[1].when is an empty list`},
		"a number that is never so large":   {`"greaterThan": 1`, `"greaterThan": 50`, `sections[1].questions[0].when can never hold`},
		"a number between 3 and 4":          {`{"question": "staff", "greaterThan": 1}`, `{"question": "staff", "greaterThan": 3}, {"question": "staff", "lessThan": 4}`, `sections[1].questions[0].when can never hold`},
		"an answer that is both":            {`{"question": "staff", "greaterThan": 1}`, `{"question": "trained", "is": ["no"]}`, `sections[1].questions[0].when can never hold`},
		"exclusive and another":             {`{"question": "how", "includes": ["none"]}`, `{"allOf": [{"question": "how", "includes": ["none"]}, {"question": "how", "includes": ["job"]}]}`, `sections[1].questions[1].when can never hold`},
		"a contradiction two questions ago": {`{"question": "how", "includes": ["none"]}`, `{"allOf": [{"question": "how", "includes": ["job"]}, {"question": "trained", "is": ["no"]}]}`, `sections[1].questions[1].when can never hold`},
		"a test of nothing turned round":    {`"lessThan": 5`, `"not": {}`, `needs[0].when.not needs exactly one of`},
		"two tests turned round at once":    {`"lessThan": 5`, `"not": {"lessThan": 5, "greaterThan": 7}`, `needs[0].when.not needs exactly one of`},
		"a test turned round twice":         {`"lessThan": 5`, `"not": {"not": {"lessThan": 5}}`, `needs[0].when.not needs exactly one of`},
		"a question named twice":            {`"lessThan": 5`, `"not": {"question": "staff", "lessThan": 5}`, `needs[0].when.not needs exactly one of`},
		"another kind's test turned round":  {`"lessThan": 5`, `"not": {"is": ["yes"]}`, `needs[0].when.not tests "staff" in a way`},
		"no option turned round":            {`"includes": ["none"]`, `"not": {"includes": ["nowhere"]}`, `sections[1].questions[1].when.not refers to "nowhere"`},
		"a need of an unknown kind":         {`"SKILLS_GAP"`, `"GAP"`, `needs[0].kind is "GAP"`},
		"a need that is met from the start": {`"DRAFT"`, `"MET"`, `needs[0].status is "MET"`},
		"a need some day":                   {`"NOW"`, `"SOME_DAY"`, `needs[0].horizon is "SOME_DAY"`},
		"a need of no question":             {`"question": "staff", "kind"`, `"question": "stuff", "kind"`, `needs[0].question refers to "stuff"`},
		"a headcount that is no number":     {`"headcount": "staff"`, `"headcount": "how"`, `needs[0].headcount refers to "how"`},
		"a score of an unknown theme":       {`"TRAINING"`, `"LUCK"`, `scores[0].theme is "LUCK"`},
		"a score above 3":                   {`"atLeast": 2`, `"atLeast": 4`, `scores[0].atLeast is 4`},
		"a task about no question":          {`{how}`, `{what}`, `tasks[0].title has a place for "what"`},
		"a task for yesterday":              {`"dueWorkingDay": 3`, `"dueWorkingDay": -1`, `tasks[0].dueWorkingDay is in the past`},
		"a rule that never holds":           {`"lessThan": 5`, `"lessThan": 0`, `needs[0].when can never hold`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			broken := strings.Replace(asked, tc.replace, tc.with, 1)
			if broken == asked {
				t.Fatal("the case changes nothing")
			}

			_, err := hub.ParseDefinition([]byte(broken))

			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v\nwant %s", err, tc.want)
			}
			if err != nil && hub.CodeOf(err) != hub.ErrBadInput {
				t.Errorf("got %s, want BAD_INPUT", hub.CodeOf(err))
			}
		})
	}
}

func TestADefinitionThatNobodyCanFollowIsRefusedQuickly(t *testing.T) {
	t.Parallel()
	d := hub.Pulse()
	easier := hub.Condition{Question: "hiring", Is: []string{"easier"}}
	either := hub.Condition{AnyOf: []hub.Condition{easier, easier}}
	for range 60 { // 2^60 ways, were they all written out
		d.Sections[2].Questions[1].When = &hub.Condition{AllOf: append([]hub.Condition{either}, whenOf(d)...)}
	}

	err := hub.ValidateDefinition(d)

	if err == nil || !strings.Contains(err.Error(), "sections[2].questions[1].when can hold in too many ways") {
		t.Errorf("got %v", err)
	}
}

func whenOf(d hub.Definition) []hub.Condition {
	if w := d.Sections[2].Questions[1].When; w != nil {
		return []hub.Condition{*w}
	}
	return nil
}

func TestPlaceholders(t *testing.T) {
	t.Parallel()
	d, facts := hub.Pulse(), hub.Facts{Employer: "Don Valley {hiring} Ltd"}

	for name, tc := range map[string]struct {
		text  string
		given hub.Answers
		want  string
	}{
		"a fact, taken as it is":               {"About {employer}", nil, "About Don Valley {hiring} Ltd"},
		"a number with the word for many":      {"{vacancies|vacancy|vacancies} now", hub.Answers{"vacancies": count(1200)}, "1,200 vacancies now"},
		"a number with the word for one":       {"{vacancies|vacancy|vacancies} now", hub.Answers{"vacancies": count(1)}, "1 vacancy now"},
		"no answer yet":                        {"Of your {vacancies|vacancy|vacancies} now", nil, "Of your vacancies now"},
		"an answer that is not known":          {"Of your {vacancies} jobs", hub.Answers{"vacancies": {DontKnow: true}}, "Of your jobs"},
		"several options, in the page's order": {"About: {callAbout}", hub.Answers{"callAbout": chose("training", "recruitment")}, "About: Recruitment, Training"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := d.Fill(tc.text, facts, tc.given); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func FuzzDefinition(f *testing.F) {
	pulse, err := json.Marshal(hub.Pulse())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(pulse, "4")
	f.Add([]byte(asked), "course")
	f.Fuzz(func(t *testing.T, data []byte, typed string) {
		d, err := hub.ParseDefinition(data)
		if err != nil {
			return
		}
		// Whatever is accepted can be asked from start to end: every page takes an answer, refuses it or lets it be passed over.
		answers := hub.Answers{}
		for range d.Questions() {
			q, ok := hub.NewRoute(d, answers).Pending()
			if !ok {
				break
			}
			a, err := hub.ParseAnswer(q, map[string][]string{hub.FieldAnswer: {typed}}, answers)
			if err != nil {
				a, err = hub.ParseAnswer(q, map[string][]string{}, answers)
			}
			if err != nil {
				break
			}
			answers[q.ID] = a
		}
		hub.Evaluate(d, answers, hub.Facts{})
		for _, a := range d.InWords(answers, hub.Facts{}) {
			if !slices.ContainsFunc(d.Questions(), func(q hub.Question) bool { return q.ID == a.QuestionID }) {
				t.Errorf("%q was not asked", a.QuestionID)
			}
		}
	})
}

func chosen(options ...string) hub.AnswerValue { return hub.AnswerValue{Options: options} }

func count(n int) hub.AnswerValue { return hub.AnswerValue{Number: &n} }

func chose(options ...string) hub.AnswerValue { return hub.AnswerValue{Options: options} }

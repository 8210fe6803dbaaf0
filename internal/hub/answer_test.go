package hub_test

import (
	"encoding/json"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func TestParseAnswer(t *testing.T) {
	t.Parallel()
	pulse := hub.Pulse()
	words := hub.Question{ID: "job", Kind: hub.QuestionShortText, Asks: "the job", MaxLength: 5}
	lines := hub.Question{ID: "help", Kind: hub.QuestionLongText, Asks: "what would help"}
	question := func(id string) hub.Question {
		q, ok := pulse.Question(id)
		if !ok {
			t.Fatalf("the pulse does not ask %q", id)
		}
		return q
	}
	nine := hub.Answers{"vacancies": count(9)}

	for name, tc := range map[string]struct {
		question hub.Question
		form     map[string][]string
		want     string // the answer in words, or the start of what the person is told
	}{
		"a number":                          {question("vacancies"), typed("4"), "4"},
		"a number with spaces around it":    {question("vacancies"), typed(" 4 "), "4"},
		"a number with a comma":             {question("vacancies"), typed("1,200"), "1,200"},
		"none":                              {question("vacancies"), typed("0"), "0"},
		"a number not known":                {question("vacancies"), typed("", "dontKnow"), "I do not know"},
		"nothing typed":                     {question("vacancies"), typed(""), "Enter how many vacancies you have, as a number, such as 4, or choose “I do not know”"},
		"a form without the field":          {question("vacancies"), nil, "Enter how many vacancies you have, as a number, such as 4"},
		"a number in words":                 {question("vacancies"), typed("four"), "Enter how many vacancies you have, as a whole number in digits, such as 4"},
		"half a person":                     {question("vacancies"), typed("1.5"), "Enter how many vacancies you have, as a whole number"},
		"a number too long for a computer":  {question("vacancies"), typed("99999999999999999999"), "Enter how many vacancies you have, as a whole number"},
		"two numbers":                       {question("vacancies"), typed("4", "5"), "Enter how many vacancies you have, as a whole number"},
		"below zero":                        {question("vacancies"), typed("-1"), "Enter how many vacancies you have, as a number that is 0 or more"},
		"above the limit":                   {question("vacancies"), typed("10001"), "Enter how many vacancies you have, as a number that is 10,000 or less"},
		"known and not known":               {question("vacancies"), typed("4", "dontKnow"), "Enter how many vacancies you have, or choose “I do not know”, not both"},
		"as many as there are":              {question("hardToFill"), typed("9"), "9"},
		"more than there are":               {question("hardToFill"), typed("10"), "Enter how many of your vacancies are hard to fill, as a number that is 9 or less, because you have 9 in all"},
		"an option":                         {question("hiring"), typed("harder"), "Harder"},
		"no option":                         {question("hiring"), nil, "Select whether hiring skilled people is easier, the same or harder, or choose “I do not know”"},
		"an option that is not there":       {question("hiring"), typed("impossible"), "Select from the answers on the page"},
		"two options where one is due":      {question("hiring"), typed("harder", "easier"), "Select one answer only"},
		"the same option twice":             {question("hiring"), typed("harder", "harder"), "Select from the answers on the page"},
		"several options":                   {question("callAbout"), typed("training", "placements"), "Training, Placements"},
		"nothing and something":             {question("callAbout"), typed("training", "nothing"), "Select “Nothing, thank you” or the other answers, not both"},
		"do not know where it is not there": {question("callAbout"), typed("dontKnow"), "Select from the answers on the page"},
		"a field that the page has not":     {question("hiring"), map[string][]string{"answer": {"harder"}, "state": {"SUBMITTED"}}, `This page has no field "state"`},
		"a short text":                      {words, typed(" Weld "), "Weld"},
		"a text left out":                   {words, typed("  "), "Not answered"},
		"a text too long":                   {words, typed("Welder"), "Enter the job in 5 characters or fewer"},
		"lines where one is due":            {words, typed("a\nb"), "Enter the job in letters"},
		"lines where they may be":           {lines, typed("a\r\nb"), "a\nb"},
		"a text that is not one":            {lines, typed("a\x00"), "Enter what would help in letters"},
		"a question of an unknown kind":     {hub.Question{ID: "x", Kind: "MAP"}, typed("1"), `questions of kind "MAP" cannot be answered`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			a, err := hub.ParseAnswer(tc.question, tc.form, nine)

			got := tc.question.Show(a)
			if err != nil {
				got = err.Error()
			}
			if err != nil && hub.CodeOf(err) != hub.ErrBadInput {
				t.Errorf("%v is %s, want BAD_INPUT", err, hub.CodeOf(err))
			}
			if err == nil && got != tc.want || !strings.HasPrefix(got, tc.want) {
				t.Errorf("got  %q\nwant %q", got, tc.want)
			}
		})
	}
}

func TestValidateAnswers(t *testing.T) {
	t.Parallel()
	complete := func(change func(hub.Answers)) hub.Answers {
		a := hub.Answers{
			"hiring": chose("harder"), "vacancies": count(9), "hardToFill": count(4),
			"notFullyAble": chose("same"), "jobs": chose("up"), "callAbout": chose("nothing"),
		}
		change(a)
		return a
	}
	for name, tc := range map[string]struct {
		answers hub.Answers
		want    string
	}{
		"all answered": {complete(func(hub.Answers) {}), ""},
		"one missing":  {complete(func(a hub.Answers) { delete(a, "jobs") }), "Select whether you will have more or fewer jobs"},
		"one that is not asked may be missing": {complete(func(a hub.Answers) {
			a["vacancies"] = count(0)
			delete(a, "hardToFill")
		}), ""},
		"one off the route does not matter": {complete(func(a hub.Answers) { a["vacancies"] = count(0) }), ""},
		"fewer vacancies than are hard to fill, after a change": {complete(func(a hub.Answers) { a["vacancies"] = count(3) }),
			"Enter how many of your vacancies are hard to fill, as a number that is 3 or less"},
		"one of another version": {complete(func(a hub.Answers) { a["wages"] = count(9) }),
			"There is an answer to a question that this questionnaire does not ask"},
		"one of another kind":        {complete(func(a hub.Answers) { a["jobs"] = count(9) }), "Select from the answers on the page"},
		"one that is two at once":    {complete(func(a hub.Answers) { a["jobs"] = hub.AnswerValue{DontKnow: true, Text: "x"} }), "An answer cannot be given and not known"},
		"not known where it must be": {complete(func(a hub.Answers) { a["callAbout"] = hub.AnswerValue{DontKnow: true} }), "“I do not know” is not an answer"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := hub.ValidateAnswers(hub.Pulse(), tc.answers)
			if tc.want == "" && err != nil || tc.want != "" && (err == nil || !strings.HasPrefix(err.Error(), tc.want)) {
				t.Errorf("got %v, want %q", err, tc.want)
			}
		})
	}
}

func typed(values ...string) map[string][]string { return map[string][]string{hub.FieldAnswer: values} }

func FuzzAnswer(f *testing.F) {
	f.Add("vacancies", "answer", "1,200", "")
	f.Add("hardToFill", "answer", "", "dontKnow")
	f.Add("callAbout", "answer", "training", "nothing")
	f.Add("hiring", "state", "SUBMITTED", "")
	f.Fuzz(func(t *testing.T, id, field, value, second string) {
		q, ok := hub.Pulse().Question(id)
		if !ok {
			return
		}
		form := map[string][]string{field: {value, second}}
		given := hub.Answers{"vacancies": count(9)}

		a, err := hub.ParseAnswer(q, form, given)

		if err != nil {
			if hub.CodeOf(err) != hub.ErrBadInput {
				t.Fatalf("%v is not for the person who answers", err)
			}
			return
		}
		kept, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		var back hub.AnswerValue
		if err := json.Unmarshal(kept, &back); err != nil || hub.ValidateAnswer(q, back, given) != nil || q.Show(back) != q.Show(a) {
			t.Errorf("%s was accepted and does not survive being kept: %v", kept, err)
		}
	})
}

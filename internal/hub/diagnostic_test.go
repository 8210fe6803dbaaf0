package hub_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

var (
	partner  = hub.Organisation{ID: hub.NewOrganisationID(), Name: "Barnsley and Rotherham Chamber"}
	siteHere = hub.SiteOption(hub.NewSiteID(), "Works, S60 1AA")
	known    = hub.Facts{Employer: "Don Valley Castings Ltd", Sites: []hub.Option{siteHere}, Partners: []hub.Option{hub.PartnerOption(partner)}}
)

// walk answers a questionnaire page by page, each with what form gives for the question.
func walk(t *testing.T, d hub.Definition, form func(q hub.Question) hub.Form) hub.Answers {
	t.Helper()
	answers := hub.Answers{}
	for range 100 {
		route := hub.NewRoute(d, answers)
		q, pending := route.Pending()
		if !pending {
			return answers
		}
		a, err := hub.ParseAnswer(q, form(q), route.Given)
		if err != nil {
			t.Fatalf("%s: %v", q.ID, err)
		}
		answers[q.ID] = a
	}
	t.Fatal("a hundred pages are not enough")
	return nil
}

// given answers the questions that pages has, and the others with as little as they take.
func given(pages map[string]hub.Form) func(q hub.Question) hub.Form {
	return func(q hub.Question) hub.Form {
		if form, ok := pages[q.ID]; ok {
			return form
		}
		switch {
		case q.DontKnow:
			return typed(hub.DontKnow)
		case q.Kind == hub.QuestionSingle || q.Kind == hub.QuestionMultiple:
			return typed(q.Options[len(q.Options)-1].ID)
		case q.Kind == hub.QuestionGrid && q.Required:
			return hub.Form{"answer." + q.Rows[0].ID: {q.Options[0].ID}}
		default:
			return hub.Form{}
		}
	}
}

func TestTheDiagnosticOfALargeEmployer(t *testing.T) {
	t.Parallel()
	d := hub.Diagnostic().For(known)
	answers := walk(t, d, given(map[string]hub.Form{
		"sites": typed(siteHere.ID), "staff": typed("600"), "ableToHire": typed("some"), "vacancies": typed("10"), "hardToFill": typed("5"),
		"hardJobs": {
			"answer.1.job": {"Welder"}, "answer.1.count": {"3"}, "answer.1.why": {"fewApplicants", "skills"}, "answer.1.lacking": {"3"},
			"answer.2.job": {"Driver"}, "answer.2.count": {"2"}, "answer.2.why": {"terms"}, "answer.2.lacking": {"0"},
			"answer.3.job": {"Fitter"}, "answer.3.count": {"dontKnow"}, "answer.3.why": {"hours"}, "answer.3.lacking": {"dontKnow"},
		},
		"hardSkills":               {"answer.1": {"specialist", "team"}},
		"notProficient":            typed("30"),
		"gapJobs":                  {"answer.1.job": {"Team leader"}, "answer.1.count": {"20"}, "answer.1.skills": {"managing"}, "answer.1.reason": {"other"}, "answer.2.job": {"Clerk"}, "answer.2.count": {"10"}, "answer.2.skills": {"basicIT"}, "answer.2.reason": {"new"}},
		"training":                 typed("none"),
		"barriers":                 typed("cost", "time"),
		"planning":                 typed("none"),
		"changes":                  typed("automation", "retirements"),
		"futureJobs":               {"answer.1.job": {"Robot programmer"}, "answer.1.count": {"4"}, "answer.1.who": {"upskill"}, "answer.1.when": {"year"}, "answer.2.job": {"Data analyst"}, "answer.2.count": {"1"}, "answer.2.who": {"hire"}, "answer.2.when": {"later"}},
		"retiring":                 typed("60"),
		"apprentices":              typed("now"),
		"starts":                   {"answer.level3": {"2"}},
		"levy":                     typed("share"),
		"hosting":                  {"answer.workExperience": {"now"}, "answer.tLevel": {"interested"}, "answer.workTrial": {"notNow"}},
		"schools":                  typed("visit", "design"),
		"offers":                   typed("flexible", "progression"),
		"disabilityConfident":      typed("employer"),
		"disabilityConfidentUntil": {"answer.day": {"27"}, "answer.month": {"March"}, "answer.year": {"2027"}},
		"oneThing":                 typed("A welding course nearby"),
		"access":                   typed("team", hub.PartnerOption(partner).ID, "providers"),
	}))

	out := hub.Evaluate(d, answers, known)

	var needs []string
	for _, n := range out.Needs {
		needs = append(needs, fmt.Sprintf("%s %d %s %s %s", n.Kind, n.Headcount, n.Occupation, n.Horizon, strings.Join(n.Skills, "+")))
	}
	if want := []string{
		"SKILL_SHORTAGE_VACANCY 3 Welder NOW Specialist skills for the job+Working in a team",
		"HARD_TO_FILL_VACANCY 2 Driver NOW ",
		"SKILLS_GAP 20 Team leader NOW Managing or motivating staff",
		"UPSKILLING 4 Robot programmer TWELVE_MONTHS ",
		"FUTURE_NEED 1 Data analyst THREE_YEARS ",
		"FUTURE_NEED 60  THREE_YEARS ",
	}; !slices.Equal(needs, want) {
		t.Errorf("needs\n%s\nwant\n%s", strings.Join(needs, "\n"), strings.Join(want, "\n"))
	}
	if want := map[hub.ScoreTheme]int{"RECRUITMENT": 3, "SKILLS": 2, "TRAINING": 3, "FUTURE": 3, "PIPELINE": 3, "GOOD_WORK": 2}; !reflect.DeepEqual(out.Scores, want) {
		t.Errorf("scores %v, want %v", out.Scores, want)
	}
	if want := []hub.HostingOutcome{{"WORK_EXPERIENCE", "LOOKING"}, {"T_LEVEL", "OPEN"}, {"WORK_TRIAL", "NOT_NOW"}}; !slices.Equal(out.Hosting, want) {
		t.Errorf("hosting %v", out.Hosting)
	}
	if out.Journey == nil || out.Journey.Stage != hub.JourneyEmployer || out.Journey.Until.String() != "2027-03-27" {
		t.Errorf("journey %+v", out.Journey)
	}
	if !out.Providers || !slices.Equal(out.SharedWith, []hub.OrganisationID{partner.ID}) {
		t.Errorf("shared with %v, providers %v", out.SharedWith, out.Providers)
	}
	for _, want := range []string{"Read first what would help Don Valley Castings Ltd most", "Don Valley Castings Ltd would visit a school: bring them together", "Confirm with Don Valley Castings Ltd: 60 of 600 staff may retire in 3 years"} {
		if !slices.ContainsFunc(out.Tasks, func(o hub.TaskOutcome) bool { return o.Title == want }) {
			t.Errorf("no task %q among %v", want, out.Tasks)
		}
	}
	for _, want := range []hub.Help{hub.HelpBootcamp, hub.HelpSkillsBank, hub.HelpFunding, hub.HelpShortCourse, hub.HelpLevyTransfer, hub.HelpAccessToWork, hub.HelpOccupationalHealth} {
		if !slices.Contains(out.Help, want) {
			t.Errorf("no help %s among %v", want, out.Help)
		}
	}
	if n := len(hub.NewRoute(d, answers).Questions); n > 27 {
		t.Errorf("a large employer is asked %d questions", n)
	}
}

func TestTheDiagnosticOfASmallEmployer(t *testing.T) {
	t.Parallel()
	d := hub.Diagnostic().For(hub.Facts{Employer: "Corner Shop"})
	answers := walk(t, d, given(map[string]hub.Form{
		"staff": typed("12"), "vacancies": typed("0"), "notProficient": typed("0"), "changes": typed("nothing"), "apprentices": typed("no"),
		"offers": typed("flexible", "adjustments", "occupationalHealth", "mentalHealth", "progression", "inclusive"),
	}))

	route := hub.NewRoute(d, answers)
	if n := len(route.Questions); n > 18 {
		t.Errorf("asked %d questions", n)
	}
	out := hub.Evaluate(d, answers, hub.Facts{})
	if len(out.Needs) > 0 || out.Scores["GOOD_WORK"] != 0 || out.Scores["RECRUITMENT"] != 0 || out.SharedWith != nil {
		t.Errorf("made of nothing: %+v", out)
	}

	answers["staff"], answers["vacancies"], answers["hardToFill"] = count(12), count(4), count(4)
	jobs, _ := hub.NewRoute(d, answers).Find("hardJobs")
	_ = jobs
	for _, q := range hub.NewRoute(d, answers).Questions {
		if q.ID == "hardJobs" && q.EntriesAtMost() != 3 {
			t.Errorf("a small employer is asked about %d jobs, want 3", q.EntriesAtMost())
		}
	}
}

func TestDontKnowCreatesNothing(t *testing.T) {
	t.Parallel()
	d := hub.Diagnostic().For(known)
	answers := walk(t, d, given(nil))

	if out := hub.Evaluate(d, answers, known); len(out.Needs) > 0 || out.Scores["SKILLS"] != 0 {
		t.Errorf("got %+v", out)
	}
}

// TestAnyWayThroughEndsWell chooses answers by chance, page by page: the way ends, and what follows keeps its rules.
func TestAnyWayThroughEndsWell(t *testing.T) {
	t.Parallel()
	for name, d := range map[string]hub.Definition{"diagnostic": hub.Diagnostic().For(known), "pulse": hub.Pulse()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for seed := range uint64(300) {
				dice := rand.New(rand.NewPCG(seed, 1))
				answers := walk(t, d, func(q hub.Question) hub.Form { return byChance(dice, q) })
				if err := hub.ValidateAnswers(d, answers); err != nil {
					t.Fatalf("seed %d: %v", seed, err)
				}
				for _, q := range hub.NewRoute(d, answers).Questions {
					again, err := hub.ParseAnswer(q, q.Form(answers[q.ID]), answers)
					if err != nil || !reflect.DeepEqual(again, answers[q.ID]) {
						t.Fatalf("seed %d: %s is read from its own form as %+v, %v; want %+v", seed, q.ID, again, err, answers[q.ID])
					}
				}
				out := hub.Evaluate(d, answers, known)
				for theme, score := range out.Scores {
					if score < 0 || score > 3 {
						t.Errorf("seed %d: %s scores %d", seed, theme, score)
					}
				}
				for _, n := range out.Needs {
					if n.Headcount < 1 || n.Kind == hub.NeedSkillShortageVacancy && len(n.Skills) == 0 {
						t.Errorf("seed %d: %+v", seed, n)
					}
				}
			}
		})
	}
}

// byChance fills the form of a question with something that it takes.
func byChance(dice *rand.Rand, q hub.Question) hub.Form {
	form := hub.Form{}
	fill(dice, q, "answer", form, 3)
	return form
}

func fill(dice *rand.Rand, q hub.Question, name string, form hub.Form, most int) {
	if q.DontKnow && dice.IntN(4) == 0 {
		form[name] = []string{hub.DontKnow}
		return
	}
	switch q.Kind {
	case hub.QuestionSingle:
		form[name] = []string{q.Options[dice.IntN(len(q.Options))].ID}
	case hub.QuestionMultiple:
		for _, o := range q.Options {
			if !o.Exclusive && dice.IntN(3) == 0 {
				form[name] = append(form[name], o.ID)
			}
		}
		if form[name] == nil {
			form[name] = []string{q.Options[len(q.Options)-1].ID}
		}
	case hub.QuestionNumber:
		n := 1
		if q.NoMoreThan == "" {
			n = 1 + dice.IntN(200)
		}
		form[name] = []string{strconv.Itoa(n)}
	case hub.QuestionShortText, hub.QuestionLongText:
		form[name] = []string{"Words"}
	case hub.QuestionDate:
		form[name+".day"], form[name+".month"], form[name+".year"] = []string{"1"}, []string{"2"}, []string{"2027"}
	case hub.QuestionGrid:
		for _, row := range q.Rows {
			fill(dice, q.CellOf(row), name+"."+row.ID, form, most)
		}
	case hub.QuestionGroup:
		for n := 1; n <= 1+dice.IntN(most); n++ {
			for _, f := range q.Fields {
				fill(dice, f, q.FieldName(n, f.ID), form, most)
			}
		}
	}
}

func TestAnswersWithParts(t *testing.T) {
	t.Parallel()
	d := hub.Diagnostic().For(known)
	question := func(id string) hub.Question {
		q, ok := d.Question(id)
		if !ok {
			t.Fatalf("no question %q", id)
		}
		return q
	}
	job := func(n string, over hub.Form) hub.Form {
		form := hub.Form{"answer." + n + ".job": {"Welder"}, "answer." + n + ".count": {"2"}, "answer." + n + ".why": {"terms"}, "answer." + n + ".lacking": {"1"}}
		maps.Copy(form, over)
		return form
	}
	for name, tc := range map[string]struct {
		question string
		form     hub.Form
		want     string // in words, or "field: what the person is told"
	}{
		"a job":                         {"hardJobs", job("1", nil), "Welder; How many of these vacancies are hard to fill: 2; Why are they hard to fill: The pay or terms we can offer; How many mainly because people lack skills, qualifications or experience: 1"},
		"a job without a name":          {"hardJobs", job("1", hub.Form{"answer.1.job": {" "}}), "answer.1.job: Enter what the job is called"},
		"more than there are":           {"hardJobs", job("1", hub.Form{"answer.1.lacking": {"3"}}), "answer.1.lacking: Enter how many mainly for lack of skills, qualifications or experience, as a number that is 2 or less, because you have 2 in all"},
		"words for a number":            {"hardJobs", job("1", hub.Form{"answer.1.count": {"some"}}), "answer.1.count: Enter how many vacancies for this job are hard to fill, as a whole number in digits, such as 4, or choose “I do not know”"},
		"no job":                        {"hardJobs", hub.Form{}, "answer: Enter at least one job: which jobs are hard to fill, or choose “I do not know”"},
		"a sixth job":                   {"hardJobs", job("6", nil), `answer: This page has no field "answer.6.count". Go back to the page and answer there`},
		"a field that is not asked":     {"hardJobs", job("1", hub.Form{"answer.1.pay": {"1"}}), `answer: This page has no field "answer.1.pay". Go back to the page and answer there`},
		"a grid with a row left out":    {"starts", hub.Form{"answer.level3": {"2"}}, "Level 3, advanced: 2"},
		"a cell that is no number":      {"starts", hub.Form{"answer.level3": {"two"}}, "answer.level3: Enter how many apprentices might start, by level for “Level 3, advanced”, as a whole number in digits, such as 4"},
		"a row that is not there":       {"hosting", hub.Form{"answer.level9": {"now"}}, `answer: This page has no field "answer.level9". Go back to the page and answer there`},
		"an option that is not there":   {"hosting", hub.Form{"answer.tLevel": {"maybe"}}, "answer.tLevel: Select from the answers on the page"},
		"no row":                        {"hosting", hub.Form{}, "answer: Answer in at least one row: what you could host"},
		"a day":                         {"disabilityConfidentUntil", hub.Form{"answer.day": {"29"}, "answer.month": {"2"}, "answer.year": {"2028"}}, "29 February 2028"},
		"a day that the month lacks":    {"disabilityConfidentUntil", hub.Form{"answer.day": {"29"}, "answer.month": {"2"}, "answer.year": {"2027"}}, "answer.day: Enter until when your level lasts as a real date, such as 27 3 2027, or choose “I do not know”"},
		"a day without a year":          {"disabilityConfidentUntil", hub.Form{"answer.day": {"29"}, "answer.month": {"2"}}, "answer.year: Enter until when your level lasts with a year, such as 27 3 2027, or choose “I do not know”"},
		"a year in two digits":          {"disabilityConfidentUntil", hub.Form{"answer.day": {"1"}, "answer.month": {"2"}, "answer.year": {"27"}}, "answer.year: Enter until when your level lasts with a year in four digits, such as 2027"},
		"a day not known":               {"disabilityConfidentUntil", typed("dontKnow"), "I do not know"},
		"a day both known and not":      {"disabilityConfidentUntil", hub.Form{"answer": {"dontKnow"}, "answer.day": {"1"}}, "answer: Enter until when your level lasts, or choose “I do not know”, not both"},
		"a partner that is not offered": {"access", typed("team", "p00000000000000000000000000000000"), "answer: Select from the answers on the page"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			q := question(tc.question)
			a, err := hub.ParseAnswer(q, tc.form, hub.Answers{})
			got := q.Show(a)
			if err != nil {
				got = hub.FieldOf(err) + ": " + err.Error()
				if joined, ok := err.(interface{ Unwrap() []error }); ok {
					first := joined.Unwrap()[0]
					got = hub.FieldOf(first) + ": " + first.Error()
				}
			}
			if got != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
		})
	}
}

// leavers is a group whose entries hold a day.
func leavers() hub.Question {
	return hub.Question{
		ID: "leavers", Kind: hub.QuestionGroup, Text: "Who leaves?", Asks: "who leaves", Entry: "job", Most: 3, Required: true,
		Fields: []hub.Question{
			{ID: "job", Kind: hub.QuestionShortText, Text: "Job", Asks: "what the job is called", Required: true},
			{ID: "when", Kind: hub.QuestionDate, Text: "When?", Asks: "the day on which they leave", Required: true, DontKnow: true},
		},
	}
}

func TestAGroupThatHoldsADay(t *testing.T) {
	t.Parallel()
	leaver := func(n, job string, day ...string) hub.Form {
		form := hub.Form{"answer." + n + ".job": {job}}
		for i, part := range []string{"day", "month", "year"}[:len(day)] {
			form["answer."+n+".when."+part] = []string{day[i]}
		}
		return form
	}
	both := func(a, b hub.Form) hub.Form { maps.Copy(a, b); return a }
	q := leavers()
	for name, tc := range map[string]struct {
		form hub.Form
		want string // in words, or "field: what the person is told"
	}{
		"two entries": {both(leaver("1", "Welder", "29", "2", "2028"), leaver("2", "Fitter", "1", "March", "2027")), "Welder; When: 29 February 2028\nFitter; When: 1 March 2027"},
		"the day of one is not known": {
			both(leaver("1", "Welder", "1", "3", "2027"), both(leaver("2", "Fitter"), hub.Form{"answer.2.when": {"dontKnow"}})),
			"Welder; When: 1 March 2027\nFitter; When: I do not know",
		},
		"no day in the second":            {both(leaver("1", "Welder", "1", "3", "2027"), leaver("2", "Fitter")), "answer.2.when: Enter the day on which they leave, as a date, such as 27 3 2027, or choose “I do not know”"},
		"no year in the second":           {both(leaver("1", "Welder", "1", "3", "2027"), leaver("2", "Fitter", "1", "3")), "answer.2.when.year: Enter the day on which they leave with a year, such as 27 3 2027, or choose “I do not know”"},
		"a day that the month lacks":      {leaver("1", "Welder", "31", "4", "2027"), "answer.1.when.day: Enter the day on which they leave as a real date, such as 27 3 2027, or choose “I do not know”"},
		"a day and no job":                {leaver("1", "", "1", "3", "2027"), "answer.1.job: Enter what the job is called"},
		"a part that a day does not have": {both(leaver("1", "Welder", "1", "3", "2027"), hub.Form{"answer.1.when.hour": {"9"}}), `answer: This page has no field "answer.1.when.hour". Go back to the page and answer there`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, err := hub.ParseAnswer(q, tc.form, hub.Answers{})
			got := q.Show(a)
			if err != nil {
				got = hub.FieldOf(err) + ": " + err.Error()
			}
			if got != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
		})
	}

	t.Run("it is stored, shown in its form again, and moves up", func(t *testing.T) {
		t.Parallel()
		a, err := hub.ParseAnswer(q, both(leaver("1", "Welder", "1", "3", "2027"), leaver("2", "Fitter", "4", "5", "2028")), hub.Answers{})
		if err != nil {
			t.Fatal(err)
		}
		stored, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		var read hub.AnswerValue
		if err := json.Unmarshal(stored, &read); err != nil {
			t.Fatal(err)
		}

		if got, want := q.Without(q.Form(read), 1), leaver("1", "Fitter", "4", "5", "2028"); !reflect.DeepEqual(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

func TestEntriesMoveUp(t *testing.T) {
	t.Parallel()
	q, _ := hub.Diagnostic().Question("hardJobs")
	form := hub.Form{"answer.1.job": {"A"}, "answer.2.job": {" "}, "answer.3.job": {"C"}, "answer.4.job": {"D"}, "answer.9.job": {"forged"}}

	got := q.Without(form, 3)

	if want := (hub.Form{"answer.1.job": {"A"}, "answer.2.job": {"D"}, "answer.9.job": {"forged"}}); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

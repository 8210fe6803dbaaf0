package hub_test

import (
	"reflect"
	"slices"
	"testing"

	"employerhub/internal/hub"
)

func TestRoute(t *testing.T) {
	t.Parallel()
	all := []string{"hiring", "vacancies", "hardToFill", "notFullyAble", "jobs", "callAbout"}
	without := []string{"hiring", "vacancies", "notFullyAble", "jobs", "callAbout"}

	for name, tc := range map[string]struct {
		answers hub.Answers
		asked   []string
		pending string
		of      int
	}{
		"at the start a question that depends is not promised, but counted": {hub.Answers{}, without, "hiring", 6},
		"vacancies bring their question":                                    {hub.Answers{"hiring": chose("same"), "vacancies": count(1)}, all, "hardToFill", 6},
		"no vacancies shorten the way":                                      {hub.Answers{"hiring": chose("same"), "vacancies": count(0)}, without, "notFullyAble", 5},
		"not knowing shortens it too":                                       {hub.Answers{"hiring": chose("same"), "vacancies": {DontKnow: true}}, without, "notFullyAble", 5},
		"a change of mind makes an answer pending":                          {hub.Answers{"hiring": chose("same"), "vacancies": count(3), "hardToFill": count(4)}, all, "hardToFill", 6},
		"a gap is filled first":                                             {hub.Answers{"vacancies": count(0), "jobs": chose("up")}, without, "hiring", 5},
		"an answer that is no option does not stay":                         {hub.Answers{"hiring": chose("lovely")}, without, "hiring", 6},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := hub.NewRoute(hub.Pulse(), tc.answers)

			var got []string
			for _, q := range r.Questions {
				got = append(got, q.ID)
			}
			if !slices.Equal(got, tc.asked) {
				t.Errorf("asks %v, want %v", got, tc.asked)
			}
			if q, _ := r.Pending(); q.ID != tc.pending {
				t.Errorf("%q is pending, want %q", q.ID, tc.pending)
			}
			if n, of, exactly := r.Place("hiring"); n != 1 || of != tc.of || exactly != (of == len(tc.asked)) {
				t.Errorf("the first is %d of %d, exactly: %v; want 1 of %d", n, of, exactly, tc.of)
			}
		})
	}
}

func TestOnlyQuestionsUpToThePendingOneMayBeAsked(t *testing.T) {
	t.Parallel()
	r := hub.NewRoute(hub.Pulse(), hub.Answers{"hiring": chose("same"), "vacancies": count(0)})

	for id, want := range map[string]bool{"hiring": true, "vacancies": true, "notFullyAble": true, "jobs": false, "hardToFill": false, "x": false} {
		if _, got := r.Find(id); got != want {
			t.Errorf("%s may be asked: %v, want %v", id, got, want)
		}
	}
	if q, _ := r.Before("notFullyAble"); q.ID != "vacancies" {
		t.Errorf("%q is before notFullyAble, want vacancies", q.ID)
	}
	if q, ok := r.Before("hiring"); ok {
		t.Errorf("%q is before the first", q.ID)
	}
}

func TestEvaluate(t *testing.T) {
	t.Parallel()
	facts := hub.Facts{Employer: "Don Valley Castings Ltd"}
	hard := hub.NeedOutcome{Question: "hardToFill", Kind: hub.NeedHardToFillVacancy, Status: hub.NeedDraft, Horizon: hub.HorizonNow, Headcount: 4}
	recruitment := map[hub.ScoreTheme]int{hub.ScoreRecruitment: 1}

	for name, tc := range map[string]struct {
		answers hub.Answers
		want    hub.Outcome
	}{
		"vacancies that are hard to fill are a draft need": {
			hub.Answers{"vacancies": count(9), "hardToFill": count(4)},
			hub.Outcome{Needs: []hub.NeedOutcome{hard}, Scores: recruitment},
		},
		"vacancies that are easy to fill are none": {
			hub.Answers{"vacancies": count(9), "hardToFill": count(0)}, hub.Outcome{},
		},
		"what is not known creates nothing": {
			hub.Answers{"vacancies": count(9), "hardToFill": {DontKnow: true}}, hub.Outcome{},
		},
		"what is no longer on the route creates nothing": {
			hub.Answers{"vacancies": count(0), "hardToFill": count(4)}, hub.Outcome{},
		},
		"a wish for a call is one task, whatever it is about": {
			hub.Answers{"callAbout": chose("healthAtWork", "recruitment")},
			hub.Outcome{Tasks: []hub.TaskOutcome{{Title: "Call Don Valley Castings Ltd about: Recruitment, Health at work", DueWorkingDay: 3}}},
		},
		"no wish is no task": {
			hub.Answers{"callAbout": chose("nothing")}, hub.Outcome{},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if tc.want.Scores == nil {
				tc.want.Scores = map[hub.ScoreTheme]int{}
			}
			if got := hub.Evaluate(hub.Pulse(), tc.answers, facts); !reflect.DeepEqual(got, tc.want) {
				t.Errorf("got  %+v\nwant %+v", got, tc.want)
			}
		})
	}
}

func TestAnswersInWords(t *testing.T) {
	t.Parallel()
	got := hub.Pulse().InWords(hub.Answers{
		"vacancies": count(9), "hardToFill": {DontKnow: true}, "jobs": chose("up"),
	}, hub.Facts{Employer: "Don Valley Castings Ltd"})

	want := []hub.Answer{
		{QuestionID: "vacancies", Question: "How many vacancies does Don Valley Castings Ltd have now?", Answer: "9"},
		{QuestionID: "hardToFill", Question: "Of your 9 vacancies, how many are hard to fill?", Answer: "I do not know"},
		{QuestionID: "jobs", Question: "Will you have more or fewer jobs in 3 months than now?", Answer: "More"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

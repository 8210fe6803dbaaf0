package pages_test

import "testing"

// TestOnlyAnAnswerThatSaysSoSkipsQuestions takes "I do not know" for each number that opens further questions.
func TestOnlyAnAnswerThatSaysSoSkipsQuestions(t *testing.T) {
	t.Parallel()
	for name, asked := range map[string]func(t *testing.T, b testBundle) testBundle{
		"on the employer's page": func(_ *testing.T, b testBundle) testBundle { return b },
		"by phone": func(t *testing.T, b testBundle) testBundle {
			t.Helper()
			by, err := b.phoneAbout(t, b.priya(t), b.person, "diagnostic")
			if err != nil {
				t.Fatal(err)
			}
			by.get(t, "").says(t, "You are entering answers for Don Valley Castings Ltd, by phone with Jo Swann")
			return by
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := setup(t)
			b.askDiagnostic(t)
			b = asked(t, b)
			b.post(t, "/start", nil)
			b.save(t, "sites", "/question/staff", "unlisted")
			b.save(t, "staff", "/question/ableToHire", "12")
			b.save(t, "ableToHire", "/question/vacancies", "some")

			b.save(t, "vacancies", "/question/hardToFill", "dontKnow")
			b.get(t, "/question/hardToFill").says(t, "How many of your vacancies are hard to fill?")
			b.save(t, "hardToFill", "/question/hardJobs", "dontKnow")
			b.save(t, "hardJobs", "/question/notProficient", "dontKnow")
			b.save(t, "notProficient", "/question/gapJobs", "dontKnow")
			b.save(t, "gapJobs", "/question/training", "dontKnow")
			b.save(t, "training", "/question/barriers", "onTheJob")
			b.save(t, "barriers", "/question/planning", "nothing")
			b.save(t, "planning", "/question/changes", "none")
			b.save(t, "changes", "/question/futureJobs", "dontKnow")
			b.save(t, "futureJobs", "/question/apprentices")

			b.save(t, "changes", "/question/apprentices", "nothing")
			b.save(t, "notProficient", "/question/apprentices", "0")
			b.save(t, "hardToFill", "/question/apprentices", "0")
			b.save(t, "vacancies", "/question/apprentices", "0")
			if got := b.get(t, "/question/hardToFill"); got.location != "/question/apprentices" {
				t.Errorf("a question that is not asked: %d, to %q", got.status, got.location)
			}
		})
	}
}

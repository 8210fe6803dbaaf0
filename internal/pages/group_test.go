package pages_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// setupDiagnostic is setup, with the standard diagnostic instead of the pulse, answered as far as the jobs that are hard to fill.
func setupDiagnostic(t *testing.T, staff string) testBundle {
	t.Helper()
	b := setup(t)
	b.askDiagnostic(t)
	if got := b.post(t, "/start", nil); got.location != "/question/sites" {
		t.Fatalf("start: %d, to %q", got.status, got.location)
	}
	b.save(t, "sites", "/question/staff", "unlisted")
	if staff != "" {
		b.save(t, "staff", "/question/ableToHire", staff)
		b.save(t, "ableToHire", "/question/vacancies", "some")
		b.save(t, "vacancies", "/question/hardToFill", "9")
		b.save(t, "hardToFill", "/question/hardJobs", "6")
	}
	return b
}

// askDiagnostic asks the standard diagnostic where the pulse was asked.
func (b testBundle) askDiagnostic(t *testing.T) {
	t.Helper()
	b.exec(t, `UPDATE campaign SET questionnaire_version_id = (
		SELECT v.id FROM questionnaire_version v JOIN questionnaire q ON q.id = v.questionnaire_id WHERE q.key = 'diagnostic')`, nil)
	b.exec(t, `UPDATE employer SET headcount = 44 WHERE id = @employer`, pgx.NamedArgs{"employer": b.employer})
}

// jobs fills the form of the jobs that are hard to fill, in the places where they have a name.
func (b testBundle) jobs(t *testing.T, names ...string) url.Values {
	t.Helper()
	form := b.open(t, "/question/hardJobs")
	for i, name := range names {
		fill(form, i+1, name)
	}
	return form
}

func fill(form url.Values, n int, name string) {
	at := "answer." + string(rune('0'+n)) + "."
	form.Set(at+"job", name)
	if name == "" {
		return
	}
	form.Set(at+"count", "1")
	form.Set(at+"why", "fewApplicants")
	form.Set(at+"lacking", "1")
}

var jobNames = regexp.MustCompile(`name="answer\.\d\.job"[^>]*value="([^"]*)"`)

// named are the jobs on a page, in order.
func (a answer) named() string {
	var all []string
	for _, m := range jobNames.FindAllStringSubmatch(a.body, -1) {
		all = append(all, m[1])
	}
	return strings.Join(all, ",")
}

func TestEntriesAreAddedAndRemovedWithNothingLost(t *testing.T) {
	t.Parallel()
	b := setupDiagnostic(t, "60")
	for name, tc := range map[string]struct {
		jobs []string
		then string
		want string
		says string
	}{
		"the first is added":                     {nil, "add", ",", "Job 2"},
		"one is added after what is there":       {[]string{"Welder"}, "add", "Welder,", "Job 2"},
		"none is added beyond the most":          {[]string{"A", "B", "C", "D", "E"}, "add", "A,B,C,D,E", "That is as many as we ask about: 5"},
		"the first is removed":                   {[]string{"Welder", "Fitter"}, "remove.1", "Fitter", "Job 1 is off this page"},
		"the one after a blank one is removed":   {[]string{"Welder", "", "Fitter"}, "remove.3", "Welder", "Job 3 is off this page"},
		"a blank one is removed, and no other":   {[]string{"Welder", "", "Fitter"}, "remove.2", "Welder,Fitter", "Job 2 is off this page"},
		"the only one is removed":                {[]string{"Welder"}, "remove.1", "", "Job 1"},
		"one that is not there":                  {[]string{"Welder"}, "remove.9", "Welder", "Job 1"},
		"what no button of the page asks for":    {[]string{"Welder"}, "nonsense", "Welder", "Job 1"},
		"a name that could be mistaken for HTML": {[]string{"<b>Welder"}, "add", "&lt;b&gt;Welder,", "Job 2"},
	} {
		t.Run(name, func(t *testing.T) {
			form := b.jobs(t, tc.jobs...)
			before := b.contents(t)
			form.Set("then", tc.then)

			got := b.post(t, "/question/hardJobs", form)

			got.says(t, tc.says)
			if got.status != http.StatusOK || got.named() != tc.want {
				t.Errorf("got %d with %q, want %q", got.status, got.named(), tc.want)
			}
			if strings.Contains(got.body, `type="checkbox" value="fewApplicants" checked`) != (strings.Trim(tc.want, ",") != "") {
				t.Error("what was chosen in the entries is not as it was")
			}
			if b.contents(t) != before {
				t.Error("something was stored")
			}
		})
	}
}

func TestErrorsOfEntriesLeadToTheirFields(t *testing.T) {
	t.Parallel()
	b := setupDiagnostic(t, "60")
	form := b.jobs(t, "Welder", "", "Fitter")
	form.Set("answer.3.count", "some")
	form.Del("answer.3.why")

	got := b.post(t, "/question/hardJobs", form)

	if got.status != http.StatusUnprocessableEntity || got.named() != "Welder,Fitter" {
		t.Errorf("got %d with %q", got.status, got.named())
	}
	got.says(t, "Error: Which jobs are hard to fill?", "Job 2: Enter how many vacancies for this job are hard to fill, as a whole number")
	for _, wanted := range []string{`<a href="#answer.2.count">`, `id="answer.2.count"`, `value="some"`} {
		if !strings.Contains(got.body, wanted) {
			t.Errorf("the page has no %s", wanted)
		}
	}

	again := formOf(got)
	fill(again, 1, "Welder")
	fill(again, 2, "Fitter")
	if saved := b.post(t, "/question/hardJobs", again); saved.location != "/question/hardSkills" {
		t.Errorf("put right: %d, to %q\n%s", saved.status, saved.location, words(saved.body))
	}
}

func TestForgedFieldsOfPartsAreRefused(t *testing.T) {
	t.Parallel()
	b := setupDiagnostic(t, "60")
	for name, forge := range map[string]func(url.Values){
		"a field that entries do not have": func(f url.Values) { f.Set("answer.1.pay", "30000") },
		"an entry beyond the most":         func(f url.Values) { f.Set("answer.6.job", "Painter") },
		"an option that is not there":      func(f url.Values) { f.Set("answer.1.why", "weather") },
		"an answer to the whole":           func(f url.Values) { f.Set("answer", "Welder") },
	} {
		t.Run(name, func(t *testing.T) {
			form := b.jobs(t, "Welder")
			before := b.contents(t)
			forge(form)
			got := b.post(t, "/question/hardJobs", form)
			if got.status != http.StatusUnprocessableEntity || got.named() != "Welder" {
				t.Errorf("got %d with %q, want 422 with what was typed", got.status, got.named())
			}
			if b.contents(t) != before {
				t.Error("something was stored")
			}
		})
	}
}

func TestTheLargestPageIsTaken(t *testing.T) {
	t.Parallel()
	b := setupDiagnostic(t, "60")
	form := b.open(t, "/question/hardJobs")
	for n := 1; n <= 5; n++ {
		fill(form, n, strings.Repeat("🔥", 100))
		form["answer."+string(rune('0'+n))+".why"] = []string{"fewApplicants", "littleInterest", "terms", "skills", "attitude", "competition", "location", "hours", "season"}
	}
	if got := b.post(t, "/question/hardJobs", form); got.location != "/question/hardSkills" {
		t.Fatalf("the jobs: %d, to %q\n%s", got.status, got.location, words(got.body))
	}

	form = b.open(t, "/question/hardSkills")
	boxes := regexp.MustCompile(`name="(answer\.\d)" type="checkbox" value="(\w+)"`).FindAllStringSubmatch(b.get(t, "/question/hardSkills").body, -1)
	if len(boxes) != 5*24 {
		t.Fatalf("the page has %d boxes, want 24 for each of 5 jobs", len(boxes))
	}
	for _, box := range boxes {
		form.Add(box[1], box[2])
	}
	if got := b.post(t, "/question/hardSkills", form); got.location != "/question/notProficient" {
		t.Errorf("the skills: %d, to %q\n%s", got.status, got.location, words(got.body))
	}
}

func TestWhatIsOnRecordIsFilledIn(t *testing.T) {
	t.Parallel()
	b := setupDiagnostic(t, "")
	page := b.get(t, "/question/staff")
	page.says(t, "We have this on record. Change it if it is wrong.")
	if !strings.Contains(page.body, `value="44"`) || !strings.Contains(page.body, `aria-describedby="answer-hint answer-known"`) {
		t.Error("the page does not show the headcount on record")
	}
	b.save(t, "staff", "/question/ableToHire", "40")
	if page := b.get(t, "/question/staff"); strings.Contains(page.body, "on record") || !strings.Contains(page.body, `value="40"`) {
		t.Error("the page does not show what was answered")
	}
}

func TestAnAnswerThatAnotherOneMadeWrongIsAskedAgain(t *testing.T) {
	t.Parallel()
	b := setupDiagnostic(t, "60")
	b.post(t, "/question/hardJobs", b.jobs(t, "A", "B", "C", "D"))
	b.save(t, "staff", "/question/hardJobs", "30")

	page := b.get(t, "/question/hardJobs")

	page.says(t, "Another answer has changed, so look at this one again. Enter the 3 that matter most")
	if page.named() != "A,B,C" {
		t.Errorf("the page has %q", page.named())
	}
	b.wants(t, "still stored", `SELECT jsonb_array_length(answers->'hardJobs'->'group')::text FROM response`, "4")
}

func TestTheTaskListSaysWhatCanBeDone(t *testing.T) {
	t.Parallel()
	b := setupDiagnostic(t, "60")
	b.get(t, "").says(t, "1 of 8 sections done", "Your organisation Completed", "Recruitment In progress", "Skills of your staff Cannot start yet")
	b.post(t, "/question/hardJobs", b.jobs(t, "Welder"))
	form := b.open(t, "/question/hardSkills")
	form.Set("answer.1", "specialist")
	b.post(t, "/question/hardSkills", form)
	b.get(t, "").says(t, "2 of 8 sections done", "Recruitment Completed", "Skills of your staff Not started", "Training Cannot start yet")
}

func TestEntriesInTwoTabsAndAfterTheEnd(t *testing.T) {
	t.Parallel()

	t.Run("the second tab says what the first saved, and keeps its entries", func(t *testing.T) {
		t.Parallel()
		b := setupDiagnostic(t, "60")
		first, second := b.jobs(t, "Welder"), b.jobs(t, "Fitter", "Painter")
		b.post(t, "/question/hardJobs", first)

		got := b.post(t, "/question/hardJobs", second)

		if got.status != http.StatusConflict || got.named() != "Fitter,Painter" {
			t.Errorf("got %d with %q, want 409 with what was typed", got.status, got.named())
		}
		got.says(t, "This question was answered in another window", "Welder")
	})

	t.Run("the page of another version is refused, and keeps its entries", func(t *testing.T) {
		t.Parallel()
		b := setupDiagnostic(t, "60")
		form := b.jobs(t, "Welder")
		form.Set("questionnaire", hub.NewQuestionnaireVersionID().String())

		got := b.post(t, "/question/hardJobs", form)

		if got.status != http.StatusUnprocessableEntity || got.named() != "Welder" {
			t.Errorf("got %d with %q, want 422 with what was typed", got.status, got.named())
		}
		got.says(t, "another version of the questionnaire")
	})

	t.Run("when the time is over, adding and saving lead to the start, which says so", func(t *testing.T) {
		t.Parallel()
		b := setupDiagnostic(t, "60")
		for _, then := range []string{"add", "remove.1", "later", ""} {
			*b.now = today.At(10, 0)
			form := b.jobs(t, "Welder")
			if then != "" {
				form.Set("then", then)
			}
			*b.now = today.AddDays(22).At(10, 0)
			if got := b.post(t, "/question/hardJobs", form); got.status != http.StatusSeeOther || got.location != "" {
				t.Errorf("%q: %d, to %q; want to be led to the start", then, got.status, got.location)
			}
		}
		b.get(t, "").says(t, "14 December 2026")
		b.wants(t, "stored", `SELECT (answers ? 'hardJobs')::text FROM response`, "false")
	})
}

func TestChangingAnAnswerLeadsBackToTheList(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.complete(t)
	if !strings.Contains(b.get(t, "/check").body, `/question/hardToFill?from=check"`) {
		t.Error("the list does not say where Change comes from")
	}
	page := b.get(t, "/question/hardToFill?from=check")
	if !strings.Contains(page.body, `/check" class="govuk-back-link"`) {
		t.Error("Back does not lead to the list")
	}
	if wrong := b.post(t, "/question/hardToFill?from=check", formOf(page, "12")); !strings.Contains(wrong.body, `/check" class="govuk-back-link"`) {
		t.Error("Back does not lead to the list after an error")
	}
	if saved := b.post(t, "/question/hardToFill?from=check", formOf(page, "3")); saved.location != "/check" {
		t.Errorf("saving leads to %q, want the list", saved.location)
	}
}

func TestAGroupThatHoldsADay(t *testing.T) {
	t.Parallel()
	b := setup(t)
	definition, err := json.Marshal(hub.Definition{Title: "Who leaves", About: "It helps.", Minutes: 1, Sections: []hub.Section{{Title: "Leavers", Questions: []hub.Question{{
		ID: "leavers", Kind: hub.QuestionGroup, Text: "Who leaves?", Asks: "who leaves", Entry: "job", Required: true,
		Fields: []hub.Question{
			{ID: "job", Kind: hub.QuestionShortText, Text: "Job", Asks: "what the job is called", Required: true},
			{ID: "when", Kind: hub.QuestionDate, Text: "When?", Asks: "the day on which they leave", Required: true},
		},
	}}}}})
	if err != nil {
		t.Fatal(err)
	}
	b.exec(t, `WITH q AS (INSERT INTO questionnaire (id, key, name) VALUES (gen_random_uuid(), 'leavers', 'Leavers') RETURNING id),
		v AS (INSERT INTO questionnaire_version (id, questionnaire_id, number, state, definition, published_at)
			SELECT gen_random_uuid(), id, 1, 'PUBLISHED', @definition::jsonb, now() FROM q RETURNING id)
		UPDATE campaign SET questionnaire_version_id = (SELECT id FROM v)`, pgx.NamedArgs{"definition": string(definition)})
	b.post(t, "/start", nil)

	form := b.open(t, "/question/leavers")
	for field, value := range map[string]string{
		"answer.1.job": "Welder", "answer.1.when.day": "29", "answer.1.when.month": "2", "answer.1.when.year": "2027", "answer.2.job": "Fitter",
	} {
		form.Set(field, value)
	}
	wants := func(all ...string) {
		t.Helper()
		page := b.post(t, "/question/leavers", form).body
		for _, want := range all {
			if !strings.Contains(page, want) {
				t.Errorf("the page lacks %q\n%s", want, page)
			}
		}
	}
	wants(`href="#answer.1.when.day">Job 1: Enter the day on which they leave as a real date`, `value="29"`, `value="Fitter"`)
	form.Set("answer.1.when.month", "March")
	wants(`href="#answer.2.when.day">Job 2: Enter the day on which they leave, as a date`, `id="answer.2.when.day"`, `value="March"`)
	form.Set("answer.2.when.day", "1")
	form.Set("answer.2.when.month", "4")
	wants(`href="#answer.2.when.year">Job 2: Enter the day on which they leave with a year`)
	form.Set("answer.2.when.year", "2028")

	if got := b.post(t, "/question/leavers", form); got.location != "/check" {
		t.Fatalf("%d, to %q\n%s", got.status, got.location, words(got.body))
	}

	b.wants(t, "stored", `SELECT string_agg(entry -> 'when' ->> 'date', ' ') FROM response, jsonb_array_elements(answers -> 'leavers' -> 'group') entry`, "2027-03-29 2028-04-01")
	if said := words(b.get(t, "/check").body); !strings.Contains(said, "Fitter") || !strings.Contains(said, "1 April 2028") {
		t.Errorf("the check page says %s", said)
	}
}

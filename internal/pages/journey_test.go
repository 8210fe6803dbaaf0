package pages_test

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"employerhub/internal/hub"
)

func TestAnEmployerAnswersThePulse(t *testing.T) {
	t.Parallel()
	b := setup(t)

	b.get(t, "").says(t, "Skills pulse", "Don Valley Castings Ltd", "You can answer until 14 December 2026", "up to 6 questions", "Priya Nair, telephone 01709 000000")
	b.complete(t)

	b.get(t, "/question/hardToFill").says(t, "Recruitment · question 3 of 6", "Of your 9 vacancies, how many are hard to fill?")
	b.get(t, "").says(t, "You have answered every question, and not sent the answers yet")
	check := b.get(t, "/check")
	check.says(t, "How many vacancies does Don Valley Castings Ltd have now? 9 Change", "I do not know", "Recruitment, Health at work")

	if got := b.post(t, "/submit", formOf(check)); got.status != http.StatusSeeOther || got.location != "" {
		t.Fatalf("submit: %d, to %q\n%s", got.status, got.location, words(got.body))
	}

	reference := b.one(t, `SELECT reference FROM response WHERE state = 'SUBMITTED'`)
	b.get(t, "").says(t, "Thank you, we have your answers", reference, "Sent on 23 November 2026")
	b.wants(t, "the invitation", `SELECT state || coalesce(next_reminder_at::text, '') FROM invitation`, "SUBMITTED")
	b.wants(t, "the need", `SELECT concat_ws(' ', kind, status, headcount, question_id, horizon) FROM skills_need`, "HARD_TO_FILL_VACANCY DRAFT 4 hardToFill NOW")
	b.wants(t, "its history", `SELECT concat_ws(' ', status, valid_from, valid_until) FROM skills_need_status`, "DRAFT 2026-11-23")
	b.wants(t, "the task", `SELECT concat_ws('; ', t.title, t.due_on, u.name) FROM task t JOIN hub_user u ON u.id = t.assignee_id`,
		"Call Don Valley Castings Ltd about: Recruitment, Health at work; 2026-11-26; Priya Nair")
	b.wants(t, "what was recorded", `SELECT string_agg(action || ' ' || actor_kind, ', ' ORDER BY id) FROM audit WHERE action <> 'questionnaire.publish'`,
		"response.start PERSON"+strings.Repeat(", response.save PERSON", 6)+
			", response.submit PERSON, invitation.move PERSON, skillsneed.create PERSON, task.create PERSON")
	if strings.Contains(b.get(t, "").body, "Set-Cookie") || len(b.client.Jar.Cookies(mustParse(t, b.url))) > 0 {
		t.Error("the pages set a cookie")
	}
}

func TestGetChangesNothing(t *testing.T) {
	t.Parallel()
	b := setup(t)
	paths := []string{"", "/question/hiring", "/question/callAbout", "/check", "/saved", "/not-now", "/not-for-me", "/left", "/hand-over", "/preferences", "/unsubscribe", "/start", "/submit", "/nonsense"}
	for _, at := range []struct {
		stage string
		do    func()
	}{
		{"before the start", func() {}},
		{"with every answer saved", func() { b.complete(t) }},
		{"after sending", func() { b.post(t, "/submit", b.open(t, "/check")) }},
	} {
		at.do()
		before := b.contents(t)
		for _, path := range paths {
			b.get(t, path)
			request, err := http.NewRequestWithContext(t.Context(), http.MethodHead, b.url+path, nil)
			if err != nil {
				t.Fatal(err)
			}
			b.do(t, request)
		}
		if after := b.contents(t); after != before {
			t.Errorf("%s: looking at pages changed\n%s\ninto\n%s", at.stage, before, after)
		}
	}
}

func TestLinksThatDoNotWork(t *testing.T) {
	t.Parallel()
	b := setup(t)
	revoked, now := hub.NewLinkToken(), today.At(9, 0)
	b.link(t, hub.Link{ID: hub.NewLinkID(), PersonID: b.person, InvitationID: b.invitation, ExpiresAt: today.AddDays(30).At(0, 0), RevokedAt: &now}, revoked)
	expired := hub.NewLinkToken()
	b.link(t, hub.Link{ID: hub.NewLinkID(), PersonID: b.person, InvitationID: b.invitation, ExpiresAt: today.At(10, 0)}, expired)

	for name, tc := range map[string]struct {
		token  string
		status int
		says   string
	}{
		"a token that was never given": {string(hub.NewLinkToken()), http.StatusNotFound, "Page not found"},
		"half a token":                 {string(b.token)[:20], http.StatusNotFound, "some mail programs break it"},
		"a token in capitals works":    {strings.ToUpper(string(b.token)), http.StatusOK, "Start now"},
		"an expired one":               {string(expired), http.StatusGone, "It worked until 23 November 2026"},
		"a revoked one":                {string(revoked), http.StatusGone, "Open the link in the latest e-mail from us"},
	} {
		t.Run(name, func(t *testing.T) {
			there := b
			there.url = strings.Replace(b.url, string(b.token), tc.token, 1)
			got := there.get(t, "")
			if got.status != tc.status {
				t.Errorf("got %d, want %d", got.status, tc.status)
			}
			got.says(t, tc.says)
			if tc.status != http.StatusOK {
				if post := there.post(t, "/not-for-me", nil); post.status != tc.status {
					t.Errorf("a POST got %d, want %d", post.status, tc.status)
				}
			}
		})
	}
	b.wants(t, "objections", `SELECT count(*)::text FROM objection`, "0")
}

func TestGuessingLinksIsSlowed(t *testing.T) {
	t.Parallel()
	b := setup(t)
	guess := b
	for range 20 {
		guess.url = strings.Replace(b.url, string(b.token), string(hub.NewLinkToken()), 1)
		if got := guess.get(t, ""); got.status != http.StatusNotFound {
			t.Fatalf("got %d, want 404", got.status)
		}
	}
	got := guess.get(t, "")
	if got.status != http.StatusTooManyRequests || got.header.Get("Retry-After") == "" {
		t.Errorf("got %d, want 429 with Retry-After", got.status)
	}
	got.says(t, "Please wait a minute")
}

func TestHammeringOneLinkIsSlowed(t *testing.T) {
	t.Parallel()
	b := setup(t)
	var last answer
	for range 130 {
		if last = b.get(t, ""); last.status == http.StatusTooManyRequests {
			break
		}
	}
	if last.status != http.StatusTooManyRequests {
		t.Fatalf("got %d after 130 requests, want 429", last.status)
	}
	last.says(t, "This link was used too often", "Nothing that you saved is lost")
}

func TestBadAnswersAreRefusedAndKeptOnThePage(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.post(t, "/start", nil)
	b.save(t, "hiring", "/question/vacancies", "harder")
	b.save(t, "vacancies", "/question/hardToFill", "9")

	for name, tc := range map[string]struct {
		change func(url.Values)
		status int
		says   string
		keeps  string
	}{
		"out of range": {func(f url.Values) { f.Set("answer", "12") }, 422,
			"Enter how many of your vacancies are hard to fill, as a number that is 9 or less, because you have 9 in all", `value="12"`},
		"in words":            {func(f url.Values) { f.Set("answer", "<b>four") }, 422, "as a whole number in digits, such as 4", `value="&lt;b&gt;four"`},
		"missing":             {func(f url.Values) { f.Del("answer") }, 422, "as a number, such as 4, or choose “I do not know”", ""},
		"both":                {func(f url.Values) { f["answer"] = []string{"4", "dontKnow"} }, 422, "not both", `value="4"`},
		"a forged field":      {func(f url.Values) { f.Set("state", "SUBMITTED") }, 422, "This page has no field", ""},
		"of another version":  {func(f url.Values) { f.Set("questionnaire", hub.NewQuestionnaireVersionID().String()) }, 422, "another version of the questionnaire", ""},
		"without a version":   {func(f url.Values) { f.Del("version") }, 400, "What the page sent cannot be read", ""},
		"larger than a form":  {func(f url.Values) { f.Set("answer", strings.Repeat("4", 100_000)) }, 400, "What the page sent cannot be read", ""},
		"not an ID":           {func(f url.Values) { f.Set("questionnaire", "1 OR 1=1") }, 400, "What the page sent cannot be read", ""},
		"a version not there": {func(f url.Values) { f.Set("version", "many") }, 400, "What the page sent cannot be read", ""},
	} {
		t.Run(name, func(t *testing.T) {
			form := b.open(t, "/question/hardToFill", "4")
			before := b.contents(t)
			tc.change(form)

			got := b.post(t, "/question/hardToFill", form)

			if got.status != tc.status {
				t.Errorf("got %d, want %d", got.status, tc.status)
			}
			got.says(t, tc.says)
			if got.status == 422 {
				got.says(t, "Error: Of your 9 vacancies", "There is a problem")
			}
			if !strings.Contains(got.body, tc.keeps) {
				t.Errorf("the page does not keep %s", tc.keeps)
			}
			if b.contents(t) != before {
				t.Error("something was stored")
			}
		})
	}
}

func TestAQuestionNobodyMayJumpTo(t *testing.T) {
	t.Parallel()
	b := setup(t)
	for path, leadsTo := range map[string]string{"/question/hiring": "", "/check": "", "/saved": ""} {
		if got := b.get(t, path); got.location != leadsTo || got.status != http.StatusSeeOther {
			t.Errorf("before the start %s: %d, to %q; want to be led to the start", path, got.status, got.location)
		}
	}
	b.post(t, "/start", nil)
	b.save(t, "hiring", "/question/vacancies", "harder")
	for _, path := range []string{"/question/jobs", "/question/hardToFill", "/question/nonsense", "/check"} {
		if got := b.get(t, path); got.location != "/question/vacancies" {
			t.Errorf("%s leads to %q, want /question/vacancies", path, got.location)
		}
	}
	form := b.open(t, "/question/vacancies")
	if got := b.post(t, "/submit", form); got.location != "/question/vacancies" {
		t.Errorf("submitting early: %d, to %q; want /question/vacancies", got.status, got.location)
	}
	b.wants(t, "submitted", `SELECT count(*)::text FROM response WHERE state = 'SUBMITTED'`, "0")
}

func TestTwoTabs(t *testing.T) {
	t.Parallel()

	t.Run("the second tab says what happened, keeps what was typed, and may replace it", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.post(t, "/start", nil)
		b.save(t, "hiring", "/question/vacancies", "harder")
		first := b.open(t, "/question/vacancies", "9")
		second := b.open(t, "/question/vacancies", "7")
		b.post(t, "/question/vacancies", first)

		got := b.post(t, "/question/vacancies", second)

		if got.status != http.StatusConflict || !strings.Contains(got.body, `value="7"`) {
			t.Errorf("got %d, want 409 with what was typed", got.status)
		}
		got.says(t, "This question was answered in another window while this page was open. The answer there is “9”")
		b.wants(t, "stored", `SELECT answers->'vacancies'->>'number' FROM response`, "9")

		if again := b.post(t, "/question/vacancies", formOf(got, "7")); again.location != "/question/hardToFill" {
			t.Errorf("saving again: %d, to %q", again.status, again.location)
		}
		b.wants(t, "stored", `SELECT answers->'vacancies'->>'number' FROM response`, "7")
	})

	t.Run("different questions in two tabs are both saved", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.post(t, "/start", nil)
		b.save(t, "hiring", "/question/vacancies", "harder")
		slow := b.open(t, "/question/vacancies", "9")
		b.save(t, "hiring", "/question/vacancies", "easier")

		if got := b.post(t, "/question/vacancies", slow); got.location != "/question/hardToFill" {
			t.Errorf("got %d, to %q", got.status, got.location)
		}
		b.wants(t, "stored", `SELECT answers->'hiring'->'options'->>0 || (answers->'vacancies'->>'number') FROM response`, "easier9")
	})

	t.Run("a question that another tab took off the way is told so", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.post(t, "/start", nil)
		b.save(t, "hiring", "/question/vacancies", "harder")
		b.save(t, "vacancies", "/question/hardToFill", "9")
		slow := b.open(t, "/question/hardToFill", "4")
		b.save(t, "vacancies", "/question/notFullyAble", "0")

		got := b.post(t, "/question/hardToFill", slow)

		if got.status != http.StatusConflict {
			t.Errorf("got %d, want 409", got.status)
		}
		got.says(t, "This question is not asked any more", "Your other answers are saved")
	})

	t.Run("answers that changed while they were checked are checked again", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.complete(t)
		checked := b.open(t, "/check")
		b.save(t, "hardToFill", "/check", "5")

		got := b.post(t, "/submit", checked)

		if got.status != http.StatusConflict {
			t.Errorf("got %d, want 409", got.status)
		}
		got.says(t, "Answers were changed in another window while this page was open", "how many are hard to fill? 5")
		if again := b.post(t, "/submit", formOf(got)); again.status != http.StatusSeeOther {
			t.Errorf("sending again: %d", again.status)
		}
		b.wants(t, "the need", `SELECT headcount::text FROM skills_need`, "5")
	})

	t.Run("a page that was open when another tab sent the answers leads to the reference", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.complete(t)
		open := b.open(t, "/question/hardToFill", "1")
		b.post(t, "/submit", b.open(t, "/check"))

		if got := b.post(t, "/question/hardToFill", open); got.status != http.StatusSeeOther || got.location != "" {
			t.Errorf("got %d, to %q; want to be led to the start", got.status, got.location)
		}
		b.wants(t, "stored", `SELECT answers->'hardToFill'->>'number' FROM response`, "4")
	})
}

func TestSendingTwiceGivesOneResponse(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.complete(t)
	form := b.open(t, "/check")

	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if got := b.post(t, "/submit", form); got.status != http.StatusSeeOther || got.location != "" {
				t.Errorf("got %d, to %q", got.status, got.location)
			}
		})
	}
	all.Wait()

	reference := b.one(t, `SELECT reference FROM response`)
	b.get(t, "").says(t, reference)
	b.wants(t, "responses, needs, tasks", `SELECT concat_ws(' ', (SELECT count(*) FROM response), (SELECT count(*) FROM skills_need), (SELECT count(*) FROM task))`, "1 1 1")
	b.wants(t, "submissions recorded", `SELECT count(*)::text FROM audit WHERE action = 'response.submit'`, "1")
}

func TestStartingTwiceGivesOneResponse(t *testing.T) {
	t.Parallel()
	b := setup(t)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if got := b.post(t, "/start", nil); got.location != "/question/hiring" {
				t.Errorf("got %d, to %q", got.status, got.location)
			}
		})
	}
	all.Wait()
	b.wants(t, "responses", `SELECT count(*)::text FROM response`, "1")
}

func TestSaveAndComeBackLater(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.post(t, "/start", nil)
	b.save(t, "hiring", "/question/vacancies", "harder")

	form := b.open(t, "/question/vacancies", "9")
	form.Set("then", "later")
	if got := b.post(t, "/question/vacancies", form); got.location != "/saved" {
		t.Errorf("with an answer: %d, to %q", got.status, got.location)
	}
	b.wants(t, "stored", `SELECT answers->'vacancies'->>'number' FROM response`, "9")

	form = b.open(t, "/question/hardToFill", "")
	form.Set("then", "later")
	if got := b.post(t, "/question/hardToFill", form); got.location != "/saved" {
		t.Errorf("without an answer: %d, to %q", got.status, got.location)
	}
	b.get(t, "/saved").says(t, "Your answers are saved", "until 14 December 2026")
	b.get(t, "").says(t, "You have answered 2 of 6 questions", "Carry on")
}

func mustParse(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

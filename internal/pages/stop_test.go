package pages_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"employerhub/internal/hub"
)

func TestWaysOut(t *testing.T) {
	t.Parallel()

	t.Run("not now stops the reminders, keeps the answers and can be taken back", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.post(t, "/start", nil)
		b.save(t, "hiring", "/question/vacancies", "harder")
		open := b.open(t, "/question/vacancies", "9")
		b.get(t, "/not-now").says(t, "We will not remind you about this questionnaire")
		b.twice(t, "/not-now")

		b.wants(t, "the invitation", `SELECT state || coalesce(next_reminder_at::text, '') FROM invitation`, "DECLINED")
		b.wants(t, "moves recorded", `SELECT count(*)::text FROM audit WHERE action = 'invitation.move'`, "1")
		if got := b.post(t, "/question/vacancies", open); got.location != "" {
			t.Errorf("an open page still takes answers: %d, to %q", got.status, got.location)
		}
		b.get(t, "").says(t, "We will not remind you", "I would like to answer after all")

		if got := b.post(t, "/start", nil); got.location != "/question/vacancies" {
			t.Errorf("answering after all: %d, to %q", got.status, got.location)
		}
		b.wants(t, "the invitation", `SELECT state FROM invitation`, "OPEN")
	})

	t.Run("not for me is an objection, and stops every open invitation", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.inviteAgain(t)
		b.get(t, "/not-for-me").says(t, "We will not ask you such questions again")
		b.twice(t, "/not-for-me")

		b.wants(t, "the objection", `SELECT concat_ws(' ', topic, how, received_at AT TIME ZONE 'Europe/London') FROM objection`, "DIAGNOSTICS by personal link 2026-11-23 10:00:00")
		b.wants(t, "invitations", `SELECT string_agg(DISTINCT state, ' ') || count(*) FROM invitation`, "OBJECTED2")
		b.wants(t, "objections recorded", `SELECT count(*)::text FROM audit WHERE action = 'person.object' AND actor_kind = 'PERSON'`, "1")
		b.wants(t, "moves recorded", `SELECT count(*)::text FROM audit WHERE action = 'invitation.move'`, "2")
		b.get(t, "").says(t, "We will not ask you again")
		if got := b.post(t, "/start", nil); got.location != "" {
			t.Errorf("answers are still taken: %d, to %q", got.status, got.location)
		}
	})

	t.Run("not for me after not now is an objection too", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.twice(t, "/not-now")
		b.twice(t, "/not-for-me")
		b.wants(t, "the invitation", `SELECT state FROM invitation`, "OBJECTED")
	})

	t.Run("who has left has no role any more, and the account lead is asked to find out who follows", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.get(t, "/left").says(t, "We asked Jo Swann at Don Valley Castings Ltd")
		b.twice(t, "/left")

		b.wants(t, "the role", `SELECT until || ' ' || version FROM person_role`, "2026-11-22 2")
		b.wants(t, "the invitation", `SELECT state FROM invitation`, "LEFT")
		b.wants(t, "the task", `SELECT concat_ws('; ', t.title, t.due_on, u.name) FROM task t JOIN hub_user u ON u.id = t.assignee_id`,
			"Jo Swann has left Don Valley Castings Ltd: find out who follows; 2026-11-30; Priya Nair")
		b.wants(t, "recorded", `SELECT string_agg(action, ' ' ORDER BY id) FROM audit WHERE actor_kind = 'PERSON'`, "role.end invitation.move task.create")
		b.get(t, "").says(t, "We have noted that Jo Swann has left")
	})

	t.Run("after sending, not now changes nothing", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.complete(t)
		b.post(t, "/submit", b.open(t, "/check"))
		before := b.contents(t)
		b.twice(t, "/not-now")
		if b.contents(t) != before {
			t.Error("something changed")
		}
		b.get(t, "").says(t, "Thank you, we have your answers")
	})

	t.Run("after sending, not for me still counts, and is told", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.complete(t)
		b.post(t, "/submit", b.open(t, "/check"))
		b.twice(t, "/not-for-me")
		b.twice(t, "/left")

		b.get(t, "").says(t, "Thank you, we have your answers", "you do not want to be asked such questions", "Jo Swann has left")
		b.wants(t, "the invitation", `SELECT state FROM invitation`, "SUBMITTED")
		b.wants(t, "the role ended", `SELECT until::text FROM person_role`, "2026-11-22")
	})

	t.Run("another site cannot do it in somebody's browser", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, b.url+"/not-for-me", nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Origin", "https://elsewhere.example")
		if got := b.do(t, request); got.status != http.StatusForbidden {
			t.Errorf("got %d, want 403", got.status)
		}
		b.wants(t, "objections", `SELECT count(*)::text FROM objection`, "0")
	})
}

func TestAfterTheClosingDay(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.complete(t)
	form := b.open(t, "/check")
	*b.now = today.AddDays(21).At(23, 59)
	b.get(t, "").says(t, "Check and send")
	*b.now = b.now.Add(time.Minute)

	if got := b.post(t, "/submit", form); got.location != "" || got.status != http.StatusSeeOther {
		t.Errorf("sending: %d, to %q", got.status, got.location)
	}
	b.get(t, "").says(t, "This questionnaire is closed", "Answers were taken until 14 December 2026")
	b.wants(t, "the response", `SELECT state FROM response`, "IN_PROGRESS")
}

func TestPagesThatNeedNoLink(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.url, _, _ = strings.Cut(b.url, "/a/")
	for path, says := range map[string]string{"/a/privacy": "Privacy notice", "/a/accessibility": "Accessibility statement"} {
		got := b.get(t, path)
		if got.status != http.StatusOK {
			t.Errorf("%s: %d", path, got.status)
		}
		got.says(t, says)
	}
	got := b.get(t, "/a/privacy")
	for name, want := range map[string]string{"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "same-origin"} {
		if got.header.Get(name) != want {
			t.Errorf("%s is %q, want %q", name, got.header.Get(name), want)
		}
	}
	if policy := got.header.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("the content policy is %q", policy)
	}
	_, after, _ := strings.Cut(got.body, `rel="stylesheet" href="`)
	address, _, _ := strings.Cut(after, `"`)
	style := b.get(t, address)
	if style.status != http.StatusOK || !strings.Contains(style.body, "Helvetica Neue") || strings.Contains(style.body, "GDS Transport") {
		t.Errorf("the style sheet %s: %d", address, style.status)
	}
}

// twice does it twice, as an impatient person would.
func (b testBundle) twice(t *testing.T, path string) {
	t.Helper()
	for range 2 {
		if got := b.post(t, path, nil); got.status != http.StatusSeeOther || got.location != "" {
			t.Fatalf("%s: %d, to %q\n%s", path, got.status, got.location, words(got.body))
		}
	}
}

// inviteAgain has the person asked by a second campaign.
func (b testBundle) inviteAgain(t *testing.T) {
	t.Helper()
	var council hub.OrganisationID
	if err := b.pool.QueryRow(t.Context(), `SELECT id FROM organisation`).Scan(&council.UUID); err != nil {
		t.Fatal(err)
	}
	b.invite(t, council, hub.NewInvitationID())
}

func TestWithoutConsentAnswersAreStillTaken(t *testing.T) {
	t.Parallel()

	t.Run("a person who has not begun is told that nothing more comes, and may answer", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.exec(t, `UPDATE invitation SET state = 'NO_CONSENT'`, nil)

		b.get(t, "").says(t, "We will not remind you", "You have not agreed to such e-mails, or not any more.", "I would like to answer after all")

		b.post(t, "/start", nil)
		b.complete(t)
		b.post(t, "/submit", b.open(t, "/check"))
		b.wants(t, "the invitation", `SELECT state FROM invitation`, "SUBMITTED")
	})

	t.Run("answers that were begun are gone on with", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.post(t, "/start", nil)
		b.exec(t, `UPDATE invitation SET state = 'NO_CONSENT'`, nil)

		page := b.get(t, "")
		page.says(t, "Carry on")
		if strings.Contains(page.body, "We will not remind you") {
			t.Error("it says that nothing is asked any more")
		}
		b.complete(t)
		b.wants(t, "the invitation while it is answered", `SELECT state FROM invitation`, "NO_CONSENT")
		b.post(t, "/submit", b.open(t, "/check"))
		b.wants(t, "the invitation", `SELECT state FROM invitation`, "SUBMITTED")
	})
}

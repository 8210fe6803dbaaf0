package pages_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func colleague(name, email string) url.Values { return url.Values{"name": {name}, "email": {email}} }

func TestHandingOver(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.post(t, "/start", nil)
	b.get(t, "/hand-over").says(t, "Someone else should answer this", "The answers so far go with it")

	if got := b.post(t, "/hand-over", colleague("Sam Reed", "sam@castings.example")); got.status != http.StatusSeeOther {
		t.Fatalf("%d\n%s", got.status, words(got.body))
	}

	b.get(t, "").says(t, "You handed this over", "to Sam Reed on 23 November 2026")
	b.wants(t, "the invitation", `SELECT p.name || ' ' || i.state FROM invitation i JOIN person p ON p.id = i.person_id`, "Sam Reed OPEN")
	b.wants(t, "the role", `SELECT r.function FROM person_role r JOIN person p ON p.id = r.person_id WHERE p.name = 'Sam Reed'`, "OTHER")
	b.wants(t, "the message", `SELECT r.rule || ' ' || m.state || ' ' || m.send_window FROM message m JOIN reminder r ON r.message_id = m.id`, "diagnostic.handover DUE OPERATIONAL")
	b.wants(t, "the answers so far", `SELECT count(*)::text FROM response`, "1")
	token := hub.NewLinkToken()
	var sam hub.PersonID
	if err := b.pool.QueryRow(t.Context(), `SELECT id FROM person WHERE name = 'Sam Reed'`).Scan(&sam); err != nil {
		t.Fatal(err)
	}
	b.link(t, hub.Link{ID: hub.NewLinkID(), PersonID: sam, InvitationID: b.invitation, ExpiresAt: today.AddDays(30).At(0, 0)}, token)
	his := b
	his.url = strings.Replace(b.url, string(b.token), string(token), 1)
	his.get(t, "").says(t, "You have answered 0 of", "Sam Reed has left")
}

func TestWhomAQuestionnaireIsNotHandedTo(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		before string
		to     url.Values
		says   string
	}{
		"an address that cannot be one": {"", colleague("Sam", "sam at castings"), "Enter the e-mail address of your colleague"},
		"nobody by name":                {"", colleague(" ", "sam@castings.example"), "Enter the name of your colleague"},
		"the same person":               {"", colleague("Jo", "JO@castings.example"), "This is your own address"},
		"somebody who objected":         {`INSERT INTO objection (person_id, topic, received_at, how) SELECT id, 'ALL', now(), 'x' FROM person WHERE name = 'Sam'`, colleague("Sam", "sam@castings.example"), "We may not write to this address"},
		"somebody whose mail bounces":   {`UPDATE person SET email_state = 'HARD_BOUNCED' WHERE name = 'Sam'`, colleague("Sam", "sam@castings.example"), "We may not write to this address"},
		"a sixth": {`INSERT INTO invitation_handover (invitation_id, from_person, to_person, handed_at)
			SELECT i.id, i.person_id, p.id, now() FROM invitation i JOIN person p ON p.id = i.person_id, generate_series(1, 5)`, colleague("Sam", "sam@castings.example"), "changed hands five times"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := setup(t)
			b.exec(t, `WITH p AS (INSERT INTO person (id, name, email) VALUES (gen_random_uuid(), 'Sam', 'sam@castings.example') RETURNING id)
				INSERT INTO person_role (id, person_id, employer_id, function) SELECT gen_random_uuid(), p.id, e.id, 'HR' FROM p, employer e`, nil)
			if tc.before != "" {
				b.exec(t, tc.before, nil)
			}

			got := b.post(t, "/hand-over", tc.to)

			if got.status != http.StatusUnprocessableEntity {
				t.Errorf("%d", got.status)
			}
			got.says(t, "Error:", tc.says)
			b.wants(t, "the invitation", `SELECT p.name FROM invitation i JOIN person p ON p.id = i.person_id`, "Jo Swann")
		})
	}
}

func TestOneClickUnsubscribe(t *testing.T) {
	t.Parallel()
	for name, before := range map[string]string{
		"while it is open":              ``,
		"after the link expired":        `UPDATE personal_link SET expires_at = '2020-01-01'`,
		"after the campaign was closed": `UPDATE campaign SET state = 'CLOSED'`,
		"after the link was taken back": `UPDATE personal_link SET revoked_at = now()`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := setup(t)
			if before != "" {
				b.exec(t, before, nil)
			}
			b.get(t, "/unsubscribe").says(t, "Stop e-mail about skills questionnaires", "Unsubscribe")
			b.wants(t, "after a scanner's GET", `SELECT count(*)::text FROM objection`, "0")

			for range 2 { // mail programs may send it again
				got := b.post(t, "/unsubscribe", url.Values{"List-Unsubscribe": {"One-Click"}})
				if got.status != http.StatusOK {
					t.Fatalf("%d, to %q", got.status, got.location)
				}
				got.says(t, "You are unsubscribed")
			}

			b.wants(t, "the objection", `SELECT topic || ' ' || how FROM objection`, "DIAGNOSTICS by personal link")
			b.wants(t, "what was recorded", `SELECT string_agg(action, ' ') FROM audit WHERE action LIKE 'person%'`, "person.object")
		})
	}
}

func TestConsentOnThePreferences(t *testing.T) {
	t.Parallel()
	b := setup(t)
	all := []string{"DIAGNOSTICS", "NETWORK", "PLACEMENTS", "ACCREDITATIONS"}
	const held = `SELECT coalesce(string_agg(topic, ' ' ORDER BY topic), 'none') FROM consent WHERE withdrawn_on IS NULL`
	b.get(t, "/preferences").says(t, "You may send me e-mail that promotes services", "Tick only what you agree to")

	got := b.post(t, "/preferences", url.Values{"topic": {"NETWORK"}, "agree": {"NETWORK", "PLACEMENTS"}, "asked": {"yes"}})
	if !strings.Contains(got.body, `name="agree" type="checkbox" value="NETWORK" checked`) || strings.Contains(got.body, `name="agree" type="checkbox" value="PLACEMENTS" checked`) {
		t.Error("the page does not tick what was agreed to, or ticks more")
	}
	b.wants(t, "what is refused altogether is not agreed to", held, "NETWORK")
	b.wants(t, "its evidence", `SELECT how || ': ' || wording || ', ' || coalesce(recorded_by, 'by themselves') FROM consent`,
		"by personal link: You may send me e-mail that promotes services, some of which are paid for, about: The HR Director Network and its meetings, by themselves")

	b.post(t, "/preferences", url.Values{"topic": all})
	b.wants(t, "after a page that did not ask", held, "NETWORK")

	b.post(t, "/preferences", url.Values{"topic": all, "agree": {"DIAGNOSTICS"}, "asked": {"yes"}})
	b.wants(t, "after unticking one and ticking another", held, "DIAGNOSTICS")

	b.post(t, "/unsubscribe", nil)
	b.wants(t, "after unsubscribing", held, "none")
	b.post(t, "/preferences", url.Values{"topic": all, "asked": {"yes"}})
	b.wants(t, "after taking the objection back", held, "none")
	b.wants(t, "what was recorded", `SELECT string_agg(action, ' ' ORDER BY id) FROM audit WHERE action LIKE 'consent%'`, "consent.record consent.record consent.withdraw")

	b.exec(t, `UPDATE employer SET legal_form = 'PRIVATE_LIMITED'`, nil)
	if got := b.get(t, "/preferences"); strings.Contains(got.body, "promotes services") {
		t.Error("a company is asked for consent that it need not give")
	}
	if got := b.post(t, "/preferences", url.Values{"agree": {"ALL"}, "asked": {"yes"}}); got.status != http.StatusBadRequest {
		t.Errorf("a forged topic: %d", got.status)
	}
}

func TestPreferences(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.get(t, "/preferences").says(t, "What may we write to you about?", "The HR Director Network")

	b.post(t, "/preferences", url.Values{"topic": {"NETWORK", "PLACEMENTS"}}).says(t, "Saved. We write to you about what is ticked")
	b.wants(t, "the objections", `SELECT string_agg(topic, ' ' ORDER BY topic) FROM objection`, "ACCREDITATIONS DIAGNOSTICS")
	b.wants(t, "the invitation", `SELECT state FROM invitation`, "OBJECTED")

	b.post(t, "/preferences", nil).says(t, "Saved. We will not write to you any more")
	b.wants(t, "all refused", `SELECT string_agg(topic, ' ' ORDER BY topic) FROM objection`, "ACCREDITATIONS ALL DIAGNOSTICS NETWORK PLACEMENTS")

	b.post(t, "/preferences", url.Values{"topic": {"DIAGNOSTICS", "NETWORK", "PLACEMENTS", "ACCREDITATIONS"}})
	b.wants(t, "all taken back", `SELECT count(*)::text FROM objection`, "0")

	if got := b.post(t, "/preferences", url.Values{"topic": {"LOTTERY"}}); got.status != http.StatusBadRequest {
		t.Errorf("a forged topic: %d", got.status)
	}
}

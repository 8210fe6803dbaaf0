package pages_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// priya is the account lead, signed in.
func (b testBundle) priya(t *testing.T) hub.Actor {
	t.Helper()
	a := hub.Actor{Kind: hub.ActorUser, Name: "Priya Nair", Roles: []hub.Role{hub.RoleEngagement}, SharesPersonalData: true}
	if err := b.pool.QueryRow(t.Context(), `SELECT id, organisation_id FROM hub_user`).Scan(&a.UserID.UUID, &a.OrganisationID.UUID); err != nil {
		t.Fatal(err)
	}
	return a
}

// phone begins a call with a person about the pulse, and is the user's browser then.
func (b testBundle) phone(t *testing.T, by hub.Actor, person hub.PersonID) (testBundle, error) {
	t.Helper()
	return b.phoneAbout(t, by, person, "pulse")
}

// phoneAbout is phone, about the questionnaire with that key.
func (b testBundle) phoneAbout(t *testing.T, by hub.Actor, person hub.PersonID, questionnaire string) (testBundle, error) {
	t.Helper()
	in := hub.TakeAnswersByPhoneInput{EmployerID: b.employer, PersonID: person}
	if err := b.pool.QueryRow(t.Context(), `SELECT v.id FROM questionnaire_version v JOIN questionnaire q ON q.id = v.questionnaire_id WHERE q.key = $1`, questionnaire).
		Scan(&in.QuestionnaireVersionID.UUID); err != nil {
		t.Fatal(err)
	}
	link, err := b.app.TakeAnswersByPhone(hub.WithActor(t.Context(), by), in)
	b.url = strings.Replace(b.url, "/a/"+string(b.token), link.Path, 1)
	b.token = hub.LinkToken(strings.TrimPrefix(link.Path, "/a/"))
	return b, err
}

// colleague adds somebody who works at the employer.
func (b testBundle) colleague(t *testing.T, name, email string) hub.PersonID {
	t.Helper()
	id := hub.NewPersonID()
	b.exec(t, `INSERT INTO person (id, name, email) VALUES (@id, @name, @email)`, pgx.NamedArgs{"id": id, "name": name, "email": email})
	b.exec(t, `INSERT INTO person_role (id, person_id, employer_id, function) VALUES (@role, @id, @employer, 'OTHER')`,
		pgx.NamedArgs{"role": hub.NewRoleID(), "id": id, "employer": b.employer})
	return id
}

func TestAnswersByPhone(t *testing.T) {
	t.Parallel()

	t.Run("go to the invitation that the person has, in the name of the user", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		by, err := b.phone(t, b.priya(t), b.person)
		if err != nil {
			t.Fatal(err)
		}
		by.get(t, "").says(t, "You are entering answers for Don Valley Castings Ltd, by phone with Jo Swann")
		by.complete(t)
		by.post(t, "/submit", by.open(t, "/check"))

		b.wants(t, "campaigns", `SELECT count(*)::text FROM campaign`, "1")
		b.wants(t, "the response", `SELECT r.state || ' by ' || u.name FROM response r JOIN hub_user u ON u.id = r.entered_by`, "SUBMITTED by Priya Nair")
		b.wants(t, "who did it", `SELECT string_agg(DISTINCT actor_kind || ' ' || actor_name, ', ') FROM audit WHERE action LIKE 'response.%'`, "USER Priya Nair")
		if strings.Contains(b.get(t, "").body, "You are entering answers") {
			t.Error("the employer's own page says that it is by phone")
		}
	})

	t.Run("where nobody was asked, go to an invitation that sends nothing and does not count", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		kit := b.colleague(t, "Kit Moss", "kit@castings.example")
		by, err := b.phone(t, b.priya(t), kit)
		if err != nil {
			t.Fatal(err)
		}
		by.get(t, "").says(t, "by phone with Kit Moss")
		if _, err := b.phone(t, b.priya(t), kit); err != nil { // a second call goes on with the same
			t.Fatal(err)
		}
		for range 2 { // calls with the first person stay with the invitation that they had
			if _, err := b.phone(t, b.priya(t), b.person); err != nil {
				t.Fatal(err)
			}
		}
		b.wants(t, "the invitations", `SELECT string_agg(p.name, ', ' ORDER BY p.name) FROM invitation i JOIN person p ON p.id = i.person_id`, "Jo Swann, Kit Moss")
		if listed, err := b.app.CountCampaigns(hub.WithActor(t.Context(), b.priya(t)), hub.CampaignFilter{}); err != nil || listed != 1 {
			t.Errorf("%d campaigns are listed, %v; want only the one that was sent", listed, err)
		}
		if _, err := b.app.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		b.wants(t, "the campaigns", `SELECT string_agg(name, ', ') FROM campaign WHERE by_phone AND kind = 'SERVICE'`, "By phone: Don Valley Castings Ltd, 23 November 2026")
		b.wants(t, "messages", `SELECT count(*)::text FROM message m JOIN person p ON p.id = m.person_id WHERE p.name = 'Kit Moss'`, "0")
	})

	t.Run("a wish told on the telephone is kept as such", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		by, err := b.phone(t, b.priya(t), b.person)
		if err != nil {
			t.Fatal(err)
		}
		by.twice(t, "/not-for-me")
		b.wants(t, "the objection", `SELECT topic || ' ' || how FROM objection`, "DIAGNOSTICS by phone")
	})

	t.Run("the link ends after four hours, for choices too, and with the user's access", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		by, err := b.phone(t, b.priya(t), b.person)
		if err != nil {
			t.Fatal(err)
		}
		*b.now = b.now.Add(4 * time.Hour)
		for _, path := range []string{"", "/preferences", "/unsubscribe"} {
			got := by.get(t, path)
			if got.status != http.StatusGone {
				t.Errorf("%q: got %d, want 410", path, got.status)
			}
			got.says(t, "The time for this call is over")
		}
		*b.now = b.now.Add(-time.Hour)
		b.exec(t, `UPDATE hub_user SET disabled_at = now()`, nil)
		if got := by.get(t, ""); got.status != http.StatusNotFound {
			t.Errorf("without access: got %d, want 404", got.status)
		}
	})

	t.Run("only staff who may, for people whom they see and who work there", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		analyst, token, elsewhere := b.priya(t), b.priya(t), b.priya(t)
		analyst.Roles = []hub.Role{hub.RoleAnalyst}
		token.Kind = hub.ActorToken
		elsewhere.SharesPersonalData = false
		for name, tc := range map[string]struct {
			by     hub.Actor
			person hub.PersonID
			code   hub.ErrorCode
		}{
			"an analyst":                {analyst, b.person, hub.ErrForbidden},
			"a program":                 {token, b.person, hub.ErrBadInput},
			"without personal data":     {elsewhere, b.person, hub.ErrNotFound},
			"nobody whom anybody knows": {b.priya(t), hub.NewPersonID(), hub.ErrNotFound},
		} {
			if _, err := b.phone(t, tc.by, tc.person); hub.CodeOf(err) != tc.code {
				t.Errorf("%s: got %v, want %s", name, err, tc.code)
			}
		}
		b.exec(t, `UPDATE person_role SET until = '2026-11-01'`, nil)
		if _, err := b.phone(t, b.priya(t), b.person); hub.CodeOf(err) != hub.ErrBadInput {
			t.Errorf("who has left: got %v, want BAD_INPUT", err)
		}
		b.wants(t, "links", `SELECT count(*)::text FROM personal_link WHERE purpose = 'PHONE'`, "0")
	})
}

func TestAColleaguesAnswersByPhoneEndTheOtherInvitation(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.post(t, "/start", nil)
	colleague := b.colleague(t, "Ali Reed", "ali@castings.example")
	by, err := b.phone(t, b.priya(t), colleague)
	if err != nil {
		t.Fatal(err)
	}
	b.get(t, "").says(t, "Carry on")

	by.complete(t)
	by.post(t, "/submit", by.open(t, "/check"))

	b.wants(t, "invitations", `SELECT string_agg(p.name || ' ' || i.state || coalesce(' ' || i.next_reminder_at, ''), ', ' ORDER BY p.name) FROM invitation i JOIN person p ON p.id = i.person_id`,
		"Ali Reed SUBMITTED, Jo Swann ANSWERED")
	b.wants(t, "who ended it", `SELECT actor_name || ' ' || (x.after ->> 'State') FROM audit a JOIN audit_content x ON x.audit_id = a.id WHERE a.action = 'invitation.move' ORDER BY a.id DESC LIMIT 1`, "Priya Nair ANSWERED")
	page := b.get(t, "")
	page.says(t, "We have the answers", "Somebody at Don Valley Castings Ltd has answered this for you all", "What you had filled in here was not sent.")
	if strings.Contains(page.body, "Ali Reed") {
		t.Error("the page tells who answered")
	}
	if strings.Contains(page.body, "/start") {
		t.Error("the page offers to answer again")
	}
}

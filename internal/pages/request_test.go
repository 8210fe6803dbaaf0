package pages_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// setupRequest asks the person by link whether the employer would host in 2027, and opens that link.
func setupRequest(t *testing.T) (testBundle, hub.AskedRequest) {
	t.Helper()
	b := setup(t)
	var organisation hub.OrganisationID
	if err := organisation.UnmarshalText([]byte("organisation_" + b.one(t, `SELECT id::text FROM organisation`))); err != nil {
		t.Fatal(err)
	}
	manager := hub.Actor{Kind: hub.ActorUser, OrganisationID: organisation, Name: "Mo", Roles: []hub.Role{hub.RoleManager}, SharesPersonalData: true}
	asked, refused, err := b.app.AskHostingInterest(hub.WithActor(t.Context(), manager), hub.AskHostingInterestInput{
		EmployerIds: []hub.EmployerID{b.employer}, Programme: hub.ProgrammeTLevel, Year: 2027,
	})
	if err != nil || len(asked) != 1 {
		t.Fatalf("got %+v, %+v, %v", asked, refused, err)
	}
	old, message := b.token, hub.NewMessageID()
	b.token = hub.NewLinkToken()
	b.exec(t, `INSERT INTO message (id, person_id, employer_id, state, send_window, due_at) VALUES (@id, @person, @employer, 'ACCEPTED', 'OPERATIONAL', now())`,
		pgx.NamedArgs{"id": message, "person": b.person, "employer": b.employer})
	b.link(t, hub.Link{ID: hub.NewLinkID(), PersonID: b.person, MessageID: message, ToRequests: true, ExpiresAt: today.AddDays(30).At(0, 0)}, b.token)
	b.url = strings.Replace(b.url, string(old), string(b.token), 1)
	return b, asked[0]
}

func TestOnePageListsWhatIsAskedAboutPlacements(t *testing.T) {
	t.Parallel()

	t.Run("it is answered, once, and opening changes nothing", func(t *testing.T) {
		t.Parallel()
		b, r := setupRequest(t)
		path := "/asked/" + r.ID.String()
		before := b.contents(t)
		b.get(t, "").says(t, "What we ask of you", "Would you host in 2027? T Level industry placement", "Rotherham Council asks this of Don Valley Castings Ltd, please by 7 December 2026", "Unanswered")
		b.get(t, path).says(t, "Would you host in 2027? T Level industry placement", "It is interest, not a commitment", "Priya Nair, telephone 01709 000000", "I cannot answer now, ask me another day")
		if b.contents(t) != before {
			t.Error("opening a page changed something")
		}
		wrong := b.post(t, path, url.Values{"reason": {"They move"}})
		wrong.says(t, "There is a problem", "Select what fits Don Valley Castings Ltd best")
		if wrong.status != http.StatusUnprocessableEntity || !strings.Contains(wrong.body, `value="They move"`) || !strings.Contains(wrong.body, `<a href="#level">`) {
			t.Errorf("what was typed is gone, or the summary leads nowhere: %d\n%s", wrong.status, wrong.body)
		}
		b.post(t, path, url.Values{"level": {"OPEN"}, "reason": {"They move"}}).says(t, "Only not now has a reason")
		for range 2 {
			if got := b.post(t, path, url.Values{"level": {"OPEN"}}); got.status != http.StatusSeeOther || got.location != path {
				t.Fatalf("%d, to %q\n%s", got.status, got.location, words(got.body))
			}
		}
		b.wants(t, "interests", `SELECT string_agg(level || ' ' || said_on, ', ') FROM hosting_interest`, "OPEN 2026-11-23")
		b.get(t, path).says(t, "Thank you, we have your answer", "You answered on 23 November 2026")
		b.get(t, "").says(t, "There is nothing that we ask of you now")
	})
	t.Run("it also leads to a questionnaire and a meeting that wait, by links of their own", func(t *testing.T) {
		t.Parallel()
		b, _ := setupRequest(t)
		b.exec(t, `INSERT INTO reminder (id, rule, subject_id, invitation_id, occurrence, step, person_id, message_id)
			SELECT gen_random_uuid(), 'diagnostic.invitation', employer_id, @invitation, '', 0, person_id, id FROM message`, pgx.NamedArgs{"invitation": b.invitation})
		b.exec(t, `WITH n AS (INSERT INTO network (id, name) VALUES (gen_random_uuid(), 'HR Directors') RETURNING id), g AS (
				INSERT INTO meeting (id, network_id, title, place, starts_at, ends_at, organisation_id) SELECT gen_random_uuid(), n.id, 'Skills', 'Magna', '2026-12-01 10:00', '2026-12-01 12:00', o.id FROM n, organisation o RETURNING id)
			INSERT INTO meeting_invitee (id, meeting_id, employer_id, person_id, seat, told_at) SELECT gen_random_uuid(), g.id, @employer, @person, 'DEPUTY', '2026-11-23 09:00' FROM g`,
			pgx.NamedArgs{"employer": b.employer, "person": b.person})
		list := b.get(t, "")
		list.says(t, "Also waiting for you", "Skills pulse", "until 14 December 2026", "Skills Rotherham Council asks this of Don Valley Castings Ltd, until 1 December 2026")
		lists := b.url
		for n, found := range regexp.MustCompile(`action="/a/[a-z2-7]+(/open/[^"]+)"`).FindAllStringSubmatch(list.body, -1) {
			got := b.post(t, found[1], nil)
			to := got.header.Get("Location")
			if got.status != http.StatusSeeOther || strings.Contains(to, string(b.token)) {
				t.Fatalf("%d, to %q", got.status, to)
			}
			server, _, _ := strings.Cut(lists, "/a/")
			b.url = server + to
			b.get(t, "").says(t, []string{"Will you come, Jo Swann?", "You can answer until 14 December 2026"}[n])
			b.url = lists
		}
		if got := b.post(t, "/open/"+hub.NewInvitationID().String(), nil); got.status != http.StatusNotFound {
			t.Errorf("another's: %d", got.status)
		}
	})
	t.Run("not now asks for the day, which has limits", func(t *testing.T) {
		t.Parallel()
		b, r := setupRequest(t)
		path := "/asked/" + r.ID.String()
		until := func(day, month, year string) url.Values {
			return url.Values{"until.day": {day}, "until.month": {month}, "until.year": {year}}
		}
		b.get(t, path+"/not-now").says(t, "When may we ask you again?", "At the latest on 21 February 2027")
		b.post(t, path+"/not-now", nil).says(t, "There is a problem", "Enter the day from which we may ask you again")
		b.post(t, path+"/not-now", until("1", "3", "2027")).says(t, "Enter a day from 24 November 2026 to 21 February 2027")
		if got := b.post(t, path+"/not-now", until("11", "1", "2027")); got.location != path {
			t.Fatalf("%d, to %q\n%s", got.status, got.location, words(got.body))
		}
		b.get(t, path).says(t, "You have put this off until 11 January 2027", "Send answer")
		b.get(t, "").says(t, "Put off until 11 January 2027")
	})
	t.Run("what is withdrawn or over, and a link of somebody else, says so", func(t *testing.T) {
		t.Parallel()
		b, r := setupRequest(t)
		path := "/asked/" + r.ID.String()
		b.exec(t, `UPDATE placement_request SET ends_on = '2026-11-22', due_on = '2026-11-22', from_on = '2026-11-20', asked_on = '2026-11-20'`, nil)
		b.get(t, path).says(t, "The time for this is over", "You could answer until 22 November 2026")
		b.exec(t, `UPDATE placement_request SET withdrawn_at = now(), withdrawn_reason = 'the employer has said it otherwise'`, nil)
		b.get(t, path).says(t, "This is not needed any more")
		if got := b.post(t, path, url.Values{"level": {"OPEN"}}); got.location != path {
			t.Errorf("%d, to %q", got.status, got.location)
		}
		b.wants(t, "interests", `SELECT count(*)::text FROM hosting_interest`, "0")
		b.exec(t, `UPDATE placement_request SET person_id = @other`, pgx.NamedArgs{"other": otherPerson(t, b)})
		if got := b.get(t, path); got.status != http.StatusNotFound {
			t.Errorf("somebody else's: %d", got.status)
		}
		b.exec(t, `UPDATE personal_link SET expires_at = '2026-11-22'`, nil)
		b.get(t, "").says(t, "This link has expired")
		b.get(t, path).says(t, "This link has expired")
	})
	t.Run("not for me and has left", func(t *testing.T) {
		t.Parallel()
		b, _ := setupRequest(t)
		b.get(t, "/unsubscribe").says(t, "Stop e-mail about placements")
		b.post(t, "/unsubscribe", nil).says(t, "You are unsubscribed")
		b.wants(t, "the objection", `SELECT topic FROM objection`, "PLACEMENTS")
		b.get(t, "/contact-left").says(t, "We wrote to Jo Swann at Don Valley Castings Ltd")
		b.post(t, "/contact-left", nil).says(t, "Thank you for telling us")
		if _, err := b.app.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		b.wants(t, "the request", `SELECT withdrawn_reason FROM placement_request`, "the person objected")
		b.get(t, "").says(t, "There is nothing that we ask of you now")
	})
}

func otherPerson(t *testing.T, b testBundle) hub.PersonID {
	t.Helper()
	id := hub.NewPersonID()
	b.exec(t, `INSERT INTO person (id, name) VALUES (@id, 'Alex Other')`, pgx.NamedArgs{"id": id})
	return id
}

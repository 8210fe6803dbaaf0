package app_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"employerhub/internal/hub"
)

// mailed is a copy of what Mo wrote to others at ten on Tuesday.
func mailed(id string, to ...string) hub.IncomingEmail {
	at := moment("2026-11-24 10:00")
	m := hub.IncomingEmail{MessageID: id, From: "mo@rotherham.example", SentAt: &at, Subject: "Apprentices", Text: "Two to start in January."}
	for _, address := range to {
		m.To = append(m.To, hub.EmailParty{Address: hub.EmailAddress(address), Name: "Name of " + address})
	}
	return m
}

// takes sends copies to the hub as Mo.
func (b testBundle) takes(copies ...hub.IncomingEmail) {
	b.Helper()
	for _, m := range copies {
		if err := b.app.ReceiveEmail(hub.WithActor(b.Context(), b.manager), m); err != nil {
			b.Fatal(err)
		}
	}
}

func (b testBundle) waiting() []hub.ReceivedEmail {
	b.Helper()
	list, err := b.app.ReceivedEmails(hub.WithActor(b.Context(), b.manager), false, hub.Page{First: 20})
	if err != nil {
		b.Fatal(err)
	}
	return list.Nodes
}

func (b testBundle) scalar(sql string, args ...any) (n int) {
	b.Helper()
	if err := b.pool.QueryRow(b.Context(), sql, args...).Scan(&n); err != nil {
		b.Fatal(err)
	}
	return n
}

func TestACopyToAKnownPersonBecomesAnInteractionOfTheSender(t *testing.T) {
	t.Parallel()
	b := setup(t)
	e := b.employers(2)
	b.exec(`UPDATE employer SET lead_organisation_id = $1`, b.manager.OrganisationID) // who sees the people there
	m := mailed("<1@mo>", "Person01@employer.example", "colleague@ROTHERHAM.example")
	m.Attachments = []string{"plan\r\nBcc: x.pdf"}
	b.takes(m)

	var channel, summary, visibility, state, day string
	var by hub.UserID
	err := b.pool.QueryRow(t.Context(), `
		SELECT i.channel, i.summary, i.visibility, i.state, i.happened_on::text, i.user_id
		FROM interaction i JOIN interaction_employer x ON x.interaction_id = i.id JOIN interaction_person p ON p.interaction_id = i.id
		WHERE x.employer_id = $1`, e[0]).Scan(&channel, &summary, &visibility, &state, &day, &by)
	if err != nil {
		t.Fatal(err)
	}
	want := "Apprentices\n\nTwo to start in January.\n\nAttachments, which the hub does not keep: plan Bcc: x.pdf"
	if channel != "EMAIL" || summary != want || visibility != "OWN_ORGANISATION" || state != "COMPLETE" || day != "2026-11-24" || by != b.manager.UserID {
		t.Errorf("the interaction is %s %q %s %s %s by %s", channel, summary, visibility, state, day, by)
	}
	if n := b.scalar(`SELECT count(*)::int FROM audit WHERE action = 'interaction.create' AND employer_id = $1`, e[0]); n != 1 {
		t.Errorf("%d rows of history; want 1", n)
	}
	if n := b.scalar(`SELECT count(*)::int FROM received_email WHERE state = 'FILED' AND summary IS NULL AND party_addresses IS NULL`); n != 1 {
		t.Errorf("the copy is kept beside the interaction")
	}
	if left := b.waiting(); len(left) != 0 {
		t.Errorf("it waits to be filed too: %v", left)
	}
}

func TestTheSameMessageTwiceIsOneInteraction(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.employers(1)
	b.exec(`UPDATE employer SET lead_organisation_id = $1`, b.manager.OrganisationID)
	var together sync.WaitGroup
	for range 8 { // as mail servers do that lost the answer
		together.Go(func() {
			if err := b.app.ReceiveEmail(hub.WithActor(t.Context(), b.manager), mailed("<same@mo>", address(1))); err != nil {
				t.Error(err)
			}
		})
	}
	together.Wait()
	b.takes(mailed("<other@mo>", address(1)), mailed("", address(1)), mailed("", address(1)))
	if n := b.scalar(`SELECT count(*)::int FROM interaction`); n != 3 {
		t.Errorf("%d interactions; want 3: one of each Message-ID, one without", n)
	}
}

func TestWhoACopyWasWithIsFoundOrAsked(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		given  string
		to     []string
		unsure hub.EmailUnsure
		filed  int
	}{
		"a person whom nobody of ours sees is not known": {to: []string{address(1)}, unsure: hub.EmailNobodyKnown},
		"nor is one who has left": {
			given: `UPDATE employer SET lead_organisation_id = (SELECT id FROM organisation LIMIT 1); UPDATE person_role SET until = '2026-11-23'`,
			to:    []string{address(1)}, unsure: hub.EmailNobodyKnown,
		},
		"an address at the employer's website": {
			given: `UPDATE employer SET website = 'https://www.Works.example/about' WHERE name = 'Employer 01'`, to: []string{"somebody@works.example"}, filed: 1,
		},
		"a website of two employers": {given: `UPDATE employer SET website = 'works.example'`, to: []string{"somebody@works.example"}, unsure: hub.EmailSeveralEmployers},
		"a website that everybody is at": {
			given: `UPDATE employer SET website = 'https://gmail.com' WHERE name = 'Employer 01'`, to: []string{"somebody@gmail.com"}, unsure: hub.EmailNobodyKnown,
		},
		"our own domain": {
			given: `UPDATE employer SET website = 'https://rotherham.example' WHERE name = 'Employer 01'`, to: []string{"jo@rotherham.example"}, unsure: hub.EmailNobodyKnown,
		},
		"colleagues of people we know": {
			given: `UPDATE employer SET lead_organisation_id = (SELECT id FROM organisation LIMIT 1) WHERE name = 'Employer 01'`,
			to:    []string{"new@employer.example"}, filed: 1, // the other one's people are not seen, so they settle nothing
		},
		"a person and a stranger": {
			given: `UPDATE employer SET lead_organisation_id = (SELECT id FROM organisation LIMIT 1)`, to: []string{address(1), "x@elsewhere.example"}, filed: 1,
		},
		"two employers": {given: `UPDATE employer SET lead_organisation_id = (SELECT id FROM organisation LIMIT 1)`, to: []string{address(1), address(2)}, filed: 2},
		"a circular": {
			given: `UPDATE employer SET lead_organisation_id = (SELECT id FROM organisation LIMIT 1)`, to: []string{address(1), address(2), address(3), address(4)},
			unsure: hub.EmailManyEmployers,
		},
		"nobody but the hub": {to: []string{"log+00112233445566778899aabbccddeeff@hub.example"}, unsure: hub.EmailNobodyKnown},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := setup(t)
			b.app.TakeEmailAt("log@hub.example", 35<<20)
			b.employers(4)
			if test.given != "" {
				b.exec(test.given)
			}
			b.takes(mailed("<1@mo>", test.to...))
			if n := b.scalar(`SELECT count(*)::int FROM interaction_employer`); n != test.filed {
				t.Errorf("filed with %d employers; want %d", n, test.filed)
			}
			switch left := b.waiting(); {
			case test.unsure == "" && len(left) > 0:
				t.Errorf("it waits: %v", left)
			case test.unsure != "" && (len(left) != 1 || left[0].Unsure != test.unsure):
				t.Errorf("it waits as %v; want %s", left, test.unsure)
			}
		})
	}
}

func TestADayInTheFutureIsToday(t *testing.T) {
	t.Parallel()
	b := setup(t)
	tomorrow, long, midnight := moment("2026-11-25 09:00"), moment("1970-01-01 00:00"), time.Date(2026, time.July, 31, 23, 30, 0, 0, time.UTC)
	for want, at := range map[string]*time.Time{"2026-11-24": &tomorrow, "2026-11-24 ": &long, "2026-11-24  ": nil, "2026-08-01": &midnight} {
		m := mailed(want)
		m.SentAt = at
		b.takes(m)
		if got := b.waiting()[0].HappenedOn.String(); got != strings.TrimSpace(want) {
			t.Errorf("an e-mail of %v happened on %s; want %s", at, got, want)
		}
	}
}

func TestFilingAddsPeopleAndIsDoneOnce(t *testing.T) {
	t.Parallel()
	b := setup(t)
	e := b.employers(1)
	b.takes(mailed("<1@mo>", "jane@new.example"), mailed("<2@mo>", "jane@new.example"))
	ctx := hub.WithActor(t.Context(), b.manager)
	m := b.waiting()[1]
	file := hub.FileEmailInput{
		ID: m.ID, Version: m.Version, EmployerIds: e, AddPeople: []hub.EmailPersonInput{{Address: "Jane@new.example", Name: "Jane New"}},
	}
	stranger := file
	stranger.AddPeople = []hub.EmailPersonInput{{Address: "else@new.example", Name: "Else"}}
	if _, err := b.app.FileEmail(ctx, stranger); hub.CodeOf(err) != hub.ErrBadInput {
		t.Errorf("an address that is not in the e-mail: %v; want BAD_INPUT", err)
	}
	filed, err := b.app.FileEmail(ctx, file)
	if err != nil {
		t.Fatal(err)
	}
	if n := b.scalar(`SELECT count(*)::int FROM interaction_person x JOIN person p ON p.id = x.person_id WHERE x.interaction_id = $1 AND p.email = 'jane@new.example'`, filed.ID); n != 1 {
		t.Errorf("the new person does not take part")
	}
	if _, err := b.app.FileEmail(ctx, file); hub.CodeOf(err) != hub.ErrNotFound {
		t.Errorf("filed again: %v; want NOT_FOUND", err)
	}
	left := b.waiting()
	if len(left) != 1 {
		t.Fatalf("%d left; want 1", len(left))
	}
	if found, err := b.app.CandidatesOfEmails(ctx, []hub.ReceivedEmailID{left[0].ID}); err != nil || len(found) != 1 || found[0].EmployerID != e[0] || found[0].PersonID == nil {
		t.Errorf("the other e-mail to her leads to %v, %v; want her employer", found, err)
	}
	if err := b.app.DiscardEmail(ctx, hub.DiscardEmailInput{ID: left[0].ID, Version: 7}); hub.CodeOf(err) != hub.ErrConflict {
		t.Errorf("another version: %v; want CONFLICT", err)
	}
	if err := b.app.DiscardEmail(ctx, hub.DiscardEmailInput{ID: left[0].ID, Version: 1}); err != nil || len(b.waiting()) != 0 {
		t.Errorf("not discarded: %v", err)
	}
	b.takes(mailed("<2@mo>", "jane@new.example"))
	if len(b.waiting()) != 0 {
		t.Error("what was discarded came back")
	}
}

func TestOnlyTheSendersOrganisationSeesWhatWaits(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.employers(1)
	b.takes(mailed("<1@mo>", "jane@new.example"))
	m := b.waiting()[0]
	chamber := b.manager
	chamber.OrganisationID, chamber.UserID = hub.NewOrganisationID(), hub.NewUserID()
	b.exec(`INSERT INTO organisation (id, name, kind) VALUES ($1, 'Chamber', 'CHAMBER')`, chamber.OrganisationID)
	unshared := b.manager
	unshared.SharesPersonalData = false
	for name, by := range map[string]hub.Actor{"another organisation": chamber, "without an agreement": unshared} {
		ctx := hub.WithActor(t.Context(), by)
		list, err := b.app.ReceivedEmails(ctx, false, hub.Page{First: 20})
		count, countErr := b.app.CountReceivedEmails(ctx, false)
		byID, idErr := b.app.ReceivedEmailsByID(ctx, []hub.ReceivedEmailID{m.ID})
		if err != nil || countErr != nil || idErr != nil || len(list.Nodes)+count+len(byID) != 0 {
			t.Errorf("%s sees %d, %d, %d: %v %v %v", name, len(list.Nodes), count, len(byID), err, countErr, idErr)
		}
		if err := b.app.DiscardEmail(ctx, hub.DiscardEmailInput{ID: m.ID, Version: 1}); hub.CodeOf(err) != hub.ErrNotFound {
			t.Errorf("%s discards it: %v", name, err)
		}
	}
}

func TestWhatNobodyFilesIsForgottenAfter90Days(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.takes(mailed("<1@mo>", "jane@new.example"))
	for when, left := range map[string]int{"2027-02-22 10:29": 1, "2027-02-22 10:31": 0} {
		b.clock.set(moment(when))
		if left == 1 {
			if err := b.app.Forget(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := len(b.waiting()); got != left {
				t.Errorf("%s: %d wait; want %d", when, got, left)
			}
		}
	}
	b.clock.set(moment("2027-02-22 10:31"))
	if err := b.app.Forget(t.Context()); err != nil || len(b.waiting()) != 0 {
		t.Errorf("it waits for ever: %v", err)
	}
}

func TestWhoMaySendToALoggingAddress(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.app.TakeEmailAt("log@hub.example", 35<<20)
	b.exec(`INSERT INTO data_sharing_agreement (id, organisation_id, reference, valid_from, valid_until) VALUES (gen_random_uuid(), $1, 'DSA 1', '2026-01-01', '2027-12-31')`, b.manager.OrganisationID)
	chamber := hub.NewOrganisationID()
	b.exec(`INSERT INTO organisation (id, name, kind) VALUES ($1, 'Chamber', 'CHAMBER')`, chamber)
	for email, of := range map[string]hub.OrganisationID{"ana@rotherham.example": b.manager.OrganisationID, "cy@chamber.example": chamber} {
		b.exec(`INSERT INTO hub_user (id, organisation_id, name, name_key, email, roles) VALUES ($1, $2, $3, $3, $3, '{ANALYST}')`, hub.NewUserID(), of, email)
	}
	mo := hub.WithActor(t.Context(), b.manager)
	own, err := b.app.LoggingAddress(mo)
	if err != nil {
		t.Fatal(err)
	}
	check := func(name, to string, from hub.EmailAddress, want hub.ErrorCode) {
		by, err := b.app.EmailSender(t.Context(), to, from)
		if err == nil && by.UserID != b.manager.UserID {
			t.Errorf("%s is taken for %v", name, by)
		}
		if got := hub.CodeOf(err); (err == nil) != (want == "") || err != nil && got != want {
			t.Errorf("%s: %v; want %q", name, err, want)
		}
	}
	check("the owner", string(own), "mo@rotherham.example", "")
	check("the owner in capitals", strings.ToUpper(string(own)), "MO@rotherham.example", "")
	check("an address that nobody has", "log+00112233445566778899aabbccddeeff@hub.example", "mo@rotherham.example", hub.ErrNotFound)
	check("no logging address", "log@hub.example", "mo@rotherham.example", hub.ErrNotFound)
	check("another domain", strings.Replace(string(own), "hub.example", "hub.example.org", 1), "mo@rotherham.example", hub.ErrNotFound)
	check("a stranger", string(own), "jane@new.example", hub.ErrForbidden)
	check("a user of another organisation", string(own), "cy@chamber.example", hub.ErrForbidden)
	check("a colleague who may not log", string(own), "ana@rotherham.example", hub.ErrForbidden)

	renewed, err := b.app.RenewLoggingAddress(mo)
	if err != nil || renewed == own {
		t.Fatalf("renewed to %s: %v", renewed, err)
	}
	check("the address before", string(own), "mo@rotherham.example", hub.ErrNotFound)
	check("the new address", string(renewed), "mo@rotherham.example", "")
	b.exec(`UPDATE data_sharing_agreement SET valid_until = '2026-11-23'`)
	check("after the agreement", string(renewed), "mo@rotherham.example", hub.ErrForbidden)
	b.exec(`UPDATE hub_user SET disabled_at = now()`)
	check("after access has ended", string(renewed), "mo@rotherham.example", hub.ErrNotFound)
}

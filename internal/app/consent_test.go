package app_test

import (
	"testing"

	"employerhub/internal/hub"
)

// soleTrader adds one whose owner the manager sees.
func (b testBundle) soleTrader() (hub.EmployerID, hub.PersonID) {
	b.Helper()
	e := b.employers(1)[0]
	b.exec(`UPDATE employer SET legal_form = 'SOLE_TRADER', lead_organisation_id = $1`, b.manager.OrganisationID)
	return e, b.people(e)[0]
}

func (b testBundle) consent(person hub.PersonID) hub.RecordConsentInput {
	return hub.RecordConsentInput{
		PersonID: person, Topic: hub.TopicDiagnostics, GivenOn: hub.NewDate(2026, 11, 20), How: "on a form at the jobs fair", Wording: "You may e-mail me offers",
	}
}

func (b testBundle) agreed(person hub.PersonID) {
	b.Helper()
	if _, err := b.app.RecordConsent(b.as(b.manager), b.consent(person)); err != nil {
		b.Fatal(err)
	}
}

func TestConsent(t *testing.T) {
	t.Parallel()

	t.Run("is kept with its day, way and words, and stays when it is withdrawn", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		_, p := b.soleTrader()
		b.agreed(p)
		now, err := b.app.WithdrawConsent(b.as(b.manager), hub.WithdrawConsentInput{PersonID: p, Topic: hub.TopicDiagnostics, How: "by phone"})
		if err != nil || len(now.Consents) != 1 {
			t.Fatalf("got %+v, %v", now, err)
		}
		c := now.Consents[0]
		if c.GivenOn.String() != "2026-11-20" || c.How != "on a form at the jobs fair" || c.Wording != "You may e-mail me offers" || *c.RecordedBy != "Mo Manager" ||
			c.Current() || c.WithdrawnOn.String() != "2026-11-24" || *c.WithdrawnHow != "by phone" {
			t.Errorf("got %+v", c)
		}
		b.agreed(p)
		b.wants("rows", `SELECT count(*)::text FROM consent`, "2")
		b.wants("history", `SELECT string_agg(action, ' ' ORDER BY id) FROM audit WHERE employer_id IS NOT NULL`, "consent.record consent.withdraw consent.record")
	})

	t.Run("is refused where it cannot be one", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		_, p := b.soleTrader()
		record := func(change func(*hub.RecordConsentInput)) func() error {
			return func() error {
				in := b.consent(p)
				change(&in)
				_, err := b.app.RecordConsent(b.as(b.manager), in)
				return err
			}
		}
		b.refused("to everything at once", hub.ErrBadInput, "topic", record(func(in *hub.RecordConsentInput) { in.Topic = hub.TopicAll }))
		b.refused("in the future", hub.ErrBadInput, "givenOn", record(func(in *hub.RecordConsentInput) { in.GivenOn = hub.NewDate(2026, 11, 25) }))
		b.refused("no word of how", hub.ErrBadInput, "how", record(func(in *hub.RecordConsentInput) { in.How = " " }))
		b.refused("no evidence", hub.ErrBadInput, "wording", record(func(in *hub.RecordConsentInput) { in.Wording = "" }))
		b.refused("nothing to withdraw", hub.ErrBadInput, "topic", func() error {
			_, err := b.app.WithdrawConsent(b.as(b.manager), hub.WithdrawConsentInput{PersonID: p, Topic: hub.TopicDiagnostics, How: "by phone"})
			return err
		})
		b.agreed(p)
		b.refused("twice", hub.ErrBadInput, "topic", record(func(*hub.RecordConsentInput) {}))
		for name, topic := range map[string]hub.Topic{"against an objection": hub.TopicNetwork, "against an objection to everything": hub.TopicAll} {
			if _, err := b.app.RecordObjection(b.as(b.manager), hub.RecordObjectionInput{PersonID: p, Topic: topic, How: "by phone"}); err != nil {
				t.Fatal(err)
			}
			b.refused(name, hub.ErrBadInput, "topic", record(func(in *hub.RecordConsentInput) { in.Topic = hub.TopicNetwork }))
		}
		b.refused("by a partner who does not see the person", hub.ErrNotFound, "", func() error {
			_, err := b.app.RecordConsent(b.as(b.partner("Chamber", hub.RoleEngagement)), b.consent(p))
			return err
		})
	})

	t.Run("lets marketing go to an individual subscriber, until it is withdrawn or the person objects", func(t *testing.T) {
		t.Parallel()
		for name, end := range map[string]func(b testBundle, p hub.PersonID) error{
			"withdrawn": func(b testBundle, p hub.PersonID) error {
				_, err := b.app.WithdrawConsent(b.as(b.manager), hub.WithdrawConsentInput{PersonID: p, Topic: hub.TopicDiagnostics, How: "by phone"})
				return err
			},
			"objected": func(b testBundle, p hub.PersonID) error {
				_, err := b.app.RecordObjection(b.as(b.manager), hub.RecordObjectionInput{PersonID: p, Topic: hub.TopicAll, How: "by phone"})
				return err
			},
		} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				b := setup(t)
				e, p := b.soleTrader()
				in := b.input(e)
				in.Kind = hub.CampaignMarketing
				without, err := b.app.DiagnosticPreview(b.as(b.manager), in)
				if err != nil || without.LeftOutBy()[hub.LeftOutIndividualSubscriber] != 1 {
					t.Fatalf("without consent: %+v, %v", without, err)
				}
				b.agreed(p)
				if _, audience, err := b.app.SendDiagnostic(b.as(b.manager), in); err != nil || len(audience.Recipients) != 1 {
					t.Fatalf("with consent: %+v, %v", audience, err)
				}
				if err := end(b, p); err != nil {
					t.Fatal(err)
				}
				if sent := b.send(); sent.Accepted != 0 {
					t.Errorf("got %+v, want nothing sent after the end of the consent", sent)
				}
				b.wants("consent", `SELECT count(*)::text FROM consent WHERE withdrawn_on IS NULL`, "0")
			})
		}
	})

	t.Run("withdrawn ends the invitations that stood on it, and no other", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		e, p := b.soleTrader()
		b.agreed(p)
		in := b.input(e)
		in.Kind = hub.CampaignMarketing
		if _, _, err := b.app.SendDiagnostic(b.as(b.manager), in); err != nil {
			t.Fatal(err)
		}
		limited := b.employers(2)[1]
		b.exec(`INSERT INTO person_role (id, person_id, employer_id, function) VALUES ($1, $2, $3, 'HR_DIRECTOR')`, hub.NewRoleID(), p, limited)
		b.exec(`DELETE FROM person_role WHERE employer_id = $1 AND person_id <> $2`, limited, p)
		in.Audience.IDIn = []hub.EmployerID{limited}
		if _, _, err := b.app.SendDiagnostic(b.as(b.manager), in); err != nil {
			t.Fatal(err)
		}
		b.send()
		sent := len(b.server.took)

		if _, err := b.app.WithdrawConsent(b.as(b.manager), hub.WithdrawConsentInput{PersonID: p, Topic: hub.TopicDiagnostics, How: "by phone"}); err != nil {
			t.Fatal(err)
		}

		b.wants("the invitations", `SELECT string_agg(e.legal_form || ' ' || i.state, ', ' ORDER BY e.legal_form) FROM invitation i JOIN employer e ON e.id = i.employer_id`,
			"PRIVATE_LIMITED OPEN, SOLE_TRADER NO_CONSENT")
		b.wants("history", `SELECT count(*)::text FROM audit WHERE action = 'invitation.move'`, "1")
		for _, day := range []string{"2026-12-01 10:00", "2026-12-02 10:00", "2026-12-03 10:00"} {
			b.at(day)
		}
		b.wants("to whom reminders went", `SELECT string_agg(DISTINCT e.legal_form, ', ') FROM reminder r JOIN message m ON m.id = r.message_id JOIN employer e ON e.id = m.employer_id WHERE r.step > 0`, "PRIVATE_LIMITED")
		if len(b.server.took) != sent+1 {
			t.Errorf("%d went out afterwards, want the one to the company", len(b.server.took)-sent)
		}
	})

	t.Run("that was never given ends an invitation once the law asks for it", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		in := b.input(b.employers(1)...)
		in.Kind = hub.CampaignMarketing
		if _, _, err := b.app.SendDiagnostic(b.as(b.manager), in); err != nil {
			t.Fatal(err)
		}
		b.exec(`UPDATE employer SET legal_form = 'SOLE_TRADER'`) // somebody put it right
		if sent := b.send(); sent.Accepted != 0 || sent.Cancelled != 1 {
			t.Errorf("got %+v, want nothing sent", sent)
		}
		b.wants("the invitation", `SELECT state FROM invitation`, "NO_CONSENT")
	})

	t.Run("that holds lets the message go", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		e, p := b.soleTrader()
		b.agreed(p)
		in := b.input(e)
		in.Kind = hub.CampaignMarketing
		if _, _, err := b.app.SendDiagnostic(b.as(b.manager), in); err != nil {
			t.Fatal(err)
		}
		if sent := b.send(); sent.Accepted != 1 {
			t.Errorf("got %+v, want one sent", sent)
		}
	})
}

func TestRemoveObjection(t *testing.T) {
	t.Parallel()
	b := setup(t)
	e, p := b.soleTrader()
	remove := func(topic hub.Topic, reason string) (hub.Person, error) {
		return b.app.RemoveObjection(b.as(b.manager), hub.RemoveObjectionInput{PersonID: p, Topic: topic, Reason: reason})
	}
	b.agreed(p)
	b.exec(`INSERT INTO person (id, name, email) VALUES ($1, 'Same Address', $2)`, hub.NewPersonID(), address(1))
	b.exec(`INSERT INTO objection (person_id, topic, received_at, how) SELECT id, 'NETWORK', now(), 'by phone' FROM person WHERE name = 'Same Address'`)
	for _, topic := range []hub.Topic{hub.TopicDiagnostics, hub.TopicNetwork} {
		if _, err := b.app.RecordObjection(b.as(b.manager), hub.RecordObjectionInput{PersonID: p, Topic: topic, How: "by phone"}); err != nil {
			t.Fatal(err)
		}
	}
	b.refused("no reason", hub.ErrBadInput, "reason", func() error { _, err := remove(hub.TopicDiagnostics, " "); return err })
	b.refused("another topic", hub.ErrBadInput, "topic", func() error { _, err := remove(hub.TopicAll, "a mistake"); return err })

	for _, topic := range []hub.Topic{hub.TopicDiagnostics, hub.TopicNetwork} {
		if _, err := remove(topic, "recorded for the wrong person"); err != nil {
			t.Fatal(err)
		}
	}

	audience, err := b.app.DiagnosticPreview(b.as(b.manager), b.input(e))
	if err != nil || len(audience.Recipients) != 1 {
		t.Errorf("got %+v, %v; want them asked again", audience, err)
	}
	b.wants("the address stays suppressed where somebody else with it objects", `SELECT string_agg(topic, ' ') FROM suppression`, "NETWORK")
	b.wants("consent stays ended", `SELECT count(*)::text FROM consent WHERE withdrawn_on IS NULL`, "0")
	b.wants("history", `SELECT x.after::text FROM audit_content x JOIN audit a ON a.id = x.audit_id WHERE a.action = 'objection.remove' ORDER BY a.id LIMIT 1`, `{"Reason": "recorded for the wrong person"}`)
}

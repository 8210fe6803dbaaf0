package app_test

import (
	"testing"

	"employerhub/internal/hub"
	"employerhub/internal/mail"
)

func TestSettleUncertainMessage(t *testing.T) {
	t.Parallel()
	// lost launches to one employer, and the line breaks after the invitation was given over.
	lost := func(t *testing.T) (testBundle, hub.MessageID) {
		t.Helper()
		b := setup(t)
		b.launch(b.employers(1)...)
		b.server.answer = func(mail.Message) mail.Outcome { return mail.Outcome{Result: mail.Unknown} }
		b.send()
		b.server.answer = nil
		b.server.taken()
		list, err := b.app.UncertainMessages(hub.WithActor(t.Context(), b.manager), hub.Page{First: 20})
		if err != nil || len(list.Nodes) != 1 {
			t.Fatalf("got %+v, %v; want one uncertain message", list, err)
		}
		return b, list.Nodes[0].ID
	}
	settle := func(b testBundle, id hub.MessageID, decision hub.UncertainDecision) (hub.Message, error) {
		return b.app.SettleUncertainMessage(hub.WithActor(b.Context(), b.manager), hub.SettleUncertainMessageInput{MessageID: id, Decision: decision})
	}

	t.Run("sent again: the same with a new link, once", func(t *testing.T) {
		t.Parallel()
		b, id := lost(t)

		again, err := settle(b, id, hub.UncertainResend)

		if err != nil || again.ResendOf == nil || *again.ResendOf != id || again.Reminder {
			t.Fatalf("got %+v, %v", again, err)
		}
		if sent := b.send(); sent.Accepted != 1 {
			t.Errorf("got %+v, want it sent", sent)
		}
		b.wants("subjects and links", `SELECT concat_ws(' ', (SELECT count(DISTINCT subject) FROM message), (SELECT count(*) FROM personal_link))`, "1 2")
		b.wants("who decided", `SELECT u.name FROM message m JOIN hub_user u ON u.id = m.settled_by WHERE m.settled_at IS NOT NULL`, "Mo Manager")
		b.wants("the audit", `SELECT after ->> 'Decision' FROM audit JOIN audit_content ON audit_id = id WHERE action = 'message.settle'`, "RESEND")
		if _, err := settle(b, id, hub.UncertainResend); hub.CodeOf(err) != hub.ErrConflict {
			t.Errorf("a second time: got %v, want CONFLICT", err)
		}
		if n, err := b.app.CountUncertainMessages(hub.WithActor(t.Context(), b.manager)); err != nil || n != 0 {
			t.Errorf("%d left to decide about, %v", n, err)
		}
	})

	t.Run("left: nothing goes out", func(t *testing.T) {
		t.Parallel()
		b, id := lost(t)

		left, err := settle(b, id, hub.UncertainLeave)

		if err != nil || left.ID != id || left.SettledAt == nil || left.SettledBy == nil {
			t.Errorf("got %+v, %v", left, err)
		}
		if sent := b.send(); sent.Accepted != 0 {
			t.Errorf("got %+v, want nothing sent", sent)
		}
	})

	t.Run("what was answered meanwhile is not sent again", func(t *testing.T) {
		t.Parallel()
		b, id := lost(t)
		b.exec(`UPDATE invitation SET state = 'SUBMITTED', next_reminder_at = NULL`)

		if _, err := settle(b, id, hub.UncertainResend); hub.CodeOf(err) != hub.ErrConflict {
			t.Errorf("got %v, want CONFLICT", err)
		}
		b.wants("messages", `SELECT count(*)::text FROM message`, "1")
	})

	t.Run("not by another organisation", func(t *testing.T) {
		t.Parallel()
		b, id := lost(t)
		b.manager.OrganisationID = hub.NewOrganisationID()

		if _, err := settle(b, id, hub.UncertainLeave); hub.CodeOf(err) != hub.ErrNotFound {
			t.Errorf("got %v, want NOT_FOUND", err)
		}
	})
}

func TestSettleUncertainMessageAboutAMeeting(t *testing.T) {
	t.Parallel()
	// lost calls a meeting of one member, and the line breaks after the invitation was given over.
	lost := func(t *testing.T) (meetingBundle, hub.Meeting, hub.Message) {
		t.Helper()
		b := withNetwork(t, 1)
		b.server.answer = func(mail.Message) mail.Outcome { return mail.Outcome{Result: mail.Unknown} }
		m := b.call("2026-12-30 10:00")
		b.at("2026-11-24 10:31")
		b.server.answer = nil
		b.got()
		list, err := b.app.UncertainMessages(b.staff(), hub.Page{First: 20})
		if n, err2 := b.app.CountUncertainMessages(b.staff()); err != nil || err2 != nil || n != 1 || len(list.Nodes) != 1 {
			t.Fatalf("got %+v, %d, %v, %v; want one uncertain message", list, n, err, err2)
		}
		return b, m, list.Nodes[0]
	}
	settle := func(b meetingBundle, id hub.MessageID, decision hub.UncertainDecision) (hub.Message, error) {
		return b.app.SettleUncertainMessage(b.staff(), hub.SettleUncertainMessageInput{MessageID: id, Decision: decision})
	}

	t.Run("sent again: the same with a new link, once", func(t *testing.T) {
		t.Parallel()
		b, m, message := lost(t)
		if message.MeetingID == nil || *message.MeetingID != m.ID || message.CampaignID != nil || message.EmployerID != b.members[0] {
			t.Errorf("got %+v", message)
		}
		again, err := settle(b, message.ID, hub.UncertainResend)
		if err != nil || again.ResendOf == nil || *again.ResendOf != message.ID || *again.MeetingID != m.ID {
			t.Fatalf("got %+v, %v", again, err)
		}
		b.at("2026-11-24 10:32")
		b.heard("again", "person01 Invitation")
		b.at("2026-11-25 10:32")
		b.heard("and no third time", "")
		b.wants("links", `SELECT count(*)::text FROM personal_link`, "2")
		if _, err := settle(b, message.ID, hub.UncertainResend); hub.CodeOf(err) != hub.ErrConflict {
			t.Errorf("a second time: got %v, want CONFLICT", err)
		}
		b.wants("who decided", `SELECT u.name FROM message m JOIN hub_user u ON u.id = m.settled_by WHERE m.settled_at IS NOT NULL`, "Mo Manager")
		b.at("2026-12-14 09:30")
		b.heard("the reminders go on", "person01 Will you come?")
	})
	t.Run("left: nothing goes out", func(t *testing.T) {
		t.Parallel()
		b, _, message := lost(t)
		if left, err := settle(b, message.ID, hub.UncertainLeave); err != nil || left.ID != message.ID || left.SettledAt == nil {
			t.Errorf("got %+v, %v", left, err)
		}
		b.at("2026-11-24 10:32")
		b.heard("left", "")
	})
	t.Run("nothing is said again of a meeting that was cancelled", func(t *testing.T) {
		t.Parallel()
		b, m, message := lost(t)
		if _, err := b.app.CancelMeeting(b.staff(), hub.CancelMeetingInput{ID: m.ID, Version: m.Version, Reason: "Snow"}); err != nil {
			t.Fatal(err)
		}
		if _, err := settle(b, message.ID, hub.UncertainResend); hub.CodeOf(err) != hub.ErrConflict {
			t.Errorf("got %v, want CONFLICT", err)
		}
	})
	t.Run("not by another organisation", func(t *testing.T) {
		t.Parallel()
		b, _, message := lost(t)
		b.manager.OrganisationID = hub.NewOrganisationID()
		if _, err := settle(b, message.ID, hub.UncertainLeave); hub.CodeOf(err) != hub.ErrNotFound {
			t.Errorf("got %v, want NOT_FOUND", err)
		}
		if n, err := b.app.CountUncertainMessages(b.staff()); err != nil || n != 0 {
			t.Errorf("%d are listed, %v", n, err)
		}
	})
}

func TestSettleUncertainMessageAboutAnAward(t *testing.T) {
	t.Parallel()
	lost := func(t *testing.T) (testBundle, hub.Accreditation, hub.MessageID) {
		t.Helper()
		b, a, _ := told(t)
		b.server.answer = func(mail.Message) mail.Outcome { return mail.Outcome{Result: mail.Unknown} }
		b.at("2027-03-01 08:00")
		b.server.answer = nil
		b.server.taken()
		list, err := b.app.UncertainMessages(b.as(b.manager), hub.Page{First: 20})
		if err != nil || len(list.Nodes) != 1 || list.Nodes[0].AccreditationID == nil || *list.Nodes[0].AccreditationID != a.ID || list.Nodes[0].Reminder {
			t.Fatalf("got %+v, %v; want one uncertain message about the award", list, err)
		}
		return b, a, list.Nodes[0].ID
	}
	b, _, id := lost(t)
	settle := func(b testBundle, id hub.MessageID) error {
		_, err := b.app.SettleUncertainMessage(b.as(b.manager), hub.SettleUncertainMessageInput{MessageID: id, Decision: hub.UncertainResend})
		return err
	}
	if err := settle(b, id); err != nil {
		t.Fatal(err)
	}
	b.at("2027-03-01 08:01")
	b.at("2027-03-02 08:00")
	b.got("again, once", map[string]int{hrAddress: 1})
	b.at("2027-06-01 08:00")
	b.got("the next step", map[string]int{hrAddress: 1})

	b, a, id := lost(t)
	b.awarded(a.EmployerID, 1, hub.NewDate(2027, 2, 27), func(in *hub.RecordAccreditationInput) {
		in.RenewsID, in.ExpiresOn = &a.ID, new(hub.NewDate(2030, 9, 1))
	})
	if err := settle(b, id); hub.CodeOf(err) != hub.ErrConflict {
		t.Errorf("renewed meanwhile: got %v, want CONFLICT", err)
	}
}

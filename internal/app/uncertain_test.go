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

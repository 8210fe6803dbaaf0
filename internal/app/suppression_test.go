package app_test

import (
	"testing"

	"employerhub/internal/hub"
)

// again adds somebody new at a new employer with the address of the first person.
func (b testBundle) again() hub.EmployerID {
	b.Helper()
	e, p := hub.NewEmployerID(), hub.NewPersonID()
	b.exec(`INSERT INTO employer (id, name, name_key, legal_form, search_words) VALUES ($1, 'Another', 'another', 'PRIVATE_LIMITED', 'another')`, e)
	b.exec(`INSERT INTO person (id, name, email) VALUES ($1, 'Same Address', upper($2))`, p, address(1))
	b.exec(`INSERT INTO person_role (id, person_id, employer_id, function) VALUES ($1, $2, $3, 'HR_DIRECTOR')`, hub.NewRoleID(), p, e)
	return e
}

func TestASuppressedAddressIsLeftOutWhoeverHasIt(t *testing.T) {
	t.Parallel()
	b := setup(t)
	ctx := hub.WithActor(t.Context(), b.manager)
	first := b.employers(1)[0]
	b.exec(`UPDATE employer SET lead_organisation_id = $1`, b.manager.OrganisationID)
	var person hub.PersonID
	if err := b.pool.QueryRow(t.Context(), `SELECT id FROM person`).Scan(&person); err != nil {
		t.Fatal(err)
	}
	if _, err := b.app.RecordObjection(ctx, hub.RecordObjectionInput{PersonID: person, Topic: hub.TopicDiagnostics, How: "by phone"}); err != nil {
		t.Fatal(err)
	}
	another := b.again()

	audience, err := b.app.DiagnosticPreview(ctx, b.input(first, another))

	if err != nil || audience.LeftOutBy()[hub.LeftOutObjected] != 1 || audience.LeftOutBy()[hub.LeftOutSuppressed] != 1 {
		t.Errorf("left out %v, %v; want one who objected and one who is suppressed", audience.LeftOut, err)
	}
	b.wants("what is kept", `SELECT topic || ' ' || reason || ' ' || length(address_hash) FROM suppression`, "DIAGNOSTICS OBJECTED 32")
}

func TestAnAddressSuppressedBeforeTheHandOverGetsNothing(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.employers(1)
	b.launch(b.again())
	b.exec(`INSERT INTO suppression (address_hash, topic, reason, since) VALUES (sha256($1), 'ALL', 'COMPLAINED', now())`, []byte(address(1)))

	if sent := b.send(); sent.Cancelled != 1 || sent.Accepted != 0 {
		t.Errorf("got %+v, want it cancelled", sent)
	}
	b.wants("why", `SELECT reason FROM message`, "the address is on the suppression list")
}

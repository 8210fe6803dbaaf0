package graph

import (
	"context"
	"maps"
	"slices"
	"sync"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

// told gathers the people whose details one response tells.
type told struct {
	mu     sync.Mutex
	people map[hub.PersonID]bool
}

func (t *told) note(person hub.PersonID) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.people == nil {
		t.people = map[hub.PersonID]bool{}
	}
	t.people[person] = true
}

func (t *told) list() []hub.PersonID { return slices.Collect(maps.Keys(t.people)) }

// details are the fields by which a person can be reached, as a change names them.
var details = []string{"email", "phone"}

// noteChanges notes the people whose details stand in what was changed.
func (t *told) noteChanges(record string, fields []hub.FieldChange) {
	person, err := hub.ParseID[hub.PersonID](record)
	if err != nil { // another kind of record
		return
	}
	if slices.ContainsFunc(fields, func(f hub.FieldChange) bool { return slices.Contains(details, f.Field) }) {
		t.note(person)
	}
}

func (r person) Email(ctx context.Context, p *hub.Person) (*hub.EmailAddress, error) {
	if p.Email != nil {
		load(ctx).told.note(p.ID)
	}
	return p.Email, nil
}

func (r person) Phone(ctx context.Context, p *hub.Person) (*string, error) {
	if p.Phone != nil {
		load(ctx).told.note(p.ID)
	}
	return p.Phone, nil
}

func (r mutation) AddPerson(ctx context.Context, input hub.AddPersonInput) (*generated.PersonRolePayload, error) {
	added, err := r.app.AddPerson(ctx, input)
	problems, err := userErrors(err)
	return &generated.PersonRolePayload{PersonRole: some(added, added.ID), UserErrors: problems}, err
}

func (r mutation) UpdatePerson(ctx context.Context, input hub.UpdatePersonInput) (*generated.PersonPayload, error) {
	return personPayload(r.app.UpdatePerson(ctx, input))
}

func (r mutation) TakeAnswersByPhone(ctx context.Context, input hub.TakeAnswersByPhoneInput) (*generated.TakeAnswersByPhonePayload, error) {
	link, err := r.app.TakeAnswersByPhone(ctx, input)
	problems, err := userErrors(err)
	return &generated.TakeAnswersByPhonePayload{Path: some(link.Path, link.ID), UserErrors: problems}, err
}

func (r mutation) RecordObjection(ctx context.Context, input hub.RecordObjectionInput) (*generated.PersonPayload, error) {
	return personPayload(r.app.RecordObjection(ctx, input))
}

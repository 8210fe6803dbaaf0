package app_test

import (
	"testing"

	"employerhub/internal/hub"
)

func (b testBundle) duplicates(f hub.DuplicateFilter) []hub.DuplicatePair {
	b.Helper()
	if f.StateIn == nil {
		f.StateIn = []hub.DuplicateState{hub.DuplicateOpen}
	}
	list, err := b.app.Duplicates(b.as(b.manager), f, hub.DuplicatesByScore, hub.Page{First: 50})
	if err != nil {
		b.Fatal(err)
	}
	if n, err := b.app.CountDuplicates(b.as(b.manager), f); err != nil || n != len(list.Nodes) {
		b.Fatalf("counts %d (%v), lists %d", n, err, len(list.Nodes))
	}
	return list.Nodes
}

func (b testBundle) find() hub.DuplicatesFound {
	b.Helper()
	done, err := b.app.FindChangedDuplicates(hub.WithActor(b.Context(), hub.System))
	if err != nil {
		b.Fatal(err)
	}
	return done
}

func (b testBundle) findAll() hub.DuplicatesFound {
	b.Helper()
	done, err := b.app.FindDuplicates(hub.WithActor(b.Context(), hub.System))
	if err != nil {
		b.Fatal(err)
	}
	return done
}

func TestAPairIsFoundWhenTheSecondRecordIsCreated(t *testing.T) {
	t.Parallel()
	b := setup(t)
	first := b.employer(b.manager, hub.CreateEmployerInput{Name: "Habershon Fabrications Ltd", Website: new("habershon.co.uk")})
	second := b.employer(b.manager, hub.CreateEmployerInput{Name: "HABERSHON FABRICATION", Website: new("https://www.habershon.co.uk/contact")})
	b.employer(b.manager, hub.CreateEmployerInput{Name: "Rose Bakery"})

	pairs := b.duplicates(hub.DuplicateFilter{})
	if len(pairs) != 1 || pairs[0].FirstID != first.ID || pairs[0].SecondID != second.ID || pairs[0].FoundBy != hub.DuplicateCreation {
		t.Fatalf("got %+v, want the two of Habershon, found on creation", pairs)
	}
	if len(pairs[0].Reasons) == 0 || pairs[0].Score < 0.5 {
		t.Errorf("got %+v, want reasons and a score of at least 0.5", pairs[0])
	}
	// Who may enter employers is told, who may only read is not.
	for _, tt := range []struct {
		roles []hub.Role
		want  int
	}{{[]hub.Role{hub.RoleEngagement}, 1}, {[]hub.Role{hub.RoleAnalyst}, 0}} {
		ctx := hub.WithActor(t.Context(), hub.Actor{Kind: hub.ActorUser, Roles: tt.roles})
		if got, err := b.app.PossibleDuplicatesOf(ctx, []hub.EmployerID{second.ID}); err != nil || len(got) != tt.want {
			t.Errorf("%v: got %+v, %v, want %d", tt.roles, got, err, tt.want)
		}
		if _, err := b.app.Duplicates(ctx, hub.DuplicateFilter{}, hub.DuplicatesByScore, hub.Page{First: 1}); hub.CodeOf(err) != hub.ErrForbidden {
			t.Errorf("%v: the list answers %v, want FORBIDDEN", tt.roles, err)
		}
		if got, err := b.app.DuplicatePairsByID(ctx, []hub.DuplicatePairID{pairs[0].ID}); err != nil || len(got) != 0 {
			t.Errorf("%v: got %+v, %v, want nothing", tt.roles, got, err)
		}
	}
}

func TestTheSearchLooksAtWhatChangedAndMayRunTwice(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.employer(b.manager, hub.CreateEmployerInput{Name: "Habershon Fabrications Ltd"})
	other := b.employer(b.manager, hub.CreateEmployerInput{Name: "Something Else"})
	if done := b.find(); done.Employers < 2 {
		t.Errorf("got %+v, want that the first search looks at all", done)
	}
	if got := b.duplicates(hub.DuplicateFilter{}); len(got) != 0 {
		t.Fatalf("got %+v, want none", got)
	}
	_, err := b.app.UpdateEmployer(b.as(b.manager), hub.UpdateEmployerInput{ID: other.ID, Version: other.Version, Name: hub.Set("Habershon Fabrications")})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		b.find()
		if got := b.duplicates(hub.DuplicateFilter{EmployerID: &other.ID}); len(got) != 1 || got[0].FoundBy != hub.DuplicateChange {
			t.Fatalf("got %+v, want one pair, found after a change", got)
		}
	}
	// All compared with all comes to the same.
	b.findAll()
	if got := b.duplicates(hub.DuplicateFilter{}); len(got) != 1 {
		t.Fatalf("got %+v, want one pair", got)
	}
	// Renamed again, it is none any more.
	if _, err = b.app.UpdateEmployer(b.as(b.manager), hub.UpdateEmployerInput{ID: other.ID, Version: other.Version + 1, Name: hub.Set("Another Name Altogether")}); err != nil {
		t.Fatal(err)
	}
	b.exec(`UPDATE employer_name SET name = 'Another Name Altogether' WHERE employer_id = $1`, other.ID.UUID)
	b.find()
	if got := b.duplicates(hub.DuplicateFilter{}); len(got) != 0 {
		t.Errorf("got %+v, want none after the name changed", got)
	}
}

func TestARejectedPairStaysRejected(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.employer(b.manager, hub.CreateEmployerInput{Name: "Habershon Fabrications Ltd"})
	b.employer(b.manager, hub.CreateEmployerInput{Name: "Habershon Fabrications"})
	pair := b.duplicates(hub.DuplicateFilter{})[0]

	if _, err := b.app.RejectDuplicate(b.as(b.manager), hub.RejectDuplicateInput{ID: pair.ID, Reason: "  "}); hub.CodeOf(err) != hub.ErrBadInput {
		t.Errorf("without a reason: got %v, want BAD_INPUT", err)
	}
	if _, err := b.app.RejectDuplicate(b.as(b.manager), hub.RejectDuplicateInput{ID: hub.NewDuplicatePairID(), Reason: "x"}); hub.CodeOf(err) != hub.ErrNotFound {
		t.Errorf("another ID: got %v, want NOT_FOUND", err)
	}
	now, err := b.app.RejectDuplicate(b.as(b.manager), hub.RejectDuplicateInput{ID: pair.ID, Reason: "Father and son"})
	if err != nil || now.State != hub.DuplicateRejected || now.DecidedBy == nil {
		t.Fatalf("got %+v, %v, want it rejected by somebody", now, err)
	}
	if _, err := b.app.RejectDuplicate(b.as(b.manager), hub.RejectDuplicateInput{ID: pair.ID, Reason: "Again"}); hub.CodeOf(err) != hub.ErrConflict {
		t.Errorf("twice: got %v, want CONFLICT", err)
	}
	b.findAll()
	if got := b.duplicates(hub.DuplicateFilter{}); len(got) != 0 {
		t.Errorf("got %+v after a full search, want none open", got)
	}
	got := b.duplicates(hub.DuplicateFilter{StateIn: []hub.DuplicateState{hub.DuplicateRejected}})
	if len(got) != 1 || *got[0].Reason != "Father and son" {
		t.Errorf("got %+v, want the rejected pair with its reason", got)
	}
	b.wants("the history of both tells it", `SELECT count(*)::text FROM audit WHERE action = 'duplicate.reject' AND employer_id IS NOT NULL`, "2")
}

func TestAMergedPairIsSettledUntilTheMergeIsUndone(t *testing.T) {
	t.Parallel()
	b := setup(t)
	keep := b.employer(b.manager, hub.CreateEmployerInput{Name: "Habershon Fabrications Ltd"})
	other := b.employer(b.manager, hub.CreateEmployerInput{Name: "Habershon Fabrications"})
	third := b.employer(b.manager, hub.CreateEmployerInput{Name: "Habershon Fabrication"})
	if got := b.duplicates(hub.DuplicateFilter{}); len(got) != 3 {
		t.Fatalf("got %d pairs, want 3", len(got))
	}
	merge := b.merge(keep.ID, other.ID)
	b.find()
	if got := b.duplicates(hub.DuplicateFilter{}); len(got) != 1 || got[0].FirstID != keep.ID || got[0].SecondID != third.ID {
		t.Errorf("got %+v, want the pair of those that are left", got)
	}
	if got := b.duplicates(hub.DuplicateFilter{StateIn: []hub.DuplicateState{hub.DuplicateMerged}}); len(got) != 1 {
		t.Errorf("got %+v, want one merged pair", got)
	}
	b.undo(merge)
	b.findAll()
	if got := b.duplicates(hub.DuplicateFilter{}); len(got) != 3 {
		t.Errorf("got %d pairs after undoing, want 3", len(got))
	}
}

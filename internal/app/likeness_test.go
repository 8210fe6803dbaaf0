package app_test

import (
	"fmt"
	"sync"
	"testing"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

func (b testBundle) rename(e hub.Employer, name string) hub.Employer {
	b.Helper()
	now, err := b.app.UpdateEmployer(b.as(b.manager), hub.UpdateEmployerInput{ID: e.ID, Version: e.Version, Name: hub.Set(name)})
	if err != nil {
		b.Fatal(err)
	}
	return now
}

func TestWhatWasChangedASecondAgoIsComparedWith(t *testing.T) {
	t.Parallel()
	b := setup(t)
	first := b.employer(b.manager, hub.CreateEmployerInput{Name: "Something Else"})
	b.findAll() // which knows nothing of what follows
	b.rename(first, "Habershon Fabrications")
	second := b.employer(b.manager, hub.CreateEmployerInput{Name: "Habershon Fabrication Ltd"})
	if got := b.duplicates(hub.DuplicateFilter{}); len(got) != 1 || got[0].SecondID != second.ID || got[0].FoundBy != hub.DuplicateCreation {
		t.Fatalf("got %+v, want that the new one is found to be the renamed one", got)
	}
	// A change finds, and settles, as adding one does.
	third := b.employer(b.manager, hub.CreateEmployerInput{Name: "Rose Bakery", Postcode: new(hub.Postcode("S60 1AA"))})
	if _, err := b.app.AddSite(b.as(b.manager), hub.AddSiteInput{EmployerID: third.ID, Name: "Shop", Address: []string{"12 High Street"}, Postcode: new(hub.Postcode("S65 2BB"))}); err != nil {
		t.Fatal(err)
	}
	fourth := b.employer(b.manager, hub.CreateEmployerInput{Name: "The Rose Bakery Ltd"})
	of := hub.DuplicateFilter{EmployerID: &fourth.ID}
	if got := b.duplicates(of); len(got) != 1 {
		t.Fatalf("got %+v, want the two bakeries", got)
	}
	fourth = b.rename(fourth, "Wath Tool Hire")
	b.exec(`UPDATE employer_name SET name = 'Wath Tool Hire' WHERE employer_id = $1`, fourth.ID.UUID) // as if it never had the other
	fourth = b.rename(fourth, "Wath Tool Hire Ltd")
	b.exec(`DELETE FROM employer_name WHERE employer_id = $1 AND kind = 'PREVIOUS'`, fourth.ID.UUID)
	if got := b.duplicates(of); len(got) != 0 {
		t.Errorf("got %+v, want none: it is another employer now", got)
	}
}

// Of some who enter the same employer in the same moment, each finds all who were before.
func TestThoseWhoEnterOneEmployerAtTheSameTimeFindEachOther(t *testing.T) {
	t.Parallel()
	b := setup(t)
	const at = 8
	existing := b.employer(b.manager, hub.CreateEmployerInput{Name: "Habershon Fabrications"})
	b.findAll() // counted later, a name that so many have would be a chain's
	var work sync.WaitGroup
	failed := make([]error, 2*at)
	for i := range at {
		work.Go(func() {
			_, failed[i] = b.app.CreateEmployer(b.as(b.manager), hub.CreateEmployerInput{Name: "Habershon Fabrications Ltd"})
		})
		// Others change the one that they are all found to be.
		work.Go(func() {
			_, failed[at+i] = b.app.AddSite(b.as(b.manager), hub.AddSiteInput{EmployerID: existing.ID, Name: fmt.Sprintf("Works %d", i), Address: []string{fmt.Sprintf("%d Forge Lane", i)}})
		})
	}
	work.Wait()
	for _, err := range failed {
		if err != nil {
			t.Error(err)
		}
	}
	among := 0
	for _, p := range b.duplicates(hub.DuplicateFilter{}) {
		if p.FirstID != existing.ID && p.SecondID != existing.ID {
			among++
		}
	}
	if among != at*(at-1)/2 {
		t.Errorf("%d pairs of %d that were entered, want each with each", among, at)
	}
	b.find() // what the one is found to be that was being changed
	if got := b.duplicates(hub.DuplicateFilter{}); len(got) != at*(at+1)/2 {
		t.Errorf("%d pairs of %d records, want each with each", len(got), at+1)
	}
}

// storedToCompare is what employers are known by, as it is stored.
const storedToCompare = `SELECT coalesce(string_agg(r.employer_id || ' ' || r.record || ' ' || r.keys::text, E'\n' ORDER BY r.employer_id), '') ||
	coalesce((SELECT md5(string_agg(k.key || ' ' || k.employer_id, ' ' ORDER BY k.key, k.employer_id)) FROM duplicate_key k), '') FROM duplicate_record r`

func TestChangesLeaveWhatASearchOfAllWouldStore(t *testing.T) {
	t.Parallel()
	b := setup(t)
	as := b.as(b.manager)
	one := b.employer(b.manager, hub.CreateEmployerInput{Name: "Habershon Fabrications", Postcode: new(hub.Postcode("S60 1AA")), TradingNames: []string{"Habfab"}})
	other := b.employer(b.manager, hub.CreateEmployerInput{Name: "Rose Bakery"})
	site, err := b.app.AddSite(as, hub.AddSiteInput{EmployerID: one.ID, Name: "Works", Address: []string{"12 Forge Lane"}, Postcode: new(hub.Postcode("S60 1AB"))})
	if err != nil {
		t.Fatal(err)
	}
	role := b.person(b.manager, one.ID, "dana@habershon.example")
	var merge hub.EmployerMerge
	for _, step := range []struct {
		what string
		do   func() error
	}{
		{"a new name", func() error { one = b.rename(b.read(one.ID), "Habershon Steel"); return nil }},
		{"a telephone", func() error {
			_, err := b.app.UpdatePerson(as, hub.UpdatePersonInput{ID: role.Person.ID, Version: role.Person.Version, Phone: hub.Set("01709 123456")})
			return err
		}},
		{"a site that moves", func() error {
			_, err := b.app.UpdateSite(as, hub.UpdateSiteInput{ID: site.ID, Version: site.Version, Address: hub.Set([]string{"14 Forge Lane"})})
			return err
		}},
		{"somebody leaves", func() error {
			_, err := b.app.UpdatePersonRole(as, hub.UpdatePersonRoleInput{ID: role.ID, Version: role.Version, Until: hub.Set(hub.NewDate(2026, 11, 1))})
			return err
		}},
		{"a merge", func() error { merge = b.merge(one.ID, other.ID); return nil }},
		{"a merge undone", func() error { b.undo(merge); return nil }},
	} {
		before := b.value(storedToCompare)
		if err := step.do(); err != nil {
			t.Fatalf("%s: %v", step.what, err)
		}
		stored := b.value(storedToCompare)
		if stored == before {
			t.Errorf("%s changed nothing of what is stored", step.what)
		}
		b.findAll()
		if all := b.value(storedToCompare); all != stored {
			t.Errorf("after %s it stored\n%s\na search of all\n%s", step.what, stored, all)
		}
	}
}

// A search that stores all records keeps nobody waiting; it looks afterwards at what was changed meanwhile.
func TestAChangeDoesNotWaitForASearchOfAll(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.employer(b.manager, hub.CreateEmployerInput{Name: "Habershon Fabrications"})
	err := pgx.BeginFunc(t.Context(), b.pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(t.Context(), `SELECT pg_advisory_xact_lock(hashtext('store all records to compare'))`); err != nil {
			return err
		}
		b.employer(b.manager, hub.CreateEmployerInput{Name: "Habershon Fabrications Ltd"})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	b.wants("records", `SELECT count(*) FROM duplicate_record`, "1")
	b.find()
	if got := b.duplicates(hub.DuplicateFilter{}); len(got) != 1 {
		t.Errorf("got %+v, want the pair", got)
	}
	b.wants("records", `SELECT count(*) FROM duplicate_record`, "2")
}

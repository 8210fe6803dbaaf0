package app_test

import (
	"strings"
	"testing"

	"employerhub/internal/hub"
)

// joins makes an employer part of another one; of the zero ID, of none.
func (b testBundle) joins(part, of hub.EmployerID) error {
	b.Helper()
	parent := hub.OptionalEmployerID{Optional: hub.Set(of)}
	if of.IsZero() {
		parent = hub.OptionalEmployerID{Optional: hub.Clear[hub.EmployerID]()}
	}
	_, err := b.app.UpdateEmployer(b.as(b.manager), hub.UpdateEmployerInput{ID: part, Version: b.read(part).Version, ParentEmployerID: parent})
	return err
}

func (b testBundle) part(name string, of hub.EmployerID) hub.EmployerID {
	b.Helper()
	e := b.employer(b.manager, hub.CreateEmployerInput{Name: name})
	if !of.IsZero() {
		if err := b.joins(e.ID, of); err != nil {
			b.Fatal(err)
		}
	}
	return e.ID
}

// group tells of which employer each of these is part.
func (b testBundle) group(of ...hub.EmployerID) []string {
	b.Helper()
	var all []string
	for _, id := range of {
		parent := "none"
		if p := b.read(id).ParentID; p != nil {
			parent = b.read(*p).Name
		}
		all = append(all, parent)
	}
	return all
}

func TestAnEmployerIsNeverPartOfItself(t *testing.T) {
	t.Parallel()
	b := setup(t)
	ctx := b.as(b.manager)
	top := b.part("Top", hub.EmployerID{})
	middle := b.part("Middle", top)
	bottom := b.part("Bottom", middle)

	for what, pair := range map[string][2]hub.EmployerID{
		"itself": {top, top}, "a part": {top, middle}, "a part of a part": {top, bottom}, "one that is not there": {top, hub.NewEmployerID()},
	} {
		b.refused(what, hub.ErrBadInput, "parentEmployerId", func() error { return b.joins(pair[0], pair[1]) })
	}
	list, err := b.app.Employers(ctx, hub.EmployerFilter{ParentIn: []hub.EmployerID{top}}, hub.OrderByName, hub.Page{First: 10})
	if err != nil || len(list.Nodes) != 1 || list.Nodes[0].ID != middle {
		t.Errorf("got %+v, %v", list.Nodes, err)
	}
	history, err := b.app.History(ctx, bottom, hub.Page{First: 1})
	if err != nil || len(history.Nodes[0].Fields) != 1 || history.Nodes[0].Fields[0].Field != "partOf" || *history.Nodes[0].Fields[0].After != "Middle" {
		t.Errorf("got %+v, %v", history.Nodes, err)
	}
	if err := b.joins(bottom, hub.EmployerID{}); err != nil || b.group(bottom)[0] != "none" {
		t.Errorf("got %v, %v", b.group(bottom), err)
	}
}

func TestMergingWithinAGroup(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		// which of the chain top, middle, bottom (with a leaf below each) are merged, and whose answer stands
		keep, other int
		side        hub.MergeSide
		refused     bool
		want        string // of which the record that stays is part
	}{
		"a part into its parent":                             {0, 1, hub.MergeKeep, false, "none"},
		"a parent into its part":                             {1, 0, hub.MergeKeep, false, "none"},
		"a parent in the middle into its part":               {2, 1, hub.MergeKeep, false, "Top"},
		"a part into its parent in the middle":               {1, 2, hub.MergeKeep, false, "Top"},
		"the bottom into the top":                            {0, 2, hub.MergeKeep, false, "none"},
		"the bottom into the top, with the bottom's answer":  {0, 2, hub.MergeOther, true, ""},
		"the top into the bottom, which is part of a part":   {2, 0, hub.MergeKeep, true, ""},
		"the top into the bottom, with the top's own answer": {2, 0, hub.MergeOther, false, "none"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := setup(t)
			ctx := b.as(b.manager)
			top := b.part("Top", hub.EmployerID{})
			middle := b.part("Middle", top)
			chain := []hub.EmployerID{top, middle, b.part("Bottom", middle)}
			leaves := []hub.EmployerID{b.part("Leaf 1", chain[0]), b.part("Leaf 2", chain[1]), b.part("Leaf 3", chain[2])}
			before := b.group(append(leaves, chain...)...)

			preview, err := b.app.MergePreview(ctx, chain[tc.keep], chain[tc.other], nil)
			if err != nil || len(preview.Conflicts) != 1 || preview.Conflicts[0].Kind != hub.ConflictGroup {
				t.Errorf("got %+v, %v", preview.Conflicts, err)
			}
			choice := hub.MergeChoice{Field: "parent", Side: tc.side}
			if tc.refused {
				b.refused(name, hub.ErrBadInput, "choices", func() error {
					_, _, err := b.app.MergeEmployers(ctx, b.toMerge(chain[tc.keep], chain[tc.other], choice))
					return err
				})
				return
			}
			m := b.merge(chain[tc.keep], chain[tc.other], choice)
			kept := b.read(chain[tc.keep])
			if got := b.group(kept.ID)[0]; got != tc.want {
				t.Errorf("it is part of %s, want %s", got, tc.want)
			}
			if got := b.group(leaves[tc.other])[0]; got != kept.Name {
				t.Errorf("the other's part is part of %s", got)
			}
			b.undo(m)
			after := b.group(append(leaves, chain...)...)
			for i := range before {
				if before[i] != after[i] {
					t.Errorf("undoing it does not bring the group back: %v, was %v", after, before)
				}
			}
		})
	}
}

func TestUndoingAMergeMakesNoCircle(t *testing.T) {
	t.Parallel()
	b := setup(t)
	top := b.part("Top", hub.EmployerID{})
	other := b.part("Other", top)
	leaf := b.part("Leaf", other)
	keep := b.part("Keep", hub.EmployerID{})
	m := b.merge(keep, other, hub.MergeChoice{Field: "parent", Side: hub.MergeKeep})
	if err := b.joins(top, leaf); err != nil { // harmless now: Leaf is part of Keep
		t.Fatal(err)
	}
	undo := func() error {
		_, err := b.app.UndoMerge(b.as(b.manager), hub.UndoMergeInput{ID: m.ID, Overwrite: new(true)})
		return err
	}
	b.refused("a circle", hub.ErrConflict, "", undo)
	if err := b.joins(top, hub.EmployerID{}); err != nil {
		t.Fatal(err)
	}
	if err := undo(); err != nil {
		t.Fatal(err)
	}
	if got := b.group(top, other, leaf); got[0] != "none" || got[1] != "Top" || got[2] != "Other" {
		t.Errorf("got %v", got)
	}
}

func TestALeadIsInheritedFromTheGroup(t *testing.T) {
	t.Parallel()
	b := setup(t)
	chamber := b.partner("Chamber", hub.RoleEngagement)
	top := b.employer(chamber, hub.CreateEmployerInput{Name: "Top Holdings", LeadIt: new(true)})
	middle := b.employer(b.manager, hub.CreateEmployerInput{Name: "Middle"})
	part := b.employer(b.manager, hub.CreateEmployerInput{Name: "Part"})
	partOf := func(e hub.EmployerID, version int, of hub.EmployerID) hub.Employer {
		t.Helper()
		now, err := b.app.UpdateEmployer(b.as(b.manager), hub.UpdateEmployerInput{ID: e, Version: version, ParentEmployerID: hub.OptionalEmployerID{Optional: hub.Set(of)}})
		if err != nil {
			t.Fatal(err)
		}
		return now
	}
	leads := func(organisation hub.Actor) string {
		t.Helper()
		list, err := b.app.Employers(b.as(b.manager), hub.EmployerFilter{LeadOrganisationIn: []hub.OrganisationID{organisation.OrganisationID}}, hub.OrderByName, hub.Page{First: 10})
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, e := range list.Nodes {
			names = append(names, e.Name)
		}
		return strings.Join(names, ", ")
	}
	dana := b.person(b.manager, part.ID, "dana@abdy.example")
	access := func(by hub.Actor) hub.ContactAccess {
		t.Helper()
		people, err := b.app.PeopleByID(b.as(by), []hub.PersonID{dana.Person.ID})
		if err != nil || len(people) != 1 {
			t.Fatalf("got %+v, %v", people, err)
		}
		return people[0].ContactAccess
	}
	if got := access(chamber); got != hub.ContactHidden {
		t.Errorf("before: %s", got)
	}

	partOf(part.ID, 1, middle.ID)
	got := partOf(middle.ID, 1, top.ID)

	if got.LeadOrganisation != nil || got.InheritedOrganisation == nil || got.InheritedOrganisation.Name != "Chamber" || got.InheritedLead.ID != chamber.UserID {
		t.Errorf("inherited: %+v", got)
	}
	if got := leads(chamber); got != "Middle, Part, Top Holdings" {
		t.Errorf("led by the Chamber: %s", got)
	}
	if got := access(chamber); got != hub.ContactFull {
		t.Errorf("people of a part, to the lead of the group: %s", got)
	}
	if from, err := b.app.LeadsComeFrom(b.as(b.manager), []hub.EmployerID{part.ID, top.ID}); err != nil || len(from) != 1 || from[0].EmployerID != part.ID || from[0].Of != top.ID {
		t.Errorf("from: %+v, %v", from, err)
	}
	other := b.partner("Jobcentre", hub.RoleEngagement)
	r, err := b.app.AskForIntroduction(b.as(other), hub.AskForIntroductionInput{EmployerID: part.ID, About: "apprentices", DueOn: hub.NewDate(2026, 12, 1)})
	if err != nil || r.To.Name != "Chamber" {
		t.Errorf("an introduction is asked of %+v, %v", r.To, err)
	}

	// Its own lead wins, and hands itself down.
	if _, err := b.app.UpdateEmployer(b.as(b.manager), hub.UpdateEmployerInput{ID: middle.ID, Version: 2, LeadOrganisationID: hub.Set(b.manager.OrganisationID)}); err != nil {
		t.Fatal(err)
	}
	if got := leads(chamber); got != "Top Holdings" {
		t.Errorf("led by the Chamber: %s", got)
	}
	if got := leads(b.manager); got != "Middle, Part" {
		t.Errorf("led by the council: %s", got)
	}
	if got := access(chamber); got == hub.ContactFull {
		t.Errorf("people of a part that another organisation leads: %s", got)
	}
	now, err := b.app.UpdateEmployer(b.as(b.manager), hub.UpdateEmployerInput{ID: middle.ID, Version: 3, LeadOrganisationID: hub.Clear[hub.OrganisationID](), ParentEmployerID: hub.OptionalEmployerID{Optional: hub.Clear[hub.EmployerID]()}})
	if err != nil || now.InheritedOrganisation != nil {
		t.Errorf("out of the group: %+v, %v", now, err)
	}
	b.wants("what is left", `SELECT string_agg(name, ', ' ORDER BY name) FROM employer WHERE led_by_organisation_id IS NOT NULL`, "Top Holdings")
	b.wants("the history tells of leads of its own", `SELECT count(*)::text FROM audit_content WHERE after ? 'InheritedLead'`, "0")
}

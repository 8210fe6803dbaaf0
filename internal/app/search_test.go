package app_test

import (
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func TestSearchBox(t *testing.T) {
	t.Parallel()
	b := setup(t)
	other := b.partner("Chamber", hub.RoleEngagement)
	valley := b.employer(b.manager, hub.CreateEmployerInput{Name: "Magnesium Elektra Ltd"})
	met := b.employer(b.manager, hub.CreateEmployerInput{Name: "Northern Magnet Works"})
	for _, name := range []string{"Abbey Magnets", "Zenith Castings"} {
		b.employer(b.manager, hub.CreateEmployerInput{Name: name})
	}
	b.interaction(b.manager, hub.RecordInteractionInput{EmployerIds: []hub.EmployerID{met.ID}})
	b.person(b.manager, valley.ID, "jo.magnusson@valley.example")
	b.offer(hub.AddOfferInput{ProviderID: b.provider("Rother College").ID, Title: "Magnet handling", Kind: hub.OfferShortCourse})
	if err := b.app.LearnWords(hub.WithActor(b.Context(), hub.System)); err != nil {
		t.Fatal(err)
	}
	find := func(by hub.Actor, text string) hub.SearchResults {
		t.Helper()
		found, err := b.app.Search(b.as(by), hub.SearchQuery{Text: text, First: 8, People: true, Offers: true})
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	names := func(found hub.SearchResults) string {
		var names []string
		for _, e := range found.Employers {
			names = append(names, e.Name)
		}
		return strings.Join(names, ", ")
	}

	t.Run("names that begin so go first, then those in touch, then the rest", func(t *testing.T) {
		if got, want := names(find(b.manager, "magn")), "Magnesium Elektra Ltd, Northern Magnet Works, Abbey Magnets"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
	t.Run("people and offers are found beside", func(t *testing.T) {
		found := find(b.manager, "magn")
		if len(found.People) != 1 || found.People[0].EmployerID != valley.ID || len(found.Offers) != 1 || found.Offers[0].Title != "Magnet handling" {
			t.Errorf("got %+v", found)
		}
	})
	t.Run("people are found however their name is written", func(t *testing.T) {
		email := hub.EmailAddress("s.o-brien@zenith.example")
		if _, err := b.app.AddPerson(b.as(b.manager), hub.AddPersonInput{EmployerID: valley.ID, Name: "Šárka O’Brien-Wood", Email: &email, Function: hub.FunctionHR}); err != nil {
			t.Fatal(err)
		}
		for _, typed := range []string{"sarka", "Šárka", "o'brien", "OBrien wo", "wood", "s.o-brien@zenith.example", "zenith"} {
			if found := find(b.manager, typed); len(found.People) != 1 || *found.People[0].Person.Name != "Šárka O’Brien-Wood" {
				t.Errorf("%s finds %+v", typed, found.People)
			}
		}
	})
	t.Run("a person of another organisation stays hidden", func(t *testing.T) {
		if found := find(other, "magnusson"); len(found.People) != 0 {
			t.Errorf("got %+v", found.People)
		}
	})
	for typed, want := range map[string]string{
		"magneium":  "Magnesium Elektra Ltd",
		"zenit":     "Zenith Castings",
		"zenht":     "Zenith Castings",
		"castngs":   "Zenith Castings",
		"abby magn": "Abbey Magnets",
		"qqqqqq":    "",
	} {
		t.Run("finds what was meant by "+typed, func(t *testing.T) {
			found := find(b.manager, typed)
			if got := names(found); got != want || found.Corrected != (want != "" && typed != "zenit") {
				t.Errorf("got %q, corrected %v, want %q", got, found.Corrected, want)
			}
		})
	}
	t.Run("and what was not asked for is not read", func(t *testing.T) {
		found, err := b.app.Search(b.as(b.manager), hub.SearchQuery{Text: "magn", First: 8})
		if err != nil || len(found.Employers) != 3 || found.People != nil || found.Offers != nil {
			t.Errorf("got %+v, %v", found, err)
		}
	})
	t.Run("a word that most have is found in the same order", func(t *testing.T) {
		for _, noted := range []string{`UPDATE search_word SET employers = 1000000`, `DELETE FROM search_word`} { // walked through, and looked up
			if _, err := b.pool.Exec(b.Context(), noted); err != nil {
				t.Fatal(err)
			}
			if got, want := names(find(b.manager, "magnet")), "Northern Magnet Works, Abbey Magnets"; got != want {
				t.Errorf("after %s got %s, want %s", noted, got, want)
			}
		}
	})
	t.Run("what cannot be searched for is said", func(t *testing.T) {
		b.refused("too long", hub.ErrBadInput, "text", func() error {
			_, err := b.app.Search(b.as(b.manager), hub.SearchQuery{Text: strings.Repeat("a", 201), First: 8})
			return err
		})
		b.refused("too many", hub.ErrBadInput, "first", func() error {
			_, err := b.app.Search(b.as(b.manager), hub.SearchQuery{Text: "a", First: 21})
			return err
		})
		if found := find(b.manager, " - "); len(found.Employers)+len(found.People)+len(found.Offers) != 0 {
			t.Errorf("nothing typed found %+v", found)
		}
	})
}

package app_test

import (
	"fmt"
	"slices"
	"testing"

	"employerhub/internal/hub"
)

func TestSavedViews(t *testing.T) {
	t.Parallel()
	b := setup(t)
	chamber := b.partner("Chamber", hub.RoleAnalyst)
	colleague := b.manager
	colleague.UserID, colleague.Name = b.user("asha@council.example", hub.RoleEngagement), "Asha Rahman"
	save := func(name, address string, shared bool) hub.SavedView {
		t.Helper()
		v, err := b.app.SaveView(b.as(b.manager), hub.SaveViewInput{Name: name, Address: address, Shared: shared})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	names := func(by hub.Actor) (names []string) {
		t.Helper()
		list, err := b.app.SavedViews(b.as(by), hub.Page{First: 20})
		if err != nil {
			t.Fatal(err)
		}
		count, err := b.app.CountSavedViews(b.as(by))
		if err != nil || count != len(list.Nodes) {
			t.Errorf("counted %d, %v", count, err)
		}
		for _, v := range list.Nodes {
			names = append(names, v.Name)
		}
		return names
	}
	mine, shared := save("Welders", "?q=weld&after=x&add=&status=ENGAGED,DORMANT", false), save(" Key  accounts ", "key=yes", true)

	t.Run("keeps what the list shows, not the page that somebody is on", func(t *testing.T) {
		if mine.Address != "q=weld&status=ENGAGED,DORMANT" || shared.Name != "Key accounts" || mine.Owner.Name != "Mo Manager" {
			t.Errorf("got %+v and %+v", mine, shared)
		}
	})
	t.Run("is seen by who saved it, and where it is shared by colleagues", func(t *testing.T) {
		if got := names(b.manager); !slices.Equal(got, []string{"Key accounts", "Welders"}) {
			t.Errorf("owner: %v", got)
		}
		if got := names(colleague); !slices.Equal(got, []string{"Key accounts"}) {
			t.Errorf("colleague: %v", got)
		}
		if got := names(chamber); got != nil {
			t.Errorf("partner: %v", got)
		}
		for by, want := range map[*hub.Actor]int{&b.manager: 2, &colleague: 1, &chamber: 0} {
			found, err := b.app.SavedViewsByID(b.as(*by), []hub.SavedViewID{mine.ID, shared.ID})
			if err != nil || len(found) != want {
				t.Errorf("%s found %d by ID, %v; want %d", by.Name, len(found), err, want)
			}
		}
	})
	update := func(by hub.Actor, in hub.UpdateSavedViewInput) func() error {
		return func() error {
			_, err := b.app.UpdateSavedView(b.as(by), in)
			return err
		}
	}
	t.Run("is changed and removed by who saved it alone", func(t *testing.T) {
		rename := hub.UpdateSavedViewInput{ID: shared.ID, Version: 1, Name: hub.Set("Ours")}
		b.refused("a colleague's", hub.ErrForbidden, "", update(colleague, rename))
		b.refused("a partner's", hub.ErrNotFound, "", update(chamber, rename))
		b.refused("removing a colleague's", hub.ErrForbidden, "", func() error { return b.app.RemoveSavedView(b.as(colleague), shared.ID) })
		b.refused("removing one not seen", hub.ErrNotFound, "", func() error { return b.app.RemoveSavedView(b.as(colleague), mine.ID) })
		b.refused("a name of another", hub.ErrConflict, "name", update(b.manager, hub.UpdateSavedViewInput{ID: mine.ID, Version: 1, Name: hub.Set("KEY ACCOUNTS")}))
		b.refused("no name", hub.ErrBadInput, "name", update(b.manager, hub.UpdateSavedViewInput{ID: mine.ID, Version: 1, Name: hub.Set(" ")}))
		if err := update(b.manager, hub.UpdateSavedViewInput{ID: mine.ID, Version: 1, Shared: hub.Set(true), Address: hub.Set("q=fabric")})(); err != nil {
			t.Fatal(err)
		}
		b.refused("a stale version", hub.ErrConflict, "", update(b.manager, hub.UpdateSavedViewInput{ID: mine.ID, Version: 1, Name: hub.Set("Fabricators")}))
		if got := names(colleague); !slices.Equal(got, []string{"Key accounts", "Welders"}) {
			t.Errorf("colleague: %v", got)
		}
		if err := b.app.RemoveSavedView(b.as(b.manager), mine.ID); err != nil {
			t.Fatal(err)
		}
		if got := names(b.manager); !slices.Equal(got, []string{"Key accounts"}) {
			t.Errorf("owner: %v", got)
		}
		b.wants("audit", `SELECT string_agg(action, ' ' ORDER BY id) FROM audit WHERE action LIKE 'saved_view.%'`,
			"saved_view.add saved_view.add saved_view.update saved_view.remove")
	})
	t.Run("has its limits", func(t *testing.T) {
		saving := func(by hub.Actor, in hub.SaveViewInput) func() error {
			return func() error {
				_, err := b.app.SaveView(b.as(by), in)
				return err
			}
		}
		b.refused("a program", hub.ErrBadInput, "", saving(hub.Actor{Kind: hub.ActorToken, OrganisationID: b.manager.OrganisationID, Roles: []hub.Role{hub.RoleManager}}, hub.SaveViewInput{Name: "x"}))
		b.refused("not an address", hub.ErrBadInput, "address", saving(b.manager, hub.SaveViewInput{Name: "x", Address: "q=%zz"}))
		b.refused("a long address", hub.ErrBadInput, "address", saving(b.manager, hub.SaveViewInput{Name: "x", Address: "q=" + fmt.Sprintf("%02000d", 1)}))
		b.refused("a long name", hub.ErrBadInput, "name", saving(b.manager, hub.SaveViewInput{Name: fmt.Sprintf("%061d", 1)}))
		b.exec(`INSERT INTO saved_view (id, organisation_id, user_id, name, name_key, address, shared)
			SELECT gen_random_uuid(), $1, $2, 'v' || n, 'v' || n, '', false FROM generate_series(1, 99) n`, b.manager.OrganisationID, b.manager.UserID)
		b.refused("one too many", hub.ErrBadInput, "", saving(b.manager, hub.SaveViewInput{Name: "x"}))
	})
}

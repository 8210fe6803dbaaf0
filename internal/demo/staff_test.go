package demo_test

import (
	"testing"

	"employerhub/internal/app"
	"employerhub/internal/demo"
	"employerhub/internal/hub"
	"employerhub/internal/pgtest"
)

func TestStaff(t *testing.T) {
	t.Parallel()
	pool, jobs := pgtest.New(t)
	a := app.New(pool, jobs, app.SystemClock)
	ctx := hub.WithActor(t.Context(), hub.System)

	for range 2 { // a second start adds nobody
		if err := demo.Staff(ctx, a); err != nil {
			t.Fatal(err)
		}
	}

	users, err := a.SignInUsers(ctx)
	if err != nil {
		t.Fatal(err)
	}
	held := map[hub.Role]bool{}
	names := map[string]int{}
	for _, u := range users {
		names[u.Name]++
		for _, r := range u.Roles {
			held[r] = true
		}
	}
	for _, r := range []hub.Role{hub.RoleEngagement, hub.RolePlacements, hub.RoleManager, hub.RoleAnalyst, hub.RoleAdmin} {
		if !held[r] {
			t.Errorf("nobody is %s", r)
		}
	}
	for name, n := range names {
		if n != 1 {
			t.Errorf("%s is there %d times", name, n)
		}
	}
}

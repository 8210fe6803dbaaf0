package hub_test

import (
	"fmt"
	"testing"

	"employerhub/internal/hub"
)

var (
	reader = hub.Actor{Kind: hub.ActorUser, Roles: []hub.Role{hub.RoleAnalyst}}
	placer = hub.Actor{Kind: hub.ActorUser, Roles: []hub.Role{hub.RolePlacements}}
)

func TestWhoOnlyReadsFiguresIsToldNoCountOfFewPeople(t *testing.T) {
	t.Parallel()
	for n := range 200 {
		if got := placer.People(n); got == nil || *got != n {
			t.Errorf("placement staff are told %v of %d", got, n)
		}
		got := reader.People(n)
		switch {
		case hub.FewPeople(n) != (n >= 1 && n <= 4), hub.FewPeople(n) != (got == nil):
			t.Errorf("an analyst is told %v of %d", got, n)
		case got != nil && (*got%5 != 0 || *got-n > 2 || n-*got > 2):
			t.Errorf("an analyst is told %d of %d", *got, n)
		}
	}
	for _, roles := range [][]hub.Role{{hub.RoleAdmin}, {hub.RoleAdmin, hub.RoleAnalyst}} {
		if got := (hub.Actor{Kind: hub.ActorToken, Roles: roles}).People(3); got != nil {
			t.Errorf("%v are told %d", roles, *got)
		}
	}
}

// Whoever knows the rule and sees three parts with their sum can think of all that they may have been. Of a part that is suppressed several
// numbers have to be possible.
func TestASumTellsNoPartThatIsSuppressed(t *testing.T) {
	t.Parallel()
	const most = 12
	possible := map[string][3]map[int]bool{}
	for a := range most {
		for b := range most {
			for c := range most {
				parts := []int{a, b, c}
				told, sum := reader.PeopleInParts(parts)
				seen := fmt.Sprint(words(sum), words(told[0]), words(told[1]), words(told[2]))
				might, ok := possible[seen]
				if !ok {
					might = [3]map[int]bool{{}, {}, {}}
					possible[seen] = might
				}
				for i, n := range parts {
					might[i][n] = true
				}
				if all, whole := placer.PeopleInParts(parts); *whole != a+b+c || *all[0] != a || *all[1] != b || *all[2] != c {
					t.Fatalf("placement staff are told %v of %v", all, parts)
				}
			}
		}
	}
	for seen, might := range possible {
		for i := range might {
			for n := range might[i] {
				if hub.FewPeople(n) && len(might[i]) == 1 {
					t.Errorf("%s: part %d can only be %d", seen, i, n)
				}
			}
		}
	}
}

func words(n *int) string {
	if n == nil {
		return "few "
	}
	return fmt.Sprint(*n, " ")
}

package hub_test

import (
	"math/rand/v2"
	"testing"

	"employerhub/internal/hub"
)

func TestAddWorkingDays(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		from string
		n    int
		want string
	}{
		"none is the day itself":             {"2026-11-28", 0, "2026-11-28"},
		"over a weekend":                     {"2026-11-26", 2, "2026-11-30"},
		"from a Saturday":                    {"2026-11-28", 1, "2026-11-30"},
		"back from a Saturday":               {"2026-11-28", -1, "2026-11-27"},
		"over Christmas":                     {"2026-12-24", 1, "2026-12-29"},
		"back over Christmas and New Year":   {"2027-01-04", -4, "2026-12-24"},
		"over Easter and the clock change":   {"2027-03-25", 1, "2027-03-30"},
		"over a leap day":                    {"2028-02-28", 2, "2028-03-01"},
		"over a February without a leap day": {"2027-02-26", 1, "2027-03-01"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := english.AddWorkingDays(day(tc.from), tc.n); got != day(tc.want) {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}

func TestWorkingDaysThereAndBack(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 4))
	for range 5_000 {
		from, n := hub.DateOf(randomTime(random)), 1+random.IntN(30)
		to := english.AddWorkingDays(from, n)
		worked := 0
		for d := from.AddDays(1); !d.After(to); d = d.AddDays(1) {
			if english.IsWorkingDay(d) {
				worked++
			}
		}
		if worked != n || !english.IsWorkingDay(to) {
			t.Fatalf("%d working days after %s: %s is %d after it", n, from, to, worked)
		}
		if english.IsWorkingDay(from) && english.AddWorkingDays(to, -n) != from {
			t.Fatalf("%d working days before %s: not %s", n, to, from)
		}
	}
}

package app_test

import (
	"testing"

	"employerhub/internal/hub"
)

func TestContactBudgetByDate(t *testing.T) {
	t.Parallel()
	b := setup(t)
	employers := b.employers(1)
	today := hub.NewDate(2026, 11, 24)
	set := func(from hub.Date, campaigns, days int) error {
		return b.app.SetContactBudget(b.as(b.manager), hub.ContactBudget{From: from, Campaigns: campaigns, Days: days})
	}
	leftOut := func() int {
		t.Helper()
		audience, err := b.app.DiagnosticPreview(b.as(b.manager), b.input(employers...))
		if err != nil {
			t.Fatal(err)
		}
		return audience.LeftOutBy()[hub.LeftOutOverBudget]
	}
	b.launch(employers...)
	b.exec(`UPDATE invitation SET state = 'SUBMITTED'`)
	if leftOut() != 0 {
		t.Fatal("one campaign is over the budget of two")
	}
	if err := set(today.AddDays(1), 1, 90); err != nil {
		t.Fatal(err)
	}
	if leftOut() != 0 {
		t.Error("a budget of tomorrow holds today")
	}
	b.clock.set(moment("2026-11-25 10:00"))
	if leftOut() != 1 {
		t.Error("the budget does not hold on its first day")
	}
	if _, _, err := b.app.SendDiagnostic(b.as(b.manager), b.input(employers...)); hub.CodeOf(err) != hub.ErrBadInput {
		t.Errorf("a launch over the budget: %v", err)
	}
	if err := set(today.AddDays(1), 3, 90); err != nil || leftOut() != 0 {
		t.Errorf("put right on its day: %v", err)
	}
	if err := set(today.AddDays(30), 5, 30); err != nil {
		t.Fatal(err)
	}

	b.refused("yesterday", hub.ErrBadInput, "from", func() error { return set(today, 1, 90) })
	b.refused("no campaigns", hub.ErrBadInput, "campaigns", func() error { return set(today.AddDays(2), 0, 90) })
	b.refused("too many days", hub.ErrBadInput, "days", func() error { return set(today.AddDays(2), 1, 731) })
	b.refused("taking back what began", hub.ErrBadInput, "from", func() error { return b.app.RemoveContactBudget(b.as(b.manager), today.AddDays(1)) })
	b.refused("taking back none", hub.ErrNotFound, "", func() error { return b.app.RemoveContactBudget(b.as(b.manager), today.AddDays(3)) })
	analyst := b.partner("Chamber", hub.RoleAnalyst)
	b.refused("no manager", hub.ErrForbidden, "", func() error {
		return b.app.SetContactBudget(b.as(analyst), hub.ContactBudget{From: today.AddDays(2), Campaigns: 1, Days: 1})
	})
	if err := b.app.RemoveContactBudget(b.as(b.manager), today.AddDays(30)); err != nil {
		t.Error(err)
	}
	all, err := b.app.ContactBudgets(b.as(analyst))
	if err != nil || len(all) != 2 || all[0] != (hub.ContactBudget{From: today.AddDays(1), Campaigns: 3, Days: 90}) || all[1].Campaigns != 2 {
		t.Errorf("history: %+v, %v", all, err)
	}
	b.wants("audit", `SELECT count(*)::text FROM audit WHERE record_kind = 'contactbudget'`, "4")
}

package app_test

import (
	"context"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

// withdraws lets somebody withdraw the last request of the hub, since the host said it by phone.
func (b testBundle) withdraws(by context.Context, reason string) (hub.AskedRequest, error) {
	b.Helper()
	id, err := hub.ParseID[hub.PlacementRequestID]("placementrequest_" + b.value(`SELECT id::text FROM placement_request ORDER BY id DESC LIMIT 1`))
	if err != nil {
		b.Fatal(err)
	}
	return b.app.WithdrawPlacementRequest(by, hub.WithdrawPlacementRequestInput{ID: id, Reason: reason})
}

func TestStaffWithdrawWhatNobodyNeedsAnswered(t *testing.T) {
	t.Parallel()
	b, e, _ := asks(t)
	b.ask(e, hub.ProgrammeTLevel)
	b.at(tuesday)
	as, _ := b.byLink()
	b.got("asked", once)

	for name, tc := range map[string]struct {
		by     context.Context
		reason string
		code   hub.ErrorCode
		field  string
	}{
		"engagement staff": {b.as(b.colleague(hub.RoleEngagement)), "Said by phone", hub.ErrForbidden, ""},
		"an analyst":       {b.as(b.colleague(hub.RoleAnalyst)), "Said by phone", hub.ErrForbidden, ""},
		"another partner":  {b.as(b.partner("Chamber", hub.RolePlacements)), "Said by phone", hub.ErrForbidden, ""},
		"without a reason": {b.as(b.manager), " ", hub.ErrBadInput, "reason"},
		"with a long one":  {b.as(b.manager), strings.Repeat("x", 201), hub.ErrBadInput, "reason"},
	} {
		b.refused(name, tc.code, tc.field, func() error { _, err := b.withdraws(tc.by, tc.reason); return err })
	}
	now, err := b.withdraws(b.coordinator(), " Said by  phone ")
	today := hub.DateOf(moment(tuesday))
	if err != nil || now.State(today) != hub.RequestWithdrawn || *now.WithdrawnReason != "Said by phone" || now.MayWithdraw(b.manager, today) {
		t.Fatalf("got %+v, %v", now, err)
	}
	b.wants("history", `SELECT string_agg(action, ' ' ORDER BY id) FROM audit WHERE action LIKE 'placementrequest.%'`, "placementrequest.ask placementrequest.withdraw")
	b.refused("again", hub.ErrConflict, "", func() error { _, err := b.withdraws(b.coordinator(), "Twice"); return err })

	// The link says so, and takes no answer.
	if left, err := b.app.RequestsOfPerson(as); err != nil || len(left) != 0 {
		t.Errorf("got %+v, %v", left, err)
	}
	b.refused("an answer", hub.ErrConflict, "", func() error { return b.app.AnswerRequest(as, now.ID, hub.Form{"level": {"OPEN"}}) })
	for _, day := range []string{"2026-12-01 08:00", "2026-12-09 08:00"} {
		b.at(day)
		b.got(day, nil)
	}

	// Staff may ask the same again.
	b.ask(e, hub.ProgrammeTLevel)
	b.at("2026-12-09 09:00")
	b.got("asked again", once)
}

func TestNoRuleAsksAgainWhatStaffWithdrew(t *testing.T) {
	t.Parallel()
	host := map[string]int{address(1): 1}

	t.Run("of a check, until another one runs out", func(t *testing.T) {
		t.Parallel()
		b, o := wanting(t)
		b.at("2027-02-01 09:00")
		b.got("asked", host)
		if _, err := b.withdraws(b.coordinator(), "They bring it on Monday"); err != nil {
			t.Fatal(err)
		}
		b.at("2027-02-02 09:00")
		b.got("the day after", nil)
		b.wants("requests", `SELECT count(*)::text FROM placement_request`, "1")
		b.check(hub.RecordSiteCheckInput{SiteID: o.SiteID, Kind: hub.CheckEmployersLiability, Result: hub.CheckSeen, ExpiresOn: new(hub.NewDate(2027, 2, 20))})
		b.at("2027-02-03 09:00")
		b.got("of the next one", host)
	})
	t.Run("of a placement; who does not see participants cannot withdraw that", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.begun("PW-1") // half-way on 30 April
		b.at("2027-04-30 10:00")
		b.got("asked", host)
		b.refused("a manager", hub.ErrNotFound, "", func() error { _, err := b.withdraws(b.as(b.manager), "They rang"); return err })
		if _, err := b.withdraws(b.coordinator(), "They rang"); err != nil {
			t.Fatal(err)
		}
		b.at("2027-05-10 09:00")
		b.got("not again", nil)
		b.wants("requests", `SELECT count(*)::text FROM placement_request`, "1")
	})
}

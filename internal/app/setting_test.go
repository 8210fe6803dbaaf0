package app_test

import (
	"slices"
	"testing"

	"employerhub/internal/hub"
)

func TestMySettings(t *testing.T) {
	t.Parallel()
	b := setup(t)
	pat := b.partner("Chamber", hub.RoleAnalyst)
	settings, err := b.app.MySettings(b.as(pat))
	if err != nil || settings.Digest != hub.DigestDaily || settings.DigestDay != "MONDAY" || settings.Quiet() != hub.DefaultQuietDays || settings.LastDigest != nil {
		t.Fatalf("at first: %+v, %v", settings, err)
	}
	now, err := b.app.UpdateMySettings(b.as(pat), hub.UpdateMySettingsInput{
		Version: settings.Version, Digest: hub.Set(hub.DigestWeekly), DigestDay: hub.Set(hub.WorkingDay("FRIDAY")), QuietDays: hub.Set(90),
	})
	if err != nil || now.Digest != hub.DigestWeekly || now.DigestDay != "FRIDAY" || now.QuietDays != 90 || now.QuietDaysKeyAccounts != 60 || now.Version != 2 {
		t.Fatalf("changed: %+v, %v", now, err)
	}
	b.wants("audit", `SELECT count(*)::text FROM audit WHERE action = 'user.settings'`, "1")
	b.sweep()
	if settings, err = b.app.MySettings(b.as(pat)); err != nil || settings.NextDigestAt == nil || !settings.NextDigestAt.Equal(moment("2026-11-27 08:00")) {
		t.Errorf("planned: %+v, %v", settings, err)
	}

	for name, tc := range map[string]struct {
		in    hub.UpdateMySettingsInput
		code  hub.ErrorCode
		field string
	}{
		"no days":       {hub.UpdateMySettingsInput{Version: 2, QuietDays: hub.Set(0)}, hub.ErrBadInput, "quietDays"},
		"too many days": {hub.UpdateMySettingsInput{Version: 2, QuietDaysKeyAccounts: hub.Set(3651)}, hub.ErrBadInput, "quietDaysKeyAccounts"},
		"null":          {hub.UpdateMySettingsInput{Version: 2, Digest: hub.Clear[hub.DigestRhythm]()}, hub.ErrBadInput, "digest"},
		"an old page":   {hub.UpdateMySettingsInput{Version: 1, QuietDays: hub.Set(30)}, hub.ErrConflict, ""},
	} {
		b.refused(name, tc.code, tc.field, func() error { _, err := b.app.UpdateMySettings(b.as(pat), tc.in); return err })
	}
	token := hub.Actor{Kind: hub.ActorToken, OrganisationID: pat.OrganisationID, TokenID: hub.NewTokenID(), Roles: []hub.Role{hub.RoleManager}}
	if settings, err := b.app.MySettings(b.as(token)); err != nil || settings != nil {
		t.Errorf("a token has %+v, %v", settings, err)
	}
	b.refused("a token", hub.ErrNotFound, "", func() error {
		_, err := b.app.UpdateMySettings(b.as(token), hub.UpdateMySettingsInput{Version: 1})
		return err
	})

	t.Run("a digest that was refused comes again when it is chosen again", func(t *testing.T) {
		b.exec(`UPDATE user_setting SET digest = 'NONE', digest_refused_at = now() WHERE user_id = $1`, pat.UserID)
		now, err := b.app.UpdateMySettings(b.as(pat), hub.UpdateMySettingsInput{Version: 2, Digest: hub.Set(hub.DigestDaily)})
		if err != nil || now.DigestRefusedAt != nil || now.NextDigestAt != nil {
			t.Errorf("got %+v, %v", now, err)
		}
	})
}

// TestGoneQuietIsOneRule compares the filter, which Today uses, with the digest's rule on the days around its edges.
func TestGoneQuietIsOneRule(t *testing.T) {
	t.Parallel()
	b := setup(t)
	lead := hub.CreateEmployerInput{LeadIt: new(true)}
	add := func(name, change string) {
		lead.Name = name
		b.exec(`UPDATE employer SET `+change+` WHERE id = $1`, b.employer(b.manager, lead).ID)
	}
	add("Edge", `last_contact_on = '2026-05-28'`)  // 180 days ago
	add("Later", `last_contact_on = '2026-05-29'`) // 179
	add("Key", `last_contact_on = '2026-09-25', key_account = true`)
	add("Key later", `last_contact_on = '2026-09-26', key_account = true`)
	add("Never", `last_contact_on = NULL, created_at = '2026-05-28 23:30+01'`)
	add("Never, later", `last_contact_on = NULL, created_at = '2026-05-28 23:30Z'`) // half past midnight in London
	add("Closed", `last_contact_on = '2020-01-01', status = 'CLOSED'`)
	add("Dormant", `last_contact_on = '2020-01-01', status = 'DORMANT'`)
	add("Another's", `last_contact_on = '2020-01-01', account_lead_id = NULL`)
	quiet := func(by hub.Actor) (names []string) {
		t.Helper()
		filter := hub.EmployerFilter{GoneQuiet: new(true)}
		list, err := b.app.Employers(b.as(by), filter, hub.OrderByName, hub.Page{First: 20})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range list.Nodes {
			names = append(names, e.Name)
		}
		if n, err := b.app.CountEmployers(b.as(by), filter); err != nil || n != len(names) {
			t.Errorf("%d counted, %d listed, %v", n, len(names), err)
		}
		return names
	}

	if got := quiet(b.manager); !slices.Equal(got, []string{"Edge", "Key", "Never"}) {
		t.Errorf("got %v", got)
	}
	b.exec(`UPDATE user_setting SET quiet_days = 179, quiet_days_key_account = 61`)
	if got := quiet(b.manager); !slices.Equal(got, []string{"Edge", "Later", "Never", "Never, later"}) {
		t.Errorf("by other days: got %v", got)
	}
	if got := quiet(b.partner("Chamber", hub.RoleEngagement)); len(got) != 0 {
		t.Errorf("somebody else: got %v", got)
	}
	token := hub.Actor{Kind: hub.ActorToken, OrganisationID: b.manager.OrganisationID, TokenID: hub.NewTokenID(), Roles: []hub.Role{hub.RoleManager}}
	if got := quiet(token); len(got) != 0 {
		t.Errorf("a token: got %v", got)
	}
	b.exec(`UPDATE user_setting SET digest = 'DAILY', digest_next_at = $1`, moment("2026-11-24 08:00"))
	b.sweep()
	b.wants("the digest says the same", `SELECT string_agg(e.name, ', ' ORDER BY e.name) FROM reminder r JOIN employer e ON e.id = r.subject_id WHERE rule = 'employer.quiet'`,
		"Edge, Later, Never, Never, later")
}

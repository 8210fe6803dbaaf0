package app_test

import (
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func TestSealedAudit(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ tamper, want string }{
		"nothing was touched":                  {`SELECT 1`, ""},
		"content that was erased breaks none":  {`DELETE FROM audit_content`, ""},
		"content that was changed is found":    {`UPDATE audit_content SET after = '{"name": "Somebody else"}' WHERE audit_id = (SELECT max(id) FROM audit WHERE seal_id IS NOT NULL)`, "is not what was recorded"},
		"a row that was taken away is found":   {`ALTER TABLE audit DISABLE TRIGGER audit_stays; DELETE FROM audit_content; DELETE FROM audit WHERE id = (SELECT min(id) FROM audit)`, "audit seal 1 covers"},
		"a digest that was changed is found":   {`ALTER TABLE audit DISABLE TRIGGER audit_stays; DELETE FROM audit_content; UPDATE audit SET digest = '\x00' WHERE id = (SELECT min(id) FROM audit)`, "audit seal 1 does not fit"},
		"a seal that was changed is found":     {`UPDATE audit_seal SET hash = '\x00' WHERE id = 1`, "audit seal 1 does not fit"},
		"a seal that was taken away is found":  {`ALTER TABLE audit DISABLE TRIGGER audit_stays; DELETE FROM audit_content; DELETE FROM audit WHERE seal_id = 1; DELETE FROM audit_seal WHERE id = 1`, "audit seal 2 does not fit"},
		"the newest seal with its rows":        {`ALTER TABLE audit DISABLE TRIGGER audit_stays; DELETE FROM audit_content; DELETE FROM audit WHERE seal_id = 2; DELETE FROM audit_seal WHERE id = 2`, "audit seal 2 was made and is gone"},
		"the whole log":                        {`TRUNCATE audit_content, audit, audit_seal`, "audit seal 2 was made and is gone"},
		"a chain made anew from the newest on": {`UPDATE audit_head SET hash = '\x01'`, "audit seal 2 is not the one that was made"},
		"a row that was not sealed yet is new": {`INSERT INTO audit (business_at, actor_kind, actor_name, action, record_kind, record_id, digest) VALUES (now(), 'SYSTEM', 'Hub', 'x', 'y', gen_random_uuid(), '')`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := setup(t)
			holiday := hub.Holiday{Day: hub.NewDate(2026, 11, 25), Name: "A day off"}
			for range 2 {
				if err := b.app.SetHoliday(hub.WithActor(t.Context(), b.manager), holiday); err != nil {
					t.Fatal(err)
				}
				if _, err := b.app.SealAudit(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			b.wants("seals", `SELECT count(*)::text FROM audit_seal`, "2")
			b.exec(tc.tamper)

			_, err := b.app.CheckAudit(t.Context())

			if tc.want == "" && err != nil || tc.want != "" && (err == nil || !strings.Contains(err.Error(), tc.want)) {
				t.Errorf("got %v, want %q", err, tc.want)
			}
		})
	}
}

func TestSealsThatWereNotedDown(t *testing.T) {
	t.Parallel()
	b := setup(t)
	if err := b.app.SetHoliday(hub.WithActor(t.Context(), b.manager), hub.Holiday{Day: hub.NewDate(2026, 11, 25), Name: "A day off"}); err != nil {
		t.Fatal(err)
	}
	seals, err := b.app.SealAudit(t.Context())
	if err != nil || len(seals) != 1 {
		t.Fatalf("got %v, %v", seals, err)
	}
	noted, err := hub.ParseSeal(seals[0].String())
	if err != nil {
		t.Fatal(err)
	}

	newest, err := b.app.CheckAudit(t.Context(), noted)
	if err != nil || newest.ID != noted.ID {
		t.Errorf("an untouched log: got %v, %v", newest, err)
	}

	// Whoever owns the database can take the note of the newest seal away too, but not what was written down elsewhere.
	b.exec(`TRUNCATE audit_content, audit, audit_seal, audit_head`)

	if _, err := b.app.CheckAudit(t.Context()); err != nil {
		t.Errorf("an emptied log that nobody noted anything of: got %v", err)
	}
	if _, err := b.app.CheckAudit(t.Context(), noted); err == nil || !strings.Contains(err.Error(), "was made and is gone") {
		t.Errorf("an emptied log: got %v", err)
	}
}

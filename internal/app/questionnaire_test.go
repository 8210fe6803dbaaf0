package app_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"employerhub/internal/app"
	"employerhub/internal/hub"
	"employerhub/internal/pgtest"
)

func TestThePulseIsPublishedOnceAndForGood(t *testing.T) {
	t.Parallel()
	pool, jobs := pgtest.New(t)
	a := app.New(pool, jobs, app.SystemClock)
	for range 2 {
		if err := a.SeedQuestionnaires(t.Context()); err != nil {
			t.Fatal(err)
		}
	}

	var stored []byte
	if err := pool.QueryRow(t.Context(), `SELECT definition FROM questionnaire_version v JOIN questionnaire q ON q.id = v.questionnaire_id WHERE q.key = 'pulse' AND state = 'PUBLISHED' AND number = 1`).Scan(&stored); err != nil {
		t.Fatal(err)
	}
	if d, err := hub.ParseDefinition(stored); err != nil || !reflect.DeepEqual(d, hub.Pulse()) {
		t.Errorf("what is stored is not the pulse: %v", err)
	}
	changed := hub.Pulse()
	changed.Title = "Something else"
	definition, err := json.Marshal(changed)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]string{
		"changed":      `UPDATE questionnaire_version SET definition = '` + strings.ReplaceAll(string(definition), "'", "''") + `'`,
		"made a draft": `UPDATE questionnaire_version SET state = 'DRAFT', published_at = NULL`,
		"deleted":      `DELETE FROM questionnaire_version`,
	} {
		if _, err := pool.Exec(t.Context(), change); err == nil || !strings.Contains(err.Error(), "a published questionnaire version never changes") {
			t.Errorf("a published version was %s: %v", name, err)
		}
	}
	if _, err := pool.Exec(t.Context(), `UPDATE questionnaire_version SET state = 'RETIRED'`); err != nil {
		t.Errorf("a published version cannot be retired: %v", err)
	}
	if _, err := pool.Exec(t.Context(), `UPDATE questionnaire_version SET state = 'PUBLISHED'`); err == nil {
		t.Error("a retired version was published again")
	}
}

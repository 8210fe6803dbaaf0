package app_test

import (
	"bytes"
	"os"
	"testing"

	"employerhub/internal/app"
	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/xuri/excelize/v2"
)

func TestAPublishedListWhoseProcessIsKilledIsAppliedOnce(t *testing.T) {
	t.Parallel()
	const rows = 2000
	b := setup(t)
	l := b.list(october, "Zebra Crossing Paints,Exeter,EX1 1AA,Retail,Committed,South West")
	b.exec(`INSERT INTO employer (id, name, name_key, search_words) SELECT gen_random_uuid(), 'Works ' || n, 'works ' || n, 'works ' || n FROM generate_series(1, $1::int) n`, rows)
	b.exec(`INSERT INTO published_list_row (list_id, line, name, town, postcode, sector, region, level, row_key, outcome, employer_id)
		SELECT $1, 10 + row_number() OVER (ORDER BY e.id), e.name, '', '', '', '', 2, e.name, 'MATCHED', e.id FROM employer e`, l.ID)
	if _, err := b.app.ApplyPublishedList(b.as(b.manager), l.ID); err != nil {
		t.Fatal(err)
	}

	killInAnotherProcess(t, b.pool, "TestApplyPublishedListInAnotherProcess", "HUB_TEST_LIST="+l.ID.String())
	if n := b.value(`SELECT count(*)::text FROM accreditation`); n == "0" || n == "2000" {
		t.Fatalf("killed when %s of %d awards were recorded", n, rows)
	}
	b.wants("half a list is not in", `SELECT state FROM published_list`, string(hub.ListApplying))

	b.runList(l.ID, hub.ListApplied)
	b.wants("each award once", `SELECT count(*) || ' of ' || count(DISTINCT employer_id) FROM accreditation`, "2000 of 2000")
	b.wants("each in the history once", `SELECT count(*) || ' of ' || count(DISTINCT record_id) FROM audit WHERE action = 'accreditation.list'`, "2000 of 2000")
}

// TestApplyPublishedListInAnotherProcess is no test: it is what the killed process does.
func TestApplyPublishedListInAnotherProcess(t *testing.T) {
	t.Parallel()
	list := os.Getenv("HUB_TEST_LIST")
	if list == "" {
		t.Skip("only when it is started to be killed")
	}
	pool, err := postgres.Open(t.Context(), os.Getenv("HUB_TEST_DATABASE"))
	if err != nil {
		t.Fatal(err)
	}
	id, err := hub.ParseID[hub.PublishedListID](list)
	if err != nil {
		t.Fatal(err)
	}
	if err := app.New(pool, nil, app.SystemClock).RunPublishedList(hub.WithActor(t.Context(), hub.System), id); err != nil {
		t.Fatal(err)
	}
}

func TestAPublishedListAsASpreadsheet(t *testing.T) {
	t.Parallel()
	b := setup(t)
	abdy := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Fabrications Ltd", Postcode: new(hub.Postcode("S60 1AB"))})
	f := excelize.NewFile()
	for cell, value := range map[string]any{
		"A1": "Business Name", "B1": "Town or City", "C1": "Postcode", "D1": "Sector", "E1": "Disability Confident Level", "F1": "Region",
		"A2": "Abdy Fabrications", "B2": "Rotherham", "C2": "s601ab", "D2": "Manufacturing", "E2": 2, "F2": "Yorkshire and Lincolnshire",
		"A4": "Zebra Crossing Paints", "B4": "Exeter", "C4": "EX1 1AA", "D4": "Retail", "E4": "Disability Confident Committed", "F4": "South West", // after an empty row
	} {
		if err := f.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	var file bytes.Buffer
	if err := f.Write(&file); err != nil {
		t.Fatal(err)
	}
	l, err := b.app.UploadPublishedList(b.as(b.manager), app.PublishedListUpload{Scheme: hub.DisabilityConfident, ListedOn: october, FileName: "list.xlsx", File: &file, MaxBytes: 64 << 20})
	if err != nil {
		t.Fatal(err)
	}
	l = b.runList(l.ID, hub.ListPreviewed)
	if got, want := b.listed(l), "MATCHED MADE, UNMATCHED"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	b.applyList(l)
	if s := b.standing(abdy.ID); len(s.Awards) != 1 || s.Awards[0].Level != 2 || s.Awards[0].Source != hub.AwardOnList {
		t.Errorf("got %+v", s.Awards)
	}
}

package app_test

import (
	"bytes"
	"strings"
	"testing"

	"employerhub/internal/hub"

	"github.com/xuri/excelize/v2"
)

func TestEmployersAreExportedAsTheReaderSeesThem(t *testing.T) {
	t.Parallel()
	b := setup(t)
	e := b.employer(b.manager, hub.CreateEmployerInput{Name: "=1+1 Abdy Ltd", CompanyNumber: new(hub.CompanyNumber("07654321")), LeadIt: new(true), Headcount: new(40)})
	b.exec(`INSERT INTO employer_growth_sector VALUES ($1, 'LIFE_SCIENCES', '2026-01-01', NULL), ($1, 'DEFENCE', '2026-01-01', NULL), ($1, 'DIGITAL', '2025-01-01', '2026-01-01')`, e.ID)
	part := b.employer(b.manager, hub.CreateEmployerInput{Name: "Wath Tools"})
	b.person(b.manager, e.ID, "dana@abdy.example")
	partner := b.partner("Chamber", hub.RoleManager)
	export := func(by hub.Actor, in hub.ExportEmployersInput) (string, error) {
		var out bytes.Buffer
		in.Order = hub.OrderByName
		err := b.app.ExportEmployers(b.as(by), in, &out)
		return out.String(), err
	}

	file, err := export(b.manager, hub.ExportEmployersInput{Format: hub.ExportCSV, Filter: hub.EmployerFilter{HasLead: new(true)}})
	lines := strings.Split(strings.TrimSpace(file), "\r\n")
	if err != nil || len(lines) != 2 || !strings.HasPrefix(lines[0], "\ufeffName,Company number,Status,") {
		t.Fatalf("%q, %v", file, err)
	}
	if want := "'=1+1 Abdy Ltd,07654321,prospect,unknown,,Defence; Life Sciences,40,small,"; !strings.HasPrefix(lines[1], want) {
		t.Errorf("got %q", lines[1])
	}
	if !strings.Contains(lines[1], ",Rotherham Council,Mo Manager,,") {
		t.Errorf("the lead is missing: %q", lines[1])
	}
	if !strings.Contains(lines[1], `"Dana Wells, dana@abdy.example"`) {
		t.Errorf("the lead does not see the person: %q", lines[1])
	}
	if file, err := export(partner, hub.ExportEmployersInput{Format: hub.ExportCSV}); err != nil || strings.Contains(file, "Dana") || !strings.Contains(file, "Wath Tools") {
		t.Errorf("another partner: %q, %v", file, err)
	}
	b.wants("audit", `SELECT string_agg((x.after ->> 'Count') || ' ' || (x.after ->> 'Format') || ' ' || (x.after #>> '{Filter,HasLead}'), ', ' ORDER BY a.id)
		FROM audit a JOIN audit_content x ON x.audit_id = a.id WHERE a.action = 'employers.export' AND x.after #>> '{Filter,HasLead}' IS NOT NULL`, "1 CSV true")
	b.wants("audit rows", `SELECT count(*) FROM audit WHERE action = 'employers.export'`, "2")

	file, err = export(b.manager, hub.ExportEmployersInput{Format: hub.ExportXLSX})
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if rows, err := book.GetRows("Employers"); err != nil || len(rows) != 3 || rows[1][0] != "'=1+1 Abdy Ltd" {
		t.Errorf("workbook: %v, %v", rows, err)
	}
	b.exec(`UPDATE employer SET parent_id = $1 WHERE id = $2`, e.ID, part.ID)
	if file, err := export(b.manager, hub.ExportEmployersInput{Format: hub.ExportCSV}); err != nil || !strings.Contains(file, ",Rotherham Council,Mo Manager,yes,") {
		t.Errorf("a lead of the group: %q, %v", file, err)
	}
	if _, err := export(b.partner("College", hub.RoleEngagement), hub.ExportEmployersInput{Format: hub.ExportCSV}); hub.CodeOf(err) != hub.ErrForbidden {
		t.Errorf("without the role: %v", err)
	}
}

func TestAnExportOfManyPagesHasEachEmployerOnce(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.exec(`INSERT INTO employer (id, name, name_key, search_words) SELECT gen_random_uuid(), 'Firm ' || n % 7, 'firm ' || n % 7, 'firm' FROM generate_series(1, 1203) n`)
	var out bytes.Buffer
	if err := b.app.ExportEmployers(b.as(b.manager), hub.ExportEmployersInput{Format: hub.ExportCSV, Order: hub.OrderByLastContactDesc}, &out); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out.String(), "\r\n"); n != 1204 {
		t.Errorf("%d lines, want 1204", n)
	}
}

func TestMembersOfANetworkAreExportedAsTheReaderSeesThem(t *testing.T) {
	t.Parallel()
	b := setup(t)
	e := b.employer(b.manager, hub.CreateEmployerInput{Name: "=1+1 Abdy Ltd", CompanyNumber: new(hub.CompanyNumber("07654321")), LeadIt: new(true), Headcount: new(900)})
	person := b.person(b.manager, e.ID, "dana@abdy.example")
	other := b.employer(b.manager, hub.CreateEmployerInput{Name: "Wath Tools"})
	for _, in := range []hub.AddToNetworkInput{{EmployerIds: []hub.EmployerID{e.ID}, State: hub.MemberActive}, {EmployerIds: []hub.EmployerID{other.ID}, State: hub.MemberProspect}} {
		in.NetworkID, in.Exception, in.OnDay = b.network().ID, new("Opens a plant here"), new(hub.NewDate(2026, 11, 2))
		added, refused, err := b.app.AddToNetwork(b.as(b.manager), in)
		if err != nil || len(added) != 1 {
			t.Fatalf("got %+v, %+v, %v", added, refused, err)
		}
		if in.State == hub.MemberActive {
			seat := hub.SetRepresentationInput{MembershipID: added[0].ID, Version: added[0].Version, PersonID: person.Person.ID, Seat: hub.SeatRepresentative}
			if _, err := b.app.SetRepresentation(b.as(b.manager), seat); err != nil {
				t.Fatal(err)
			}
		}
	}
	export := func(by hub.Actor, in hub.ExportMembersInput) (string, error) {
		var out bytes.Buffer
		in.NetworkID = b.network().ID
		err := b.app.ExportMembers(b.as(by), in, &out)
		return out.String(), err
	}
	file, err := export(b.manager, hub.ExportMembersInput{Format: hub.ExportCSV})
	lines := strings.Split(strings.TrimSpace(file), "\r\n")
	if err != nil || len(lines) != 3 || !strings.HasPrefix(lines[0], "\ufeffEmployer,Company number,Stands,") {
		t.Fatalf("%q, %v", file, err)
	}
	if want := "'=1+1 Abdy Ltd,07654321,active,2026-11-02,Opens a plant here,,,,900,large,Dana Wells,dana@abdy.example,,,Rotherham Council,Mo Manager"; lines[1] != want {
		t.Errorf("got  %q\nwant %q", lines[1], want)
	}
	if file, err := export(b.manager, hub.ExportMembersInput{Format: hub.ExportCSV, Filter: hub.MembershipFilter{StateIn: []hub.MembershipState{hub.MemberProspect}}}); err != nil || strings.Contains(file, "Abdy") || !strings.Contains(file, "Wath Tools") {
		t.Errorf("those to be asked: %q, %v", file, err)
	}
	if file, err := export(b.partner("Chamber", hub.RoleManager), hub.ExportMembersInput{Format: hub.ExportCSV}); err != nil || strings.Contains(file, "Dana") || !strings.Contains(file, "Abdy") {
		t.Errorf("another partner: %q, %v", file, err)
	}
	b.wants("audit rows", `SELECT string_agg((x.after ->> 'Count') || ' ' || (x.after ->> 'Format'), ', ' ORDER BY a.id) FROM audit a JOIN audit_content x ON x.audit_id = a.id WHERE a.action = 'members.export'`, "2 CSV, 1 CSV, 2 CSV")
	file, err = export(b.manager, hub.ExportMembersInput{Format: hub.ExportXLSX})
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if rows, err := book.GetRows("Members"); err != nil || len(rows) != 3 || rows[1][0] != "'=1+1 Abdy Ltd" {
		t.Errorf("workbook: %v, %v", rows, err)
	}
	if _, err := export(b.partner("College", hub.RoleEngagement), hub.ExportMembersInput{Format: hub.ExportCSV}); hub.CodeOf(err) != hub.ErrForbidden {
		t.Errorf("without the role: %v", err)
	}
}

package app_test

import (
	"bytes"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func TestImportPostcodes(t *testing.T) {
	t.Parallel()
	b := setup(t)
	e := b.employer(b.manager, hub.CreateEmployerInput{})
	site, err := b.app.AddSite(b.as(b.manager), hub.AddSiteInput{EmployerID: e.ID, Name: "Works", Postcode: new(hub.Postcode("S60 1AA"))})
	if err != nil || site.Ward != nil {
		t.Fatalf("got %+v, %v, want no ward yet", site, err)
	}
	take := func(file string) (hub.PostcodesImported, error) {
		return b.app.ImportPostcodes(b.as(b.manager), strings.NewReader(file), int64(len(file)))
	}
	const file = "pcd,pcds,dointr,doterm,oslaua,osward\n" +
		"S60 1AA,S60 1AA,198001,,E08000018,E05012996\n" +
		"S60 1AB,S60 1AB,198001,201901,E08000018,E05012996\n" +
		"S1  2HE,S1 2HE,198001,,E08000019,E05010876\n" +
		"S60 1AD,S60 1AD,198001,,E08000018,E05999999\n" +
		"nonsense,,,,,\n"

	done, err := take(file)
	if err != nil || done.Read != 5 || done.Added != 3 || done.InRotherham != 2 || done.UnknownWard != 1 || done.Left != 1 || !strings.HasPrefix(done.Problems[0], "line 6: ") {
		t.Errorf("got %+v, %v", done, err)
	}
	b.wants("directory", `SELECT string_agg(concat_ws(' ', postcode, ward_code), ', ' ORDER BY postcode) FROM postcode_directory`, "S1 2HE, S60 1AA E05012996, S60 1AB E05012996")
	sites, err := b.app.SitesByID(b.as(b.manager), []hub.SiteID{site.ID})
	if err != nil || sites[0].Ward == nil || sites[0].Ward.Name != "Boston Castle" {
		t.Errorf("the site's ward: %+v, %v", sites, err)
	}
	again, err := take(file)
	if err != nil || again.Added != 0 || again.Changed != 0 {
		t.Errorf("again: %+v, %v", again, err)
	}
	moved, err := take("PCD7,LAD25CD,WD25CD\nS601AA,E08000018,E05012997\nS601AA,E08000018,E05012998\n")
	if err != nil || moved.Changed != 1 {
		t.Errorf("moved: %+v, %v", moved, err)
	}
	b.wants("ward", `SELECT ward_code FROM postcode_directory WHERE postcode = 'S60 1AA'`, "E05012998")
	areas, err := take("pcds,lad,ward,investment area\nS60 1AA,E08000018,E05012998,templeborough\nS60 1AB,E08000018,E05012996,NOWHERE\n")
	if err != nil || areas.Changed != 1 || areas.UnknownArea != 1 || areas.Sites != 1 {
		t.Errorf("areas: %+v, %v", areas, err)
	}
	b.wants("the site's area", `SELECT investment_area FROM site`, "TEMPLEBOROUGH")
	if _, err := take(file); err != nil {
		t.Fatal(err)
	}
	b.wants("an area that a file does not speak of", `SELECT investment_area FROM postcode_directory WHERE postcode = 'S60 1AA'`, "TEMPLEBOROUGH")
	later, err := b.app.AddSite(b.as(b.manager), hub.AddSiteInput{EmployerID: e.ID, Name: "Yard", Postcode: new(hub.Postcode("S60 1AA"))})
	if err != nil || later.InvestmentArea == nil || later.InvestmentArea.Code != "TEMPLEBOROUGH" {
		t.Errorf("a site added later: %+v, %v", later, err)
	}
	for name, tc := range map[string]struct{ file, want string }{
		"other columns": {"a,b\n1,2\n", "no column for the postcode (pcds or pcd), nor for the local authority"},
		"no postcodes":  {"pcds,lad,ward\nx,y,z\n", "no row with a postcode"},
		"empty":         {"", "empty"},
	} {
		if _, err := take(tc.file); hub.CodeOf(err) != hub.ErrBadInput || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: got %v, want %q", name, err, tc.want)
		}
	}
	if _, err := b.app.ImportPostcodes(b.as(b.partner("Chamber", hub.RoleEngagement)), bytes.NewReader(nil), 0); hub.CodeOf(err) != hub.ErrForbidden {
		t.Errorf("without the role: %v", err)
	}
}

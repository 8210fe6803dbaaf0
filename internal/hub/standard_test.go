package hub_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

// TestTheDiagnosticAsksWhatWasAgreed holds the agreed list of questions, word for word in what decides the route: the kind, who is
// asked, and what can be answered. A change here is one of the content, and makes the next version.
func TestTheDiagnosticAsksWhatWasAgreed(t *testing.T) {
	t.Parallel()
	var got []string
	for _, q := range hub.Diagnostic().Questions() {
		line := []string{q.ID, string(q.Kind)}
		if q.When != nil {
			when, err := json.Marshal(q.When)
			if err != nil {
				t.Fatal(err)
			}
			line = append(line, "when", string(when))
		}
		if !q.Required {
			line = append(line, "optional")
		}
		if q.DontKnow {
			line = append(line, "or not known")
		}
		for _, list := range [][]hub.Option{q.Rows, q.Options} {
			if ids := optionIDs(list); len(ids) > 0 && q.RowsFrom == "" {
				line = append(line, "of", strings.Join(ids, "+"))
			}
		}
		got = append(got, strings.Join(line, " "))
	}

	want := []string{
		`sites MULTIPLE of sites+unlisted+elsewhere`,
		`staff NUMBER or not known`,
		`ableToHire SINGLE or not known of all+most+some+none+didNotTry`,
		`vacancies NUMBER or not known`,
		`hardToFill NUMBER when {"question":"vacancies","not":{"lessThan":1}} or not known`,
		`hardJobs GROUP when {"question":"hardToFill","not":{"lessThan":1}} or not known`,
		`hardSkills GRID when {"question":"hardJobs","anyEntry":{"question":"lacking","greaterThan":0}}`,
		`notProficient NUMBER or not known`,
		`gapJobs GROUP when {"question":"notProficient","not":{"lessThan":1}} or not known`,
		`training MULTIPLE or not known of onTheJob+offTheJob+none`,
		`barriers MULTIPLE of cost+time+unsure+noProvider+leave+nothing`,
		`planning MULTIPLE of plan+budget+reviews+none`,
		`changes MULTIPLE or not known of automation+netZero+products+retirements+growth+nothing`,
		`futureJobs GROUP when {"question":"changes","not":{"includes":["nothing"]}} optional`,
		`retiring NUMBER when {"question":"staff","greaterThan":49} or not known`,
		`apprentices SINGLE of now+before+considering+no`,
		`starts GRID when {"question":"apprentices","is":["now","considering"]} optional or not known of level2+level3+higher+degree`,
		`levy SINGLE when {"anyOf":[{"question":"staff","greaterThan":49},{"question":"apprentices","is":["now","before","considering"]}]} or not known of share+pay+receive+no`,
		`hosting GRID of workExperience+tLevel+workAcademy+supportedInternship+workTrial of now+interested+notNow`,
		`schools MULTIPLE of visit+design+equipment+none`,
		`offers MULTIPLE of flexible+adjustments+occupationalHealth+mentalHealth+progression+inclusive+livingWage+none`,
		`disabilityConfident SINGLE or not known of notHeard+aware+applied+committed+employer+leader`,
		`disabilityConfidentUntil DATE when {"question":"disabilityConfident","is":["committed","employer","leader"]} or not known`,
		`obstacles MULTIPLE of transport+childcare+shifts+language+nothing`,
		`oneThing LONG_TEXT optional`,
		`access MULTIPLE of team+partners+providers`,
	}
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("question %d\ngot  %q\nwant %q", i+1, got[min(i, len(got)):min(i+1, len(got))], want[min(i, len(want)):min(i+1, len(want))])
		}
	}
	for _, q := range hub.Diagnostic().Questions() {
		if q.Kind == hub.QuestionGroup && (q.EntriesAtMost() != 5 || q.Fewer == nil || q.Fewer.Most != 3) {
			t.Errorf("%s takes %d entries, %+v; want 5, and 3 where there are under 50 staff", q.ID, q.EntriesAtMost(), q.Fewer)
		}
		if i := slices.IndexFunc(q.Fields, func(f hub.Question) bool { return f.Kind == hub.QuestionNumber && !f.DontKnow }); i >= 0 {
			t.Errorf("%s.%s takes no “I do not know”", q.ID, q.Fields[i].ID)
		}
	}
}

func optionIDs(options []hub.Option) []string {
	var ids []string
	for _, o := range options {
		ids = append(ids, o.ID+o.From)
	}
	return ids
}

package graph_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"employerhub/internal/hub"
)

func TestSendDiagnostic(t *testing.T) {
	t.Parallel()

	t.Run("the preview and the sending agree, and the campaign can be read", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		api := b.api(b.as(t, hub.RoleManager))
		reachable, silent, version := b.employerWithPerson(t, "ann@employer.example"), b.employerWithPerson(t, ""), b.pulse(t)
		input := `{"input": {"questionnaireVersionId": "` + version.String() + `", "audience": {"idIn": ["` + reachable.String() + `", "` + silent.String() + `"]}}}`

		preview := ask(t, api, `query($input: SendDiagnosticInput!) { diagnosticPreview(input: $input) {
			willReceive leftOutCount leftOut { reason employer { id } } recipients { employer { id } } } }`, input)
		sent := ask(t, api, `mutation($input: SendDiagnosticInput!) { sendDiagnostic(input: $input) {
			invited leftOut { reason employer { id } } userErrors { message }
			campaign { id name state closesOn questionnaireName organisation { name } launchedBy { name }
				figures { invited sent started submitted declined stopped }
				invitations { totalCount nodes { state employer { id } campaign { id } messages { state subject reminder } } } } } }`, input)
		listed := ask(t, api, `{ campaigns { totalCount nodes { id } } }`, "")

		wantJSON(t, preview, "diagnosticPreview", `{"willReceive": 1, "leftOutCount": 1, "leftOut": [{"reason": "NO_ADDRESS", "employer": {"id": "`+silent.String()+`"}}],
			"recipients": [{"employer": {"id": "`+reachable.String()+`"}}]}`)
		campaign := field(t, sent, "sendDiagnostic")["campaign"].(map[string]any)
		id := campaign["id"].(string)
		wantJSON(t, sent, "sendDiagnostic", `{"invited": 1, "userErrors": [], "leftOut": [{"reason": "NO_ADDRESS", "employer": {"id": "`+silent.String()+`"}}],
			"campaign": {"id": "`+id+`", "name": "Skills pulse, 23 November 2026", "state": "RUNNING", "closesOn": "2026-12-14",
				"questionnaireName": "Skills pulse", "organisation": {"name": "Council"}, "launchedBy": {"name": "Asha Rahman"},
				"figures": {"invited": 1, "sent": 0, "started": 0, "submitted": 0, "declined": 0, "stopped": 0},
				"invitations": {"totalCount": 1, "nodes": [{"state": "OPEN", "employer": {"id": "`+reachable.String()+`"}, "campaign": {"id": "`+id+`"},
					"messages": [{"state": "DUE", "subject": null, "reminder": false}]}]}}}`)
		wantJSON(t, listed, "campaigns", `{"totalCount": 1, "nodes": [{"id": "`+id+`"}]}`)
		for filter, want := range map[string]string{
			`search: "ULSE skil"`:                            "1",
			`search: "skills diagnostic"`:                    "0",
			`stateIn: [PAUSED, RUNNING], kindIn: MARKETING`:  "1",
			`stateIn: CLOSED`:                                "0",
			`kindIn: SERVICE`:                                "0",
			`questionnaireKey: "pulse"`:                      "1",
			`questionnaireKey: "skills", stateIn: [RUNNING]`: "0",
		} {
			found := ask(t, api, `{ campaigns(filter: {`+filter+`}) { totalCount } }`, "")
			wantJSON(t, found, "campaigns", `{"totalCount": `+want+`}`)
		}
	})

	t.Run("another organisation's campaign does not exist", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		employer, version := b.employerWithPerson(t, "ann@employer.example"), b.pulse(t)
		sent := ask(t, b.api(b.as(t, hub.RoleManager)), `mutation { sendDiagnostic(input: {questionnaireVersionId: "`+version.String()+`", audience: {idIn: ["`+employer.String()+`"]}}) {
			campaign { id } } }`, "")
		id := field(t, sent, "sendDiagnostic")["campaign"].(map[string]any)["id"].(string)
		stranger := b.as(t, hub.RoleManager)
		stranger.OrganisationID = hub.NewOrganisationID()

		got := ask(t, b.api(stranger), `{ campaign(id: "`+id+`") { id } campaigns { totalCount } employer(id: "`+employer.String()+`") { invitations { totalCount nodes { id } } } }`, "")

		if got.body.Data["campaign"] != nil {
			t.Errorf("got %s", got.text)
		}
		wantJSON(t, got, "campaigns", `{"totalCount": 0}`)
		wantJSON(t, got, "employer", `{"invitations": {"totalCount": 0, "nodes": []}}`)
	})

	t.Run("what a person can put right is told", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		api := b.api(b.as(t, hub.RoleManager))
		silent, version := b.employerWithPerson(t, ""), b.pulse(t)
		for name, tc := range map[string]struct{ fields, field string }{
			"an audience of nobody":          {`audience: {idIn: ["` + silent.String() + `"]}`, "audience"},
			"a closing date before today":    {`audience: {}, closesOn: "2026-11-01"`, "closesOn"},
			"a closing date too soon":        {`audience: {}, closesOn: "2026-11-27"`, "closesOn"},
			"nobody to ask at each employer": {`audience: {}, functions: []`, "functions"},
			"service without a reason":       {`audience: {}, kind: SERVICE`, "kindReason"},
			"reminders too close":            {`audience: {}, reminders: [{afterWorkingDays: 2}]`, "reminders"},
			"four reminders":                 {`audience: {}, reminders: [{afterWorkingDays: 3}, {afterWorkingDays: 3}, {afterWorkingDays: 3}, {afterWorkingDays: 3}]`, "reminders"},
			"no messages a minute":           {`audience: {}, ratePerMinute: 0`, "ratePerMinute"},
		} {
			got := ask(t, api, `mutation { sendDiagnostic(input: {questionnaireVersionId: "`+version.String()+`", `+tc.fields+`}) {
				campaign { id } invited userErrors { code field } } }`, "")
			wantJSON(t, got, "sendDiagnostic", `{"campaign": null, "invited": 0, "userErrors": [{"code": "BAD_INPUT", "field": ["`+tc.field+`"]}]}`)
			if t.Failed() {
				t.Fatal(name)
			}
		}
		other := hub.NewQuestionnaireVersionID()
		got := ask(t, api, `mutation { sendDiagnostic(input: {questionnaireVersionId: "`+other.String()+`", audience: {}}) { userErrors { field } } }`, "")
		wantJSON(t, got, "sendDiagnostic", `{"userErrors": [{"field": ["questionnaireVersionId"]}]}`)
	})
}

func TestHolidays(t *testing.T) {
	t.Parallel()
	b := setup(t)
	api := b.api(b.as(t, hub.RoleManager))

	set := ask(t, api, `mutation { setHoliday(input: {day: "2026-11-24", name: "A day off"}) { holiday { day name } userErrors { message } } }`, "")
	listed := ask(t, api, `{ holidays(year: 2026) { day name } }`, "")
	removed := ask(t, api, `mutation { removeHoliday(input: {day: "2026-11-24"}) { day } }`, "")
	again := ask(t, api, `mutation { removeHoliday(input: {day: "2026-11-24"}) { day } }`, "")

	wantJSON(t, set, "setHoliday", `{"holiday": {"day": "2026-11-24", "name": "A day off"}, "userErrors": []}`)
	days := listed.body.Data["holidays"].([]any)
	if len(days) != 9 || days[6].(map[string]any)["name"] != "A day off" {
		t.Errorf("got %v, want the eight of England and the new one in order", days)
	}
	wantJSON(t, removed, "removeHoliday", `{"day": "2026-11-24"}`)
	if again.code() != "NOT_FOUND" {
		t.Errorf("removed twice: got %s", again.text)
	}
}

// employerWithPerson has an HR director, with that address if it is not empty.
func (b testBundle) employerWithPerson(t *testing.T, address string) hub.EmployerID {
	t.Helper()
	e, p := hub.NewEmployerID(), hub.NewPersonID()
	_, err := b.pool.Exec(t.Context(), `
		WITH e AS (INSERT INTO employer (id, name, name_key, legal_form, search_words) VALUES ($1, 'Firm', 'firm', 'PRIVATE_LIMITED', 'firm')),
			p AS (INSERT INTO person (id, name, email) VALUES ($2, 'Ann', nullif($3, '')))
			INSERT INTO person_role (id, person_id, employer_id, function) VALUES (gen_random_uuid(), $2, $1, 'HR_DIRECTOR')`, e, p, address)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// pulse is the published version of the pulse.
func (b testBundle) pulse(t *testing.T) (id hub.QuestionnaireVersionID) {
	t.Helper()
	if err := b.app.SeedQuestionnaires(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := b.pool.QueryRow(t.Context(), `SELECT v.id FROM questionnaire_version v JOIN questionnaire q ON q.id = v.questionnaire_id WHERE q.key = 'pulse'`).Scan(&id); err != nil {
		t.Fatal(err)
	}
	return id
}

// field is one field of the answer's data.
func field(t *testing.T, r reply, name string) map[string]any {
	t.Helper()
	value, ok := r.body.Data[name].(map[string]any)
	if !ok {
		t.Fatalf("no %s in %s", name, r.text)
	}
	return value
}

// wantJSON compares one field of the answer's data, whatever the order of names.
func wantJSON(t *testing.T, r reply, name, want string) {
	t.Helper()
	var wanted any
	if err := json.Unmarshal([]byte(want), &wanted); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(r.body.Data[name], wanted) {
		t.Errorf("got %v\nwant %v\nin %s", r.body.Data[name], wanted, r.text)
	}
}

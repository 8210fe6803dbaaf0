package graph_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

// made runs a mutation and returns the ID of what it made, at path.
func made(t *testing.T, api http.Handler, mutation, variables string, path ...string) string {
	t.Helper()
	got := ask(t, api, mutation, variables)
	id, ok := at(got.body.Data, append(path, "id")...).(string)
	if !ok {
		t.Fatalf("%s answers %s", mutation, got.text)
	}
	return id
}

// theRecord is an employer that the council leads and knows much about. Every text that others must not see has "hush" in it.
type theRecord struct {
	employer, site, role, person, interaction, draft, task string
}

func (b testBundle) record(t *testing.T, api http.Handler) (r theRecord) {
	t.Helper()
	r.employer = made(t, api, `mutation { createEmployer(input: {name: "Abdy Engineering Ltd", companyNumber: "1234567", headcount: 40, leadIt: true}) { employer { id } } }`, "", "createEmployer", "employer")
	r.site = made(t, api, `mutation($e: ID!) { addSite(input: {employerId: $e, name: "Works", postcode: "s601aa"}) { site { id } } }`, `{"e": "`+r.employer+`"}`, "addSite", "site")
	r.role = made(t, api, `mutation($e: ID!) { addPerson(input: {employerId: $e, name: "Hush Wells", email: "hush@abdy.example", phone: "01709 382121", function: HR_DIRECTOR}) { personRole { id } } }`,
		`{"e": "`+r.employer+`"}`, "addPerson", "personRole")
	role := ask(t, api, `query($id: ID!) { node(id: $id) { ... on PersonRole { person { id } } } }`, `{"id": "`+r.role+`"}`)
	r.person, _ = at(role.body.Data, "node", "person", "id").(string)
	record := `mutation($e: ID!, $p: ID!, $draft: Boolean!) { recordInteraction(input: {
		employerIds: [$e], personIds: [$p], channel: CALL, themes: [SKILLS], summary: "hush: they lose welders", visibility: OWN_ORGANISATION, draft: $draft,
		followUp: {title: "hush: send the bootcamp leaflet", dueOn: "2026-11-30"}}) { interaction { id tasks { id } } userErrors { message } } }`
	r.interaction = made(t, api, record, `{"e": "`+r.employer+`", "p": "`+r.person+`", "draft": false}`, "recordInteraction", "interaction")
	r.draft = made(t, api, record, `{"e": "`+r.employer+`", "p": "`+r.person+`", "draft": true}`, "recordInteraction", "interaction")
	tasks := ask(t, api, `{ tasks { nodes { id } } }`, "")
	list, _ := at(tasks.body.Data, "tasks", "nodes").([]any)
	r.task, _ = at(list[0], "id").(string)
	return r
}

// everything asks for all that stands about the record, by every path that leads to it.
func (r theRecord) everything(t *testing.T, api http.Handler) []reply {
	t.Helper()
	nested := ask(t, api, `query($id: ID!) { employer(id: $id) {
		name leadOrganisation { name } lastContactOn inRotherham sites { name } identifiers { value }
		people { function person { contactAccess name email phone emailState objections { how } } }
		recentContacts { organisation { name } user { name } on themes }
		timeline(first: 50) { nodes { title text who interaction { summary recordedBy { name } people { name email } tasks { title } } } }
		history(first: 100) { nodes { who action fields { field before after } } }
		tasks { totalCount nodes { title interaction { summary } } }
		skillsNeeds { skill occupation } invitations { totalCount nodes { person { name } response { reference } } }
	} }`, `{"id": "`+r.employer+`"}`)
	lists := ask(t, api, `query($id: ID!) { employers(filter: {idIn: [$id]}) { edges { node { people { person { name email } } recentContacts { user { name } } } } } }`, `{"id": "`+r.employer+`"}`)
	nodes := []string{r.employer, r.site, r.role, r.person, r.interaction, r.draft, r.task}
	const fragments = `
		fragment all on Node { id
			... on PersonRole { person { name email phone } }
			... on Person { name email phone contactAccess }
			... on Interaction { summary visibility people { name } tasks { title } recordedBy { name } employers { people { person { name } } } }
			... on Task { title about: employer { people { person { name } } } interaction { summary } }
			... on Site { employer { people { person { email } } } } }`
	together := ask(t, api, `query($ids: [ID!]!) { nodes(ids: $ids) { ...all } }`+fragments, `{"ids": ["`+strings.Join(nodes, `", "`)+`"]}`)
	replies := []reply{nested, lists, together}
	for _, id := range nodes {
		replies = append(replies, ask(t, api, `query($id: ID!) { node(id: $id) { ...all } }`+fragments, `{"id": "`+id+`"}`))
	}
	return replies
}

func TestAnotherOrganisationsRecordsAreNotThere(t *testing.T) {
	t.Parallel()
	b := setup(t)
	council := b.as(t, hub.RoleEngagement)
	r := b.record(t, b.api(council))

	for i, got := range r.everything(t, b.api(council)) {
		quiet := i == 3 || i == 4 // the employer itself, and its site without people
		if got.code() != "" || !quiet && !strings.Contains(strings.ToLower(got.text), "hush") {
			t.Errorf("the council itself does not see %d: %s", i, got.text)
		}
	}

	partner := func(shares bool, roles ...hub.Role) hub.Actor {
		other, err := b.app.AddOrganisation(hub.WithActor(t.Context(), hub.System), hub.AddOrganisationInput{Name: fmt.Sprint("Partner ", roles, shares), Kind: hub.OrganisationChamber})
		if err != nil {
			t.Fatal(err)
		}
		by := b.as(t, roles...)
		by.OrganisationID, by.SharesPersonalData = other.ID, shares
		return by
	}
	colleague := b.as(t, hub.RoleEngagement)
	colleague.SharesPersonalData = false
	for name, by := range map[string]hub.Actor{
		"another partner":                         partner(true, hub.RoleEngagement, hub.RoleManager),
		"another partner's placement staff":       partner(true, hub.RolePlacements),
		"a partner without agreement":             partner(false, hub.RoleEngagement, hub.RoleManager),
		"an analyst of the council":               b.as(t, hub.RoleAnalyst),
		"an administrator of the council":         b.as(t, hub.RoleAdmin),
		"the council itself, without agreement":   colleague,
		"a user of the council without any roles": b.as(t),
	} {
		for i, got := range r.everything(t, b.api(by)) {
			if strings.Contains(strings.ToLower(got.text), "hush") {
				t.Errorf("%s sees %d: %s", name, i, got.text)
			}
		}
		refused := ask(t, b.api(by), `query($task: ID!, $draft: ID!, $made: ID!) { task: node(id: $task) { id } draft: node(id: $draft) { id } made: node(id: $made) { id } }`,
			fmt.Sprintf(`{"task": %q, "draft": %q, "made": %q}`, r.task, r.draft, hub.NewTaskID()))
		same := name == "the council itself, without agreement" // the task is theirs, without its title
		if !same && refused.text != `{"data":{"task":null,"draft":null,"made":null}}` {
			t.Errorf("%s can tell a refused record from a missing one: %s", name, refused.text)
		}
	}
}

func TestNodes(t *testing.T) {
	t.Parallel()
	b := setup(t)
	by := b.as(t, hub.RoleEngagement, hub.RoleManager, hub.RoleAdmin)
	api := b.api(by)
	r := b.record(t, api)

	t.Run("each is in the place of its ID", func(t *testing.T) {
		got := ask(t, api, `query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }`,
			fmt.Sprintf(`{"ids": [%q, "nonsense", %q, %q, "employer_x", %q, %q, %q, %q]}`, r.task, r.employer, hub.NewEmployerID(), r.employer, by.UserID, by.OrganisationID, r.role))
		want := fmt.Sprintf(`{"data":{"nodes":[{"__typename":"Task","id":%q},null,{"__typename":"Employer","id":%q},null,null,{"__typename":"Employer","id":%q},{"__typename":"User","id":%q},{"__typename":"Organisation","id":%q},{"__typename":"PersonRole","id":%q}]}}`,
			r.task, r.employer, r.employer, by.UserID, by.OrganisationID, r.role)
		if got.text != want {
			t.Errorf("got %s, want %s", got.text, want)
		}
	})
	t.Run("every kind of record can be read again", func(t *testing.T) {
		if err := b.app.SeedQuestionnaires(t.Context()); err != nil {
			t.Fatal(err)
		}
		got := ask(t, api, `{ questionnaires { id published { id } } }`, "")
		list, _ := at(got.body.Data, "questionnaires").([]any)
		for _, id := range []any{at(list[0], "id"), at(list[0], "published", "id")} {
			if got := ask(t, api, `query($id: ID!) { node(id: $id) { id } }`, fmt.Sprintf(`{"id": %q}`, id)); at(got.body.Data, "node", "id") != id {
				t.Errorf("%s: %s", id, got.text)
			}
		}
	})
	t.Run("101 are too many", func(t *testing.T) {
		got := ask(t, api, `query($ids: [ID!]!) { nodes(ids: $ids) { id } }`, `{"ids": [`+strings.TrimSuffix(strings.Repeat(`"x",`, 101), ",")+`]}`)
		if got.code() != string(hub.ErrBadInput) {
			t.Errorf("got %s", got.text)
		}
	})
	t.Run("a stranger is asked to sign in", func(t *testing.T) {
		if got := ask(t, b.api(hub.Actor{Kind: hub.ActorAnonymous}), `{ node(id: "nonsense") { id } }`, ""); got.code() != string(hub.ErrUnauthenticated) {
			t.Errorf("got %s", got.text)
		}
	})
}

func TestHistory(t *testing.T) {
	t.Parallel()
	b := setup(t)
	by := b.as(t, hub.RoleEngagement)
	api := b.api(by)
	r := b.record(t, api)
	if got := ask(t, api, `mutation($id: ID!) { updateEmployer(input: {id: $id, version: 2, name: "Abdy Group", leadOrganisationId: null}) { employer { name } userErrors { message } } }`,
		`{"id": "`+r.employer+`"}`); at(got.body.Data, "updateEmployer", "employer", "name") != "Abdy Group" {
		t.Fatal(got.text)
	}

	t.Run("tells who changed what, the latest first", func(t *testing.T) {
		got := ask(t, api, `query($id: ID!) { employer(id: $id) { history(first: 1) { nodes { who action recordId fields { field before after } } } } }`, `{"id": "`+r.employer+`"}`)
		want := `{"nodes":[{"who":"Asha Rahman","action":"employer.update","recordId":"` + r.employer + `","fields":[{"field":"accountLead","before":"Asha Rahman","after":null},` +
			`{"field":"leadOrganisation","before":"Council","after":null},{"field":"name","before":"Abdy Engineering Ltd","after":"Abdy Group"}]}]}`
		if !strings.Contains(got.text, want) {
			t.Errorf("got %s, want %s", got.text, want)
		}
	})
	t.Run("reads on where a page ends", func(t *testing.T) {
		read := func(first int, after string) (ids []string, end string) {
			got := ask(t, api, `query($id: ID!, $first: Int!, $after: String) { employer(id: $id) { history(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }`,
				fmt.Sprintf(`{"id": %q, "first": %d, "after": %s}`, r.employer, first, after))
			nodes, _ := at(got.body.Data, "employer", "history", "nodes").([]any)
			for _, n := range nodes {
				ids = append(ids, fmt.Sprint(at(n, "id")))
			}
			if more, _ := at(got.body.Data, "employer", "history", "pageInfo", "hasNextPage").(bool); more {
				end = fmt.Sprintf("%q", at(got.body.Data, "employer", "history", "pageInfo", "endCursor"))
			}
			return ids, end
		}
		whole, _ := read(100, "null")
		var pages []string
		for after := "null"; after != ""; {
			var ids []string
			ids, after = read(2, after)
			pages = append(pages, ids...)
		}
		if len(whole) < 8 || strings.Join(whole, " ") != strings.Join(pages, " ") {
			t.Errorf("got %v page by page, %v at once", pages, whole)
		}
	})
	t.Run("has what imports did", func(t *testing.T) {
		id := hub.NewImportID()
		employer, err := hub.ParseID[hub.EmployerID](r.employer)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := b.pool.Exec(t.Context(), `
			INSERT INTO import_change (employer_id, import_id, line, created, before, after) VALUES ($1, $2, 2, false, '{"Name": "A"}', '{"Name": "B"}')`,
			employer, id); err != nil {
			t.Fatal(err)
		}
		got := ask(t, api, `query($id: ID!) { employer(id: $id) { history(first: 1) { nodes { who action fields { before after } } } } }`, `{"id": "`+r.employer+`"}`)
		if want := `{"who":"Hub","action":"employer.import","fields":[{"before":"A","after":"B"}]}`; !strings.Contains(got.text, want) {
			t.Errorf("got %s, want %s", got.text, want)
		}
	})
}

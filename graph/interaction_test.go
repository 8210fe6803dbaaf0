package graph_test

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"employerhub/internal/app"
	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

func TestAContactIsRecordedCorrectedAndFollowedUp(t *testing.T) {
	t.Parallel()
	b := setup(t)
	api := b.api(b.as(t, hub.RoleEngagement))
	employer := b.addEmployer(t, "Abdy Engineering Ltd")
	const fields = `{ interaction { id version summary state happenedOn themes organisation { name } recordedBy { name } employers { id lastContactOn status }
		people { name } tasks { id title version dueOn allowedTransitions interaction { id } } } userErrors { code field message } }`

	recorded := ask(t, api, `mutation($with: ID!) { recordInteraction(input: {employerIds: [$with], channel: CALL, themes: [SKILLS], summary: "They need welders.",
		followUp: {title: "Send the prospectus", dueOn: "2026-12-01"}}) `+fields+` }`, `{"with": "`+employer.String()+`"}`)
	got := at(recorded.body.Data, "recordInteraction", "interaction")
	if want := `map[allowedTransitions:[DONE DROPPED] dueOn:2026-12-01`; recorded.code() != "" || !strings.Contains(fmt.Sprint(got), want) ||
		!strings.Contains(fmt.Sprint(got), "lastContactOn:2026-11-23 status:ENGAGED") || at(got, "recordedBy", "name") != "Asha Rahman" {
		t.Fatalf("got %s", recorded.text)
	}
	id := at(got, "id").(string)

	update := func(input string) reply {
		return ask(t, api, `mutation { updateInteraction(input: {id: "`+id+`", `+input+`}) `+fields+` }`, "")
	}
	corrected := update(`version: 1, summary: "They need two welders.", themes: null`)
	if now := at(corrected.body.Data, "updateInteraction", "interaction"); at(now, "summary") != "They need two welders." || fmt.Sprint(at(now, "themes")) != "[]" || at(now, "happenedOn") != "2026-11-23" {
		t.Errorf("what is absent stays, null clears: got %s", corrected.text)
	}
	stale := update(`version: 1, summary: "They need nobody."`)
	if at(stale.body.Data, "updateInteraction", "interaction", "summary") != "They need two welders." || !strings.Contains(stale.text, `"code":"CONFLICT"`) || stale.code() != "" {
		t.Errorf("a stale version: got %s, want a userError CONFLICT and the interaction as it is", stale.text)
	}
	wrong := update(`version: 2, happenedOn: "2026-11-24"`)
	if !strings.Contains(wrong.text, `"code":"BAD_INPUT","field":["happenedOn"]`) {
		t.Errorf("a day to come: got %s", wrong.text)
	}
	if missing := ask(t, api, `mutation { transitionTask(input: {id: "`+hub.NewTaskID().String()+`", version: 1, to: DONE}) { task { id } userErrors { code } } }`, ""); missing.code() != "NOT_FOUND" {
		t.Errorf("a task that is not there: got %s", missing.text)
	}
}

// What a page holds does not decide how many queries it takes; only a busy machine makes a loader's batch into two.
func TestATimelineAndATaskListAreReadInOneGo(t *testing.T) {
	t.Parallel()
	b := setup(t)
	by := b.as(t, hub.RoleEngagement, hub.RoleManager)
	employer := b.addEmployer(t, "Abdy Engineering Ltd")
	counted, queries := b.counting(t)
	timeline := `{ employer(id: "` + employer.String() + `") { timeline(first: 50) { nodes { id kind at title text who
		interaction { summary recordedBy { name } employers { name } people { name } tasks { title assignee { name } } } response { reference } message { subject } } pageInfo { hasNextPage } } } }`
	tasks := `{ tasks(filter: {mine: true, stateIn: [OPEN]}, first: 50) { nodes { title assignee { name organisation { name } } employer { name leadOrganisation { name } } interaction { summary } allowedTransitions } totalCount } }`

	measure := func(contacts int) (ofTimeline, ofTasks int64) {
		for range contacts {
			if _, err := b.app.RecordInteraction(hub.WithActor(t.Context(), by), hub.RecordInteractionInput{
				EmployerIds: []hub.EmployerID{employer}, Channel: hub.ChannelCall, Summary: "x", Visibility: hub.VisibilityShared,
				FollowUp: &hub.FollowUpInput{Title: "Call", DueOn: hub.NewDate(2026, 12, 1)},
			}); err != nil {
				t.Fatal(err)
			}
		}
		for query, n := range map[string]*int64{timeline: &ofTimeline, tasks: &ofTasks} {
			queries.Store(0)
			if got := ask(t, counted.api(by), query, ""); got.code() != "" || !strings.Contains(got.text, `"summary":"x"`) {
				t.Fatalf("got %s", got.text)
			}
			*n = queries.Load()
		}
		return ofTimeline, ofTasks
	}
	oneTimeline, oneTask := measure(1)
	manyTimeline, manyTasks := measure(40)
	if oneTimeline > 8 || oneTask > 5 || manyTimeline > oneTimeline+10 || manyTasks > oneTask+10 {
		t.Errorf("a timeline of 1 took %d queries, of 41 %d; a list of 1 task %d, of 41 %d", oneTimeline, manyTimeline, oneTask, manyTasks)
	}
}

func (b testBundle) addEmployer(t *testing.T, name string) hub.EmployerID {
	t.Helper()
	e, err := b.app.CreateEmployer(hub.WithActor(t.Context(), b.as(t, hub.RoleEngagement)), hub.CreateEmployerInput{Name: name})
	if err != nil {
		t.Fatal(err)
	}
	return e.ID
}

// counting is the same hub, whose queries are counted.
func (b testBundle) counting(t *testing.T) (testBundle, *queryCount) {
	t.Helper()
	queries := &queryCount{}
	config := b.pool.Config()
	config.ConnConfig.Tracer = queries
	pool, err := pgxpool.NewWithConfig(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	b.app = app.New(pool, nil, b.clock)
	return b, queries
}

type queryCount struct{ atomic.Int64 }

func (q *queryCount) TraceQueryStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceQueryStartData) context.Context {
	q.Add(1)
	return ctx
}

func (q *queryCount) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

// at walks into an answer.
func at(v any, path ...string) any {
	for _, name := range path {
		fields, _ := v.(map[string]any)
		v = fields[name]
	}
	return v
}

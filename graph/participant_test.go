package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"employerhub/internal/hub"

	"github.com/vektah/gqlparser/v2/ast"
)

// ofParticipants are the types that tell of participants.
var ofParticipants = []string{"Participant", "ParticipantFlag", "ParticipantShare", "Placement", "PlacementMove", "PlacementCount", "NotPlaced", "PlacementOutcome", "PlacementReview", "PlacementDue", "PlacementReturn", "PlacementReturnRow", "WaitingSubsidy"}

// whoTakesPart makes a participant with a placement, and gives the IDs of both.
func (b testBundle) whoTakesPart(t *testing.T) (participant, placement string) {
	t.Helper()
	exec := func(sql string) {
		t.Helper()
		if _, err := b.pool.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	exec(`INSERT INTO employer (id, name, name_key, legal_form, search_words) VALUES (gen_random_uuid(), 'Host', 'host', 'PRIVATE_LIMITED', 'host')`)
	exec(`INSERT INTO site (id, employer_id, name) SELECT gen_random_uuid(), id, 'Works' FROM employer`)
	exec(`INSERT INTO opportunity (id, employer_id, site_id, programme, role, places, days, state) SELECT gen_random_uuid(), employer_id, id, 'T_LEVEL', 'Fitter', 2, '{}', 'OPEN' FROM site`)
	exec(`INSERT INTO participant (id, reference, programme, age_band) VALUES (gen_random_uuid(), 'SECRET-1', 'T_LEVEL', 'FROM_16')`)
	exec(`INSERT INTO participant_flag (participant_id, flag, condition, recorded_at) SELECT id, 'CONVICTION', 'EXPLICIT_CONSENT', now() FROM participant`)
	exec(`INSERT INTO participant_share (id, participant_id, employer_id, items, shared_on, recorded_at) SELECT gen_random_uuid(), n.id, e.id, '{CONVICTION}', '2026-01-01', now() FROM participant n, employer e`)
	exec(`INSERT INTO placement (id, participant_id, opportunity_id, employer_id, state, since, days, proposed_at) SELECT gen_random_uuid(), n.id, o.id, o.employer_id, 'WITHDRAWN', '2026-01-01', '{}', now() FROM participant n, opportunity o`)
	exec(`INSERT INTO placement_move (id, placement_id, state, on_day, reason, withdrawn_by, recorded_at) SELECT gen_random_uuid(), id, 'WITHDRAWN', since, 'TRAVEL', 'PARTICIPANT', now() FROM placement`)
	return b.idsIn(t, "participant", `SELECT id FROM participant`)[0], b.idsIn(t, "placement", `SELECT id FROM placement`)[0]
}

func TestNoRoleButPlacementsReadsAnyFieldOfAParticipant(t *testing.T) {
	t.Parallel()
	b := setup(t)
	participant, placement := b.whoTakesPart(t)
	// Every field that says something itself, of every type that tells of participants, by every path from a participant or a placement.
	w := walk{T: t, secret: theSecret{ids: map[string][]string{"participant": {participant}, "placement": {placement}}}}
	for name, by := range map[string]hub.Actor{
		"manager": b.as(t, hub.RoleManager), "engagement": b.as(t, hub.RoleEngagement), "analyst": b.as(t, hub.RoleAnalyst), "admin": b.as(t, hub.RoleAdmin),
		"all of them": b.as(t, hub.RoleManager, hub.RoleEngagement, hub.RoleAnalyst, hub.RoleAdmin),
	} {
		w.api = b.api(by)
		for _, of := range []string{"Participant", "Placement"} {
			id := map[string]string{"Participant": participant, "Placement": placement}[of]
			fields := 0
			for _, field := range schema().Types[of].Fields {
				if strings.HasPrefix(field.Name, "__") {
					continue
				}
				selection := field.Name
				if schema().Types[field.Type.Name()].Kind == ast.Object {
					selection += " { __typename }"
				}
				got := ask(t, w.api, fmt.Sprintf(`{ node(id: %q) { __typename ... on %s { %s } } nodes(ids: [%q]) { id } }`, id, of, selection, id), "")
				if !strings.Contains(got.text, `"node":null`) || !strings.Contains(got.text, `"nodes":[null]`) {
					t.Errorf("%s reads %s.%s: %s", name, of, field.Name, got.text)
				}
				fields++
			}
			if fields < 10 {
				t.Errorf("%d fields of %s: too few to tell", fields, of)
			}
		}
		for _, query := range []string{`{ participants { nodes { reference } totalCount } }`, `{ placements { nodes { id } totalCount } }`, `{ search(text: "SECRET-1") { employers { id } people { id } offers { id } } }`} {
			if got := ask(t, w.api, query, ""); strings.Contains(got.text, "SECRET-1") || strings.Contains(got.text, strings.TrimPrefix(participant, "participant_")) {
				t.Errorf("%s reads %s: %s", name, query, got.text)
			}
		}
	}
	coordinator := b.api(b.as(t, hub.RolePlacements))
	got := ask(t, coordinator, fmt.Sprintf(`{ node(id: %q) { ... on Participant { reference flags { flag condition } shares { items } placements { nodes { state moves { reason } } } } } }`, participant), "")
	for _, want := range []string{"SECRET-1", "CONVICTION", "EXPLICIT_CONSENT", "WITHDRAWN", "TRAVEL"} {
		if !strings.Contains(got.text, want) {
			t.Errorf("a coordinator does not read %s: %s", want, got.text)
		}
	}
}

// Whatever leads to a type that tells of participants asks for the permission that PLACEMENTS alone has.
func TestEveryWayToParticipantsAsksForTheirPermission(t *testing.T) {
	t.Parallel()
	rules := map[string]rule{}
	for _, line := range access {
		for field := range strings.FieldsSeq(line.fields) {
			rules[line.of+"."+field] = line.rule
		}
	}
	ways := 0
	for _, of := range schema().Types {
		if of.Kind != ast.Object || slices.Contains(ofParticipants, of.Name) {
			continue
		}
		for _, field := range of.Fields {
			to := field.Type.Name()
			if !slices.Contains(ofParticipants, strings.TrimSuffix(strings.TrimSuffix(to, "Connection"), "Edge")) {
				continue
			}
			ways++
			switch {
			case of.Name == "Query" || of.Name == "Mutation" || of.Name == "Subscription":
				if rule := rules[of.Name+"."+field.Name]; len(rule.anyOf) != 1 || rule.anyOf[0] != hub.PermManageParticipants {
					t.Errorf("%s.%s gives %s and asks for %v", of.Name, field.Name, to, rule.anyOf)
				}
			case strings.HasSuffix(of.Name, "Payload"):
				for _, mutation := range schema().Mutation.Fields {
					if mutation.Type.Name() == of.Name && rules["Mutation."+mutation.Name].anyOf[0] != hub.PermManageParticipants {
						t.Errorf("%s gives %s", mutation.Name, to)
					}
				}
			case strings.HasSuffix(of.Name, "Connection"), strings.HasSuffix(of.Name, "Edge"):
			case rules[of.Name+"."+field.Name].words == "sight.placement": // left out when the row is read
			default:
				t.Errorf("%s.%s leads to %s: say who may go there", of.Name, field.Name, to)
			}
		}
	}
	if ways < 8 {
		t.Errorf("%d ways: too few to tell", ways)
	}
	for _, role := range []hub.Role{hub.RoleEngagement, hub.RoleManager, hub.RoleAnalyst, hub.RoleAdmin} {
		if (hub.Actor{Kind: hub.ActorUser, Roles: []hub.Role{role}}).May(hub.PermManageParticipants) {
			t.Errorf("%s has the permission of placement staff", role)
		}
	}
}

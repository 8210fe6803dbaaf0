package hub_test

import (
	"testing"

	"employerhub/internal/hub"
)

func TestAFigureOfOutcomesTellsNoFewPeople(t *testing.T) {
	t.Parallel()
	analyst, manager := hub.Actor{Kind: hub.ActorUser, Roles: []hub.Role{hub.RoleAnalyst}}, hub.Actor{Kind: hub.ActorUser, Roles: []hub.Role{hub.RoleManager}}
	for claimed := range 13 {
		for confirmed := range claimed + 1 {
			for participants := range claimed + 1 {
				c := hub.CountedOutcomes{Claimed: claimed, Confirmed: confirmed, Participants: participants}
				f := c.Figure(analyst)
				for what, told := range map[string]*int{"claimed": f.Claimed, "confirmed": f.Confirmed, "participants": f.Participants} {
					switch {
					case hub.FewPeople(participants) && told != nil:
						t.Errorf("%+v: %s are told, with few people behind them", c, what)
					case told != nil && *told%5 != 0:
						t.Errorf("%+v: %d %s", c, *told, what)
					}
				}
				if f.Claimed != nil && f.Confirmed != nil && hub.FewPeople(claimed-confirmed) {
					t.Errorf("%+v: the few that nobody confirmed can be told", c)
				}
				if f := c.Figure(manager); *f.Claimed != claimed || *f.Confirmed != confirmed || *f.Participants != participants {
					t.Errorf("a manager is told %+v", f)
				}
			}
		}
	}
}

package hub_test

import (
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func TestTakingAnObjectionBackWantsTheWordOfWhoObjected(t *testing.T) {
	t.Parallel()
	p := hub.Person{Objections: []hub.Objection{{Topic: hub.TopicNetwork, How: "by phone"}, {Topic: hub.TopicPlacements, How: "by personal link", ByPerson: true}}}
	for topic, want := range map[hub.Topic]string{
		hub.TopicNetwork:     "recorded for the wrong person",
		hub.TopicPlacements:  "changed their mind",
		hub.TopicDiagnostics: "no objection to take back",
	} {
		_, _, err := p.TakenBack(hub.RemoveObjectionInput{Topic: topic, Reason: " "})
		if hub.CodeOf(err) != hub.ErrBadInput || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", topic, err, want)
		}
	}
	if was, why, err := p.TakenBack(hub.RemoveObjectionInput{Topic: hub.TopicPlacements, Reason: "rang  today "}); err != nil || why != "rang today" || !was.ByPerson {
		t.Errorf("got %+v, %q, %v", was, why, err)
	}
}

package app_test

import (
	"slices"
	"testing"

	"employerhub/internal/hub"
)

func TestWhoWasLeftOutOfACampaignIsKept(t *testing.T) {
	t.Parallel()
	b := setup(t)
	e := b.employers(5)
	b.exec(`UPDATE employer SET status = 'CLOSED' WHERE id = ANY ($1)`, []hub.EmployerID{e[0], e[3]})
	b.exec(`UPDATE person SET email_state = 'HARD_BOUNCED' WHERE email = ANY ($1)`, []string{address(2), address(5)})
	campaign := b.launch(e...)
	b.exec(`UPDATE employer SET status = 'PROSPECT'`) // what changes later changes nothing of it
	b.exec(`UPDATE person SET email_state = 'DELIVERABLE'`)
	of := func(n int) hub.LeftOut {
		if n == 0 || n == 3 {
			return hub.LeftOut{EmployerID: e[n], Reason: hub.LeftOutClosed}
		}
		return hub.LeftOut{EmployerID: e[n], PersonID: b.people(e[n])[0], Reason: hub.LeftOutBounced}
	}

	first, err := b.app.LeftOutOfCampaign(b.as(b.manager), campaign.ID, nil, hub.Page{First: 3})
	if err != nil || !first.HasNext || !slices.Equal(first.Nodes, []hub.LeftOut{of(0), of(1), of(3)}) {
		t.Fatalf("the first page: %+v, %v", first, err)
	}
	last, err := b.app.LeftOutOfCampaign(b.as(b.manager), campaign.ID, nil, hub.Page{First: 3, After: first.Cursors[2]})
	if err != nil || last.HasNext || !slices.Equal(last.Nodes, []hub.LeftOut{of(4)}) {
		t.Errorf("the last page: %+v, %v", last, err)
	}
	bounced := []hub.LeftOutReason{hub.LeftOutBounced}
	one, err := b.app.LeftOutOfCampaign(b.as(b.manager), campaign.ID, bounced, hub.Page{First: 3})
	if err != nil || !slices.Equal(one.Nodes, []hub.LeftOut{of(1), of(4)}) {
		t.Errorf("for one reason: %+v, %v", one, err)
	}
	if n, err := b.app.CountLeftOutOfCampaign(b.as(b.manager), campaign.ID, bounced); err != nil || n != 2 {
		t.Errorf("counted %d, %v; want 2", n, err)
	}

	partner := b.partner("Chamber", hub.RoleManager)
	for who, by := range map[string]hub.Actor{"another organisation": partner, "who may read neither answers nor send": {Kind: hub.ActorUser, OrganisationID: b.manager.OrganisationID}} {
		list, err := b.app.LeftOutOfCampaign(b.as(by), campaign.ID, nil, hub.Page{First: 3})
		n, countErr := b.app.CountLeftOutOfCampaign(b.as(by), campaign.ID, nil)
		if err != nil || countErr != nil || len(list.Nodes) != 0 || n != 0 {
			t.Errorf("%s: %+v, %d, %v, %v; want none", who, list.Nodes, n, err, countErr)
		}
	}
}

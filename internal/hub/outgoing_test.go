package hub_test

import (
	"testing"
	"time"

	"employerhub/internal/hub"
)

func TestObstacle(t *testing.T) {
	t.Parallel()
	now := moment("2026-12-01 10:00")
	for name, tc := range map[string]struct {
		change     func(*hub.Outgoing)
		reason     string // empty: it goes
		invitation hub.InvitationState
	}{
		"nothing in the way":                       {func(*hub.Outgoing) {}, "", ""},
		"an address that bounced for now is tried": {func(o *hub.Outgoing) { o.EmailState = hub.EmailSoftBounced }, "", ""},
		"the last moment before it is out of date": {func(o *hub.Outgoing) { o.NotAfter = new(now.Add(time.Second)) }, "", ""},
		"out of date":                {func(o *hub.Outgoing) { o.NotAfter = &now }, "out of date", ""},
		"answered":                   {func(o *hub.Outgoing) { o.InvitationState = hub.InvitationSubmitted }, "answered", ""},
		"declined":                   {func(o *hub.Outgoing) { o.InvitationState = hub.InvitationDeclined }, "declined: not now", ""},
		"the campaign closed":        {func(o *hub.Outgoing) { o.CampaignState = hub.CampaignClosed }, "the campaign is closed", ""},
		"objected since":             {func(o *hub.Outgoing) { o.Objected = true }, "the person objected", hub.InvitationObjected},
		"left since":                 {func(o *hub.Outgoing) { o.HasRole = false }, "the person has left the employer", hub.InvitationLeft},
		"the address bounced since":  {func(o *hub.Outgoing) { o.EmailState = hub.EmailHardBounced }, "mail to the person bounces", hub.InvitationBounced},
		"complained since":           {func(o *hub.Outgoing) { o.EmailState = hub.EmailComplained }, "mail to the person bounces", hub.InvitationBounced},
		"the address was taken away": {func(o *hub.Outgoing) { o.Email = nil }, "the person has no address", ""},
		"the employer closed":        {func(o *hub.Outgoing) { o.EmployerStatus = hub.EmployerClosed }, "the employer is closed", ""},
		"on hold for a while waits": {func(o *hub.Outgoing) {
			o.HeldUntil, o.NotAfter = new(hub.NewDate(2026, 12, 8)), new(moment("2026-12-10 00:00"))
		}, "", ""},
		"on hold for too long": {func(o *hub.Outgoing) {
			o.HeldUntil, o.NotAfter = new(hub.NewDate(2026, 12, 10)), new(moment("2026-12-10 00:00"))
		}, "the employer is on hold until 10 December 2026, when it would be too late", ""},
		"an answer counts before everything else":   {func(o *hub.Outgoing) { o.InvitationState, o.Objected = hub.InvitationSubmitted, true }, "answered", ""},
		"every state but open keeps a message back": {func(o *hub.Outgoing) { o.InvitationState = hub.InvitationLeft }, "the person has left the employer", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := hub.Outgoing{
				InvitationState: hub.InvitationOpen, CampaignState: hub.CampaignRunning, HasRole: true,
				Email: new(hub.EmailAddress("ann@donvalley.example")), EmailState: hub.EmailUnknown, EmployerStatus: hub.EmployerProspect,
			}
			tc.change(&o)

			got, ok := o.Obstacle(now)

			if ok != (tc.reason != "") || got.Reason != tc.reason || got.Invitation != tc.invitation {
				t.Errorf("got %+v, %v; want %q, %q", got, ok, tc.reason, tc.invitation)
			}
		})
	}
}

package hub_test

import (
	"errors"
	"testing"

	"employerhub/internal/hub"
)

func TestChoose(t *testing.T) {
	t.Parallel()
	director, owner, hr := hub.NewPersonID(), hub.NewPersonID(), hub.NewPersonID()
	all := []hub.Contact{
		{PersonID: owner, Function: hub.FunctionOwner, EmailState: hub.EmailUnknown},
		{PersonID: director, Function: hub.FunctionHRDirector, EmailState: hub.EmailDeliverable},
		{PersonID: hr, Function: hub.FunctionHR, EmailState: hub.EmailUnknown},
	}
	for name, tc := range map[string]struct {
		change func(*hub.Candidate, *hub.SendDiagnosticInput)
		person hub.PersonID
		reason hub.LeftOutReason
	}{
		"the first function that somebody has": {func(*hub.Candidate, *hub.SendDiagnosticInput) {}, director, ""},
		"the next one, where the first objected": {func(c *hub.Candidate, _ *hub.SendDiagnosticInput) {
			c.People[1].Objected = true
		}, hr, ""},
		"the next one, where mail to the first bounces": {func(c *hub.Candidate, _ *hub.SendDiagnosticInput) {
			c.People[1].EmailState = hub.EmailHardBounced
		}, hr, ""},
		"of two, the one who is known longer": {func(c *hub.Candidate, in *hub.SendDiagnosticInput) {
			c.People[0].Function, in.Functions = hub.FunctionHR, []hub.PersonFunction{hub.FunctionHR}
		}, owner, ""},
		"closed before everything else": {func(c *hub.Candidate, _ *hub.SendDiagnosticInput) {
			c.Status, c.People = hub.EmployerClosed, nil
		}, hub.PersonID{}, hub.LeftOutClosed},
		"nobody has an address": {func(c *hub.Candidate, _ *hub.SendDiagnosticInput) { c.People = nil }, hub.PersonID{}, hub.LeftOutNoAddress},
		"nobody has a function that is asked for": {func(_ *hub.Candidate, in *hub.SendDiagnosticInput) {
			in.Functions = []hub.PersonFunction{hub.FunctionPlacementContact}
		}, hub.PersonID{}, hub.LeftOutNoAddress},
		"everybody objected": {func(c *hub.Candidate, _ *hub.SendDiagnosticInput) {
			c.People = c.People[:1]
			c.People[0].Objected, c.People[0].EmailState = true, hub.EmailHardBounced
		}, owner, hub.LeftOutObjected},
		"whoever did not object complained": {func(c *hub.Candidate, _ *hub.SendDiagnosticInput) {
			c.People = c.People[:2]
			c.People[0].Objected, c.People[1].EmailState = true, hub.EmailComplained
		}, director, hub.LeftOutBounced},
		"no address that can be one": {func(c *hub.Candidate, _ *hub.SendDiagnosticInput) {
			for i := range c.People {
				c.People[i].Email = "jo at castings"
			}
		}, director, hub.LeftOutAddressInvalid},
		"the address is suppressed": {func(c *hub.Candidate, _ *hub.SendDiagnosticInput) {
			for i := range c.People {
				c.People[i].Suppressed = true
			}
		}, director, hub.LeftOutSuppressed},
		"a partner was in touch": {func(c *hub.Candidate, _ *hub.SendDiagnosticInput) { c.ContactedByPartner = true }, director, hub.LeftOutContactedByPartner},
		"marketing to a sole trader": {func(c *hub.Candidate, in *hub.SendDiagnosticInput) {
			c.LegalForm, in.Kind = hub.LegalFormSoleTrader, hub.CampaignMarketing
		}, director, hub.LeftOutIndividualSubscriber},
		"marketing to a sole trader's, where one agreed": {func(c *hub.Candidate, in *hub.SendDiagnosticInput) {
			c.LegalForm, in.Kind = hub.LegalFormSoleTrader, hub.CampaignMarketing
			c.People[2].Consented = true
		}, hr, ""},
		"marketing to one who agreed and objects": {func(c *hub.Candidate, in *hub.SendDiagnosticInput) {
			c.LegalForm, in.Kind = hub.LegalFormSoleTrader, hub.CampaignMarketing
			c.People[1].Consented, c.People[1].Objected = true, true
		}, hr, hub.LeftOutIndividualSubscriber},
		"marketing to one who agreed and is suppressed": {func(c *hub.Candidate, in *hub.SendDiagnosticInput) {
			c.LegalForm, in.Kind = hub.LegalFormSoleTrader, hub.CampaignMarketing
			c.People = c.People[1:2]
			c.People[0].Consented, c.People[0].Suppressed = true, true
		}, director, hub.LeftOutSuppressed},
		"marketing to nobody knows whom": {func(c *hub.Candidate, in *hub.SendDiagnosticInput) {
			c.LegalForm, in.Kind = hub.LegalFormUnknown, hub.CampaignMarketing
		}, director, hub.LeftOutIndividualSubscriber},
		"marketing to a company":      {func(_ *hub.Candidate, in *hub.SendDiagnosticInput) { in.Kind = hub.CampaignMarketing }, director, ""},
		"research at a sole trader's": {func(c *hub.Candidate, in *hub.SendDiagnosticInput) { c.LegalForm = hub.LegalFormSoleTrader }, director, ""},
		"asked once already":          {func(c *hub.Candidate, _ *hub.SendDiagnosticInput) { c.RecentCampaigns = 1 }, director, ""},
		"asked often enough": {func(c *hub.Candidate, _ *hub.SendDiagnosticInput) {
			c.RecentCampaigns, c.Invited = 2, true
		}, director, hub.LeftOutOverBudget},
		"asked the same, and not answered": {func(c *hub.Candidate, _ *hub.SendDiagnosticInput) {
			c.RecentCampaigns, c.Invited = 1, true
		}, director, hub.LeftOutAlreadyInvited},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := hub.Candidate{Status: hub.EmployerProspect, LegalForm: hub.LegalFormPrivateLimited, People: append([]hub.Contact{}, all...)}
			in := hub.SendDiagnosticInput{
				Functions: []hub.PersonFunction{hub.FunctionHRDirector, hub.FunctionHR, hub.FunctionOwner}, Kind: hub.CampaignResearch,
			}
			for i := range c.People {
				c.People[i].Email = "jo@castings.example"
			}
			tc.change(&c, &in)

			person, reason := in.Choose(c, hub.ContactBudget{Campaigns: 2, Days: 90})

			if person != tc.person || reason != tc.reason {
				t.Errorf("got %s, %q; want %s, %q", person, reason, tc.person, tc.reason)
			}
		})
	}
}

func TestSendDiagnosticInput(t *testing.T) {
	t.Parallel()
	today := day("2026-11-23")
	for name, tc := range map[string]struct {
		in    hub.SendDiagnosticInput
		field string // empty: it is accepted
	}{
		"nothing but the audience":         {hub.SendDiagnosticInput{}, ""},
		"five working days":                {hub.SendDiagnosticInput{ClosesOn: new(day("2026-11-30"))}, ""},
		"a day less":                       {hub.SendDiagnosticInput{ClosesOn: new(day("2026-11-29"))}, "closesOn"},
		"a closing date before the launch": {hub.SendDiagnosticInput{ClosesOn: new(day("2026-11-01"))}, "closesOn"},
		"in some years":                    {hub.SendDiagnosticInput{ClosesOn: new(day("2028-11-01"))}, "closesOn"},
		"too many employers by name":       {hub.SendDiagnosticInput{Audience: hub.EmployerFilter{IDIn: make([]hub.EmployerID, 1001)}}, "filter"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tc.in.Functions = []hub.PersonFunction{hub.FunctionHR}

			err := tc.in.Check("Skills pulse", today, english)

			refused, _ := errors.AsType[*hub.Error](err)
			switch {
			case tc.field == "" && err != nil:
				t.Fatalf("refused: %v", err)
			case tc.field != "" && (refused == nil || refused.Field[0] != tc.field):
				t.Fatalf("got %v, want it to blame %s", err, tc.field)
			case tc.field == "" && *tc.in.Name != "Skills pulse, 23 November 2026":
				t.Errorf("it is called %q", *tc.in.Name)
			}
		})
	}

	in := hub.SendDiagnosticInput{Functions: []hub.PersonFunction{hub.FunctionHR}}
	if err := in.Check("Skills pulse", today, english); err != nil || *in.ClosesOn != day("2026-12-14") {
		t.Errorf("got %v, %v; want 15 working days", in.ClosesOn, err)
	}
}

package hub_test

import (
	"testing"

	"employerhub/internal/hub"
)

func TestWhoMayBeSentMarketingFollowsFromTheCompanyCategory(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		category string
		number   hub.CompanyNumber
		form     hub.LegalForm
		want     hub.Subscriber
	}{
		"a company":                                {"Private Limited Company", "01234567", hub.LegalFormPrivateLimited, hub.SubscriberCorporate},
		"one limited by guarantee":                 {"PRI/LTD BY GUAR/NSC (Private, limited by guarantee, no share capital)", "01234567", hub.LegalFormPrivateLimited, hub.SubscriberCorporate},
		"a limited liability partnership":          {" limited liability partnership ", "OC301234", hub.LegalFormLLP, hub.SubscriberCorporate},
		"an English limited partnership is people": {"Limited Partnership", "LP001234", hub.LegalFormPartnership, hub.SubscriberIndividual},
		"a Scottish one is a legal person":         {"Limited Partnership", "SL001234", hub.LegalFormScottishPartnership, hub.SubscriberCorporate},
		"an unknown category counts as individual": {"Other company type", "01234567", hub.LegalFormUnknown, hub.SubscriberIndividual},
		"no category counts as individual":         {"", "01234567", hub.LegalFormUnknown, hub.SubscriberIndividual},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			form := hub.LegalFormOf(tc.category, tc.number)
			if form != tc.form || form.Subscriber() != tc.want {
				t.Fatalf("got %s, %s; want %s, %s", form, form.Subscriber(), tc.form, tc.want)
			}
		})
	}
	if got := hub.LegalFormSoleTrader.Subscriber(); got != hub.SubscriberIndividual {
		t.Errorf("a sole trader is %s, want INDIVIDUAL", got)
	}
}

func TestSizeBandsAtTheirEdges(t *testing.T) {
	t.Parallel()
	for headcount, want := range map[int]hub.SizeBand{
		0: hub.SizeMicro, 9: hub.SizeMicro, 10: hub.SizeSmall, 49: hub.SizeSmall, 50: hub.SizeMedium, 249: hub.SizeMedium, 250: hub.SizeLarge,
	} {
		if got := hub.SizeBandOf(headcount); got != want {
			t.Errorf("%d people: got %s, want %s", headcount, got, want)
		}
	}
}

package app_test

import (
	"testing"

	"employerhub/internal/hub"
)

// An answer and a reminder may come at one moment, so what sends looks again.
func TestNobodyIsRemindedOfWhatAColleagueAnsweredSince(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		organisation, questionnaire, settled string
		want                                 string
	}{
		"the same, since they were asked": {"own", "pulse", "2026-11-24 12:00Z", "ANSWERED CANCELLED: somebody else there has answered"},
		"the same, before":                {"own", "pulse", "2026-11-01 12:00Z", "OPEN ACCEPTED"},
		"another questionnaire":           {"own", "diagnostic", "2026-11-24 12:00Z", "OPEN ACCEPTED"},
		"for a partner":                   {"partner", "pulse", "2026-11-24 12:00Z", "OPEN ACCEPTED"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := setup(t)
			e := b.employers(1)
			b.launch(e...)
			campaign, colleague, asker := hub.NewCampaignID(), hub.NewPersonID(), b.manager.OrganisationID
			if tc.organisation == "partner" {
				asker = b.partner("Chamber").OrganisationID
			}
			b.exec(`INSERT INTO person (id, name) VALUES ($1, 'Ali Reed')`, colleague)
			b.exec(`INSERT INTO campaign (id, questionnaire_version_id, organisation_id, name, kind, state, reminder_plan, closes_on, launched_at, by_phone)
				SELECT $1, v.id, $2, 'By phone', 'SERVICE', 'RUNNING', '{"steps": []}', '2026-12-20', '2026-11-01', true
				FROM questionnaire_version v JOIN questionnaire n ON n.id = v.questionnaire_id WHERE n.key = $3 AND v.state = 'PUBLISHED'`, campaign, asker, tc.questionnaire)
			b.exec(`INSERT INTO invitation (id, campaign_id, employer_id, person_id, state, created_at, settled_at) VALUES ($1, $2, $3, $4, 'SUBMITTED', '2026-11-01', $5::timestamptz)`,
				hub.NewInvitationID(), campaign, e[0], colleague, tc.settled)

			b.at("2026-11-25 10:00")

			b.wants("the invitation and its message", `SELECT i.state || ' ' || m.state || coalesce(': ' || m.reason, '') FROM invitation i JOIN reminder r ON r.invitation_id = i.id JOIN message m ON m.id = r.message_id`, tc.want)
		})
	}
}

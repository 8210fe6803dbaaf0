package mail_test

import (
	"fmt"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func TestDigest(t *testing.T) {
	t.Parallel()
	today, employer := hub.NewDate(2026, 11, 24), hub.NewEmployerID()
	o := hub.OutgoingDigest{ID: hub.NewMessageID(), Reader: hub.DigestReader{Name: "Mo\r\nBcc: all@x.example", Email: "mo@rotherham.example", Rhythm: hub.DigestWeekly}}
	says := hub.Digest{
		Today:   today,
		Quiet:   []hub.QuietEmployer{{ID: employer, Name: "Abdy <b>Ltd</b>", KeyAccount: true, Since: today.AddDays(-60)}},
		Waiting: []hub.DigestReferral{{ID: hub.NewReferralID(), Kind: hub.KindIntroduction, EmployerID: employer, EmployerName: "Abdy", Partner: "Chamber", DueOn: today}},
	}
	for n := range 12 {
		title := fmt.Sprintf("Task %02d", n+1)
		says.Tasks = append(says.Tasks, hub.DigestTask{ID: hub.NewTaskID(), Title: &title, DueOn: today.AddDays(-n)})
	}
	says.Tasks = append(says.Tasks, hub.DigestTask{ID: hub.NewTaskID(), DueOn: today}) // with a title that the user may not read

	m, err := composer.Digest(o, says)

	if err != nil {
		t.Fatal(err)
	}
	if m.Subject != "11 tasks overdue, 2 tasks to do, 1 referral waiting" || m.To.Name != "Mo Bcc: all@x.example" || m.ReplyTo != nil || m.Unsubscribe != "" {
		t.Errorf("got %q to %q", m.Subject, m.To.Name)
	}
	for body, wants := range map[string][]string{
		m.Text: {
			"Task 11", "And 1 more: https://hub.rotherham.example/", "A task (due 24 November 2026)", "An introduction to Abdy (from Chamber, due 24 November 2026)",
			"https://hub.rotherham.example/employers/" + employer.String() + "/referrals", "key account, no contact since 25 September 2026", "once a week",
			"https://hub.rotherham.example/settings/me",
		},
		m.HTML: {"Abdy &lt;b&gt;Ltd&lt;/b&gt;", "And 1 more", `href="https://hub.rotherham.example/employers/` + employer.String() + `"`},
	} {
		for _, want := range wants {
			if !strings.Contains(body, want) {
				t.Errorf("%q is missing in\n%s", want, body)
			}
		}
	}
	if strings.Contains(m.Text, "Task 12") {
		t.Error("more than ten lines of a kind")
	}

	o.Reader.Email = "nobody"
	if _, err := composer.Digest(o, says); err == nil {
		t.Error("sent to what is no address")
	}
}

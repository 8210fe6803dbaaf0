package mail

import (
	"fmt"
	"net/mail"
	"slices"
	"strconv"
	"strings"

	"employerhub/internal/hub"
)

// mostLines is how much of each kind a digest shows.
const mostLines = 10

// digest is what its templates may say. Every field is one line.
type digest struct {
	PersonName, Title, Home, Settings, Often string
	Sections                                 []section
}

type section struct {
	Title string
	Lines []line
	// More says how much is not shown; empty where all is.
	More string
}

type line struct{ Text, Detail, Link string }

// Digest writes what says tells a user, with links to the hub's screens. Errors: the user has no address.
func (c Composer) Digest(o hub.OutgoingDigest, says hub.Digest) (Message, error) {
	to, err := hub.ParseEmailAddress(string(o.Reader.Email))
	if err != nil {
		return Message{}, fmt.Errorf("cannot send %s: the user's address is none", o.ID)
	}
	d := digest{
		PersonName: oneLine(o.Reader.Name), Home: c.BaseURL + "/", Settings: c.BaseURL + "/settings/me",
		Often: map[hub.DigestRhythm]string{hub.DigestDaily: "every working day", hub.DigestWeekly: "once a week"}[o.Reader.Rhythm],
	}
	d.Title, d.Sections = c.sections(says)
	m := Message{ID: o.ID, From: c.From, To: mail.Address{Name: d.PersonName, Address: string(to)}, Subject: d.Title}
	var text, html strings.Builder
	for _, err := range []error{
		textTemplates.ExecuteTemplate(&text, "digest.txt", d),
		htmlTemplates.ExecuteTemplate(&html, "digest.html", d),
	} {
		if err != nil {
			return Message{}, fmt.Errorf("cannot compose %s: %w", o.ID, err)
		}
	}
	m.Text, m.HTML = text.String(), html.String()
	return m, m.check()
}

// sections are those that have lines, and a subject that names the most pressing.
func (c Composer) sections(says hub.Digest) (subject string, all []section) {
	var pressing []string
	add := func(title, one, many string, lines []line) {
		if len(lines) == 0 {
			return
		}
		pressing = append(pressing, counted(len(lines), one, many))
		s := section{Title: title, Lines: lines}
		if more := len(lines) - mostLines; more > 0 {
			s.Lines, s.More = lines[:mostLines], fmt.Sprintf("And %d more", more)
		}
		all = append(all, s)
	}
	overdue, due := c.tasks(says)
	add("Overdue tasks", "task overdue", "tasks overdue", overdue)
	add("Tasks to do", "task to do", "tasks to do", due)
	late, coming := c.issues(says)
	add("Issues of networks that you owe an answer to", "issue overdue", "issues overdue", late)
	add("Issues of networks to answer", "issue to answer", "issues to answer", coming)
	add("Referrals that wait for you", "referral waiting", "referrals waiting", c.referrals(says.Waiting, says.Today, "from"))
	add("Referrals of yours that nobody answered in time", "of your referrals overdue", "of your referrals overdue", c.referrals(says.Unanswered, says.Today, "to"))
	lapsed, expiring := c.awards(says)
	add("Accreditations that lapsed", "accreditation lapsed", "accreditations lapsed", lapsed)
	add("Accreditations that run out", "accreditation running out", "accreditations running out", expiring)
	for _, p := range placementSections {
		add(p.title, p.one, p.many, c.placements(says.Placements, p))
	}
	add("Employers to ask again whether they host", "employer to ask again", "employers to ask again", c.interests(says.Interests))
	add("Asked about placements and not answered", "request not answered", "requests not answered", c.unreplied(says.Unreplied))
	add("Gone quiet", "employer gone quiet", "employers gone quiet", c.quiet(says.Quiet))
	add("Answers that came in", "new answer", "new answers", c.answers(says.Answers))
	add("What partners said to your referrals", "reply to a referral", "replies to referrals", c.replies(says.Replies))
	return strings.Join(pressing[:min(len(pressing), 3)], ", "), all
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

func (c Composer) tasks(says hub.Digest) (overdue, due []line) {
	for _, t := range says.Tasks {
		l := line{Text: "A task", Detail: "due " + t.DueOn.Words(), Link: c.BaseURL + "/"}
		if t.Title != nil {
			l.Text = oneLine(*t.Title)
		}
		if t.EmployerID != nil {
			l.Detail, l.Link = oneLine(given(t.EmployerName))+", "+l.Detail, c.employer(*t.EmployerID)
		}
		if t.DueOn.Before(says.Today) {
			overdue = append(overdue, l)
		} else {
			due = append(due, l)
		}
	}
	return overdue, due
}

func (c Composer) issues(says hub.Digest) (overdue, due []line) {
	for _, i := range says.Issues {
		l := line{Text: oneLine(i.Title), Detail: oneLine(i.NetworkName) + ", ", Link: c.BaseURL + "/network/issues?network=" + i.NetworkID.String()}
		if i.EmployerName != nil {
			l.Detail += "raised by " + oneLine(*i.EmployerName) + ", "
		}
		l.Detail += "to be answered by " + i.AnswerBy.Words()
		if i.AnswerBy.Before(says.Today) {
			overdue = append(overdue, l)
		} else {
			due = append(due, l)
		}
	}
	return overdue, due
}

func (c Composer) referrals(all []hub.DigestReferral, today hub.Date, direction string) (lines []line) {
	for _, r := range all {
		l := line{Text: oneLine(r.EmployerName), Detail: direction + " " + oneLine(r.Partner) + ", due " + r.DueOn.Words(), Link: c.employer(r.EmployerID) + "/referrals"}
		if r.Kind == hub.KindIntroduction {
			l.Text = "An introduction to " + l.Text
		}
		if r.DueOn.Before(today) {
			l.Detail += ", overdue"
		}
		lines = append(lines, l)
	}
	return lines
}

func (c Composer) awards(says hub.Digest) (lapsed, expiring []line) {
	for _, a := range says.RunningOut {
		l := line{Text: oneLine(a.EmployerName), Detail: oneLine(a.Title) + ", ", Link: c.employer(a.EmployerID) + "/accreditations"}
		next := "renew it or move up"
		if a.MovesUp {
			next = "it cannot be renewed, so help them to move up"
		}
		if a.ExpiresOn.Before(says.Today) {
			l.Detail += "ran out on " + a.ExpiresOn.Words()
			lapsed = append(lapsed, l)
			continue
		}
		l.Detail += "runs out on " + a.ExpiresOn.Words() + "; " + next
		expiring = append(expiring, l)
	}
	return lapsed, expiring
}

// placementSection is one kind of thing that coordinators hear of; one and many are of people or places.
type placementSection struct {
	rule             hub.ReminderRule
	title, one, many string
	detail           string
	oneOf, manyOf    string
}

var placementSections = []placementSection{
	{hub.RulePlacementStart, "Placements that start soon", "placement to start", "placements to start", "on %s", "person starts", "people start"},
	{hub.RulePlacementCompletion, "Placements to complete", "placement to complete", "placements to complete", "on %s; say whether it came to its end", "person had the last day", "people had their last day"},
	{hub.RulePlacementEnding, "Placements whose host said how they end", "placement to record the end of", "placements to record the end of", "on %s; record it, or change the last day", "person's host said so", "people's host said so"},
	{hub.RulePlacementOutcome, "Jobs to ask after", "job to ask after", "jobs to ask after", "the weeks were over on %s; say whether it lasted", "person started a job", "people started a job"},
	{hub.RulePlacementCheck, "Checks that run out during placements", "check to renew", "checks to renew", "holds only until %s", "person relies on it", "people rely on it"},
	{hub.RuleOpportunityCheck, "Opportunities that are not open yet", "opportunity to check", "opportunities to check", "it is to begin on %s, and its site is not checked yet", "place", "places"},
	{hub.RuleOpportunityUnfilled, "Opportunities with places left", "opportunity to fill", "opportunities to fill", "it begins on %s", "place left", "places left"},
	{hub.RulePlacementReview, "Placements to review half-way", "placement to review", "placements to review", "half-way on %s", "person is", "people are"},
	{hub.RulePlacementEndReview, "Placements to review at their end", "ended placement to review", "ended placements to review", "on %s; ask the host how it was", "person had the last day", "people had their last day"},
	{hub.RuleSubsidyClaim, "Subsidies to claim", "subsidy to claim", "subsidies to claim", "not claimed up to %s", "placement", "placements"},
	{hub.RuleSubsidyApproval, "Claims of subsidies to approve", "claim to approve", "claims to approve", "made on %s", "claim", "claims"},
	{hub.RuleSubsidyPayment, "Subsidies to pay", "subsidy to pay", "subsidies to pay", "approved on %s", "claim", "claims"},
	{hub.RuleSubsidyClawback, "Subsidies to claw back", "subsidy to claw back", "subsidies to claw back", "the placement ended early on %s; say what comes back", "claim", "claims"},
}

// daysOfPeople are the rules whose day says when something is with these people, and onDueScreen those that are seen to on the screen of what is due.
var (
	daysOfPeople = []hub.ReminderRule{hub.RulePlacementStart, hub.RulePlacementReview, hub.RulePlacementCompletion, hub.RulePlacementEndReview, hub.RulePlacementEnding}
	onDueScreen  = []hub.ReminderRule{hub.RulePlacementReview, hub.RulePlacementCompletion, hub.RulePlacementEndReview, hub.RulePlacementEnding, hub.RulePlacementOutcome}
)

// placements are the lines of one kind. None names who takes part.
func (c Composer) placements(all []hub.DigestPlacement, of placementSection) (lines []line) {
	for _, p := range all {
		if p.Rule != of.rule {
			continue
		}
		detail := counted(p.People, of.oneOf, of.manyOf)
		day := fmt.Sprintf(of.detail, p.OnDay.Words())
		switch {
		case p.Kind != nil:
			detail = "the " + p.Kind.Words() + " " + day + "; " + detail
		case slices.Contains(daysOfPeople, of.rule):
			detail += " " + day
		default:
			detail += "; " + day
		}
		link := c.BaseURL + "/placements/opportunities/" + p.OpportunityID.String()
		if slices.Contains(onDueScreen, of.rule) {
			link = c.BaseURL + "/placements/due"
		} else if waitsFor, is := hub.SubsidyRules[of.rule]; is {
			link = c.BaseURL + "/placements/subsidies?for=me&waits=" + string(waitsFor)
		}
		lines = append(lines, line{Text: oneLine(p.Role) + ", " + oneLine(p.EmployerName), Detail: detail, Link: link})
	}
	return lines
}

// interests are the lines of employers that said not now, and whose day has come.
func (c Composer) interests(all []hub.DigestInterest) (lines []line) {
	for _, i := range all {
		lines = append(lines, line{
			Text: oneLine(i.EmployerName), Detail: oneLine(strings.Join(i.Of, ", ")) + "; to be asked again on " + i.AskAgainOn.Words(),
			Link: c.employer(i.EmployerID) + "/placements",
		})
	}
	return lines
}

func (c Composer) unreplied(all []hub.AskedRequest) (lines []line) {
	for _, r := range all {
		detail := "; asked on " + r.AskedOn.Words() + ", no answer by " + r.DueOn.Words()
		if r.WithdrawnReason != nil {
			detail = "; not asked any more: " + *r.WithdrawnReason
		}
		lines = append(lines, line{Text: oneLine(r.EmployerName), Detail: oneLine(r.Title()) + detail, Link: c.employer(r.EmployerID) + "/placements"})
	}
	return lines
}

func (c Composer) quiet(all []hub.QuietEmployer) (lines []line) {
	for _, e := range all {
		l := line{Text: oneLine(e.Name), Detail: "no contact since " + e.Since.Words(), Link: c.employer(e.ID)}
		if e.NeverContacted {
			l.Detail = "nobody was in touch yet; in the hub since " + e.Since.Words()
		}
		if e.KeyAccount {
			l.Detail = "key account, " + l.Detail
		}
		lines = append(lines, l)
	}
	return lines
}

func (c Composer) answers(all []hub.DigestAnswer) (lines []line) {
	for _, a := range all {
		lines = append(lines, line{
			Text: oneLine(a.EmployerName), Detail: oneLine(a.Questionnaire) + ", " + hub.DateOf(a.SubmittedAt).Words(),
			Link: c.BaseURL + "/diagnostics/responses/" + a.ResponseID.String(),
		})
	}
	return lines
}

func (c Composer) replies(all []hub.DigestReply) (lines []line) {
	said := map[hub.ReferralState]string{hub.ReferralAccepted: "accepted by ", hub.ReferralDeclined: "declined by ", hub.ReferralCompleted: "completed by "}
	for _, r := range all {
		lines = append(lines, line{Text: oneLine(r.EmployerName), Detail: said[r.State] + oneLine(r.Partner) + ", " + hub.DateOf(r.At).Words(), Link: c.employer(r.EmployerID) + "/referrals"})
	}
	return lines
}

func (c Composer) employer(id hub.EmployerID) string { return c.BaseURL + "/employers/" + id.String() }

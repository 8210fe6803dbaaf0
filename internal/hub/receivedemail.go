package hub

import (
	"crypto/sha256"
	"slices"
	"strconv"
	"strings"
	"time"
)

// IncomingEmail is what was read of a copy that staff sent to the hub. Nothing else of it is kept.
type IncomingEmail struct {
	// MessageID is what the sender's mail program called it; empty where it gave no name.
	MessageID string
	From      EmailAddress
	// SentAt is nil where the message does not say it in a way that can be read.
	SentAt  *time.Time
	Subject string
	// Text is what the sender wrote, plain.
	Text string
	// Attachments are the names of the files that were dropped.
	Attachments []string
	// To is who it went to openly, Forwarded who stands in the head of a message that was passed on.
	To, Forwarded []EmailParty
	// ForwardedOn is the day of the message that was passed on, where it says it in a way that can be read one way only.
	ForwardedOn *Date
}

// EmailParty is somebody to whom or from whom an e-mail went.
type EmailParty struct {
	Address EmailAddress
	// Name is as the message gives it; empty where it gives none.
	Name string
}

// ReceivedEmail is a copy of an e-mail that waits for somebody to say which employer it was with.
type ReceivedEmail struct {
	ID         ReceivedEmailID
	SentBy     User
	HappenedOn Date
	Subject    string
	// Summary is what the interaction will say.
	Summary string
	Parties []EmailParty
	// Unsure is why the hub did not file it by itself.
	Unsure     EmailUnsure
	ReceivedAt time.Time
	Version    int
}

// EmailUnsure is why an e-mail was not filed by itself.
type EmailUnsure string

const (
	// EmailNobodyKnown says that no address leads to an employer.
	EmailNobodyKnown EmailUnsure = "NOBODY_KNOWN"
	// EmailSeveralEmployers says that one address leads to more than one employer.
	EmailSeveralEmployers EmailUnsure = "SEVERAL_EMPLOYERS"
	// EmailManyEmployers says that it went to more employers than a conversation does.
	EmailManyEmployers EmailUnsure = "MANY_EMPLOYERS"
)

// EmailCandidate is an employer to which an address leads.
type EmailCandidate struct {
	Address    EmailAddress
	EmployerID EmployerID
	// PersonID is who has the address; nil where only its domain is the employer's.
	PersonID *PersonID
}

// CandidateOfEmail is an employer to which an address of one e-mail leads.
type CandidateOfEmail struct {
	EmailID ReceivedEmailID
	EmailCandidate
}

const (
	// mostParties is how many addresses of an e-mail are looked up and kept.
	mostParties = 100
	// mostEmployersOfEmail is with how many employers one is filed by itself: more is a circular.
	mostEmployersOfEmail = 3
	maxSubject           = 200
	maxPartyName         = 200
	cutShort             = "\n\n[The e-mail was longer than the hub keeps.]"
)

// EmailsKept is how long an e-mail waits to be filed before it is thrown away.
const EmailsKept = 90 * 24 * time.Hour

// Others is whom the e-mail was with, each address once: who it went to besides mine, and where that is nobody, who stands in the
// message that was passed on.
func (m IncomingEmail) Others(mine func(EmailAddress) bool) []EmailParty {
	for _, parties := range [][]EmailParty{m.To, m.Forwarded} {
		var others []EmailParty
		for _, p := range parties {
			p.Address = EmailAddress(strings.ToLower(string(p.Address)))
			known := func(o EmailParty) bool { return o.Address == p.Address }
			if mine(p.Address) || p.Address == EmailAddress(strings.ToLower(string(m.From))) || slices.ContainsFunc(others, known) || len(others) == mostParties {
				continue
			}
			p.Name = clipTo(oneLine(p.Name), maxPartyName)
			others = append(others, p)
		}
		if len(others) > 0 {
			return others
		}
	}
	return nil
}

// passedOnFrom says that others stand in the message that was passed on: it went to nobody but staff.
func (m IncomingEmail) passedOnFrom(others []EmailParty) bool {
	return len(others) > 0 && !slices.ContainsFunc(m.To, func(p EmailParty) bool { return strings.EqualFold(string(p.Address), string(others[0].Address)) })
}

// Key is what makes two copies the same one: the Message-ID, and where there is none, who wrote what when.
func (m IncomingEmail) Key() []byte {
	name := m.MessageID
	if name == "" {
		at := ""
		if m.SentAt != nil {
			at = m.SentAt.UTC().Format(time.RFC3339)
		}
		name = strings.Join([]string{"", string(m.From), at, m.Subject, m.Text}, "\x00")
	}
	sum := sha256.Sum256([]byte(name))
	return sum[:]
}

// Received is m as it waits to be filed, or becomes an interaction at once.
func (m IncomingEmail) Received(by User, others []EmailParty, now time.Time) ReceivedEmail {
	r := ReceivedEmail{
		ID: NewReceivedEmailID(), SentBy: by, Subject: clipTo(oneLine(m.Subject), maxSubject), Parties: others, ReceivedAt: now,
		HappenedOn: DateOf(now), Version: 1,
	}
	if r.Subject == "" {
		r.Subject = "(no subject)"
	}
	if m.SentAt != nil {
		// A clock that is wrong, or a message from before people kept such records, says nothing.
		if day := DateOf(*m.SentAt); checkHappenedOn(day, r.HappenedOn) == nil {
			r.HappenedOn = day
		}
	}
	if day := m.ForwardedOn; day != nil && m.passedOnFrom(others) && checkHappenedOn(*day, r.HappenedOn) == nil {
		r.HappenedOn = *day
	}
	text, _ := requiredText(m.Text, len(m.Text)+1, "")
	end := ""
	if len(m.Attachments) > 0 {
		names := make([]string, 0, len(m.Attachments))
		for _, name := range m.Attachments {
			names = append(names, clipTo(oneLine(name), maxPartyName))
		}
		end = "\n\nAttachments, which the hub does not keep: " + clipTo(strings.Join(names, ", "), 1000)
	}
	r.Summary = r.Subject
	if text != "" {
		r.Summary += "\n\n" + text
	}
	if room := maxSummary - len([]rune(end)); len([]rune(r.Summary)) > room {
		r.Summary = string([]rune(r.Summary)[:room-len([]rune(cutShort))]) + cutShort
	}
	r.Summary += end
	return r
}

// clipTo is the beginning of s, with … where something is missing.
func clipTo(s string, most int) string {
	if letters := []rune(s); len(letters) > most {
		return string(letters[:most-1]) + "…"
	}
	return s
}

// JudgeEmail says with which employers an e-mail was, and which of the people it went to are known there; or why that is not
// sure. An address that leads to several employers is settled by another that leads to one of them alone.
func JudgeEmail(candidates []EmailCandidate) (employers []EmployerID, people []PersonID, unsure EmailUnsure) {
	by := map[EmailAddress][]EmployerID{}
	for _, c := range candidates {
		if !slices.Contains(by[c.Address], c.EmployerID) {
			by[c.Address] = append(by[c.Address], c.EmployerID)
		}
	}
	for _, c := range candidates {
		if len(by[c.Address]) == 1 && !slices.Contains(employers, c.EmployerID) {
			employers = append(employers, c.EmployerID)
		}
	}
	for _, several := range by {
		settled := slices.DeleteFunc(slices.Clone(several), func(e EmployerID) bool { return !slices.Contains(employers, e) })
		if len(settled) != 1 {
			return nil, nil, EmailSeveralEmployers
		}
	}
	switch {
	case len(employers) == 0:
		return nil, nil, EmailNobodyKnown
	case len(employers) > mostEmployersOfEmail:
		return nil, nil, EmailManyEmployers
	}
	return employers, PeopleOfEmail(candidates, employers), ""
}

// PeopleOfEmail are those whom the addresses lead to at employers, each once.
func PeopleOfEmail(candidates []EmailCandidate, employers []EmployerID) []PersonID {
	people := []PersonID{}
	for _, c := range candidates {
		if c.PersonID != nil && slices.Contains(employers, c.EmployerID) {
			people = append(people, *c.PersonID)
		}
	}
	return distinct(people)
}

// FileEmailInput says which employers an e-mail was with, and who of those it went to is to be added to the people of the first.
type FileEmailInput struct {
	ID          ReceivedEmailID
	Version     int
	EmployerIds []EmployerID
	AddPeople   []EmailPersonInput
}

// EmailPersonInput is somebody new, whose address stands in the e-mail.
type EmailPersonInput struct {
	Address  EmailAddress
	Name     string
	JobTitle *string
}

// DiscardEmailInput names an e-mail that is not to be filed.
type DiscardEmailInput struct {
	ID      ReceivedEmailID
	Version int
}

// Interaction is what r is recorded as, with these employers and people. Only the organisation of the sender reads its words.
func (r ReceivedEmail) Interaction(employers []EmployerID, people []PersonID) RecordInteractionInput {
	return RecordInteractionInput{
		EmployerIds: employers, PersonIds: people, Channel: ChannelEmail, HappenedOn: &r.HappenedOn, Themes: []Theme{}, Summary: r.Summary,
		Visibility: VisibilityOwnOrganisation,
	}
}

// Opened refuses a version that the caller has not read. Errors: CONFLICT.
func (r ReceivedEmail) Opened(version int) error {
	if version != r.Version {
		return changedSince("e-mail")
	}
	return nil
}

// People checks who is to be added, against whom the e-mail went to. Errors: BAD_INPUT.
func (in FileEmailInput) People(r ReceivedEmail) ([]AddPersonInput, error) {
	people := make([]AddPersonInput, 0, len(in.AddPeople))
	for i, p := range in.AddPeople {
		address := EmailAddress(strings.ToLower(string(p.Address)))
		if !slices.ContainsFunc(r.Parties, func(o EmailParty) bool { return o.Address == address }) {
			return nil, BadInput("this address does not stand in the e-mail; add the person on the employer's page", "addPeople", strconv.Itoa(i), "address")
		}
		people = append(people, AddPersonInput{EmployerID: in.EmployerIds[0], Name: p.Name, Email: &address, JobTitle: p.JobTitle, Function: FunctionOther})
	}
	return people, nil
}

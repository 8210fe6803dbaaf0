package hub

import "time"

// PracticeTopic is something that employers can do for good work: flexible hours, say.
type PracticeTopic struct {
	Code string
	Name string
}

// Practice is how far an employer is with a topic of good work: spoken of, begun, or confirmed by the employer.
type Practice struct {
	ID          PracticeID
	EmployerID  EmployerID
	Topic       PracticeTopic
	DiscussedOn *Date
	StartedOn   *Date
	// Evidence is what somebody saw or was told of it.
	Evidence *string
	// ConfirmedOn is when the employer confirmed that it does so, and Confirmation how; both or neither.
	ConfirmedOn  *Date
	Confirmation *string
	RecordedAt   time.Time
	Version      int
}

// RecordPracticeInput asks to keep how far an employer is with a topic.
type RecordPracticeInput struct {
	EmployerID   EmployerID
	Topic        string
	DiscussedOn  *Date
	StartedOn    *Date
	Evidence     *string
	ConfirmedOn  *Date
	Confirmation *string
}

// UpdatePracticeInput changes what is known of a practice; what is absent stays.
type UpdatePracticeInput struct {
	ID           PracticeID
	Version      int
	DiscussedOn  Optional[Date]
	StartedOn    Optional[Date]
	Evidence     Optional[string]
	ConfirmedOn  Optional[Date]
	Confirmation Optional[string]
}

const (
	maxEvidence     = 2000 // characters
	maxConfirmation = 300  // characters
)

// NewPractice is the practice that in describes. Held are those of the employer that are on record. Errors: BAD_INPUT; CONFLICT where
// the topic is among them.
func NewPractice(in RecordPracticeInput, topic PracticeTopic, held []Practice, now time.Time) (Practice, error) {
	for _, h := range held {
		if h.Topic.Code == topic.Code {
			return Practice{}, Conflict(topic.Name+" is recorded already; change that record", "topic")
		}
	}
	p := Practice{
		ID: NewPracticeID(), EmployerID: in.EmployerID, Topic: topic, DiscussedOn: in.DiscussedOn, StartedOn: in.StartedOn, Evidence: in.Evidence,
		ConfirmedOn: in.ConfirmedOn, Confirmation: in.Confirmation, RecordedAt: now, Version: 1,
	}
	return p, p.check(DateOf(now))
}

// Update changes the practice. Errors: CONFLICT where p is not the version that the caller read, BAD_INPUT.
func (p *Practice) Update(in UpdatePracticeInput, today Date) error {
	if err := p.IsVersion(in.Version); err != nil {
		return err
	}
	in.DiscussedOn.Apply(&p.DiscussedOn)
	in.StartedOn.Apply(&p.StartedOn)
	in.Evidence.Apply(&p.Evidence)
	in.ConfirmedOn.Apply(&p.ConfirmedOn)
	in.Confirmation.Apply(&p.Confirmation)
	return p.check(today)
}

// IsVersion refuses a change of another version than the caller read. Errors: CONFLICT.
func (p *Practice) IsVersion(version int) error {
	if version != p.Version {
		return changedSince("practice")
	}
	return nil
}

// check refuses what cannot be, and tidies the words. Errors: BAD_INPUT.
func (p *Practice) check(today Date) (err error) {
	if p.Evidence, err = optionalText(p.Evidence, maxEvidence, "evidence"); err != nil {
		return err
	}
	if p.Confirmation, err = optionalLine(p.Confirmation, maxConfirmation, "confirmation"); err != nil {
		return err
	}
	for field, day := range map[string]*Date{"discussedOn": p.DiscussedOn, "startedOn": p.StartedOn, "confirmedOn": p.ConfirmedOn} {
		if day != nil && (day.After(today) || day.Year() < 1990) {
			return BadInput("choose today or an earlier day", field)
		}
	}
	switch {
	case p.DiscussedOn == nil && p.StartedOn == nil:
		return BadInput("enter when it was discussed, or when it started", "discussedOn")
	case p.ConfirmedOn != nil && p.StartedOn == nil:
		return BadInput("enter when it started, before the employer confirms that it does so", "startedOn")
	case p.ConfirmedOn != nil && p.ConfirmedOn.Before(*p.StartedOn):
		return BadInput("the employer cannot confirm it before it started; check both days", "confirmedOn")
	case p.ConfirmedOn != nil && p.Confirmation == nil:
		return BadInput("say how the employer confirmed it: by whom, and in which conversation or e-mail", "confirmation")
	case p.ConfirmedOn == nil && p.Confirmation != nil:
		return BadInput("enter when the employer confirmed it", "confirmedOn")
	}
	return nil
}

package hub

import (
	"fmt"
	"time"
)

// GoodPractice is something that an employer does well, written up so that others can do it too. It may be published only while the
// employer agrees to the words as they stand.
type GoodPractice struct {
	ID         GoodPracticeID
	EmployerID EmployerID
	Title      string
	Story      string
	// Topic is that of good work that it is about; nil where none fits.
	Topic *PracticeTopic
	// Link is where more is to be read; nil where nowhere.
	Link *string
	// ConsentBy is who agreed at the employer, ConsentOn when and ConsentHow how; all nil where nobody did.
	ConsentBy  *PersonID
	ConsentOn  *Date
	ConsentHow *string
	// WithdrawnOn and WithdrawnHow say that the consent was taken back.
	WithdrawnOn  *Date
	WithdrawnHow *string
	RecordedAt   time.Time
	Version      int
}

// GoodPracticeState is whether a good practice may be shown outside.
type GoodPracticeState string

const (
	// GoodPracticeWritten has no consent yet, or none to the words as they stand.
	GoodPracticeWritten GoodPracticeState = "WRITTEN"
	// GoodPracticePublishable may be published.
	GoodPracticePublishable GoodPracticeState = "PUBLISHABLE"
	// GoodPracticeWithdrawn may not be published any more.
	GoodPracticeWithdrawn GoodPracticeState = "WITHDRAWN"
)

// State is that of the good practice.
func (g GoodPractice) State() GoodPracticeState {
	switch {
	case g.ConsentOn == nil:
		return GoodPracticeWritten
	case g.WithdrawnOn != nil:
		return GoodPracticeWithdrawn
	default:
		return GoodPracticePublishable
	}
}

// GoodPracticeFilter narrows good practices; nil and empty fields do not.
type GoodPracticeFilter struct {
	EmployerID *EmployerID
	// SectorIn are sections of SIC 2007 of the employers.
	SectorIn []string
	// TopicIn are codes of topics of good work.
	TopicIn []string
	StateIn []GoodPracticeState
}

// Check refuses what would ask too much of one request. Errors: BAD_INPUT.
func (f GoodPracticeFilter) Check() error {
	for field, chosen := range map[string]int{"sectorIn": len(f.SectorIn), "topicIn": len(f.TopicIn), "stateIn": len(f.StateIn)} {
		if chosen > maxChoices {
			return BadInput(fmt.Sprintf("choose at most %d", maxChoices), "filter", field)
		}
	}
	return nil
}

// AddGoodPracticeInput describes a new good practice.
type AddGoodPracticeInput struct {
	EmployerID EmployerID
	Title      string
	Story      string
	Topic      *string
	Link       *string
}

// UpdateGoodPracticeInput changes the fields that are set.
type UpdateGoodPracticeInput struct {
	ID      GoodPracticeID
	Version int
	Title   Optional[string]
	Story   Optional[string]
	Topic   Optional[string]
	Link    Optional[string]
}

// ConsentToPublishInput says who agreed that a good practice is published, when and how.
type ConsentToPublishInput struct {
	ID       GoodPracticeID
	Version  int
	PersonID PersonID
	OnDay    Date
	How      string
}

// WithdrawPublishingInput says when and how the consent was taken back.
type WithdrawPublishingInput struct {
	ID      GoodPracticeID
	Version int
	OnDay   Date
	How     string
}

const (
	maxStoryTitle = 200   // characters
	maxStory      = 8_000 // characters
)

// NewGoodPractice is the good practice that in describes; topic is the one that it names, if any. Errors: BAD_INPUT.
func NewGoodPractice(in AddGoodPracticeInput, topic *PracticeTopic, now time.Time) (GoodPractice, error) {
	g := GoodPractice{ID: NewGoodPracticeID(), EmployerID: in.EmployerID, Title: in.Title, Story: in.Story, Topic: topic, Link: in.Link, RecordedAt: now, Version: 1}
	return g, g.check()
}

// Update makes the changes that in asks for; topic is the one that it names, if any. A consent is to the words that somebody read, so with other
// words it goes. Errors: CONFLICT where g is not the version that the caller read, BAD_INPUT.
func (g *GoodPractice) Update(in UpdateGoodPracticeInput, topic *PracticeTopic) error {
	if err := g.IsVersion(in.Version); err != nil {
		return err
	}
	for _, refused := range []error{notCleared(in.Title, "title"), notCleared(in.Story, "story")} {
		if refused != nil {
			return refused
		}
	}
	before := *g
	if in.Title.IsSet() {
		g.Title = *in.Title.Value()
	}
	if in.Story.IsSet() {
		g.Story = *in.Story.Value()
	}
	if in.Topic.IsSet() {
		g.Topic = topic
	}
	in.Link.Apply(&g.Link)
	if err := g.check(); err != nil {
		return err
	}
	if g.Title != before.Title || g.Story != before.Story || orEmpty(g.Link) != orEmpty(before.Link) {
		g.ConsentBy, g.ConsentOn, g.ConsentHow, g.WithdrawnOn, g.WithdrawnHow = nil, nil, nil, nil, nil
	}
	return nil
}

// IsVersion refuses a change of another version than the caller read. Errors: CONFLICT.
func (g *GoodPractice) IsVersion(version int) error {
	if version != g.Version {
		return changedSince("good practice")
	}
	return nil
}

// Agree notes that a person of the employer, who has one of roles there, agreed to the words as they stand. Errors: CONFLICT for another version
// and where somebody has agreed; BAD_INPUT.
func (g *GoodPractice) Agree(in ConsentToPublishInput, roles []PersonRole, today Date) error {
	if err := g.IsVersion(in.Version); err != nil {
		return err
	}
	if g.State() == GoodPracticePublishable {
		return Conflict("the employer has agreed already")
	}
	how, err := requiredLine(in.How, maxConfirmation, "say how they agreed: in which conversation or e-mail", "how")
	if err != nil {
		return err
	}
	works := false
	for _, r := range roles {
		works = works || r.Person.ID == in.PersonID && (r.Until == nil || !r.Until.Before(in.OnDay))
	}
	switch {
	case in.OnDay.After(today) || in.OnDay.Year() < 1990:
		return BadInput("choose today or an earlier day", "onDay")
	case g.WithdrawnOn != nil && in.OnDay.Before(*g.WithdrawnOn):
		return BadInput("the consent was taken back on "+g.WithdrawnOn.Words()+"; choose that day or a later one", "onDay")
	case !works:
		return BadInput("choose somebody who worked for the employer on that day", "personId")
	}
	g.ConsentBy, g.ConsentOn, g.ConsentHow, g.WithdrawnOn, g.WithdrawnHow = &in.PersonID, &in.OnDay, &how, nil, nil
	return nil
}

// Withdraw notes that the consent was taken back. Errors: CONFLICT for another version and where there is no consent; BAD_INPUT.
func (g *GoodPractice) Withdraw(in WithdrawPublishingInput, today Date) error {
	if err := g.IsVersion(in.Version); err != nil {
		return err
	}
	if g.State() != GoodPracticePublishable {
		return Conflict("there is no consent that could be taken back")
	}
	how, err := requiredLine(in.How, maxConfirmation, "say how they told us", "how")
	switch {
	case err != nil:
		return err
	case in.OnDay.After(today):
		return BadInput("choose today or an earlier day", "onDay")
	case in.OnDay.Before(*g.ConsentOn):
		return BadInput("they agreed on "+g.ConsentOn.Words()+"; choose that day or a later one", "onDay")
	}
	g.WithdrawnOn, g.WithdrawnHow = &in.OnDay, &how
	return nil
}

// check refuses what cannot be, and tidies the words. Errors: BAD_INPUT.
func (g *GoodPractice) check() (err error) {
	if g.Title, err = requiredLine(g.Title, maxStoryTitle, "say in a few words what the employer does well", "title"); err != nil {
		return err
	}
	if g.Story, err = requiredText(g.Story, maxStory, "tell what the employer does, and what came of it", "story"); err != nil {
		return err
	}
	g.Link, err = website(g.Link, "link")
	return err
}

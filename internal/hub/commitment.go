package hub

import (
	"fmt"
	"time"
)

// CommitmentKind is what an employer committed itself to.
type CommitmentKind string

// The kinds of commitments. Those of money and equipment are in pence, of volunteering in hours.
const (
	CommitmentSchoolEncounters     CommitmentKind = "SCHOOL_ENCOUNTERS"
	CommitmentApprenticeshipStarts CommitmentKind = "APPRENTICESHIP_STARTS"
	CommitmentPlacements           CommitmentKind = "PLACEMENTS"
	CommitmentMoney                CommitmentKind = "MONEY"
	CommitmentEquipment            CommitmentKind = "EQUIPMENT"
	CommitmentVolunteering         CommitmentKind = "VOLUNTEERING"
)

// inPence says that quantities of the kind are pence.
func (k CommitmentKind) inPence() bool { return k == CommitmentMoney || k == CommitmentEquipment }

// ofPeople says that quantities of the kind are people.
func (k CommitmentKind) ofPeople() bool {
	return k == CommitmentApprenticeshipStarts || k == CommitmentPlacements
}

// byRecords says that records show what was delivered of the kind, not evidence.
func (k CommitmentKind) byRecords() bool {
	return k == CommitmentSchoolEncounters || k == CommitmentApprenticeshipStarts || k == CommitmentPlacements
}

// CommitmentStanding is how a commitment stands on a day.
type CommitmentStanding string

// How a commitment may stand.
const (
	CommitmentUnderWay  CommitmentStanding = "UNDER_WAY"
	CommitmentDelivered CommitmentStanding = "DELIVERED"
	CommitmentOverdue   CommitmentStanding = "OVERDUE"
)

// Commitment is what an employer, mostly a major investor, committed itself to deliver by a day.
type Commitment struct {
	ID         CommitmentID
	EmployerID EmployerID
	// Area is the code of an investment area; nil where it is of none.
	Area  *string
	Kind  CommitmentKind
	About string
	// Quantity is pupil places, apprenticeships, placements or hours as the kind says, of money and equipment pence.
	Quantity int64
	// DeliveredQuantity is what records or verified evidence show of it, WaitingQuantity what evidence says that nobody else has verified.
	DeliveredQuantity, WaitingQuantity int64
	MadeOn, DueOn                      Date
	// Reference is the contract's.
	Reference  *string
	Note       *string
	RecordedAt time.Time
	Version    int
	// told is what its reader is told of DeliveredQuantity; nil where that is all of it.
	told *Amount
}

// Amount is a number or money: one of both, as the kind of the commitment says, or none where it is a suppressed count of people.
type Amount struct {
	Number     *int
	Pence      *Pence
	Suppressed bool
}

func (k CommitmentKind) amount(quantity int64) Amount {
	if k.inPence() {
		return Amount{Pence: new(Pence(quantity))}
	}
	return Amount{Number: new(int(quantity))}
}

// quantity is the one of in that the kind takes. Errors: BAD_INPUT.
func (k CommitmentKind) quantity(in Amount) (int64, error) {
	if k.inPence() {
		if in.Pence == nil || *in.Pence < 1 {
			return 0, BadInput("enter how much, in pounds", "pence")
		}
		return int64(*in.Pence), nil
	}
	if in.Number == nil || *in.Number < 1 || *in.Number > maxPromised {
		return 0, BadInput(fmt.Sprintf("enter how many, from 1 to %d", maxPromised), "number")
	}
	return int64(*in.Number), nil
}

const maxPromised = 1_000_000

// Promised is what it is about to deliver.
func (c Commitment) Promised() Amount { return c.Kind.amount(c.Quantity) }

// Delivered is what records or verified evidence show of it.
func (c Commitment) Delivered() Amount {
	if c.told != nil {
		return *c.told
	}
	return c.Kind.amount(c.DeliveredQuantity)
}

// ToldTo is the commitment as by is told it: who only reads figures not of few people that it was delivered with, nor whether that is enough.
func (c Commitment) ToldTo(by Actor) Commitment {
	if c.Kind.ofPeople() {
		c.told = toldAmount(by, c.DeliveredQuantity)
	}
	return c
}

func toldAmount(by Actor, people int64) *Amount {
	n := by.People(int(people))
	return &Amount{Number: n, Suppressed: n == nil}
}

// Unverified is what evidence says that nobody else has verified yet; it does not count.
func (c Commitment) Unverified() Amount { return c.Kind.amount(c.WaitingQuantity) }

// StandingOn is how it stands on a day; nil where that would tell a suppressed count.
func (c Commitment) StandingOn(today Date) *CommitmentStanding {
	switch {
	case c.Delivered().Suppressed:
		return nil
	case c.DeliveredQuantity >= c.Quantity:
		return new(CommitmentDelivered)
	case c.DueOn.Before(today):
		return new(CommitmentOverdue)
	default:
		return new(CommitmentUnderWay)
	}
}

// CommitmentInput is all that somebody enters of a commitment; what is absent is not known.
type CommitmentInput struct {
	Area      *string
	Kind      CommitmentKind
	About     string
	Number    *int
	Pence     *Pence
	MadeOn    Date
	DueOn     Date
	Reference *string
	Note      *string
}

// CommitmentFilter narrows commitments; nil and empty fields do not.
type CommitmentFilter struct {
	EmployerID *EmployerID
	AreaIn     []string
	KindIn     []CommitmentKind
	StandingIn []CommitmentStanding
	// Today is for the standing.
	Today Date
}

// Check refuses what would ask too much of one request. Errors: BAD_INPUT.
func (f CommitmentFilter) Check() error {
	if len(f.AreaIn) > maxChoices {
		return BadInput(fmt.Sprintf("choose at most %d", maxChoices), "filter", "areaIn")
	}
	return nil
}

// NewCommitment is the one of employer that in describes. Errors: BAD_INPUT.
func NewCommitment(employer EmployerID, in CommitmentInput, now time.Time) (Commitment, error) {
	c := Commitment{ID: NewCommitmentID(), EmployerID: employer, Kind: in.Kind, RecordedAt: now, Version: 1}
	return c, c.Describe(in, DateOf(now))
}

// IsVersion refuses a change of another version than the caller read. Errors: CONFLICT.
func (c Commitment) IsVersion(version int) error { return isVersion(c.Version, version, "commitment") }

// Describe makes the commitment what in says. Errors: BAD_INPUT, also for another kind than it has, since what was delivered is of that kind.
func (c *Commitment) Describe(in CommitmentInput, today Date) (err error) {
	if in.Kind != c.Kind {
		return BadInput("a commitment stays of its kind; record another one", "kind")
	}
	c.Area, c.MadeOn, c.DueOn = in.Area, in.MadeOn, in.DueOn
	if c.About, err = requiredLine(in.About, 200, "enter what was promised", "about"); err != nil {
		return err
	}
	if c.Quantity, err = c.Kind.quantity(Amount{Number: in.Number, Pence: in.Pence}); err != nil {
		return err
	}
	if c.Reference, err = optionalLine(in.Reference, 100, "reference"); err != nil {
		return err
	}
	if c.Note, err = optionalText(in.Note, 2000, "note"); err != nil {
		return err
	}
	switch {
	case c.MadeOn.Year() < 2000 || c.MadeOn.After(today):
		return BadInput("choose today or an earlier day", "madeOn")
	case c.DueOn.Before(c.MadeOn):
		return BadInput("it is due before it was made; check both days", "dueOn")
	case c.DueOn.After(c.MadeOn.AddMonths(12 * 50)):
		return BadInput("it is due more than fifty years later; check the day", "dueOn")
	}
	return nil
}

// CommitmentLink is a record that delivers a commitment.
type CommitmentLink struct {
	CommitmentID      CommitmentID
	SchoolEncounterID *SchoolEncounterID
	ApprenticeshipID  *ApprenticeshipID
	PlacementID       *PlacementID
}

// LinkCommitmentInput links a record to a commitment that it delivers, or takes it from it.
type LinkCommitmentInput struct {
	CommitmentID      CommitmentID
	SchoolEncounterID *SchoolEncounterID
	ApprenticeshipID  *ApprenticeshipID
	PlacementID       *PlacementID
}

// Link is the link to a record that in asks for. Errors: BAD_INPUT for no record, more than one, or one that cannot deliver this kind.
func (c Commitment) Link(in LinkCommitmentInput) (CommitmentLink, error) {
	records := 0
	for _, given := range []bool{in.SchoolEncounterID != nil, in.ApprenticeshipID != nil, in.PlacementID != nil} {
		if given {
			records++
		}
	}
	switch {
	case !c.Kind.byRecords():
		return CommitmentLink{}, BadInput("what was delivered of this is shown by evidence that another person verifies", "commitmentId")
	case c.Kind == CommitmentSchoolEncounters && (in.SchoolEncounterID == nil || records > 1):
		return CommitmentLink{}, BadInput("choose a school encounter", "schoolEncounterId")
	case c.Kind == CommitmentApprenticeshipStarts && (in.ApprenticeshipID == nil || records > 1):
		return CommitmentLink{}, BadInput("choose apprenticeships that started", "apprenticeshipId")
	case c.Kind == CommitmentPlacements && (in.PlacementID == nil || records > 1):
		return CommitmentLink{}, BadInput("choose a placement that started", "placementId")
	}
	return CommitmentLink(in), nil
}

// CommitmentEvidence is what shows that some of a commitment was delivered, where no record does. It counts once another person verified it.
type CommitmentEvidence struct {
	ID           CommitmentEvidenceID
	CommitmentID CommitmentID
	Kind         CommitmentKind
	Quantity     int64
	OnDay        Date
	Description  string
	EnteredBy    *User
	EnteredAt    time.Time
	// VerifiedBy is never who entered it; nil where nobody has verified it.
	VerifiedBy *User
	VerifiedAt *time.Time
}

// Shows is how much it shows.
func (e CommitmentEvidence) Shows() Amount { return e.Kind.amount(e.Quantity) }

// AddCommitmentEvidenceInput is what shows that some of a commitment was delivered.
type AddCommitmentEvidenceInput struct {
	CommitmentID CommitmentID
	Number       *int
	Pence        *Pence
	OnDay        Date
	Description  string
}

// NewEvidence is the evidence of c that in describes, entered by a user. Errors: BAD_INPUT.
func (c Commitment) NewEvidence(in AddCommitmentEvidenceInput, by *User, now time.Time) (e CommitmentEvidence, err error) {
	e = CommitmentEvidence{ID: NewCommitmentEvidenceID(), CommitmentID: c.ID, Kind: c.Kind, OnDay: in.OnDay, EnteredBy: by, EnteredAt: now}
	if e.Quantity, err = c.Kind.quantity(Amount{Number: in.Number, Pence: in.Pence}); err != nil {
		return e, err
	}
	if e.Description, err = requiredText(in.Description, maxEvidence, "say what shows it, such as an invoice or a list", "description"); err != nil {
		return e, err
	}
	switch {
	case c.Kind.byRecords():
		return e, BadInput("what was delivered of this is shown by the records that are linked to it", "commitmentId")
	case by == nil:
		return e, BadInput("evidence is entered by a person, so that another one can verify it", "commitmentId")
	case e.OnDay.After(DateOf(now)) || e.OnDay.Before(c.MadeOn):
		return e, BadInput("choose a day from when the commitment was made to today", "onDay")
	}
	return e, nil
}

// Verify notes that by has verified the evidence. Errors: CONFLICT where somebody has; BAD_INPUT for who entered it.
func (e *CommitmentEvidence) Verify(by *User, now time.Time) error {
	switch {
	case e.VerifiedAt != nil:
		return Conflict("somebody has verified this already", "id")
	case by == nil || e.EnteredBy != nil && e.EnteredBy.ID == by.ID:
		return BadInput("another person than the one who entered it has to verify it", "id")
	}
	e.VerifiedBy, e.VerifiedAt = by, &now
	return nil
}

// CommitmentFigures are the commitments of a kind in an area.
type CommitmentFigures struct {
	// Area is nil for those of no area.
	Area *string
	Kind CommitmentKind
	// Employers are distinct.
	Employers, Commitments int
	// Overdue is nil where it would tell a suppressed count.
	Overdue                     *int
	Quantity, DeliveredQuantity int64
	// Few says that of one of them few people were delivered.
	Few  bool
	told *Amount
}

// Promised is what all of them are about to deliver.
func (f CommitmentFigures) Promised() Amount { return f.Kind.amount(f.Quantity) }

// Delivered is what was delivered of them, of none more than was promised.
func (f CommitmentFigures) Delivered() Amount {
	if f.told != nil {
		return *f.told
	}
	return f.Kind.amount(f.DeliveredQuantity)
}

// ToldTo are the figures as by is told them: who only reads figures not of few people.
func (f CommitmentFigures) ToldTo(by Actor) CommitmentFigures {
	if !f.Kind.ofPeople() || by.SeesTrueCounts() {
		return f
	}
	f.told = toldAmount(by, f.DeliveredQuantity)
	if f.Few {
		f.Overdue = nil
	}
	return f
}

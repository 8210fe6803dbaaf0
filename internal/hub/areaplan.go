package hub

import (
	"fmt"
	"time"
)

// AreaPlanStatus is how far a plan of an area or a sector is.
type AreaPlanStatus string

// How far a plan may be.
const (
	PlanDraft     AreaPlanStatus = "DRAFT"
	PlanAgreed    AreaPlanStatus = "AGREED"
	PlanUnderWay  AreaPlanStatus = "UNDER_WAY"
	PlanCompleted AreaPlanStatus = "COMPLETED"
	PlanSetAside  AreaPlanStatus = "SET_ASIDE"
)

// AreaPlan is what an investment area, a growth sector, or both need, and what is to be done about it.
type AreaPlan struct {
	ID           AreaPlanID
	Title        string
	Area         *string
	GrowthSector *GrowthSector
	Status       AreaPlanStatus
	// OwnerID is the partner that sees to it.
	OwnerID  OrganisationID
	StartsOn Date
	// ReviewOn is when it is looked at again; nil where nobody said.
	ReviewOn *Date
	// Needs are those that employers share, as diagnostics show them.
	Needs           string
	Recommendations *string
	// Contributors are the employers, investors, intermediaries, providers and communities that take part.
	Contributors *string
	// Transport and Childcare are barriers to work.
	Transport, Childcare *string
	RecordedAt           time.Time
	Version              int
}

// AreaPlanInput is all that somebody enters of a plan; what is absent is not known.
type AreaPlanInput struct {
	Title           string
	Area            *string
	GrowthSector    *GrowthSector
	Status          AreaPlanStatus
	OwnerID         OrganisationID
	StartsOn        Date
	ReviewOn        *Date
	Needs           string
	Recommendations *string
	Contributors    *string
	Transport       *string
	Childcare       *string
}

// AreaPlanFilter narrows plans; nil and empty fields do not.
type AreaPlanFilter struct {
	AreaIn         []string
	GrowthSectorIn []GrowthSector
	StatusIn       []AreaPlanStatus
}

// Check refuses what would ask too much of one request. Errors: BAD_INPUT.
func (f AreaPlanFilter) Check() error {
	if len(f.AreaIn) > maxChoices {
		return BadInput(fmt.Sprintf("choose at most %d", maxChoices), "filter", "areaIn")
	}
	return nil
}

// NewAreaPlan is the plan that in describes. Errors: BAD_INPUT.
func NewAreaPlan(in AreaPlanInput, now time.Time) (AreaPlan, error) {
	p := AreaPlan{ID: NewAreaPlanID(), RecordedAt: now, Version: 1}
	return p, p.Describe(in, DateOf(now))
}

// IsVersion refuses a change of another version than the caller read. Errors: CONFLICT.
func (p AreaPlan) IsVersion(version int) error { return isVersion(p.Version, version, "plan") }

const maxPlanText = 5000 // characters

// Describe makes the plan what in says. Errors: BAD_INPUT.
func (p *AreaPlan) Describe(in AreaPlanInput, today Date) (err error) {
	p.Area, p.GrowthSector, p.Status, p.OwnerID, p.StartsOn, p.ReviewOn = in.Area, in.GrowthSector, in.Status, in.OwnerID, in.StartsOn, in.ReviewOn
	if p.Title, err = requiredLine(in.Title, 200, "enter what the plan is called", "title"); err != nil {
		return err
	}
	if p.Needs, err = requiredText(in.Needs, maxPlanText, "enter which needs employers share", "needs"); err != nil {
		return err
	}
	for field, text := range map[string]struct{ from, to **string }{
		"recommendations": {&in.Recommendations, &p.Recommendations}, "contributors": {&in.Contributors, &p.Contributors},
		"transport": {&in.Transport, &p.Transport}, "childcare": {&in.Childcare, &p.Childcare},
	} {
		if *text.to, err = optionalText(*text.from, maxPlanText, field); err != nil {
			return err
		}
	}
	switch {
	case p.Area == nil && p.GrowthSector == nil:
		return BadInput("choose an investment area, a growth sector, or both", "area")
	case p.StartsOn.Year() < 2000 || p.StartsOn.After(today.AddMonths(36)):
		return BadInput("enter a day from 2000 to three years from now", "startsOn")
	case p.ReviewOn != nil && p.ReviewOn.Before(p.StartsOn):
		return BadInput("it is looked at before it begins; check both days", "reviewOn")
	case p.Status != PlanDraft && p.Recommendations == nil:
		return BadInput("enter what the plan recommends; until then it is a draft", "recommendations")
	}
	return nil
}

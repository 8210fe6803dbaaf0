package hub

import "fmt"

// PlacementDue is something that a coordinator has to see to about a placement.
type PlacementDue struct {
	PlacementID   PlacementID
	ParticipantID ParticipantID
	What          DueKind
	// Weeks are those of a job that is to have lasted; nil otherwise.
	Weeks *int
	// DueOn is the middle or the last day of the placement, the day on which its host spoke of the end, or that on which the weeks are over.
	DueOn Date
}

// DueKind is what a coordinator has to see to.
type DueKind string

// What is due, as the schema describes it.
const (
	DueMidwayReview DueKind = "MIDWAY_REVIEW"
	DueEndReview    DueKind = "END_REVIEW"
	DueCompletion   DueKind = "COMPLETION"
	DueOutcomeCheck DueKind = "OUTCOME_CHECK"
)

// PlacementDueFilter narrows what is due; nil and empty fields do not.
type PlacementDueFilter struct {
	WhatIn      []DueKind
	ProgrammeIn []string
	// DueBy is the last day; today where it is nil.
	DueBy *Date
	// Ours asks for what the caller's organisation works on.
	Ours *bool
}

// Check refuses what would ask too much of one request. Errors: BAD_INPUT.
func (f PlacementDueFilter) Check() error {
	if len(f.ProgrammeIn) > maxChoices {
		return BadInput(fmt.Sprintf("choose at most %d", maxChoices), "filter", "programmeIn")
	}
	return nil
}

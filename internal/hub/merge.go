package hub

import (
	"strings"
	"time"
)

// MergeSide is one of the two records of a merge.
type MergeSide string

const (
	// MergeKeep is the record that stays.
	MergeKeep MergeSide = "KEEP"
	// MergeOther is the record that becomes a tombstone.
	MergeOther MergeSide = "OTHER"
)

// MergeField is something that both records of a merge say, and whose word stands. A nil text says nothing.
type MergeField struct {
	// Key names the field in choices: "name", "identifier:UKPRN".
	Key     string
	Label   string
	Keep    *string
	Other   *string
	Differs bool
	Stands  MergeSide
}

// Text is what stands.
func (f MergeField) Text() *string {
	if f.Stands == MergeOther {
		return f.Other
	}
	return f.Keep
}

// MergeChoice says which record's word stands for a field.
type MergeChoice struct {
	Field string
	Side  MergeSide
}

// Choose makes the choices stand. Errors: BAD_INPUT for a field that there is not, or that is chosen twice.
func Choose(fields []MergeField, choices []MergeChoice) error {
	at := map[string]int{}
	for i, f := range fields {
		at[f.Key] = i
	}
	chosen := map[string]bool{}
	for _, c := range choices {
		i, ok := at[c.Field]
		switch {
		case !ok:
			return BadInput("there is no field "+c.Field+" to choose; take one from the preview", "choices")
		case chosen[c.Field]:
			return BadInput(fields[i].Label+" is chosen twice; choose it once", "choices")
		}
		chosen[c.Field] = true
		if fields[i].Differs { // where both say the same, nothing changes whatever is chosen
			fields[i].Stands = c.Side
		}
	}
	return nil
}

// MergeCount counts what hangs on the record that is merged.
type MergeCount struct {
	// Noun is its table; Label says it in words.
	Noun  string
	Label string
	// Moves go to the record that stays.
	Moves int
	// Stays are left with the tombstone, because the record that stays has the same already; an undo finds them there.
	Stays int
}

// MergeConflictKind is what sort of thing a person should look at before merging.
type MergeConflictKind string

const (
	// ConflictIdentifier is two numbers of one register: they may be two employers.
	ConflictIdentifier MergeConflictKind = "IDENTIFIER"
	// ConflictPerson is somebody who is recorded at both.
	ConflictPerson MergeConflictKind = "PERSON"
	// ConflictGroup is that one is part of the other's group: they may be two employers.
	ConflictGroup MergeConflictKind = "GROUP"
	// ConflictLead is two account leads, or two lead organisations.
	ConflictLead MergeConflictKind = "LEAD"
)

// MergeConflict is something that a person should look at before merging. None keeps the merge from being made.
type MergeConflict struct {
	Kind MergeConflictKind
	Text string
}

// MergePreview is what a merge would do.
type MergePreview struct {
	Keep      Employer
	Other     Employer
	Fields    []MergeField
	Counts    []MergeCount
	Conflicts []MergeConflict
}

// EmployerMerge is a merge that was made, and perhaps undone.
type EmployerMerge struct {
	ID       MergeID
	KeptID   EmployerID
	OtherID  EmployerID
	KeptName string // as it was before
	// OtherName is what the merged record was called.
	OtherName string
	Reason    string
	MergedAt  time.Time
	MergedBy  string
	UndoneAt  *time.Time
	UndoneBy  *string
	// Moved is how many records went along.
	Moved int
}

// MergeEmployersInput merges one employer into another. The versions are those that the caller read.
type MergeEmployersInput struct {
	KeepEmployerID  EmployerID
	KeepVersion     int
	OtherEmployerID EmployerID
	OtherVersion    int
	Choices         []MergeChoice
	Reason          string
}

const longestMergeReason = 1000

// Check refuses what cannot be merged whatever the records hold, and tidies the reason. Errors: BAD_INPUT.
func (in *MergeEmployersInput) Check() error {
	in.Reason = strings.TrimSpace(in.Reason)
	switch {
	case in.Reason == "":
		return BadInput("say why they are one employer", "reason")
	case len([]rune(in.Reason)) > longestMergeReason:
		return BadInput("the reason is longer than 1,000 characters; shorten it", "reason")
	}
	return DifferentRecords(in.KeepEmployerID, in.OtherEmployerID)
}

// DifferentRecords refuses to merge a record into itself. Errors: BAD_INPUT.
func DifferentRecords(keep, other EmployerID) error {
	if keep == other {
		return BadInput("a record cannot be merged into itself; choose another one", "otherEmployerId")
	}
	return nil
}

// UndoMergeInput undoes a merge. Overwrite allows to lose what was changed since.
type UndoMergeInput struct {
	ID        MergeID
	Overwrite *bool
}

// MergeOverwrite is something that was changed since a merge and that undoing it would put back.
type MergeOverwrite struct {
	Label string
	Now   *string
	Back  *string
}

// UndoneMerge is what became of undoing one. WouldOverwrite is not empty where nothing was undone because of it.
type UndoneMerge struct {
	Merge          EmployerMerge
	WouldOverwrite []MergeOverwrite
}

package hub

import (
	"slices"
	"time"
)

// HoldReason is why nobody is to be prompted to contact an employer.
type HoldReason string

// The reasons, as the schema describes them.
const (
	HoldRedundancy HoldReason = "REDUNDANCY"
	HoldFatality   HoldReason = "FATALITY"
	HoldDispute    HoldReason = "DISPUTE"
	HoldOther      HoldReason = "OTHER"
)

// Hold keeps everybody from being prompted to contact an employer before a day.
type Hold struct {
	// Until is the first day on which it may be contacted again.
	Until  Date
	Reason HoldReason
	Note   *string
	Since  time.Time
	By     string
}

// HoldEmployerInput puts an employer on hold, or changes that.
type HoldEmployerInput struct {
	EmployerID EmployerID
	Version    int
	Until      Date
	Reason     HoldReason
	Note       *string
}

// EndHoldInput ends a hold before its day.
type EndHoldInput struct {
	EmployerID EmployerID
	Version    int
}

const (
	maxHoldNote = 300 // characters
	// mostDaysOnHold keeps a hold from being forgotten.
	mostDaysOnHold = 366
)

// PutOnHold puts e on hold from now on. Errors: CONFLICT where e is not the version that the caller read; BAD_INPUT.
func (e *Employer) PutOnHold(in HoldEmployerInput, by Actor, now time.Time) error {
	if in.Version != e.Version {
		return changedSince("employer")
	}
	today := DateOf(now)
	if !today.Before(in.Until) {
		return BadInput("choose a day after today", "until")
	}
	if today.DaysUntil(in.Until) > mostDaysOnHold {
		return BadInput("choose a day within a year; you can put it off later", "until")
	}
	if !slices.Contains([]HoldReason{HoldRedundancy, HoldFatality, HoldDispute, HoldOther}, in.Reason) {
		return BadInput("choose a reason", "reason")
	}
	note, err := optionalText(in.Note, maxHoldNote, "note")
	if err != nil {
		return err
	}
	if in.Reason == HoldOther && note == nil {
		return BadInput("say why it is on hold", "note")
	}
	e.Hold = &Hold{in.Until, in.Reason, note, now, by.Name}
	return nil
}

// EndHold takes e off hold. Errors: CONFLICT where e is not the version that the caller read, or is not on hold.
func (e *Employer) EndHold(in EndHoldInput) error {
	if in.Version != e.Version {
		return changedSince("employer")
	}
	if e.Hold == nil {
		return Conflict("this employer is not on hold")
	}
	e.Hold = nil
	return nil
}

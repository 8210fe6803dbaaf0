package hub

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// PublishedList is a list of accredited employers that a scheme published, as it was taken in.
type PublishedList struct {
	ID       PublishedListID
	Scheme   string
	ListedOn Date
	FileName string
	State    PublishedListState
	// PreviousID is the list that it is compared with: the one of the scheme that was applied last; nil for the first.
	PreviousID *PublishedListID
	// Failure says why its last step could not be finished.
	Failure *string
	// Overwrite says that undoing sets back what was edited since, too.
	Overwrite bool
	// Undone and Kept are how many awards undoing set back, and how many it left as they are.
	Undone, Kept int
	StartedBy    *User
	StartedAt    time.Time
	// FinishedAt is when it was applied.
	FinishedAt *time.Time
}

// PublishedListState is how far a list is.
type PublishedListState string

const (
	// ListMatching is being compared with the employers.
	ListMatching PublishedListState = "MATCHING"
	// ListPreviewed shows what it would do, and waits for somebody to apply or discard it.
	ListPreviewed PublishedListState = "PREVIEWED"
	// ListApplying has its awards recorded.
	ListApplying PublishedListState = "APPLYING"
	// ListApplied is in.
	ListApplied PublishedListState = "APPLIED"
	// ListUndoing has its awards set back.
	ListUndoing PublishedListState = "UNDOING"
	// ListUndone was set back.
	ListUndone PublishedListState = "UNDONE"
	// ListDiscarded was dropped before it was applied.
	ListDiscarded PublishedListState = "DISCARDED"
	// ListFailed could not be compared.
	ListFailed PublishedListState = "FAILED"
)

// ListedRow is a row of a published list, and what became of it.
type ListedRow struct {
	ListID PublishedListID
	Line   int
	Name   string
	Town   string
	// Postcode is as the list has it, which may be none.
	Postcode string
	Sector   string
	Region   string
	// Level is 0 where the list names none that the scheme has.
	Level   int
	Outcome ListedOutcome
	// EmployerID is whom it is about, where that is sure or was decided.
	EmployerID *EmployerID
	// Candidates are whom it may be about, the likeliest first.
	Candidates []ListedCandidate
	// Note says why it is unsure, repeated or rejected.
	Note *string
	// Change is against the list before, and LevelBefore what that one said; nil for the first list.
	Change      *ListedChange
	LevelBefore *int
	// Effect is what it did to an award, or before it is applied would do; nil where it is about nobody.
	Effect    *ListedEffect
	DecidedBy *string
	DecidedAt *time.Time
}

// ListedOutcome is what became of a row.
type ListedOutcome string

const (
	// ListedMatched is about an employer, surely or because somebody said so.
	ListedMatched ListedOutcome = "MATCHED"
	// ListedUnsure may be, and waits for somebody to say.
	ListedUnsure ListedOutcome = "UNSURE"
	// ListedUnmatched is like no employer of the hub.
	ListedUnmatched ListedOutcome = "UNMATCHED"
	// ListedIgnored is about no employer of the hub, somebody said.
	ListedIgnored ListedOutcome = "IGNORED"
	// ListedRepeated says what an earlier row of the list said.
	ListedRepeated ListedOutcome = "REPEATED"
	// ListedRejected cannot be read.
	ListedRejected ListedOutcome = "REJECTED"
)

// ListedChange is how a row differs from the list before.
type ListedChange string

// The changes, as the schema describes them.
const (
	ListedNew       ListedChange = "NEW"
	ListedSame      ListedChange = "SAME"
	ListedMovedUp   ListedChange = "MOVED_UP"
	ListedMovedDown ListedChange = "MOVED_DOWN"
)

// ListedEffect is what a row does to the awards of its employer.
type ListedEffect string

const (
	// ListedMakes records an award.
	ListedMakes ListedEffect = "MADE"
	// ListedConfirms notes on the award that is held that the list names it.
	ListedConfirms ListedEffect = "CONFIRMED"
	// ListedNothing changes nothing: what is on record is newer, or says the same.
	ListedNothing ListedEffect = "NONE"
)

// ListedCandidate is an employer that a row may be about.
type ListedCandidate struct {
	EmployerID EmployerID        `json:"employer"`
	Score      float64           `json:"score"`
	Reasons    []DuplicateReason `json:"reasons"`
}

// PublishedListCounts count the rows of a list.
type PublishedListCounts struct {
	Rows, Matched, Unsure, Unmatched, Ignored, Repeated, Rejected int
	// New, MovedUp and MovedDown are against the list before, and so is Gone, which counts employers of the hub alone.
	New, MovedUp, MovedDown, Gone int
	// Made and Confirmed are awards.
	Made, Confirmed int
}

// ListedFilter narrows the rows of a list; nil and empty fields do not.
type ListedFilter struct {
	OutcomeIn   []ListedOutcome
	ChangeIn    []ListedChange
	InRotherham *bool
}

// PublishedListEdit is an award that a list made or changed and that was edited since: undoing the list would overwrite that.
type PublishedListEdit struct {
	EmployerID EmployerID
	// Award is as it stands; nil where it was removed.
	Award *Accreditation
	// Fields are what differs from what the list left.
	Fields []FieldChange
}

// DecideListedRowInput says whom a row is about.
type DecideListedRowInput struct {
	PublishedListID PublishedListID
	Line            int
	Decision        ListedDecision
	// EmployerID is whom, for ListedIsEmployer.
	EmployerID *EmployerID
}

// ListedDecision is what somebody says of a row.
type ListedDecision string

const (
	// ListedIsEmployer says that it is about an employer of the hub.
	ListedIsEmployer ListedDecision = "EMPLOYER"
	// ListedIsNew has an employer created of it.
	ListedIsNew ListedDecision = "CREATE"
	// ListedIsNobody says that it is about nobody of the hub.
	ListedIsNobody ListedDecision = "IGNORE"
)

// ListedColumn is what a column of a published list holds.
type ListedColumn string

// The columns of a published list.
const (
	ListedName     ListedColumn = "name"
	ListedTown     ListedColumn = "town"
	ListedPostcode ListedColumn = "postcode"
	ListedSector   ListedColumn = "sector"
	ListedLevel    ListedColumn = "level"
	ListedRegion   ListedColumn = "region"
)

// listedHeadings are how lists call a column, as NameKey has it, the likeliest first.
var listedHeadings = map[ListedColumn][]string{
	ListedName: {"business name", "employer name", "organisation name", "organization name", "company name", "name of business", "name of employer", "name of organisation",
		"employer", "organisation", "organization", "company", "business", "name"},
	ListedTown:     {"town or city", "town city", "town and city", "town", "city", "location"},
	ListedPostcode: {"postcode", "post code", "postal code", "business postcode", "employer postcode"},
	ListedSector:   {"sector", "industry sector", "industry", "business sector", "type of business"},
	ListedLevel:    {"level", "disability confident level", "dc level", "disability confident status", "accreditation level", "award level", "award", "status", "tier", "badge"},
	ListedRegion:   {"region", "area", "dwp region"},
}

// FindListedColumns says where the columns of a published list are. Errors: BAD_INPUT that names those that are missing.
func FindListedColumns(heading []string, scheme Scheme) (map[ListedColumn]int, error) {
	keys := make([]string, len(heading))
	for i, name := range heading {
		keys[i] = NameKey(name)
	}
	found := map[ListedColumn]int{}
	for column, words := range listedHeadings {
		for _, word := range words {
			if at := slices.Index(keys, word); at >= 0 {
				found[column] = at
				break
			}
		}
	}
	var missing []string
	has := func(c ListedColumn) bool { _, ok := found[c]; return ok }
	if !has(ListedName) {
		missing = append(missing, "the business name")
	}
	if !has(ListedTown) && !has(ListedPostcode) {
		missing = append(missing, "the town or the postcode")
	}
	if !has(ListedLevel) && len(scheme.Levels) > 1 {
		missing = append(missing, "the level")
	}
	if len(missing) > 0 {
		return nil, BadInput(fmt.Sprintf("this does not look like the published list of %s: no column holds %s. Its columns are: %s",
			scheme.Name, strings.Join(missing, ", "), strings.Join(heading, ", ")), "file")
	}
	return found, nil
}

var levelNumber = regexp.MustCompile(`\b[1-9]\b`)

// ListedLevelOf reads a level as a list writes it: "Level 2", "Disability Confident Employer", "Gold". 0: none of the scheme's.
func (s Scheme) ListedLevelOf(text string) int {
	if len(s.Levels) == 1 {
		return s.Levels[0].Level
	}
	key := NameKey(text)
	if number := levelNumber.FindString(key); number != "" {
		if n, err := strconv.Atoi(number); err == nil {
			if _, known := s.At(n); known {
				return n
			}
		}
		return 0
	}
	words := strings.Fields(key)
	for _, l := range slices.Backward(s.Levels) {
		if slices.Contains(words, NameKey(l.Name)) {
			return l.Level
		}
	}
	return 0
}

// Key tells a row in the next list too: by its name and its postcode, or where that is none by its town.
func (r ListedRow) Key() string {
	place := NameKey(r.Town)
	if code, err := ParsePostcode(r.Postcode); err == nil {
		place = string(code)
	}
	return NameMatchKey(r.Name) + "|" + place
}

// Listed is what a row does to the awards that its employer was given of the scheme: the award as it is to be, and the effect. Doubt
// says why a person has to look first; empty where nobody has to. Held are all awards of the scheme.
func (s Scheme) Listed(employer EmployerID, level int, held []Accreditation, on Date, now time.Time) (award Accreditation, effect ListedEffect, doubt string) {
	latest, found := LatestOn(held, NewDate(9999, 12, 31))
	switch {
	case found && latest.AwardedOn.After(on):
		return latest, ListedNothing, ""
	case found && latest.EndedOn != nil:
		if latest.EndedOn.After(on) {
			return latest, ListedNothing, ""
		}
		doubt = fmt.Sprintf("its award was recorded as ended on %s; the list names it", latest.EndedOn.Words())
	case found && latest.Holds(on) && latest.Level == level:
		award = latest
		if award.ListedOn == nil || award.ListedOn.Before(on) {
			award.ListedOn = &on
		}
		if award.VerifiedOn == nil {
			award.VerifiedOn = &on
		}
		if award.Source == AwardToldByEmployer {
			award.Source = AwardOnList
		}
		if reflect.DeepEqual(award, latest) {
			return latest, ListedNothing, ""
		}
		award.Version++
		return award, ListedConfirms, ""
	case found && latest.Holds(on) && latest.Level > level:
		doubt = fmt.Sprintf("the hub has it at level %d, awarded on %s, which is higher", latest.Level, latest.AwardedOn.Words())
	}
	return Accreditation{
		ID: NewAccreditationID(), EmployerID: employer, Scheme: s.Code, Level: level, AwardedOn: on, Source: AwardOnList, ListedOn: &on, VerifiedOn: &on,
		RecordedAt: now, Version: 1,
	}, ListedMakes, doubt
}

// Says says that an award is as it was: that nothing of it was edited since.
func (a Accreditation) Says(was Accreditation) bool {
	a.EmployerID, a.VerifiedBy, a.RecordedAt, a.Version = was.EmployerID, was.VerifiedBy, was.RecordedAt, was.Version
	return reflect.DeepEqual(a, was)
}

// CheckListedOn refuses a day that no list can be of. Last is the day of the list that was applied last. Errors: BAD_INPUT; CONFLICT
// for a list that is older than that.
func CheckListedOn(on, today Date, last *Date) error {
	switch {
	case on.After(today):
		return BadInput("the list lies in the future; check its day", "listedOn")
	case on.Year() < 2010:
		return BadInput("check the year of the list", "listedOn")
	case last != nil && on.Before(*last):
		return Conflict(fmt.Sprintf("this list is of %s, and the one that was applied last is of %s; an older list would set awards back, so nothing was done", on.Words(), last.Words()), "listedOn")
	}
	return nil
}

// Listing says that a list that is in named an employer, at a level.
type Listing struct {
	EmployerID EmployerID
	Scheme     string
	ListedOn   Date
	Level      int
}

package hub

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// unshown are the fields of audit rows that a history leaves out: it says elsewhere which record and when, versions count
// themselves, and answers have a page of their own.
var unshown = map[string]bool{"ID": true, "Version": true, "CreatedAt": true, "Given": true, "StartedAt": true, "OrganisationID": true}

// NewFieldChanges tells what an audit row holds, field by field in order of their names. before is nil for a new record.
func NewFieldChanges(before, after map[string]json.RawMessage) []FieldChange {
	all := maps.Clone(before)
	if all == nil {
		all = map[string]json.RawMessage{}
	}
	maps.Copy(all, after)
	var changes []FieldChange
	for _, field := range slices.Sorted(maps.Keys(all)) {
		was, is := valueText(before[field]), valueText(after[field])
		if unshown[field] || was == nil && is == nil || was != nil && is != nil && *was == *is {
			continue
		}
		changes = append(changes, FieldChange{Field: fieldName(field), Before: was, After: is})
	}
	return changes
}

// fieldName is a Go field as the API calls it: LeadOrganisation is leadOrganisation, SICCodes is sicCodes.
func fieldName(field string) string {
	letters := []rune(field)
	for i, r := range letters {
		if !unicode.IsUpper(r) || i > 0 && i+1 < len(letters) && unicode.IsLower(letters[i+1]) {
			break
		}
		letters[i] = unicode.ToLower(r)
	}
	return string(letters)
}

// recordID is the ID of another record, which tells a reader nothing.
var recordID = regexp.MustCompile(`^[a-z]+_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// valueText is a stored value as text: of a record its name, of a list its entries, of a list of records their number. It is
// nil for what is empty or has no words.
func valueText(stored json.RawMessage) *string {
	if stored == nil {
		return nil
	}
	var value any
	if err := json.Unmarshal(stored, &value); err != nil {
		return nil
	}
	text := words(value)
	if text == "" || recordID.MatchString(text) {
		return nil
	}
	return &text
}

func words(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case map[string]any:
		name, _ := v["Name"].(string)
		return name
	case []any:
		var entries []string
		for _, entry := range v {
			text := words(entry)
			if recordID.MatchString(text) {
				return strconv.Itoa(len(v))
			}
			if text != "" {
				entries = append(entries, text)
			}
		}
		return strings.Join(entries, ", ")
	default:
		return ""
	}
}

// APIField is what the API calls a Go field.
func APIField(field string) string { return fieldName(field) }

// ChangesBetween tells how two states of a record differ, field by field in order of their names.
func ChangesBetween(before, after any) ([]FieldChange, error) {
	var sides [2]map[string]json.RawMessage
	for i, side := range []any{before, after} {
		text, err := json.Marshal(side)
		if err == nil {
			err = json.Unmarshal(text, &sides[i])
		}
		if err != nil {
			return nil, fmt.Errorf("cannot compare two states of a record: %w", err)
		}
	}
	return NewFieldChanges(sides[0], sides[1]), nil
}

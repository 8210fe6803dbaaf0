package hub

import "time"

// UserSettings are what a user chose for themselves.
type UserSettings struct {
	UserID    UserID
	Digest    DigestRhythm
	DigestDay WorkingDay
	// NextDigestAt is when the next digest is due, if there is anything to tell; nil where none comes, or it is not planned yet.
	NextDigestAt *time.Time
	// DigestRefusedAt is when the mail server refused the user's address for good, which stopped the digests; nil otherwise.
	DigestRefusedAt *time.Time
	// LastDigest is the latest digest that was made; nil before the first.
	LastDigest           *SentDigest
	QuietDaysKeyAccounts int
	QuietDays            int
	Version              int
}

// SentDigest is what became of a digest.
type SentDigest struct {
	State MessageState
	// SentAt is nil where it was not sent.
	SentAt *time.Time
	Reason *string
}

// Quiet is after how many days employers have gone quiet.
func (s UserSettings) Quiet() QuietDays {
	return QuietDays{KeyAccounts: s.QuietDaysKeyAccounts, Others: s.QuietDays}
}

// UpdateMySettingsInput changes the fields that are set.
type UpdateMySettingsInput struct {
	Version              int
	Digest               Optional[DigestRhythm]
	DigestDay            Optional[WorkingDay]
	QuietDaysKeyAccounts Optional[int]
	QuietDays            Optional[int]
}

// Update makes the changes that in asks for. A digest that is chosen anew is planned anew. Errors: CONFLICT where s is not the
// version that the caller read; BAD_INPUT for a number of days.
func (s *UserSettings) Update(in UpdateMySettingsInput) error {
	if in.Version != s.Version {
		return changedSince("settings")
	}
	before := *s
	for _, refused := range []error{
		set(&s.Digest, in.Digest, "digest"), set(&s.DigestDay, in.DigestDay, "digestDay"),
		set(&s.QuietDaysKeyAccounts, in.QuietDaysKeyAccounts, "quietDaysKeyAccounts"), set(&s.QuietDays, in.QuietDays, "quietDays"),
	} {
		if refused != nil {
			return refused
		}
	}
	if s.Digest != before.Digest || s.DigestDay != before.DigestDay {
		s.NextDigestAt = nil
	}
	if in.Digest.IsSet() && s.Digest != DigestNone {
		s.DigestRefusedAt = nil
	}
	return s.Quiet().Check()
}

// set applies what was given to a field that always has a value. Errors: BAD_INPUT for null.
func set[T any](stored *T, given Optional[T], field string) error {
	if err := notCleared(given, field); err != nil || !given.IsSet() {
		return err
	}
	*stored = *given.Value()
	return nil
}

package hub

// QuietDays is after how many days without a contact an employer has gone quiet, for those who lead it.
type QuietDays struct {
	KeyAccounts, Others int
}

// DefaultQuietDays holds where a user chose nothing else.
var DefaultQuietDays = QuietDays{KeyAccounts: 60, Others: 180}

const mostQuietDays = 3650

// Check refuses what is no number of days. Errors: BAD_INPUT.
func (q QuietDays) Check() error {
	for _, limit := range []struct {
		days  int
		field string
	}{{q.KeyAccounts, "quietDaysKeyAccounts"}, {q.Others, "quietDays"}} {
		if limit.days < 1 || limit.days > mostQuietDays {
			return BadInput("choose 1 to 3650 days", limit.field)
		}
	}
	return nil
}

// Since says by which day a silence must have begun to be too long today: a silence of exactly the chosen days is.
func (q QuietDays) Since(today Date) QuietSince {
	return QuietSince{KeyAccounts: today.AddDays(-q.KeyAccounts), Others: today.AddDays(-q.Others)}
}

// QuietSince is by which day a silence must have begun to be too long. A silence begins with the last contact of any partner, or
// where there was none when the employer came into the hub; it ends with the next contact. Only prospects and engaged employers
// go quiet.
type QuietSince struct {
	KeyAccounts, Others Date
}

// QuietEmployer is an employer that has gone quiet, and since when.
type QuietEmployer struct {
	ID         EmployerID
	Name       string
	KeyAccount bool
	Since      Date
	// NeverContacted says that nobody ever was in touch with it; Since is when it came into the hub.
	NeverContacted bool
}

// QuietFor is whose employers gone quiet a filter asks for, and since when.
type QuietFor struct {
	Leads UserID
	Since QuietSince
}

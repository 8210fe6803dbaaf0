package hub

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// CheckKind is what of a site is checked before somebody is placed there.
type CheckKind string

const (
	// CheckEmployersLiability is the employers' liability insurance.
	CheckEmployersLiability CheckKind = "EMPLOYERS_LIABILITY"
	// CheckRiskAssessment is the risk assessment of the work.
	CheckRiskAssessment CheckKind = "RISK_ASSESSMENT"
	// CheckSafeguardingContact is who answers for the safety of young people and of adults at risk.
	CheckSafeguardingContact CheckKind = "SAFEGUARDING_CONTACT"
)

// Words are the kind as people say it.
func (k CheckKind) Words() string {
	return map[CheckKind]string{
		CheckEmployersLiability: "employers' liability insurance", CheckRiskAssessment: "risk assessment", CheckSafeguardingContact: "safeguarding contact",
	}[k]
}

// CheckResult is what a check found.
type CheckResult string

const (
	// CheckSeen was seen in writing.
	CheckSeen CheckResult = "SEEN"
	// CheckConfirmedByPhone was confirmed in a call.
	CheckConfirmedByPhone CheckResult = "CONFIRMED_BY_PHONE"
	// CheckNotRequired need not be there.
	CheckNotRequired CheckResult = "NOT_REQUIRED"
)

// CheckExemption is why an employer needs no employers' liability insurance.
type CheckExemption string

// The exemptions of the law.
const (
	ExemptPublicBody  CheckExemption = "PUBLIC_BODY"
	ExemptNoStaff     CheckExemption = "NO_STAFF"
	ExemptCloseFamily CheckExemption = "CLOSE_FAMILY"
)

// SiteCheck is what somebody found when a site was checked. Of each kind the one that was recorded last stands, for every placement there.
type SiteCheck struct {
	ID         SiteCheckID
	EmployerID EmployerID
	SiteID     SiteID
	Kind       CheckKind
	Result     CheckResult
	// Exemption is why the insurance is not required, Reason why another check is not.
	Exemption *CheckExemption
	Reason    *string
	CheckedOn Date
	// ExpiresOn is the last day on which it holds; nil where it does not run out.
	ExpiresOn *Date
	// ConsidersYoungPeople says of a risk assessment that it does; nil for other checks.
	ConsidersYoungPeople *bool
	// PersonID is the safeguarding contact.
	PersonID *PersonID
	// By is nil where a program recorded it.
	By         *User
	RecordedAt time.Time
}

// MissingCheck is a check of a site that an opportunity needs on its first day and that does not hold then.
type MissingCheck struct {
	OpportunityID OpportunityID
	Kind          CheckKind
	// Why completes a sentence about the check: "has not been checked".
	Why string
}

// Missing are the checks that the rule asks for and that do not hold on a day. Of are those of the site, the latest of each kind first.
func (r ProgrammeRule) Missing(of []SiteCheck, day Date) []MissingCheck {
	return r.missing(of, day, r.takesMinors())
}

// missing is Missing where young says that somebody under 18 may be there.
func (r ProgrammeRule) missing(of []SiteCheck, day Date, young bool) []MissingCheck {
	missing := []MissingCheck{}
	for _, kind := range r.Checks {
		at := slices.IndexFunc(of, func(c SiteCheck) bool { return c.Kind == kind })
		var why string
		switch {
		case at < 0:
			why = "has not been checked"
		case of[at].ExpiresOn != nil && of[at].ExpiresOn.Before(day):
			why = "holds only until " + of[at].ExpiresOn.Words()
		case kind == CheckRiskAssessment && of[at].Result != CheckNotRequired && young && (of[at].ConsidersYoungPeople == nil || !*of[at].ConsidersYoungPeople):
			why = "does not consider young people"
		default:
			continue
		}
		missing = append(missing, MissingCheck{Kind: kind, Why: why})
	}
	return missing
}

// RecordSiteCheckInput asks to keep what a check of a site found.
type RecordSiteCheckInput struct {
	SiteID               SiteID
	Kind                 CheckKind
	Result               CheckResult
	Exemption            *CheckExemption
	Reason               *string
	CheckedOn            *Date
	ExpiresOn            *Date
	ConsidersYoungPeople *bool
	PersonID             *PersonID
}

// NewSiteCheck is the check of site that in describes; roles are those of the people of its employer. Errors: BAD_INPUT.
func NewSiteCheck(in RecordSiteCheckInput, site Site, roles []PersonRole, by Actor, now time.Time) (c SiteCheck, err error) {
	today := DateOf(now)
	c = SiteCheck{
		ID: NewSiteCheckID(), EmployerID: site.EmployerID, SiteID: site.ID, Kind: in.Kind, Result: in.Result, CheckedOn: today, ExpiresOn: in.ExpiresOn, RecordedAt: now,
	}
	if by.Kind == ActorUser {
		c.By = &User{ID: by.UserID, Name: by.Name}
	}
	if in.CheckedOn != nil {
		c.CheckedOn = *in.CheckedOn
	}
	switch {
	case c.CheckedOn.After(today):
		return c, BadInput("choose today or an earlier day", "checkedOn")
	case c.ExpiresOn != nil && c.ExpiresOn.Before(c.CheckedOn):
		return c, BadInput("it ran out before it was checked; check both days", "expiresOn")
	}
	if c.Reason, err = optionalLine(in.Reason, 300, "reason"); err != nil {
		return c, err
	}
	if c.Result == CheckNotRequired {
		if c.Kind != CheckEmployersLiability {
			if c.Reason == nil {
				return c, BadInput("say why it is not required", "reason")
			}
			return c, nil
		}
		if in.Exemption == nil {
			return c, BadInput("say why the employer needs no insurance", "exemption")
		}
		c.Exemption = in.Exemption
		return c, nil
	}
	switch c.Kind {
	case CheckEmployersLiability:
		if c.ExpiresOn == nil {
			return c, BadInput("enter the last day of the insurance", "expiresOn")
		}
	case CheckRiskAssessment:
		if in.ConsidersYoungPeople == nil {
			return c, BadInput("say whether it considers young people", "considersYoungPeople")
		}
		c.ConsidersYoungPeople = in.ConsidersYoungPeople
	case CheckSafeguardingContact:
		if in.PersonID == nil || !worksThere(roles, *in.PersonID, today) {
			return c, BadInput("choose who it is among the people of the employer; add them there first", "personId")
		}
		c.PersonID = in.PersonID
	}
	return c, nil
}

// worksThere says that a person has one of roles on a day.
func worksThere(roles []PersonRole, id PersonID, on Date) bool {
	return slices.ContainsFunc(roles, func(r PersonRole) bool {
		return r.Person.ID == id && (r.Since == nil || !r.Since.After(on)) && (r.Until == nil || !r.Until.Before(on))
	})
}

// missingWords say what of a site has to be put right before day.
func missingWords(missing []MissingCheck, day Date) string {
	var words []string
	for _, m := range missing {
		words = append(words, fmt.Sprintf("the %s %s", m.Kind.Words(), m.Why))
	}
	return strings.Join(words, "; ") + ". Put that right for " + day.Words() + " first"
}

package hub

import "time"

// AccreditationCover is the decision that what a head office holds of a scheme covers a site of another employer of its group. It
// holds through renewals, until it ends.
type AccreditationCover struct {
	ID CoverID
	// HolderID is the head office; EmployerID is whose site it is.
	HolderID   EmployerID
	EmployerID EmployerID
	Scheme     string
	SiteID     SiteID
	// Since is from which day the site is covered.
	Since     Date
	Reason    string
	DecidedBy *User
	DecidedAt time.Time
	EndedOn   *Date
	EndReason *string
	Version   int
}

// CoverSiteInput asks to decide that an award covers a site; from today where no day is given.
type CoverSiteInput struct {
	HolderID EmployerID
	Scheme   string
	SiteID   SiteID
	Since    *Date
	Reason   string
}

// EndCoverInput ends such a decision; today where no day is given.
type EndCoverInput struct {
	ID      CoverID
	Version int
	EndedOn *Date
	Reason  string
}

const maxCoverReason = 300 // characters

// NewCover is the decision that in describes, by whoever decided it. Held are the awards of the scheme that the head office has. PartOf
// says that the site's employer is part of the head office's group. Errors: BAD_INPUT.
func NewCover(in CoverSiteInput, site Site, held []Accreditation, partOf bool, by Actor, now time.Time) (AccreditationCover, error) {
	today := DateOf(now)
	c := AccreditationCover{
		ID: NewCoverID(), HolderID: in.HolderID, EmployerID: site.EmployerID, Scheme: in.Scheme, SiteID: site.ID, Since: today, DecidedAt: now, Version: 1,
	}
	if in.Since != nil {
		c.Since = *in.Since
	}
	if by.Kind == ActorUser {
		c.DecidedBy = &User{ID: by.UserID, Name: by.Name}
	}
	latest, found := LatestOn(held, c.Since)
	switch {
	case c.Since.After(today):
		return c, BadInput("choose today or an earlier day", "since")
	case site.EmployerID == in.HolderID:
		return c, BadInput("a site of the head office itself needs no decision; choose a site of another employer of its group", "siteId")
	case !partOf:
		return c, BadInput("the site's employer is not part of that employer; record first of which group it is part", "holderId")
	case site.Ward == nil:
		return c, BadInput("the site is not known to lie in a Rotherham ward; check its postcode", "siteId")
	case site.ClosedOn != nil && !site.ClosedOn.After(c.Since), site.OpenedOn != nil && site.OpenedOn.After(c.Since):
		return c, BadInput("the site was not open on that day", "since")
	case !found || !latest.Holds(c.Since):
		return c, BadInput("the head office held no award of the scheme on that day; record its award first", "holderId")
	}
	var err error
	c.Reason, err = requiredLine(in.Reason, maxCoverReason, "say why the award covers the site: who confirmed it, and how", "reason")
	return c, err
}

// End ends the decision. Errors: CONFLICT, BAD_INPUT.
func (c *AccreditationCover) End(in EndCoverInput, today Date) error {
	on := today
	if in.EndedOn != nil {
		on = *in.EndedOn
	}
	switch {
	case in.Version != c.Version:
		return changedSince("decision")
	case c.EndedOn != nil:
		return BadInput("it ended on "+c.EndedOn.Words()+" already", "endedOn")
	case on.Before(c.Since):
		return BadInput("it cannot end before it began", "endedOn")
	case on.After(today):
		return BadInput("choose today or an earlier day", "endedOn")
	}
	why, err := requiredLine(in.Reason, maxCoverReason, "say why it ended", "reason")
	if err != nil {
		return err
	}
	c.EndedOn, c.EndReason = &on, &why
	return nil
}

package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// EmployerWords are what one employer said of itself in answers, beside its skills needs.
type EmployerWords struct {
	EmployerID hub.EmployerID
	Hosting    []hub.HostingInterest
	// DisabilityConfident is nil where it said nothing.
	DisabilityConfident *hub.DisabilityConfidentWord
}

// WordsOf lists what those of these employers said of themselves whose needs the caller may see; the others are left out.
// Permission: anybody signed in; visibility decides.
func (a *App) WordsOf(ctx context.Context, of []hub.EmployerID) ([]EmployerWords, error) {
	viewer, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	seen, err := postgres.EmployersWithNeedsSeen(ctx, a.pool, viewer, of)
	if err != nil || len(seen) == 0 {
		return nil, err
	}
	hosting, err := postgres.HostingInterestsOf(ctx, a.pool, seen)
	if err != nil {
		return nil, err
	}
	words, err := postgres.DisabilityConfidentWordsOf(ctx, a.pool, seen)
	if err != nil {
		return nil, err
	}
	out, at := make([]EmployerWords, len(seen)), map[hub.EmployerID]*EmployerWords{}
	for i, id := range seen {
		out[i].EmployerID = id
		at[id] = &out[i]
	}
	for _, h := range hosting {
		at[h.EmployerID].Hosting = append(at[h.EmployerID].Hosting, h)
	}
	for i, w := range words {
		at[w.EmployerID].DisabilityConfident = &words[i]
	}
	return out, nil
}

// HostingInterests lists what employers that the caller sees last said of hosting, for each programme and year: what staff recorded to everybody, what
// came with a diagnostic as skills needs are. What was said last comes first. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the filter or the cursor.
func (a *App) HostingInterests(ctx context.Context, f hub.HostingInterestFilter, page hub.Page) (hub.List[hub.HostingInterest], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return hub.List[hub.HostingInterest]{}, err
	}
	if err := f.Check(); err != nil {
		return hub.List[hub.HostingInterest]{}, err
	}
	return postgres.HostingInterests(ctx, a.pool, v, f, page)
}

// CountHostingInterests counts what HostingInterests lists. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the filter.
func (a *App) CountHostingInterests(ctx context.Context, f hub.HostingInterestFilter) (int, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return 0, err
	}
	if err := f.Check(); err != nil {
		return 0, err
	}
	return postgres.CountHostingInterests(ctx, a.pool, v, f)
}

// RecordHostingInterest keeps what an employer said of hosting; what it said before stays as history. Permission: WRITE_PLACEMENTS. Errors: NOT_FOUND for
// the employer, BAD_INPUT.
func (a *App) RecordHostingInterest(ctx context.Context, in hub.RecordHostingInterestInput) (said hub.HostingInterest, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWritePlacements); err != nil {
		return said, err
	}
	err = a.change(ctx, func(c change) error {
		if in.EmployerID, err = c.livingEmployer(ctx, in.EmployerID); err != nil {
			return err
		}
		interest, err := hub.NewHostingInterest(in, c.asUser(), c.now)
		if err != nil {
			return err
		}
		stands, err := postgres.HostingSaidOn(ctx, c, interest)
		if err != nil {
			return err
		}
		if err := interest.After(stands); err != nil {
			return err
		}
		said = interest
		return c.addHostingInterest(ctx, interest)
	})
	return said, err
}

// addHostingInterest keeps what an employer said to staff, or by answering a request.
func (c change) addHostingInterest(ctx context.Context, i hub.HostingInterest) error {
	if err := postgres.InsertHostingInterest(ctx, c, i, nil); err != nil {
		return err
	}
	return c.audit(ctx, "hostinginterest.record", postgres.AuditSubject{Kind: "hostinginterest", ID: i.EmployerID.UUID, Employer: i.EmployerID}, nil, i)
}

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

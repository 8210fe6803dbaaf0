package demo

import (
	"context"
	_ "embed" // offers.csv
	"fmt"
	"io"
	"slices"
	"strings"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

const (
	companies = 5_000
	seed      = 1
)

// district is a part of the borough: the ward that its postcodes are shown in here, and how many employers there are engaged.
type district struct {
	postcode, ward, area string
	engaged              int
}

var districts = []district{
	{"S60", "E05012996", "TEMPLEBOROUGH", 22},
	{"S61", "E05013001", "", 7},
	{"S63", "E05013016", "", 9},
	{"S64", "E05013013", "", 3},
	{"S65", "E05013010", "GATEWAY", 7},
	{"S66", "E05013002", "", 6},
	{"S25", "E05013000", "", 4},
	{"S26", "E05013015", "", 2},
}

// Records takes companies in as an import does, and lets the partners have worked with some of them. Employers that are
// there stay as they are, so a second start adds nothing. The caller acts as the hub itself.
func Records(ctx context.Context, a *app.App) error {
	held, err := a.CountEmployers(ctx, hub.EmployerFilter{})
	if err != nil {
		return err
	}
	if held == 0 {
		if err := importCompanies(ctx, a); err != nil {
			return fmt.Errorf("cannot take the made-up companies in: %w", err)
		}
	}
	if err := provision(ctx, a); err != nil {
		return fmt.Errorf("cannot take the made-up directory in: %w", err)
	}
	staff, err := staffWith(ctx, a, hub.RoleEngagement)
	if err != nil || len(staff) == 0 {
		return err
	}
	today, err := a.Today(ctx)
	if err != nil {
		return err
	}
	d := newDice(seed)
	var twice []hub.Employer
	for _, place := range districts {
		found, err := a.Employers(ctx, hub.EmployerFilter{Search: &place.postcode}, hub.OrderByName, hub.Page{First: place.engaged})
		if err != nil {
			return err
		}
		twice = append(twice, found.Nodes[:min(1, len(found.Nodes))]...)
		for _, e := range found.Nodes {
			if e.CompanyNumber == nil {
				continue // entered again, below
			}
			story := newStory(d, scene{place, e, staff, today})
			if e.Status != hub.EmployerProspect || e.Postcode == nil {
				continue
			}
			// A story is told to its end, so that Ctrl+C does not leave half of one.
			err := story.tell(context.WithoutCancel(ctx), a)
			if hub.CodeOf(err) == hub.ErrConflict {
				continue // half of it is there, from a hub that was killed
			}
			if err != nil {
				return fmt.Errorf("cannot make up what happened with %s: %w", e.Name, err)
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
	}
	if err := networkMembers(context.WithoutCancel(ctx), a, staff, today); err != nil {
		return fmt.Errorf("cannot make up the members of a network: %w", err)
	}
	if err := awardsAndPractices(context.WithoutCancel(ctx), a, staff, today); err != nil {
		return fmt.Errorf("cannot make up awards and practices: %w", err)
	}
	if err := goodPractices(context.WithoutCancel(ctx), a, staff, today); err != nil {
		return fmt.Errorf("cannot make up good practices: %w", err)
	}
	if err := opportunities(context.WithoutCancel(ctx), a, staff, today); err != nil {
		return fmt.Errorf("cannot make up opportunities: %w", err)
	}
	if err := education(context.WithoutCancel(ctx), a, staff, today); err != nil {
		return fmt.Errorf("cannot make up work with schools and providers: %w", err)
	}
	if err := commitments(context.WithoutCancel(ctx), a, staff, today); err != nil {
		return fmt.Errorf("cannot make up commitments: %w", err)
	}
	if err := hosting(context.WithoutCancel(ctx), a, staff, today); err != nil {
		return fmt.Errorf("cannot make up interest in hosting: %w", err)
	}
	if held > 0 {
		return nil
	}
	return enterAgain(ctx, a, staff[len(staff)-1], twice)
}

// enterAgain lets somebody add employers whom the hub holds already, as happens, so that there are duplicates to look at.
func enterAgain(ctx context.Context, a *app.App, by hub.Actor, employers []hub.Employer) error {
	for _, e := range employers {
		in := hub.CreateEmployerInput{Name: title(hub.NameMatchKey(e.Name)), Postcode: e.Postcode}
		if _, err := a.CreateEmployer(hub.WithActor(ctx, by), in); err != nil {
			return fmt.Errorf("cannot enter %s again: %w", e.Name, err)
		}
	}
	return nil
}

//go:embed offers.csv
var offers string

// provision fills an empty directory.
func provision(ctx context.Context, a *app.App) error {
	held, err := a.CountOffers(ctx, hub.OfferFilter{})
	if err != nil || held > 0 {
		return err
	}
	done, err := a.ImportOffers(ctx, strings.NewReader(offers))
	if err == nil && len(done.Rejected) > 0 {
		err = fmt.Errorf("line %d: %s", done.Rejected[0].Line, done.Rejected[0].Reason)
	}
	return err
}

// importCompanies goes the way of any other file, and does not wait for a worker.
func importCompanies(ctx context.Context, a *app.App) error {
	file, written := io.Pipe()
	go func() { written.CloseWithError(WriteCompaniesHouse(written, companies, seed)) }()
	imported, err := a.UploadImport(ctx, app.ImportUpload{
		Source: hub.ImportCompaniesHouse, FileName: "made-up-companies.csv", File: file, MaxBytes: 1 << 30,
	})
	if err != nil {
		return err
	}
	return a.RunImport(ctx, imported.ID)
}

// staffWith are those who hold a role, as actors, by name.
func staffWith(ctx context.Context, a *app.App, role hub.Role) ([]hub.Actor, error) {
	users, err := a.SignInUsers(ctx)
	if err != nil {
		return nil, err
	}
	var staff []hub.Actor
	for _, u := range users {
		if slices.Contains(u.Roles, role) {
			staff = append(staff, hub.Actor{
				Kind: hub.ActorUser, OrganisationID: u.Organisation.ID, UserID: u.ID, Name: u.Name, Roles: u.Roles, SharesPersonalData: true,
			})
		}
	}
	slices.SortFunc(staff, func(x, y hub.Actor) int { return strings.Compare(x.Name, y.Name) })
	return staff, nil
}

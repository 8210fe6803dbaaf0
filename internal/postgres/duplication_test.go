package postgres_test

import (
	"slices"
	"testing"
	"time"

	"employerhub/internal/hub"
	"employerhub/internal/pgtest"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// touched is a contact of a partner with an employer.
type touched struct {
	by      string
	on      string
	channel hub.Channel
	// change makes it another than a call that nobody asked for.
	change string
}

type duplicationBundle struct {
	*testing.T
	pool     *pgxpool.Pool
	partners map[string]hub.OrganisationID
	reads    postgres.Viewer
}

func setupDuplication(t *testing.T) duplicationBundle {
	t.Helper()
	pool, _ := pgtest.New(t)
	b := duplicationBundle{t, pool, map[string]hub.OrganisationID{}, aManager}
	for _, name := range []string{"Council", "Chamber", "College", "Jobcentre"} {
		b.partners[name] = hub.NewOrganisationID()
		run(t, pool, `INSERT INTO organisation (id, name, kind, created_at) VALUES ($1, $2, 'OTHER', '2025-01-01')`, b.partners[name], name)
	}
	b.reads.OrganisationID = b.partners["Council"]
	return b
}

// employer adds one that partners were in touch with.
func (b duplicationBundle) employer(name string, contacts ...touched) hub.EmployerID {
	b.Helper()
	id := hub.NewEmployerID()
	run(b.T, b.pool, `INSERT INTO employer (id, name, name_key, search_words) VALUES ($1, $2, lower($2), lower($2))`, id, name)
	b.contacts(id, contacts...)
	return id
}

func (b duplicationBundle) contacts(with hub.EmployerID, contacts ...touched) {
	b.Helper()
	for _, c := range contacts {
		if c.channel == "" {
			c.channel = hub.ChannelCall
		}
		contact := uuid.New()
		run(b.T, b.pool, `INSERT INTO interaction (id, channel, happened_on, summary, visibility, state, organisation_id, created_at)
			VALUES ($1, $2, $3, 'a call', 'SHARED', 'COMPLETE', $4, $3::date + interval '1 hour')`, contact, c.channel, c.on, b.partners[c.by])
		if c.change != "" {
			run(b.T, b.pool, `UPDATE interaction SET `+c.change+` WHERE id = $1`, contact)
		}
		run(b.T, b.pool, `INSERT INTO interaction_employer (interaction_id, employer_id, organisation_id, happened_on, state)
			SELECT id, $2, organisation_id, happened_on, state FROM interaction WHERE id = $1`, contact, with)
	}
}

func (b duplicationBundle) refer(employer hub.EmployerID, from, to, on string) {
	b.Helper()
	run(b.T, b.pool, `INSERT INTO referral (id, kind, employer_id, from_organisation_id, to_organisation_id, about, due_on, state, created_at)
		VALUES (gen_random_uuid(), 'REFERRAL', $1, $2, $3, 'x', '2026-12-31', 'OPEN', $4::timestamptz)`, employer, b.partners[from], b.partners[to], on)
}

// measure is what was known by the end of a day of October 2026.
func (b duplicationBundle) measure(asAt string) (hub.Duplication, []string) {
	b.Helper()
	known, err := hub.ParseDate(asAt)
	if err != nil {
		b.Fatal(err)
	}
	period := hub.DuplicationPeriod{From: hub.NewDate(2026, 10, 1), Until: hub.NewDate(2026, 10, 31), AsAt: known}
	measured, err := postgres.Duplication(b.Context(), b.pool, b.reads, period)
	if err != nil {
		b.Fatal(err)
	}
	var names []string
	page := hub.Page{First: 2}
	for {
		list, err := postgres.DuplicatedEmployers(b.Context(), b.pool, b.reads, period, page)
		if err != nil {
			b.Fatal(err)
		}
		for _, e := range list.Nodes {
			names = append(names, texts(b.T, b.pool, `SELECT name FROM employer WHERE id = '`+e.EmployerID.UUID.String()+`'`)...)
		}
		if !list.HasNext {
			break
		}
		page.After = list.Cursors[len(list.Cursors)-1]
	}
	if measured.EmployersDuplicated != len(names) {
		b.Errorf("%d counted, %d listed", measured.EmployersDuplicated, len(names))
	}
	return measured, names
}

// merge merges other into keep.
func (b duplicationBundle) merge(keep, other hub.EmployerID, at string) hub.EmployerMerge {
	b.Helper()
	m := hub.EmployerMerge{ID: hub.NewMergeID(), KeptID: keep, OtherID: other, KeptName: "a", OtherName: "b", Reason: "same", MergedAt: moment(b.T, at), MergedBy: "Mo"}
	b.inTx(func(tx pgx.Tx) error {
		fields, err := postgres.MergeFields(b.Context(), tx, aManager, keep, other)
		if err != nil {
			return err
		}
		if err := postgres.InsertMerge(b.Context(), tx, m); err != nil {
			return err
		}
		return postgres.Merge(b.Context(), tx, m, fields, today)
	})
	return m
}

func (b duplicationBundle) undo(m hub.EmployerMerge, at string) {
	b.Helper()
	when, by := moment(b.T, at), "Mo"
	m.UndoneAt, m.UndoneBy = &when, &by
	b.inTx(func(tx pgx.Tx) error { return postgres.UndoMerge(b.Context(), tx, m, today) })
}

func (b duplicationBundle) inTx(do func(tx pgx.Tx) error) {
	b.Helper()
	if err := pgx.BeginFunc(b.Context(), b.pool, do); err != nil {
		b.Fatal(err)
	}
}

func moment(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.Parse("2006-01-02 15:04Z", s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestDuplication(t *testing.T) {
	t.Parallel()
	b := setupDuplication(t)
	council := func(on string) touched { return touched{by: "Council", on: on} }
	chamber := func(on string) touched { return touched{by: "Chamber", on: on} }

	b.employer("01 30 days apart", council("2026-10-01"), chamber("2026-10-31"))
	b.employer("02 31 days apart", council("2026-09-30"), chamber("2026-10-31"))
	b.employer("03 the earlier one before the period", council("2026-09-15"), chamber("2026-10-01"))
	b.employer("04 the later one after the period", council("2026-10-31"), chamber("2026-11-01"))
	b.employer("05 both before the period", council("2026-09-01"), chamber("2026-09-30"))
	b.employer("06 one partner twice", council("2026-10-05"), council("2026-10-06"))
	b.employer("07 the same day by phone", council("2026-10-05"), chamber("2026-10-05"))
	b.employer("08 together", touched{"Council", "2026-10-05", hub.ChannelVisit, ""}, touched{"Chamber", "2026-10-05", hub.ChannelVisit, ""})
	b.employer("09 a visit, and the day after another", touched{"Council", "2026-10-05", hub.ChannelVisit, ""}, touched{"Chamber", "2026-10-06", hub.ChannelVisit, ""})
	b.employer("10 asked for", council("2026-10-05"), touched{"Chamber", "2026-10-06", "", "asked_for = true"})
	b.employer("11 placements", council("2026-10-05"), touched{"Chamber", "2026-10-06", "", "themes = '{PLACEMENTS}'"})
	b.employer("12 placements and more", council("2026-10-05"), touched{"Chamber", "2026-10-06", "", "themes = '{PLACEMENTS,SKILLS}'"})
	b.employer("13 a draft", council("2026-10-05"), touched{"Chamber", "2026-10-06", "", "state = 'DRAFT'"})
	for name, on := range map[string]string{"14 referred before": "2026-10-05 12:00Z", "15 referred on the day, late": "2026-10-06 22:30Z", "16 referred the day after": "2026-10-06 23:30Z"} {
		b.refer(b.employer(name, council("2026-10-05"), chamber("2026-10-06")), "Chamber", "Council", on)
	}
	b.refer(b.employer("17 referred to a third", council("2026-10-05"), chamber("2026-10-06")), "Council", "College", "2026-10-01 12:00Z")
	b.employer("18 three partners", council("2026-10-05"), chamber("2026-10-06"), touched{"College", "2026-10-07", "", ""})

	measured, names := b.measure("2026-12-01")
	want := []string{
		"01 30 days apart", "03 the earlier one before the period", "07 the same day by phone", "09 a visit, and the day after another", "12 placements and more",
		"16 referred the day after", "17 referred to a third", "18 three partners",
	}
	if !slices.Equal(names, want) {
		t.Errorf("got %q, want %q", names, want)
	}
	if measured.EmployersContacted != 17 || measured.PartnersLogging != 3 || measured.Partners != 4 {
		t.Errorf("got %+v", measured)
	}

	period := measured.DuplicationPeriod
	last, err := postgres.DuplicatedEmployers(t.Context(), b.pool, b.reads, period, hub.Page{First: 20})
	if err != nil {
		t.Fatal(err)
	}
	three := last.Nodes[len(last.Nodes)-1]
	if three.Partners != 3 || three.Later == nil || three.Later.Organisation.Name != "College" || three.Later.On != hub.NewDate(2026, 10, 7) ||
		three.Earlier.Organisation.Name != "Chamber" || three.Earlier.Channel != hub.ChannelCall {
		t.Errorf("got %+v, %+v, %+v", three, three.Earlier, three.Later)
	}
	analyst := b.reads
	analyst.Roles = []hub.Role{hub.RoleAnalyst}
	if list, err := postgres.DuplicatedEmployers(t.Context(), b.pool, analyst, period, hub.Page{First: 20}); err != nil || len(list.Nodes) != 8 || list.Nodes[0].Later != nil {
		t.Errorf("an analyst sees contacts: %+v, %v", list.Nodes, err)
	}
}

func TestDuplicationAsAt(t *testing.T) {
	t.Parallel()
	b := setupDuplication(t)
	b.employer("Entered late", touched{by: "Council", on: "2026-10-05"}, touched{"Chamber", "2026-10-06", "", "created_at = '2026-11-10 12:00Z'"})
	referred := b.employer("Referred", touched{by: "Council", on: "2026-10-05"}, touched{by: "Chamber", on: "2026-10-20"})
	b.refer(referred, "Council", "Chamber", "2026-10-15 12:00Z")
	for _, step := range []struct {
		asAt string
		want []string
	}{
		{"2026-10-14", nil}, {"2026-10-20", nil}, {"2026-11-09", nil}, {"2026-11-10", []string{"Entered late"}}, {"2026-12-01", []string{"Entered late"}},
	} {
		if _, names := b.measure(step.asAt); !slices.Equal(names, step.want) {
			t.Errorf("%s: got %q, want %q", step.asAt, names, step.want)
		}
	}
}

func TestDuplicationOfConfidentialEnquiries(t *testing.T) {
	t.Parallel()
	b := setupDuplication(t)
	secret := b.employer("Secret", touched{by: "Council", on: "2026-10-05"}, touched{by: "Chamber", on: "2026-10-06"})
	run(t, b.pool, `UPDATE employer SET confidential_to = $1, lead_organisation_id = $1, confidential_since = now(), confidential_by = 'Mo', confidential_reason = 'a move' WHERE id = $2`, b.partners["Council"], secret)
	for partner, want := range map[string]int{"Council": 1, "Chamber": 0} {
		b.reads.OrganisationID = b.partners[partner]
		if measured, names := b.measure("2026-12-01"); len(names) != want || measured.EmployersContacted != want {
			t.Errorf("the %s knows of %q, %d contacted, want %d", partner, names, measured.EmployersContacted, want)
		}
	}
}

// TestDuplicationThroughMerges merges employers as the hub does, and counts as at days before, between and after.
func TestDuplicationThroughMerges(t *testing.T) {
	t.Parallel()
	b := setupDuplication(t)
	kept := b.employer("Kept", touched{by: "Council", on: "2026-10-05"})
	other := b.employer("Other", touched{by: "Chamber", on: "2026-10-06"})
	third := b.employer("Third", touched{by: "College", on: "2026-10-07"})
	both := b.employer("Both", touched{by: "Council", on: "2026-10-08"})
	twin := b.employer("Twin", touched{by: "Chamber", on: "2026-10-09"})
	b.merge(kept, other, "2026-11-02 12:00Z")
	b.merge(third, kept, "2026-11-04 12:00Z")
	undone := b.merge(both, twin, "2026-11-03 12:00Z")
	b.undo(undone, "2026-11-05 12:00Z")
	for _, step := range []struct {
		asAt      string
		contacted int
		want      []string
	}{
		{"2026-11-01", 5, nil}, {"2026-11-02", 4, []string{"Third"}}, {"2026-11-03", 3, []string{"Both", "Third"}}, {"2026-11-04", 2, []string{"Both", "Third"}},
		{"2026-11-05", 3, []string{"Third"}},
	} {
		measured, names := b.measure(step.asAt)
		if !slices.Equal(names, step.want) || measured.EmployersContacted != step.contacted {
			t.Errorf("%s: got %q of %d, want %q of %d", step.asAt, names, measured.EmployersContacted, step.want, step.contacted)
		}
	}
}

package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

var schoolEncounters = kept[hub.SchoolEncounter, hub.SchoolEncounterID, hub.SchoolEncounterFilter]{
	Book: postgres.SchoolEncounterBook, kind: "schoolencounter",
	head: func(e *hub.SchoolEncounter) head { return head{e.ID.UUID, e.EmployerID, &e.Version} },
}

// SchoolEncounters lists school encounters of employers that the caller sees, the latest first. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the
// filter or the cursor.
func (a *App) SchoolEncounters(ctx context.Context, f hub.SchoolEncounterFilter, page hub.Page) (hub.List[hub.SchoolEncounter], error) {
	v, err := schoolEncounters.viewer(ctx, a, f)
	if err != nil {
		return hub.List[hub.SchoolEncounter]{}, err
	}
	return postgres.SchoolEncounters(ctx, a.pool, v, f, page)
}

// CountSchoolEncounters counts what SchoolEncounters lists. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the filter.
func (a *App) CountSchoolEncounters(ctx context.Context, f hub.SchoolEncounterFilter) (int, error) {
	return schoolEncounters.count(ctx, a, f)
}

// SchoolEncountersByID finds those of ids whose employer the caller sees. Permission: READ_EMPLOYERS.
func (a *App) SchoolEncountersByID(ctx context.Context, ids []hub.SchoolEncounterID) ([]hub.SchoolEncounter, error) {
	return schoolEncounters.byID(ctx, a, ids)
}

// RecordSchoolEncounter keeps a school encounter. Permission: WRITE_PLACEMENTS. Errors: NOT_FOUND for the employer, BAD_INPUT.
func (a *App) RecordSchoolEncounter(ctx context.Context, employer hub.EmployerID, in hub.SchoolEncounterInput) (hub.SchoolEncounter, error) {
	return schoolEncounters.add(ctx, a, employer, func(c change, employer hub.EmployerID) (hub.SchoolEncounter, error) {
		return hub.NewSchoolEncounter(employer, in, c.now)
	})
}

// UpdateSchoolEncounter makes it what in says. On an error it returns what stands. Permission: WRITE_PLACEMENTS. Errors: NOT_FOUND, BAD_INPUT,
// CONFLICT for a stale version.
func (a *App) UpdateSchoolEncounter(ctx context.Context, id hub.SchoolEncounterID, version int, in hub.SchoolEncounterInput) (hub.SchoolEncounter, error) {
	return schoolEncounters.update(ctx, a, id, version, func(c change, e *hub.SchoolEncounter) error {
		return e.Describe(in, c.today())
	})
}

// RemoveSchoolEncounter takes away a school encounter that was entered by mistake; the history keeps it. Permission: WRITE_PLACEMENTS. Errors: NOT_FOUND,
// CONFLICT for a stale version.
func (a *App) RemoveSchoolEncounter(ctx context.Context, id hub.SchoolEncounterID, version int) error {
	return schoolEncounters.remove(ctx, a, id, version)
}

package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// ApprenticeshipBook is where apprenticeships are stored.
var ApprenticeshipBook = Book[hub.Apprenticeship, hub.ApprenticeshipID, hub.ApprenticeshipFilter]{
	table: "apprenticeship", one: "record of apprenticeships", many: "apprenticeships", day: "on_day",
	columns: `x.id, x.employer_id, x.stage, x.level, x.standard, x.growth_sector, x.places, x.on_day, x.due_on, x.in_rotherham, x.evidence, x.recorded_at, x.version`,
	place:   func(a hub.Apprenticeship) (hub.Date, uuid.UUID) { return a.OnDay, a.ID.UUID },
	row: func(a hub.Apprenticeship) pgx.StrictNamedArgs {
		return pgx.StrictNamedArgs{
			"id": a.ID, "employer_id": a.EmployerID, "stage": a.Stage, "level": a.Level, "standard": a.Standard, "growth_sector": a.GrowthSector, "places": a.Places,
			"on_day": a.OnDay, "due_on": a.DueOn, "in_rotherham": a.InRotherham, "evidence": a.Evidence, "recorded_at": a.RecordedAt, "version": a.Version,
		}
	},
	narrow: func(_ sight, f hub.ApprenticeshipFilter, where func(condition, name string, value any)) {
		if f.EmployerID != nil {
			where(`x.employer_id = @of_employer`, "of_employer", *f.EmployerID)
		}
		if len(f.StageIn) > 0 {
			where(`x.stage = ANY (@stages)`, "stages", f.StageIn)
		}
		if len(f.LevelIn) > 0 {
			where(`x.level = ANY (@levels)`, "levels", f.LevelIn)
		}
		if len(f.GrowthSectorIn) > 0 {
			where(`x.growth_sector = ANY (@sectors)`, "sectors", f.GrowthSectorIn)
		}
		if f.From != nil {
			where(`x.on_day >= @from`, "from", *f.From)
		}
		if f.Until != nil {
			where(`x.on_day <= @until`, "until", *f.Until)
		}
	},
}

// Apprenticeships reads a page of those whose employers viewer sees, the latest first. Errors: BAD_INPUT for a cursor of another list.
func Apprenticeships(ctx context.Context, q Querier, viewer Viewer, f hub.ApprenticeshipFilter, page hub.Page) (hub.List[hub.Apprenticeship], error) {
	return ApprenticeshipBook.list(ctx, q, viewer, f, page)
}

// LevyWordsOf reads what these employers that viewer sees said last of the levy, one for each that said anything.
func LevyWordsOf(ctx context.Context, q Querier, viewer Viewer, of []hub.EmployerID) ([]hub.LevyWord, error) {
	args := pgx.StrictNamedArgs{"of": of}
	rows, err := q.Query(ctx, `
		SELECT DISTINCT ON (w.employer_id) w.employer_id, w.pays, w.transfer, w.said_on, w.note, `+userRecord("u", "uo")+` AS by, w.recorded_at
		FROM levy_word w LEFT JOIN hub_user u ON u.id = w.user_id LEFT JOIN organisation uo ON uo.id = u.organisation_id
		WHERE w.employer_id = ANY (@of) AND `+viewer.sight(args).employerOf(`w.employer_id`)+`
		ORDER BY w.employer_id, w.said_on DESC, w.id DESC`, args)
	return all[hub.LevyWord](rows, err, "cannot read what employers said of the levy")
}

// InsertLevyWord adds what an employer said of the levy; what it said before stays as history.
func InsertLevyWord(ctx context.Context, tx pgx.Tx, w hub.LevyWord) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO levy_word (id, employer_id, pays, transfer, said_on, note, user_id, recorded_at) VALUES (@id, @employer, @pays, @transfer, @said, @note, @by, @recorded)`,
		pgx.StrictNamedArgs{
			"id": id, "employer": w.EmployerID, "pays": w.Pays, "transfer": w.Transfer, "said": w.SaidOn, "note": w.Note, "by": userIDOf(w.By), "recorded": w.RecordedAt,
		})
	if err != nil {
		return explain(err, "cannot add what an employer said of the levy")
	}
	return nil
}

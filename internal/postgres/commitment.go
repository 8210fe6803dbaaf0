package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// delivered is what records or verified evidence show of commitment x.
const delivered = `(CASE x.kind
	WHEN 'SCHOOL_ENCOUNTERS' THEN (
		SELECT coalesce(sum(s.pupil_places), 0) FROM commitment_link l JOIN school_encounter s ON s.id = l.school_encounter_id
		WHERE l.commitment_id = x.id AND s.confirmed_on IS NOT NULL AND s.cancelled_on IS NULL)
	WHEN 'APPRENTICESHIP_STARTS' THEN (
		SELECT coalesce(sum(a.places), 0) FROM commitment_link l JOIN apprenticeship a ON a.id = l.apprenticeship_id WHERE l.commitment_id = x.id AND a.stage = 'STARTED')
	WHEN 'PLACEMENTS' THEN (
		SELECT count(*) FROM commitment_link l JOIN placement p ON p.id = l.placement_id
		WHERE l.commitment_id = x.id AND p.state IN ('STARTED', 'COMPLETED', 'ENDED_EARLY')
			AND NOT EXISTS (SELECT FROM placement_move v WHERE v.placement_id = p.id AND v.reason = 'RECORDED_BY_MISTAKE'))
	ELSE (SELECT coalesce(sum(v.quantity), 0) FROM commitment_evidence v WHERE v.commitment_id = x.id AND v.verified_at IS NOT NULL) END)::bigint`

// few says that commitment x was delivered with so few people that who only reads figures is not told; hub.FewPeople says the same.
const few = `(x.kind IN ('APPRENTICESHIP_STARTS', 'PLACEMENTS') AND ` + delivered + ` BETWEEN 1 AND 4)`

// standing is how commitment x stands on @today; hub.Commitment.StandingOn says the same.
const standing = `(CASE WHEN ` + delivered + ` >= x.quantity THEN 'DELIVERED' WHEN x.due_on < @today THEN 'OVERDUE' ELSE 'UNDER_WAY' END)`

// CommitmentBook is where commitments are stored, but for what shows that they were delivered.
var CommitmentBook = Book[hub.Commitment, hub.CommitmentID, hub.CommitmentFilter]{
	table: "commitment", one: "commitment", many: "commitments", day: "due_on", soonest: true,
	columns: `x.id, x.employer_id, x.area, x.kind, x.about, x.quantity, ` + delivered + ` AS delivered_quantity,
		(SELECT coalesce(sum(v.quantity), 0) FROM commitment_evidence v WHERE v.commitment_id = x.id AND v.verified_at IS NULL)::bigint AS waiting_quantity,
		x.made_on, x.due_on, x.reference, x.note, x.recorded_at, x.version`,
	place: func(c hub.Commitment) (hub.Date, uuid.UUID) { return c.DueOn, c.ID.UUID },
	row: func(c hub.Commitment) pgx.StrictNamedArgs {
		return pgx.StrictNamedArgs{
			"id": c.ID, "employer_id": c.EmployerID, "area": c.Area, "kind": c.Kind, "about": c.About, "quantity": c.Quantity, "made_on": c.MadeOn, "due_on": c.DueOn,
			"reference": c.Reference, "note": c.Note, "recorded_at": c.RecordedAt, "version": c.Version,
		}
	},
	narrow: func(s sight, f hub.CommitmentFilter, where func(condition, name string, value any)) {
		if f.EmployerID != nil {
			where(`x.employer_id = @of_employer`, "of_employer", *f.EmployerID)
		}
		if len(f.AreaIn) > 0 {
			where(`x.area = ANY (@areas)`, "areas", f.AreaIn)
		}
		if len(f.KindIn) > 0 {
			where(`x.kind = ANY (@kinds)`, "kinds", f.KindIn)
		}
		if len(f.StandingIn) > 0 {
			where(standing+` = ANY (@standings)`, "standings", f.StandingIn)
			where(`true`, "today", f.Today)
			if !s.SeesTrueCounts() {
				where(`NOT `+few, "", nil)
			}
		}
	},
}

// Commitments reads a page of those whose employers viewer sees, what is due soonest first. Errors: BAD_INPUT for a cursor of another list.
func Commitments(ctx context.Context, q Querier, viewer Viewer, f hub.CommitmentFilter, page hub.Page) (hub.List[hub.Commitment], error) {
	return CommitmentBook.list(ctx, q, viewer, f, page)
}

// CommitmentFigures counts the commitments of employers that viewer sees, by area and kind; those of no area come last.
func CommitmentFigures(ctx context.Context, q Querier, viewer Viewer) ([]hub.CommitmentFigures, error) {
	args := pgx.StrictNamedArgs{"today": viewer.Today}
	rows, err := q.Query(ctx, `
		SELECT c.area, c.kind, count(DISTINCT c.employer_id) AS employers, count(*) AS commitments, count(*) FILTER (WHERE c.standing = 'OVERDUE') AS overdue,
			sum(c.quantity)::bigint AS quantity, sum(least(c.quantity, c.delivered))::bigint AS delivered_quantity, bool_or(c.few) AS few
		FROM (
			SELECT x.area, x.kind, x.employer_id, x.quantity, `+delivered+` AS delivered, `+standing+` AS standing, `+few+` AS few
			FROM commitment x JOIN employer e ON e.id = x.employer_id
			WHERE `+living+` AND `+viewer.sight(args).employer("e")+`
		) c LEFT JOIN investment_area a ON a.code = c.area
		GROUP BY c.area, a.name, c.kind ORDER BY a.name NULLS LAST, c.area, c.kind`, args)
	return all[hub.CommitmentFigures](rows, err, "cannot count commitments")
}

// CommitmentLinks reads the records that deliver these commitments whose employer viewer sees, and of placements those that viewer sees.
func CommitmentLinks(ctx context.Context, q Querier, viewer Viewer, of []hub.CommitmentID) ([]hub.CommitmentLink, error) {
	args := pgx.StrictNamedArgs{"of": of}
	s := viewer.sight(args)
	rows, err := q.Query(ctx, `
		SELECT l.commitment_id, l.school_encounter_id, l.apprenticeship_id, l.placement_id
		FROM commitment_link l JOIN commitment x ON x.id = l.commitment_id LEFT JOIN placement p ON p.id = l.placement_id
		WHERE l.commitment_id = ANY (@of) AND `+s.employerOf(`x.employer_id`)+` AND (p.id IS NULL OR `+s.placement("p")+`)
		ORDER BY l.school_encounter_id, l.apprenticeship_id, l.placement_id`, args)
	return all[hub.CommitmentLink](rows, err, "cannot read what delivers commitments")
}

// InsertCommitmentLink links a record to a commitment. Errors: CONFLICT where it is linked to one.
func InsertCommitmentLink(ctx context.Context, tx pgx.Tx, l hub.CommitmentLink) error {
	_, err := tx.Exec(ctx, `INSERT INTO commitment_link (commitment_id, school_encounter_id, apprenticeship_id, placement_id) VALUES (@commitment, @encounter, @apprenticeship, @placement)`,
		linkArgs(l))
	if err != nil {
		return explain(err, "cannot link a record to a commitment")
	}
	return nil
}

func linkArgs(l hub.CommitmentLink) pgx.StrictNamedArgs {
	return pgx.StrictNamedArgs{"commitment": l.CommitmentID, "encounter": l.SchoolEncounterID, "apprenticeship": l.ApprenticeshipID, "placement": l.PlacementID}
}

// DeleteCommitmentLink takes a record from a commitment, and says whether it was linked.
func DeleteCommitmentLink(ctx context.Context, tx pgx.Tx, l hub.CommitmentLink) (bool, error) {
	done, err := tx.Exec(ctx, `
		DELETE FROM commitment_link WHERE commitment_id = @commitment AND (school_encounter_id = @encounter OR apprenticeship_id = @apprenticeship OR placement_id = @placement)`,
		linkArgs(l))
	if err != nil {
		return false, explain(err, "cannot take a record from a commitment")
	}
	return done.RowsAffected() > 0, nil
}

func evidenceSelect() string {
	return `
		SELECT v.id, v.commitment_id, x.kind, v.quantity, v.on_day, v.description, ` + userRecord("u", "uo") + ` AS entered_by, v.entered_at, ` + userRecord("w", "wo") + ` AS verified_by, v.verified_at
		FROM commitment_evidence v JOIN commitment x ON x.id = v.commitment_id
		LEFT JOIN hub_user u ON u.id = v.entered_by LEFT JOIN organisation uo ON uo.id = u.organisation_id
		LEFT JOIN hub_user w ON w.id = v.verified_by LEFT JOIN organisation wo ON wo.id = w.organisation_id
		WHERE `
}

// EvidenceOfCommitments reads the evidence of these commitments whose employer viewer sees, the latest first.
func EvidenceOfCommitments(ctx context.Context, q Querier, viewer Viewer, of []hub.CommitmentID) ([]hub.CommitmentEvidence, error) {
	args := pgx.StrictNamedArgs{"of": of}
	rows, err := q.Query(ctx, evidenceSelect()+`v.commitment_id = ANY (@of) AND `+viewer.sight(args).employerOf(`x.employer_id`)+` ORDER BY v.on_day DESC, v.id DESC`, args)
	return all[hub.CommitmentEvidence](rows, err, "cannot read the evidence of commitments")
}

// EvidenceForUpdate reads one and keeps others from changing it until tx ends. Errors: NOT_FOUND, also where viewer does not see the employer.
func EvidenceForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, id hub.CommitmentEvidenceID) (hub.CommitmentEvidence, error) {
	args := pgx.StrictNamedArgs{"id": id}
	rows, err := tx.Query(ctx, evidenceSelect()+`v.id = @id AND `+viewer.sight(args).employerOf(`x.employer_id`)+` FOR UPDATE OF v`, args)
	return exactlyOne[hub.CommitmentEvidence](rows, err, "evidence")
}

// InsertCommitmentEvidence adds what shows that some of a commitment was delivered.
func InsertCommitmentEvidence(ctx context.Context, tx pgx.Tx, e hub.CommitmentEvidence) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO commitment_evidence (id, commitment_id, quantity, on_day, description, entered_by, entered_at)
		VALUES (@id, @commitment, @quantity, @day, @description, @by, @at)`,
		pgx.StrictNamedArgs{"id": e.ID, "commitment": e.CommitmentID, "quantity": e.Quantity, "day": e.OnDay, "description": e.Description, "by": userIDOf(e.EnteredBy), "at": e.EnteredAt})
	if err != nil {
		return explain(err, "cannot add evidence")
	}
	return nil
}

// SetEvidenceVerified writes who verified it and when.
func SetEvidenceVerified(ctx context.Context, tx pgx.Tx, e hub.CommitmentEvidence) error {
	_, err := tx.Exec(ctx, `UPDATE commitment_evidence SET verified_by = @by, verified_at = @at WHERE id = @id`,
		pgx.StrictNamedArgs{"id": e.ID, "by": userIDOf(e.VerifiedBy), "at": e.VerifiedAt})
	if err != nil {
		return explain(err, "cannot verify evidence")
	}
	return nil
}

// DeleteCommitmentEvidence removes evidence that was entered by mistake; the log keeps it.
func DeleteCommitmentEvidence(ctx context.Context, tx pgx.Tx, id hub.CommitmentEvidenceID) error {
	if _, err := tx.Exec(ctx, `DELETE FROM commitment_evidence WHERE id = @id`, pgx.StrictNamedArgs{"id": id}); err != nil {
		return explain(err, "cannot remove evidence")
	}
	return nil
}

package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// contactOf is who is asked about placements at employer e: the placement contact, else who heads the people side, works there or owns it, as far as they
// can be written to. It is a subquery for one id, or null.
func contactOf(e string) string {
	return `(SELECT p.id FROM person_role pr JOIN person p ON p.id = pr.person_id
		WHERE pr.employer_id = ` + e + `.id AND pr.function IN ('PLACEMENT_CONTACT', 'HR_DIRECTOR', 'HR', 'OWNER') AND (pr.since IS NULL OR pr.since <= @today) AND (pr.until IS NULL OR pr.until >= @today)
			AND ` + writable("p") + `
		ORDER BY array_position(ARRAY['PLACEMENT_CONTACT', 'HR_DIRECTOR', 'HR', 'OWNER'], pr.function), pr.id LIMIT 1)`
}

// writable says that person p can be written to about placements: nothing that hub.Reach has against the person.
func writable(p string) string {
	return `(` + p + `.email IS NOT NULL AND ` + p + `.email_state NOT IN ('HARD_BOUNCED', 'COMPLAINED') AND NOT ` + placementsUnwanted(p) + ` AND NOT ` + suppressedFor(p, hub.TopicPlacements) + `)`
}

// placementsUnwanted says that person p does not want to hear about placements, or at all.
func placementsUnwanted(p string) string {
	return `EXISTS (SELECT FROM objection ob WHERE ob.person_id = ` + p + `.id AND ob.topic IN ('ALL', 'PLACEMENTS'))`
}

// HostingCandidateForUpdate reads what decides whether an employer is asked to host, as far as viewer sees it, and keeps others from asking it until tx
// ends. Errors: NOT_FOUND.
func HostingCandidateForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, id hub.EmployerID, in hub.AskHostingInterestInput) (hub.HostingCandidate, error) {
	args := pgx.StrictNamedArgs{"id": id, "programme": in.Programme, "year": in.Year, "today": viewer.Today}
	see := viewer.sight(args)
	rows, err := tx.Query(ctx, `SELECT 1 FROM employer e WHERE e.id = @id FOR NO KEY UPDATE OF e`, pgx.StrictNamedArgs{"id": id})
	if _, err := column[int](rows, err, "cannot lock an employer"); err != nil {
		return hub.HostingCandidate{}, err
	}
	rows, err = tx.Query(ctx, `
		SELECT e.id AS employer_id, e.status, `+see.onHold("e")+` AS on_hold, x.level AS said_level, x.said_on, `+contactOf("e")+` AS contact_id,
			(SELECT max(q.asked_on) FROM placement_request q
				WHERE q.employer_id = e.id AND q.kind = 'HOSTING_INTEREST' AND q.programme = @programme AND q.year = @year AND NOT `+requestEnded+`) AS asked_on
		FROM employer e
		LEFT JOIN LATERAL (
			SELECT x.level, x.said_on FROM hosting_interest x
			WHERE x.employer_id = e.id AND x.programme = @programme AND x.year = @year AND x.response_id IS NULL ORDER BY x.said_on DESC, x.id DESC LIMIT 1) x ON true
		WHERE e.id = @id AND `+living+` AND `+see.employer("e"), args)
	return exactlyOne[hub.HostingCandidate](rows, err, "employer")
}

// HostingToAskAgain finds up to most employers that said not now by a link and named a day that has come to ask them again, and that were not asked for
// it. Who answered is asked again, else whoever is by now. What is older than a year is left, and an employer on hold waits.
func HostingToAskAgain(ctx context.Context, tx pgx.Tx, today hub.Date, most int) ([]hub.HostingAgain, error) {
	args := pgx.StrictNamedArgs{"today": today, "most": most}
	see := Viewer{Actor: hub.System, Today: today}.sight(args)
	rows, err := tx.Query(ctx, `
		SELECT * FROM (
			SELECT e.id AS employer_id, x.programme, x.year, x.ask_again_on, q.organisation_id, coalesce((
				SELECT p.id FROM person p JOIN person_role pr ON pr.person_id = p.id AND pr.employer_id = e.id AND (pr.until IS NULL OR pr.until >= @today)
				WHERE p.id = q.person_id AND `+writable("p")+` LIMIT 1), `+contactOf("e")+`) AS person_id
			FROM hosting_interest x JOIN placement_request q ON q.id = x.placement_request_id JOIN employer e ON e.id = x.employer_id
			WHERE x.ask_again_on BETWEEN @today::date - 365 AND @today AND `+latestHosting+` AND x.year >= extract(year FROM @today::date)
				AND `+living+` AND e.status <> 'CLOSED' AND NOT `+see.onHold("e")+`
				AND NOT EXISTS (SELECT FROM placement_request n WHERE n.employer_id = e.id AND n.kind = 'HOSTING_INTEREST' AND n.programme = x.programme AND n.year = x.year AND n.asked_on >= x.ask_again_on)
			ORDER BY x.id) again
		WHERE person_id IS NOT NULL LIMIT @most`, args)
	return all[hub.HostingAgain](rows, err, "cannot find employers to ask again")
}

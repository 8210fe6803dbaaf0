package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// checksAsked are opportunities o that are not over, each with the rule of its first day and each kind of check asks.kind that this asks for. What follows
// is AND.
const checksAsked = `opportunity o
	JOIN LATERAL (SELECT r.checks, r.least_age < 18 AS young FROM placement_programme_rule r WHERE r.programme = o.programme AND r.starts_on <= greatest(o.starts_on, @today) ORDER BY r.starts_on DESC LIMIT 1) rule ON true
	CROSS JOIN LATERAL unnest(rule.checks) asks (kind)
	WHERE o.state IN ('CHECKS', 'OPEN', 'FILLED') AND coalesce(o.ends_on, 'infinity') >= @today`

// adultsOnly says that the risk assessment that stands at a site does not consider young people, though an opportunity there takes people under 18.
func adultsOnly(site, kind string) string {
	return `(` + kind + ` = 'RISK_ASSESSMENT' AND coalesce((
		SELECT k.result <> 'NOT_REQUIRED' AND k.considers_young_people IS NOT TRUE FROM site_check k WHERE k.site_id = ` + site + ` AND k.kind = ` + kind + ` ORDER BY k.recorded_at DESC, k.id DESC LIMIT 1), false)
		AND EXISTS (SELECT FROM ` + checksAsked + ` AND o.site_id = ` + site + ` AND asks.kind = 'RISK_ASSESSMENT' AND rule.young))`
}

// checkOccurrence is what makes a request for a check of a kind at a site the same again: the site, the kind, the last day of the check that stands, and that
// it is for adults alone where it may not be.
func checkOccurrence(site, kind string) string {
	return `(` + site + ` || ' ' || ` + kind + ` || ' ' || coalesce((
		SELECT coalesce(k.expires_on::text, 'holds') FROM site_check k WHERE k.site_id = ` + site + ` AND k.kind = ` + kind + ` ORDER BY k.recorded_at DESC, k.id DESC LIMIT 1), 'missing')
		|| CASE WHEN ` + adultsOnly(site, kind) + ` THEN '` + hub.AdultsOnly + `' ELSE '' END)`
}

// ChecksWanted finds up to most checks of sites that opportunities there need and that are missing, run out by a day or leave out young people who may come, and for which nobody was asked yet:
// of the opportunity that begins first the contact is asked, else who is asked about placements there, by the organisation that took the last step with it,
// else leads the employer.
func ChecksWanted(ctx context.Context, tx pgx.Tx, today, by hub.Date, most int) ([]hub.CheckWanted, error) {
	args := pgx.StrictNamedArgs{"today": today, "by": by, "most": most}
	see := Viewer{Actor: hub.System, Today: today}.sight(args)
	rows, err := tx.Query(ctx, `
		SELECT * FROM (
			SELECT DISTINCT ON (o.site_id, asks.kind) o.employer_id, o.site_id, asks.kind, `+checkOccurrence("o.site_id", "asks.kind")+` AS occurrence,
				coalesce((SELECT p.id FROM person p JOIN person_role pr ON pr.person_id = p.id AND pr.employer_id = o.employer_id AND (pr.until IS NULL OR pr.until >= @today)
					WHERE p.id = o.contact_id AND `+writable("p")+` LIMIT 1), `+contactOf("e")+`) AS person_id,
				coalesce((SELECT mu.organisation_id FROM opportunity_move mv JOIN hub_user mu ON mu.id = mv.user_id WHERE mv.opportunity_id = o.id ORDER BY mv.id DESC LIMIT 1), e.led_by_organisation_id) AS organisation_id
			FROM employer e JOIN (SELECT o.*, asks.kind, rule.young FROM `+checksAsked+`) o ON o.employer_id = e.id CROSS JOIN LATERAL (SELECT o.kind) asks
			WHERE `+living+` AND e.status <> 'CLOSED' AND NOT `+see.onHold("e")+` AND (coalesce((
				SELECT coalesce(k.expires_on, 'infinity') FROM site_check k WHERE k.site_id = o.site_id AND k.kind = asks.kind ORDER BY k.recorded_at DESC, k.id DESC LIMIT 1), '-infinity') <= @by
				OR o.young AND `+adultsOnly("o.site_id", "asks.kind")+`)
			ORDER BY o.site_id, asks.kind, coalesce(o.starts_on, 'infinity'), o.id) wanted
		WHERE person_id IS NOT NULL AND organisation_id IS NOT NULL
			AND NOT EXISTS (SELECT FROM placement_request q WHERE q.kind = 'SITE_CHECK' AND q.employer_id = wanted.employer_id AND q.occurrence = wanted.occurrence AND (q.withdrawn_at IS NULL OR q.stopped OR q.person_id = wanted.person_id AND q.unreached))
		LIMIT @most`, args)
	return all[hub.CheckWanted](rows, err, "cannot find checks to ask for")
}

// coordinatorOf is who of an organisation took the last step with an opportunity at a site, while they work there with placements.
func coordinatorOf(site, at string, args pgx.StrictNamedArgs) string {
	args["coordinators"] = hub.RolesWith(hub.PermWritePlacements)
	return `(SELECT ou.id FROM opportunity oo JOIN opportunity_move ov ON ov.opportunity_id = oo.id JOIN hub_user ou ON ou.id = ov.user_id
		WHERE oo.site_id = ` + site + ` AND ou.organisation_id = ` + at + ` AND ou.disabled_at IS NULL AND ou.roles && @coordinators ORDER BY ov.id DESC LIMIT 1)`
}

// CoordinatorOf is who of an organisation took the last step with an opportunity at a site, while they work there with placements; nil leaves what is to do to
// their colleagues.
func CoordinatorOf(ctx context.Context, tx pgx.Tx, site hub.SiteID, at hub.OrganisationID) (*hub.UserID, error) {
	args := pgx.StrictNamedArgs{"site": site, "at": at}
	rows, err := tx.Query(ctx, `SELECT `+coordinatorOf("@site", "@at", args), args)
	return one[*hub.UserID](rows, err, "cannot find who works with a site")
}

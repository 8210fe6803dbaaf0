package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

const membershipSelect = `
	SELECT m.id, m.network_id, m.employer_id, m.state, m.since, m.reason, m.terms, m.renews_on, m.version
	FROM network_membership m `

// membershipWhere are the conditions of a filter on membership m of employer e.
func (s sight) membershipWhere(network hub.NetworkID, f hub.MembershipFilter) string {
	s.args["network"] = network
	where := `m.network_id = @network AND ` + living + ` AND ` + s.employer("e")
	if len(f.StateIn) > 0 {
		where += ` AND m.state = ANY (@states)`
		s.args["states"] = f.StateIn
	}
	if f.RenewsBy != nil {
		where += ` AND m.renews_on <= @renews_by`
		s.args["renews_by"] = *f.RenewsBy
	}
	return where
}

// Memberships reads a page of the memberships of a network whose employers viewer sees, by the employers' names. Errors: BAD_INPUT for a
// cursor of another list.
func Memberships(ctx context.Context, q Querier, viewer Viewer, network hub.NetworkID, f hub.MembershipFilter, page hub.Page) (hub.List[hub.Membership], error) {
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	after, err := afterCursor("memberships", page, `(e.name_key, m.id) > (@key, @id)`, args)
	if err != nil {
		return hub.List[hub.Membership]{}, err
	}
	rows, err := q.Query(ctx, `
		SELECT m.id, m.network_id, m.employer_id, m.state, m.since, m.reason, m.terms, m.renews_on, m.version, e.name_key
		FROM network_membership m JOIN employer e ON e.id = m.employer_id
		WHERE `+viewer.sight(args).membershipWhere(network, f)+` AND `+after+`
		ORDER BY e.name_key, m.id LIMIT @limit`, args)
	return listOf(rows, err, page, "memberships", func(m membershipInList) (hub.Membership, hub.Cursor) {
		return m.Membership, hub.Cursor{List: "memberships", Key: m.NameKey, ID: m.ID.UUID}
	})
}

type membershipInList struct {
	hub.Membership
	NameKey string
}

// CountMemberships counts what Memberships lists.
func CountMemberships(ctx context.Context, q Querier, viewer Viewer, network hub.NetworkID, f hub.MembershipFilter) (int, error) {
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, `SELECT count(*) FROM network_membership m JOIN employer e ON e.id = m.employer_id WHERE `+viewer.sight(args).membershipWhere(network, f), args)
	return one[int](rows, err, "cannot count memberships")
}

// MembershipsByID reads those of ids whose employer viewer sees, in no order.
func MembershipsByID(ctx context.Context, q Querier, viewer Viewer, ids []hub.MembershipID) ([]hub.Membership, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	rows, err := q.Query(ctx, membershipSelect+`WHERE m.id = ANY (@ids) AND `+viewer.sight(args).employerOf(`m.employer_id`), args)
	return all[hub.Membership](rows, err, "cannot read memberships")
}

// MembershipsOf reads the memberships of these employers, by network and since when.
func MembershipsOf(ctx context.Context, q Querier, viewer Viewer, employers []hub.EmployerID) ([]hub.Membership, error) {
	args := pgx.StrictNamedArgs{"employers": employers}
	rows, err := q.Query(ctx, membershipSelect+`WHERE m.employer_id = ANY (@employers) AND `+viewer.sight(args).employerOf(`m.employer_id`)+`
		ORDER BY m.network_id, m.since, m.id`, args)
	return all[hub.Membership](rows, err, "cannot read memberships")
}

// MembershipForUpdate reads one and keeps others from changing it until tx ends. Errors: NOT_FOUND, also where viewer does not see the
// employer.
func MembershipForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, id hub.MembershipID) (hub.Membership, error) {
	args := pgx.StrictNamedArgs{"id": id}
	rows, err := tx.Query(ctx, membershipSelect+`WHERE m.id = @id AND `+viewer.sight(args).employerOf(`m.employer_id`)+` FOR UPDATE OF m`, args)
	return exactlyOne[hub.Membership](rows, err, "membership")
}

// MembershipMoves reads every step of these memberships, the latest first.
func MembershipMoves(ctx context.Context, q Querier, viewer Viewer, memberships []hub.MembershipID) ([]hub.MembershipMove, error) {
	args := pgx.StrictNamedArgs{"memberships": memberships}
	rows, err := q.Query(ctx, `
		SELECT v.membership_id, v.state, v.on_day, v.reason, v.recorded_at, `+userRecord("u", "uo")+` AS by
		FROM network_membership_move v
		JOIN network_membership m ON m.id = v.membership_id
		LEFT JOIN hub_user u ON u.id = v.user_id
		LEFT JOIN organisation uo ON uo.id = u.organisation_id
		WHERE v.membership_id = ANY (@memberships) AND `+viewer.sight(args).employerOf(`m.employer_id`)+`
		ORDER BY v.id DESC`, args)
	return all[hub.MembershipMove](rows, err, "cannot read the steps of memberships")
}

// lastDay is the last day on which r speaks for membership m: who leaves the employer speaks for it no more.
const lastDay = `least(r.until, (SELECT CASE WHEN bool_and(pr.until IS NOT NULL) THEN max(pr.until) END FROM person_role pr
	WHERE pr.person_id = r.person_id AND pr.employer_id = m.employer_id))`

const representationSelect = `
	SELECT r.membership_id, r.person_id, r.seat, r.since, ` + lastDay + ` AS until
	FROM network_representative r JOIN network_membership m ON m.id = r.membership_id `

// RepresentationsOf reads who speaks and spoke for these memberships, the latest first and representatives before deputies.
func RepresentationsOf(ctx context.Context, q Querier, viewer Viewer, memberships []hub.MembershipID) ([]hub.Representation, error) {
	args := pgx.StrictNamedArgs{"memberships": memberships}
	rows, err := q.Query(ctx, representationSelect+`
		WHERE r.membership_id = ANY (@memberships) AND `+viewer.sight(args).employerOf(`m.employer_id`)+`
		ORDER BY r.seat DESC, r.since DESC, r.id DESC`, args)
	return all[hub.Representation](rows, err, "cannot read who speaks for members")
}

// RepresentationsOn reads who speaks on a day for those that are active members of a network on that day, as far as viewer sees them:
// representatives before deputies.
func RepresentationsOn(ctx context.Context, q Querier, viewer Viewer, network hub.NetworkID, day hub.Date) ([]hub.Representation, error) {
	args := pgx.StrictNamedArgs{"network": network, "day": day}
	rows, err := q.Query(ctx, representationSelect+`
		WHERE m.network_id = @network AND r.since <= @day AND coalesce(`+lastDay+` >= @day, true) AND `+viewer.sight(args).employerOf(`m.employer_id`)+`
			AND `+stateOn+` = 'ACTIVE'
		ORDER BY r.membership_id, r.seat DESC, r.since, r.id`, args)
	return all[hub.Representation](rows, err, "cannot read who speaks for members")
}

// stateOn is the state of membership m on @day; null before its first step. Of two steps of one day the later one counts.
const stateOn = `(SELECT v.state FROM network_membership_move v WHERE v.membership_id = m.id AND v.on_day <= @day ORDER BY v.on_day DESC, v.id DESC LIMIT 1)`

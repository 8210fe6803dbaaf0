package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// referralSelect reads referral r, with its words where the viewer may read them.
func (s sight) referralSelect() string {
	return `
		SELECT r.id, r.kind, r.employer_id, ` + organisationRecord("f") + ` AS "from", ` + organisationRecord("t") + ` AS "to",
			` + userRecord("fu", "f") + ` AS sent_by, ` + userRecord("tu", "t") + ` AS handler, r.person_id,
			CASE WHEN ` + s.referralWords("r", "from_organisation_id") + ` THEN r.about END AS about, r.due_on, r.state,
			CASE WHEN ` + s.referralWords("r", "to_organisation_id") + ` THEN r.answer END AS answer,
			r.interaction_id, r.created_at, r.closed_at, r.version
		FROM referral r
		JOIN organisation f ON f.id = r.from_organisation_id
		JOIN organisation t ON t.id = r.to_organisation_id
		LEFT JOIN hub_user fu ON fu.id = r.from_user_id
		LEFT JOIN hub_user tu ON tu.id = r.to_user_id
		WHERE ` + s.referral("r") + ` AND `
}

// referralWhere are the conditions of a filter on one side, put together as for tasks.
func referralWhere(direction hub.ReferralDirection, f hub.ReferralFilter, viewer Viewer, args pgx.StrictNamedArgs) string {
	args["own"] = viewer.OrganisationID
	where, mine := `r.to_organisation_id = @own`, `(r.to_user_id = @me OR r.to_user_id IS NULL)`
	if direction == hub.ReferralsSent {
		where, mine = `r.from_organisation_id = @own`, `r.from_user_id = @me`
	}
	add := func(condition, name string, value any) {
		where += ` AND ` + condition
		args[name] = value
	}
	if f.Mine != nil && *f.Mine {
		add(mine, "me", viewer.UserID)
	}
	if f.KindIn != nil {
		add(`r.kind = ANY (@kinds)`, "kinds", f.KindIn)
	}
	if f.StateIn != nil {
		add(`r.state = ANY (@states)`, "states", f.StateIn)
	}
	if f.DueBy != nil {
		add(`r.due_on <= @due_by`, "due_by", *f.DueBy)
	}
	return where
}

// Referrals reads a page of those that the viewer's organisation sent or received, the latest first. Errors: BAD_INPUT for a
// cursor of another list.
func Referrals(ctx context.Context, q Querier, viewer Viewer, direction hub.ReferralDirection, filter hub.ReferralFilter, page hub.Page) (hub.List[hub.Referral], error) {
	args := pgx.StrictNamedArgs{}
	return referrals(ctx, q, viewer, referralWhere(direction, filter, viewer, args), args, page)
}

// ReferralsOf reads a page of those about one employer that viewer sees, the latest first. Errors: as for Referrals.
func ReferralsOf(ctx context.Context, q Querier, viewer Viewer, employer hub.EmployerID, page hub.Page) (hub.List[hub.Referral], error) {
	return referrals(ctx, q, viewer, `r.employer_id = @employer`, pgx.StrictNamedArgs{"employer": employer}, page)
}

func referrals(ctx context.Context, q Querier, viewer Viewer, where string, args pgx.StrictNamedArgs, page hub.Page) (hub.List[hub.Referral], error) {
	args["limit"] = page.First + 1
	if page.After != "" {
		cursor, err := hub.ParseCursor("referrals", page.After)
		if err != nil {
			return hub.List[hub.Referral]{}, err
		}
		where += ` AND r.id < @id`
		args["id"] = cursor.ID
	}
	rows, err := q.Query(ctx, viewer.sight(args).referralSelect()+where+` ORDER BY r.id DESC LIMIT @limit`, args)
	return listOf(rows, err, page, "referrals", func(r hub.Referral) (hub.Referral, hub.Cursor) {
		return r, hub.Cursor{List: "referrals", ID: r.ID.UUID}
	})
}

// CountReferrals counts what Referrals lists.
func CountReferrals(ctx context.Context, q Querier, viewer Viewer, direction hub.ReferralDirection, filter hub.ReferralFilter) (int, error) {
	return countReferrals(ctx, q, viewer, func(args pgx.StrictNamedArgs) string { return referralWhere(direction, filter, viewer, args) })
}

// CountReferralsOf counts what ReferralsOf lists.
func CountReferralsOf(ctx context.Context, q Querier, viewer Viewer, employer hub.EmployerID) (int, error) {
	return countReferrals(ctx, q, viewer, func(args pgx.StrictNamedArgs) string {
		args["employer"] = employer
		return `r.employer_id = @employer`
	})
}

func countReferrals(ctx context.Context, q Querier, viewer Viewer, where func(pgx.StrictNamedArgs) string) (int, error) {
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, `SELECT count(*) FROM referral r WHERE `+viewer.sight(args).referral("r")+` AND `+where(args), args)
	return one[int](rows, err, "cannot count referrals")
}

// ReferralsByID reads those of ids that viewer sees, in no order.
func ReferralsByID(ctx context.Context, q Querier, viewer Viewer, ids []hub.ReferralID) ([]hub.Referral, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	rows, err := q.Query(ctx, viewer.sight(args).referralSelect()+`r.id = ANY (@ids) ORDER BY r.id`, args)
	return all[hub.Referral](rows, err, "cannot read referrals")
}

// ReferralForUpdate reads one, and keeps others from changing it until tx ends. Errors: NOT_FOUND, also for one that viewer does
// not see.
func ReferralForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, id hub.ReferralID) (hub.Referral, error) {
	args := pgx.StrictNamedArgs{"id": id}
	rows, err := tx.Query(ctx, viewer.sight(args).referralSelect()+`r.id = @id FOR UPDATE OF r`, args)
	return exactlyOne[hub.Referral](rows, err, "referral")
}

// ReferralMoves reads the steps of each of these referrals that viewer sees, in order.
func ReferralMoves(ctx context.Context, q Querier, viewer Viewer, referrals []hub.ReferralID) ([]hub.ReferralMove, error) {
	args := pgx.StrictNamedArgs{"referrals": referrals}
	see := viewer.sight(args)
	rows, err := q.Query(ctx, `
		SELECT m.referral_id, m.state, m.at, `+organisationRecord("o")+` AS organisation, `+userRecord("u", "o")+` AS who,
			CASE WHEN `+see.referralWords("r", "to_organisation_id")+` THEN m.reason END AS reason
		FROM referral_move m
		JOIN referral r ON r.id = m.referral_id
		JOIN organisation o ON o.id = m.organisation_id
		LEFT JOIN hub_user u ON u.id = m.user_id
		WHERE m.referral_id = ANY (@referrals) AND `+see.referral("r")+`
		ORDER BY m.at, m.id`, args)
	return all[hub.ReferralMove](rows, err, "cannot read the steps of referrals")
}

// InsertReferral adds a referral. Errors: BAD_INPUT for the organisation, NOT_FOUND for the employer, CONFLICT where the same was
// asked and is not settled.
func InsertReferral(ctx context.Context, tx pgx.Tx, r hub.Referral) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO referral (id, kind, employer_id, from_organisation_id, to_organisation_id, from_user_id, to_user_id, person_id, about, due_on, state, created_at, version)
		VALUES (@id, @kind, @employer, @from, @to, @from_user, @to_user, @person, @about, @due, @state, @created, @version)`,
		pgx.StrictNamedArgs{
			"id": r.ID, "kind": r.Kind, "employer": r.EmployerID, "from": r.From.ID, "to": r.To.ID, "from_user": userIDOf(r.SentBy), "to_user": userIDOf(r.Handler),
			"person": r.PersonID, "about": r.About, "due": r.DueOn, "state": r.State, "created": r.CreatedAt, "version": r.Version,
		})
	if err != nil {
		return explain(err, "cannot add a referral")
	}
	return nil
}

// SetReferral writes what may change about a referral; an answer that the viewer did not see stays. A new due day is reminded anew.
func SetReferral(ctx context.Context, tx pgx.Tx, r hub.Referral) error {
	_, err := tx.Exec(ctx, `
		UPDATE referral SET state = @state, to_user_id = @to_user, person_id = @person, answer = coalesce(@answer, answer), interaction_id = @interaction,
			overdue_step = CASE WHEN due_on = @due THEN overdue_step ELSE 0 END, due_on = @due, closed_at = @closed, version = @version
		WHERE id = @id`,
		pgx.StrictNamedArgs{
			"id": r.ID, "state": r.State, "to_user": userIDOf(r.Handler), "person": r.PersonID, "answer": r.Answer, "interaction": r.InteractionID,
			"due": r.DueOn, "closed": r.ClosedAt, "version": r.Version,
		})
	if err != nil {
		return explain(err, "cannot change a referral")
	}
	return nil
}

// InsertReferralMove adds a step of a referral.
func InsertReferralMove(ctx context.Context, tx pgx.Tx, m hub.ReferralMove) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO referral_move (id, referral_id, state, at, organisation_id, user_id, reason)
		VALUES (@id, @referral, @state, @at, @organisation, @user, @reason)`,
		pgx.StrictNamedArgs{
			"id": id, "referral": m.ReferralID, "state": m.State, "at": m.At, "organisation": m.Organisation.ID, "user": userIDOf(m.Who), "reason": m.Reason,
		})
	if err != nil {
		return explain(err, "cannot write a step of a referral")
	}
	return nil
}

// CompletesReferral says that an interaction is one of the viewer's organisation with that employer, and complete.
func CompletesReferral(ctx context.Context, q Querier, viewer Viewer, interaction hub.InteractionID, employer hub.EmployerID) (bool, error) {
	rows, err := q.Query(ctx, `
		SELECT EXISTS (
			SELECT FROM interaction_employer x
			WHERE x.interaction_id = @interaction AND x.employer_id = @employer AND x.organisation_id = @own AND x.state = 'COMPLETE')`,
		pgx.StrictNamedArgs{"interaction": interaction, "employer": employer, "own": viewer.OrganisationID})
	return one[bool](rows, err, "cannot look for an interaction")
}

func userIDOf(u *hub.User) *hub.UserID {
	if u == nil {
		return nil
	}
	return &u.ID
}

package postgres

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// InsertMembership adds one.
func InsertMembership(ctx context.Context, tx pgx.Tx, m hub.Membership) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO network_membership (id, network_id, employer_id, state, since, reason, terms, renews_on, version)
		VALUES (@id, @network, @employer, @state, @since, @reason, @terms, @renews, @version)`,
		pgx.StrictNamedArgs{
			"id": m.ID, "network": m.NetworkID, "employer": m.EmployerID, "state": m.State, "since": m.Since, "reason": m.Reason, "terms": m.Terms,
			"renews": m.RenewsOn, "version": m.Version,
		})
	if err != nil {
		return explain(err, "cannot add a membership")
	}
	return nil
}

// SetMembership writes what may change about one.
func SetMembership(ctx context.Context, tx pgx.Tx, m hub.Membership) error {
	_, err := tx.Exec(ctx, `
		UPDATE network_membership SET state = @state, since = @since, reason = @reason, terms = @terms, renews_on = @renews, version = @version WHERE id = @id`,
		pgx.StrictNamedArgs{"id": m.ID, "state": m.State, "since": m.Since, "reason": m.Reason, "terms": m.Terms, "renews": m.RenewsOn, "version": m.Version})
	if err != nil {
		return explain(err, "cannot change a membership")
	}
	return nil
}

// InsertMembershipMove writes the step by which a membership came to its state.
func InsertMembershipMove(ctx context.Context, tx pgx.Tx, m hub.Membership, by *hub.UserID, at time.Time) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO network_membership_move (id, membership_id, state, on_day, reason, recorded_at, user_id) VALUES (@id, @membership, @state, @on, @reason, @at, @by)`,
		pgx.StrictNamedArgs{"id": id, "membership": m.ID, "state": m.State, "on": m.Since, "reason": m.Reason, "at": at, "by": by})
	if err != nil {
		return explain(err, "cannot note a step of a membership")
	}
	return nil
}

// InsertRepresentation notes that somebody takes a seat. Those whose holder has left the employer by then end with that.
func InsertRepresentation(ctx context.Context, tx pgx.Tx, r hub.Representation) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		UPDATE network_representative r SET until = greatest(r.since, `+lastDay+`) FROM network_membership m
		WHERE m.id = r.membership_id AND m.id = @membership AND r.until IS NULL AND `+lastDay+` < @since`,
		pgx.StrictNamedArgs{"membership": r.MembershipID, "since": r.Since})
	if err != nil {
		return explain(err, "cannot end a seat")
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO network_representative (id, membership_id, person_id, seat, since) VALUES (@id, @membership, @person, @seat, @since)`,
		pgx.StrictNamedArgs{"id": id, "membership": r.MembershipID, "person": r.PersonID, "seat": r.Seat, "since": r.Since})
	if err != nil {
		return explain(err, "cannot note who speaks for a member")
	}
	return nil
}

// EndRepresentation writes the last day of a seat.
func EndRepresentation(ctx context.Context, tx pgx.Tx, r hub.Representation) error {
	_, err := tx.Exec(ctx, `
		UPDATE network_representative SET until = @until WHERE membership_id = @membership AND person_id = @person AND seat = @seat AND since = @since`,
		pgx.StrictNamedArgs{"membership": r.MembershipID, "person": r.PersonID, "seat": r.Seat, "since": r.Since, "until": r.Until})
	if err != nil {
		return explain(err, "cannot end a seat")
	}
	return nil
}

// SetNetworkRule writes a rule in the place of the one that begins on its day, if there is one.
func SetNetworkRule(ctx context.Context, tx pgx.Tx, in hub.SetNetworkRuleInput) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO network_rule (id, network_id, starts_on, min_headcount, in_rotherham, scheme) VALUES (gen_random_uuid(), @network, @starts, @least, @rotherham, @scheme)
		ON CONFLICT (network_id, starts_on) DO UPDATE SET min_headcount = EXCLUDED.min_headcount, in_rotherham = EXCLUDED.in_rotherham, scheme = EXCLUDED.scheme`,
		pgx.StrictNamedArgs{"network": in.NetworkID, "starts": in.StartsOn, "least": in.MinHeadcount, "rotherham": in.InRotherham, "scheme": in.Scheme})
	if err != nil {
		return explain(err, "cannot set a rule of a network")
	}
	return nil
}

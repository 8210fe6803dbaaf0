package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// SubsidyRuleOn reads the rule of a day. Errors: NOT_FOUND where there is none.
func SubsidyRuleOn(ctx context.Context, q Querier, on hub.Date) (hub.SubsidyRule, error) {
	rows, err := q.Query(ctx, `SELECT starts_on, most_headcount, most_assistance FROM subsidy_rule WHERE starts_on <= @on ORDER BY starts_on DESC LIMIT 1`, pgx.StrictNamedArgs{"on": on})
	return exactlyOne[hub.SubsidyRule](rows, err, "rule of subsidies on that day")
}

// SubsidyRules reads all rules, the latest first.
func SubsidyRules(ctx context.Context, q Querier) ([]hub.SubsidyRule, error) {
	rows, err := q.Query(ctx, `SELECT starts_on, most_headcount, most_assistance FROM subsidy_rule ORDER BY starts_on DESC`)
	return all[hub.SubsidyRule](rows, err, "cannot read the rules of subsidies")
}

// SetSubsidyRule writes the rule that begins on a day.
func SetSubsidyRule(ctx context.Context, tx pgx.Tx, r hub.SubsidyRule) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO subsidy_rule (starts_on, most_headcount, most_assistance) VALUES (@starts, @headcount, @assistance)
		ON CONFLICT (starts_on) DO UPDATE SET most_headcount = @headcount, most_assistance = @assistance`,
		pgx.StrictNamedArgs{"starts": r.StartsOn, "headcount": r.MostHeadcount, "assistance": r.MostAssistance})
	if err != nil {
		return explain(err, "cannot set a rule of subsidies")
	}
	return nil
}

// SubsidiesOf reads the subsidies of these placements that viewer sees, with their claims and entries.
func SubsidiesOf(ctx context.Context, q Querier, viewer Viewer, of []hub.PlacementID) ([]hub.Subsidy, error) {
	args := pgx.StrictNamedArgs{"of": of}
	seen := `WHERE s.placement_id = ANY (@of) AND ` + viewer.sight(args).placement("l")
	rows, err := q.Query(ctx, `
		SELECT s.placement_id, s.per_period, s.most, s.answered_on, s.group_headcount, s.known_headcount, s.headcount_reason, s.assistance, s.assistance_letter, s.agreed_at, `+userRecord("u", "uo")+` AS agreed_by
		FROM subsidy s JOIN placement l ON l.id = s.placement_id
		LEFT JOIN hub_user u ON u.id = s.agreed_by LEFT JOIN organisation uo ON uo.id = u.organisation_id
		`+seen, args)
	subsidies, err := all[hub.Subsidy](rows, err, "cannot read subsidies")
	if err != nil || len(subsidies) == 0 {
		return nil, err
	}
	rows, err = q.Query(ctx, `
		SELECT s.id, s.placement_id, s.from_day, s.until_day, s.amount, s.payroll, s.state, s.claimed_at, `+userRecord("u", "uo")+` AS claimed_by,
			s.approved_at, `+userRecord("w", "wo")+` AS approved_by, l.state AS placement_state
		FROM subsidy_claim s JOIN placement l ON l.id = s.placement_id
		LEFT JOIN hub_user u ON u.id = s.claimed_by LEFT JOIN organisation uo ON uo.id = u.organisation_id
		LEFT JOIN hub_user w ON w.id = s.approved_by LEFT JOIN organisation wo ON wo.id = w.organisation_id
		`+seen+` ORDER BY s.from_day, s.id`, args)
	claims, err := all[hub.SubsidyClaim](rows, err, "cannot read claims of subsidies")
	if err != nil {
		return nil, err
	}
	rows, err = q.Query(ctx, `
		SELECT s.id, s.placement_id, s.claim_id, s.amount, s.on_day, s.reference, s.recorded_at, `+userRecord("u", "uo")+` AS by
		FROM subsidy_entry s JOIN placement l ON l.id = s.placement_id
		LEFT JOIN hub_user u ON u.id = s.user_id LEFT JOIN organisation uo ON uo.id = u.organisation_id
		`+seen+` ORDER BY s.id`, args)
	entries, err := all[hub.SubsidyEntry](rows, err, "cannot read payments of subsidies")
	if err != nil {
		return nil, err
	}
	for i := range subsidies {
		s := &subsidies[i]
		for _, c := range claims {
			if c.PlacementID == s.PlacementID {
				s.Claims = append(s.Claims, c)
			}
		}
		for _, e := range entries {
			if e.PlacementID == s.PlacementID {
				s.Entries = append(s.Entries, e)
			}
		}
	}
	return subsidies, nil
}

// PlacementOfClaim is the placement that a claim is for. Errors: NOT_FOUND, also where viewer does not see the placement.
func PlacementOfClaim(ctx context.Context, q Querier, viewer Viewer, id hub.SubsidyClaimID) (hub.PlacementID, error) {
	args := pgx.StrictNamedArgs{"id": id}
	rows, err := q.Query(ctx, `
		SELECT s.placement_id FROM subsidy_claim s JOIN placement l ON l.id = s.placement_id WHERE s.id = @id AND `+viewer.sight(args).placement("l"), args)
	found, err := exactlyOne[struct{ PlacementID hub.PlacementID }](rows, err, "claim")
	return found.PlacementID, err
}

// InsertSubsidy adds an agreement. Errors: CONFLICT where the placement has one.
func InsertSubsidy(ctx context.Context, tx pgx.Tx, s hub.Subsidy) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO subsidy (placement_id, per_period, most, answered_on, group_headcount, known_headcount, headcount_reason, assistance, assistance_letter, agreed_at, agreed_by)
		VALUES (@placement, @per_period, @most, @answered, @headcount, @known, @reason, @assistance, @letter, @at, @by)`,
		pgx.StrictNamedArgs{
			"placement": s.PlacementID, "per_period": s.PerPeriod, "most": s.Most, "answered": s.AnsweredOn, "headcount": s.GroupHeadcount, "known": s.KnownHeadcount, "reason": s.HeadcountReason, "assistance": s.Assistance,
			"letter": s.AssistanceLetter, "at": s.AgreedAt, "by": userIDOf(s.AgreedBy),
		})
	if err != nil {
		return explain(err, "cannot agree a subsidy")
	}
	return nil
}

// InsertSubsidyClaim adds a claim. Errors: CONFLICT where another one that was not refused has a day of its period.
func InsertSubsidyClaim(ctx context.Context, tx pgx.Tx, c hub.SubsidyClaim) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO subsidy_claim (id, placement_id, from_day, until_day, amount, payroll, state, claimed_at, claimed_by)
		VALUES (@id, @placement, @from, @until, @amount, @payroll, @state, @at, @by)`,
		pgx.StrictNamedArgs{
			"id": c.ID, "placement": c.PlacementID, "from": c.FromDay, "until": c.UntilDay, "amount": c.Amount, "payroll": c.Payroll, "state": c.State, "at": c.ClaimedAt, "by": userIDOf(c.ClaimedBy),
		})
	if err != nil {
		return explain(err, "cannot claim a subsidy")
	}
	return nil
}

// SetSubsidyClaim writes how far a claim is, and who approved it.
func SetSubsidyClaim(ctx context.Context, tx pgx.Tx, c hub.SubsidyClaim) error {
	_, err := tx.Exec(ctx, `UPDATE subsidy_claim SET state = @state, approved_at = @at, approved_by = @by WHERE id = @id`,
		pgx.StrictNamedArgs{"id": c.ID, "state": c.State, "at": c.ApprovedAt, "by": userIDOf(c.ApprovedBy)})
	if err != nil {
		return explain(err, "cannot move a claim")
	}
	return nil
}

// InsertSubsidyEntry notes money that went or came back.
func InsertSubsidyEntry(ctx context.Context, tx pgx.Tx, e hub.SubsidyEntry) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO subsidy_entry (id, placement_id, claim_id, amount, on_day, reference, recorded_at, user_id)
		VALUES (@id, @placement, @claim, @amount, @day, @reference, @at, @by)`,
		pgx.StrictNamedArgs{
			"id": e.ID, "placement": e.PlacementID, "claim": e.ClaimID, "amount": e.Amount, "day": e.OnDay, "reference": e.Reference, "at": e.RecordedAt, "by": userIDOf(e.By),
		})
	if err != nil {
		return explain(err, "cannot note a payment")
	}
	return nil
}

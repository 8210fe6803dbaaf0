package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// Schemes reads all schemes with their levels and rules, in the order in which people name them.
func Schemes(ctx context.Context, q Querier) ([]hub.Scheme, error) {
	rows, err := q.Query(ctx, `
		SELECT s.code, s.name, (
			SELECT json_agg(json_build_object('Level', l.level, 'Name', l.name, 'Rules', (
				SELECT coalesce(json_agg(json_build_object('ID', 'schemerule_' || r.id, 'Scheme', r.scheme, 'Level', r.level, 'StartsOn', r.starts_on, 'Months', r.months,
					'Renewable', r.renewable, 'InOrder', r.in_order, 'Note', r.note, 'Version', r.version) ORDER BY r.starts_on DESC NULLS FIRST, r.id), '[]')
				FROM scheme_rule r WHERE r.scheme = l.scheme AND r.level = l.level)) ORDER BY l.level)
			FROM scheme_level l WHERE l.scheme = s.code) AS levels
		FROM scheme s ORDER BY s.position`)
	return all[hub.Scheme](rows, err, "cannot read schemes")
}

// SchemeRuleForUpdate reads one rule and keeps others from changing it until tx ends. Errors: NOT_FOUND.
func SchemeRuleForUpdate(ctx context.Context, tx pgx.Tx, id hub.SchemeRuleID) (hub.SchemeRule, error) {
	rows, err := tx.Query(ctx, `
		SELECT id, scheme, level, starts_on, months, renewable, in_order, note, version FROM scheme_rule WHERE id = @id FOR UPDATE`, pgx.StrictNamedArgs{"id": id})
	return exactlyOne[hub.SchemeRule](rows, err, "rule")
}

// SetSchemeRule writes what may change about a rule. Errors: CONFLICT where another of its level begins on that day.
func SetSchemeRule(ctx context.Context, tx pgx.Tx, r hub.SchemeRule) error {
	_, err := tx.Exec(ctx, `
		UPDATE scheme_rule SET starts_on = @starts, months = @months, renewable = @renewable, in_order = @in_order, version = @version WHERE id = @id`,
		pgx.StrictNamedArgs{"id": r.ID, "starts": r.StartsOn, "months": r.Months, "renewable": r.Renewable, "in_order": r.InOrder, "version": r.Version})
	if err != nil {
		return explain(err, "cannot change a rule")
	}
	return nil
}

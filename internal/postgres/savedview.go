package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// savedViewSelect reads view v with who saved it, as far as the viewer sees it.
func (s sight) savedViewSelect() string {
	return `
		SELECT v.id, v.name, v.address, v.shared, ` + userRecord("u", "uo") + ` AS owner, v.version
		FROM saved_view v
		JOIN hub_user u ON u.id = v.user_id
		JOIN organisation uo ON uo.id = u.organisation_id
		WHERE ` + s.savedView("v") + ` AND `
}

// SavedViews lists those that viewer sees, by name. Errors: BAD_INPUT for a cursor of another list.
func SavedViews(ctx context.Context, q Querier, viewer Viewer, page hub.Page) (hub.List[hub.SavedView], error) {
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	after, err := afterCursor("saved views", page, `(v.name_key, v.id) > (@key, @id)`, args)
	if err != nil {
		return hub.List[hub.SavedView]{}, err
	}
	rows, err := q.Query(ctx, viewer.sight(args).savedViewSelect()+after+` ORDER BY v.name_key, v.id LIMIT @limit`, args)
	return listOf(rows, err, page, "saved views", func(v hub.SavedView) (hub.SavedView, hub.Cursor) {
		return v, hub.Cursor{List: "saved views", Key: hub.NameKey(v.Name), ID: v.ID.UUID}
	})
}

// CountSavedViews counts what SavedViews lists.
func CountSavedViews(ctx context.Context, q Querier, viewer Viewer) (int, error) {
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, `SELECT count(*) FROM saved_view v WHERE `+viewer.sight(args).savedView("v"), args)
	return one[int](rows, err, "cannot count saved views")
}

// SavedViewsByID reads those of ids that viewer sees, in no order.
func SavedViewsByID(ctx context.Context, q Querier, viewer Viewer, ids []hub.SavedViewID) ([]hub.SavedView, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	rows, err := q.Query(ctx, viewer.sight(args).savedViewSelect()+`v.id = ANY (@ids) ORDER BY v.id`, args)
	return all[hub.SavedView](rows, err, "cannot read saved views")
}

// SavedViewForUpdate reads one and keeps others from changing it until tx ends. Errors: NOT_FOUND, also for one that viewer does
// not see.
func SavedViewForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, id hub.SavedViewID) (hub.SavedView, error) {
	args := pgx.StrictNamedArgs{"id": id}
	rows, err := tx.Query(ctx, viewer.sight(args).savedViewSelect()+`v.id = @id FOR UPDATE OF v`, args)
	return exactlyOne[hub.SavedView](rows, err, "view")
}

// LockSavedViewsOf keeps two views of a user from being saved at once, and counts those that there are.
func LockSavedViewsOf(ctx context.Context, tx pgx.Tx, user hub.UserID) (int, error) {
	rows, err := tx.Query(ctx, `
		WITH locked AS (SELECT id FROM hub_user WHERE id = @user FOR NO KEY UPDATE)
		SELECT count(v.id) FROM locked LEFT JOIN saved_view v ON v.user_id = locked.id`, pgx.StrictNamedArgs{"user": user})
	return one[int](rows, err, "cannot count saved views")
}

// InsertSavedView adds one. Errors: CONFLICT where its user has one of that name.
func InsertSavedView(ctx context.Context, tx pgx.Tx, v hub.SavedView) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO saved_view (id, organisation_id, user_id, name, name_key, address, shared, version)
		VALUES (@id, @organisation, @user, @name, @key, @address, @shared, @version)`,
		pgx.StrictNamedArgs{
			"id": v.ID, "organisation": v.Owner.Organisation.ID, "user": v.Owner.ID, "name": v.Name, "key": hub.NameKey(v.Name), "address": v.Address,
			"shared": v.Shared, "version": v.Version,
		})
	if err != nil {
		return explain(err, "cannot save a view")
	}
	return nil
}

// SetSavedView writes what may change about one. Errors: CONFLICT where its user has another of that name.
func SetSavedView(ctx context.Context, tx pgx.Tx, v hub.SavedView) error {
	_, err := tx.Exec(ctx, `
		UPDATE saved_view SET name = @name, name_key = @key, address = @address, shared = @shared, version = @version WHERE id = @id`,
		pgx.StrictNamedArgs{"id": v.ID, "name": v.Name, "key": hub.NameKey(v.Name), "address": v.Address, "shared": v.Shared, "version": v.Version})
	if err != nil {
		return explain(err, "cannot change a view")
	}
	return nil
}

// DeleteSavedView removes one.
func DeleteSavedView(ctx context.Context, tx pgx.Tx, id hub.SavedViewID) error {
	_, err := tx.Exec(ctx, `DELETE FROM saved_view WHERE id = @id`, pgx.StrictNamedArgs{"id": id})
	if err != nil {
		return explain(err, "cannot remove a view")
	}
	return nil
}

package postgres

import (
	"context"
	"strconv"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// InsertLeftOut keeps whom the launch of a campaign found and did not ask, in this order.
func InsertLeftOut(ctx context.Context, tx pgx.Tx, campaign hub.CampaignID, those []hub.LeftOut) error {
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"left_out"}, []string{"campaign_id", "place", "employer_id", "person_id", "reason"},
		pgx.CopyFromSlice(len(those), func(n int) ([]any, error) {
			l := those[n]
			var person *uuid.UUID
			if !l.PersonID.IsZero() {
				person = &l.PersonID.UUID
			}
			return []any{campaign.UUID, n, l.EmployerID.UUID, person, string(l.Reason)}, nil
		}))
	if err != nil {
		return explain(err, "cannot keep who was left out")
	}
	return nil
}

// LeftOutQuery asks for a page of those whom the launch of a campaign left out.
type LeftOutQuery struct {
	Campaign hub.CampaignID
	// ReasonIn is empty for any.
	ReasonIn []hub.LeftOutReason
	Page     hub.Page
}

// leftOutRow is one of them with its place in the list.
type leftOutRow struct {
	hub.LeftOut
	Place int
}

const leftOut = `
	FROM left_out l JOIN campaign c ON c.id = l.campaign_id
	WHERE l.campaign_id = @campaign AND ` + campaignVisible

func (ask LeftOutQuery) where(viewer hub.Actor) (where string, args pgx.StrictNamedArgs) {
	args = pgx.StrictNamedArgs{"viewer": viewer.OrganisationID, "campaign": ask.Campaign}
	if len(ask.ReasonIn) > 0 {
		args["reasons"] = ask.ReasonIn
		where = ` AND l.reason = ANY (@reasons)`
	}
	return where + ` AND ` + Viewer{Actor: viewer}.sight(args).employerOf(`l.employer_id`), args
}

// LeftOut reads a page of those of a campaign that viewer may see, by the name that the employer had. Errors: BAD_INPUT for a cursor of
// another list.
func LeftOut(ctx context.Context, q Querier, viewer hub.Actor, ask LeftOutQuery) (hub.List[hub.LeftOut], error) {
	const name = "left out"
	where, args := ask.where(viewer)
	args["limit"] = ask.Page.First + 1
	if ask.Page.After != "" {
		cursor, err := hub.ParseCursor(name, ask.Page.After)
		if err != nil {
			return hub.List[hub.LeftOut]{}, err
		}
		args["after"] = cursor.Key
		where += ` AND l.place > @after::integer`
	}
	rows, err := q.Query(ctx, `SELECT l.employer_id, coalesce(l.person_id, '`+uuid.Nil.String()+`') AS person_id, l.reason, l.place`+leftOut+where+`
		ORDER BY l.place LIMIT @limit`, args)
	return listOf(rows, err, ask.Page, name, func(r leftOutRow) (hub.LeftOut, hub.Cursor) {
		return r.LeftOut, hub.Cursor{List: name, Key: strconv.Itoa(r.Place), ID: r.EmployerID.UUID}
	})
}

// CountLeftOut counts those that viewer may see.
func CountLeftOut(ctx context.Context, q Querier, viewer hub.Actor, ask LeftOutQuery) (int, error) {
	where, args := ask.where(viewer)
	rows, err := q.Query(ctx, `SELECT count(*)`+leftOut+where, args)
	return one[int](rows, err, "cannot count who was left out")
}

package main

import (
	"context"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// byHandPlacement is a placement as the board shows it.
type byHandPlacement struct {
	ID          string            `json:"id"`
	State       string            `json:"state"`
	StartsOn    *string           `json:"startsOn"`
	EndsOn      *string           `json:"endsOn"`
	Days        []string          `json:"days"`
	FromTime    *string           `json:"fromTime"`
	UntilTime   *string           `json:"untilTime"`
	Place       *int              `json:"place"`
	Version     int               `json:"version"`
	Participant byHandParticipant `json:"participant"`
	Opportunity byHandOpportunity `json:"opportunity"`
	Employer    byHandNamed       `json:"employer"`
}

type byHandParticipant struct {
	ID        string `json:"id"`
	Reference string `json:"reference"`
}

type byHandOpportunity struct {
	ID     string      `json:"id"`
	Role   string      `json:"role"`
	Places int         `json:"places"`
	Site   byHandNamed `json:"site"`
}

const boardName = "placements STARTS_ON"

const byHandBoard = `
	SELECT p.id, coalesce(p.starts_on, 'infinity')::text, p.state, p.starts_on::text, p.ends_on::text, p.days, p.from_time, p.until_time, p.place, p.version,
		'participant_' || t.id, t.reference, 'opportunity_' || o.id, o.role, o.places, 'site_' || s.id, s.name, 'employer_' || e.id, e.name
	FROM placement p
	JOIN participant t ON t.id = p.participant_id
	JOIN opportunity o ON o.id = p.opportunity_id
	JOIN site s ON s.id = o.site_id
	JOIN employer e ON e.id = p.employer_id
	WHERE p.state = $1 AND (coalesce(p.starts_on, 'infinity'), p.id) > ($2::date, $3) AND e.confidential_to IS NULL
	ORDER BY coalesce(p.starts_on, 'infinity'), p.id
	LIMIT $4`

func (h byHand) board(ctx context.Context, asked byHandAsked) (any, error) {
	after := hub.Cursor{Key: "-infinity"}
	if asked.After != nil {
		var err error
		if after, err = hub.ParseCursor(boardName, *asked.After); err != nil {
			return nil, err
		}
	}
	rows, err := h.pool.Query(ctx, byHandBoard, asked.State, after.Key, after.ID, pageSize+1)
	if err != nil {
		return nil, err
	}
	nodes, more, last := make([]byHandPlacement, 0, pageSize), false, ""
	_, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (struct{}, error) {
		var p byHandPlacement
		var id uuid.UUID
		var key string
		err := row.Scan(&id, &key, &p.State, &p.StartsOn, &p.EndsOn, &p.Days, &p.FromTime, &p.UntilTime, &p.Place, &p.Version, &p.Participant.ID, &p.Participant.Reference,
			&p.Opportunity.ID, &p.Opportunity.Role, &p.Opportunity.Places, &p.Opportunity.Site.ID, &p.Opportunity.Site.Name, &p.Employer.ID, &p.Employer.Name)
		if more = len(nodes) == pageSize; err != nil || more {
			return struct{}{}, err
		}
		p.ID = "placement_" + id.String()
		nodes, last = append(nodes, p), hub.Cursor{List: boardName, Key: key, ID: id}.String()
		return struct{}{}, nil
	})
	return map[string]any{"placements": map[string]any{"nodes": nodes, "pageInfo": map[string]any{"hasNextPage": more, "endCursor": last}}}, err
}

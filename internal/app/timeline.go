package app

import (
	"context"
	"slices"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// Timeline lists what happened with an employer, the latest first, as far as the caller may see it. Permission:
// READ_EMPLOYERS. Errors: BAD_INPUT for the cursor.
func (a *App) Timeline(ctx context.Context, id hub.EmployerID, page hub.Page) (hub.List[hub.TimelineEntry], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return hub.List[hub.TimelineEntry]{}, err
	}
	return postgres.Timeline(ctx, a.pool, v, id, page)
}

// watchedEntries is how far back what is new on a timeline is looked for: a contact is often recorded days after it happened.
const watchedEntries = 100

// EmployerTimeline sends what is new on an employer's timeline as it comes. Permission: READ_EMPLOYERS, asked again every time;
// entries as in Timeline. Errors: NOT_FOUND.
func (a *App) EmployerTimeline(ctx context.Context, id hub.EmployerID) (<-chan *hub.TimelineEntry, error) {
	living, err := postgres.Survivors(ctx, a.pool, []hub.EmployerID{id})
	if err != nil {
		return nil, err
	}
	id = living[0]
	pages, err := follow(ctx, a, changed{postgres.TopicEmployer, id.UUID}, func() ([]hub.TimelineEntry, bool, error) {
		list, err := a.Timeline(ctx, id, hub.Page{First: watchedEntries})
		if err == nil && len(list.Nodes) == 0 { // the making of the record is an entry, so there is no such employer
			err = hub.NotFound("employer")
		}
		return list.Nodes, false, err
	})
	if err != nil {
		return nil, err
	}
	fresh := make(chan *hub.TimelineEntry)
	go func() {
		defer close(fresh)
		known := map[string]bool{}
		for _, e := range <-pages {
			known[e.ID] = true
		}
		for page := range pages {
			for _, e := range slices.Backward(page) {
				if known[e.ID] {
					continue
				}
				known[e.ID] = true
				select {
				case fresh <- &e:
				case <-ctx.Done():
					return
				}
			}
		}
	}()
	return fresh, nil
}

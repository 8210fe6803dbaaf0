package graph

import (
	"context"
	"errors"

	"employerhub/internal/hub"
)

var errNotBuilt = errors.New("not built yet")

func (r subscription) EmployerTimeline(ctx context.Context, employerID string) (out <-chan *hub.TimelineEntry, err error) {
	err = errNotBuilt
	return
}

package graph

import (
	"context"
	"errors"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

var errNotBuilt = errors.New("not built yet")

func (r employer) History(ctx context.Context, obj *hub.Employer, first int, after *string) (out *generated.ChangeConnection, err error) {
	err = errNotBuilt
	return
}
func (r query) Node(ctx context.Context, id string) (out hub.Node, err error) {
	err = errNotBuilt
	return
}
func (r query) Nodes(ctx context.Context, ids []string) (out []hub.Node, err error) {
	err = errNotBuilt
	return
}
func (r subscription) EmployerTimeline(ctx context.Context, employerID string) (out <-chan *hub.TimelineEntry, err error) {
	err = errNotBuilt
	return
}

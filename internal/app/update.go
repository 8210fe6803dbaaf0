package app

import (
	"context"
	"reflect"

	"employerhub/internal/hub"
)

// update is how a record with a version is changed: read keeps others away from it, edit applies what the caller asks for,
// and write stores and audits what differs. Where nothing differs nothing is written. On an error it returns the record as it
// stands. Permission: WRITE_ENGAGEMENT. Errors: those of the three.
func update[T any](ctx context.Context, a *App, read func(change) (T, error), edit func(change, *T) error, write func(c change, before T, after *T) error) (now T, err error) {
	return updateAs(ctx, a, hub.PermWriteEngagement, read, edit, write)
}

// updateAs is update for those who hold p.
func updateAs[T any](ctx context.Context, a *App, p hub.Permission, read func(change) (T, error), edit func(change, *T) error, write func(c change, before T, after *T) error) (now T, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), p); err != nil {
		return now, err
	}
	err = a.change(ctx, func(c change) error {
		before, err := read(c)
		if err != nil {
			return err
		}
		now = before
		after := before
		if err := edit(c, &after); err != nil {
			return err
		}
		if reflect.DeepEqual(before, after) {
			return nil
		}
		if err := write(c, before, &after); err != nil {
			return err
		}
		now = after
		return nil
	})
	return now, err
}

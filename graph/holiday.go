package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) Holidays(ctx context.Context, year int) ([]hub.Holiday, error) {
	return r.app.Holidays(ctx, year)
}

func (r mutation) SetHoliday(ctx context.Context, input generated.SetHolidayInput) (*generated.HolidayPayload, error) {
	holiday := hub.Holiday{Day: input.Day, Name: input.Name}
	problems, err := userErrors(r.app.SetHoliday(ctx, holiday))
	payload := &generated.HolidayPayload{UserErrors: problems}
	if err == nil && len(problems) == 0 {
		payload.Holiday = &holiday
	}
	return payload, err
}

func (r mutation) RemoveHoliday(ctx context.Context, input generated.RemoveHolidayInput) (*generated.RemoveHolidayPayload, error) {
	problems, err := userErrors(r.app.RemoveHoliday(ctx, input.Day))
	return &generated.RemoveHolidayPayload{Day: &input.Day, UserErrors: problems}, err
}

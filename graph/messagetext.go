package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) MessageTexts(ctx context.Context) ([]hub.MessageText, error) {
	return r.app.MessageTexts(ctx)
}

func (r query) PreviewTexts(ctx context.Context, questionnaireVersionID string, texts []hub.MessageTextInput) ([]hub.RenderedText, error) {
	version, err := hub.ParseID[hub.QuestionnaireVersionID](questionnaireVersionID)
	if err != nil {
		return nil, err
	}
	return r.app.PreviewTexts(ctx, version, texts)
}

func (r mutation) UpdateMessageText(ctx context.Context, input hub.UpdateMessageTextInput) (*generated.MessageTextPayload, error) {
	text, err := r.app.UpdateMessageText(ctx, input)
	problems, err := userErrors(err)
	payload := &generated.MessageTextPayload{UserErrors: problems}
	if text.Key != "" {
		payload.MessageText = &text
	}
	return payload, err
}

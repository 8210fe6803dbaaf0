package app

import (
	"context"
	"slices"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
)

// MessageTexts lists the words of every kind of message as they stand. Permission: READ_ANSWERS or SEND_DIAGNOSTICS.
func (a *App) MessageTexts(ctx context.Context) ([]hub.MessageText, error) {
	if err := maySeeCampaigns(ctx); err != nil {
		return nil, err
	}
	changed, err := postgres.MessageTexts(ctx, a.pool)
	if err != nil {
		return nil, err
	}
	var all []hub.MessageText
	for _, key := range hub.MessageTextKeys {
		all = append(all, standing(changed, key))
	}
	return all, nil
}

// standing is the words of a kind of message: as a manager changed them, else the hub's own.
func standing(changed []hub.MessageText, key hub.MessageTextKey) hub.MessageText {
	if n := slices.IndexFunc(changed, func(t hub.MessageText) bool { return t.Key == key }); n >= 0 {
		return changed[n]
	}
	return hub.MessageText{Key: key, Words: hub.OwnWords(key)}
}

// UpdateMessageText changes the words of a kind of message for campaigns that are launched from now on, or brings the hub's own
// back. On an error it returns them as they stand. Permission: MANAGE_RULES. Errors: CONFLICT for a stale version, and those of
// hub.Words.Check.
func (a *App) UpdateMessageText(ctx context.Context, in hub.UpdateMessageTextInput) (now hub.MessageText, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermManageRules); err != nil {
		return now, err
	}
	err = a.change(ctx, func(c change) error {
		if err := postgres.LockMessageTexts(ctx, c); err != nil {
			return err
		}
		changed, err := postgres.MessageTexts(ctx, c)
		if err != nil {
			return err
		}
		before := standing(changed, in.Key)
		now = before
		after, err := before.Update(in)
		if err != nil || after == before {
			return err
		}
		if after.Custom {
			err = postgres.SetMessageText(ctx, c, after, c.userID(), c.now)
		} else {
			err = postgres.RemoveMessageText(ctx, c, in.Key)
		}
		if err != nil {
			return err
		}
		subject := postgres.AuditSubject{Kind: "messagetext", ID: uuid.NewSHA1(uuid.NameSpaceOID, []byte(in.Key))}
		if err := c.audit(ctx, "messagetext.update", subject, before, after); err != nil {
			return err
		}
		now = after
		return nil
	})
	return now, err
}

// PreviewTexts says what words would say to a made-up person asked with that version of a questionnaire. Permission:
// SEND_DIAGNOSTICS. Errors: BAD_INPUT for a version that cannot be sent, and for words with their place.
func (a *App) PreviewTexts(ctx context.Context, version hub.QuestionnaireVersionID, words []hub.MessageTextInput) ([]hub.RenderedText, error) {
	by := hub.ActorFrom(ctx)
	if err := hub.Authorise(by, hub.PermSendDiagnostics); err != nil {
		return nil, err
	}
	texts, err := hub.NewTexts(nil, words)
	if err != nil {
		return nil, err
	}
	versions, err := postgres.QuestionnaireVersionsByID(ctx, a.pool, []hub.QuestionnaireVersionID{version})
	if err != nil {
		return nil, err
	}
	if len(versions) == 0 {
		return nil, hub.BadInput("choose a questionnaire that is published", "questionnaireVersionId")
	}
	today, err := a.Today(ctx)
	if err != nil {
		return nil, err
	}
	organisation, err := postgres.Organisation(ctx, a.pool, by.OrganisationID)
	if err != nil {
		return nil, err
	}
	return texts.Preview(versions[0].Definition, organisation.Name, today.AddDays(21)), nil
}

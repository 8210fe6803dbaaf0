package app

import (
	"context"
	"strings"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// CreateAPIToken makes a key for a machine client. The secret is returned this once. Permission: ADMINISTER_ACCESS. Errors:
// BAD_INPUT.
func (a *App) CreateAPIToken(ctx context.Context, in hub.CreateAPITokenInput) (token hub.APIToken, secret hub.Secret, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermAdministerAccess); err != nil {
		return token, "", err
	}
	in.Name = strings.TrimSpace(in.Name)
	if err := in.Validate(); err != nil {
		return token, "", err
	}
	secret = hub.NewTokenSecret()
	err = a.change(ctx, func(c change) error {
		if token, err = postgres.AddToken(ctx, c, hub.NewTokenID(), secret.Hash(), in); err != nil {
			return err
		}
		return c.audit(ctx, "api_token.create", postgres.AuditSubject{Kind: "token", ID: token.ID.UUID}, nil, token)
	})
	return token, secret, err
}

// RevokeAPIToken stops a key at once; one that is revoked already stays as it is. Permission: ADMINISTER_ACCESS. Errors:
// NOT_FOUND.
func (a *App) RevokeAPIToken(ctx context.Context, id hub.TokenID) (token hub.APIToken, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermAdministerAccess); err != nil {
		return token, err
	}
	err = a.change(ctx, func(c change) error {
		before, err := postgres.APIToken(ctx, c, id)
		if err != nil || before.RevokedAt != nil {
			token = before
			return err
		}
		if err := postgres.RevokeToken(ctx, c, id); err != nil {
			return err
		}
		if token, err = postgres.APIToken(ctx, c, id); err != nil {
			return err
		}
		if err := postgres.Notify(ctx, c, postgres.TopicCaller, id.UUID); err != nil {
			return err
		}
		return c.audit(ctx, "api_token.revoke", postgres.AuditSubject{Kind: "token", ID: id.UUID}, before, token)
	})
	return token, err
}

// APIToken reads one key, without its secret. Permission: ADMINISTER_ACCESS. Errors: NOT_FOUND.
func (a *App) APIToken(ctx context.Context, id hub.TokenID) (hub.APIToken, error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermAdministerAccess); err != nil {
		return hub.APIToken{}, err
	}
	return postgres.APIToken(ctx, a.pool, id)
}

// APITokens lists keys, the latest first. Permission: ADMINISTER_ACCESS. Errors: BAD_INPUT for a cursor that cannot be read.
func (a *App) APITokens(ctx context.Context, page hub.Page) (hub.List[hub.APIToken], error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermAdministerAccess); err != nil {
		return hub.List[hub.APIToken]{}, err
	}
	return postgres.APITokens(ctx, a.pool, page)
}

// CountAPITokens counts all keys. Permission: ADMINISTER_ACCESS.
func (a *App) CountAPITokens(ctx context.Context) (int, error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermAdministerAccess); err != nil {
		return 0, err
	}
	return postgres.CountAPITokens(ctx, a.pool)
}

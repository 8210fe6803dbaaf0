// Package hub is the domain: its types, rules, permissions and errors. It imports nothing of ours.
package hub

import (
	"context"
	"slices"

	"github.com/google/uuid"
)

// ActorKind says by which door an actor came in.
type ActorKind string

const (
	// ActorAnonymous has not signed in and may do nothing but sign in.
	ActorAnonymous ActorKind = "ANONYMOUS"
	// ActorUser is a signed-in member of staff of a partner organisation.
	ActorUser ActorKind = "USER"
	// ActorToken is a machine client that holds an API token.
	ActorToken ActorKind = "TOKEN"
	// ActorPerson is somebody at an employer, behind a personal link.
	ActorPerson ActorKind = "PERSON"
	// ActorSystem is the hub itself: background jobs and the command line.
	ActorSystem ActorKind = "SYSTEM"
)

// Actor is who acts: a member of staff, a partner's program, an employer behind a personal link, or the hub itself.
type Actor struct {
	Kind           ActorKind
	OrganisationID OrganisationID
	UserID         UserID
	TokenID        TokenID
	PersonID       PersonID
	// Session is the hash of the browser session's secret; empty for everyone but a signed-in user.
	Session []byte
	Name    string
	Roles   []Role
	// SharesPersonalData says that the actor's organisation has a data-sharing agreement today. Without one nobody there sees
	// personal data, whatever the role.
	SharesPersonalData bool
	// Idempotency is the key under which the request may be sent again; nil where the caller gave none.
	Idempotency *IdempotencyKey
}

// Caller is what an actor's own keys and limits are counted by: the token, else the user, else the person.
func (a Actor) Caller() uuid.UUID {
	switch a.Kind {
	case ActorToken:
		return a.TokenID.UUID
	case ActorPerson:
		return a.PersonID.UUID
	default:
		return a.UserID.UUID
	}
}

// SeesPersonalData says that the actor may read contact details and notes of the records that visibility gives.
func (a Actor) SeesPersonalData() bool {
	return a.Kind == ActorSystem || a.SharesPersonalData && a.May(PermReadPersonal)
}

// SameRights says that a may see and do what b may.
func (a Actor) SameRights(b Actor) bool {
	return a.Kind == b.Kind && a.Caller() == b.Caller() && a.OrganisationID == b.OrganisationID &&
		a.SharesPersonalData == b.SharesPersonalData && slices.Equal(a.Roles, b.Roles)
}

// Anonymous has not signed in.
var Anonymous = Actor{Kind: ActorAnonymous, Name: "Anonymous"}

// System is the hub itself, acting by clock or from its own command line. It may do everything.
var System = Actor{Kind: ActorSystem, Name: "Hub"}

type actorKey struct{}

// WithActor returns a context in which ActorFrom finds a.
func WithActor(ctx context.Context, a Actor) context.Context {
	return context.WithValue(ctx, actorKey{}, a)
}

// ActorFrom finds who acts. A context without an actor is a bug in a transport, so it panics.
func ActorFrom(ctx context.Context) Actor { return ctx.Value(actorKey{}).(Actor) }

package hub

import "context"

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
	Name           string
	Roles          []Role
}

// System is the hub itself, acting by clock or from its own command line. It may do everything.
var System = Actor{Kind: ActorSystem, Name: "Hub"}

type actorKey struct{}

// WithActor returns a context in which ActorFrom finds a.
func WithActor(ctx context.Context, a Actor) context.Context {
	return context.WithValue(ctx, actorKey{}, a)
}

// ActorFrom finds who acts. A context without an actor is a bug in a transport, so it panics.
func ActorFrom(ctx context.Context) Actor { return ctx.Value(actorKey{}).(Actor) }

package hub

import (
	"crypto/rand"
	"crypto/sha256"
	"strings"
	"time"
)

// Link is a personal link: whoever holds its token acts as the person, for this one purpose. Only a hash of the token is
// kept.
type Link struct {
	ID       LinkID
	PersonID PersonID
	// InvitationID is what the person answers by it. It is zero where MessageID says in which message about an award the link came, which
	// leads to the person's preferences, where InviteeID says to which meeting the person is asked, and where ToRequests.
	InvitationID InvitationID
	MessageID    MessageID
	InviteeID    *InviteeID
	// ToRequests says that it leads to all that is asked of the person; MessageID is the message that told them of it.
	ToRequests bool
	// ExpiresAt follows the business clock.
	ExpiresAt time.Time
	RevokedAt *time.Time
	// UserID is the member of staff who enters the person's answers by telephone, and what follows their name and organisation;
	// nil where the link is the person's own.
	UserID             *UserID
	UserName           *string
	UserOrganisationID *OrganisationID
}

// Purpose is what the link is for, as it is stored.
func (l Link) Purpose() string {
	switch {
	case l.UserID != nil:
		return "PHONE"
	case l.InviteeID != nil:
		return "MEETING"
	case l.ToRequests:
		return "PLACEMENT"
	case l.InvitationID.IsZero():
		return "ACCREDITATION"
	default:
		return "DIAGNOSTIC"
	}
}

// Topic is what messages like the one with the link are about.
func (l Link) Topic() Topic {
	switch {
	case l.InviteeID != nil:
		return TopicNetwork
	case l.ToRequests:
		return TopicPlacements
	case l.InvitationID.IsZero():
		return TopicAccreditations
	default:
		return TopicDiagnostics
	}
}

// ByPhone says that a member of staff holds the link.
func (l Link) ByPhone() bool { return l.UserID != nil }

// Actor is who acts by the link: the person, or the member of staff in their name, with no rights beside the link's.
func (l Link) Actor() Actor {
	if l.UserID == nil {
		return Actor{Kind: ActorPerson, PersonID: l.PersonID, Name: "the employer"}
	}
	return Actor{Kind: ActorUser, UserID: *l.UserID, OrganisationID: *l.UserOrganisationID, PersonID: l.PersonID, Name: *l.UserName}
}

// Way is how somebody behind a personal link told us something, for the record; otherwise is how they do it themselves.
func (a Actor) Way(otherwise string) string {
	if a.EntersByPhone() {
		return "by phone"
	}
	return otherwise
}

// EntersByPhone says that the actor is a member of staff who enters what a person says on the telephone.
func (a Actor) EntersByPhone() bool { return a.Kind == ActorUser && !a.PersonID.IsZero() }

// LinkState says whether a link opens anything.
type LinkState string

const (
	// LinkWorks opens what it is for.
	LinkWorks LinkState = "WORKS"
	// LinkExpired has had its time.
	LinkExpired LinkState = "EXPIRED"
	// LinkRevoked was taken back, because another replaced it or the address was wrong.
	LinkRevoked LinkState = "REVOKED"
)

// State is that of the link at the moment now of the business clock.
func (l Link) State(now time.Time) LinkState {
	switch {
	case l.RevokedAt != nil:
		return LinkRevoked
	case !now.Before(l.ExpiresAt):
		return LinkExpired
	default:
		return LinkWorks
	}
}

// LinkToken is the secret in the address of a personal link: 128 random bits, in letters that survive mail programs.
type LinkToken string

// NewLinkToken makes a token that nobody can guess.
func NewLinkToken() LinkToken {
	var secret [16]byte
	_, _ = rand.Read(secret[:]) // never fails
	return LinkToken(secretLetters.EncodeToString(secret[:]))
}

// ParseLinkToken reads a token as it stands in an address, in whatever case. Errors: NOT_FOUND.
func ParseLinkToken(s string) (LinkToken, error) {
	token := strings.ToLower(s)
	secret, err := secretLetters.DecodeString(token)
	if err != nil || len(secret) != 16 || secretLetters.EncodeToString(secret) != token {
		return "", NotFound("link")
	}
	return LinkToken(token), nil
}

// Hash is what is stored and looked up.
func (t LinkToken) Hash() []byte {
	sum := sha256.Sum256([]byte(t))
	return sum[:]
}

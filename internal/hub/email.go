package hub

import (
	"fmt"
	"io"
	"regexp"
	"strings"
)

// EmailAddress is one bare address, its domain in lower case. Printable ASCII without spaces, so it is safe in a header.
type EmailAddress string

// emailShape is what mail servers take in practice: a dot-atom, an @, and a domain with at least one dot.
var emailShape = regexp.MustCompile(`^[A-Za-z0-9!#$%&'*+/=?^_{|}~` + "`" + `-]+(\.[A-Za-z0-9!#$%&'*+/=?^_{|}~` + "`" + `-]+)*` +
	`@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$`)

// ParseEmailAddress reads one address, with spaces around it forgiven. Errors: BAD_INPUT.
func ParseEmailAddress(s string) (EmailAddress, error) {
	written := strings.TrimSpace(s)
	local, domain, _ := strings.Cut(written, "@")
	written = local + "@" + strings.ToLower(domain)
	if len(local) > 64 || len(written) > 254 || !emailShape.MatchString(written) {
		return "", BadInput(fmt.Sprintf("%q is not an e-mail address; write it like name@example.org", clip(s)))
	}
	return EmailAddress(written), nil
}

// Domain is the part after the @.
func (e EmailAddress) Domain() string {
	_, domain, _ := strings.Cut(string(e), "@")
	return domain
}

func (e EmailAddress) MarshalGQL(w io.Writer)    { marshalString(w, e) }
func (e *EmailAddress) UnmarshalGQL(v any) error { return unmarshalString(e, v, ParseEmailAddress) }

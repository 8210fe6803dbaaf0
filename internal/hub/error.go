package hub

import "errors"

// ErrorCode says what kind of thing went wrong; each transport maps it once.
type ErrorCode string

// The codes that callers meet. GraphQL, pages and uploads use the same words.
const (
	ErrUnauthenticated ErrorCode = "UNAUTHENTICATED"
	ErrForbidden       ErrorCode = "FORBIDDEN"
	ErrNotFound        ErrorCode = "NOT_FOUND"
	ErrBadInput        ErrorCode = "BAD_INPUT"
	ErrConflict        ErrorCode = "CONFLICT"
	ErrTooComplex      ErrorCode = "TOO_COMPLEX"
	ErrRateLimited     ErrorCode = "RATE_LIMITED"
	ErrInternal        ErrorCode = "INTERNAL"
)

// Error is one that a person can be told. Every other error is internal: it is logged and masked at the edge.
type Error struct {
	Code    ErrorCode
	Field   []string
	Message string
}

func (e *Error) Error() string { return e.Message }

// CodeOf finds the code of the first Error in err's chain; an error without one is internal.
func CodeOf(err error) ErrorCode {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return ErrInternal
}

// FieldOf is the field that err blames; empty where it blames none.
func FieldOf(err error) string {
	if e, ok := errors.AsType[*Error](err); ok && len(e.Field) > 0 {
		return e.Field[0]
	}
	return ""
}

// BadInput blames field, a path into the input.
func BadInput(message string, field ...string) error { return &Error{ErrBadInput, field, message} }

// Within blames the field of a part of the input for what err, which was made for that part alone, blames.
func Within(field string, err error) error {
	if e, ok := errors.AsType[*Error](err); ok {
		return &Error{e.Code, append([]string{field}, e.Field...), e.Message}
	}
	return err
}

// Conflict says that the record is no longer what the caller saw, or that another one holds what field would repeat.
func Conflict(message string, field ...string) error { return &Error{ErrConflict, field, message} }

// NotFound is the answer for what does not exist and for what the caller may not see.
func NotFound(what string) error { return &Error{Code: ErrNotFound, Message: what + " not found"} }

// Forbidden says that the caller's role does not allow to do something at all, whatever the record.
func Forbidden(message string) error { return &Error{Code: ErrForbidden, Message: message} }

// Unauthenticated asks the caller to sign in.
func Unauthenticated(message string) error {
	return &Error{Code: ErrUnauthenticated, Message: message}
}

// ErrRepeated says that the transaction of an idempotency key was committed before; the transport gives the first answer.
var ErrRepeated = errors.New("this mutation was carried out before under the same idempotency key")

// RateLimited asks the caller to wait.
func RateLimited(message string) error { return &Error{Code: ErrRateLimited, Message: message} }

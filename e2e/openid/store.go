package main

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/subtle"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// person is somebody with an account here. The e-mail address is the account's name.
type person struct {
	Email, Name string
	Verified    bool
	Groups      []string
}

// store keeps everything in memory.
type store struct {
	client client
	key    key

	mu       sync.Mutex
	accounts map[string]person
	requests map[string]*request
	codes    map[string]string // to the ID of the request
	sessions map[string]string // to the e-mail address
	tokens   map[string]string // to the e-mail address
}

func newStore(hub string) (*store, error) {
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, err
	}
	return &store{
		client: client{hub: hub}, key: key{private},
		accounts: map[string]person{}, requests: map[string]*request{}, codes: map[string]string{}, sessions: map[string]string{}, tokens: map[string]string{},
	}, nil
}

func (s *store) set(p person) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.accounts[p.Email] = p
}

// begin starts a session of whoever types an address into the form.
func (s *store) begin(id, email string) (session string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.requests[id]
	if !ok {
		return "", errors.New("this page is too old")
	}
	if _, ok := s.accounts[email]; !ok {
		return "", errors.New("there is no such account")
	}
	r.email, r.at = email, time.Now()
	session = rand.Text()
	s.sessions[session] = email
	return session, nil
}

// resume goes on with a session, unless another account is to be chosen.
func (s *store) resume(id, session string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, known := s.requests[id]
	email, ok := s.sessions[session]
	if !known || !ok || slices.Contains(r.Prompt, oidc.PromptSelectAccount) || slices.Contains(r.Prompt, oidc.PromptLogin) {
		return false
	}
	r.email, r.at = email, time.Now()
	return true
}

// request is one attempt to sign in.
type request struct {
	*oidc.AuthRequest

	id, email string
	at        time.Time
}

func (r *request) GetID() string          { return r.id }
func (*request) GetACR() string           { return "" }
func (*request) GetAMR() []string         { return []string{"pwd"} }
func (r *request) GetAudience() []string  { return []string{r.ClientID} }
func (r *request) GetAuthTime() time.Time { return r.at }
func (r *request) GetClientID() string    { return r.ClientID }
func (r *request) GetCodeChallenge() *oidc.CodeChallenge {
	return &oidc.CodeChallenge{Challenge: r.CodeChallenge, Method: r.CodeChallengeMethod}
}
func (r *request) GetNonce() string                   { return r.Nonce }
func (r *request) GetResponseType() oidc.ResponseType { return r.ResponseType }
func (r *request) GetResponseMode() oidc.ResponseMode { return r.ResponseMode }
func (r *request) GetScopes() []string                { return r.Scopes }
func (r *request) GetSubject() string                 { return r.email }
func (r *request) Done() bool                         { return r.email != "" }

// CreateAuthRequest begins an attempt.
func (s *store) CreateAuthRequest(_ context.Context, in *oidc.AuthRequest, _ string) (op.AuthRequest, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := &request{AuthRequest: in, id: rand.Text()}
	s.requests[r.id] = r
	return r, nil
}

// AuthRequestByID finds an attempt.
func (s *store) AuthRequestByID(_ context.Context, id string) (op.AuthRequest, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r, ok := s.requests[id]; ok {
		return r, nil
	}
	return nil, errors.New("no such request")
}

// AuthRequestByCode finds the attempt that a code was given out for.
func (s *store) AuthRequestByCode(ctx context.Context, code string) (op.AuthRequest, error) {
	s.mu.Lock()
	id := s.codes[code]
	s.mu.Unlock()
	return s.AuthRequestByID(ctx, id)
}

// SaveAuthCode gives a code out.
func (s *store) SaveAuthCode(_ context.Context, id, code string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.codes[code] = id
	return nil
}

// DeleteAuthRequest ends an attempt, and with it its code.
func (s *store) DeleteAuthRequest(_ context.Context, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.requests, id)
	return nil
}

// CreateAccessToken gives a token out.
func (s *store) CreateAccessToken(_ context.Context, r op.TokenRequest) (string, time.Time, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := rand.Text()
	s.tokens[id] = r.GetSubject()
	return id, time.Now().Add(5 * time.Minute), nil
}

var errNoRefresh = errors.New("no refresh tokens here")

// CreateAccessAndRefreshTokens is not for the hub.
func (*store) CreateAccessAndRefreshTokens(context.Context, op.TokenRequest, string) (id, refresh string, until time.Time, err error) {
	return "", "", time.Time{}, errNoRefresh
}

// TokenRequestByRefreshToken is not for the hub.
func (*store) TokenRequestByRefreshToken(context.Context, string) (op.RefreshTokenRequest, error) {
	return nil, errNoRefresh
}

// GetRefreshTokenInfo is not for the hub.
func (*store) GetRefreshTokenInfo(context.Context, string, string) (user, token string, err error) {
	return "", "", op.ErrInvalidRefreshToken
}

// TerminateSession signs somebody out everywhere.
func (s *store) TerminateSession(_ context.Context, user, _ string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for session, email := range s.sessions {
		if email == user {
			delete(s.sessions, session)
		}
	}
	return nil
}

// RevokeToken takes a token back.
func (s *store) RevokeToken(_ context.Context, token, _, _ string) *oidc.Error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.tokens, token)
	return nil
}

// SigningKey signs ID tokens.
func (s *store) SigningKey(context.Context) (op.SigningKey, error) { return s.key, nil }

// SignatureAlgorithms is the one of SigningKey.
func (*store) SignatureAlgorithms(context.Context) ([]jose.SignatureAlgorithm, error) {
	return []jose.SignatureAlgorithm{jose.RS256}, nil
}

// KeySet is the public half.
func (s *store) KeySet(context.Context) ([]op.Key, error) { return []op.Key{public{s.key}}, nil }

type key struct{ private *rsa.PrivateKey }

func (key) ID() string                                  { return "1" }
func (key) SignatureAlgorithm() jose.SignatureAlgorithm { return jose.RS256 }
func (k key) Key() any                                  { return k.private }

type public struct{ key }

func (public) Algorithm() jose.SignatureAlgorithm { return jose.RS256 }
func (public) Use() string                        { return "sig" }
func (p public) Key() any                         { return &p.private.PublicKey }

// GetClientByClientID knows the hub only.
func (s *store) GetClientByClientID(_ context.Context, id string) (op.Client, error) {
	if id != clientID {
		return nil, errors.New("no such client")
	}
	return s.client, nil
}

// AuthorizeClientIDSecret checks the hub's secret.
func (*store) AuthorizeClientIDSecret(_ context.Context, id, secret string) error {
	if id != clientID || subtle.ConstantTimeCompare([]byte(secret), []byte(clientSecret)) != 1 {
		return errors.New("wrong client or secret")
	}
	return nil
}

// SetUserinfoFromScopes is empty, as the library asks.
func (*store) SetUserinfoFromScopes(context.Context, *oidc.UserInfo, string, string, []string) error {
	return nil
}

// SetUserinfoFromToken says who a token is for.
func (s *store) SetUserinfoFromToken(_ context.Context, info *oidc.UserInfo, token, subject, _ string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.tokens[token] != subject {
		return errors.New("no such token")
	}
	p := s.accounts[subject]
	info.Subject, info.Name, info.Email, info.EmailVerified = p.Email, p.Name, p.Email, oidc.Bool(p.Verified)
	info.AppendClaims("groups", p.Groups)
	return nil
}

// SetIntrospectionFromToken is not for the hub.
func (*store) SetIntrospectionFromToken(context.Context, *oidc.IntrospectionResponse, string, string, string) error {
	return errors.New("no introspection here")
}

// GetPrivateClaimsFromScopes adds none.
func (*store) GetPrivateClaimsFromScopes(context.Context, string, string, []string) (map[string]any, error) {
	return nil, nil
}

// GetKeyByIDAndClientID is not for the hub, which has a secret.
func (*store) GetKeyByIDAndClientID(context.Context, string, string) (*jose.JSONWebKey, error) {
	return nil, errors.New("no keys of clients here")
}

// ValidateJWTProfileScopes is not for the hub.
func (*store) ValidateJWTProfileScopes(context.Context, string, []string) ([]string, error) {
	return nil, nil
}

// Health is always good.
func (*store) Health(context.Context) error { return nil }

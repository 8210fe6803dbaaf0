package graph_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5/pgxpool"
)

const createToken = `mutation($in: CreateApiTokenInput!) { createApiToken(input: $in) { apiToken { id name } secret userErrors { code field } } }`

func (b testBundle) tokenInput(name string) string {
	return `{"in": {"name": "` + name + `", "organisationId": "` + b.organisation.String() + `", "roles": ["ANALYST"]}}`
}

func TestIdempotencyKey(t *testing.T) {
	t.Parallel()

	t.Run("a mutation that is sent again acts once and answers alike", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		api := b.api(b.as(t, hub.RoleAdmin))

		first := ask(t, api, createToken, b.tokenInput("a"), "Idempotency-Key", "k1")
		again := ask(t, api, createToken, b.tokenInput("a"), "Idempotency-Key", "k1")

		if first.code() != "" || !strings.Contains(first.text, "hub_") || again.text != first.text || again.status != http.StatusOK {
			t.Errorf("got %s, then %d %s", first.text, again.status, again.text)
		}
		if n := count(t, b.pool, `SELECT count(*) FROM api_token`); n != 1 {
			t.Errorf("%d tokens were made", n)
		}
		if n := count(t, b.pool, `SELECT count(*) FROM idempotency_key WHERE position('hub_' IN encode(answer, 'escape')) > 0 OR key = 'k1'`); n != 0 {
			t.Error("the secret or the key can be read in the database")
		}
	})

	t.Run("many at the same time act once and answer alike", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		api := b.api(b.as(t, hub.RoleAdmin))
		const senders = 8
		answers := make(chan string, senders)
		for range senders {
			go func() { answers <- ask(t, api, createToken, b.tokenInput("a"), "Idempotency-Key", "k1").text }()
		}
		first := <-answers
		for range senders - 1 {
			if got := <-answers; got != first {
				t.Errorf("got %s and %s", first, got)
			}
		}
		if n := count(t, b.pool, `SELECT count(*) FROM api_token`); n != 1 || !strings.Contains(first, "hub_") {
			t.Errorf("%d tokens were made: %s", n, first)
		}
	})

	t.Run("the same key with another body is a conflict", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		api := b.api(b.as(t, hub.RoleAdmin))
		ask(t, api, createToken, b.tokenInput("a"), "Idempotency-Key", "k1")

		got := ask(t, api, createToken, b.tokenInput("b"), "Idempotency-Key", "k1")

		if got.code() != "CONFLICT" || got.body.Data != nil {
			t.Errorf("got %s, want CONFLICT", got.text)
		}
		if n := count(t, b.pool, `SELECT count(*) FROM api_token`); n != 1 {
			t.Errorf("%d tokens were made", n)
		}
	})

	t.Run("two callers may choose the same key", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		for range 2 {
			ask(t, b.api(b.as(t, hub.RoleAdmin)), createToken, b.tokenInput("a"), "Idempotency-Key", "k1")
		}
		if n := count(t, b.pool, `SELECT count(*) FROM api_token`); n != 2 {
			t.Errorf("%d tokens were made, want 2", n)
		}
	})

	t.Run("one that changed nothing may be sent again, and corrected", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		api := b.api(b.as(t, hub.RoleAdmin))
		if got := ask(t, api, createToken, b.tokenInput(""), "Idempotency-Key", "k1"); !strings.Contains(got.text, `"BAD_INPUT"`) {
			t.Errorf("got %s", got.text)
		}
		if got := ask(t, api, createToken, b.tokenInput("a"), "Idempotency-Key", "k1"); !strings.Contains(got.text, "hub_") {
			t.Errorf("got %s", got.text)
		}
	})

	t.Run("a request with a key has one mutation", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		got := ask(t, b.api(b.as(t, hub.RoleAdmin)), `mutation { a: revokeApiToken(input: {id: "x"}) { userErrors { code } } ...f } fragment f on Mutation { b: revokeApiToken(input: {id: "x"}) { userErrors { code } } }`, "", "Idempotency-Key", "k1")
		if got.status != http.StatusBadRequest || got.code() != "BAD_INPUT" {
			t.Errorf("got %d %s", got.status, got.text)
		}
	})

	t.Run("who sends the second one learns when the answer was lost", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		user := b.as(t, hub.RoleAdmin)
		ask(t, b.api(user), createToken, b.tokenInput("a"), "Idempotency-Key", "k1")
		if _, err := b.pool.Exec(t.Context(), `UPDATE idempotency_key SET answer = NULL`); err != nil {
			t.Fatal(err)
		}
		b.config.Timeout = 500 * time.Millisecond

		if got := ask(t, b.api(user), createToken, b.tokenInput("a"), "Idempotency-Key", "k1"); got.code() != "CONFLICT" || !strings.Contains(got.text, "lost") {
			t.Errorf("got %s", got.text)
		}
	})

	t.Run("keys are forgotten after a day", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		api := b.api(b.as(t, hub.RoleAdmin))
		ask(t, api, createToken, b.tokenInput("a"), "Idempotency-Key", "k1")
		ask(t, api, createToken, b.tokenInput("a"), "Idempotency-Key", "k2")
		if _, err := b.pool.Exec(t.Context(), `UPDATE idempotency_key SET created_at = now() - interval '25 hours' WHERE key = (SELECT min(key) FROM idempotency_key)`); err != nil {
			t.Fatal(err)
		}
		if err := b.app.Forget(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := count(t, b.pool, `SELECT count(*) FROM idempotency_key`); n != 1 {
			t.Errorf("%d keys are left, want 1", n)
		}
	})
}

func count(t *testing.T, pool *pgxpool.Pool, sql string, args ...any) (n int) {
	t.Helper()
	if err := pool.QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

package server

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"employerhub/internal/config"
)

func TestCallersBehindProxies(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		trusted   string
		peer      string
		forwarded []string
		want      string
	}{
		"without trusted proxies nobody is believed":            {"", "10.0.0.1:999", []string{"203.0.113.5"}, "10.0.0.1:999"},
		"a stranger is not believed":                            {"10.0.0.0/8", "203.0.113.9:999", []string{"198.51.100.1"}, "203.0.113.9:999"},
		"a trusted proxy says who called":                       {"10.0.0.0/8", "10.0.0.1:999", []string{"203.0.113.5"}, "203.0.113.5:0"},
		"what the caller wrote to the left does not count":      {"10.0.0.0/8", "10.0.0.1:999", []string{"198.51.100.1, 10.9.9.9, 203.0.113.5"}, "203.0.113.5:0"},
		"a second header continues the first":                   {"10.0.0.0/8", "10.0.0.1:999", []string{"198.51.100.1", "203.0.113.5"}, "203.0.113.5:0"},
		"trusted proxies behind each other are skipped":         {"10.0.0.0/8,192.0.2.7", "10.0.0.1:999", []string{"203.0.113.5, 192.0.2.7, 10.0.0.2"}, "203.0.113.5:0"},
		"what is no address hides nobody":                       {"10.0.0.0/8", "10.0.0.1:999", []string{"203.0.113.5, unknown"}, "10.0.0.1:0"},
		"no header leaves the proxy":                            {"10.0.0.0/8", "10.0.0.1:999", nil, "10.0.0.1:0"},
		"a caller inside the trusted network is the leftmost":   {"10.0.0.0/8", "10.0.0.1:999", []string{"10.1.1.1, 10.0.0.2"}, "10.1.1.1:0"},
		"an address may have a port":                            {"10.0.0.0/8", "10.0.0.1:999", []string{"203.0.113.5:4711"}, "203.0.113.5:0"},
		"IPv6 with brackets and a port":                         {"2001:db8::/32", "[2001:db8::1]:999", []string{"[2001:470::5]:4711"}, "[2001:470::5]:0"},
		"an IPv4 proxy that the system names in IPv6 is itself": {"10.0.0.0/8", "[::ffff:10.0.0.1]:999", []string{"203.0.113.5"}, "203.0.113.5:0"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var trusted config.Networks
			if err := trusted.UnmarshalText([]byte(tc.trusted)); err != nil {
				t.Fatal(err)
			}
			request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
			request.RemoteAddr = tc.peer
			request.Header["X-Forwarded-For"] = tc.forwarded

			var got string
			behind(trusted, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = r.RemoteAddr })).ServeHTTP(httptest.NewRecorder(), request)

			if got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}

func TestGuessesBehindProxies(t *testing.T) {
	t.Parallel()
	env := environment(t)
	env["HUB_TRUSTED_PROXIES"] = "127.0.0.1"
	hub := startHub(t, "serve", env)
	guess := func(from string) int {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, hub.url+"/graphql", nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("X-Forwarded-For", from)
		request.Header.Set("Authorization", "Bearer hub_wrong")
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		return answer.StatusCode
	}
	for i := range 21 {
		guess("198.51.100." + string(rune('0'+i%10)) + ", 203.0.113.5")
	}

	guesser, other := guess("192.0.2.1, 203.0.113.5"), guess("203.0.113.6")

	if guesser != http.StatusTooManyRequests || other != http.StatusUnauthorized {
		t.Errorf("the one who guesses got %d, another behind the same proxy %d; want 429 and 401", guesser, other)
	}
}

package server

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func TestExports(t *testing.T) {
	t.Parallel()
	door := newUploadDoor(t, 1<<20)
	exports{uploads{app: door.app}}.register(door.mux, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			next.ServeHTTP(w, r.WithContext(hub.WithActor(r.Context(), hub.Actor{Kind: hub.ActorToken, Name: "tests", Roles: []hub.Role{door.role}})))
		})
	})
	for name, tc := range map[string]struct {
		form   url.Values
		role   hub.Role
		status int
		want   string
	}{
		"a list":           {url.Values{"format": {"csv"}, "filter": {`{"statusIn": ["ENGAGED"], "lastContactBefore": "2026-01-01"}`}}, hub.RoleManager, 200, "Name,Company number"},
		"a workbook":       {url.Values{"format": {"xlsx"}, "order": {"LAST_CONTACT"}}, hub.RoleManager, 200, "PK"},
		"no format":        {url.Values{}, hub.RoleManager, 400, "csv or xlsx"},
		"no such field":    {url.Values{"format": {"csv"}, "filter": {`{"colour": 1}`}}, hub.RoleManager, 400, "colour"},
		"no such order":    {url.Values{"format": {"csv"}, "order": {"SIZE"}}, hub.RoleManager, 400, "LAST_CONTACT"},
		"a long form":      {url.Values{"filter": {strings.Repeat("x", maxExportForm)}}, hub.RoleManager, 400, "256 kB"},
		"without the role": {url.Values{"format": {"csv"}}, hub.RoleEngagement, 403, "your role does not allow this"},
	} {
		door.role = tc.role
		request := door.request(strings.NewReader(tc.form.Encode()), "Content-Type", "application/x-www-form-urlencoded")
		request.URL.Path = "/exports/employers"
		if status, body := door.send(t, request); status != tc.status || !strings.Contains(string(body), tc.want) {
			t.Errorf("%s: got %d %s", name, status, body)
		}
	}
	door.role = hub.RoleManager
	for name, tc := range map[string]struct {
		form   url.Values
		status int
		want   string
	}{
		"members of no format":       {url.Values{}, 400, "csv or xlsx"},
		"members of nothing":         {url.Values{"format": {"csv"}}, 400, "network"},
		"members of another network": {url.Values{"format": {"csv"}, "network": {hub.NewNetworkID().String()}}, 404, "network"},
	} {
		request := door.request(strings.NewReader(tc.form.Encode()), "Content-Type", "application/x-www-form-urlencoded")
		request.URL.Path = "/exports/network-members"
		if status, body := door.send(t, request); status != tc.status || !strings.Contains(string(body), tc.want) {
			t.Errorf("%s: got %d %s", name, status, body)
		}
	}
}

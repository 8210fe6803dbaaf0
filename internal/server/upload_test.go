package server

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"employerhub/internal/app"
	"employerhub/internal/demo"
	"employerhub/internal/hub"
	"employerhub/internal/pgtest"
)

func TestUploads(t *testing.T) {
	t.Parallel()

	t.Run("a file comes in as the body or in a form", func(t *testing.T) {
		t.Parallel()
		door := newUploadDoor(t, 1<<20)
		var form bytes.Buffer
		writer := multipart.NewWriter(&form)
		if err := writer.WriteField("note", "not the file"); err != nil {
			t.Fatal(err)
		}
		part, err := writer.CreateFormFile("file", "form.csv")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(door.file); err != nil {
			t.Fatal(err)
		}
		writer.Close()
		for name, request := range map[string]*http.Request{
			"b\u00f6dy.csv": door.request(bytes.NewReader(door.file), "X-File-Name", "b%C3%B6dy.csv"),
			"form.csv":      door.request(&form, "Content-Type", writer.FormDataContentType()),
		} {
			status, body := door.send(t, request)
			var answer struct{ ImportID string }
			if err := json.Unmarshal(body, &answer); err != nil || status != http.StatusAccepted {
				t.Fatalf("%s: got %d %s", name, status, body)
			}
			id, err := hub.ParseID[hub.ImportID](answer.ImportID)
			if err != nil {
				t.Fatal(err)
			}
			if i, err := door.app.Import(door.as(t, hub.RoleManager), id); err != nil || i.FileName != name || i.Bytes != len(door.file) {
				t.Errorf("got %+v, %v", i, err)
			}
		}
	})

	t.Run("a refused file is told what to do", func(t *testing.T) {
		t.Parallel()
		for name, tc := range map[string]struct {
			body   io.Reader
			role   hub.Role
			header string
			status int
			want   string
		}{
			"wrong columns":     {strings.NewReader("a,b\n1,2\n"), hub.RoleManager, "", http.StatusBadRequest, "wrong columns: CompanyName"},
			"a form, no file":   {strings.NewReader("--x--\r\n"), hub.RoleManager, "multipart/form-data; boundary=x", http.StatusBadRequest, "no file"},
			"a wrong role":      {strings.NewReader("x"), hub.RoleAnalyst, "", http.StatusForbidden, "your role"},
			"too large":         {bytes.NewReader(make([]byte, 2<<20)), hub.RoleManager, "", http.StatusRequestEntityTooLarge, "larger than"},
			"too large, unsaid": {io.MultiReader(strings.NewReader("x"), bytes.NewReader(make([]byte, 2<<20))), hub.RoleManager, "", http.StatusBadRequest, ""},
		} {
			door := newUploadDoor(t, 1<<20)
			door.role = tc.role
			status, body := door.send(t, door.request(tc.body, "Content-Type", tc.header))
			if status != tc.status || !strings.Contains(string(body), tc.want) {
				t.Errorf("%s: got %d %s, want %d and %q", name, status, body, tc.status, tc.want)
			}
		}
	})

	t.Run("rejected rows are a file, of an import that exists, for those who may", func(t *testing.T) {
		t.Parallel()
		door := newUploadDoor(t, 1<<20)
		ctx := door.as(t, hub.RoleManager)
		i, err := door.app.UploadImport(ctx, app.ImportUpload{Source: hub.ImportCompaniesHouse, File: bytes.NewReader(door.file), MaxBytes: 1 << 20})
		if err != nil {
			t.Fatal(err)
		}
		if err := door.app.RunImport(hub.WithActor(ctx, hub.System), i.ID); err != nil {
			t.Fatal(err)
		}
		get := func(id string) (int, string) {
			status, body := door.send(t, httptest.NewRequest(http.MethodGet, "/imports/"+id+"/rejected.csv", nil))
			return status, string(body)
		}

		if status, body := get(i.ID.String()); status != http.StatusOK || !strings.HasPrefix(body, "\ufeffline,reason,CompanyName,CompanyNumber,") {
			t.Errorf("got %d %s", status, body)
		}
		for _, id := range []string{hub.NewImportID().String(), hub.NewEmployerID().String(), "x"} {
			if status, body := get(id); status != http.StatusNotFound || !strings.Contains(body, "NOT_FOUND") {
				t.Errorf("%s: got %d %s", id, status, body)
			}
		}
		door.role = hub.RoleEngagement
		if status, _ := get(i.ID.String()); status != http.StatusForbidden {
			t.Errorf("another role: got %d", status)
		}
	})
}

// uploadDoor is the addresses of uploads, with somebody of one role before them.
type uploadDoor struct {
	app  *app.App
	mux  *http.ServeMux
	role hub.Role
	file []byte
}

func newUploadDoor(t *testing.T, maxBytes int) *uploadDoor {
	t.Helper()
	pool, jobs := pgtest.New(t)
	d := &uploadDoor{app: app.New(pool, jobs, app.SystemClock), mux: http.NewServeMux(), role: hub.RoleManager}
	uploads{app: d.app, log: slog.New(slog.DiscardHandler), maxBytes: maxBytes}.register(d.mux, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			next.ServeHTTP(w, r.WithContext(hub.WithActor(r.Context(), hub.Actor{Kind: hub.ActorToken, Name: "tests", Roles: []hub.Role{d.role}})))
		})
	})
	var file bytes.Buffer
	if err := demo.WriteCompaniesHouse(&file, 200, 1); err != nil {
		t.Fatal(err)
	}
	d.file = file.Bytes()
	return d
}

func (d *uploadDoor) request(body io.Reader, header, value string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/imports/companies-house", body)
	r.Header.Set(header, value)
	return r
}

func (d *uploadDoor) as(t *testing.T, role hub.Role) context.Context {
	t.Helper()
	return hub.WithActor(t.Context(), hub.Actor{Kind: hub.ActorToken, Name: "tests", Roles: []hub.Role{role}})
}

func (d *uploadDoor) send(t *testing.T, r *http.Request) (status int, body []byte) {
	t.Helper()
	w := httptest.NewRecorder()
	d.mux.ServeHTTP(w, r.WithContext(t.Context()))
	return w.Code, w.Body.Bytes()
}

package server

import (
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"net/url"
	"time"

	"employerhub/internal/app"
	"employerhub/internal/hub"

	"github.com/google/uuid"
)

// uploads takes files in and gives rejected rows back. It stands beside GraphQL because a file is streamed.
type uploads struct {
	app      *app.App
	log      *slog.Logger
	maxBytes int
}

func (u uploads) register(mux *http.ServeMux, letIn func(http.Handler) http.Handler) {
	mux.Handle("POST /imports/companies-house", letIn(u.take(hub.ImportCompaniesHouse)))
	mux.Handle("POST /imports/spreadsheet", letIn(u.take(hub.ImportSpreadsheet)))
	mux.Handle("POST /encounter-returns", letIn(u.takeReturn(hub.PermImport, func(r *http.Request, in app.ReturnUpload) (any, error) {
		sent, err := u.app.UploadEncounterReturn(r.Context(), in)
		return sent.ID, err
	})))
	mux.Handle("GET /encounter-returns/{id}/rejected.csv", letIn(u.rejected("text/csv; charset=utf-8", "rejected.csv", func(r *http.Request, w io.Writer) error {
		id, err := hub.ParseID[hub.EncounterReturnID](r.PathValue("id"))
		if err != nil {
			return hub.NotFound("return of encounters")
		}
		return u.app.RejectedReturnRows(r.Context(), id, w)
	})))
	mux.Handle("POST /placement-returns", letIn(u.takeReturn(hub.PermManageParticipants, func(r *http.Request, in app.ReturnUpload) (any, error) {
		sent, err := u.app.UploadPlacementReturn(r.Context(), in)
		return sent.ID, err
	})))
	mux.Handle("GET /placement-returns/{id}/rejected.csv", letIn(u.rejected("text/csv; charset=utf-8", "rejected.csv", func(r *http.Request, w io.Writer) error {
		id, err := hub.ParseID[hub.PlacementReturnID](r.PathValue("id"))
		if err != nil {
			return hub.NotFound("return of placements")
		}
		return u.app.RejectedPlacementRows(r.Context(), id, w)
	})))
	mux.Handle("POST /published-lists", letIn(http.HandlerFunc(u.takeList)))
	mux.Handle("GET /imports/{id}/rejected.csv", letIn(u.rejected("text/csv; charset=utf-8", "rejected.csv", u.rejectedRows)))
	mux.Handle("GET /imports/{id}/rejected.xlsx", letIn(u.rejected(workbookType, "rejected.xlsx", u.rejectedRows)))
}

// workbookType is what browsers call a workbook.
const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// take takes a file as the body, its name percent-encoded in X-File-Name, or as the first file of a form. It answers 202 with the
// ID of the import, which is queued, or for a spreadsheet waits for its columns to be mapped.
func (u uploads) take(source hub.ImportSource) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := hub.Authorise(hub.ActorFrom(r.Context()), hub.PermImport); err != nil {
			u.refuse(w, r, err)
			return
		}
		if r.ContentLength > int64(u.maxBytes) {
			writeAnswer(w, http.StatusRequestEntityTooLarge, refusal{hub.ErrBadInput, "the file is larger than this hub takes; split it"})
			return
		}
		name, file, err := uploadedFile(r)
		if err != nil {
			u.refuse(w, r, err)
			return
		}
		imported, err := u.app.UploadImport(r.Context(), app.ImportUpload{
			Source: source, FileName: name, File: file, MaxBytes: u.maxBytes,
		})
		if err != nil {
			u.refuse(w, r, err)
			return
		}
		writeAnswer(w, http.StatusAccepted, map[string]any{"importId": imported.ID})
	}
}

// takeList takes the published list of an accreditation scheme, as take takes a file; the address says of which scheme and of which day.
// It answers 202 with the ID of the list, which is being compared with the employers.
func (u uploads) takeList(w http.ResponseWriter, r *http.Request) {
	if err := hub.Authorise(hub.ActorFrom(r.Context()), hub.PermImport); err != nil {
		u.refuse(w, r, err)
		return
	}
	day, err := hub.ParseDate(r.URL.Query().Get("listedOn"))
	if err != nil {
		u.refuse(w, r, hub.BadInput("say of which day the list is, like 2026-11-24", "listedOn"))
		return
	}
	name, file, err := uploadedFile(r)
	if err != nil {
		u.refuse(w, r, err)
		return
	}
	list, err := u.app.UploadPublishedList(r.Context(), app.PublishedListUpload{
		Scheme: r.URL.Query().Get("scheme"), ListedOn: day, FileName: name, File: file, MaxBytes: u.maxBytes,
	})
	if err != nil {
		u.refuse(w, r, err)
		return
	}
	writeAnswer(w, http.StatusAccepted, map[string]any{"listId": list.ID})
}

// takeReturn takes a return, as take takes a file. It answers 202 with the ID of the return, which was tried out.
func (u uploads) takeReturn(needs hub.Permission, upload func(*http.Request, app.ReturnUpload) (id any, err error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := hub.Authorise(hub.ActorFrom(r.Context()), needs); err != nil {
			u.refuse(w, r, err)
			return
		}
		name, file, err := uploadedFile(r)
		if err != nil {
			u.refuse(w, r, err)
			return
		}
		id, err := upload(r, app.ReturnUpload{FileName: name, File: file, MaxBytes: u.maxBytes})
		if err != nil {
			u.refuse(w, r, err)
			return
		}
		writeAnswer(w, http.StatusAccepted, map[string]any{"returnId": id})
	}
}

func uploadedFile(r *http.Request) (name string, file io.Reader, err error) {
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "multipart/form-data" {
		name, _ = url.PathUnescape(r.Header.Get("X-File-Name"))
		return name, r.Body, nil
	}
	form, err := r.MultipartReader()
	if err != nil {
		return "", nil, hub.BadInput("the form cannot be read; send the file as the body instead")
	}
	for {
		part, err := form.NextPart()
		if err != nil {
			return "", nil, hub.BadInput("the form has no file; choose one and send it again", "file")
		}
		if part.FileName() != "" {
			return part.FileName(), part, nil
		}
	}
}

// rejectedRows writes the rejected rows of an import.
func (u uploads) rejectedRows(r *http.Request, w io.Writer) error {
	id, err := hub.ParseID[hub.ImportID](r.PathValue("id"))
	if err != nil {
		return hub.NotFound("import")
	}
	return u.app.RejectedRows(r.Context(), id, w)
}

// rejected answers with a file that write writes.
func (u uploads) rejected(contentType, fileName string, write func(r *http.Request, w io.Writer) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.Header().Set("Content-Disposition", `attachment; filename="`+fileName+`"`)
		w.Header().Set("Cache-Control", "no-store")
		begun := &begunWriter{ResponseWriter: w}
		if err := write(r, begun); err != nil {
			if begun.begun {
				u.log.ErrorContext(r.Context(), "rejected rows broke off", "path", r.URL.Path, "error", err)
				panic(http.ErrAbortHandler) // so that half a file does not look like a whole one
			}
			w.Header().Del("Content-Disposition")
			u.refuse(w, r, err)
		}
	}
}

// begunWriter remembers that something was written.
type begunWriter struct {
	http.ResponseWriter
	begun bool
}

func (w *begunWriter) Write(b []byte) (int, error) {
	w.begun = true
	return w.ResponseWriter.Write(b)
}

type refusal struct {
	Code    hub.ErrorCode `json:"code"`
	Message string        `json:"message"`
}

var refusalStatus = map[hub.ErrorCode]int{
	hub.ErrBadInput: http.StatusBadRequest, hub.ErrUnauthenticated: http.StatusUnauthorized, hub.ErrForbidden: http.StatusForbidden,
	hub.ErrNotFound: http.StatusNotFound, hub.ErrConflict: http.StatusConflict,
}

// drainFor is how long a refused upload is still read. A browser shows the answer only when it has sent everything.
const drainFor = 20 * time.Second

// refuse says what is wrong and what to do. What nobody prepared for is logged under an ID and masked.
func (u uploads) refuse(w http.ResponseWriter, r *http.Request, err error) {
	if known, ok := errors.AsType[*hub.Error](err); ok {
		if http.NewResponseController(w).SetReadDeadline(time.Now().Add(drainFor)) == nil {
			_, _ = io.Copy(io.Discard, io.LimitReader(r.Body, int64(u.maxBytes))) // nobody is interested in it
		}
		writeAnswer(w, refusalStatus[known.Code], refusal{known.Code, known.Message})
		return
	}
	id := uuid.NewString()
	u.log.ErrorContext(r.Context(), "upload failed", "error_id", id, "error", err)
	writeAnswer(w, http.StatusInternalServerError, refusal{hub.ErrInternal, "something went wrong on our side; quote " + id})
}

func writeAnswer(w http.ResponseWriter, status int, body any) {
	if said, ok := body.(refusal); ok {
		body = map[string]any{"error": said}
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // nobody to tell when the caller has gone
}

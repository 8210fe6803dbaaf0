package server

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"employerhub/internal/hub"
)

// exports gives lists as files. A file is streamed, so it stands beside GraphQL; it is asked for by POST, since each is logged.
type exports struct{ uploads }

func (e exports) register(mux *http.ServeMux, letIn func(http.Handler) http.Handler) {
	mux.Handle("POST /exports/employers", letIn(http.HandlerFunc(e.employers)))
	mux.Handle("POST /exports/network-members", letIn(http.HandlerFunc(e.members)))
}

// maxExportForm is the most that a form which asks for a list may hold; a thousand IDs are 50 kB.
const maxExportForm = 256 << 10

// employers takes a form: filter as the API's EmployerFilter in JSON, order, and format csv or xlsx.
func (e exports) employers(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxExportForm)
	if err := r.ParseForm(); err != nil {
		e.refuse(w, r, hub.BadInput("the form cannot be read, or is longer than 256 kB"))
		return
	}
	in, err := exportOf(r.PostForm.Get("filter"), r.PostForm.Get("order"), r.PostForm.Get("format"))
	if err != nil {
		e.refuse(w, r, err)
		return
	}
	e.stream(w, r, "employers", in.Format, func(to io.Writer) error { return e.app.ExportEmployers(r.Context(), in, to) })
}

// members takes a form: the ID of the network, state, one of MembershipState, where not all are wanted, and format csv or xlsx.
func (e exports) members(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxExportForm)
	if err := r.ParseForm(); err != nil {
		e.refuse(w, r, hub.BadInput("the form cannot be read, or is longer than 256 kB"))
		return
	}
	format, err := formatOf(r.PostForm.Get("format"))
	if err != nil {
		e.refuse(w, r, err)
		return
	}
	network, err := hub.ParseID[hub.NetworkID](r.PostForm.Get("network"))
	if err != nil {
		e.refuse(w, r, err)
		return
	}
	in := hub.ExportMembersInput{NetworkID: network, Format: format}
	if state := r.PostForm.Get("state"); state != "" {
		in.Filter.StateIn = []hub.MembershipState{hub.MembershipState(state)}
	}
	e.stream(w, r, "members", format, func(to io.Writer) error { return e.app.ExportMembers(r.Context(), in, to) })
}

// stream answers with a file of that name, which write writes.
func (e exports) stream(w http.ResponseWriter, r *http.Request, name string, format hub.ExportFormat, write func(io.Writer) error) {
	kind, file := "text/csv; charset=utf-8", name+".csv"
	if format == hub.ExportXLSX {
		kind, file = workbookType, name+".xlsx"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", `attachment; filename="`+file+`"`)
	w.Header().Set("Cache-Control", "no-store")
	begun := &begunWriter{ResponseWriter: w}
	if err := write(begun); err != nil {
		if begun.begun {
			e.log.ErrorContext(r.Context(), "an export broke off", "error", err)
			panic(http.ErrAbortHandler) // so that half a file does not look like a whole one
		}
		w.Header().Del("Content-Disposition")
		e.refuse(w, r, err)
	}
}

// formatOf reads what a list is written as. Errors: BAD_INPUT.
func formatOf(format string) (hub.ExportFormat, error) {
	of := hub.ExportFormat(strings.ToUpper(format))
	if of != hub.ExportCSV && of != hub.ExportXLSX {
		return of, hub.BadInput("the format is csv or xlsx", "format")
	}
	return of, nil
}

// exportOf reads what is asked for. Errors: BAD_INPUT.
func exportOf(filter, order, format string) (in hub.ExportEmployersInput, err error) {
	in = hub.ExportEmployersInput{Order: hub.OrderByName}
	if in.Format, err = formatOf(format); err != nil {
		return in, err
	}
	switch hub.EmployerOrder(order) {
	case "":
	case hub.OrderByName, hub.OrderByLastContact, hub.OrderByLastContactDesc:
		in.Order = hub.EmployerOrder(order)
	default:
		return in, hub.BadInput("the order is NAME, LAST_CONTACT or LAST_CONTACT_DESC", "order")
	}
	if filter == "" {
		return in, nil
	}
	decode := json.NewDecoder(strings.NewReader(filter))
	decode.DisallowUnknownFields()
	if err := decode.Decode(&in.Filter); err != nil {
		return in, hub.BadInput("the filter is not an EmployerFilter of the API in JSON: "+err.Error(), "filter")
	}
	return in, nil
}

type exportCommand struct {
	Employers exportEmployers `cmd:"" help:"Write employers, with the people who work there."`
}

type exportEmployers struct {
	File   string `arg:"" help:"Where to write: a name that ends in .csv or .xlsx, or - for CSV on standard output."`
	Filter string `help:"Which employers: the API's EmployerFilter in JSON, such as '{\"statusIn\": [\"ENGAGED\"]}'. All where absent."`
	Order  string `help:"NAME, LAST_CONTACT or LAST_CONTACT_DESC." default:"NAME"`
}

// Run writes the file. One that cannot be finished is removed, so that half a list does not look like a whole one.
func (c exportEmployers) Run(ctx context.Context, p *program) error {
	format := "csv"
	if strings.HasSuffix(strings.ToLower(c.File), ".xlsx") {
		format = "xlsx"
	}
	in, err := exportOf(c.Filter, c.Order, format)
	if err != nil {
		return err
	}
	cfg, err := findDatabase(p.cfg)
	if err != nil {
		return err
	}
	services, err := openServices(ctx, cfg, p.log)
	if err != nil {
		return err
	}
	defer services.close()
	ctx = hub.WithActor(ctx, hub.System)
	if c.File == "-" {
		return services.app.ExportEmployers(ctx, in, p.stdout)
	}
	file, err := os.OpenFile(c.File, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("cannot write the file: %w", err)
	}
	if err := writeAll(file, func(to io.Writer) error { return services.app.ExportEmployers(ctx, in, to) }); err != nil {
		_ = os.Remove(c.File) // the error says what went wrong
		return err
	}
	fmt.Fprintf(p.stdout, "Written to %s. It may hold personal data: delete it when it has served its purpose.\n", c.File)
	return nil
}

// writeAll has do write a file, and closes it.
func writeAll(file *os.File, do func(io.Writer) error) error {
	err := do(file)
	if closed := file.Close(); err == nil && closed != nil {
		err = fmt.Errorf("cannot write the file: %w", closed)
	}
	return err
}

package app

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"employerhub/internal/hub"
	"employerhub/internal/importer"
	"employerhub/internal/jobs"
	"employerhub/internal/postgres"
)

// PublishedListUpload is a published list on its way in.
type PublishedListUpload struct {
	Scheme   string
	ListedOn hub.Date
	// FileName may be a path; only its last part is kept.
	FileName string
	File     io.Reader
	// MaxBytes is how large a file this hub takes.
	MaxBytes int
}

// What a published list may come to. The longest has some 20,000 rows in 2 MB.
const (
	maxListBytes = 32 << 20
	maxListRows  = 100_000
	maxListCell  = 300 // characters
)

// UploadPublishedList reads a list as a scheme publishes it, stores its rows and has it compared with the employers, in the background.
// Permission: IMPORT. Errors: BAD_INPUT for the scheme, the day and the file; CONFLICT for the list that was applied last, an older one,
// and where another of the scheme is not finished.
func (a *App) UploadPublishedList(ctx context.Context, in PublishedListUpload) (list hub.PublishedList, err error) {
	by := hub.ActorFrom(ctx)
	if err := hub.Authorise(by, hub.PermImport); err != nil {
		return list, err
	}
	schemes, err := postgres.Schemes(ctx, a.pool)
	if err != nil {
		return list, err
	}
	at := slices.IndexFunc(schemes, func(s hub.Scheme) bool { return s.Code == in.Scheme })
	if at < 0 {
		return list, hub.BadInput(fmt.Sprintf("there is no scheme %q; choose one from the list", in.Scheme), "scheme")
	}
	read, err := readPublishedList(in, schemes[at])
	if err != nil {
		return list, err
	}
	digest := listDigest(read)
	list = hub.PublishedList{
		ID: hub.NewPublishedListID(), Scheme: in.Scheme, ListedOn: in.ListedOn, FileName: cleanFileName(in.FileName), State: hub.ListMatching,
	}
	if by.Kind == hub.ActorUser {
		list.StartedBy = &hub.User{ID: by.UserID, Name: by.Name}
	}
	err = a.change(ctx, func(c change) error {
		last, lastDigest, found, err := postgres.LastPublishedList(ctx, c, in.Scheme)
		if err != nil {
			return err
		}
		var lastDay *hub.Date
		if found {
			list.PreviousID, lastDay = &last.ID, &last.ListedOn
		}
		if found && bytes.Equal(digest, lastDigest) {
			return hub.Conflict(fmt.Sprintf("this is the same list as %s of %s, which is in already; nothing was done", last.FileName, last.ListedOn.Words()), "file")
		}
		if err := hub.CheckListedOn(in.ListedOn, c.today(), lastDay); err != nil {
			return err
		}
		list.StartedAt = c.now
		if err := postgres.InsertPublishedList(ctx, c, list, digest, read); err != nil {
			return err
		}
		what := map[string]any{"Scheme": list.Scheme, "ListedOn": list.ListedOn, "FileName": list.FileName, "Rows": len(read)}
		if err := c.audit(ctx, "published_list.create", ofPublishedList(list), nil, what); err != nil {
			return err
		}
		return a.queuePublishedList(ctx, c, list.ID)
	})
	return list, err
}

func (a *App) queuePublishedList(ctx context.Context, c change, id hub.PublishedListID) error {
	if a.jobs == nil { // the sweep finds it
		return nil
	}
	_, err := a.jobs.InsertTx(ctx, c, jobs.RunPublishedList{ListID: id}, nil)
	return err
}

// readPublishedList reads the rows of a file. Errors: BAD_INPUT for one that is too large, is no spreadsheet or has another layout.
func readPublishedList(in PublishedListUpload, scheme hub.Scheme) ([]hub.ListedRow, error) {
	most := min(maxListBytes, in.MaxBytes)
	file, err := io.ReadAll(io.LimitReader(in.File, int64(most)+1))
	if err != nil {
		return nil, fmt.Errorf("cannot read an upload: %w", err)
	}
	if len(file) > most {
		return nil, hub.BadInput(fmt.Sprintf("the file is larger than %d MB, and no published list is; check that it is the right file", most>>20), "file")
	}
	table, err := importer.OpenTable(bytes.NewReader(file), int64(len(file)), "")
	if err != nil {
		return nil, err
	}
	defer table.Close()
	columns, err := hub.FindListedColumns(table.Columns, scheme)
	if err != nil {
		return nil, err
	}
	var rows []hub.ListedRow
	good := 0
	for {
		row, err := table.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if len(rows) == maxListRows {
			return nil, hub.BadInput(fmt.Sprintf("the file has more than %d rows, and no published list has; check that it is the right file", maxListRows), "file")
		}
		listed := listedRow(row, columns, scheme)
		if listed.Outcome != hub.ListedRejected {
			good++
		}
		rows = append(rows, listed)
	}
	switch {
	case len(rows) == 0:
		return nil, hub.BadInput("the list has a heading and no rows; nothing was done", "file")
	case good == 0:
		return nil, hub.BadInput("no row of this list can be read: of the first one, "+*rows[0].Note, "file")
	}
	return rows, nil
}

func listedRow(row importer.TableRow, columns map[hub.ListedColumn]int, scheme hub.Scheme) hub.ListedRow {
	cell := func(column hub.ListedColumn) string {
		i, ok := columns[column]
		if !ok || i >= len(row.Cells) {
			return ""
		}
		if r := []rune(row.Cells[i]); len(r) > maxListCell {
			return string(r[:maxListCell])
		}
		return row.Cells[i]
	}
	listed := hub.ListedRow{
		Line: row.Line, Name: cell(hub.ListedName), Town: cell(hub.ListedTown), Postcode: strings.ToUpper(cell(hub.ListedPostcode)), Sector: cell(hub.ListedSector),
		Region: cell(hub.ListedRegion), Level: scheme.ListedLevelOf(cell(hub.ListedLevel)),
	}
	if code, err := hub.ParsePostcode(listed.Postcode); err == nil {
		listed.Postcode = string(code)
	}
	reject := func(why string) { listed.Outcome, listed.Note = hub.ListedRejected, &why }
	switch {
	case row.Rejected != "":
		reject(row.Rejected)
	case listed.Name == "":
		reject("the row has no name")
	case listed.Level == 0:
		reject(fmt.Sprintf("%s has no level %q", scheme.Name, cell(hub.ListedLevel)))
	}
	return listed
}

// listDigest tells whether two lists say the same, in whatever order.
func listDigest(rows []hub.ListedRow) []byte {
	lines := make([]string, len(rows))
	for i, r := range rows {
		lines[i] = strings.Join([]string{hub.NameKey(r.Name), hub.NameKey(r.Town), r.Postcode, strconv.Itoa(r.Level)}, "\x00")
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return sum[:]
}

// PublishedListsByID finds those of ids. Permission: READ_EMPLOYERS.
func (a *App) PublishedListsByID(ctx context.Context, ids []hub.PublishedListID) ([]hub.PublishedList, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.PublishedListsByID(ctx, a.pool, ids)
}

// PublishedLists lists those of a scheme, the latest first. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the cursor.
func (a *App) PublishedLists(ctx context.Context, scheme string, page hub.Page) (hub.List[hub.PublishedList], error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return hub.List[hub.PublishedList]{}, err
	}
	return postgres.PublishedLists(ctx, a.pool, scheme, page)
}

// PublishedListCounts counts the rows of a list. Permission: READ_EMPLOYERS.
func (a *App) PublishedListCounts(ctx context.Context, of hub.PublishedList) (hub.PublishedListCounts, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return hub.PublishedListCounts{}, err
	}
	return postgres.PublishedListCounts(ctx, a.pool, v, of)
}

// ListedRows lists the rows of a list, by line. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the cursor.
func (a *App) ListedRows(ctx context.Context, list hub.PublishedListID, f hub.ListedFilter, page hub.Page) (hub.List[hub.ListedRow], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return hub.List[hub.ListedRow]{}, err
	}
	return postgres.ListedRows(ctx, a.pool, v, list, f, page)
}

// CountListedRows counts what ListedRows lists. Permission: READ_EMPLOYERS.
func (a *App) CountListedRows(ctx context.Context, list hub.PublishedListID, f hub.ListedFilter) (int, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return 0, err
	}
	return postgres.CountListedRows(ctx, a.pool, v, list, f)
}

// ListedGone lists the employers that the list before named and this one does not; of mine, those that the caller leads. Their awards
// stay as they are until somebody has asked. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the cursor.
func (a *App) ListedGone(ctx context.Context, of hub.PublishedList, mine bool, page hub.Page) (hub.List[hub.ListedRow], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return hub.List[hub.ListedRow]{}, err
	}
	return postgres.ListedGone(ctx, a.pool, v, of, mine, page)
}

// CountListedGone counts what ListedGone lists. Permission: READ_EMPLOYERS.
func (a *App) CountListedGone(ctx context.Context, of hub.PublishedList, mine bool) (int, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return 0, err
	}
	return postgres.CountListedGone(ctx, a.pool, v, of, mine)
}

// PublishedListEdits lists the awards that a list made or changed and that were edited since: what undoing it would overwrite, or left
// as it was. Permission: IMPORT. Errors: BAD_INPUT for the cursor.
func (a *App) PublishedListEdits(ctx context.Context, list hub.PublishedListID, page hub.Page) (hub.List[hub.PublishedListEdit], error) {
	v, err := a.viewer(ctx, hub.PermImport)
	if err != nil {
		return hub.List[hub.PublishedListEdit]{}, err
	}
	read, err := postgres.ListedEdits(ctx, a.pool, v, list, page)
	if err != nil {
		return hub.List[hub.PublishedListEdit]{}, err
	}
	ids := make([]hub.AccreditationID, len(read.Nodes))
	for i, w := range read.Nodes {
		ids[i] = w.AccreditationID
	}
	awards, err := postgres.AccreditationsByID(ctx, a.pool, v, ids)
	if err != nil {
		return hub.List[hub.PublishedListEdit]{}, err
	}
	edits := hub.List[hub.PublishedListEdit]{Cursors: read.Cursors, HasNext: read.HasNext}
	for _, w := range read.Nodes {
		edit := hub.PublishedListEdit{EmployerID: w.After.EmployerID}
		if i := slices.IndexFunc(awards, func(a hub.Accreditation) bool { return a.ID == w.AccreditationID }); i >= 0 {
			edit.Award, edit.EmployerID = &awards[i], awards[i].EmployerID
			if edit.Fields, err = hub.ChangesBetween(w.After, awards[i]); err != nil {
				return hub.List[hub.PublishedListEdit]{}, err
			}
		}
		edits.Nodes = append(edits.Nodes, edit)
	}
	return edits, nil
}

func ofPublishedList(l hub.PublishedList) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "publishedlist", ID: l.ID.UUID}
}

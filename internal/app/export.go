package app

import (
	"context"
	"fmt"
	"io"

	"employerhub/internal/hub"
	"employerhub/internal/importer"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
)

// exportPage is how many employers of an export are in memory at a time.
const exportPage = 500

// ExportEmployers writes the employers that a filter finds as they go, with the people who work there as far as the caller sees
// them. Nothing in the file runs as a formula. That it was asked for, with the filter and how many there were, is in the audit log
// before the first byte. Permission: EXPORT. Errors: BAD_INPUT for the filter, and for more rows than a workbook holds.
func (a *App) ExportEmployers(ctx context.Context, in hub.ExportEmployersInput, to io.Writer) error {
	v, err := a.viewer(ctx, hub.PermExport)
	if err != nil {
		return err
	}
	if err := in.Filter.Check(); err != nil {
		return err
	}
	if err := readQuiet(ctx, a.pool, v.Today, &in.Filter); err != nil {
		return err
	}
	err = a.change(ctx, func(c change) error {
		count, err := postgres.CountEmployers(ctx, c, v, in.Filter)
		if err != nil {
			return err
		}
		if in.Format == hub.ExportXLSX && count >= importer.SheetRows {
			return hub.BadInput(fmt.Sprintf("%d employers are more than a workbook holds; choose CSV, or narrow the list", count), "format")
		}
		what := map[string]any{"Filter": in.Filter, "Format": in.Format, "Count": count}
		return c.audit(ctx, "employers.export", postgres.AuditSubject{Kind: "export", ID: uuid.New()}, nil, what)
	})
	if err != nil {
		return err
	}
	sheet := ""
	if in.Format == hub.ExportXLSX {
		sheet = "Employers"
	}
	out := importer.NewSheet(to, sheet)
	if err := out.Row(append([]string{}, hub.EmployerColumns...)); err != nil {
		return err
	}
	page := hub.Page{First: exportPage}
	for {
		list, err := postgres.Employers(ctx, a.pool, v, postgres.EmployerQuery{Filter: in.Filter, Order: in.Order, Page: page})
		if err != nil {
			return err
		}
		if err := a.exportPage(ctx, v, list.Nodes, out); err != nil {
			return err
		}
		if !list.HasNext {
			return out.Flush()
		}
		page.After = list.Cursors[len(list.Cursors)-1]
	}
}

func (a *App) exportPage(ctx context.Context, v postgres.Viewer, employers []hub.Employer, out *importer.Sheet) error {
	ids := make([]hub.EmployerID, len(employers))
	for i, e := range employers {
		ids[i] = e.ID
	}
	people := map[hub.EmployerID][]hub.PersonRole{}
	if v.May(hub.PermReadPersonal) {
		roles, err := postgres.RolesOf(ctx, a.pool, v, ids)
		if err != nil {
			return err
		}
		for _, r := range roles {
			people[r.EmployerID] = append(people[r.EmployerID], r)
		}
	}
	tags, err := postgres.GrowthSectorsOf(ctx, a.pool, ids)
	if err != nil {
		return err
	}
	growth := map[hub.EmployerID][]hub.GrowthSector{}
	for _, t := range tags {
		growth[t.EmployerID] = append(growth[t.EmployerID], t.Of)
	}
	for _, e := range employers {
		if err := out.Row(hub.ExportedEmployer(e, growth[e.ID], people[e.ID], v.Today)); err != nil {
			return err
		}
	}
	return nil
}

// ExportMembers writes the memberships of a network that a filter finds, with who speaks for each as far as the caller sees them. Nothing in the file
// runs as a formula. That it was asked for, with the filter and how many there were, is in the audit log before the first byte. Permission:
// EXPORT. Errors: NOT_FOUND for the network.
func (a *App) ExportMembers(ctx context.Context, in hub.ExportMembersInput, to io.Writer) error {
	v, err := a.viewer(ctx, hub.PermExport)
	if err != nil {
		return err
	}
	err = a.change(ctx, func(c change) error {
		if found, err := postgres.NetworksByID(ctx, c, []hub.NetworkID{in.NetworkID}); err != nil || len(found) == 0 {
			return orNotFound(err, "network")
		}
		count, err := postgres.CountMemberships(ctx, c, v, in.NetworkID, in.Filter)
		if err != nil {
			return err
		}
		what := map[string]any{"Network": in.NetworkID, "Filter": in.Filter, "Format": in.Format, "Count": count}
		return c.audit(ctx, "members.export", postgres.AuditSubject{Kind: "export", ID: uuid.New()}, nil, what)
	})
	if err != nil {
		return err
	}
	sheet := ""
	if in.Format == hub.ExportXLSX {
		sheet = "Members"
	}
	out := importer.NewSheet(to, sheet)
	if err := out.Row(append([]string{}, hub.MemberColumns...)); err != nil {
		return err
	}
	page := hub.Page{First: exportPage}
	for {
		list, err := postgres.Memberships(ctx, a.pool, v, in.NetworkID, in.Filter, page)
		if err != nil {
			return err
		}
		if err := a.exportMembers(ctx, v, list.Nodes, out); err != nil {
			return err
		}
		if !list.HasNext {
			return out.Flush()
		}
		page.After = list.Cursors[len(list.Cursors)-1]
	}
}

func (a *App) exportMembers(ctx context.Context, v postgres.Viewer, members []hub.Membership, out *importer.Sheet) error {
	ids, employers := make([]hub.MembershipID, len(members)), make([]hub.EmployerID, len(members))
	for i, m := range members {
		ids[i], employers[i] = m.ID, m.EmployerID
	}
	found, err := postgres.EmployersByID(ctx, a.pool, v, employers)
	if err != nil {
		return err
	}
	known := map[hub.EmployerID]hub.Employer{}
	for _, e := range found {
		known[e.Asked] = e.Employer
	}
	roles := map[hub.EmployerID][]hub.PersonRole{}
	speak := map[hub.MembershipID][]hub.Representation{}
	if v.May(hub.PermReadPersonal) {
		of, err := postgres.RolesOf(ctx, a.pool, v, employers)
		if err != nil {
			return err
		}
		for _, r := range of {
			roles[r.EmployerID] = append(roles[r.EmployerID], r)
		}
		seats, err := postgres.RepresentationsOf(ctx, a.pool, v, ids)
		if err != nil {
			return err
		}
		for _, r := range seats {
			speak[r.MembershipID] = append(speak[r.MembershipID], r)
		}
	}
	for _, m := range members {
		if err := out.Row(hub.ExportedMember(m, known[m.EmployerID], speak[m.ID], roles[m.EmployerID], v.Today)); err != nil {
			return err
		}
	}
	return nil
}

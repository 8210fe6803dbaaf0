package app

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
)

// takeReturn takes in the rows that can be, each by itself, and says of each what became of it.
func (c change) takeReturn(ctx context.Context, r hub.PlacementReturn, rows []hub.PlacementReturnRow) error {
	columns, err := hub.FindPlacementColumns(r.Columns)
	if err != nil {
		return err
	}
	for i := range rows {
		rows[i].Outcome, rows[i].Reason, rows[i].ParticipantID = hub.RowUnchanged, "", nil
		if why := rows[i].Unreadable; why != nil {
			rows[i].Outcome, rows[i].Reason = hub.RowRejected, *why
		}
	}
	if columns.Kind == hub.ReturnOfAttendance {
		return c.takeAttendance(ctx, r, columns, rows)
	}
	return c.takeSteps(ctx, r, columns, rows)
}

// readRows reads the rows that are not rejected, and rejects those that cannot be read. It gives where in rows each is.
func readRows[T any](rows []hub.PlacementReturnRow, read func(cells []string) (T, error)) (said []T, at []int) {
	for i := range rows {
		if rows[i].Outcome == hub.RowRejected {
			continue
		}
		row, err := read(rows[i].Cells)
		if err != nil {
			rows[i].Outcome, rows[i].Reason = hub.RowRejected, err.Error()
			continue
		}
		said, at = append(said, row), append(at, i)
	}
	return said, at
}

// takeAttendance keeps how many were on courses.
func (c change) takeAttendance(ctx context.Context, r hub.PlacementReturn, columns hub.PlacementColumns, rows []hub.PlacementReturnRow) error {
	said, at := readRows(rows, columns.ReadAttendance)
	return c.ofEach(ctx, len(said), func(c change, i int) error {
		course, err := c.courseCalled(ctx, said[i])
		if err != nil {
			return err
		}
		held, err := postgres.CourseAttendance(ctx, c, []hub.CourseID{course})
		if err != nil {
			return err
		}
		row := &rows[at[i]]
		outcome, reason := hub.RowCreated, ""
		for _, day := range held {
			switch {
			case day.OnDay != said[i].OnDay:
			case *day.Attended == said[i].Attended:
				return nil
			default:
				outcome, reason = hub.RowUpdated, fmt.Sprintf("attended from %d to %d", *day.Attended, said[i].Attended)
			}
		}
		if _, err := c.setAttendance(ctx, course, said[i].OnDay, &said[i].Attended, &r.ID); err != nil {
			return err
		}
		row.Outcome, row.Reason = outcome, reason
		return nil
	}, func(i int, why string) { rows[at[i]].Outcome, rows[at[i]].Reason = hub.RowRejected, why })
}

// courseCalled is the course that a row means. Errors: BAD_INPUT.
func (c change) courseCalled(ctx context.Context, said hub.ReturnedAttendance) (id hub.CourseID, err error) {
	found, err := postgres.CoursesCalled(ctx, c, said.Course, said.OnDay)
	if err != nil {
		return id, err
	}
	if said.Provider != "" {
		found = slices.DeleteFunc(found, func(f postgres.CourseCalled) bool { return hub.NameKey(f.Provider) != hub.NameKey(said.Provider) })
	}
	switch len(found) {
	case 0:
		return id, hub.BadInput(fmt.Sprintf("no course %q is under way on %s; correct the title, the provider or the day, or record the course first", said.Course, said.OnDay.Words()))
	case 1:
		return found[0].ID, nil
	default:
		return id, hub.BadInput(fmt.Sprintf("%d courses are called %q on %s; put the provider into the row", len(found), said.Course, said.OnDay.Words()))
	}
}

// steps takes the steps of a return.
type steps struct {
	by            hub.PlacementReturnID
	participants  map[string]hub.Participant // by the reference in lower case
	placements    map[hub.ParticipantID][]hub.Placement
	taken         map[hub.PlacementID][]hub.PlacementMove
	opportunities map[hub.OpportunityID]hub.Opportunity
	called        calledEmployers
}

// takeSteps takes steps of placements, the earliest first: a file may have the latest on top.
func (c change) takeSteps(ctx context.Context, r hub.PlacementReturn, columns hub.PlacementColumns, rows []hub.PlacementReturnRow) error {
	said, at := readRows(rows, func(cells []string) (hub.ReturnedStep, error) { return columns.ReadStep(cells, c.today()) })
	s, err := c.stepsOf(ctx, r.ID, said)
	if err != nil {
		return err
	}
	all, err := c.placing(ctx)
	if err != nil {
		return err
	}
	order := make([]int, len(said))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return said[b].Step.OnDay.DaysUntil(*said[a].Step.OnDay) })
	err = c.ofEach(ctx, len(order), func(c change, i int) error {
		row, said := &rows[at[order[i]]], said[order[i]]
		who, ok := s.participants[strings.ToLower(said.Reference)]
		if !ok {
			return hub.BadInput(fmt.Sprintf("no participant has the reference %q; correct it, or add the participant first", said.Reference))
		}
		row.ParticipantID = &who.ID
		all.change = c
		outcome, reason, err := s.take(ctx, all, who, said)
		if err == nil {
			row.Outcome, row.Reason = outcome, reason
		}
		return err
	}, func(i int, why string) { rows[at[order[i]]].Outcome, rows[at[order[i]]].Reason = hub.RowRejected, why })
	if err != nil {
		return err
	}
	return postgres.Notify(ctx, c, postgres.TopicPlacements, uuid.Nil)
}

// stepsOf reads what the rows are about, as far as the caller sees it, and keeps others from changing it.
func (c change) stepsOf(ctx context.Context, by hub.PlacementReturnID, said []hub.ReturnedStep) (s steps, err error) {
	s = steps{by, map[string]hub.Participant{}, map[hub.ParticipantID][]hub.Placement{}, map[hub.PlacementID][]hub.PlacementMove{}, map[hub.OpportunityID]hub.Opportunity{}, calledEmployers{}}
	var references, names []string
	var numbers []hub.CompanyNumber
	var at []hub.OpportunityID
	for _, row := range said {
		references, names, numbers = append(references, row.Reference), append(names, row.Employer), append(numbers, row.Number)
		if row.OpportunityID != nil {
			at = append(at, *row.OpportunityID)
		}
	}
	if s.called, err = c.employersCalled(ctx, names, numbers); err != nil {
		return s, err
	}
	offered, err := postgres.OpportunitiesToProposeAt(ctx, c, c.viewer(), s.called.all())
	if err != nil {
		return s, err
	}
	for _, o := range offered {
		at = append(at, o.ID)
	}
	found, err := postgres.ParticipantsCalled(ctx, c, c.viewer(), references)
	if err != nil {
		return s, err
	}
	var of []hub.ParticipantID
	for _, p := range found {
		s.participants[strings.ToLower(p.Reference)] = p
		of = append(of, p.ID)
	}
	placements, err := postgres.PlacementsOfEach(ctx, c, c.viewer(), of)
	if err != nil {
		return s, err
	}
	var ids []hub.PlacementID
	for _, p := range placements {
		ids, at = append(ids, p.ID), append(at, p.OpportunityID)
	}
	if err := postgres.LockForPlacements(ctx, c, ids, at, of); err != nil {
		return s, err
	}
	if placements, err = postgres.PlacementsOfEach(ctx, c, c.viewer(), of); err != nil { // as they are now that nobody changes them
		return s, err
	}
	for _, p := range placements {
		s.placements[p.ParticipantID] = append(s.placements[p.ParticipantID], p)
	}
	moves, err := postgres.PlacementMoves(ctx, c, c.viewer(), ids)
	if err != nil {
		return s, err
	}
	for _, m := range moves {
		s.taken[m.PlacementID] = append(s.taken[m.PlacementID], m)
	}
	opportunities, err := postgres.OpportunitiesByID(ctx, c, c.viewer(), at)
	for _, o := range opportunities {
		s.opportunities[o.ID] = o
	}
	return s, err
}

// take takes one step.
func (s steps) take(ctx context.Context, all placing, who hub.Participant, said hub.ReturnedStep) (outcome hub.ImportOutcome, reason string, err error) {
	meant, err := s.meant(said)
	if err != nil {
		return "", "", err
	}
	var active []hub.Placement
	var over *hub.Placement
	for _, p := range s.placements[who.ID] {
		if !meant(s.opportunities[p.OpportunityID]) {
			continue
		}
		recorded, err := said.Recorded(s.taken[p.ID])
		if err != nil || recorded {
			return hub.RowUnchanged, "", err
		}
		if p.State.Over() {
			over = &p
		} else {
			active = append(active, p)
		}
	}
	switch {
	case len(active) > 1:
		return "", "", hub.BadInput(fmt.Sprintf("the participant has %d placements that the row may mean; put the employer and the role into the row, or the opportunity", len(active)))
	case len(active) == 1:
		reason, err = s.move(ctx, all, active[0], said)
		return hub.RowUpdated, reason, err
	case said.Step.State == hub.PlacementProposed:
		return hub.RowCreated, "", s.propose(ctx, all, who, said, meant)
	case over != nil:
		reason, err = s.move(ctx, all, *over, said) // says why not
		return hub.RowUpdated, reason, err
	default:
		return "", "", hub.BadInput("the participant has no such placement; correct the employer, the role or the opportunity, or propose the participant first")
	}
}

// meant says which opportunities a row may mean. Errors: BAD_INPUT for an employer that nobody is.
func (s steps) meant(said hub.ReturnedStep) (func(hub.Opportunity) bool, error) {
	var employer *hub.EmployerID
	if said.Employer != "" || said.Number != "" {
		id, why := s.called.find(said.Employer, said.Number)
		if why != "" {
			return nil, hub.BadInput(why)
		}
		employer = &id
	}
	return func(o hub.Opportunity) bool {
		return (said.OpportunityID == nil || o.ID == *said.OpportunityID) && (employer == nil || o.EmployerID == *employer) &&
			(said.Role == "" || hub.NameKey(o.Role) == hub.NameKey(said.Role))
	}, nil
}

func (s steps) move(ctx context.Context, all placing, p hub.Placement, said hub.ReturnedStep) (reason string, err error) {
	in := said.Step
	in.ID, in.Version = p.ID, p.Version
	var step hub.PlacementMove
	after, err := all.changePlacement(ctx, all, p, "placement.transition", func(p *hub.Placement, at hub.PlacementSetting) (*hub.PlacementMove, error) {
		step, err = p.Move(in, at)
		step.ReturnID = &s.by
		return &step, err
	})
	if err != nil {
		return "", err
	}
	i := slices.IndexFunc(s.placements[p.ParticipantID], func(each hub.Placement) bool { return each.ID == p.ID })
	s.placements[p.ParticipantID][i] = after
	s.taken[p.ID] = append(s.taken[p.ID], step)
	return p.StepTo(after), nil
}

// propose proposes a participant for the one opportunity that a row may mean. Errors: BAD_INPUT where that is none, or one of many.
func (s steps) propose(ctx context.Context, all placing, who hub.Participant, said hub.ReturnedStep, meant func(hub.Opportunity) bool) error {
	if said.OpportunityID == nil && said.Employer == "" && said.Number == "" {
		return hub.BadInput("the row does not say where; put the employer and the role into the row, or the opportunity")
	}
	var found []hub.Opportunity
	for _, o := range s.opportunities {
		if meant(o) && (said.OpportunityID != nil || o.State != hub.OpportunityClosed && o.State != hub.OpportunityWithdrawn) {
			found = append(found, o)
		}
	}
	switch len(found) {
	case 0:
		return hub.BadInput("there is no such opportunity that is not closed; correct the employer, the role or the opportunity, or add it first")
	case 1:
	default:
		return hub.BadInput(fmt.Sprintf("the row may mean %d opportunities; put the role into the row, or the opportunity", len(found)))
	}
	at, err := all.at(ctx, found[0].ID)
	if err != nil {
		return err
	}
	p, err := all.propose(ctx, at, who.ID, *said.Step.OnDay, &s.by)
	if err != nil {
		return err
	}
	s.placements[who.ID] = append(s.placements[who.ID], p)
	s.taken[p.ID] = []hub.PlacementMove{{PlacementID: p.ID, State: p.State, OnDay: p.Since}}
	return nil
}

// all are the employers that were found.
func (e calledEmployers) all() []hub.EmployerID {
	var all []hub.EmployerID
	for _, ids := range e.byKey {
		all = append(all, ids...)
	}
	return slices.AppendSeq(all, maps.Values(e.byNumber))
}

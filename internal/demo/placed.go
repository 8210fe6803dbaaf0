package demo

import (
	"context"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

// place proposes a participant for an opportunity and takes so many steps: today, and where it began before that in the days before.
func place(by context.Context, a *app.App, who hub.ParticipantID, at hub.Opportunity, steps int, began hub.Date) (p hub.Placement, err error) {
	today, err := a.Today(by)
	if err != nil {
		return p, err
	}
	on := func(before int) *hub.Date {
		if began == today {
			return &today
		}
		return new(began.AddDays(-before))
	}
	made, _, err := a.ProposePlacements(by, hub.ProposePlacementsInput{OpportunityID: at.ID, ParticipantIds: []hub.ParticipantID{who}, OnDay: on(20)})
	if err != nil || len(made) == 0 {
		return p, err
	}
	p = made[0]
	for i, to := range []hub.PlacementState{hub.PlacementMatched, hub.PlacementAccepted, hub.PlacementConfirmed, hub.PlacementStarted}[:steps] {
		in := hub.TransitionPlacementsInput{IDs: []hub.PlacementID{p.ID}, State: to, OnDay: on(15 - 5*i)}
		if to == hub.PlacementMatched {
			in.Shared = []hub.SharedItem{hub.SharedSkills, hub.SharedAvailability}
		}
		// One that cannot go on stays where it is.
		moved, _, err := a.TransitionPlacements(by, in)
		if err != nil {
			return p, err
		}
		if len(moved) > 0 {
			p = moved[0]
		}
	}
	return p, nil
}

// told is where it is told what became of a placement that has started, and by whom: colleague decides what another person has to.
type told struct {
	*app.App
	by, colleague context.Context
	placement     hub.Placement
	today         hub.Date
}

// goesWell is one that has no last day yet: the host said how it goes, and offered a job, which it is asked to confirm.
func (s told) goesWell() error {
	p := s.placement
	if _, err := s.RecordPlacementReview(s.by, hub.RecordReviewInput{
		PlacementID: p.ID, Stage: hub.ReviewMidway, ByHost: true, Going: hub.GoesVeryWell, Again: hub.AgainYes, Attendance: new(hub.AttendsEveryDay), Help: []hub.ReviewHelp{hub.HelpVisit},
	}); err != nil {
		return err
	}
	if _, err := s.RecordPlacementReview(s.by, hub.RecordReviewInput{PlacementID: p.ID, Stage: hub.ReviewMidway, Going: hub.GoesWell, Again: hub.AgainYes}); err != nil {
		return err
	}
	_, err := s.ClaimPlacementOutcome(s.by, hub.ClaimOutcomeInput{
		PlacementID: p.ID, Kind: hub.OutcomeOffer, OnDay: s.today.AddDays(-2), HoursAWeek: new(30), Evidence: "Their letter that offers the job", Reference: new("Case file 14"),
	})
	return err
}

// isSubsidised is one that is half-way, with a claim that is paid, one that is approved and one that waits for it.
func (s told) isSubsidised() error {
	p, err := s.UpdatePlacement(s.by, hub.UpdatePlacementInput{ID: s.placement.ID, Version: s.placement.Version, EndsOn: hub.Set(s.today.AddDays(40))})
	if err != nil {
		return err
	}
	if err := s.agree(p, 38); err != nil {
		return err
	}
	for i, state := range []hub.SubsidyClaimState{hub.SubsidyPaid, hub.SubsidyApproved, hub.SubsidyClaimed} {
		if err := s.claim(p, i, state); err != nil {
			return err
		}
	}
	return nil
}

// ledToAJob is one that was completed: the host said how it was, and a colleague saw that the job with it has started.
func (s told) ledToAJob() error {
	last := s.today.AddDays(-10)
	p, err := s.TransitionPlacement(s.by, hub.TransitionPlacementInput{ID: s.placement.ID, Version: s.placement.Version, State: hub.PlacementCompleted, OnDay: &last})
	if err != nil {
		return err
	}
	if _, err := s.RecordPlacementReview(s.by, hub.RecordReviewInput{
		PlacementID: p.ID, Stage: hub.ReviewEnd, ByHost: true, Going: hub.GoesWell, Again: hub.AgainYes, Attendance: new(hub.AttendsMostDays), Note: new("Became part of the team"), SaidOn: &last,
	}); err != nil {
		return err
	}
	for _, claim := range []hub.ClaimOutcomeInput{
		{Kind: hub.OutcomeInterview, OnDay: last.AddDays(-5), Evidence: "Their e-mail with the time of the interview"},
		{Kind: hub.OutcomeJobStart, OnDay: last.AddDays(3), HoursAWeek: new(37), Evidence: "Contract that both signed", Reference: new("Case file 9")},
	} {
		claim.PlacementID = p.ID
		if _, err := s.ClaimPlacementOutcome(s.by, claim); err != nil {
			return err
		}
	}
	outcomes, err := s.OutcomesOf(s.by, []hub.PlacementID{p.ID})
	if err != nil {
		return err
	}
	for _, o := range outcomes {
		if o.Kind != hub.OutcomeJobStart {
			continue
		}
		if _, err := s.MovePlacementOutcome(s.colleague, hub.MoveOutcomeInput{OutcomeID: o.ID, State: hub.OutcomeConfirmed, Why: "First payslip"}); err != nil {
			return err
		}
	}
	return nil
}

// endedEarly is one of which the host got a subsidy, a part of which it gave back since it ended early.
func (s told) endedEarly() error {
	if err := s.agree(s.placement, 12); err != nil {
		return err
	}
	if err := s.claim(s.placement, 0, hub.SubsidyPaid); err != nil {
		return err
	}
	if _, err := s.TransitionPlacement(s.by, hub.TransitionPlacementInput{
		ID: s.placement.ID, Version: s.placement.Version, State: hub.PlacementEndedEarly, OnDay: new(s.today.AddDays(-15)), Reason: new(hub.ReasonTravel),
	}); err != nil {
		return err
	}
	return s.moveClaim(s.by, 0, hub.MoveSubsidyClaimInput{State: hub.SubsidyClawedBack, Amount: new(hub.Pence(80_00)), Reference: new("BACS 7731")})
}

// agree agrees a subsidy with a host whose group has so many people.
func (s told) agree(p hub.Placement, people int) error {
	_, err := s.AgreeSubsidy(s.by, hub.AgreeSubsidyInput{
		PlacementID: p.ID, PerPeriod: 400_00, Most: 2_400_00, AnsweredOn: *p.StartsOn, GroupHeadcount: people, HeadcountReason: new("Their accountant's letter of this month"), OutOfWork: true, MinimumWage: true, NoDisplacement: true, PayrollEvidence: true,
		Assistance: 12_000_00, AssistanceLetter: "MFA 2026/31",
	})
	return err
}

// claim claims a week of the placement, the first being 0, and moves that to a state.
func (s told) claim(p hub.Placement, week int, to hub.SubsidyClaimState) error {
	from := p.StartsOn.AddDays(7 * week)
	if _, err := s.ClaimSubsidy(s.by, hub.ClaimSubsidyInput{PlacementID: p.ID, FromDay: from, UntilDay: from.AddDays(6), Amount: 400_00, Payroll: "of the week of " + from.Words()}); err != nil {
		return err
	}
	if to == hub.SubsidyClaimed {
		return nil
	}
	if err := s.moveClaim(s.colleague, week, hub.MoveSubsidyClaimInput{State: hub.SubsidyApproved}); err != nil || to == hub.SubsidyApproved {
		return err
	}
	return s.moveClaim(s.by, week, hub.MoveSubsidyClaimInput{State: hub.SubsidyPaid, Reference: new("BACS 7702")})
}

// moveClaim moves the claim of a week.
func (s told) moveClaim(by context.Context, week int, in hub.MoveSubsidyClaimInput) error {
	found, err := s.SubsidiesOf(s.by, []hub.PlacementID{s.placement.ID})
	if err != nil {
		return err
	}
	in.ClaimID = found[0].Claims[week].ID
	_, err = s.MoveSubsidyClaim(by, in)
	return err
}

package hub

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// Whatever is tried on a referral, in whatever order and by whom, only steps of the table happen, by the receiver, and a referral
// that is over stays so.
func TestReferralsMoveOnlyAsTheTableSays(t *testing.T) {
	t.Parallel()
	sender := Actor{Kind: ActorUser, OrganisationID: NewOrganisationID(), UserID: NewUserID(), Roles: []Role{RoleEngagement}}
	receiver := Actor{Kind: ActorUser, OrganisationID: NewOrganisationID(), UserID: NewUserID(), Roles: []Role{RoleManager}}
	stranger := Actor{Kind: ActorUser, OrganisationID: NewOrganisationID(), UserID: NewUserID(), Roles: []Role{RoleEngagement}}
	reader := Actor{Kind: ActorUser, OrganisationID: receiver.OrganisationID, UserID: NewUserID(), Roles: []Role{RoleAnalyst, RolePlacements}}
	states := []ReferralState{ReferralOpen, ReferralAccepted, ReferralDeclined, ReferralCompleted}
	start := time.Date(2026, 11, 24, 10, 0, 0, 0, London)
	dice := rand.New(rand.NewPCG(1, 2))
	ended := map[ReferralState]int{}

	for range 2000 {
		in := ReferInput{EmployerID: NewEmployerID(), OrganisationID: receiver.OrganisationID, About: "They want apprentices", DueOn: NewDate(2026, 12, 1)}
		r, err := NewReferral(in, sender, start)
		if err != nil {
			t.Fatal(err)
		}
		if dice.IntN(2) == 0 {
			r.Kind = KindIntroduction
		}
		now := start
		for range 6 {
			now = now.AddDate(0, 0, dice.IntN(5))
			by := []Actor{sender, receiver, receiver, stranger, reader, Anonymous}[dice.IntN(6)]
			step := TransitionReferralInput{ID: r.ID, Version: 1, To: states[dice.IntN(len(states))]}
			if dice.IntN(3) > 0 {
				step.Reason = new("because")
			}
			if dice.IntN(3) > 0 {
				step.InteractionID, step.PersonID = new(NewInteractionID()), new(NewPersonID())
			}
			before, allowed := r, r.AllowedTransitions(by)
			after := r
			err := after.Move(step, by, NewCalendar(), now)
			switch {
			case err != nil && CodeOf(err) != ErrBadInput:
				t.Fatalf("%s to %s: %v", before.State, step.To, err)
			case err != nil:
				continue // what a use case does with the record as it was
			case by.UserID != receiver.UserID || !slices.Contains(allowed, step.To) || !slices.Contains(referralMoves[before.State], step.To):
				t.Fatalf("%s went from %s to %s", by.Name, before.State, step.To)
			case before.ClosedAt != nil:
				t.Fatalf("a referral that was %s became %s", before.State, step.To)
			}
			over := after.State == ReferralDeclined || after.State == ReferralCompleted
			if over != (after.ClosedAt != nil) || after.State == ReferralDeclined && after.Answer == nil ||
				after.State == ReferralCompleted && after.Kind == KindReferral && after.InteractionID == nil ||
				after.State == ReferralCompleted && after.Kind == KindIntroduction && after.PersonID == nil ||
				after.State == ReferralAccepted && (after.Overdue(DateOf(now)) || after.Handler.ID != receiver.UserID) {
				t.Fatalf("got %+v", after)
			}
			r = after
		}
		ended[r.State]++
	}
	for _, s := range states {
		if ended[s] == 0 {
			t.Errorf("no referral of 2,000 ended as %s: the test does not try enough", s)
		}
	}
}

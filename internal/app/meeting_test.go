package app_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"employerhub/internal/hub"
	"employerhub/internal/mail"
)

type meetingBundle struct {
	testBundle
	network hub.NetworkID
	members []hub.EmployerID
}

// withNetwork is a network of so many members with a representative each, and a deputy of the first.
func withNetwork(t *testing.T, members int) meetingBundle {
	t.Helper()
	b := meetingBundle{testBundle: setup(t), network: hub.NetworkID{}}
	b.exec(`DELETE FROM network_rule`)
	b.exec(`DELETE FROM network`)
	b.network.UUID = hub.NewMeetingID().UUID
	b.exec(`INSERT INTO network (id, name) VALUES ($1, 'HR Director Network')`, b.network)
	b.members = b.employers(members)
	for _, e := range b.members {
		membership := hub.NewMeetingID().UUID
		b.exec(`INSERT INTO network_membership (id, network_id, employer_id, state, since) VALUES ($1, $2, $3, 'ACTIVE', '2026-01-01')`, membership, b.network, e)
		b.exec(`INSERT INTO network_membership_move (id, membership_id, state, on_day, recorded_at) VALUES (gen_random_uuid(), $1, 'ACTIVE', '2026-01-01', now())`, membership)
		b.exec(`INSERT INTO network_representative (id, membership_id, person_id, seat, since)
			SELECT gen_random_uuid(), $1, person_id, 'REPRESENTATIVE', '2026-01-01' FROM person_role WHERE employer_id = $2`, membership, e)
	}
	deputy := hub.NewPersonID()
	b.exec(`INSERT INTO person (id, name, email) VALUES ($1, 'Deputy', 'deputy@employer.example')`, deputy)
	b.exec(`INSERT INTO person_role (id, person_id, employer_id, function) VALUES (gen_random_uuid(), $1, $2, 'HR')`, deputy, b.members[0])
	b.exec(`INSERT INTO network_representative (id, membership_id, person_id, seat, since)
		SELECT gen_random_uuid(), id, $1, 'DEPUTY', '2026-01-01' FROM network_membership WHERE employer_id = $2`, deputy, b.members[0])
	return b
}

func (b meetingBundle) staff() context.Context { return hub.WithActor(b.Context(), b.manager) }

func (b meetingBundle) call(starts string) hub.Meeting {
	b.Helper()
	m, err := b.app.CallMeeting(b.staff(), hub.CallMeetingInput{
		NetworkID: b.network, Title: "Skills for 2027", Place: new("Forge Island"), StartsAt: moment(starts), EndsAt: moment(starts).Add(2 * 60 * 60 * 1e9),
	})
	if err != nil {
		b.Fatal(err)
	}
	return m
}

// invitee finds who is asked to a meeting with an address.
func (b meetingBundle) invitee(m hub.Meeting, address string) (id hub.InviteeID, person hub.PersonID) {
	b.Helper()
	if err := b.pool.QueryRow(b.Context(), `SELECT i.id, p.id FROM meeting_invitee i JOIN person p ON p.id = i.person_id WHERE i.meeting_id = $1 AND p.email = $2`, m.ID, address).Scan(&id.UUID, &person.UUID); err != nil {
		b.Fatal(err)
	}
	return id, person
}

func (b meetingBundle) replies(m hub.Meeting, address string, in hub.ReplyInput) error {
	b.Helper()
	id, person := b.invitee(m, address)
	link := hub.Link{PersonID: person}
	return b.app.ReplyToMeeting(hub.WithActor(b.Context(), link.Actor()), id, in)
}

func (b meetingBundle) answers(m hub.Meeting, address string, reply hub.MeetingReply) {
	b.Helper()
	if err := b.replies(m, address, hub.ReplyInput{Reply: reply}); err != nil {
		b.Fatal(err)
	}
}

// got is what the mail server took since it was asked last: addresses and subjects, in order of the addresses.
func (b meetingBundle) got() string {
	b.server.mu.Lock()
	defer b.server.mu.Unlock()
	var all []string
	for _, m := range b.server.took {
		who, _, _ := strings.Cut(m.To.Address, "@")
		what, _, _ := strings.Cut(m.Subject, ":")
		if strings.HasPrefix(m.Subject, "Will you come?") {
			what = "Will you come?"
		}
		all = append(all, who+" "+what)
	}
	b.server.took = nil
	return sorted(all)
}

func (b meetingBundle) heard(when, want string) {
	b.Helper()
	if got := b.got(); got != want {
		b.Errorf("%s: %q went out, want %q", when, got, want)
	}
}

func TestMeetingReminders(t *testing.T) {
	t.Parallel()
	t.Run("ask again 10 and 3 working days before, and remind who comes the day before, each once", func(t *testing.T) {
		t.Parallel()
		b := withNetwork(t, 2)
		m := b.call("2026-12-30 10:00") // Wednesday; Christmas lies between
		b.at("2026-11-24 10:31")
		b.heard("at once", "person01 Invitation,person02 Invitation")
		b.at("2026-12-14 09:29")
		b.heard("before the day", "")
		b.exec(`INSERT INTO holiday (day, name) VALUES ('2026-12-25', 'Christmas'), ('2026-12-28', 'Boxing Day') ON CONFLICT DO NOTHING`)
		b.at("2026-12-14 09:30")
		b.at("2026-12-14 09:30")
		b.heard("10 working days before", "person01 Will you come?,person02 Will you come?")
		b.answers(m, address(1), hub.ReplyYes)
		b.at("2026-12-22 09:30")
		b.heard("too soon", "")
		b.at("2026-12-23 09:30")
		b.at("2026-12-23 15:30")
		b.heard("3 working days before", "person02 Will you come?")
		b.at("2026-12-29 09:30")
		b.at("2026-12-29 10:30")
		b.heard("the working day before", "person01 Reminder")
	})
	t.Run("are caught up late, and not sent out of date", func(t *testing.T) {
		t.Parallel()
		b := withNetwork(t, 2)
		m := b.call("2027-02-26 10:00")
		b.at("2026-11-24 10:31")
		b.got()
		b.at("2027-02-16 11:00") // due on 12 February
		b.heard("the first, late", "person01 Will you come?,person02 Will you come?")
		b.answers(m, address(2), hub.ReplyYes)
		b.at("2027-02-25 17:00") // the second was due on 23 February, the last one today
		b.heard("the others, late", "person01 Will you come?,person02 Reminder")
		b.at("2027-02-26 10:00")
		b.heard("when it begins", "")
	})
	t.Run("are left out where the first is so late that the second comes soon", func(t *testing.T) {
		t.Parallel()
		b := withNetwork(t, 1)
		b.call("2027-02-26 10:00")
		b.at("2026-11-24 10:31")
		b.got()
		b.at("2027-02-19 11:00")
		b.heard("5 working days before", "")
	})
	t.Run("do not follow at the heels of an invitation", func(t *testing.T) {
		t.Parallel()
		b := withNetwork(t, 1)
		b.call("2026-11-27 10:00")
		b.at("2026-11-24 10:31")
		b.heard("at once", "person01 Invitation")
		b.at("2026-11-25 10:00")
		b.at("2026-11-26 10:00")
		b.heard("afterwards", "")
	})
}

func TestMeetingMovesAndEnds(t *testing.T) {
	t.Parallel()
	b := withNetwork(t, 3)
	m := b.call("2027-01-29 10:00")
	b.server.answer = func(m mail.Message) mail.Outcome {
		if m.To.Address == address(3) {
			return mail.Outcome{Result: mail.RefusedForGood, Reason: "no such user"}
		}
		return mail.Outcome{Result: mail.Accepted}
	}
	b.at("2026-11-24 10:31")
	b.got()
	b.answers(m, address(1), hub.ReplyYes)

	m, err := b.app.ChangeMeeting(b.staff(), hub.ChangeMeetingInput{
		ID: m.ID, Version: m.Version, Title: m.Title, Place: m.Place, StartsAt: moment("2027-02-05 10:00"), EndsAt: moment("2027-02-05 12:00"),
	})
	if err != nil || m.Sequence != 1 {
		t.Fatalf("%+v, %v", m, err)
	}
	b.at("2026-11-24 10:40")
	b.at("2026-11-24 10:41")
	b.heard("those who were told", "person01 Changed,person02 Changed")
	b.wants("the answers", `SELECT count(*)::text FROM meeting_invitee WHERE reply IS NOT NULL`, "0")

	var deputy hub.InviteeID
	var deputyPerson hub.PersonID
	if err := b.pool.QueryRow(t.Context(), `SELECT id FROM person WHERE name = 'Deputy'`).Scan(&deputyPerson.UUID); err != nil {
		t.Fatal(err)
	}
	if err := b.replies(m, address(2), hub.ReplyInput{Reply: hub.ReplyDeputy, DeputyID: &deputyPerson}); hub.CodeOf(err) != hub.ErrBadInput {
		t.Errorf("a deputy of another employer: %v", err)
	}
	if err := b.replies(m, address(1), hub.ReplyInput{Reply: hub.ReplyDeputy, DeputyID: &deputyPerson}); err != nil {
		t.Fatal(err)
	}
	b.at("2026-11-24 10:50")
	b.heard("the deputy", "deputy Invitation")
	deputy, _ = b.invitee(m, "deputy@employer.example")
	b.answers(m, address(1), hub.ReplyYes)
	b.at("2026-11-24 10:51")
	b.heard("the deputy, not needed any more", "deputy Not needed any more")
	_ = deputy

	if m, err = b.app.CancelMeeting(b.staff(), hub.CancelMeetingInput{ID: m.ID, Version: m.Version, Reason: "Snow"}); err != nil || m.Sequence != 2 {
		t.Fatalf("%+v, %v", m, err)
	}
	b.at("2026-11-24 11:00")
	b.at("2027-02-04 11:00")
	b.heard("those who were told, once", "person01 Cancelled,person02 Cancelled")
	if err := b.replies(m, address(1), hub.ReplyInput{Reply: hub.ReplyYes}); hub.CodeOf(err) != hub.ErrConflict {
		t.Errorf("an answer to a cancelled meeting: %v", err)
	}
}

func TestMeetingAttendance(t *testing.T) {
	t.Parallel()
	b := withNetwork(t, 3)
	m := b.call("2026-11-26 10:00")
	b.at("2026-11-24 10:31")
	if _, err := b.app.RecordAttendance(b.staff(), hub.AttendanceInput{MeetingID: m.ID}); hub.CodeOf(err) != hub.ErrConflict {
		t.Errorf("attendance before the meeting: %v", err)
	}
	b.at("2026-11-26 13:00")
	b.got()
	one, _ := b.invitee(m, address(1))
	two, _ := b.invitee(m, address(2))
	if _, err := b.app.RecordAttendance(b.staff(), hub.AttendanceInput{MeetingID: m.ID, Attended: []hub.InviteeID{one, two}}); err != nil {
		t.Fatal(err)
	}
	contacts := `SELECT string_agg(name_key || ' ' || status || ' ' || coalesce(last_contact_on::text, '-'), ', ' ORDER BY name_key) FROM employer`
	b.wants("who came was in touch", contacts, "employer 01 ENGAGED 2026-11-26, employer 02 ENGAGED 2026-11-26, employer 03 PROSPECT -")
	figures, err := b.app.FiguresOfMeetings(b.staff(), []hub.MeetingID{m.ID})
	if err != nil || len(figures) != 1 || figures[0].Members != 2 || figures[0].Invited != 3 || !figures[0].Recorded {
		t.Errorf("%+v, %v", figures, err)
	}
	if _, err := b.app.FollowUpMeeting(b.staff(), hub.FollowUpMeetingInput{ID: m.ID, Version: m.Version, Text: "Thank you"}); err != nil {
		t.Fatal(err)
	}
	b.at("2026-11-26 13:01")
	b.at("2026-11-26 13:02")
	b.heard("those who came", "person01 After the meeting,person02 After the meeting")
	if _, err := b.app.AddMeetingAction(b.staff(), hub.AddMeetingActionInput{MeetingID: m.ID, Title: "Ask the colleges", DueOn: hub.NewDate(2026, 12, 4)}); err != nil {
		t.Fatal(err)
	}
	actions, err := b.app.ActionsOf(b.staff(), []hub.MeetingID{m.ID})
	if err != nil || len(actions) != 1 {
		t.Errorf("%+v, %v", actions, err)
	}
	if _, err := b.app.RecordInteraction(b.staff(), hub.RecordInteractionInput{EmployerIds: b.members[1:2], Channel: hub.ChannelCall, Themes: []hub.Theme{hub.ThemeSkills}, Summary: "x", Visibility: hub.VisibilityShared, HappenedOn: new(hub.NewDate(2026, 11, 20))}); err != nil {
		t.Fatal(err)
	}
	b.wants("an earlier call takes nothing back", contacts, "employer 01 ENGAGED 2026-11-26, employer 02 ENGAGED 2026-11-26, employer 03 PROSPECT -")
	if _, err := b.app.RecordAttendance(b.staff(), hub.AttendanceInput{MeetingID: m.ID, Attended: []hub.InviteeID{one}}); err != nil {
		t.Fatal(err)
	}
	b.wants("who was not there after all", contacts, "employer 01 ENGAGED 2026-11-26, employer 02 ENGAGED 2026-11-20, employer 03 PROSPECT -")
	timeline, err := b.app.Timeline(b.staff(), b.members[0], hub.Page{First: 10})
	if err != nil || len(timeline.Nodes) == 0 || timeline.Nodes[len(timeline.Nodes)-1].Title == "" {
		t.Fatalf("%+v, %v", timeline, err)
	}
	if !slices.ContainsFunc(timeline.Nodes, func(e hub.TimelineEntry) bool {
		return strings.Contains(e.Title, "At a meeting of the HR Director Network")
	}) {
		t.Errorf("the timeline says %+v", timeline.Nodes)
	}
}

// TestADeathWithAMeeting lets a process die at each statement that it sends while it makes and sends reminders of a meeting, in turn.
func TestADeathWithAMeeting(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ due, after, want string }{
		"the first reminder to reply":  {"2027-01-15 11:00", "2027-01-15 11:01", "meeting.reply1 true"},
		"the second, and to who comes": {"2027-01-28 11:00", "2027-01-28 11:01", "meeting.reply2 true,meeting.soon0 true"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := withNetwork(t, 2)
			m := b.call("2027-01-29 10:00")
			b.at("2026-11-24 10:31")
			b.answers(m, address(1), hub.ReplyYes)
			mortals := b.mortals()
			deaths, died := 0, true
			for ; died; deaths++ {
				b.exec(`DELETE FROM personal_link WHERE invitation_id IS NULL`)
				b.exec(`DELETE FROM reminder WHERE rule <> 'meeting.invitation'`)
				b.exec(`DELETE FROM message WHERE NOT EXISTS (SELECT FROM reminder WHERE message_id = message.id)`)
				b.got()
				b.clock.set(moment(tc.due))
				dying := mortals.dyingAfter(deaths)
				_, swept := dying.app.Sweep(dying.ctx)
				_, _, sent := dying.lane.Send(dying.ctx)
				died = swept != nil || sent != nil
				dying.bury()

				b.expireLeases()
				b.sweep()
				b.send()
				b.at(tc.after)
				b.wants(fmt.Sprintf("after a death at statement %d", deaths), `SELECT string_agg(rule || step || ' ' || (state IN ('ACCEPTED', 'UNCERTAIN')), ',' ORDER BY rule, step)
					FROM reminder r JOIN message m ON m.id = r.message_id WHERE rule <> 'meeting.invitation'`, tc.want)
				for id, times := range b.server.messages() {
					if times > 1 {
						t.Errorf("after a death at statement %d: %s was taken %d times", deaths, id, times)
					}
				}
				if t.Failed() {
					t.FailNow()
				}
			}
			if deaths < 15 {
				t.Errorf("only %d statements: the deaths were not where they should be", deaths)
			}
		})
	}
}

func sorted(all []string) string {
	slices.Sort(all)
	return strings.Join(all, ",")
}

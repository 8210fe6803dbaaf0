package pages

import (
	"net/http"
	"strings"
	"time"

	"employerhub/internal/hub"
)

// invitedPage is what the page of a meeting shows.
type invitedPage struct {
	page
	Invited hub.Invited
	// Open says that an answer can be given.
	Open bool
	// Preferences is where people say what they want to hear about.
	Preferences string
	Agenda      []string
	Reply       hub.MeetingReply
	Deputy      string
	Note        string
}

// toMeeting lets in whoever holds a link to a meeting, whether it still works or not: it says at least what became of it.
func (p *Pages) toMeeting(next func(w http.ResponseWriter, r *http.Request, asked hub.Invited)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, link, state, err := p.links.Open(r, r.PathValue("token"))
		if err == nil && (link.InviteeID == nil || state == hub.LinkRevoked) {
			err = hub.NotFound("link")
		}
		if err != nil {
			p.fail(w, r, err)
			return
		}
		asked, err := p.app.Invited(ctx, *link.InviteeID)
		if err != nil {
			p.fail(w, r, err)
			return
		}
		next(w, r.WithContext(ctx), asked)
	}
}

func (p *Pages) meeting(w http.ResponseWriter, r *http.Request, asked hub.Invited) {
	p.showMeeting(w, r, asked, http.StatusOK, invitedPage{})
}

// showMeeting shows the meeting with what was answered, or with what stands in the form where that is to be put right.
func (p *Pages) showMeeting(w http.ResponseWriter, r *http.Request, asked hub.Invited, status int, content invitedPage) {
	now, err := p.app.Now(r.Context())
	if err != nil {
		p.fail(w, r, err)
		return
	}
	content.Invited, content.Title, content.About, content.Home = asked, asked.Meeting.Title, asked.NetworkName, home(r)+"/meeting"
	content.Action, content.Preferences = content.Home, home(r)+"/preferences"
	if asked.Meeting.Agenda != nil {
		content.Agenda = strings.Split(*asked.Meeting.Agenda, "\n")
	}
	content.Said, content.Open = meetingSays(asked, now)
	if len(content.Errors) == 0 {
		if asked.Reply != nil {
			content.Reply = *asked.Reply
		}
		if asked.DeputyID != nil {
			content.Deputy = asked.DeputyID.String()
		}
		if asked.Note != nil {
			content.Note = *asked.Note
		}
	}
	write(w, p.log, status, "meeting.html", content)
}

// meetingSays is where the meeting and the answer stand, and whether an answer can be given.
func meetingSays(asked hub.Invited, now time.Time) (said []string, open bool) {
	switch {
	case asked.Meeting.CancelledAt != nil:
		return []string{"This meeting is cancelled. " + *asked.Meeting.CancelReason}, false
	case asked.Meeting.State(now) == hub.MeetingOver:
		return []string{"This meeting is over. There is nothing left to answer."}, false
	case asked.Withdrawn:
		return []string{"You do not need to come: your colleague has made other arrangements."}, false
	case asked.Reply == nil:
		return nil, true
	}
	return []string{map[hub.MeetingReply]string{
		hub.ReplyYes: "You told us that you will come.", hub.ReplyNo: "You told us that you will not come.",
		hub.ReplyDeputy: "You told us that somebody else comes in your place.",
	}[*asked.Reply] + " You can change your answer below."}, true
}

func (p *Pages) replyToMeeting(w http.ResponseWriter, r *http.Request, asked hub.Invited) {
	if err := r.ParseForm(); err != nil {
		p.fail(w, r, hub.BadInput("What the page sent cannot be read. Open it again by the link in our e-mail"))
		return
	}
	content := invitedPage{Reply: hub.MeetingReply(r.PostForm.Get("reply")), Deputy: r.PostForm.Get("deputy"), Note: r.PostForm.Get("note")}
	in := hub.ReplyInput{Reply: content.Reply, Note: &content.Note}
	if content.Deputy != "" && content.Reply == hub.ReplyDeputy {
		id, err := hub.ParseID[hub.PersonID](content.Deputy)
		if err != nil {
			p.fail(w, r, err)
			return
		}
		in.DeputyID = &id
	}
	err := p.app.ReplyToMeeting(r.Context(), asked.InviteeID, in)
	switch code := hub.CodeOf(err); {
	case err == nil, code == hub.ErrConflict: // of a conflict the page tells
		see(w, r, home(r)+"/meeting")
	case code == hub.ErrBadInput:
		content.Errors = []fault{{Message: sentence(err), Link: "reply"}}
		p.showMeeting(w, r, asked, http.StatusBadRequest, content)
	default:
		p.fail(w, r, err)
	}
}

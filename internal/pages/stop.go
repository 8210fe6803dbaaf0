package pages

import (
	"context"
	"net/http"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

// wayOut is a way to be asked no more. Its page says what will happen; only its button does it.
type wayOut struct {
	path          string
	title, button string
	said          func(asked hub.Asked) []string
	do            func(a *app.App, ctx context.Context, id hub.InvitationID) error
}

var waysOut = []wayOut{
	{
		path: "not-now", title: "Not now, thank you", button: "Do not remind me",
		said: func(asked hub.Asked) []string {
			return []string{
				"We will not remind you about this questionnaire. Answers that you have saved stay, but we do not count them as sent.",
				"You can change your mind by the same link until " + asked.ClosesOn.Words() + ".",
			}
		},
		do: (*app.App).DeclineInvitation,
	},
	{
		path: "not-for-me", title: "This is not for me", button: "Stop asking me",
		said: func(asked hub.Asked) []string {
			return []string{
				"We will not ask you such questions again, about this employer or another. We keep a note of your wish, so that nobody asks by mistake.",
				"We may ask a colleague at " + asked.EmployerName + " instead.",
			}
		},
		do: (*app.App).ObjectToDiagnostics,
	},
	{
		path: "left", title: "This person has left", button: "Yes, this person has left",
		said: func(asked hub.Asked) []string {
			return []string{
				"We asked " + asked.PersonName + " at " + asked.EmployerName + ".",
				"If this person does not work there any more, we will not write to them there again, and will find out whom to ask.",
			}
		},
		do: (*app.App).PersonLeft,
	},
}

func (p *Pages) askToStop(way wayOut) func(w http.ResponseWriter, r *http.Request, asked hub.Asked) {
	return func(w http.ResponseWriter, r *http.Request, asked hub.Asked) {
		content := newPage(r, asked, way.title)
		content.Back, content.Action, content.Button, content.Said = home(r), home(r)+"/"+way.path, way.button, way.said(asked)
		p.write(w, http.StatusOK, "stop.html", content)
	}
}

// stop does it. A mail program's one-click unsubscribe posts here too.
func (p *Pages) stop(way wayOut) func(w http.ResponseWriter, r *http.Request, asked hub.Asked) {
	return func(w http.ResponseWriter, r *http.Request, asked hub.Asked) {
		err := way.do(p.app, r.Context(), asked.InvitationID)
		if err != nil && hub.CodeOf(err) != hub.ErrConflict { // of a conflict the start page tells
			p.fail(w, r, err)
			return
		}
		see(w, r, home(r))
	}
}

const notedObjection = "Thank you for telling us. We have noted that you do not want to be asked such questions."

func notedLeft(asked hub.Asked) string {
	return "We have noted that " + asked.PersonName + " has left " + asked.EmployerName + ", and will not write to them there again."
}

// stopped tells why nothing is asked any more.
func (p *Pages) stopped(w http.ResponseWriter, r *http.Request, asked hub.Asked, today hub.Date) {
	var content page
	switch {
	case asked.State == hub.InvitationObjected:
		content = newPage(r, asked, "We will not ask you again")
		content.Said = []string{notedObjection}
	case asked.State == hub.InvitationLeft:
		content = newPage(r, asked, "Thank you for telling us")
		content.Said = []string{notedLeft(asked)}
	case asked.State == hub.InvitationAnswered:
		content = newPage(r, asked, "We have the answers")
		content.Said = []string{"Somebody at " + asked.EmployerName + " has answered this for you all, so there is nothing left for you to do. Thank you."}
		if asked.Response != nil {
			content.Said = append(content.Said, "What you had filled in here was not sent.")
		}
	case asked.Closed(today):
		content = newPage(r, asked, "This questionnaire is closed")
		content.Said = []string{"Answers were taken until " + asked.ClosesOn.Words() + ".", "We would still like to hear from you."}
	default:
		told := "Thank you for telling us. "
		if asked.State == hub.InvitationNoConsent {
			told = "You have not agreed to such e-mails, or not any more. "
		}
		content = newPage(r, asked, "We will not remind you")
		content.Said = []string{told + "You can still answer until " + asked.ClosesOn.Words() + "."}
		content.MayStart = asked.MayStart(today)
	}
	p.write(w, http.StatusOK, "stopped.html", content)
}

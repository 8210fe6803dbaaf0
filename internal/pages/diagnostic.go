package pages

import (
	"net/http"
	"slices"
	"strconv"

	"employerhub/internal/hub"
)

// home is the start page of the request's link.
func home(r *http.Request) string { return "/a/" + r.PathValue("token") }

func newPage(r *http.Request, asked hub.Asked, title string) page {
	p := page{
		Title: title, Home: home(r), Asked: asked,
		About: asked.Definition.Title + " for " + asked.EmployerName,
	}
	if hub.ActorFrom(r.Context()).EntersByPhone() {
		p.ByPhone = "You are entering answers for " + asked.EmployerName + ", by phone with " + asked.PersonName + "."
	}
	if asked.Response != nil {
		p.Version = asked.Response.Version
	}
	return p
}

// next is where answering goes on: the first question that needs an answer, or the list of answers.
func next(r *http.Request, asked hub.Asked) string {
	if q, ok := asked.Route().Pending(); ok {
		return home(r) + "/question/" + q.ID
	}
	return home(r) + "/check"
}

// see leads on after a POST, so that going back or loading again sends nothing twice.
func see(w http.ResponseWriter, r *http.Request, path string) {
	http.Redirect(w, r, path, http.StatusSeeOther) //nolint:gosec // every path is one of ours, below /a/
}

// start is the page that a link opens: what is asked, or what became of it.
func (p *Pages) start(w http.ResponseWriter, r *http.Request, asked hub.Asked) {
	today, err := p.app.Today(r.Context())
	if err != nil {
		p.fail(w, r, err)
		return
	}
	if asked.State == hub.InvitationSubmitted {
		p.done(w, r, asked)
		return
	}
	if asked.Ended(today) {
		p.stopped(w, r, asked, today)
		return
	}
	content := newPage(r, asked, asked.Definition.Title)
	route := asked.Route()
	_, content.Of, content.Exactly = route.Place("")
	content.Answered = len(route.Given)
	_, pending := route.Pending()
	content.Complete = !pending
	content.Next = next(r, asked)
	if asked.Response != nil {
		content.Sections = asked.Definition.Progress(asked.Given())
		for _, s := range content.Sections {
			if s.Done {
				content.SectionsDone++
			}
		}
	}
	p.write(w, http.StatusOK, "start.html", content)
}

func (p *Pages) done(w http.ResponseWriter, r *http.Request, asked hub.Asked) {
	content := newPage(r, asked, "Thank you, we have your answers")
	content.SentOn = hub.DateOf(*asked.Response.SubmittedAt).Words()
	if asked.Objected {
		content.Said = append(content.Said, notedObjection)
	}
	if !asked.HasRole {
		content.Said = append(content.Said, notedLeft(asked))
	}
	p.write(w, http.StatusOK, "done.html", content)
}

func (p *Pages) begin(w http.ResponseWriter, r *http.Request, asked hub.Asked) {
	if err := p.app.StartResponse(r.Context(), asked.InvitationID); err != nil && hub.CodeOf(err) != hub.ErrConflict {
		p.fail(w, r, err)
		return
	}
	asked, err := p.app.Asked(r.Context(), asked.InvitationID)
	if err != nil {
		p.fail(w, r, err)
		return
	}
	if p.answerable(w, r, asked) {
		see(w, r, next(r, asked))
	}
}

// answerable leads to the start page, which tells why, where no answers are taken.
func (p *Pages) answerable(w http.ResponseWriter, r *http.Request, asked hub.Asked) bool {
	today, err := p.app.Today(r.Context())
	switch {
	case err != nil:
		p.fail(w, r, err)
		return false
	case !asked.MayAnswer(today):
		see(w, r, home(r))
		return false
	default:
		return true
	}
}

func (p *Pages) question(w http.ResponseWriter, r *http.Request, asked hub.Asked) {
	if !p.answerable(w, r, asked) {
		return
	}
	q, ok := asked.Route().Find(r.PathValue("question"))
	if !ok {
		see(w, r, next(r, asked))
		return
	}
	a, given := asked.Given()[q.ID]
	if !given {
		a = asked.Facts().Suggested(q)
	}
	content := questionPage(r, asked, q, q.Form(a))
	content.Prefilled = !given && q.Prefill != "" && !a.IsEmpty()
	if err := hub.ValidateAnswer(q, a, asked.Route().Given); given && err != nil {
		content.Notice = "Another answer has changed, so look at this one again. " + faultsOf(err)[0].Message
	}
	p.write(w, http.StatusOK, "question.html", content)
}

// questionPage is the page of q with what stands in form.
func questionPage(r *http.Request, asked hub.Asked, q hub.Question, form hub.Form) page {
	route := asked.Route()
	text := asked.Definition.Fill(q.Text, asked.Facts(), route.Given)
	content := newPage(r, asked, text)
	q.Text = text
	content.Question, content.Text, content.Form = q, text, form
	content.Entries = max(1, q.Entries(form))
	content.Hint = asked.Definition.Fill(q.Hint, asked.Facts(), route.Given)
	content.Section = asked.Definition.SectionOf(q.ID)
	content.Number, content.Of, content.Exactly = route.Place(q.ID)
	content.Back = home(r)
	if before, ok := route.Before(q.ID); ok {
		content.Back = home(r) + "/question/" + before.ID
	}
	if content.Checking = r.URL.Query().Get("from") == "check"; content.Checking {
		content.Back = home(r) + "/check"
	}
	return content
}

// save takes one answer. What was typed stays on the page until it is saved.
func (p *Pages) save(w http.ResponseWriter, r *http.Request, asked hub.Asked) {
	form, version, questionnaire, err := readForm(r)
	if err != nil {
		p.fail(w, r, err)
		return
	}
	then := r.PostForm.Get("then")
	delete(form, "then")
	if q, ok := asked.Route().Find(r.PathValue("question")); ok && q.Kind == hub.QuestionGroup {
		if then != "" && then != thenLater {
			if p.answerable(w, r, asked) {
				p.changeEntries(w, r, asked, q, form, then, version)
			}
			return
		}
		form = q.Without(form, 0)
	}
	later := then == thenLater
	if later && empty(form) {
		see(w, r, home(r)+"/saved")
		return
	}
	now, err := p.app.SaveAnswer(r.Context(), hub.SaveAnswerInput{
		InvitationID: asked.InvitationID, QuestionnaireVersionID: questionnaire, QuestionID: r.PathValue("question"),
		Version: version, Form: form,
	})
	switch {
	case err == nil && later:
		see(w, r, home(r)+"/saved")
	case err == nil:
		see(w, r, next(r, now))
	default:
		p.saveAgain(w, r, now, form, version, err)
	}
}

// saveAgain shows a page that was not saved once more, with what was typed and what to do.
func (p *Pages) saveAgain(w http.ResponseWriter, r *http.Request, asked hub.Asked, form hub.Form, version int, err error) {
	code := hub.CodeOf(err)
	if code != hub.ErrBadInput && code != hub.ErrConflict {
		p.fail(w, r, err)
		return
	}
	if !p.answerable(w, r, asked) {
		return
	}
	q, ok := asked.Route().Find(r.PathValue("question"))
	if !ok {
		p.write(w, http.StatusConflict, "message.html", page{
			Title: "This question is not asked any more", Home: home(r), Back: next(r, asked),
			Said: []string{err.Error() + ". Your other answers are saved. Go back to carry on."},
		})
		return
	}
	content := questionPage(r, asked, q, form)
	if code == hub.ErrConflict {
		content.Notice = err.Error() // and the page has the new version, so that saving again replaces the other answer
		p.write(w, http.StatusConflict, "question.html", content)
		return
	}
	content.Version = version
	content.wrong(err)
	p.write(w, http.StatusUnprocessableEntity, "question.html", content)
}

func (p *Pages) saved(w http.ResponseWriter, r *http.Request, asked hub.Asked) {
	if p.answerable(w, r, asked) {
		p.write(w, http.StatusOK, "saved.html", newPage(r, asked, "Your answers are saved"))
	}
}

// readForm takes apart what a page sent: its own hidden fields, and the rest. Errors: BAD_INPUT.
func readForm(r *http.Request) (form hub.Form, version int, questionnaire hub.QuestionnaireVersionID, err error) {
	unreadable := hub.BadInput("What the page sent cannot be read. Open it again by the link in our e-mail")
	if err := r.ParseForm(); err != nil {
		return nil, 0, questionnaire, unreadable
	}
	form = hub.Form(r.PostForm)
	version, err = strconv.Atoi(r.PostForm.Get("version"))
	if err != nil || questionnaire.UnmarshalText([]byte(r.PostForm.Get("questionnaire"))) != nil {
		return nil, 0, questionnaire, unreadable
	}
	delete(form, "version")
	delete(form, "questionnaire")
	return form, version, questionnaire, nil
}

func empty(form hub.Form) bool {
	for _, values := range form {
		if slices.ContainsFunc(values, func(v string) bool { return v != "" }) {
			return false
		}
	}
	return true
}

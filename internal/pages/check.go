package pages

import (
	"net/http"

	"employerhub/internal/hub"
)

// answerSection is a section with its answers in words.
type answerSection struct {
	Title   string
	Answers []shownAnswer
}

// shownAnswer is an answer in words, and where its question has parts, those one by one.
type shownAnswer struct {
	hub.Answer
	Parts []answerPart
}

// answerPart is an entry of a GROUP by its name, or a GRID without one, with what was answered in it.
type answerPart struct {
	Name  string
	Lines []answerLine
}

// answerLine is what was answered to one field or in one row.
type answerLine struct{ Label, Answer string }

// partsOf takes apart an answer to a question that has parts.
func partsOf(q hub.Question, a hub.AnswerValue) []answerPart {
	var all []answerPart
	for _, given := range a.Group {
		part := answerPart{Name: q.Fields[0].Show(given[q.Fields[0].ID])}
		for _, f := range q.Fields[1:] {
			if value, ok := given[f.ID]; ok {
				part.Lines = append(part.Lines, answerLine{f.Text, f.Show(value)})
			}
		}
		all = append(all, part)
	}
	if len(a.Grid) > 0 {
		var part answerPart
		for _, row := range q.Rows {
			if cell, ok := a.Grid[row.ID]; ok {
				part.Lines = append(part.Lines, answerLine{row.Text, q.CellOf(row).Show(cell)})
			}
		}
		all = append(all, part)
	}
	return all
}

func (p *Pages) check(w http.ResponseWriter, r *http.Request, asked hub.Asked) {
	if !p.answerable(w, r, asked) {
		return
	}
	if _, pending := asked.Route().Pending(); pending {
		see(w, r, next(r, asked))
		return
	}
	p.write(w, http.StatusOK, "check.html", checkPage(r, asked))
}

func checkPage(r *http.Request, asked hub.Asked) page {
	content := newPage(r, asked, "Check your answers before you send them")
	route := asked.Route()
	for _, a := range asked.Definition.InWords(asked.Given(), asked.Facts()) {
		title := asked.Definition.SectionOf(a.QuestionID)
		if n := len(content.Answers); n == 0 || content.Answers[n-1].Title != title {
			content.Answers = append(content.Answers, answerSection{Title: title})
		}
		last := &content.Answers[len(content.Answers)-1]
		q, _ := route.Find(a.QuestionID)
		last.Answers = append(last.Answers, shownAnswer{a, partsOf(q, route.Given[q.ID])})
	}
	questions := asked.Route().Questions
	content.Back = home(r) + "/question/" + questions[len(questions)-1].ID
	return content
}

func (p *Pages) submit(w http.ResponseWriter, r *http.Request, asked hub.Asked) {
	form, version, questionnaire, err := readForm(r)
	if err != nil || len(form) > 0 {
		p.fail(w, r, hub.BadInput("This page sent something that it has no field for. Open it again by the link in our e-mail"))
		return
	}
	now, err := p.app.SubmitResponse(r.Context(), hub.SubmitResponseInput{
		InvitationID: asked.InvitationID, QuestionnaireVersionID: questionnaire, Version: version,
	})
	_, pending := now.Route().Pending()
	switch code := hub.CodeOf(err); {
	case err == nil:
		see(w, r, home(r))
	case code == hub.ErrConflict && !pending:
		if !p.answerable(w, r, now) {
			return
		}
		content := checkPage(r, now)
		content.Notice = err.Error()
		p.write(w, http.StatusConflict, "check.html", content)
	case pending && (code == hub.ErrConflict || code == hub.ErrBadInput):
		see(w, r, next(r, now))
	default:
		p.fail(w, r, err)
	}
}

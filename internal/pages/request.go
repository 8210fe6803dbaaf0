package pages

import (
	"net/http"

	"employerhub/internal/hub"
)

// requestsPage lists what is asked of a person about placements, or is the page of one such request.
type requestsPage struct {
	page
	Requests []hub.AskedRequest
	// Others are what waits for an answer of the person and is not about placements.
	Others  []hub.OtherRequest
	Request hub.AskedRequest
	// Open says that the request can be answered, More that there are others to go back to, Waits that it was put off.
	Open, More, Waits bool
	Today             hub.Date
	fields            []hub.Question
}

// Fields are what the page asks; the first is its heading.
func (p requestsPage) Fields() []field {
	var all []field
	for n, q := range p.fields {
		all = append(all, field{Question: q, Name: q.ID, Heading: n == 0, Hint: q.Hint, form: p.Form, faults: p.Errors})
	}
	return all
}

// PutOff says of a request in the list that it was put off.
func (p requestsPage) PutOff(r hub.AskedRequest) bool { return r.FromOn.After(p.Today) }

// requests lists all that is asked of the person.
func (p *Pages) requests(w http.ResponseWriter, r *http.Request, _ hub.Link) {
	today, err := p.app.Today(r.Context())
	if err != nil {
		p.fail(w, r, err)
		return
	}
	asked, err := p.app.RequestsOfPerson(r.Context())
	if err != nil {
		p.fail(w, r, err)
		return
	}
	others, err := p.app.OtherRequestsOfPerson(r.Context())
	if err != nil {
		p.fail(w, r, err)
		return
	}
	content := requestsPage{page: page{Title: "What we ask of you", Home: home(r)}, Requests: asked, Others: others, Today: today}
	write(w, p.log, http.StatusOK, "requests.html", content)
}

// openOther leads to a questionnaire or a meeting by a link of its own, which is made for it.
func (p *Pages) openOther(w http.ResponseWriter, r *http.Request, link hub.Link) {
	if !link.ToRequests {
		p.notFound(w)
		return
	}
	token, to, err := p.app.OpenOtherRequest(r.Context(), r.PathValue("other"))
	if err != nil {
		p.fail(w, r, err)
		return
	}
	path := "/a/" + string(token)
	if to.InviteeID != nil {
		path += "/meeting"
	}
	see(w, r, path)
}

// toRequest lets in whoever holds a link to what is asked of them, and finds the request.
func (p *Pages) toRequest(next func(w http.ResponseWriter, r *http.Request, asked requestsPage)) http.HandlerFunc {
	return p.behindAny(func(w http.ResponseWriter, r *http.Request, link hub.Link) {
		id, err := hub.ParseID[hub.PlacementRequestID](r.PathValue("request"))
		if err != nil || !link.ToRequests {
			p.notFound(w)
			return
		}
		asked, err := p.app.RequestOfPerson(r.Context(), id)
		if err != nil {
			p.fail(w, r, err)
			return
		}
		others, err := p.app.RequestsOfPerson(r.Context())
		if err != nil {
			p.fail(w, r, err)
			return
		}
		today, err := p.app.Today(r.Context())
		if err != nil {
			p.fail(w, r, err)
			return
		}
		content := requestsPage{Request: asked, Today: today, fields: asked.Questions()}
		content.Title, content.About, content.Home, content.Back, content.Action = asked.Title(), asked.EmployerName, home(r), home(r), r.URL.Path
		for _, o := range others {
			content.More = content.More || o.ID != asked.ID
		}
		state := asked.State(today)
		content.Open, content.Waits = state == hub.RequestOpen || state == hub.RequestPutOff, state == hub.RequestPutOff
		next(w, r, content)
	})
}

// request shows what is asked, or what became of it.
func (p *Pages) request(w http.ResponseWriter, r *http.Request, asked requestsPage) {
	if asked.Open {
		write(w, p.log, http.StatusOK, "request.html", asked)
		return
	}
	content := page{Home: asked.Home, About: asked.About, Title: "This is not needed any more", Said: []string{asked.Request.Title(), "There is nothing left for you to do here."}}
	switch asked.Request.State(asked.Today) {
	case hub.RequestAnswered:
		content.Title = "Thank you, we have your answer"
		content.Said[1] = "You answered on " + hub.DateOf(*asked.Request.AnsweredAt).Words() + ". Is it different now? Reply to the e-mail that the link came in."
	case hub.RequestOver:
		content.Title = "The time for this is over"
		content.Said[1] = "You could answer until " + asked.Request.EndsOn.Words() + ". Would you still like to? Reply to the e-mail that the link came in."
	}
	asked.page = content
	write(w, p.log, http.StatusOK, "requestover.html", asked)
}

func (p *Pages) answerRequest(w http.ResponseWriter, r *http.Request, asked requestsPage) {
	form, ok := p.requestForm(w, r)
	if !ok {
		return
	}
	p.sent(w, r, asked, "request.html", p.app.AnswerRequest(r.Context(), asked.Request.ID, form))
}

// askUntilWhen asks until when a request is put off.
func (p *Pages) askUntilWhen(w http.ResponseWriter, r *http.Request, asked requestsPage) {
	if !asked.Open {
		see(w, r, home(r)+"/asked/"+asked.Request.ID.String())
		return
	}
	write(w, p.log, http.StatusOK, "notnow.html", untilPage(r, asked))
}

func untilPage(r *http.Request, asked requestsPage) requestsPage {
	asked.fields = []hub.Question{asked.Request.UntilQuestion()}
	asked.Back = home(r) + "/asked/" + asked.Request.ID.String()
	asked.Said = []string{asked.Title}
	asked.Title = "Not now"
	return asked
}

func (p *Pages) putOffRequest(w http.ResponseWriter, r *http.Request, asked requestsPage) {
	form, ok := p.requestForm(w, r)
	if !ok {
		return
	}
	content := untilPage(r, asked)
	given, err := hub.ReadAnswers(content.fields, form)
	if err == nil {
		err = p.app.PutOffRequest(r.Context(), asked.Request.ID, *given[content.fields[0].ID].Date)
	}
	p.sent(w, r, content, "notnow.html", err)
}

// requestForm is what the page of a request sent.
func (p *Pages) requestForm(w http.ResponseWriter, r *http.Request) (hub.Form, bool) {
	if err := r.ParseForm(); err != nil {
		p.fail(w, r, hub.BadInput("What the page sent cannot be read. Open it again by the link in our e-mail"))
		return nil, false
	}
	return hub.Form(r.PostForm), true
}

// sent leads to the page of the request, which tells what became of it; where there is something to put right it shows the page again with what was
// typed.
func (p *Pages) sent(w http.ResponseWriter, r *http.Request, asked requestsPage, name string, err error) {
	switch code := hub.CodeOf(err); {
	case err == nil, code == hub.ErrConflict:
		see(w, r, home(r)+"/asked/"+asked.Request.ID.String())
	case code == hub.ErrBadInput:
		asked.Form, asked.Errors = hub.Form(r.PostForm), faultsOf(err)
		for i := range asked.Errors {
			e := &asked.Errors[i]
			e.Message = capital(e.Message)
			for _, f := range asked.Fields() {
				if e.Field == f.Name {
					e.Link = f.first()
				}
			}
		}
		write(w, p.log, http.StatusUnprocessableEntity, name, asked)
	default:
		p.fail(w, r, err)
	}
}

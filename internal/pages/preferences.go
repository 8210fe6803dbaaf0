package pages

import (
	"net/http"
	"slices"

	"employerhub/internal/hub"
)

// ofPerson lets in whoever holds a link, whether it still works or not: what people want to hear about they may always say.
func (p *Pages) ofPerson(next func(w http.ResponseWriter, r *http.Request, link hub.Link)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, link, state, err := p.links.Open(r, r.PathValue("token"))
		if err != nil {
			p.fail(w, r, err)
			return
		}
		if link.ByPhone() && state != hub.LinkWorks {
			p.phoneOver(w)
			return
		}
		next(w, r.WithContext(ctx), link)
	}
}

// topicChoice is one checkbox of the preferences.
type topicChoice struct {
	Topic  hub.Topic
	Text   string
	Wanted bool
}

var topicTexts = map[hub.Topic]string{
	hub.TopicDiagnostics:    "Questions about the skills you need, and the plan that follows",
	hub.TopicNetwork:        "The HR Director Network and its meetings",
	hub.TopicPlacements:     "Placements, work experience and apprentices",
	hub.TopicAccreditations: "Disability Confident and other marks of good work",
}

// agreeTo is what a person agrees to who ticks a topic below it; it is kept with their consent.
const agreeTo = "You may send me e-mail that promotes services, some of which are paid for, about"

func (p *Pages) preferences(w http.ResponseWriter, r *http.Request, _ hub.Link) {
	p.showPreferences(w, r, "")
}

func (p *Pages) showPreferences(w http.ResponseWriter, r *http.Request, notice string) {
	now, err := p.app.Preferences(r.Context())
	if err != nil {
		p.fail(w, r, err)
		return
	}
	content := page{Title: "What may we write to you about?", Home: home(r), Action: home(r) + "/preferences", Notice: notice}
	for _, topic := range hub.Topics {
		wanted := !slices.Contains(now.Refused, topic) && !slices.Contains(now.Refused, hub.TopicAll)
		content.Topics = append(content.Topics, topicChoice{topic, topicTexts[topic], wanted})
		if now.AsksConsent() {
			content.Agree = append(content.Agree, topicChoice{topic, topicTexts[topic], slices.Contains(now.Agreed, topic)})
		}
	}
	p.write(w, http.StatusOK, "preferences.html", content)
}

func (p *Pages) setPreferences(w http.ResponseWriter, r *http.Request, _ hub.Link) {
	if err := r.ParseForm(); err != nil {
		p.fail(w, r, hub.BadInput("What the page sent cannot be read. Open it again by the link in our e-mail"))
		return
	}
	var in hub.PreferencesInput
	for _, topic := range r.PostForm["topic"] {
		in.Wanted = append(in.Wanted, hub.Topic(topic))
	}
	if r.PostForm.Has("asked") {
		in.Agreed = map[hub.Topic]string{}
		for _, topic := range r.PostForm["agree"] {
			in.Agreed[hub.Topic(topic)] = agreeTo + ": " + topicTexts[hub.Topic(topic)]
		}
	}
	if err := p.app.SetPreferences(r.Context(), in); err != nil {
		p.fail(w, r, err)
		return
	}
	notice := "Saved. We write to you about what is ticked, and nothing else."
	if len(in.Wanted) == 0 {
		notice = "Saved. We will not write to you any more."
	}
	p.showPreferences(w, r, notice)
}

func (p *Pages) askToUnsubscribe(w http.ResponseWriter, r *http.Request, link hub.Link) {
	content := page{
		Title: "Stop e-mail about skills questionnaires", Home: home(r), Action: home(r) + "/unsubscribe", Button: "Unsubscribe",
		Said: []string{"We will not ask you such questions again, about this employer or another, nor remind you."},
	}
	switch link.Topic() {
	case hub.TopicNetwork:
		content.Title, content.Said = "Stop e-mail about networks and their meetings", []string{"We will not invite you to meetings again, nor tell you if one that you expect moves or is cancelled."}
	case hub.TopicPlacements:
		content.Title, content.Said = "Stop e-mail about placements", []string{"We will not ask you about placements again, about this employer or another. What we have asked is not needed any more."}
	case hub.TopicAccreditations:
		content.Title, content.Said = "Stop e-mail about accreditations", []string{"We will not write to you about accreditations again, about this employer or another."}
	}
	p.write(w, http.StatusOK, "stop.html", content)
}

// unsubscribe does it. Mail programs post here with one click, so it answers at once and leads nowhere: RFC 8058.
func (p *Pages) unsubscribe(w http.ResponseWriter, r *http.Request, link hub.Link) {
	if err := p.app.Unsubscribe(r.Context(), link.Topic()); err != nil {
		p.fail(w, r, err)
		return
	}
	said := "We will not ask you about skills again, nor remind you. We keep a note of your wish, so that nobody asks by mistake."
	switch link.Topic() {
	case hub.TopicNetwork:
		said = "We will not invite you to meetings again. We keep a note of your wish, so that nobody does by mistake."
	case hub.TopicPlacements:
		said = "We will not ask you about placements again. We keep a note of your wish, so that nobody does by mistake."
	case hub.TopicAccreditations:
		said = "We will not write to you about accreditations again. We keep a note of your wish, so that nobody does by mistake."
	}
	p.write(w, http.StatusOK, "message.html", page{Title: "You are unsubscribed", Home: home(r), Said: []string{said}, Preferences: home(r) + "/preferences"})
}

package pages

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"

	"employerhub/internal/hub"
)

//go:embed assets/pages.css
var style []byte

// styleAddress changes with the content, so that browsers may keep it.
var styleAddress = func() string {
	sum := sha256.Sum256(style)
	return "/a/pages.css?v=" + hex.EncodeToString(sum[:4])
}()

func serveStyle(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	_, _ = w.Write(style) // a reader who has gone is no error of ours
}

//go:embed templates
var templateFiles embed.FS

// templates are the pages by the name of their file, each with the layout around it.
var templates = func() map[string]*template.Template {
	around := template.Must(template.New("").
		Funcs(template.FuncMap{"stylesheet": func() string { return styleAddress }, "moment": inWords, "links": withLinks, "agreeTo": func() string { return agreeTo }}).
		ParseFS(templateFiles, "templates/layout.html", "templates/parts.html", "templates/field.html"))
	names, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil {
		panic(err) // only for a wrong pattern
	}
	all := map[string]*template.Template{}
	for _, name := range names {
		all[name[len("templates/"):]] = template.Must(template.Must(around.Clone()).ParseFS(templateFiles, name))
	}
	return all
}()

// page is what the templates show. Each uses some of it.
type page struct {
	Title string
	// About is the line below the council's name.
	About string
	// ByPhone reminds a member of staff for whom they enter answers; empty for the person themselves.
	ByPhone string
	// Home is the start page of the link, /a/{token}; Back where the back link leads.
	Home, Back string
	// Errors say what to put right; Notice what happened meanwhile.
	Errors []fault
	Notice string
	// Said are the paragraphs of pages that only tell something.
	Said []string

	Asked hub.Asked
	// Version is that of the response which the page shows.
	Version int

	// Next is where answering goes on, Complete that nothing is left to answer.
	Next     string
	Complete bool
	Answered int
	Answers  []answerSection
	Sections []hub.SectionProgress
	// SectionsDone counts those of Sections.
	SectionsDone int
	MayStart     bool
	SentOn       string

	Question   hub.Question
	Section    string
	Number, Of int
	// Exactly says that Of will not change with answers to come.
	Exactly    bool
	Text, Hint string
	// Form is what stands in the fields, Entries how many entries of a GROUP are shown.
	Form    hub.Form
	Entries int
	// Added is the entry that was asked for just now, 0 where none was.
	Added int
	// Prefilled says that the answer is what we know, not what was answered.
	Prefilled bool
	// Checking says that the question was opened from the list of answers, and leads back there.
	Checking bool

	// Topics are the choices of the preferences, Agree the topics of marketing to agree to, empty where nobody has to ask; Preferences
	// is where they are.
	Topics, Agree []topicChoice
	Preferences   string

	// Action and Button are of a page that asks whether to stop.
	Action, Button string
}

// write sends a page.
func (p *Pages) write(w http.ResponseWriter, status int, name string, content page) {
	if content.Home == "" {
		content.Home = "https://www.rotherham.gov.uk/"
	}
	write(w, p.log, status, name, content)
}

// write sends what a template makes of content, which has the fields that the layout needs.
func write(w http.ResponseWriter, log *slog.Logger, status int, name string, content any) {
	var body bytes.Buffer
	if err := templates[name].ExecuteTemplate(&body, "layout", content); err != nil {
		log.Error("page not written", "page", name, "error", err)
		http.Error(w, "Sorry, something went wrong. Try again in a few minutes.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(body.Bytes()) // a reader who has gone is no error of ours
}

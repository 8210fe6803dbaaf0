package hub

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Definition is what a questionnaire asks and what follows from the answers. It is data: written by a person, checked by
// ValidateDefinition, stored as JSON with a version of a questionnaire.
type Definition struct {
	Title string `json:"title"`
	// About says to the person who is asked what the answers are for.
	About string `json:"about"`
	// Minutes is how long an answer takes most people.
	Minutes  int         `json:"minutes"`
	Sections []Section   `json:"sections"`
	Needs    []NeedRule  `json:"needs,omitempty"`
	Scores   []ScoreRule `json:"scores,omitempty"`
	Tasks    []TaskRule  `json:"tasks,omitempty"`
}

// Section groups questions under one heading.
type Section struct {
	Title     string     `json:"title"`
	Questions []Question `json:"questions"`
}

// Question is asked on a page of its own. Text and Hint may hold placeholders: see Fill.
type Question struct {
	// ID stays the same from version to version, so that answers compare.
	ID   string       `json:"id"`
	Kind QuestionKind `json:"kind"`
	Text string       `json:"text"`
	Hint string       `json:"hint,omitempty"`
	// Asks completes "Enter ..." or "Select ..." in messages: "how many vacancies you have".
	Asks     string `json:"asks"`
	Required bool   `json:"required,omitempty"`
	// DontKnow offers "I do not know", which answers the question and creates nothing.
	DontKnow bool `json:"dontKnow,omitempty"`
	// When says for which earlier answers the question is asked; nil is always.
	When *Condition `json:"when,omitempty"`

	// Options are for SINGLE and MULTIPLE.
	Options []Option `json:"options,omitempty"`

	// Min and Max are for NUMBER, by default 0 and a million.
	Min *int `json:"min,omitempty"`
	Max *int `json:"max,omitempty"`
	// NoMoreThan names an earlier NUMBER whose answer this one may not exceed.
	NoMoreThan string `json:"noMoreThan,omitempty"`

	// MaxLength is for texts, in characters; by default 200 for SHORT_TEXT and 2,000 for LONG_TEXT.
	MaxLength int `json:"maxLength,omitempty"`
}

// Option is one answer to choose.
type Option struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	// Exclusive options of a MULTIPLE question go with no other: "None of these".
	Exclusive bool `json:"exclusive,omitempty"`
}

// NeedRule makes a skills need of the answer to Question where When holds. An unknown answer makes none.
type NeedRule struct {
	When     *Condition       `json:"when"`
	Question string           `json:"question"`
	Kind     SkillsNeedKind   `json:"kind"`
	Status   SkillsNeedStatus `json:"status"`
	Horizon  Horizon          `json:"horizon"`
	// Headcount names the NUMBER question that says how many people are needed.
	Headcount string `json:"headcount"`
}

// ScoreRule raises the score of a theme where When holds.
type ScoreRule struct {
	When  *Condition `json:"when"`
	Theme ScoreTheme `json:"theme"`
	// AtLeast is 1 to 3; of several rules that hold the highest counts.
	AtLeast int `json:"atLeast"`
}

// TaskRule asks somebody to do something where When holds. Title may hold placeholders: see Fill.
type TaskRule struct {
	When          *Condition `json:"when"`
	Title         string     `json:"title"`
	DueWorkingDay int        `json:"dueWorkingDay"`
}

// ScoreTheme is what a score of 0 to 3 is about; a plan leads with the highest.
type ScoreTheme string

// The themes of scores.
const (
	ScoreRecruitment ScoreTheme = "RECRUITMENT"
	ScoreSkills      ScoreTheme = "SKILLS"
	ScoreTraining    ScoreTheme = "TRAINING"
	ScoreFuture      ScoreTheme = "FUTURE"
	// ScorePipeline is interest in bringing young people on, not a fault.
	ScorePipeline ScoreTheme = "PIPELINE"
	ScoreGoodWork ScoreTheme = "GOOD_WORK"
)

var scoreThemes = []ScoreTheme{ScoreRecruitment, ScoreSkills, ScoreTraining, ScoreFuture, ScorePipeline, ScoreGoodWork}

//go:embed pulse.json
var pulse []byte

// Pulse is the five-minute questionnaire that every hub starts with.
func Pulse() Definition {
	d, err := ParseDefinition(pulse)
	if err != nil {
		panic(err) // embedded, and a test holds it
	}
	return d
}

// ParseDefinition reads a definition and checks it. Errors: BAD_INPUT for each fault, naming its place.
func ParseDefinition(data []byte) (Definition, error) {
	var d Definition
	r := json.NewDecoder(bytes.NewReader(data))
	r.DisallowUnknownFields()
	if err := r.Decode(&d); err != nil {
		return Definition{}, BadInput(fmt.Sprintf("this is not a questionnaire's definition: %v", err), "definition")
	}
	if _, err := r.Token(); !errors.Is(err, io.EOF) {
		return Definition{}, BadInput("something follows the end of the definition", "definition")
	}
	return d, ValidateDefinition(d)
}

// Questions lists all questions in the order in which they are asked.
func (d Definition) Questions() []Question {
	var all []Question
	for _, s := range d.Sections {
		all = append(all, s.Questions...)
	}
	return all
}

// Question finds one by its id.
func (d Definition) Question(id string) (Question, bool) {
	for _, q := range d.Questions() {
		if q.ID == id {
			return q, true
		}
	}
	return Question{}, false
}

// SectionOf is the title of the section that asks the question with that id.
func (d Definition) SectionOf(id string) string {
	for _, s := range d.Sections {
		for _, q := range s.Questions {
			if q.ID == id {
				return s.Title
			}
		}
	}
	return ""
}

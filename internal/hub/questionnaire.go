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
	Help     []HelpRule  `json:"help,omitempty"`
	// Hosting, Journey and Access are nil where nothing is asked about that.
	Hosting *HostingRule `json:"hosting,omitempty"`
	Journey *JourneyRule `json:"journey,omitempty"`
	Access  *AccessRule  `json:"access,omitempty"`
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

	// Options are for SINGLE and MULTIPLE, and for the cells of a GRID that are one of these.
	Options []Option `json:"options,omitempty"`
	// Preset are options that stand chosen until the question is answered.
	Preset []string `json:"preset,omitempty"`
	// Prefill names a known number that stands as the answer until the question is answered: headcount.
	Prefill string `json:"prefill,omitempty"`

	// Min and Max are for NUMBER, by default 0 and a million.
	Min *int `json:"min,omitempty"`
	Max *int `json:"max,omitempty"`
	// NoMoreThan names an earlier NUMBER whose answer this one may not exceed.
	NoMoreThan string `json:"noMoreThan,omitempty"`

	// Rows of a GRID are answered one by one, each as a question of kind Cell: SINGLE, MULTIPLE or NUMBER. Instead of Rows,
	// RowsFrom takes the entries of an earlier GROUP, those that pass RowsWhen, by their first field.
	Rows     []Option     `json:"rows,omitempty"`
	RowsFrom string       `json:"rowsFrom,omitempty"`
	RowsWhen *Condition   `json:"rowsWhen,omitempty"`
	Cell     QuestionKind `json:"cell,omitempty"`

	// Fields are the questions of one entry of a GROUP, which may be answered for Most entries, 5 by default, or for the number
	// of Fewer. Entry is what one is called: "job". Conditions and limits of a field are about fields of the same entry.
	Fields []Question `json:"fields,omitempty"`
	Entry  string     `json:"entry,omitempty"`
	Most   int        `json:"most,omitempty"`
	Fewer  *Fewer     `json:"fewer,omitempty"`

	// MaxLength is for texts, in characters; by default 200 for SHORT_TEXT and 2,000 for LONG_TEXT.
	MaxLength int `json:"maxLength,omitempty"`
}

// Option is one answer to choose.
type Option struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	// Exclusive options of a MULTIPLE question go with no other: "None of these".
	Exclusive bool `json:"exclusive,omitempty"`
	// Group is a heading over this option and those that follow with the same.
	Group string `json:"group,omitempty"`
	// From names a list of known facts that stands in this place: sites or partners. See Definition.For.
	From string `json:"from,omitempty"`
}

// Fewer limits the entries of a GROUP further where When holds.
type Fewer struct {
	When *Condition `json:"when"`
	Most int        `json:"most"`
}

// NeedRule makes a skills need of the answer to Question where When holds. An unknown answer makes none. With Each it makes one
// of every entry of the GROUP Question, and the other fields name fields of the entry; of several rules for one GROUP the first
// that holds for an entry counts.
type NeedRule struct {
	When     *Condition       `json:"when,omitempty"`
	Question string           `json:"question"`
	Kind     SkillsNeedKind   `json:"kind"`
	Status   SkillsNeedStatus `json:"status"`
	Horizon  Horizon          `json:"horizon,omitempty"`
	// Headcount names the NUMBER question that says how many people are needed.
	Headcount string `json:"headcount"`

	// Each makes a need of every entry that passes EntryWhen.
	Each      bool       `json:"each,omitempty"`
	EntryWhen *Condition `json:"entryWhen,omitempty"`
	// Occupation and Causes name fields. Skills names a field, or a GRID with a row for each entry.
	Occupation string `json:"occupation,omitempty"`
	Causes     string `json:"causes,omitempty"`
	Skills     string `json:"skills,omitempty"`
	// HorizonFrom names a SINGLE field, and Horizons says what its options mean; another answer means Horizon.
	HorizonFrom string             `json:"horizonFrom,omitempty"`
	Horizons    map[string]Horizon `json:"horizons,omitempty"`
}

// ScoreRule raises the score of a theme where When holds.
type ScoreRule struct {
	When  *Condition `json:"when"`
	Theme ScoreTheme `json:"theme"`
	// AtLeast is 1 to 3; of several rules that hold the highest counts.
	AtLeast int `json:"atLeast,omitempty"`
	// Add comes on top of that, up to 3.
	Add int `json:"add,omitempty"`
}

// TaskRule asks somebody to do something where When holds. Title may hold placeholders: see Fill.
type TaskRule struct {
	When          *Condition `json:"when"`
	Title         string     `json:"title"`
	DueWorkingDay int        `json:"dueWorkingDay"`
	// To is the kind of partner whose task it is; by default whoever looks after the employer.
	To OrganisationKind `json:"to,omitempty"`
}

// HelpRule suggests local support where When holds.
type HelpRule struct {
	When *Condition `json:"when"`
	Help Help       `json:"help"`
}

// HostingRule reads what an employer could host from a GRID of SINGLE cells: Programmes says what its rows mean, Levels its
// options.
type HostingRule struct {
	Question   string                  `json:"question"`
	Programmes map[string]Programme    `json:"programmes"`
	Levels     map[string]HostingLevel `json:"levels"`
}

// JourneyRule reads how far an employer says it is with Disability Confident: Stages says what the options of a SINGLE question
// mean, Until names the DATE question that says until when a level holds.
type JourneyRule struct {
	Question string                  `json:"question"`
	Stages   map[string]JourneyStage `json:"stages"`
	Until    string                  `json:"until"`
}

// AccessRule reads who may see the answers from a MULTIPLE question whose options come from the partners, beside Providers, which
// lets us show them to providers that we suggest.
type AccessRule struct {
	Question  string `json:"question"`
	Providers string `json:"providers"`
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

var (
	//go:embed pulse.json
	pulse []byte
	//go:embed diagnostic.json
	diagnostic []byte
)

// Pulse is the short questionnaire that every hub starts with.
func Pulse() Definition { return embedded(pulse) }

// Diagnostic is the standard employer skills diagnostic, which every hub starts with.
func Diagnostic() Definition { return embedded(diagnostic) }

func embedded(definition []byte) Definition {
	d, err := ParseDefinition(definition)
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

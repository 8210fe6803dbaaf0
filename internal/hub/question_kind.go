package hub

// QuestionKind says how a question is answered.
type QuestionKind string

// The kinds of question that can be asked; see questionKinds.
const (
	QuestionSingle    QuestionKind = "SINGLE"
	QuestionMultiple  QuestionKind = "MULTIPLE"
	QuestionNumber    QuestionKind = "NUMBER"
	QuestionShortText QuestionKind = "SHORT_TEXT"
	QuestionLongText  QuestionKind = "LONG_TEXT"
	QuestionDate      QuestionKind = "DATE"
	QuestionGrid      QuestionKind = "GRID"
	QuestionGroup     QuestionKind = "GROUP"
)

// questionKinds holds everything that differs from kind to kind. A new kind is a file with these methods and a line here.
var questionKinds map[QuestionKind]questionKind

func init() { //nolint:gochecknoinits // a grid is made of questions, so the table refers to itself
	questionKinds = map[QuestionKind]questionKind{
		QuestionSingle:    choice{},
		QuestionMultiple:  choice{many: true},
		QuestionNumber:    number{},
		QuestionShortText: text{most: 200},
		QuestionLongText:  text{most: 2000, lines: true},
		QuestionDate:      date{},
		QuestionGrid:      grid{},
		QuestionGroup:     group{},
	}
}

type questionKind interface {
	// check reports what is wrong with a question of this kind; earlier are the questions before it.
	check(q Question, earlier map[string]Question, report func(field, message string))
	// tests says whether answers to q can be tested so.
	tests(q Question, c *Condition) bool
	// candidates are answers of which one passes, wherever any answer passes all tests. "I do not know" and the empty answer are
	// not among them.
	candidates(q Question, tests []*Condition) []AnswerValue
	// verb begins the message that asks for an answer.
	verb() string
	// missing asks for an answer.
	missing(q Question) string
	// owns says that field is one of those that q's page has for name.
	owns(q Question, name, field string) bool
	// parse reads what was typed or chosen in the fields of name; the empty answer where nothing was.
	parse(q Question, name string, form Form) (AnswerValue, error)
	// write is the other way round.
	write(q Question, name string, a AnswerValue, into Form)
	// accept refuses an answer outside the question's options and limits.
	accept(q Question, name string, a AnswerValue, given Answers) error
	// show puts an answer into words.
	show(q Question, a AnswerValue) string
}

// Show puts an answer into words, for a page that lists answers.
func (q Question) Show(a AnswerValue) string {
	switch {
	case a.DontKnow:
		return "I do not know"
	case a.IsEmpty():
		return "Not answered"
	default:
		return questionKinds[q.Kind].show(q, a)
	}
}

func orDontKnow(q Question) string {
	if q.DontKnow {
		return ", or choose “I do not know”"
	}
	return ""
}

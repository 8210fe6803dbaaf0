package hub

import (
	"regexp"
	"strings"
)

// Facts are what the hub knows already and questions may mention, by the name of their placeholder.
type Facts map[string]string

// FactEmployer is the placeholder of the employer's name.
const FactEmployer = "employer"

// knownFacts are the placeholders that are not answers.
var knownFacts = map[string]bool{FactEmployer: true}

// placeholder matches {vacancies}, and {vacancies|vacancy|vacancies}, which adds the word for one or for many.
var placeholder = regexp.MustCompile(`\{([^{}|]*)(?:\|([^{}|]*)\|([^{}|]*))?\}`)

// Fill puts facts and earlier answers into their places in text. An answer that is not known leaves its place out.
func (d Definition) Fill(text string, facts Facts, given Answers) string {
	filled := placeholder.ReplaceAllStringFunc(text, func(place string) string {
		m := placeholder.FindStringSubmatch(place)
		name, one, many := m[1], m[2], m[3]
		if fact, ok := facts[name]; ok {
			return fact
		}
		q, ok := d.Question(name)
		a := given[name]
		switch {
		case !ok || a.DontKnow || a.IsEmpty():
			return many
		case one == "":
			return q.Show(a)
		case a.Number != nil && *a.Number == 1:
			return "1 " + one
		default:
			return q.Show(a) + " " + many
		}
	})
	return strings.Join(strings.Fields(filled), " ")
}

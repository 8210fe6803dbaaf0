package hub

import (
	"regexp"
	"slices"
	"strings"
)

// Facts are what the hub knows about an employer when an answer is begun. They are kept with the response, so that it can be
// read later as it was asked.
type Facts struct {
	Employer string `json:"employer"`
	// Headcount is nil where nobody knows it.
	Headcount *int `json:"headcount,omitempty"`
	// Sites and Partners are options to choose from.
	Sites    []Option `json:"sites,omitempty"`
	Partners []Option `json:"partners,omitempty"`
}

// The names by which definitions mention facts: in a text, as a list of options, as a number that is filled in.
const (
	factEmployer  = "employer"
	factSites     = "sites"
	factPartners  = "partners"
	factHeadcount = "headcount"
)

// list is the options that a fact stands for.
func (f Facts) list(name string) []Option {
	switch name {
	case factSites:
		return f.Sites
	case factPartners:
		return f.Partners
	default:
		return nil
	}
}

// For puts the options that facts stand for into their places.
func (d Definition) For(facts Facts) Definition {
	sections := slices.Clone(d.Sections)
	for i := range sections {
		sections[i].Questions = slices.Clone(sections[i].Questions)
		for j := range sections[i].Questions {
			q := &sections[i].Questions[j]
			var options []Option
			for _, o := range q.Options {
				if o.From == "" {
					options = append(options, o)
				} else {
					options = append(options, facts.list(o.From)...)
				}
			}
			q.Options = options
		}
	}
	d.Sections = sections
	return d
}

// Suggested is what stands as the answer to q until it is answered: what is known, or what is preset.
func (f Facts) Suggested(q Question) AnswerValue {
	if q.Prefill == factHeadcount {
		return AnswerValue{Number: f.Headcount}
	}
	return AnswerValue{Options: q.Preset}
}

// placeholder matches {vacancies}, and {vacancies|vacancy|vacancies}, which adds the word for one or for many.
var placeholder = regexp.MustCompile(`\{([^{}|]*)(?:\|([^{}|]*)\|([^{}|]*))?\}`)

// Fill puts facts and earlier answers into their places in text. An answer that is not known leaves its place out.
func (d Definition) Fill(text string, facts Facts, given Answers) string {
	filled := placeholder.ReplaceAllStringFunc(text, func(place string) string {
		m := placeholder.FindStringSubmatch(place)
		name, one, many := m[1], m[2], m[3]
		if name == factEmployer {
			return facts.Employer
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

package hub

import (
	"slices"
	"strconv"
)

// Outcome is what a questionnaire's rules make of submitted answers.
type Outcome struct {
	Needs []NeedOutcome
	Tasks []TaskOutcome
	// Scores are 0 to 3; a theme without a score is 0.
	Scores map[ScoreTheme]int
	// Help is local support that fits, in the order of the questionnaire.
	Help []Help
	// Hosting is what the employer could host; Journey how far it says it is with Disability Confident, nil where it did not say.
	Hosting []HostingOutcome
	Journey *JourneyOutcome
	// SharedWith are partners that the employer lets see the answers; Providers that it lets those see them that we suggest.
	SharedWith []OrganisationID
	Providers  bool
}

// NeedOutcome is a skills need to be recorded, with the question whose answer it comes from.
type NeedOutcome struct {
	Question   string
	Kind       SkillsNeedKind
	Status     SkillsNeedStatus
	Horizon    Horizon
	Headcount  int
	Occupation string
	// Skills and Causes are in the words of the questionnaire.
	Skills []string
	Causes []string
}

// TaskOutcome is a task to be given to the partners of kind To, or where that is empty to whoever looks after the employer.
type TaskOutcome struct {
	Title         string
	DueWorkingDay int
	To            OrganisationKind
}

// HostingOutcome is what an employer says of hosting on one programme.
type HostingOutcome struct {
	Programme Programme
	Level     HostingLevel
}

// JourneyOutcome is how far an employer says it is with Disability Confident; Until is nil where it did not say.
type JourneyOutcome struct {
	Stage JourneyStage
	Until *Date
}

// Evaluate applies d's rules to answers that ValidateAnswers has passed. Answers off the route count for nothing.
func Evaluate(d Definition, answers Answers, facts Facts) Outcome {
	given := NewRoute(d, answers).Given
	holds := func(when *Condition) bool { return when.truth(given, nil) == yes }
	out := Outcome{Scores: map[ScoreTheme]int{}, Needs: d.needs(given)}
	for _, r := range d.Scores {
		if r.AtLeast > 0 && holds(r.When) {
			out.Scores[r.Theme] = max(out.Scores[r.Theme], r.AtLeast)
		}
	}
	for _, r := range d.Scores {
		if r.Add > 0 && holds(r.When) {
			out.Scores[r.Theme] = min(out.Scores[r.Theme]+r.Add, 3)
		}
	}
	for _, r := range d.Tasks {
		if holds(r.When) {
			out.Tasks = append(out.Tasks, TaskOutcome{d.Fill(r.Title, facts, given), r.DueWorkingDay, r.To})
		}
	}
	for _, r := range d.Help {
		if holds(r.When) && !slices.Contains(out.Help, r.Help) {
			out.Help = append(out.Help, r.Help)
		}
	}
	out.Hosting = d.hostingOf(given)
	out.Journey = d.journeyOf(given)
	if d.Access != nil {
		chosen := given[d.Access.Question].Options
		out.Providers = slices.Contains(chosen, d.Access.Providers)
		out.SharedWith = partnersIn(chosen)
	}
	return out
}

func (d Definition) needs(given Answers) []NeedOutcome {
	var needs []NeedOutcome
	made := map[string]bool{} // entries that a rule has made a need of
	for _, r := range d.Needs {
		if r.When.truth(given, nil) != yes {
			continue
		}
		if !r.Each {
			if n := given[r.Headcount].Number; n != nil && *n > 0 {
				needs = append(needs, NeedOutcome{Question: r.Question, Kind: r.Kind, Status: r.Status, Horizon: r.Horizon, Headcount: *n})
			}
			continue
		}
		for i, entry := range given[r.Question].Group {
			key := r.Question + "." + strconv.Itoa(i+1)
			n := entry[r.Headcount].Number
			if made[key] || n == nil || *n < 1 || r.EntryWhen.truth(entry, nil) != yes {
				continue
			}
			made[key] = true
			needs = append(needs, d.needOf(r, i, given))
		}
	}
	return needs
}

func (d Definition) needOf(r NeedRule, i int, given Answers) NeedOutcome {
	q, _ := d.Question(r.Question)
	entry := given[r.Question].Group[i]
	n := NeedOutcome{
		Question: r.Question, Kind: r.Kind, Status: r.Status, Horizon: r.Horizon, Headcount: *entry[r.Headcount].Number,
		Occupation: entry[r.Occupation].Text,
	}
	if f, ok := q.field(r.Causes); ok {
		n.Causes = f.words(entry[f.ID])
	}
	if f, ok := q.field(r.Skills); ok {
		n.Skills = f.words(entry[f.ID])
	} else if grid, ok := d.Question(r.Skills); ok {
		n.Skills = grid.words(given[grid.ID].Grid[strconv.Itoa(i+1)])
	}
	if chosen := entry[r.HorizonFrom].Options; len(chosen) == 1 {
		if h, ok := r.Horizons[chosen[0]]; ok {
			n.Horizon = h
		}
	}
	return n
}

// words are the texts of the options that are chosen.
func (q Question) words(a AnswerValue) []string {
	var all []string
	for _, o := range q.Options {
		if slices.Contains(a.Options, o.ID) {
			all = append(all, o.Text)
		}
	}
	return all
}

func (d Definition) hostingOf(given Answers) []HostingOutcome {
	if d.Hosting == nil {
		return nil
	}
	var all []HostingOutcome
	q, _ := d.Question(d.Hosting.Question)
	for _, row := range q.Rows {
		cell := given[q.ID].Grid[row.ID]
		if len(cell.Options) != 1 {
			continue
		}
		programme, known := d.Hosting.Programmes[row.ID]
		level, said := d.Hosting.Levels[cell.Options[0]]
		if known && said {
			all = append(all, HostingOutcome{programme, level})
		}
	}
	return all
}

func (d Definition) journeyOf(given Answers) *JourneyOutcome {
	if d.Journey == nil || len(given[d.Journey.Question].Options) != 1 {
		return nil
	}
	stage, ok := d.Journey.Stages[given[d.Journey.Question].Options[0]]
	if !ok {
		return nil
	}
	return &JourneyOutcome{stage, given[d.Journey.Until].Date}
}

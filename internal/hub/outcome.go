package hub

// Outcome is what a questionnaire's rules make of submitted answers.
type Outcome struct {
	Needs []NeedOutcome
	Tasks []TaskOutcome
	// Scores are 0 to 3; a theme without a score is 0.
	Scores map[ScoreTheme]int
}

// NeedOutcome is a skills need to be recorded, with the question whose answer it comes from.
type NeedOutcome struct {
	Question  string
	Kind      SkillsNeedKind
	Status    SkillsNeedStatus
	Horizon   Horizon
	Headcount int
}

// TaskOutcome is a task to be given to whoever leads the employer.
type TaskOutcome struct {
	Title         string
	DueWorkingDay int
}

// Evaluate applies d's rules to answers that ValidateAnswers has passed. Answers off the route count for nothing.
func Evaluate(d Definition, answers Answers, facts Facts) Outcome {
	given := NewRoute(d, answers).Given
	out := Outcome{Scores: map[ScoreTheme]int{}}
	for _, r := range d.Needs {
		if n := given[r.Headcount].Number; n != nil && *n > 0 && r.When.truth(given, nil) == yes {
			out.Needs = append(out.Needs, NeedOutcome{r.Question, r.Kind, r.Status, r.Horizon, *n})
		}
	}
	for _, r := range d.Scores {
		if r.When.truth(given, nil) == yes {
			out.Scores[r.Theme] = max(out.Scores[r.Theme], r.AtLeast)
		}
	}
	for _, r := range d.Tasks {
		if r.When.truth(given, nil) == yes {
			out.Tasks = append(out.Tasks, TaskOutcome{d.Fill(r.Title, facts, given), r.DueWorkingDay})
		}
	}
	return out
}

package hub

// strategyActions are the actions of Rotherham's Employment and Skills Strategy 2026-2031, by theme.
var strategyActions = []string{
	"1.1", "1.2", "1.3", "1.4",
	"2.1", "2.2", "2.3", "2.4",
	"3.1", "3.2", "3.3", "3.4", "3.5", "3.6",
}

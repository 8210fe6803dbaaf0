package hub

// ContactBudget is in how many campaigns an employer may be asked within so many days, and the day from which on that holds.
type ContactBudget struct {
	From      Date
	Campaigns int
	Days      int
}

const (
	mostBudgetCampaigns = 20
	mostBudgetDays      = 730
)

// Check refuses what is no budget, and one that would change what held before today. Errors: BAD_INPUT.
func (b ContactBudget) Check(today Date) error {
	switch {
	case b.From.Before(today):
		return BadInput("choose today or a later day; what held before stays as it was", "from")
	case b.Campaigns < 1 || b.Campaigns > mostBudgetCampaigns:
		return BadInput("choose 1 to 20 campaigns", "campaigns")
	case b.Days < 1 || b.Days > mostBudgetDays:
		return BadInput("choose 1 to 730 days", "days")
	default:
		return nil
	}
}

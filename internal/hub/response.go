package hub

import "time"

// Questionnaire is a set of questions, through all its versions.
type Questionnaire struct {
	ID   QuestionnaireID
	Key  string
	Name string
}

// QuestionnaireVersion is one version of a questionnaire. A published one never changes.
type QuestionnaireVersion struct {
	ID              QuestionnaireVersionID
	QuestionnaireID QuestionnaireID
	Number          int
	State           QuestionnaireVersionState
	Definition      Definition
	PublishedAt     *time.Time
}

// QuestionnaireVersionState is where a version stands.
type QuestionnaireVersionState string

const (
	// VersionDraft is being written.
	VersionDraft QuestionnaireVersionState = "DRAFT"
	// VersionPublished is sent, and fixed.
	VersionPublished QuestionnaireVersionState = "PUBLISHED"
	// VersionRetired is not sent any more, and kept with its responses.
	VersionRetired QuestionnaireVersionState = "RETIRED"
)

// Response is an employer's answers to one invitation.
type Response struct {
	ID                     ResponseID
	InvitationID           InvitationID
	EmployerID             EmployerID
	QuestionnaireVersionID QuestionnaireVersionID
	QuestionnaireName      string
	Reference              *string
	// EnteredBy is the member of staff who entered answers by telephone; nil where the employer did it all.
	EnteredBy *User
	State     ResponseState
	Given     Answers
	// Facts are what was known when it was begun.
	Facts Facts
	// Scores, Help and ProvidersMayAsk are what the answers came to, when they were submitted.
	Scores          map[ScoreTheme]int
	Help            []Help
	ProvidersMayAsk bool
	// SharedWith are partners that the employer lets see the answers.
	SharedWith  []OrganisationID
	StartedAt   time.Time
	SubmittedAt *time.Time
	Version     int
}

// ResponseState is where a response stands.
type ResponseState string

const (
	// ResponseInProgress is saved after every page.
	ResponseInProgress ResponseState = "IN_PROGRESS"
	// ResponseSubmitted is complete and fixed.
	ResponseSubmitted ResponseState = "SUBMITTED"
	// ResponseReopened was opened again for correction.
	ResponseReopened ResponseState = "REOPENED"
)

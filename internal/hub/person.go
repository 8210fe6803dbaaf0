package hub

import "time"

// Person is somebody who works for an employer, as far as the reader may see: what is nil is unknown or hidden, and
// ContactAccess says which.
type Person struct {
	ID            PersonID
	ContactAccess ContactAccess
	Name          *string
	Email         *EmailAddress
	Phone         *string
	EmailState    *EmailState
	Objections    []Objection
	// Consents are what the person agreed to, the latest first, with those that were withdrawn.
	Consents []Consent
	Version  int
}

// ContactAccess is how much of a person the reader sees.
type ContactAccess string

const (
	// ContactHidden shows nothing but the role.
	ContactHidden ContactAccess = "HIDDEN"
	// ContactIntroduction shows nothing but the role; the lead organisation can introduce.
	ContactIntroduction ContactAccess = "INTRODUCTION"
	// ContactFull shows everything.
	ContactFull ContactAccess = "FULL"
)

// EmailState is what we know about an address from the mail that we sent.
type EmailState string

const (
	// EmailUnknown has had no mail yet.
	EmailUnknown EmailState = "UNKNOWN"
	// EmailDeliverable has received mail.
	EmailDeliverable EmailState = "DELIVERABLE"
	// EmailSoftBounced refused for now.
	EmailSoftBounced EmailState = "SOFT_BOUNCED"
	// EmailHardBounced refused for good: nothing is sent any more.
	EmailHardBounced EmailState = "HARD_BOUNCED"
	// EmailComplained complained: nothing is sent any more.
	EmailComplained EmailState = "COMPLAINED"
)

// Usable says that mail may go to an address in this state.
func (s EmailState) Usable() bool { return s != EmailHardBounced && s != EmailComplained }

// Objection is a person's wish not to be contacted about a topic.
type Objection struct {
	Topic      Topic
	ReceivedAt time.Time
	How        string
	// ByPerson says that the person did it by themselves, on a page of theirs.
	ByPerson bool
}

// Topic is what a message is about, as far as a person may refuse it.
type Topic string

// The topics that a person may refuse one by one, and all at once.
const (
	TopicAll            Topic = "ALL"
	TopicDiagnostics    Topic = "DIAGNOSTICS"
	TopicNetwork        Topic = "NETWORK"
	TopicPlacements     Topic = "PLACEMENTS"
	TopicAccreditations Topic = "ACCREDITATIONS"
)

// PersonRole is a person's dated role at one employer.
type PersonRole struct {
	ID         RoleID
	Person     Person
	EmployerID EmployerID
	JobTitle   *string
	Function   PersonFunction
	Since      *Date
	Until      *Date
	Version    int
}

// PersonFunction is what a person does at an employer, as far as it matters to us.
type PersonFunction string

const (
	// FunctionOwner is the owner or managing director.
	FunctionOwner PersonFunction = "OWNER"
	// FunctionHRDirector heads the people side.
	FunctionHRDirector PersonFunction = "HR_DIRECTOR"
	// FunctionHR is an HR or training manager.
	FunctionHR PersonFunction = "HR"
	// FunctionPlacementContact looks after placements.
	FunctionPlacementContact PersonFunction = "PLACEMENT_CONTACT"
	// FunctionOperations runs operations or a site.
	FunctionOperations PersonFunction = "OPERATIONS"
	// FunctionOther is any other.
	FunctionOther PersonFunction = "OTHER"
)

// AddPersonInput describes a person with a role at an employer.
type AddPersonInput struct {
	EmployerID EmployerID
	Name       string
	Email      *EmailAddress
	Phone      *string
	JobTitle   *string
	Function   PersonFunction
	Since      *Date
}

// AddPersonRoleInput describes a role of somebody whom the hub knows.
type AddPersonRoleInput struct {
	PersonID   PersonID
	EmployerID EmployerID
	JobTitle   *string
	Function   PersonFunction
	Since      *Date
	Until      *Date
}

// UpdatePersonInput changes the fields that are set.
type UpdatePersonInput struct {
	ID      PersonID
	Version int
	Name    Optional[string]
	Email   Optional[EmailAddress]
	Phone   Optional[string]
}

// UpdatePersonRoleInput changes the fields that are set; an Until ends the role after that day.
type UpdatePersonRoleInput struct {
	ID       RoleID
	Version  int
	JobTitle Optional[string]
	Function Optional[PersonFunction]
	Since    Optional[Date]
	Until    Optional[Date]
}

// RecordObjectionInput records that a person does not want to hear about a topic.
type RecordObjectionInput struct {
	PersonID PersonID
	Topic    Topic
	How      string
}

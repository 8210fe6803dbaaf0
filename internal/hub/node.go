package hub

// Node is anything with an ID that the API can fetch again.
type Node interface{ IsNode() }

// IsNode marks the type.

func (Organisation) IsNode()         {}
func (User) IsNode()                 {}
func (APIToken) IsNode()             {}
func (Employer) IsNode()             {}
func (Site) IsNode()                 {}
func (PersonRole) IsNode()           {}
func (Person) IsNode()               {}
func (Interaction) IsNode()          {}
func (Task) IsNode()                 {}
func (Referral) IsNode()             {}
func (EmployerMerge) IsNode()        {}
func (DuplicatePair) IsNode()        {}
func (Import) IsNode()               {}
func (Questionnaire) IsNode()        {}
func (QuestionnaireVersion) IsNode() {}
func (Campaign) IsNode()             {}
func (Invitation) IsNode()           {}
func (Response) IsNode()             {}
func (SkillsNeed) IsNode()           {}
func (Message) IsNode()              {}
func (Provider) IsNode()             {}
func (Offer) IsNode()                {}
func (SavedView) IsNode()            {}
func (Accreditation) IsNode()        {}
func (Practice) IsNode()             {}
func (GoodPractice) IsNode()         {}
func (NetworkIssue) IsNode()         {}
func (Network) IsNode()              {}
func (Membership) IsNode()           {}
func (Meeting) IsNode()              {}
func (Opportunity) IsNode()          {}
func (AskedRequest) IsNode()         {}
func (Participant) IsNode()          {}
func (Placement) IsNode()            {}
func (AreaPlan) IsNode()             {}
func (Commitment) IsNode()           {}
func (Course) IsNode()               {}
func (EncounterReturn) IsNode()      {}
func (PlacementReturn) IsNode()      {}
func (Apprenticeship) IsNode()       {}
func (Collaboration) IsNode()        {}
func (SchoolEncounter) IsNode()      {}
func (ReceivedEmail) IsNode()        {}
func (PublishedList) IsNode()        {}

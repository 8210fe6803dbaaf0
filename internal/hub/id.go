package hub

import (
	"database/sql/driver"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/google/uuid"
)

// Each of these names one record. They are stored as time-ordered UUIDs and shown with their kind in front, so that an ID
// in a log or an address says what it is of.
type (
	OrganisationID         struct{ id[organisationKind] }
	UserID                 struct{ id[userKind] }
	TokenID                struct{ id[tokenKind] }
	EmployerID             struct{ id[employerKind] }
	SiteID                 struct{ id[siteKind] }
	PersonID               struct{ id[personKind] }
	RoleID                 struct{ id[roleKind] }
	InteractionID          struct{ id[interactionKind] }
	TaskID                 struct{ id[taskKind] }
	ImportID               struct{ id[importKind] }
	QuestionnaireID        struct{ id[questionnaireKind] }
	QuestionnaireVersionID struct{ id[questionnaireVersionKind] }
	CampaignID             struct{ id[campaignKind] }
	InvitationID           struct{ id[invitationKind] }
	ResponseID             struct{ id[responseKind] }
	SkillsNeedID           struct{ id[skillsNeedKind] }
	ProviderID             struct{ id[providerKind] }
	OfferID                struct{ id[offerKind] }
	SavedViewID            struct{ id[savedViewKind] }
	SchemeRuleID           struct{ id[schemeRuleKind] }
	AccreditationID        struct{ id[accreditationKind] }
	PracticeID             struct{ id[practiceKind] }
	GoodPracticeID         struct{ id[goodPracticeKind] }
	NetworkIssueID         struct{ id[networkIssueKind] }
	CoverID                struct{ id[coverKind] }
	NetworkID              struct{ id[networkKind] }
	MembershipID           struct{ id[membershipKind] }
	MeetingID              struct{ id[meetingKind] }
	InviteeID              struct{ id[inviteeKind] }
	OpportunityID          struct{ id[opportunityKind] }
	SiteCheckID            struct{ id[siteCheckKind] }
	ShareID                struct{ id[shareKind] }
	PlacementID            struct{ id[placementKind] }
	ParticipantID          struct{ id[participantKind] }
	SchoolEncounterID      struct{ id[schoolEncounterKind] }
	CollaborationID        struct{ id[collaborationKind] }
	ApprenticeshipID       struct{ id[apprenticeshipKind] }
	EncounterReturnID      struct{ id[encounterReturnKind] }
	PlacementReturnID      struct{ id[placementReturnKind] }
	CourseID               struct{ id[courseKind] }
	CommitmentID           struct{ id[commitmentKind] }
	CommitmentEvidenceID   struct{ id[commitmentEvidenceKind] }
	SubsidyClaimID         struct{ id[subsidyClaimKind] }
	SubsidyEntryID         struct{ id[subsidyEntryKind] }
	PlacementRequestID     struct{ id[placementRequestKind] }
	OutcomeID              struct{ id[outcomeKind] }
	ReviewID               struct{ id[reviewKind] }
	AreaPlanID             struct{ id[areaPlanKind] }
	MessageID              struct{ id[messageKind] }
	ReminderID             struct{ id[reminderKind] }
	LinkID                 struct{ id[linkKind] }
	ReferralID             struct{ id[referralKind] }
	AgreementID            struct{ id[agreementKind] }
	SessionID              struct{ id[sessionKind] }
	MergeID                struct{ id[mergeKind] }
	DuplicatePairID        struct{ id[duplicatePairKind] }
	ReceivedEmailID        struct{ id[receivedEmailKind] }
	PublishedListID        struct{ id[publishedListKind] }
)

type (
	organisationKind         struct{}
	userKind                 struct{}
	tokenKind                struct{}
	employerKind             struct{}
	siteKind                 struct{}
	personKind               struct{}
	roleKind                 struct{}
	interactionKind          struct{}
	taskKind                 struct{}
	importKind               struct{}
	questionnaireKind        struct{}
	questionnaireVersionKind struct{}
	campaignKind             struct{}
	invitationKind           struct{}
	responseKind             struct{}
	skillsNeedKind           struct{}
	providerKind             struct{}
	offerKind                struct{}
	savedViewKind            struct{}
	schemeRuleKind           struct{}
	accreditationKind        struct{}
	practiceKind             struct{}
	goodPracticeKind         struct{}
	networkIssueKind         struct{}
	coverKind                struct{}
	networkKind              struct{}
	membershipKind           struct{}
	meetingKind              struct{}
	inviteeKind              struct{}
	opportunityKind          struct{}
	siteCheckKind            struct{}
	shareKind                struct{}
	placementKind            struct{}
	participantKind          struct{}
	schoolEncounterKind      struct{}
	collaborationKind        struct{}
	apprenticeshipKind       struct{}
	encounterReturnKind      struct{}
	placementReturnKind      struct{}
	courseKind               struct{}
	commitmentKind           struct{}
	commitmentEvidenceKind   struct{}
	outcomeKind              struct{}
	reviewKind               struct{}
	subsidyClaimKind         struct{}
	subsidyEntryKind         struct{}
	placementRequestKind     struct{}
	areaPlanKind             struct{}
	messageKind              struct{}
	reminderKind             struct{}
	linkKind                 struct{}
	referralKind             struct{}
	agreementKind            struct{}
	sessionKind              struct{}
	mergeKind                struct{}
	duplicatePairKind        struct{}
	receivedEmailKind        struct{}
	publishedListKind        struct{}
)

func (organisationKind) kind() string         { return "organisation" }
func (userKind) kind() string                 { return "user" }
func (tokenKind) kind() string                { return "token" }
func (employerKind) kind() string             { return "employer" }
func (siteKind) kind() string                 { return "site" }
func (personKind) kind() string               { return "person" }
func (roleKind) kind() string                 { return "role" }
func (interactionKind) kind() string          { return "interaction" }
func (taskKind) kind() string                 { return "task" }
func (importKind) kind() string               { return "import" }
func (questionnaireKind) kind() string        { return "questionnaire" }
func (questionnaireVersionKind) kind() string { return "questionnaireversion" }
func (campaignKind) kind() string             { return "campaign" }
func (invitationKind) kind() string           { return "invitation" }
func (responseKind) kind() string             { return "response" }
func (skillsNeedKind) kind() string           { return "skillsneed" }
func (providerKind) kind() string             { return "provider" }
func (offerKind) kind() string                { return "offer" }
func (savedViewKind) kind() string            { return "savedview" }
func (schemeRuleKind) kind() string           { return "schemerule" }
func (accreditationKind) kind() string        { return "accreditation" }
func (practiceKind) kind() string             { return "practice" }
func (goodPracticeKind) kind() string         { return "goodpractice" }
func (networkIssueKind) kind() string         { return "networkissue" }
func (coverKind) kind() string                { return "cover" }
func (networkKind) kind() string              { return "network" }
func (membershipKind) kind() string           { return "membership" }
func (meetingKind) kind() string              { return "meeting" }
func (inviteeKind) kind() string              { return "invitee" }
func (opportunityKind) kind() string          { return "opportunity" }
func (siteCheckKind) kind() string            { return "sitecheck" }
func (shareKind) kind() string                { return "share" }
func (placementKind) kind() string            { return "placement" }
func (participantKind) kind() string          { return "participant" }
func (schoolEncounterKind) kind() string      { return "schoolencounter" }
func (collaborationKind) kind() string        { return "collaboration" }
func (apprenticeshipKind) kind() string       { return "apprenticeship" }
func (encounterReturnKind) kind() string      { return "encounterreturn" }
func (placementReturnKind) kind() string      { return "placementreturn" }
func (courseKind) kind() string               { return "course" }
func (commitmentKind) kind() string           { return "commitment" }
func (commitmentEvidenceKind) kind() string   { return "evidence" }
func (outcomeKind) kind() string              { return "outcome" }
func (reviewKind) kind() string               { return "review" }
func (subsidyClaimKind) kind() string         { return "claim" }
func (subsidyEntryKind) kind() string         { return "subsidyentry" }
func (placementRequestKind) kind() string     { return "placementrequest" }
func (areaPlanKind) kind() string             { return "areaplan" }
func (messageKind) kind() string              { return "message" }
func (reminderKind) kind() string             { return "reminder" }
func (linkKind) kind() string                 { return "link" }
func (referralKind) kind() string             { return "referral" }
func (agreementKind) kind() string            { return "agreement" }
func (sessionKind) kind() string              { return "session" }
func (mergeKind) kind() string                { return "merge" }
func (duplicatePairKind) kind() string        { return "duplicate" }
func (receivedEmailKind) kind() string        { return "receivedemail" }
func (publishedListKind) kind() string        { return "publishedlist" }

// gqlgen does not see promoted methods, so each ID that the API shows has its own two.

func (i OrganisationID) MarshalGQL(w io.Writer)            { i.marshal(w) }
func (i *OrganisationID) UnmarshalGQL(v any) error         { return i.unmarshal(v) }
func (i UserID) MarshalGQL(w io.Writer)                    { i.marshal(w) }
func (i *UserID) UnmarshalGQL(v any) error                 { return i.unmarshal(v) }
func (i TokenID) MarshalGQL(w io.Writer)                   { i.marshal(w) }
func (i *TokenID) UnmarshalGQL(v any) error                { return i.unmarshal(v) }
func (i EmployerID) MarshalGQL(w io.Writer)                { i.marshal(w) }
func (i *EmployerID) UnmarshalGQL(v any) error             { return i.unmarshal(v) }
func (i SiteID) MarshalGQL(w io.Writer)                    { i.marshal(w) }
func (i *SiteID) UnmarshalGQL(v any) error                 { return i.unmarshal(v) }
func (i PersonID) MarshalGQL(w io.Writer)                  { i.marshal(w) }
func (i *PersonID) UnmarshalGQL(v any) error               { return i.unmarshal(v) }
func (i RoleID) MarshalGQL(w io.Writer)                    { i.marshal(w) }
func (i *RoleID) UnmarshalGQL(v any) error                 { return i.unmarshal(v) }
func (i InteractionID) MarshalGQL(w io.Writer)             { i.marshal(w) }
func (i *InteractionID) UnmarshalGQL(v any) error          { return i.unmarshal(v) }
func (i TaskID) MarshalGQL(w io.Writer)                    { i.marshal(w) }
func (i *TaskID) UnmarshalGQL(v any) error                 { return i.unmarshal(v) }
func (i ImportID) MarshalGQL(w io.Writer)                  { i.marshal(w) }
func (i *ImportID) UnmarshalGQL(v any) error               { return i.unmarshal(v) }
func (i QuestionnaireID) MarshalGQL(w io.Writer)           { i.marshal(w) }
func (i *QuestionnaireID) UnmarshalGQL(v any) error        { return i.unmarshal(v) }
func (i QuestionnaireVersionID) MarshalGQL(w io.Writer)    { i.marshal(w) }
func (i *QuestionnaireVersionID) UnmarshalGQL(v any) error { return i.unmarshal(v) }
func (i CampaignID) MarshalGQL(w io.Writer)                { i.marshal(w) }
func (i *CampaignID) UnmarshalGQL(v any) error             { return i.unmarshal(v) }
func (i InvitationID) MarshalGQL(w io.Writer)              { i.marshal(w) }
func (i *InvitationID) UnmarshalGQL(v any) error           { return i.unmarshal(v) }
func (i ResponseID) MarshalGQL(w io.Writer)                { i.marshal(w) }
func (i *ResponseID) UnmarshalGQL(v any) error             { return i.unmarshal(v) }
func (i SkillsNeedID) MarshalGQL(w io.Writer)              { i.marshal(w) }
func (i *SkillsNeedID) UnmarshalGQL(v any) error           { return i.unmarshal(v) }
func (i ProviderID) MarshalGQL(w io.Writer)                { i.marshal(w) }
func (i *ProviderID) UnmarshalGQL(v any) error             { return i.unmarshal(v) }
func (i OfferID) MarshalGQL(w io.Writer)                   { i.marshal(w) }
func (i SavedViewID) MarshalGQL(w io.Writer)               { i.marshal(w) }
func (i SchemeRuleID) MarshalGQL(w io.Writer)              { i.marshal(w) }
func (i AccreditationID) MarshalGQL(w io.Writer)           { i.marshal(w) }
func (i GoodPracticeID) MarshalGQL(w io.Writer)            { i.marshal(w) }
func (i *GoodPracticeID) UnmarshalGQL(v any) error         { return i.unmarshal(v) }
func (i NetworkIssueID) MarshalGQL(w io.Writer)            { i.marshal(w) }
func (i *NetworkIssueID) UnmarshalGQL(v any) error         { return i.unmarshal(v) }
func (i PracticeID) MarshalGQL(w io.Writer)                { i.marshal(w) }
func (i CoverID) MarshalGQL(w io.Writer)                   { i.marshal(w) }
func (i *OfferID) UnmarshalGQL(v any) error                { return i.unmarshal(v) }
func (i *SavedViewID) UnmarshalGQL(v any) error            { return i.unmarshal(v) }
func (i *SchemeRuleID) UnmarshalGQL(v any) error           { return i.unmarshal(v) }
func (i *AccreditationID) UnmarshalGQL(v any) error        { return i.unmarshal(v) }
func (i *PracticeID) UnmarshalGQL(v any) error             { return i.unmarshal(v) }
func (i *CoverID) UnmarshalGQL(v any) error                { return i.unmarshal(v) }
func (i NetworkID) MarshalGQL(w io.Writer)                 { i.marshal(w) }
func (i *NetworkID) UnmarshalGQL(v any) error              { return i.unmarshal(v) }
func (i MembershipID) MarshalGQL(w io.Writer)              { i.marshal(w) }
func (i *MembershipID) UnmarshalGQL(v any) error           { return i.unmarshal(v) }
func (i MeetingID) MarshalGQL(w io.Writer)                 { i.marshal(w) }
func (i *MeetingID) UnmarshalGQL(v any) error              { return i.unmarshal(v) }
func (i InviteeID) MarshalGQL(w io.Writer)                 { i.marshal(w) }
func (i *InviteeID) UnmarshalGQL(v any) error              { return i.unmarshal(v) }
func (i OpportunityID) MarshalGQL(w io.Writer)             { i.marshal(w) }
func (i *OpportunityID) UnmarshalGQL(v any) error          { return i.unmarshal(v) }
func (i SiteCheckID) MarshalGQL(w io.Writer)               { i.marshal(w) }
func (i *SiteCheckID) UnmarshalGQL(v any) error            { return i.unmarshal(v) }
func (i ShareID) MarshalGQL(w io.Writer)                   { i.marshal(w) }
func (i *ShareID) UnmarshalGQL(v any) error                { return i.unmarshal(v) }
func (i PlacementID) MarshalGQL(w io.Writer)               { i.marshal(w) }
func (i *PlacementID) UnmarshalGQL(v any) error            { return i.unmarshal(v) }
func (i ParticipantID) MarshalGQL(w io.Writer)             { i.marshal(w) }
func (i *ParticipantID) UnmarshalGQL(v any) error          { return i.unmarshal(v) }
func (i SchoolEncounterID) MarshalGQL(w io.Writer)         { i.marshal(w) }
func (i *SchoolEncounterID) UnmarshalGQL(v any) error      { return i.unmarshal(v) }
func (i CollaborationID) MarshalGQL(w io.Writer)           { i.marshal(w) }
func (i *CollaborationID) UnmarshalGQL(v any) error        { return i.unmarshal(v) }
func (i ApprenticeshipID) MarshalGQL(w io.Writer)          { i.marshal(w) }
func (i *ApprenticeshipID) UnmarshalGQL(v any) error       { return i.unmarshal(v) }
func (i EncounterReturnID) MarshalGQL(w io.Writer)         { i.marshal(w) }
func (i PlacementReturnID) MarshalGQL(w io.Writer)         { i.marshal(w) }
func (i *EncounterReturnID) UnmarshalGQL(v any) error      { return i.unmarshal(v) }
func (i *PlacementReturnID) UnmarshalGQL(v any) error      { return i.unmarshal(v) }
func (i CourseID) MarshalGQL(w io.Writer)                  { i.marshal(w) }
func (i *CourseID) UnmarshalGQL(v any) error               { return i.unmarshal(v) }
func (i CommitmentID) MarshalGQL(w io.Writer)              { i.marshal(w) }
func (i *CommitmentID) UnmarshalGQL(v any) error           { return i.unmarshal(v) }
func (i CommitmentEvidenceID) MarshalGQL(w io.Writer)      { i.marshal(w) }
func (i *CommitmentEvidenceID) UnmarshalGQL(v any) error   { return i.unmarshal(v) }
func (i OutcomeID) MarshalGQL(w io.Writer)                 { i.marshal(w) }
func (i ReviewID) MarshalGQL(w io.Writer)                  { i.marshal(w) }
func (i SubsidyClaimID) MarshalGQL(w io.Writer)            { i.marshal(w) }
func (i *OutcomeID) UnmarshalGQL(v any) error              { return i.unmarshal(v) }
func (i *ReviewID) UnmarshalGQL(v any) error               { return i.unmarshal(v) }
func (i *SubsidyClaimID) UnmarshalGQL(v any) error         { return i.unmarshal(v) }
func (i SubsidyEntryID) MarshalGQL(w io.Writer)            { i.marshal(w) }
func (i *SubsidyEntryID) UnmarshalGQL(v any) error         { return i.unmarshal(v) }
func (i PlacementRequestID) MarshalGQL(w io.Writer)        { i.marshal(w) }
func (i *PlacementRequestID) UnmarshalGQL(v any) error     { return i.unmarshal(v) }
func (i AreaPlanID) MarshalGQL(w io.Writer)                { i.marshal(w) }
func (i *AreaPlanID) UnmarshalGQL(v any) error             { return i.unmarshal(v) }
func (i MessageID) MarshalGQL(w io.Writer)                 { i.marshal(w) }
func (i *MessageID) UnmarshalGQL(v any) error              { return i.unmarshal(v) }
func (i ReferralID) MarshalGQL(w io.Writer)                { i.marshal(w) }
func (i *ReferralID) UnmarshalGQL(v any) error             { return i.unmarshal(v) }
func (i AgreementID) MarshalGQL(w io.Writer)               { i.marshal(w) }
func (i *AgreementID) UnmarshalGQL(v any) error            { return i.unmarshal(v) }
func (i SessionID) MarshalGQL(w io.Writer)                 { i.marshal(w) }
func (i *SessionID) UnmarshalGQL(v any) error              { return i.unmarshal(v) }
func (i MergeID) MarshalGQL(w io.Writer)                   { i.marshal(w) }
func (i DuplicatePairID) MarshalGQL(w io.Writer)           { i.marshal(w) }
func (i ReceivedEmailID) MarshalGQL(w io.Writer)           { i.marshal(w) }
func (i *ReceivedEmailID) UnmarshalGQL(v any) error        { return i.unmarshal(v) }
func (i PublishedListID) MarshalGQL(w io.Writer)           { i.marshal(w) }
func (i *PublishedListID) UnmarshalGQL(v any) error        { return i.unmarshal(v) }
func (i *MergeID) UnmarshalGQL(v any) error                { return i.unmarshal(v) }
func (i *DuplicatePairID) UnmarshalGQL(v any) error        { return i.unmarshal(v) }

// A new ID sorts after all that were made before it.

// NewOutcomeID makes a fresh ID.
func NewOutcomeID() OutcomeID { return OutcomeID{newID[outcomeKind]()} }

// NewReviewID makes a fresh ID.
func NewReviewID() ReviewID { return ReviewID{newID[reviewKind]()} }

// NewSubsidyClaimID makes a fresh ID.
func NewSubsidyClaimID() SubsidyClaimID { return SubsidyClaimID{newID[subsidyClaimKind]()} }

// NewSubsidyEntryID makes a fresh ID.
func NewSubsidyEntryID() SubsidyEntryID { return SubsidyEntryID{newID[subsidyEntryKind]()} }

// NewPlacementRequestID makes a fresh ID.
func NewPlacementRequestID() PlacementRequestID {
	return PlacementRequestID{newID[placementRequestKind]()}
}

func NewOrganisationID() OrganisationID   { return OrganisationID{newID[organisationKind]()} }
func NewUserID() UserID                   { return UserID{newID[userKind]()} }
func NewTokenID() TokenID                 { return TokenID{newID[tokenKind]()} }
func NewEmployerID() EmployerID           { return EmployerID{newID[employerKind]()} }
func NewSiteID() SiteID                   { return SiteID{newID[siteKind]()} }
func NewPersonID() PersonID               { return PersonID{newID[personKind]()} }
func NewRoleID() RoleID                   { return RoleID{newID[roleKind]()} }
func NewInteractionID() InteractionID     { return InteractionID{newID[interactionKind]()} }
func NewTaskID() TaskID                   { return TaskID{newID[taskKind]()} }
func NewImportID() ImportID               { return ImportID{newID[importKind]()} }
func NewQuestionnaireID() QuestionnaireID { return QuestionnaireID{newID[questionnaireKind]()} }
func NewQuestionnaireVersionID() QuestionnaireVersionID {
	return QuestionnaireVersionID{newID[questionnaireVersionKind]()}
}
func NewCampaignID() CampaignID               { return CampaignID{newID[campaignKind]()} }
func NewInvitationID() InvitationID           { return InvitationID{newID[invitationKind]()} }
func NewResponseID() ResponseID               { return ResponseID{newID[responseKind]()} }
func NewSkillsNeedID() SkillsNeedID           { return SkillsNeedID{newID[skillsNeedKind]()} }
func NewProviderID() ProviderID               { return ProviderID{newID[providerKind]()} }
func NewOfferID() OfferID                     { return OfferID{newID[offerKind]()} }
func NewSavedViewID() SavedViewID             { return SavedViewID{newID[savedViewKind]()} }
func NewSchemeRuleID() SchemeRuleID           { return SchemeRuleID{newID[schemeRuleKind]()} }
func NewAccreditationID() AccreditationID     { return AccreditationID{newID[accreditationKind]()} }
func NewPracticeID() PracticeID               { return PracticeID{newID[practiceKind]()} }
func NewGoodPracticeID() GoodPracticeID       { return GoodPracticeID{newID[goodPracticeKind]()} }
func NewNetworkIssueID() NetworkIssueID       { return NetworkIssueID{newID[networkIssueKind]()} }
func NewCoverID() CoverID                     { return CoverID{newID[coverKind]()} }
func NewNetworkID() NetworkID                 { return NetworkID{newID[networkKind]()} }
func NewMembershipID() MembershipID           { return MembershipID{newID[membershipKind]()} }
func NewMeetingID() MeetingID                 { return MeetingID{newID[meetingKind]()} }
func NewInviteeID() InviteeID                 { return InviteeID{newID[inviteeKind]()} }
func NewOpportunityID() OpportunityID         { return OpportunityID{newID[opportunityKind]()} }
func NewSiteCheckID() SiteCheckID             { return SiteCheckID{newID[siteCheckKind]()} }
func NewShareID() ShareID                     { return ShareID{newID[shareKind]()} }
func NewPlacementID() PlacementID             { return PlacementID{newID[placementKind]()} }
func NewParticipantID() ParticipantID         { return ParticipantID{newID[participantKind]()} }
func NewSchoolEncounterID() SchoolEncounterID { return SchoolEncounterID{newID[schoolEncounterKind]()} }
func NewCollaborationID() CollaborationID     { return CollaborationID{newID[collaborationKind]()} }
func NewApprenticeshipID() ApprenticeshipID   { return ApprenticeshipID{newID[apprenticeshipKind]()} }
func NewEncounterReturnID() EncounterReturnID { return EncounterReturnID{newID[encounterReturnKind]()} }
func NewPlacementReturnID() PlacementReturnID { return PlacementReturnID{newID[placementReturnKind]()} }
func NewCourseID() CourseID                   { return CourseID{newID[courseKind]()} }
func NewCommitmentID() CommitmentID           { return CommitmentID{newID[commitmentKind]()} }
func NewCommitmentEvidenceID() CommitmentEvidenceID {
	return CommitmentEvidenceID{newID[commitmentEvidenceKind]()}
}
func NewAreaPlanID() AreaPlanID           { return AreaPlanID{newID[areaPlanKind]()} }
func NewMessageID() MessageID             { return MessageID{newID[messageKind]()} }
func NewReminderID() ReminderID           { return ReminderID{newID[reminderKind]()} }
func NewLinkID() LinkID                   { return LinkID{newID[linkKind]()} }
func NewReferralID() ReferralID           { return ReferralID{newID[referralKind]()} }
func NewAgreementID() AgreementID         { return AgreementID{newID[agreementKind]()} }
func NewMergeID() MergeID                 { return MergeID{newID[mergeKind]()} }
func NewDuplicatePairID() DuplicatePairID { return DuplicatePairID{newID[duplicatePairKind]()} }
func NewReceivedEmailID() ReceivedEmailID { return ReceivedEmailID{newID[receivedEmailKind]()} }
func NewPublishedListID() PublishedListID { return PublishedListID{newID[publishedListKind]()} }

// ParseID reads the ID of a T as the API writes it. Errors: BAD_INPUT.
func ParseID[T any, P interface {
	*T
	UnmarshalText([]byte) error
}](s string) (T, error) {
	var i T
	return i, P(&i).UnmarshalText([]byte(s))
}

type id[K interface{ kind() string }] struct{ uuid.UUID }

func newID[K interface{ kind() string }]() id[K] { return id[K]{uuid.Must(uuid.NewV7())} }

func (i id[K]) String() string {
	var k K
	return k.kind() + "_" + i.UUID.String()
}

// IsZero says that no record is named.
func (i id[K]) IsZero() bool { return i.UUID == uuid.Nil }

// MarshalText writes the ID with its kind, so that JSON in audit rows and job arguments reads like the API.
func (i id[K]) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// UnmarshalText reads what MarshalText wrote. Errors: BAD_INPUT.
func (i *id[K]) UnmarshalText(b []byte) error { return i.unmarshal(string(b)) }

// Value stores the bare UUID.
func (i id[K]) Value() (driver.Value, error) { return i.UUID.String(), nil }

func (i id[K]) marshal(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(i.String())) }

func (i *id[K]) unmarshal(v any) error {
	var k K
	s, _ := v.(string)
	u, err := uuid.Parse(strings.TrimPrefix(s, k.kind()+"_"))
	if err != nil || !strings.HasPrefix(s, k.kind()+"_") {
		return BadInput(fmt.Sprintf("%q is not the ID of %s", s, withArticle(k.kind())))
	}
	i.UUID = u
	return nil
}

func withArticle(noun string) string {
	if strings.ContainsRune("aeio", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

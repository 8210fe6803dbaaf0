// Package graph is the GraphQL transport. A resolver translates: it calls one use case and shapes the answer.
package graph

import (
	"employerhub/graph/generated"
	"employerhub/internal/app"
)

// Resolver is the root of all resolvers.
type Resolver struct{ app *app.App }

var _ generated.ResolverRoot = (*Resolver)(nil)

// NewResolver returns resolvers over app.
func NewResolver(app *app.App) *Resolver { return &Resolver{app} }

// Campaign resolves Campaign.
func (r *Resolver) Campaign() generated.CampaignResolver { return campaign{r} }

// DiagnosticRecipient resolves DiagnosticRecipient.
func (r *Resolver) DiagnosticRecipient() generated.DiagnosticRecipientResolver {
	return diagnosticRecipient{r}
}

// Employer resolves Employer.
func (r *Resolver) Employer() generated.EmployerResolver { return employer{r} }

// Duplication resolves Duplication.
func (r *Resolver) Duplication() generated.DuplicationResolver { return duplication{r} }

// DuplicatedEmployer resolves DuplicatedEmployer.
func (r *Resolver) DuplicatedEmployer() generated.DuplicatedEmployerResolver {
	return duplicatedEmployer{r}
}

// DuplicatePair resolves DuplicatePair.
func (r *Resolver) DuplicatePair() generated.DuplicatePairResolver { return duplicatePair{r} }

// PossibleDuplicate resolves PossibleDuplicate.
func (r *Resolver) PossibleDuplicate() generated.PossibleDuplicateResolver {
	return possibleDuplicate{r}
}

// EmployerMerge resolves EmployerMerge.
func (r *Resolver) EmployerMerge() generated.EmployerMergeResolver { return employerMerge{r} }

// Import resolves Import.
func (r *Resolver) Import() generated.ImportResolver { return importResolver{r} }

// ImportKept resolves employers that undoing an import left.
func (r *Resolver) ImportKept() generated.ImportKeptResolver { return importKeptResolver{r} }

// ImportRow resolves rows of spreadsheets.
func (r *Resolver) ImportRow() generated.ImportRowResolver { return importRowResolver{r} }

// Interaction resolves Interaction.
func (r *Resolver) Interaction() generated.InteractionResolver { return interaction{r} }

// Invitation resolves Invitation.
func (r *Resolver) Invitation() generated.InvitationResolver { return invitation{r} }

// LeftOut resolves LeftOut.
func (r *Resolver) LeftOut() generated.LeftOutResolver { return leftOut{r} }

// Message resolves Message.
func (r *Resolver) Message() generated.MessageResolver { return message{r} }

// Accreditation resolves Accreditation.
func (r *Resolver) Accreditation() generated.AccreditationResolver { return accreditation{r} }

// SchoolEncounter resolves SchoolEncounter.
func (r *Resolver) SchoolEncounter() generated.SchoolEncounterResolver { return schoolEncounter{r} }

// Collaboration resolves Collaboration.
func (r *Resolver) Collaboration() generated.CollaborationResolver { return collaboration{r} }

// Apprenticeship resolves Apprenticeship.
func (r *Resolver) Apprenticeship() generated.ApprenticeshipResolver { return apprenticeship{r} }

// PlacementReturn resolves PlacementReturn.
func (r *Resolver) PlacementReturn() generated.PlacementReturnResolver { return placementReturn{r} }

// PlacementReturnRow resolves PlacementReturnRow.
func (r *Resolver) PlacementReturnRow() generated.PlacementReturnRowResolver {
	return placementReturnRow{r}
}

// EncounterReturn resolves EncounterReturn.
func (r *Resolver) EncounterReturn() generated.EncounterReturnResolver { return encounterReturn{r} }

// Course resolves Course.
func (r *Resolver) Course() generated.CourseResolver { return course{r} }

// HostingInterest resolves HostingInterest.
func (r *Resolver) HostingInterest() generated.HostingInterestResolver { return hostingInterest{r} }

// Commitment resolves Commitment.
func (r *Resolver) Commitment() generated.CommitmentResolver { return commitment{r} }

// CommitmentFigures resolves CommitmentFigures.
func (r *Resolver) CommitmentFigures() generated.CommitmentFiguresResolver {
	return commitmentFigures{r}
}

// AreaPlan resolves AreaPlan.
func (r *Resolver) AreaPlan() generated.AreaPlanResolver { return areaPlan{r} }

// Practice resolves Practice.
func (r *Resolver) Practice() generated.PracticeResolver { return practice{r} }

// AccreditationCover resolves AccreditationCover.
func (r *Resolver) AccreditationCover() generated.AccreditationCoverResolver {
	return accreditationCover{r}
}

// GoodPractice resolves GoodPractice.
func (r *Resolver) GoodPractice() generated.GoodPracticeResolver { return goodPractice{r} }

// NetworkIssue resolves NetworkIssue.
func (r *Resolver) NetworkIssue() generated.NetworkIssueResolver { return networkIssue{r} }

// Network resolves Network.
func (r *Resolver) Network() generated.NetworkResolver { return network{r} }

// NotAsked resolves NotAsked.
func (r *Resolver) NotAsked() generated.NotAskedResolver { return notAsked{r} }

// PlacementRequest resolves PlacementRequest.
func (r *Resolver) PlacementRequest() generated.PlacementRequestResolver { return placementRequest{r} }

// Opportunity resolves Opportunity.
func (r *Resolver) Opportunity() generated.OpportunityResolver { return opportunity{r} }

// Participant resolves Participant.
func (r *Resolver) Participant() generated.ParticipantResolver { return participant{r} }

// ParticipantShare resolves ParticipantShare.
func (r *Resolver) ParticipantShare() generated.ParticipantShareResolver { return participantShare{r} }

// Placement resolves Placement.
func (r *Resolver) Placement() generated.PlacementResolver { return placement{r} }

// NotPlaced resolves NotPlaced.
func (r *Resolver) NotPlaced() generated.NotPlacedResolver { return notPlaced{r} }

// PlacementOutcome resolves PlacementOutcome.
func (r *Resolver) PlacementOutcome() generated.PlacementOutcomeResolver { return placementOutcome{r} }

// PlacementDue resolves PlacementDue.
func (r *Resolver) PlacementDue() generated.PlacementDueResolver { return placementDue{r} }

// SubsidyClaim resolves SubsidyClaim.
func (r *Resolver) SubsidyClaim() generated.SubsidyClaimResolver { return subsidyClaim{r} }

// GroupPart resolves GroupPart.
func (r *Resolver) GroupPart() generated.GroupPartResolver { return groupPart{r} }

// WaitingSubsidy resolves WaitingSubsidy.
func (r *Resolver) WaitingSubsidy() generated.WaitingSubsidyResolver { return waitingSubsidy{r} }

// PlacementProgramme resolves PlacementProgramme.
func (r *Resolver) PlacementProgramme() generated.PlacementProgrammeResolver {
	return placementProgramme{r}
}

// SiteCheck resolves SiteCheck.
func (r *Resolver) SiteCheck() generated.SiteCheckResolver { return siteCheck{r} }

// Meeting resolves Meeting.
func (r *Resolver) Meeting() generated.MeetingResolver { return meeting{r} }

// Invitee resolves Invitee.
func (r *Resolver) Invitee() generated.InviteeResolver { return invitee{r} }

// Membership resolves Membership.
func (r *Resolver) Membership() generated.MembershipResolver { return membership{r} }

// NetworkCandidate resolves NetworkCandidate.
func (r *Resolver) NetworkCandidate() generated.NetworkCandidateResolver { return networkCandidate{r} }

// NotAdded resolves NotAdded.
func (r *Resolver) NotAdded() generated.NotAddedResolver { return notAdded{r} }

// Representation resolves Representation.
func (r *Resolver) Representation() generated.RepresentationResolver { return representation{r} }

// SchemeLevel resolves SchemeLevel.
func (r *Resolver) SchemeLevel() generated.SchemeLevelResolver { return schemeLevel{r} }

// SchemeStanding resolves SchemeStanding.
func (r *Resolver) SchemeStanding() generated.SchemeStandingResolver { return schemeStanding{r} }

// PublishedList resolves PublishedList.
func (r *Resolver) PublishedList() generated.PublishedListResolver { return publishedList{r} }

// ListedRow resolves ListedRow.
func (r *Resolver) ListedRow() generated.ListedRowResolver { return listedRow{r} }

// ListedCandidate resolves ListedCandidate.
func (r *Resolver) ListedCandidate() generated.ListedCandidateResolver { return listedCandidate{r} }

// PublishedListEdit resolves PublishedListEdit.
func (r *Resolver) PublishedListEdit() generated.PublishedListEditResolver {
	return publishedListEdit{r}
}

// StageNoted resolves StageNoted.
func (r *Resolver) StageNoted() generated.StageNotedResolver { return stageNoted{r} }

// Mutation resolves Mutation.
func (r *Resolver) Mutation() generated.MutationResolver { return mutation{r} }

// Offer resolves Offer.
func (r *Resolver) Offer() generated.OfferResolver { return offer{r} }

// Person resolves Person.
func (r *Resolver) Person() generated.PersonResolver { return person{r} }

// PersonRole resolves PersonRole.
func (r *Resolver) PersonRole() generated.PersonRoleResolver { return personRole{r} }

// Query resolves Query.
func (r *Resolver) Query() generated.QueryResolver { return query{r} }

// Questionnaire resolves Questionnaire.
func (r *Resolver) Questionnaire() generated.QuestionnaireResolver { return questionnaire{r} }

// QuestionnaireVersion resolves QuestionnaireVersion.
func (r *Resolver) QuestionnaireVersion() generated.QuestionnaireVersionResolver {
	return questionnaireVersion{r}
}

// Referral resolves Referral.
func (r *Resolver) Referral() generated.ReferralResolver { return referral{r} }

// ReceivedEmail resolves the fields that do not stand in hub.ReceivedEmail.
func (r *Resolver) ReceivedEmail() generated.ReceivedEmailResolver { return receivedEmail{r} }

// EmailCandidate resolves the fields that do not stand in hub.EmailCandidate.
func (r *Resolver) EmailCandidate() generated.EmailCandidateResolver { return emailCandidate{r} }

// Viewer resolves the fields that take a question of their own.
func (r *Resolver) Viewer() generated.ViewerResolver { return viewer{r} }

// Response resolves Response.
func (r *Resolver) Response() generated.ResponseResolver { return response{r} }

// Site resolves Site.
func (r *Resolver) Site() generated.SiteResolver { return site{r} }

// SkillsNeed resolves SkillsNeed.
func (r *Resolver) SkillsNeed() generated.SkillsNeedResolver { return skillsNeed{r} }

// Subscription resolves Subscription.
func (r *Resolver) Subscription() generated.SubscriptionResolver { return subscription{r} }

// Task resolves Task.
func (r *Resolver) Task() generated.TaskResolver { return task{r} }

// TimelineEntry resolves TimelineEntry.
func (r *Resolver) TimelineEntry() generated.TimelineEntryResolver { return timelineEntry{r} }

type (
	campaign             struct{ *Resolver }
	diagnosticRecipient  struct{ *Resolver }
	employer             struct{ *Resolver }
	duplication          struct{ *Resolver }
	duplicatedEmployer   struct{ *Resolver }
	duplicatePair        struct{ *Resolver }
	possibleDuplicate    struct{ *Resolver }
	employerMerge        struct{ *Resolver }
	importResolver       struct{ *Resolver }
	importRowResolver    struct{ *Resolver }
	importKeptResolver   struct{ *Resolver }
	interaction          struct{ *Resolver }
	invitation           struct{ *Resolver }
	leftOut              struct{ *Resolver }
	message              struct{ *Resolver }
	mutation             struct{ *Resolver }
	offer                struct{ *Resolver }
	person               struct{ *Resolver }
	personRole           struct{ *Resolver }
	query                struct{ *Resolver }
	questionnaire        struct{ *Resolver }
	questionnaireVersion struct{ *Resolver }
	referral             struct{ *Resolver }
	receivedEmail        struct{ *Resolver }
	emailCandidate       struct{ *Resolver }
	viewer               struct{ *Resolver }
	response             struct{ *Resolver }
	site                 struct{ *Resolver }
	accreditation        struct{ *Resolver }
	schoolEncounter      struct{ *Resolver }
	collaboration        struct{ *Resolver }
	apprenticeship       struct{ *Resolver }
	hostingInterest      struct{ *Resolver }
	encounterReturn      struct{ *Resolver }
	placementReturn      struct{ *Resolver }
	placementReturnRow   struct{ *Resolver }
	course               struct{ *Resolver }
	commitment           struct{ *Resolver }
	commitmentFigures    struct{ *Resolver }
	areaPlan             struct{ *Resolver }
	practice             struct{ *Resolver }
	goodPractice         struct{ *Resolver }
	networkIssue         struct{ *Resolver }
	accreditationCover   struct{ *Resolver }
	network              struct{ *Resolver }
	notAsked             struct{ *Resolver }
	placementRequest     struct{ *Resolver }
	opportunity          struct{ *Resolver }
	participant          struct{ *Resolver }
	participantShare     struct{ *Resolver }
	placement            struct{ *Resolver }
	placementOutcome     struct{ *Resolver }
	placementDue         struct{ *Resolver }
	subsidyClaim         struct{ *Resolver }
	waitingSubsidy       struct{ *Resolver }
	groupPart            struct{ *Resolver }
	notPlaced            struct{ *Resolver }
	placementProgramme   struct{ *Resolver }
	siteCheck            struct{ *Resolver }
	meeting              struct{ *Resolver }
	invitee              struct{ *Resolver }
	membership           struct{ *Resolver }
	representation       struct{ *Resolver }
	networkCandidate     struct{ *Resolver }
	notAdded             struct{ *Resolver }
	schemeLevel          struct{ *Resolver }
	schemeStanding       struct{ *Resolver }
	publishedList        struct{ *Resolver }
	listedRow            struct{ *Resolver }
	listedCandidate      struct{ *Resolver }
	publishedListEdit    struct{ *Resolver }
	stageNoted           struct{ *Resolver }
	skillsNeed           struct{ *Resolver }
	subscription         struct{ *Resolver }
	task                 struct{ *Resolver }
	timelineEntry        struct{ *Resolver }
)

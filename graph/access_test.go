package graph_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"employerhub/graph/generated"
	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"
)

// rule says who may use a field.
type rule struct {
	// anyOf are the permissions of which one is enough; empty where signing in is.
	anyOf []hub.Permission
	// words say what decides row by row. They name the predicate in internal/postgres.
	words string
}

func needs(anyOf ...hub.Permission) rule { return rule{anyOf: anyOf} }
func row(words string) rule              { return rule{words: words} }

// seen is for what whoever sees the object sees, signedIn for what every user and token may do.
var (
	seen     = row("whoever sees the object")
	signedIn = rule{}
)

// access is the one table of who may use what: every field of the schema has its line. The root fields' are carried out below
// for every role; the rows' predicates have their own tests in internal/postgres.
var access = []struct {
	of     string
	rule   rule
	fields string
}{
	{"Query", signedIn, "viewer today node nodes"},
	{"Query", needs(hub.PermReadEmployers), "employers employer users organisations wards investmentAreas sicSections holidays offers providers search savedViews schemes accreditations networks networkIssues goodPractices placementProgrammes youngWorkerRules subsidyRules opportunities employersOnTheirWay disabilityConfidentEmployers practiceTopics"},
	{"Query", needs(hub.PermReadEmployers), "hostingInterests placementRequests schoolEncounters collaborations apprenticeships courses educationFigures placementFigures commitments commitmentFigures areaPlans"},
	{"Query", needs(hub.PermWriteEngagement, hub.PermWritePlacements), "tasks"},
	{"Query", needs(hub.PermWriteEngagement), "referrals"},
	{"Query", signedIn, "mySettings"},
	{"Query", needs(hub.PermReadEmployers), "contactBudgets"},
	{"Query", needs(hub.PermReadFigures), "duplication"},
	{"Query", needs(hub.PermWriteEngagement), "receivedEmails"},
	{"Query", needs(hub.PermMerge), "mergePreview duplicates"},
	{"Query", signedIn, "mySessions"},
	{"Query", needs(hub.PermAdministerAccess), "apiTokens accounts partners signInGroups"},
	{"Query", needs(hub.PermReadAudit), "audit auditActions"},
	{"Query", needs(hub.PermImport), "imports import encounterReturns encounterReturn"},
	{"Mutation", needs(hub.PermImport), "takeInEncounterReturn discardEncounterReturn undoEncounterReturn"},
	{"PlacementReturn", row("sight.placementReturn"), "id kind fileName columns created updated unchanged rejected rows rejectedUrl sentBy sentAt takenAt"},
	{"PlacementReturnRow", row("sight.placementReturn"), "line cells outcome reason participant"},
	{"PlacementReturnPayload", seen, "placementReturn userErrors"},
	{"EncounterReturn", row("sight.encounterReturn"), "id fileName columns state created updated unchanged rejected rows rejectedUrl sentBy sentAt takenAt undoneAt undo"},
	{"EncounterReturnUndo", seen, "removed restored kept"},
	{"ReturnKept", seen, "line reason"},
	{"EncounterReturnRow", seen, "line cells outcome reason"},
	{"EncounterReturnPayload", seen, "encounterReturn userErrors"},
	{"Query", needs(hub.PermReadAnswers, hub.PermSendDiagnostics), "questionnaires campaigns campaign messageTexts uncertainMessages"},
	{"Query", needs(hub.PermSendDiagnostics), "diagnosticPreview previewTexts"},
	{"Query", needs(hub.PermReadAnswers), "responses"},

	{"Mutation", needs(hub.PermWriteEngagement), "createEmployer updateEmployer addSite updateSite addPerson addPersonRole updatePerson updatePersonRole recordObjection removeObjection recordConsent withdrawConsent takeAnswersByPhone"},
	{"Mutation", needs(hub.PermWriteEngagement), "assignLead recordAccreditation updateAccreditation verifyAccreditation endAccreditation removeAccreditation setAccreditationStage recordPractice updatePractice removePractice raiseIssue updateIssue transitionIssue addGoodPractice updateGoodPractice consentToPublish withdrawPublishing removeGoodPractice coverSite endCover"},
	{"Mutation", needs(hub.PermReadEmployers), "saveView updateSavedView removeSavedView"},
	{"Mutation", needs(hub.PermWriteEngagement), "makeConfidential endConfidentiality holdEmployer endHold"},
	{"Mutation", needs(hub.PermWriteEngagement), "recordInteraction updateInteraction"},
	{"Mutation", needs(hub.PermWriteEngagement, hub.PermWritePlacements), "createTask updateTask transitionTask"},
	{"Mutation", needs(hub.PermWriteEngagement), "refer askForIntroduction transitionReferral"},
	{"Mutation", needs(hub.PermWriteEngagement), "fileEmail discardEmail renewLoggingAddress"},
	{"Mutation", needs(hub.PermWriteEngagement), "addProvider updateProvider addOffer updateOffer matchOffer"},
	{"Mutation", needs(hub.PermMerge), "mergeEmployers undoMerge rejectDuplicate"},
	{"Mutation", needs(hub.PermManageNetworks), "addToNetwork transitionMembership updateMembership setRepresentation endRepresentation setNetworkRule createNetwork updateNetwork"},
	{"Mutation", needs(hub.PermSendDiagnostics), "sendDiagnostic settleUncertainMessage transitionCampaign updateCampaign createCampaignDraft updateCampaignDraft discardCampaignDraft launchCampaign"},
	{"Mutation", needs(hub.PermWritePlacements), "addOpportunity updateOpportunity transitionOpportunity recordSiteCheck"},
	{"Query", needs(hub.PermReadFigures, hub.PermManageParticipants), "outcomeFigures"},
	{"OutcomeFigure", row("hub.CountedOutcomes.Figure suppresses few people"), "programme kind weeks quarter claimed confirmed participants"},
	{"Query", needs(hub.PermManageParticipants), "participants placements placementOutcomes placementsDue placementReturns placementReturn waitingSubsidies subsidyTotals"},
	{"Mutation", needs(hub.PermManageParticipants), "addParticipant updateParticipant recordSharing proposePlacements updatePlacement transitionPlacement transitionPlacements agreeSubsidy claimSubsidy moveSubsidyClaim claimPlacementOutcome movePlacementOutcome recordPlacementReview recordPlacementEnding takeInPlacementReturn discardPlacementReturn"},
	{"Subscription", needs(hub.PermManageParticipants), "placementBoard"},
	{"Mutation", needs(hub.PermManageRules), "allowKnownAs setYoungWorkerRule setSubsidyRule setProgrammeRule setSchemeRule setHoliday removeHoliday updateMessageText"},
	{"Mutation", needs(hub.PermWritePlacements), "recordSchoolEncounter updateSchoolEncounter removeSchoolEncounter recordCollaboration updateCollaboration removeCollaboration recordApprenticeship updateApprenticeship removeApprenticeship recordLevyWord recordHostingInterest askHostingInterest withdrawPlacementRequest recordCourse updateCourse removeCourse recordCourseAttendance recordCommitment updateCommitment removeCommitment linkToCommitment unlinkFromCommitment addCommitmentEvidence verifyCommitmentEvidence removeCommitmentEvidence recordAreaPlan updateAreaPlan removeAreaPlan"},
	{"Mutation", needs(hub.PermImport), "previewImport decideImportRow applyImport discardImport undoImport"},
	{"Mutation", signedIn, "endMySession"},
	{"Mutation", signedIn, "updateMySettings"},
	{"Mutation", needs(hub.PermManageRules), "setContactBudget removeContactBudget"},
	{"Mutation", needs(hub.PermAdministerAccess), "createApiToken revokeApiToken createUser updateUser revokeSessions setSignInGroup removeSignInGroup"},
	{"Mutation", needs(hub.PermAdministerAccess), "createOrganisation updateOrganisation addDataSharingAgreement endDataSharingAgreement"},

	{"Mutation", needs(hub.PermManageNetworks), "callMeeting changeMeeting cancelMeeting inviteMembers inviteToMeeting recordMeetingReply recordAttendance addMeetingAction followUpMeeting"},

	{"Subscription", needs(hub.PermImport), "importProgress"},
	{"Subscription", needs(hub.PermReadAnswers, hub.PermSendDiagnostics), "campaignProgress"},
	{"Subscription", needs(hub.PermReadEmployers), "employerTimeline meetingProgress"},

	{"Viewer", seen, "user organisation roles permissions"},
	{"Viewer", row("the caller's own, with WRITE_ENGAGEMENT"), "loggingAddress loggingMaxBytes"},
	{"Organisation", seen, "id name kind"},
	{"User", seen, "id name organisation roles"},
	{"Employer", seen, "standings practices"},
	{"AccreditationCover", row("seen where both employers are"), "id holder employer scheme site since reason decidedBy decidedAt endedOn endReason version"},
	{"CoverPayload", seen, "cover userErrors"},
	{"Employer", seen, "levyWord"},
	{"LevyWord", seen, "pays transfer saidOn note by recordedAt"},
	{"LevyWordPayload", seen, "levyWord userErrors"},
	{"SchoolEncounter", seen, "id employer school kind happensOn days yearGroups pupilPlaces confirmedOn confirmation feedback cancelledOn cancelReason recordedAt version"},
	{"SchoolEncounterPayload", seen, "schoolEncounter userErrors"},
	{"Collaboration", seen, "id employer provider course kind startsOn endsOn evidence confirmedOn confirmedBy recordedAt version"},
	{"CollaborationPayload", seen, "collaboration userErrors"},
	{"Apprenticeship", seen, "id employer stage level standard growthSector places placesSuppressed onDay dueOn inRotherham evidence recordedAt version"},
	{"ApprenticeshipPayload", seen, "apprenticeship userErrors"},
	{"SubsidyRule", seen, "startsOn mostHeadcount mostAssistance"},
	{"SubsidyRulesPayload", seen, "subsidyRules userErrors"},
	{"PlacementFigures", row("sight.employer for the employers counted, counts of people as hub.Actor.People"), "asAt periods placesOffered placesFilled placesFilledSuppressed started startedSuppressed offering hosting byOwnership"},
	{"PlacementPeriod", seen, "startsOn endsOn placesOffered placesFilled placesFilledSuppressed started startedSuppressed"},
	{"PlacementEmployers", seen, "ownership offering hosting"},
	{"Course", seen, "id provider title growthSector startsOn endsOn places completed completedSuppressed attendance recordedAt version"},
	{"Course", row("sight.employer, the opportunities as sight.employerOf"), "employers opportunities"},
	{"CourseAttendance", seen, "onDay attended suppressed"},
	{"CoursePayload", seen, "course userErrors"},
	{"Commitment", seen, "id employer area kind about promised delivered unverified standing madeOn dueOn reference note schoolEncounters apprenticeships evidence recordedAt version"},
	{"Commitment", row("sight.placement"), "placements"},
	{"Amount", seen, "number pence suppressed"},
	{"CommitmentEvidence", seen, "id shows onDay description enteredBy enteredAt verifiedBy verifiedAt"},
	{"CommitmentPayload", seen, "commitment userErrors"},
	{"CommitmentFigures", row("sight.employer for the employers counted"), "area kind employers commitments overdue promised delivered"},
	{"AreaPlan", seen, "id title area growthSector status owner startsOn reviewOn needs recommendations contributors transport childcare recordedAt version"},
	{"AreaPlanPayload", seen, "areaPlan userErrors"},
	{"EducationFigures", row("sight.employer for the employers counted"), "schoolEmployers pupilPlaces pupilPlacesOfADay unconfirmedPlaces collaboratingEmployers offeringEmployers offeredToAdvanced offeredHigher pledged started startedSuppressed"},
	{"PracticeTopic", seen, "code name"},
	{"Practice", seen, "id employer topic discussedOn startedOn evidence confirmedOn confirmation recordedAt version"},
	{"PracticePayload", seen, "practice userErrors"},
	{"Scheme", seen, "code name levels"},
	{"SchemeLevel", seen, "level name rules expiryOf"},
	{"SchemeRule", seen, "id startsOn months renewable inOrder note version"},
	{"Accreditation", seen, "id employer scheme level reference awardedOn expiresOn status source listedOn verifiedOn verifiedBy endedOn endReason recordedAt nextStep version"},
	{"Employer", seen, "memberships"},
	{"Network", seen, "id name about rule rules memberships candidates figures meetings version"},
	{"NetworkRule", seen, "startsOn minHeadcount inRotherham scheme"},
	{"Membership", seen, "id network employer state since reason terms renewsOn allowedTransitions moves representative deputies representations version"},
	{"NetworkCandidate", seen, "employer headcount parts"},
	{"NetworkFigures", seen, "asAt members invited bySector bySizeBand largeEmployers largeMembers issuesRaised issuesAnswered"},
	{"NetworkIssue", row("hidden where the employer that raised it is"), "id network meeting employer title details theme sector raisedOn owner answerBy state since answer allowedTransitions moves version"},
	{"IssueMove", seen, "state onDay text recordedAt by"},
	{"NetworkIssuePayload", seen, "issue userErrors"},
	{"GoodPractice", seen, "id employer title story topic link state consentOn withdrawnOn recordedAt version"},
	{"GoodPractice", row("null where sight.person hides them, and without personal data"), "consentBy consentHow withdrawnHow"},
	{"GoodPracticePayload", seen, "goodPractice userErrors"},
	{"NotAdded", seen, "employer why"},
	{"AddToNetworkPayload", seen, "added notAdded userErrors"},
	{"MembershipPayload", seen, "membership userErrors"},
	{"NetworkPayload", seen, "network userErrors"},
	{"Meeting", seen, "id network title agenda place link startsAt endsAt state cancelReason figures followUp followedUpAt version"},
	{"Meeting", row("invitees of employers as sight.employer says, tasks as sight.task says"), "invitees actions"},
	{"Invitee", seen, "id employer seat standsInFor reply repliedAt withdrawnAt attended told"},
	{"Invitee", row("null where sight.person hides them, the note without personal data"), "person deputy note"},
	{"Telling", seen, "state reason sentAt"},
	{"MeetingFigures", seen, "invited yes no deputy unanswered members people recorded"},
	{"MeetingPayload", seen, "meeting userErrors"},
	{"PlacementProgramme", seen, "code name rule rules knownAsSince knownAsAssessment"},
	{"ProgrammeRule", seen, "startsOn leastDays mostDays leastHours leastAge mostAge checks outcomeWeeks note"},
	{"Site", seen, "checks"},
	{"SiteCheck", seen, "id kind result exemption reason checkedOn expiresOn considersYoungPeople by recordedAt"},
	{"SiteCheck", row("null where sight.person hides it"), "person"},
	{"MissingCheck", seen, "kind why"},
	{"Opportunity", seen, "id employer site programme role places startsOn endsOn days fromTime untilTime needs adjustments state allowedTransitions missingChecks moves version"},
	{"Opportunity", row("null where sight.person hides it"), "contact"},
	{"Opportunity", row("sight.placesLeft, null without it"), "placesLeft"},
	{"Participant", row("sight.participants"), "id reference caseLink programme ageBand adultOn knownAs closedOn flags shares placements version"},
	{"ParticipantFlag", row("sight.participants"), "flag condition recordedAt by"},
	{"ParticipantShare", row("sight.placement"), "id employer items sharedOn recordedAt by"},
	{"ParticipantPayload", seen, "participant userErrors"},
	{"SharingPayload", seen, "participants userErrors"},
	{"Placement", row("sight.placement"), "id participant opportunity employer state since startsOn endsOn days fromTime untilTime place overlap proposedAt allowedTransitions missingChecks moves subsidy groupHeadcount reviews ending outcomes outcomeWeeks version"},
	{"PlacementOutcome", row("sight.outcome"), "id placement kind weeks onDay employer hoursAWeek evidence reference state claimedAt claimedBy confirmedAt confirmedBy allowedTransitions moves"},
	{"OutcomeMove", row("sight.outcome"), "state why recordedAt by"},
	{"PlacementReview", row("sight.placement"), "id stage byHost going again attendance help note saidOn recordedAt by"},
	{"PlacementEnding", row("sight.placement"), "ending lastDay reason saidOn recordedAt by"},
	{"PlacementDue", row("sight.placement"), "placement what weeks dueOn"},
	{"GroupHeadcount", row("sight.employer"), "known complete parts"},
	{"GroupPart", row("sight.employer"), "employer headcount asAt"},
	{"WaitingSubsidy", row("sight.placement"), "placement waitsFor claim fromDay untilDay amount dueOn"},
	{"SubsidyTotal", row("sight.placement"), "waitsFor count amount"},
	{"Subsidy", row("sight.placement"), "perPeriod most answeredOn groupHeadcount knownHeadcount headcountReason assistance assistanceLetter agreedAt agreedBy left paid clawedBack claims entries"},
	{"SubsidyClaim", row("sight.placement"), "id fromDay untilDay amount payroll state claimedAt claimedBy approvedAt approvedBy allowedTransitions"},
	{"SubsidyEntry", row("sight.placement"), "id amount onDay reference recordedAt by"},
	{"PlacementMove", row("sight.placement"), "state onDay reason withdrawnBy recordedAt by fileName"},
	{"PlacementCount", row("sight.placement for the placements counted"), "state placements"},
	{"PlacementPayload", seen, "placement userErrors"},
	{"NotPlaced", row("sight.participants and sight.placement, null without them"), "participant placement why"},
	{"PlacementsPayload", seen, "placements refused userErrors"},
	{"YoungWorkerRulesPayload", seen, "youngWorkerRules userErrors"},
	{"YoungWorkerRule", seen, "ageBand startsOn mostADay mostAWeek earliest latest mostDays breakAfter breakFor note"},
	{"OpportunityMove", seen, "state reason onDay recordedAt by byItself"},
	{"OpportunityPayload", seen, "opportunity userErrors"},
	{"SiteCheckPayload", seen, "siteCheck userErrors"},
	{"ProgrammeRulePayload", seen, "programme userErrors"},
	{"MembershipMove", seen, "state onDay reason recordedAt by"},
	{"Representation", seen, "seat since until"},
	{"Representation", row("null where sight.person hides it; its details as sight.contactAccess says"), "person"},
	{"SchemeStanding", seen, "scheme current awards listings covers stage stageSince nextStep"},
	{"StageNoted", seen, "employer scheme stage since nextStep"},
	{"DisabilityConfidentFigures", seen, "asAt employers byLevel bySizeBand bySector byWard selfReported covered"},
	{"CountedGroup", seen, "key name employers"},
	{"Query", needs(hub.PermReadEmployers), "publishedLists publishedList"},
	{"Mutation", needs(hub.PermImport), "decideListedRow applyPublishedList discardPublishedList undoPublishedList"},
	{"Listing", seen, "listedOn level"},
	{"PublishedList", seen, "id scheme listedOn fileName state previous failure counts rows gone undone kept startedBy startedAt finishedAt"},
	{"PublishedList", needs(hub.PermImport), "edits"},
	{"PublishedListCounts", row("sight.employerOf for the rows counted"), "rows matched unsure unmatched ignored repeated rejected new movedUp movedDown gone made confirmed"},
	{"ListedRow", row("sight.employerOf for the employer"), "line name town postcode sector region level outcome employer candidates note change levelBefore effect decidedBy decidedAt"},
	{"ListedCandidate", row("sight.employerOf for the employer"), "employer score reasons"},
	{"PublishedListEdit", row("sight.employerOf for the employer"), "employer award fields"},
	{"PublishedListPayload", seen, "list userErrors"},
	{"ListedRowPayload", seen, "row userErrors"},
	{"AccreditationPayload", seen, "accreditation warnings userErrors"},
	{"StagePayload", seen, "stage userErrors"},
	{"SchemeRulePayload", seen, "schemeRule userErrors"},
	{"SavedView", seen, "id name address shared owner version"},
	{"ApiToken", seen, "id name organisation roles createdAt expiresAt lastUsedAt revokedAt"},

	{"Account", seen, "user email ownRoles groupRoles createdAt lastSignedInAt disabledAt sessions"},
	{"Partner", seen, "organisation sharesUntil agreements users"},
	{"DataSharingAgreement", seen, "id reference from until"},
	{"Session", seen, "id browser current signedInAt lastUsed expiresAt"},
	{"SignInGroup", seen, "name organisation roles"},
	{"AuditEntry", seen, "id at who organisation action recordId employerId"},
	{"AuditEntry", row("sight.auditContent, null without it"), "fields"},

	{"Employer", seen, "id name legalForm status companyNumber identifiers provenance names website registeredAddress postcode sicCodes sector growthSectors headcount sizeBand sizes"},
	{"Employer", seen, "leadOrganisation accountLead inheritedLead keyAccount parent lastContactOn inRotherham sites confidential hold version"},
	{"Confidentiality", seen, "reason since by"},
	{"Hold", seen, "until reason note since by"},
	{"Employer", row("everybody sees the roles; of people what sight.contactAccess says"), "people"},
	{"Employer", row("sight.interaction"), "recentContacts"},
	{"Employer", row("entry by entry: sight.interaction, READ_PERSONAL for what was sent and came back, all for the record"), "timeline"},
	{"Employer", row("change by change, as for the record that changed"), "history"},
	{"Employer", row("sight.task"), "tasks"},
	{"Employer", row("sight.referral"), "referrals"},
	{"Employer", seen, "merges"},
	{"Employer", row("sight.possibleDuplicate"), "possibleDuplicates"},
	{"Employer", row("sight.needsOf, null without it"), "skillsNeeds hostingInterests disabilityConfidentWord"},
	{"Employer", row("campaignVisible"), "invitations"},
	{"Identifier", seen, "scheme value"},
	{"InheritedLead", seen, "organisation user employer"},
	{"EmployerName", seen, "kind name from until"},
	{"SicCode", seen, "version code title"},
	{"Site", seen, "id employer name address postcode ward investmentArea headcount openedOn closedOn version"},
	{"Ward", seen, "code name"},
	{"InvestmentArea", seen, "code name"},
	{"SicSection", seen, "letter name"},

	{"PersonRole", seen, "id person employer jobTitle function since until version"},
	{"PersonRole", row("sight.contactAccess is FULL, null without it"), "contactRule"},
	{"ContactRule", seen, "lawfulBasis subscriber marketingTopics explanation"},
	{"Person", seen, "id contactAccess version"},
	{"Person", row("sight.contactAccess is FULL, null without it"), "name email phone emailState objections consents roles"},
	{"Objection", seen, "topic receivedAt how byPerson"},
	{"Consent", seen, "topic givenOn how wording recordedAt recordedBy current withdrawnOn withdrawnHow"},
	{"RecentContact", seen, "organisation on channel themes"},
	{"RecentContact", row("personal data: SeesPersonalData"), "user"},

	{"Interaction", seen, "id channel happenedOn themes visibility state askedFor strategyAction organisation employers createdAt version"},
	{"Interaction", row("sight.notes, null or empty without it"), "summary recordedBy people corrections"},
	{"Interaction", row("sight.task"), "tasks"},
	{"Task", seen, "id employer interaction assignee dueOn state work closedAt allowedTransitions version"},
	{"Task", row("sight.taskTitle, null without it"), "title"},
	{"TimelineEntry", seen, "id kind at title"},
	{"TimelineEntry", row("sight.notes, sight.contactAccess and sight.response, null without them"), "text who"},
	{"TimelineEntry", row("sight.interaction"), "interaction"},
	{"TimelineEntry", row("sight.response"), "response"},
	{"TimelineEntry", row("campaignVisible"), "message"},
	{"TimelineEntry", row("sight.referral"), "referral"},
	{"EmployerMerge", seen, "id kept keptName other otherName reason mergedAt mergedBy undoneAt undoneBy moved"},
	{"DuplicatePair", row("sight.duplicatePair"), "id first second score reasons state foundAt foundBy decidedAt decidedBy reason"},
	{"DuplicateReason", seen, "field text speaks bits"},
	{"PossibleDuplicate", row("sight.possibleDuplicate"), "employer score reasons"},
	{"MergePreview", seen, "keep other fields counts conflicts"},
	{"SearchResults", seen, "employers people offers corrected"},
	{"MergeField", seen, "key label keep other differs stands"},
	{"MergeCount", seen, "noun label moves stays"},
	{"MergeConflict", row("sight.contactAccess for the names of people"), "kind text"},
	{"MergeOverwrite", seen, "label now back"},
	{"ReceivedEmail", seen, "id sentBy receivedAt happenedOn subject summary parties unsure version"},
	{"ReceivedEmail", row("people whom sight.contactAccess shows in full, and websites"), "candidates"},
	{"EmailParty", seen, "address name"},
	{"EmailCandidate", seen, "address employer person"},
	{"FileEmailPayload", seen, "interaction userErrors"},
	{"DiscardEmailPayload", seen, "discardedId userErrors"},
	{"RenewLoggingAddressPayload", seen, "loggingAddress userErrors"},
	{"Referral", seen, "id kind employer from to sentBy handler dueOn state createdAt closedAt allowedTransitions moves version"},
	{"Referral", row("sight.referralWords, null without it"), "about answer"},
	{"Referral", row("sight.interaction"), "interaction"},
	{"Referral", row("sight.contactAccess for the details"), "person"},
	{"ReferralMove", seen, "state at organisation who"},
	{"ReferralMove", row("sight.referralWords, null without it"), "reason"},
	{"Change", seen, "id at who action recordId fields"},
	{"FieldChange", seen, "field before after"},

	{"Import", seen, "id source fileName bytes state rowsRead rowsTotal created updated unchanged rejected warnings possibleDuplicates undone kept keptEmployers step sheet sheets notes columns remembered overwrite rows failure findings rejectedUrl startedBy startedAt finishedAt"},
	{"ImportFinding", seen, "line severity reason row"},
	{"FieldProvenance", seen, "field source fileName line at said holds"},
	{"EmployerSize", seen, "headcount sizeBand from until"},
	{"ImportColumn", seen, "name samples field"},
	{"ImportRow", seen, "line outcome reason row employer decision"},
	{"ImportKept", seen, "employer reason"},
	{"ImportPayload", seen, "import userErrors"},

	{"Questionnaire", seen, "id key name published versions"},
	{"QuestionnaireVersion", seen, "id number state definition publishedAt"},
	{"Campaign", seen, "id name questionnaireVersion questionnaireName kind state closesOn launchedAt organisation launchedBy figures invitations messages kindReason functions sendWindow ratePerMinute reminders pausedReason allowedTransitions texts leftOut leftOutEmployers submittedByDay version audience contactedWithinDays"},
	{"CampaignFigures", seen, "invited sent started submitted declined stopped due accepted bounced uncertain skillsNeeds"},
	{"Invitation", seen, "id campaign employer person state messages nextReminderAt"},
	{"Invitation", row("sight.response"), "response"},
	{"Response", seen, "id reference state employer invitation questionnaireVersion questionnaireName answers startedAt submittedAt scores help providersMayAsk enteredBy"},
	{"Response", row("sight.need"), "skillsNeeds"},
	{"Answer", seen, "questionId question answer"},
	{"SkillsNeed", seen, "id employer site kind status occupation skill skills causes headcount horizon questionId createdAt version"},
	{"SkillsNeed", seen, "matchedOffers suggestedOffers"},
	{"SkillsNeed", row("sight.response"), "response"},

	{"Provider", seen, "id name ukprn website version"},
	{"Offer", seen, "id provider title kind level summary sectors skills eligibility funding startsOn endsOn contact link reference checkedOn withdrawnOn version"},
	{"SuggestedOffer", seen, "offer reasons"},
	{"ProviderPayload", seen, "provider userErrors"},
	{"OfferPayload", seen, "offer userErrors"},
	{"SkillsNeedPayload", seen, "skillsNeed userErrors"},
	{"ReminderStep", seen, "afterWorkingDays beforeWorkingDays"},
	{"EmployerCriteria", seen, "search statusIn sizeBandIn growthSectorIn sicSectionIn inRotherham wardIn investmentAreaIn leadOrganisationIn accountLeadIn parentIn hasLead keyAccount onHold confidential lastContactBefore idIn goneQuiet"},
	{"DiscardCampaignDraftPayload", seen, "discardedId userErrors"},
	{"LeftOutCount", seen, "reason employers"},
	{"DayCount", seen, "day n"},
	{"MessageText", seen, "key subject body fields custom version"},
	{"RenderedText", seen, "key subject text"},
	{"ThemeScore", seen, "theme score"},
	{"HostingInterest", seen, "employer programme year level saidOn reason askAgainOn by byLink"},
	{"PlacementRequest", seen, "id kind title employer organisation by programme year site checkKind state askedOn fromOn dueOn endsOn step answeredAt withdrawnReason mayWithdraw"},
	{"PlacementRequest", row("null where sight.person hides it"), "person"},
	{"PlacementRequestPayload", seen, "placementRequest userErrors"},
	{"NotAsked", row("employer is null where sight.employer hides it"), "employer why"},
	{"AskHostingInterestPayload", seen, "requests refused userErrors"},
	{"HostingInterestPayload", seen, "hostingInterest userErrors"},
	{"DisabilityConfidentWord", seen, "stage until saidOn"},
	{"Message", seen, "id state reason person sentAt reminder employer campaign meeting accreditation attempts settledAt settledBy resendOf"},
	{"Message", row("personal data: SeesPersonalData"), "subject"},
	{"Holiday", seen, "day name"},
	{"Duplication", seen, "from until asAt employersContacted employersDuplicated partnersLogging partners employers"},
	{"DuplicatedEmployer", seen, "employer partners"},
	{"DuplicatedEmployer", row("sight.interaction, null without it"), "earlier later"},
	{"DuplicatedContact", seen, "organisation on channel"},
	{"ContactBudget", seen, "from campaigns days"},
	{"UserSettings", seen, "digest digestDay nextDigestAt digestRefusedAt lastDigest quietDaysKeyAccounts quietDays version"},
	{"SentDigest", seen, "state sentAt reason"},
	{"DiagnosticPreview", seen, "willReceive recipients leftOut leftOutCount leftOutByReason"},
	{"DiagnosticRecipient", seen, "employer person"},
	{"LeftOut", seen, "employer person reason"},

	{"EmployerPayload", seen, "employer userErrors"},
	{"MergeEmployersPayload", seen, "employer merge userErrors"},
	{"RejectDuplicatePayload", seen, "pair userErrors"},
	{"UndoMergePayload", seen, "merge wouldOverwrite userErrors"},
	{"SitePayload", seen, "site userErrors"},
	{"PersonPayload", seen, "person userErrors"},
	{"TakeAnswersByPhonePayload", seen, "path userErrors"},
	{"PersonRolePayload", seen, "personRole userErrors"},
	{"InteractionPayload", seen, "interaction userErrors"},
	{"TaskPayload", seen, "task userErrors"},
	{"ReferralPayload", seen, "referral userErrors"},
	{"SendDiagnosticPayload", seen, "campaign invited leftOut userErrors"},
	{"CampaignPayload", seen, "campaign userErrors"},
	{"MessageTextPayload", seen, "messageText userErrors"},
	{"MessagePayload", seen, "message userErrors"},
	{"HolidayPayload", seen, "holiday userErrors"},
	{"ContactBudgetPayload", seen, "contactBudget userErrors"},
	{"RemoveContactBudgetPayload", seen, "from userErrors"},
	{"UserSettingsPayload", seen, "settings userErrors"},
	{"RemoveHolidayPayload", seen, "day userErrors"},
	{"AssignLeadPayload", seen, "changed unchanged userErrors"},
	{"SavedViewPayload", seen, "savedView userErrors"},
	{"RemoveSavedViewPayload", seen, "id userErrors"},
	{"CreateApiTokenPayload", seen, "apiToken secret userErrors"},
	{"RevokeApiTokenPayload", seen, "apiToken userErrors"},
	{"AccountPayload", seen, "account userErrors"},
	{"PartnerPayload", seen, "partner userErrors"},
	{"RevokeSessionsPayload", seen, "ended userErrors"},
	{"EndMySessionPayload", seen, "id userErrors"},
	{"SignInGroupPayload", seen, "signInGroup userErrors"},
	{"RemoveSignInGroupPayload", seen, "name userErrors"},
	{"UserError", seen, "code field message"},
	{"PageInfo", seen, "hasNextPage endCursor"},
	{"*Connection", seen, "nodes edges pageInfo totalCount"},
	{"*Edge", seen, "cursor node"},
}

func TestAccessIsWrittenDownForEveryField(t *testing.T) {
	t.Parallel()
	written := map[string]int{}
	for _, line := range access {
		for field := range strings.FieldsSeq(line.fields) {
			written[line.of+"."+field]++
		}
	}
	used := map[string]bool{}
	for _, of := range schema().Types {
		if of.Kind != ast.Object || strings.HasPrefix(of.Name, "__") {
			continue
		}
		for _, field := range of.Fields {
			key := place(of.Name) + "." + field.Name
			if strings.HasPrefix(field.Name, "__") {
				continue
			}
			if written[key] != 1 {
				t.Errorf("%s.%s has %d lines in the table of access, want 1", of.Name, field.Name, written[key])
			}
			used[key] = true
		}
	}
	for key := range written {
		if !used[key] {
			t.Errorf("%s is in the table of access and not in the schema", key)
		}
	}
}

// place is the name under which the table has a type: connections and edges are all alike.
func place(name string) string {
	for _, like := range []string{"Connection", "Edge"} {
		if strings.HasSuffix(name, like) {
			return "*" + like
		}
	}
	return name
}

func TestAccessIsAsWrittenDownForEveryCaller(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.config.PerMinute = 1_000_000
	callers := map[string]hub.Actor{"a stranger": hub.Anonymous, "a user without a role": b.as(t)}
	all := []hub.Role{hub.RoleEngagement, hub.RolePlacements, hub.RoleManager, hub.RoleAnalyst, hub.RoleAdmin}
	for _, role := range all {
		callers["a user with "+string(role)] = b.as(t, role)
		callers["a token with "+string(role)] = hub.Actor{Kind: hub.ActorToken, TokenID: hub.NewTokenID(), OrganisationID: b.organisation, Roles: []hub.Role{role}, SharesPersonalData: true}
	}
	callers["a user with every role"] = b.as(t, all...)
	rules := map[string]rule{}
	for _, line := range access {
		for field := range strings.FieldsSeq(line.fields) {
			rules[line.of+"."+field] = line.rule
		}
	}

	for name, by := range callers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := b.api(by)
			for _, root := range []*ast.Definition{schema().Query, schema().Mutation, schema().Subscription} {
				for _, field := range root.Fields {
					if strings.HasPrefix(field.Name, "__") {
						continue
					}
					got := use(t, api, root, call(root, field))
					if want := rules[root.Name+"."+field.Name].refusal(by); !refusedWith(got, want) {
						t.Errorf("%s.%s: got %s, want %q", root.Name, field.Name, got, want)
					}
				}
			}
		})
	}
}

// refusal is the code that by gets, empty where they may.
func (r rule) refusal(by hub.Actor) hub.ErrorCode {
	switch {
	case by.Kind == hub.ActorAnonymous:
		return hub.ErrUnauthenticated
	case len(r.anyOf) > 0 && !slices.ContainsFunc(r.anyOf, by.May):
		return hub.ErrForbidden
	default:
		return ""
	}
}

func refusedWith(got string, want hub.ErrorCode) bool {
	for _, code := range []hub.ErrorCode{hub.ErrUnauthenticated, hub.ErrForbidden, hub.ErrInternal} {
		if strings.Contains(got, `"`+string(code)+`"`) != (code == want) {
			return false
		}
	}
	return true
}

// call is a question for one root field with the least that it takes.
func call(root *ast.Definition, field *ast.FieldDefinition) string {
	var arguments []string
	for _, argument := range field.Arguments {
		if argument.Type.NonNull && argument.DefaultValue == nil {
			arguments = append(arguments, argument.Name+": "+least(argument.Name, kindOf(field), argument.Type))
		}
	}
	query := strings.ToLower(root.Name) + " { " + field.Name
	if len(arguments) > 0 {
		query += "(" + strings.Join(arguments, ", ") + ")"
	}
	if kind := schema().Types[field.Type.Name()].Kind; kind == ast.Object || kind == ast.Interface {
		query += " { __typename }"
	}
	return query + " }"
}

// use asks for one root field and returns the answer.
func use(t *testing.T, api http.Handler, root *ast.Definition, query string) string {
	t.Helper()
	if root.Name == "Subscription" {
		body, err := json.Marshal(map[string]string{"query": query})
		if err != nil {
			t.Fatal(err)
		}
		return post(t, api, string(body), "Accept", "text/event-stream").text
	}
	return ask(t, api, query, "").text
}

// kindOf is the kind of record that the id of a field's argument or input names.
func kindOf(field *ast.FieldDefinition) string {
	if field.Name == "node" || field.Name == "nodes" {
		return "employer"
	}
	name := field.Name
	for _, verb := range []string{"update", "transition", "revoke", "remove", "verify"} {
		name = strings.TrimPrefix(name, verb)
	}
	switch name {
	case "PersonRole":
		return "role"
	case "ApiToken":
		return "token"
	case "endAccreditation":
		return "accreditation"
	case "endCover":
		return "cover"
	case "Placements":
		return "placement"
	case "setSchemeRule":
		return "schemerule"
	case "endDataSharingAgreement":
		return "agreement"
	case "undoMerge":
		return "merge"
	case "fileEmail", "discardEmail":
		return "receivedemail"
	case "rejectDuplicate":
		return "duplicate"
	case "endMySession":
		return "session"
	case "importProgress":
		return "import"
	case "campaignProgress":
		return "campaign"
	case "changeMeeting", "cancelMeeting", "followUpMeeting", "meetingProgress":
		return "meeting"
	case "Issue":
		return "networkissue"
	case "consentToPublish", "withdrawPublishing":
		return "goodpractice"
	case "recordAttendance":
		return "invitee"
	case "withdrawPlacementRequest":
		return "placementrequest"
	}
	return strings.ToLower(name)
}

// least is the smallest value of a type. kind is that of an argument that is just called id.
func least(name, kind string, of *ast.Type) string {
	if of.Elem != nil {
		return "[" + least(strings.TrimSuffix(name, "s"), kind, of.Elem) + "]"
	}
	definition := schema().Types[of.NamedType]
	switch definition.Kind {
	case ast.Enum:
		return definition.EnumValues[0].Name
	case ast.InputObject:
		var fields []string
		for _, field := range definition.Fields {
			if field.Type.NonNull && field.DefaultValue == nil {
				fields = append(fields, field.Name+": "+least(field.Name, kind, field.Type))
			}
		}
		return "{" + strings.Join(fields, ", ") + "}"
	}
	switch of.NamedType {
	case "ID":
		if before, ok := strings.CutSuffix(name, "Id"); ok {
			kind = strings.ToLower(before)
			if strings.HasSuffix(before, "Employer") || before == "holder" { // one of two
				kind = "employer"
			}
			if before == "owner" {
				kind = "organisation"
			}
		}
		return `"` + kind + "_" + uuid.NewString() + `"`
	case "Int":
		return "2026"
	case "Float":
		return "1.5"
	case "Pence":
		return "125000"
	case "Boolean":
		return "true"
	case "Date":
		return `"2026-11-23"`
	case "DateTime":
		return `"2026-11-23T09:30:00Z"`
	case "EmailAddress":
		return `"nobody@example.org"`
	default:
		return `"x"`
	}
}

func schema() *ast.Schema { return generated.NewExecutableSchema(generated.Config{}).Schema() }

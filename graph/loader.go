package graph

import (
	"context"
	"time"

	"employerhub/internal/app"
	"employerhub/internal/hub"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vikstrous/dataloadgen"
)

// loaders gather what the elements of a list ask for one by one, and read it in one go. They live as long as one response,
// so that nothing is shared between callers or outlives a change.
type loaders struct {
	employer             *dataloadgen.Loader[hub.EmployerID, *hub.Employer]
	campaign             *dataloadgen.Loader[hub.CampaignID, *hub.Campaign]
	campaignFigures      *dataloadgen.Loader[hub.CampaignID, *hub.CampaignFigures]
	interaction          *dataloadgen.Loader[hub.InteractionID, *hub.Interaction]
	employersIn          *dataloadgen.Loader[hub.InteractionID, []hub.EmployerID]
	peopleIn             *dataloadgen.Loader[hub.InteractionID, []hub.PersonID]
	corrections          *dataloadgen.Loader[hub.InteractionID, []hub.Change]
	tasksFrom            *dataloadgen.Loader[hub.InteractionID, []hub.Task]
	referral             *dataloadgen.Loader[hub.ReferralID, *hub.Referral]
	possibleDuplicates   *dataloadgen.Loader[hub.EmployerID, []hub.PossibleDuplicate]
	referralMoves        *dataloadgen.Loader[hub.ReferralID, []hub.ReferralMove]
	emailCandidates      *dataloadgen.Loader[hub.ReceivedEmailID, []hub.CandidateOfEmail]
	matchedOffers        *dataloadgen.Loader[hub.SkillsNeedID, []hub.Offer]
	suggestedOffers      *dataloadgen.Loader[hub.SkillsNeedID, *app.Suggestions]
	provider             *dataloadgen.Loader[hub.ProviderID, *hub.Provider]
	person               *dataloadgen.Loader[hub.PersonID, *hub.Person]
	contactRule          *dataloadgen.Loader[hub.RoleID, *hub.ContactRule]
	rolesOf              *dataloadgen.Loader[hub.PersonID, []hub.PersonRole]
	invitation           *dataloadgen.Loader[hub.InvitationID, *hub.Invitation]
	message              *dataloadgen.Loader[hub.MessageID, *hub.Message]
	messages             *dataloadgen.Loader[hub.InvitationID, []hub.Message]
	needsFrom            *dataloadgen.Loader[hub.ResponseID, []hub.SkillsNeed]
	wordsOf              *dataloadgen.Loader[hub.EmployerID, *app.EmployerWords]
	needsOf              *dataloadgen.Loader[hub.EmployerID, *app.EmployerNeeds]
	standings            *dataloadgen.Loader[hub.EmployerID, *app.EmployerStandings]
	accreditation        *dataloadgen.Loader[hub.AccreditationID, *hub.Accreditation]
	issueMoves           *dataloadgen.Loader[hub.NetworkIssueID, []hub.IssueMove]
	meeting              *dataloadgen.Loader[hub.MeetingID, *hub.Meeting]
	courseEmployers      *dataloadgen.Loader[hub.CourseID, []hub.EmployerID]
	courseOpportunities  *dataloadgen.Loader[hub.CourseID, []hub.OpportunityID]
	courseAttendance     *dataloadgen.Loader[hub.CourseID, []hub.CourseAttendance]
	opportunity          *dataloadgen.Loader[hub.OpportunityID, *hub.Opportunity]
	commitmentLinks      *dataloadgen.Loader[hub.CommitmentID, []hub.CommitmentLink]
	evidence             *dataloadgen.Loader[hub.CommitmentID, []hub.CommitmentEvidence]
	schoolEncounter      *dataloadgen.Loader[hub.SchoolEncounterID, *hub.SchoolEncounter]
	apprenticeship       *dataloadgen.Loader[hub.ApprenticeshipID, *hub.Apprenticeship]
	investmentArea       *dataloadgen.Loader[string, *hub.InvestmentArea]
	organisation         *dataloadgen.Loader[hub.OrganisationID, *hub.Organisation]
	levyWord             *dataloadgen.Loader[hub.EmployerID, *hub.LevyWord]
	practices            *dataloadgen.Loader[hub.EmployerID, []hub.Practice]
	questionnaireVersion *dataloadgen.Loader[hub.QuestionnaireVersionID, *hub.QuestionnaireVersion]
	response             *dataloadgen.Loader[hub.ResponseID, *hub.Response]
	responseTo           *dataloadgen.Loader[hub.InvitationID, *hub.Response]
	network              *dataloadgen.Loader[hub.NetworkID, *hub.Network]
	programme            *dataloadgen.Loader[string, *hub.PlacementProgramme]
	missingChecks        *dataloadgen.Loader[hub.OpportunityID, []hub.MissingCheck]
	opportunityMoves     *dataloadgen.Loader[hub.OpportunityID, []hub.OpportunityMove]
	placesLeft           *dataloadgen.Loader[hub.OpportunityID, *hub.PlacesLeft]
	participant          *dataloadgen.Loader[hub.ParticipantID, *hub.Participant]
	flags                *dataloadgen.Loader[hub.ParticipantID, []hub.ParticipantFlag]
	shares               *dataloadgen.Loader[hub.ParticipantID, []hub.ParticipantShare]
	placement            *dataloadgen.Loader[hub.PlacementID, *hub.Placement]
	reviews              *dataloadgen.Loader[hub.PlacementID, []hub.PlacementReview]
	ending               *dataloadgen.Loader[hub.PlacementID, *hub.PlacementEnding]
	outcomes             *dataloadgen.Loader[hub.PlacementID, []hub.PlacementOutcome]
	outcomeWeeks         *dataloadgen.Loader[hub.PlacementID, []int]
	outcomeMoves         *dataloadgen.Loader[hub.OutcomeID, []hub.OutcomeMove]
	groupParts           *dataloadgen.Loader[hub.EmployerID, []hub.GroupPart]
	subsidy              *dataloadgen.Loader[hub.PlacementID, *hub.Subsidy]
	placementMoves       *dataloadgen.Loader[hub.PlacementID, []hub.PlacementMove]
	placementChecks      *dataloadgen.Loader[hub.PlacementID, []hub.MissingCheck]
	siteChecks           *dataloadgen.Loader[hub.SiteID, []hub.SiteCheck]
	invitees             *dataloadgen.Loader[hub.MeetingID, []hub.Invitee]
	meetingFigures       *dataloadgen.Loader[hub.MeetingID, *hub.MeetingFigures]
	meetingActions       *dataloadgen.Loader[hub.MeetingID, []hub.Task]
	membershipMoves      *dataloadgen.Loader[hub.MembershipID, []hub.MembershipMove]
	representations      *dataloadgen.Loader[hub.MembershipID, []hub.Representation]
	memberships          *dataloadgen.Loader[hub.EmployerID, []hub.Membership]
	site                 *dataloadgen.Loader[hub.SiteID, *hub.Site]
	versionsOf           *dataloadgen.Loader[hub.QuestionnaireID, []hub.QuestionnaireVersion]

	provenance     *dataloadgen.Loader[hub.EmployerID, []hub.FieldProvenance]
	identifiers    *dataloadgen.Loader[hub.EmployerID, []hub.Identifier]
	names          *dataloadgen.Loader[hub.EmployerID, []hub.EmployerName]
	sicCodes       *dataloadgen.Loader[hub.EmployerID, []hub.EmployerSIC]
	leadFrom       *dataloadgen.Loader[hub.EmployerID, []hub.EmployerID]
	growthSectors  *dataloadgen.Loader[hub.EmployerID, []hub.GrowthSector]
	sizes          *dataloadgen.Loader[hub.EmployerID, []hub.EmployerSize]
	inRotherham    *dataloadgen.Loader[hub.EmployerID, []bool]
	sites          *dataloadgen.Loader[hub.EmployerID, []hub.Site]
	roles          *dataloadgen.Loader[hub.EmployerID, []hub.PersonRole]
	recentContacts *dataloadgen.Loader[hub.EmployerID, []hub.RecentContact]

	// told is whose details the response tells.
	told told
}

func newLoaders(a *app.App) *loaders {
	return &loaders{
		employer:             byKey(a.EmployersByID, func(e *hub.AskedEmployer) (hub.EmployerID, *hub.Employer) { return e.Asked, &e.Employer }),
		campaign:             byID(a.CampaignsByID, func(c hub.Campaign) hub.CampaignID { return c.ID }),
		campaignFigures:      byID(a.FiguresOfCampaigns, func(f hub.CampaignFigures) hub.CampaignID { return f.CampaignID }),
		interaction:          byID(a.InteractionsByID, func(i hub.Interaction) hub.InteractionID { return i.ID }),
		employersIn:          ofInteraction(a.EmployersIn),
		peopleIn:             ofInteraction(a.PeopleIn),
		corrections:          ofInteraction(a.CorrectionsOf),
		tasksFrom:            listsOf(a.TasksFrom, func(t hub.Task) hub.InteractionID { return *t.InteractionID }),
		referral:             byID(a.ReferralsByID, func(r hub.Referral) hub.ReferralID { return r.ID }),
		possibleDuplicates:   listsOf(a.PossibleDuplicatesOf, func(p hub.PossibleDuplicate) hub.EmployerID { return p.OfID }),
		emailCandidates:      listsOf(a.CandidatesOfEmails, func(c hub.CandidateOfEmail) hub.ReceivedEmailID { return c.EmailID }),
		referralMoves:        listsOf(a.ReferralMoves, func(m hub.ReferralMove) hub.ReferralID { return m.ReferralID }),
		matchedOffers:        of(a.OffersMatched, func(m hub.MatchedOffer) (hub.SkillsNeedID, hub.Offer) { return m.NeedID, m.Offer }),
		suggestedOffers:      byID(a.SuggestedOffers, func(s app.Suggestions) hub.SkillsNeedID { return s.NeedID }),
		provider:             byID(a.ProvidersByID, func(p hub.Provider) hub.ProviderID { return p.ID }),
		person:               byID(a.PeopleByID, func(p hub.Person) hub.PersonID { return p.ID }),
		contactRule:          byID(a.ContactRulesOf, func(c hub.ContactRule) hub.RoleID { return c.RoleID }),
		rolesOf:              listsOf(a.RolesOfPeople, func(r hub.PersonRole) hub.PersonID { return r.Person.ID }),
		invitation:           byID(a.InvitationsByID, func(i hub.Invitation) hub.InvitationID { return i.ID }),
		message:              byID(a.MessagesByID, func(m hub.Message) hub.MessageID { return m.ID }),
		messages:             listsOf(a.MessagesOfInvitations, func(m hub.Message) hub.InvitationID { return *m.InvitationID }),
		needsFrom:            listsOf(a.SkillsNeedsFrom, func(n hub.SkillsNeed) hub.ResponseID { return *n.ResponseID }),
		wordsOf:              byID(a.WordsOf, func(w app.EmployerWords) hub.EmployerID { return w.EmployerID }),
		standings:            byID(a.StandingsOf, func(s app.EmployerStandings) hub.EmployerID { return s.EmployerID }),
		accreditation:        byID(a.AccreditationsByID, func(a hub.Accreditation) hub.AccreditationID { return a.ID }),
		issueMoves:           listsOf(a.IssueMoves, func(m hub.IssueMove) hub.NetworkIssueID { return m.IssueID }),
		meeting:              byID(a.MeetingsByID, func(m hub.Meeting) hub.MeetingID { return m.ID }),
		courseEmployers:      of(a.CourseEmployers, func(o hub.OfCourse[hub.EmployerID]) (hub.CourseID, hub.EmployerID) { return o.CourseID, o.Of }),
		courseOpportunities:  of(a.CourseOpportunities, func(o hub.OfCourse[hub.OpportunityID]) (hub.CourseID, hub.OpportunityID) { return o.CourseID, o.Of }),
		courseAttendance:     listsOf(a.CourseAttendance, func(c hub.CourseAttendance) hub.CourseID { return c.CourseID }),
		opportunity:          byID(a.OpportunitiesByID, func(o hub.Opportunity) hub.OpportunityID { return o.ID }),
		commitmentLinks:      listsOf(a.CommitmentLinks, func(l hub.CommitmentLink) hub.CommitmentID { return l.CommitmentID }),
		evidence:             listsOf(a.EvidenceOfCommitments, func(e hub.CommitmentEvidence) hub.CommitmentID { return e.CommitmentID }),
		schoolEncounter:      byID(a.SchoolEncountersByID, func(e hub.SchoolEncounter) hub.SchoolEncounterID { return e.ID }),
		apprenticeship:       byID(a.ApprenticeshipsByID, func(a hub.Apprenticeship) hub.ApprenticeshipID { return a.ID }),
		investmentArea:       byID(a.InvestmentAreasByCode, func(a hub.InvestmentArea) string { return a.Code }),
		organisation:         byID(a.OrganisationsByID, func(o hub.Organisation) hub.OrganisationID { return o.ID }),
		levyWord:             byID(a.LevyWordsOf, func(w hub.LevyWord) hub.EmployerID { return w.EmployerID }),
		practices:            listsOf(a.PracticesOf, func(p hub.Practice) hub.EmployerID { return p.EmployerID }),
		needsOf:              byID(a.SkillsNeedsOf, func(n app.EmployerNeeds) hub.EmployerID { return n.EmployerID }),
		questionnaireVersion: byID(a.QuestionnaireVersionsByID, func(v hub.QuestionnaireVersion) hub.QuestionnaireVersionID { return v.ID }),
		response:             byID(a.ResponsesByID, func(r hub.Response) hub.ResponseID { return r.ID }),
		responseTo:           byID(a.ResponsesByInvitation, func(r hub.Response) hub.InvitationID { return r.InvitationID }),
		network:              byID(a.NetworksByID, func(n hub.Network) hub.NetworkID { return n.ID }),
		programme:            byID(a.ProgrammesByCode, func(p hub.PlacementProgramme) string { return p.Code }),
		missingChecks:        listsOf(a.MissingChecksOf, func(m hub.MissingCheck) hub.OpportunityID { return m.OpportunityID }),
		opportunityMoves:     listsOf(a.OpportunityMoves, func(m hub.OpportunityMove) hub.OpportunityID { return m.OpportunityID }),
		placesLeft:           byID(a.PlacesLeft, func(p hub.PlacesLeft) hub.OpportunityID { return p.OpportunityID }),
		participant:          byID(a.ParticipantsByID, func(p hub.Participant) hub.ParticipantID { return p.ID }),
		flags:                listsOf(a.FlagsOf, func(f hub.ParticipantFlag) hub.ParticipantID { return f.ParticipantID }),
		shares:               listsOf(a.SharesOf, func(s hub.ParticipantShare) hub.ParticipantID { return s.ParticipantID }),
		placement:            byID(a.PlacementsByID, func(p hub.Placement) hub.PlacementID { return p.ID }),
		reviews:              listsOf(a.PlacementReviews, func(r hub.PlacementReview) hub.PlacementID { return r.PlacementID }),
		ending:               byID(a.PlacementEndings, func(e hub.PlacementEnding) hub.PlacementID { return e.PlacementID }),
		outcomes:             listsOf(a.OutcomesOf, func(o hub.PlacementOutcome) hub.PlacementID { return o.PlacementID }),
		outcomeWeeks:         of(a.OutcomeWeeks, func(w hub.OutcomeWeeks) (hub.PlacementID, int) { return w.PlacementID, w.Weeks }),
		outcomeMoves:         listsOf(a.OutcomeMoves, func(m hub.OutcomeMove) hub.OutcomeID { return m.OutcomeID }),
		groupParts:           ofEmployer(a.GroupPartsOf),
		subsidy:              byID(a.SubsidiesOf, func(s hub.Subsidy) hub.PlacementID { return s.PlacementID }),
		placementMoves:       listsOf(a.PlacementMoves, func(m hub.PlacementMove) hub.PlacementID { return m.PlacementID }),
		placementChecks: of(a.MissingChecksOfPlacements, func(m app.MissingChecksOfPlacement) (hub.PlacementID, hub.MissingCheck) {
			return m.PlacementID, m.MissingCheck
		}),
		siteChecks:      listsOf(a.SiteChecksOf, func(c hub.SiteCheck) hub.SiteID { return c.SiteID }),
		invitees:        listsOf(a.InviteesOf, func(i hub.Invitee) hub.MeetingID { return i.MeetingID }),
		meetingFigures:  byID(a.FiguresOfMeetings, func(f hub.MeetingFigures) hub.MeetingID { return f.MeetingID }),
		meetingActions:  of(a.ActionsOf, func(o hub.OfMeeting[hub.Task]) (hub.MeetingID, hub.Task) { return o.MeetingID, o.Of }),
		membershipMoves: listsOf(a.MembershipMoves, func(m hub.MembershipMove) hub.MembershipID { return m.MembershipID }),
		representations: listsOf(a.RepresentationsOf, func(r hub.Representation) hub.MembershipID { return r.MembershipID }),
		memberships:     listsOf(a.MembershipsOf, func(m hub.Membership) hub.EmployerID { return m.EmployerID }),
		site:            byID(a.SitesByID, func(s hub.Site) hub.SiteID { return s.ID }),
		versionsOf:      listsOf(a.QuestionnaireVersionsOf, func(v hub.QuestionnaireVersion) hub.QuestionnaireID { return v.QuestionnaireID }),

		provenance:     ofEmployer(a.ProvenanceOf),
		identifiers:    ofEmployer(a.IdentifiersOf),
		names:          ofEmployer(a.NamesOf),
		sicCodes:       ofEmployer(a.SICCodesOf),
		leadFrom:       ofEmployer(a.LeadsComeFrom),
		growthSectors:  ofEmployer(a.GrowthSectorsOf),
		sizes:          ofEmployer(a.SizesOf),
		inRotherham:    ofEmployer(a.InRotherham),
		sites:          listsOf(a.SitesOf, func(s hub.Site) hub.EmployerID { return s.EmployerID }),
		roles:          listsOf(a.RolesOf, func(r hub.PersonRole) hub.EmployerID { return r.EmployerID }),
		recentContacts: ofEmployer(a.RecentContactsOf),
	}
}

type loadersKey struct{}

// withLoaders gives each response its own loaders, and lets it go out once it is recorded whose details it tells.
func (r *Resolver) withLoaders(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	l := newLoaders(r.app)
	response := next(context.WithValue(ctx, loadersKey{}, l))
	if err := r.app.NotePersonReads(ctx, l.told.list()); err != nil {
		graphql.AddError(ctx, err)
		return &graphql.Response{Errors: graphql.GetErrors(ctx)}
	}
	return response
}

// load finds the loaders of the response. A context without them is a bug in the handler, so it panics.
func load(ctx context.Context) *loaders { return ctx.Value(loadersKey{}).(*loaders) }

// gather is how long a loader waits for more of the same list: far less than a query takes, enough for 100 resolvers. Tests
// that count queries wait longer, since they share a busy machine.
var gather = 500 * time.Microsecond

// byID loads one record for each ID; nil for one that does not exist or that the caller may not see.
func byID[K comparable, T any](fetch func(context.Context, []K) ([]T, error), id func(T) K) *dataloadgen.Loader[K, *T] {
	return byKey(fetch, func(record *T) (K, *T) { return id(*record), record })
}

// byKey is byID where the key does not stand in the record; split tells both.
func byKey[K comparable, R, T any](fetch func(context.Context, []K) ([]R, error), split func(*R) (K, *T)) *dataloadgen.Loader[K, *T] {
	return dataloadgen.NewLoader(func(ctx context.Context, keys []K) ([]*T, []error) {
		records, err := fetch(ctx, keys)
		if err != nil {
			return nil, []error{err}
		}
		found := make(map[K]*T, len(records))
		for i := range records {
			key, record := split(&records[i])
			found[key] = record
		}
		out := make([]*T, len(keys))
		for i, key := range keys {
			out[i] = found[key]
		}
		return out, nil
	}, dataloadgen.WithWait(gather))
}

// of loads the things that belong to each owner, in the order in which fetch has them; split tells the owner and the thing.
func of[K comparable, R, T any](fetch func(context.Context, []K) ([]R, error), split func(R) (K, T)) *dataloadgen.Loader[K, []T] {
	return dataloadgen.NewLoader(func(ctx context.Context, keys []K) ([][]T, []error) {
		rows, err := fetch(ctx, keys)
		if err != nil {
			return nil, []error{err}
		}
		belong := make(map[K][]T, len(keys))
		for _, row := range rows {
			owner, thing := split(row)
			belong[owner] = append(belong[owner], thing)
		}
		out := make([][]T, len(keys))
		for i, key := range keys {
			out[i] = belong[key]
		}
		return out, nil
	}, dataloadgen.WithWait(gather))
}

func ofEmployer[T any](fetch func(context.Context, []hub.EmployerID) ([]hub.OfEmployer[T], error)) *dataloadgen.Loader[hub.EmployerID, []T] {
	return of(fetch, func(o hub.OfEmployer[T]) (hub.EmployerID, T) { return o.EmployerID, o.Of })
}

func ofInteraction[T any](fetch func(context.Context, []hub.InteractionID) ([]hub.OfInteraction[T], error)) *dataloadgen.Loader[hub.InteractionID, []T] {
	return of(fetch, func(o hub.OfInteraction[T]) (hub.InteractionID, T) { return o.InteractionID, o.Of })
}

// listsOf loads for each parent the records that name it.
func listsOf[K comparable, T any](fetch func(context.Context, []K) ([]T, error), parent func(T) K) *dataloadgen.Loader[K, []T] {
	return of(fetch, func(record T) (K, T) { return parent(record), record })
}

package app

import (
	"context"
	"encoding"
	"fmt"
	"slices"
	"strings"

	"employerhub/internal/hub"
)

// mostNodes is how many records one call may ask for.
const mostNodes = 100

// Nodes finds records of any kind, each in the place of its ID; nil where there is none that the caller may see. Permission:
// as for each record, and none at all for strangers. Errors: BAD_INPUT for more than 100, UNAUTHENTICATED.
func (a *App) Nodes(ctx context.Context, ids []string) ([]hub.Node, error) {
	if err := hub.AuthoriseSignedIn(hub.ActorFrom(ctx)); err != nil {
		return nil, err
	}
	if len(ids) > mostNodes {
		return nil, hub.BadInput(fmt.Sprintf("ask for at most %d records at a time", mostNodes), "ids")
	}
	byKind := map[string][]string{}
	for _, id := range ids {
		kind, _, _ := strings.Cut(id, "_")
		byKind[kind] = append(byKind[kind], id)
	}
	found := map[string]hub.Node{}
	for kind, ofKind := range byKind {
		read, ok := nodeReaders[kind]
		if !ok {
			continue
		}
		if err := read(ctx, a, ofKind, found); err != nil && hub.CodeOf(err) != hub.ErrForbidden && hub.CodeOf(err) != hub.ErrNotFound {
			return nil, err
		}
	}
	out := make([]hub.Node, len(ids))
	for i, id := range ids {
		out[i] = found[id]
	}
	return out, nil
}

// nodeReader puts the records of one kind that the caller may see into found, by ID.
type nodeReader func(ctx context.Context, a *App, ids []string, found map[string]hub.Node) error

// nodeReaders has one for each kind that an ID may have in front.
var nodeReaders = map[string]nodeReader{
	"organisation":         together((*App).OrganisationsByID, func(o hub.Organisation) hub.OrganisationID { return o.ID }),
	"user":                 together((*App).UsersByID, func(u hub.User) hub.UserID { return u.ID }),
	"token":                oneByOne((*App).APIToken, func(t hub.APIToken) hub.TokenID { return t.ID }),
	"employer":             employersAsked,
	"site":                 together((*App).SitesByID, func(s hub.Site) hub.SiteID { return s.ID }),
	"person":               together((*App).PeopleByID, func(p hub.Person) hub.PersonID { return p.ID }),
	"role":                 together((*App).RolesByID, func(r hub.PersonRole) hub.RoleID { return r.ID }),
	"interaction":          together((*App).InteractionsByID, func(i hub.Interaction) hub.InteractionID { return i.ID }),
	"task":                 together((*App).TasksByID, func(t hub.Task) hub.TaskID { return t.ID }),
	"referral":             together((*App).ReferralsByID, func(r hub.Referral) hub.ReferralID { return r.ID }),
	"receivedemail":        together((*App).ReceivedEmailsByID, func(m hub.ReceivedEmail) hub.ReceivedEmailID { return m.ID }),
	"duplicate":            together((*App).DuplicatePairsByID, func(p hub.DuplicatePair) hub.DuplicatePairID { return p.ID }),
	"merge":                together((*App).MergesByID, func(m hub.EmployerMerge) hub.MergeID { return m.ID }),
	"import":               oneByOne((*App).Import, func(i hub.Import) hub.ImportID { return i.ID }),
	"questionnaire":        together((*App).questionnairesByID, func(q hub.Questionnaire) hub.QuestionnaireID { return q.ID }),
	"questionnaireversion": together((*App).QuestionnaireVersionsByID, func(v hub.QuestionnaireVersion) hub.QuestionnaireVersionID { return v.ID }),
	"campaign":             together((*App).CampaignsByID, func(c hub.Campaign) hub.CampaignID { return c.ID }),
	"invitation":           together((*App).InvitationsByID, func(i hub.Invitation) hub.InvitationID { return i.ID }),
	"response":             together((*App).ResponsesByID, func(r hub.Response) hub.ResponseID { return r.ID }),
	"skillsneed":           together((*App).SkillsNeedsByID, func(n hub.SkillsNeed) hub.SkillsNeedID { return n.ID }),
	"provider":             together((*App).ProvidersByID, func(p hub.Provider) hub.ProviderID { return p.ID }),
	"savedview":            together((*App).SavedViewsByID, func(v hub.SavedView) hub.SavedViewID { return v.ID }),
	"accreditation":        together((*App).AccreditationsByID, func(a hub.Accreditation) hub.AccreditationID { return a.ID }),
	"practice":             together((*App).PracticesByID, func(p hub.Practice) hub.PracticeID { return p.ID }),
	"goodpractice":         together((*App).GoodPracticesByID, func(g hub.GoodPractice) hub.GoodPracticeID { return g.ID }),
	"networkissue":         together((*App).NetworkIssuesByID, func(i hub.NetworkIssue) hub.NetworkIssueID { return i.ID }),
	"network":              together((*App).NetworksByID, func(n hub.Network) hub.NetworkID { return n.ID }),
	"membership":           together((*App).MembershipsByID, func(m hub.Membership) hub.MembershipID { return m.ID }),
	"publishedlist":        together((*App).PublishedListsByID, func(l hub.PublishedList) hub.PublishedListID { return l.ID }),
	"opportunity":          together((*App).OpportunitiesByID, func(o hub.Opportunity) hub.OpportunityID { return o.ID }),
	"placementrequest":     together((*App).PlacementRequestsByID, func(r hub.AskedRequest) hub.PlacementRequestID { return r.ID }),
	"participant":          together((*App).ParticipantsByID, func(p hub.Participant) hub.ParticipantID { return p.ID }),
	"placement":            together((*App).PlacementsByID, func(p hub.Placement) hub.PlacementID { return p.ID }),
	"schoolencounter":      together((*App).SchoolEncountersByID, func(e hub.SchoolEncounter) hub.SchoolEncounterID { return e.ID }),
	"placementreturn":      together((*App).PlacementReturnsByID, func(r hub.PlacementReturn) hub.PlacementReturnID { return r.ID }),
	"encounterreturn":      together((*App).EncounterReturnsByID, func(r hub.EncounterReturn) hub.EncounterReturnID { return r.ID }),
	"course":               together((*App).CoursesByID, func(c hub.Course) hub.CourseID { return c.ID }),
	"commitment":           together((*App).CommitmentsByID, func(c hub.Commitment) hub.CommitmentID { return c.ID }),
	"areaplan":             together((*App).AreaPlansByID, func(p hub.AreaPlan) hub.AreaPlanID { return p.ID }),
	"collaboration":        together((*App).CollaborationsByID, func(c hub.Collaboration) hub.CollaborationID { return c.ID }),
	"apprenticeship":       together((*App).ApprenticeshipsByID, func(a hub.Apprenticeship) hub.ApprenticeshipID { return a.ID }),
	"meeting":              together((*App).MeetingsByID, func(m hub.Meeting) hub.MeetingID { return m.ID }),
	"offer":                together((*App).OffersByID, func(o hub.Offer) hub.OfferID { return o.ID }),
	"message":              together((*App).MessagesByID, func(m hub.Message) hub.MessageID { return m.ID }),
}

// employersAsked puts each employer in the place of the ID by which it was asked for.
func employersAsked(ctx context.Context, a *App, ids []string, found map[string]hub.Node) error {
	employers, err := a.EmployersByID(ctx, parsed[hub.EmployerID](ids))
	for _, e := range employers {
		found[e.Asked.String()] = e.Employer
	}
	return err
}

// typedID is a typed ID that can be read from its text.
type typedID[K any] interface {
	*K
	encoding.TextUnmarshaler
}

// together reads all records of a kind in one go. Text that is not an ID names no record.
func together[T hub.Node, K fmt.Stringer, P typedID[K]](read func(*App, context.Context, []K) ([]T, error), id func(T) K) nodeReader {
	return func(ctx context.Context, a *App, ids []string, found map[string]hub.Node) error {
		records, err := read(a, ctx, parsed[K, P](ids))
		for _, record := range records {
			found[id(record).String()] = record
		}
		return err
	}
}

// oneByOne is for kinds that nobody lists by ID.
func oneByOne[T hub.Node, K fmt.Stringer, P typedID[K]](read func(*App, context.Context, K) (T, error), id func(T) K) nodeReader {
	return func(ctx context.Context, a *App, ids []string, found map[string]hub.Node) error {
		for _, one := range parsed[K, P](ids) {
			record, err := read(a, ctx, one)
			if hub.CodeOf(err) == hub.ErrNotFound {
				continue
			}
			if err != nil {
				return err
			}
			found[id(record).String()] = record
		}
		return nil
	}
}

func parsed[K any, P typedID[K]](ids []string) []K {
	var out []K
	for _, text := range ids {
		if id, err := hub.ParseID[K, P](text); err == nil {
			out = append(out, id)
		}
	}
	return out
}

// questionnairesByID picks them out of the few that there are.
func (a *App) questionnairesByID(ctx context.Context, ids []hub.QuestionnaireID) ([]hub.Questionnaire, error) {
	all, err := a.Questionnaires(ctx)
	return slices.DeleteFunc(all, func(q hub.Questionnaire) bool { return !slices.Contains(ids, q.ID) }), err
}

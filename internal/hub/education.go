package hub

// EducationFigures count what employers did with schools, colleges and training providers in a period. The hub counts what it was told;
// published statistics stand beside, never in the sum.
type EducationFigures struct {
	// SchoolEmployers are distinct employers with a school encounter that the school confirmed and that was not called off, PupilPlaces the
	// places of these, and PupilPlacesOfADay of those that last a day or more. UnconfirmedPlaces are left out of all three.
	SchoolEmployers, PupilPlaces, PupilPlacesOfADay, UnconfirmedPlaces int
	// CollaboratingEmployers are distinct employers with a collaboration that one of the two confirmed.
	CollaboratingEmployers int
	// OfferingEmployers are distinct employers that offered places at sites in Rotherham: OfferedToAdvanced at levels 2 and 3, OfferedHigher
	// from 4 on. Pledged and Started are apart, and neither is added to what is offered.
	OfferingEmployers, OfferedToAdvanced, OfferedHigher, Pledged int
	// Started is nil where it is StartedSuppressed.
	Started           *int
	StartedSuppressed bool `db:"-"`
}

// ToldTo are the figures as by is told them: who only reads figures not of few people.
func (f EducationFigures) ToldTo(by Actor) EducationFigures {
	f.Started = by.People(*f.Started)
	f.StartedSuppressed = f.Started == nil
	return f
}

// EducationEvent is what stands in an employer's timeline of schools and providers.
type EducationEvent string

// The events that are no kind of a record: see EducationTitle for the others.
const (
	educationCancelled EducationEvent = "CANCELLED"
	educationCourse    EducationEvent = "COURSE"
)

// EducationTitle says in a few words what happened: with a school, with a provider for a course, or with apprenticeships of a standard.
func EducationTitle(e EducationEvent, of string) string {
	words := map[EducationEvent]string{
		EducationEvent(EncounterWithEmployers): "School encounter: ", EducationEvent(EncounterAtWork): "Workplace experience: ", educationCancelled: "Called off for pupils: ",
		educationCourse:                       "A course begins that it helped design: ",
		EducationEvent(CollaborationCoDesign): "Helped design a course: ", EducationEvent(CollaborationAdvisoryBoard): "Sits on an advisory board: ",
		EducationEvent(CollaborationTeaching): "Took part in teaching: ", EducationEvent(CollaborationAssessment): "Took part in assessment: ",
		EducationEvent(CollaborationEquipment): "Gave equipment: ", EducationEvent(ApprenticeshipPledged): "Pledged apprenticeships: ",
		EducationEvent(ApprenticeshipOffered): "Offered apprenticeships: ", EducationEvent(ApprenticeshipStarted): "Apprenticeships started: ",
	}
	return words[e] + of
}

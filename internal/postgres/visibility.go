package postgres

import (
	"slices"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// Viewer is who reads, and on which day by the business clock.
type Viewer struct {
	hub.Actor
	Today hub.Date
}

// sight writes the conditions under which a viewer sees a row or a part of it, as SQL over the row's alias, and puts the
// values that they need into args. Every read of these tables uses them: lists, counts, single records, nested lists, history
// and events. Whatever names an employer asks employer or employerOf; sites, roles and merges ask nothing else.
type sight struct {
	Viewer
	args pgx.StrictNamedArgs
}

func (v Viewer) sight(args pgx.StrictNamedArgs) sight { return sight{v, args} }

// own is the viewer's organisation.
func (s sight) own() string {
	s.args["viewer"] = s.OrganisationID
	return `@viewer`
}

// lately is the first day of the 12 months in which being in touch lets an organisation see more.
func (s sight) lately() string {
	s.args["today"] = s.Today
	return `(@today::date - interval '12 months')`
}

func (s sight) isSystem() bool     { return s.Kind == hub.ActorSystem }
func (s sight) isPlacements() bool { return slices.Contains(s.Roles, hub.RolePlacements) }

// employer says that employer e is seen: by everybody who may read employers, unless it is a confidential enquiry. Those are seen
// as inConfidence says, and nobody else may learn that they are there.
func (s sight) employer(e string) string {
	if s.isSystem() {
		return `true`
	}
	return `(` + e + `.confidential_to IS NULL OR ` + s.inConfidence(e) + `)`
}

// hidden is the contrary of employer, as an index finds it.
func (s sight) hidden(e string) string {
	if s.isSystem() {
		return `false`
	}
	return `(` + e + `.confidential_to IS NOT NULL AND NOT ` + s.inConfidence(e) + `)`
}

// inConfidence says that the viewer is let into confidential employer e: the staff of the organisation that leads it, and of those
// that it was referred to and that did not decline. Who only reads figures or administers the hub is not.
func (s sight) inConfidence(e string) string {
	if !s.May(hub.PermReadPersonal) {
		return `false`
	}
	return `(` + e + `.confidential_to = ` + s.own() + ` OR EXISTS (
		SELECT FROM referral vt
		WHERE vt.employer_id = ` + e + `.id AND vt.to_organisation_id = ` + s.own() + ` AND vt.kind = 'REFERRAL' AND vt.state <> 'DECLINED'))`
}

// employerOf says of a record that its employer, whose ID is in column, is seen. One without an employer passes.
func (s sight) employerOf(column string) string {
	if s.isSystem() {
		return `true`
	}
	return `NOT EXISTS (SELECT FROM employer ho WHERE ho.id = ` + column + ` AND ` + s.hidden("ho") + `)`
}

// leads says that the viewer's organisation leads employer e, by itself or as the one that leads its group, or accepted a referral of
// it. An inherited lead counts like any other: whoever is named as the lead is asked for introductions, and has to see whom.
func (s sight) leads(e string) string {
	return `(` + e + `.led_by_organisation_id = ` + s.own() + ` OR EXISTS (
		SELECT FROM referral vt
		WHERE vt.employer_id = ` + e + `.id AND vt.to_organisation_id = ` + s.own() + ` AND vt.kind = 'REFERRAL' AND vt.state IN ('ACCEPTED', 'COMPLETED')))`
}

// person says that the viewer may know of person p: not of one who has roles at confidential employers of others alone.
func (s sight) person(p string) string {
	if s.isSystem() {
		return `true`
	}
	role := `EXISTS (SELECT FROM person_role hr JOIN employer he ON he.id = hr.employer_id WHERE hr.person_id = ` + p + `.id AND `
	return `(NOT ` + role + s.hidden("he") + `) OR ` + role + s.employer("he") + `))`
}

// contactAccess is how much of person p is seen. All of it: by the organisation that entered the person, by those that lead
// an employer where the person has a role or accepted a referral of it, by those that met the person in the last 12 months or
// were introduced, and of placement contacts by placement staff.
func (s sight) contactAccess(p string) string {
	switch {
	case s.isSystem():
		return `'FULL'`
	case !s.SeesPersonalData():
		return `'HIDDEN'`
	}
	sees := s.leads("ve")
	if s.isPlacements() {
		sees += ` OR vr.function = 'PLACEMENT_CONTACT'`
	}
	role := `SELECT FROM person_role vr JOIN employer ve ON ve.id = vr.employer_id WHERE vr.person_id = ` + p + `.id AND ` + s.employer("ve") + ` AND `
	return `CASE
		WHEN NOT ` + s.person(p) + ` THEN 'HIDDEN'
		WHEN ` + p + `.organisation_id = ` + s.own() + `
			OR EXISTS (` + role + `(` + sees + `))
			OR EXISTS (SELECT FROM interaction_person vp JOIN interaction vi ON vi.id = vp.interaction_id
				WHERE vp.person_id = ` + p + `.id AND vi.organisation_id = ` + s.own() + ` AND vi.happened_on >= ` + s.lately() + `)
			OR EXISTS (SELECT FROM referral vd WHERE vd.person_id = ` + p + `.id AND vd.from_organisation_id = ` + s.own() + `
				AND vd.kind = 'INTRODUCTION' AND vd.state = 'COMPLETED')
			THEN 'FULL'
		WHEN EXISTS (` + role + `ve.led_by_organisation_id IS NOT NULL) THEN 'INTRODUCTION'
		ELSE 'HIDDEN' END`
}

// interaction says that interaction i is seen at all: who, when and what about. One with confidential employers of others alone is
// not.
func (s sight) interaction(i string) string {
	if s.isSystem() {
		return `true`
	}
	with := `EXISTS (SELECT FROM interaction_employer hx JOIN employer he ON he.id = hx.employer_id WHERE hx.interaction_id = ` + i + `.id AND `
	return `(` + s.contact(i) + ` AND (NOT ` + with + s.hidden("he") + `) OR ` + with + s.employer("he") + `)))`
}

// contact says that interaction i is seen where one of its employers is: a draft is its author's organisation's.
func (s sight) contact(i string) string {
	switch {
	case s.isSystem():
		return `true`
	case !s.May(hub.PermReadPersonal):
		return `false`
	default:
		return `(` + i + `.state = 'COMPLETE' OR ` + i + `.organisation_id = ` + s.own() + `)`
	}
}

// notes says that the words of interaction i are seen, and who took part: by the author's organisation, and where they are
// shared by those that lead one of the employers, accepted a referral of it or were in touch with it in the last 12 months, and
// by placement staff. Others' words about a confidential employer beside a known one are not seen.
func (s sight) notes(i string) string {
	switch {
	case s.isSystem():
		return `true`
	case !s.SeesPersonalData():
		return `false`
	}
	author := i + `.organisation_id = ` + s.own()
	shared := i + `.visibility = 'SHARED' AND NOT EXISTS (
		SELECT FROM interaction_employer hx JOIN employer he ON he.id = hx.employer_id WHERE hx.interaction_id = ` + i + `.id AND ` + s.hidden("he") + `)`
	if s.isPlacements() {
		return `(` + author + ` OR ` + shared + `)`
	}
	return `(` + author + ` OR ` + shared + ` AND EXISTS (
		SELECT FROM interaction_employer vx JOIN employer ve ON ve.id = vx.employer_id
		WHERE vx.interaction_id = ` + i + `.id AND (` + s.leads("ve") + ` OR EXISTS (
			SELECT FROM interaction_employer vo
			WHERE vo.employer_id = ve.id AND vo.organisation_id = ` + s.own() + ` AND vo.state = 'COMPLETE' AND vo.happened_on >= ` + s.lately() + `))))`
}

// joinNotes joins to interaction i whether its notes are seen. OFFSET 0 keeps PostgreSQL from working that out for every
// interaction there is, where a query asks for a few.
func (s sight) joinNotes() string {
	return `CROSS JOIN LATERAL (SELECT ` + s.notes("i") + ` AS seen OFFSET 0) notes`
}

// task says that task t is seen: in the organisation whose task it is, by those whose work it is.
func (s sight) task(t string) string {
	works := s.TaskWorks()
	switch {
	case s.isSystem():
		return `true`
	case len(works) == 0:
		return `false`
	default:
		s.args["works"] = works
		return `(` + t + `.organisation_id = ` + s.own() + ` AND ` + t + `.work = ANY (@works) AND ` + s.employerOf(t+`.employer_id`) + `)`
	}
}

// savedView says that saved view v is seen: by the user who saved it, and where it is shared by colleagues.
func (s sight) savedView(v string) string {
	s.args["me"] = s.UserID
	return `(` + v + `.user_id = @me OR ` + v + `.shared AND ` + v + `.organisation_id = ` + s.own() + `)`
}

// referral says that referral r is seen: by the organisation that sent it and the one that answers it.
func (s sight) referral(r string) string {
	switch {
	case s.isSystem():
		return `true`
	case !s.May(hub.PermWriteEngagement):
		return `false`
	default:
		return `(` + s.own() + ` IN (` + r + `.from_organisation_id, ` + r + `.to_organisation_id) AND ` + s.employerOf(r+`.employer_id`) + `)`
	}
}

// receivedEmail says that e-mail m, which waits to be filed, is seen: by the organisation whose staff sent it, while it shares personal
// data.
func (s sight) receivedEmail(m string) string {
	if !s.SeesPersonalData() || !s.May(hub.PermWriteEngagement) {
		return `false`
	}
	return m + `.organisation_id = ` + s.own()
}

// encounterReturn says that return r is seen: by those of the organisation that sent it who may import.
func (s sight) encounterReturn(r string) string {
	if !s.May(hub.PermImport) {
		return `false`
	}
	if s.isSystem() {
		return `true`
	}
	return r + `.organisation_id = ` + s.own()
}

// placementReturn says that return r is seen: by placement staff of the organisation that sent it.
func (s sight) placementReturn(r string) string {
	if s.isSystem() {
		return `true`
	}
	return `(` + s.participants() + ` AND ` + r + `.organisation_id = ` + s.own() + `)`
}

// duplicatePair says that the pair of employers a and b is seen: by those who may merge and see both.
func (s sight) duplicatePair(a, b string) string {
	if !s.May(hub.PermMerge) {
		return `false`
	}
	return `(` + s.employer(a) + ` AND ` + s.employer(b) + `)`
}

// possibleDuplicate says that it is told of employer a that it may be b: to those who may enter employers, who should not enter
// one twice, and see both.
func (s sight) possibleDuplicate(a, b string) string {
	if !s.May(hub.PermWriteEngagement) {
		return `false`
	}
	return `(` + s.employer(a) + ` AND ` + s.employer(b) + `)`
}

// referralWords says that what the sender of referral r wrote and what was answered are seen, which may tell of people: by both
// organisations while they share personal data, and what is its own by either.
func (s sight) referralWords(r, own string) string {
	if s.isSystem() {
		return `true`
	}
	if s.SeesPersonalData() {
		return s.referral(r)
	}
	return r + `.` + own + ` = ` + s.own()
}

// taskTitle says that the title of task t is seen, which may tell what somebody said.
func (s sight) taskTitle(t string) string {
	if s.SeesPersonalData() {
		return `true`
	}
	return t + `.interaction_id IS NULL`
}

// response says that response r is seen: by the organisation that asked, the one that leads the employer, and those that the
// employer chose.
func (s sight) response(r string) string {
	switch {
	case s.isSystem():
		return `true`
	case !s.May(hub.PermReadAnswers):
		return `false`
	default:
		// OFFSET 0 keeps PostgreSQL from reading all employers and invitations first, to look up a page of responses among them.
		return `((` + s.own() + ` = ANY (` + r + `.shared_with)
			OR EXISTS (SELECT FROM employer ve WHERE ve.id = ` + r + `.employer_id AND ve.led_by_organisation_id = ` + s.own() + ` OFFSET 0)
			OR EXISTS (SELECT FROM invitation vi JOIN campaign vc ON vc.id = vi.campaign_id WHERE vi.id = ` + r + `.invitation_id AND vc.organisation_id = ` + s.own() + ` OFFSET 0))
			AND ` + s.employerOf(r+`.employer_id`) + `)`
	}
}

// needsOf says that the skills needs of employer e are seen as such, be there any or none.
func (s sight) needsOf(e string) string {
	switch {
	case !s.May(hub.PermReadNeeds):
		return `false`
	case s.isSystem(), s.isPlacements():
		return s.employer(e)
	default:
		return `((` + e + `.led_by_organisation_id = ` + s.own() + ` OR EXISTS (
			SELECT FROM response vr WHERE vr.employer_id = ` + e + `.id AND ` + s.response("vr") + `)) AND ` + s.employer(e) + `)`
	}
}

// hosting says that interest x of employer e is seen: what staff recorded by everybody who reads employers, so that no partner asks again, and what came
// with a diagnostic as needs are.
func (s sight) hosting(x, e string) string {
	return `(` + x + `.response_id IS NULL AND ` + s.employer(e) + ` OR ` + s.needsOf(e) + `)`
}

// need says that skills need n is seen: by those that see the response it came from, by the organisation that leads the
// employer, and by placement staff.
func (s sight) need(n string) string {
	switch {
	case !s.May(hub.PermReadNeeds):
		return `false`
	case s.isSystem(), s.isPlacements():
		return s.employerOf(n + `.employer_id`)
	default:
		return `((EXISTS (SELECT FROM employer ve WHERE ve.id = ` + n + `.employer_id AND ve.led_by_organisation_id = ` + s.own() + `)
			OR EXISTS (SELECT FROM response vr WHERE vr.id = ` + n + `.response_id AND ` + s.response("vr") + `)) AND ` + s.employerOf(n+`.employer_id`) + `)`
	}
}

// campaign says that campaign c is seen: by the organisation that asks. Its invitations and messages are seen with it, but for those
// whose employer is not.
func (s sight) campaign(c string) string {
	switch {
	case s.isSystem():
		return `true`
	case !s.May(hub.PermReadAnswers) && !s.May(hub.PermSendDiagnostics):
		return `false`
	default:
		return c + `.organisation_id = ` + s.own()
	}
}

// participants says that participants are seen at all: by placement staff, while their organisation shares personal data. Nobody else learns of
// one, whatever else they may see.
func (s sight) participants() string {
	if s.isSystem() || s.May(hub.PermManageParticipants) && s.SeesPersonalData() {
		return `true`
	}
	return `false`
}

// placement says that placement p is seen: as participants are, where its employer is.
func (s sight) placement(p string) string {
	return `(` + s.participants() + ` AND ` + s.employerOf(p+`.employer_id`) + `)`
}

// request says that request q of an employer that the viewer sees is seen: what follows up a placement, by those who see participants.
func (s sight) request(q string) string {
	return `(` + q + `.placement_id IS NULL OR ` + s.participants() + `)`
}

// outcome says that outcome x is seen: as its placement is, where the employer of the job is.
func (s sight) outcome(x string) string {
	return `(EXISTS (SELECT FROM placement vl WHERE vl.id = ` + x + `.placement_id AND ` + s.placement("vl") + `) AND ` + s.employerOf(x+`.employer_id`) + `)`
}

// placesLeft says that it is told how many places of opportunities are left: not to those who only read figures, since few people in a place can be
// told apart.
func (s sight) placesLeft() string {
	if s.SeesTrueCounts() {
		return `true`
	}
	return `false`
}

// peopleTold is words that count people, and for those who only read figures those without that count, where the count is of people at all.
func (s sight) peopleTold(ofPeople, words, without string) string {
	if s.SeesTrueCounts() {
		return words
	}
	return `CASE WHEN ` + ofPeople + ` THEN ` + without + ` ELSE ` + words + ` END`
}

// peopleCounted are kinds of records whose changes count people, for those who are told true counts.
func (s sight) peopleCounted(kinds string) string {
	if s.SeesTrueCounts() {
		return `, ` + kinds
	}
	return ``
}

// change says that audit row a of an employer's history is seen: who sees all of a record sees its changes, unless its employer is hidden
// from them. Answers that were not sent yet are the employer's own.
func (s sight) change(a string) string {
	// Not EXISTS: for that, PostgreSQL may look at every record there is.
	of := func(kind, table, alias, condition string) string {
		return `
			WHEN '` + kind + `' THEN coalesce((SELECT ` + condition + ` FROM ` + table + ` ` + alias + ` WHERE ` + alias + `.id = ` + a + `.record_id), false)`
	}
	return `CASE WHEN NOT (` + s.employerOf(a+`.employer_id`) + ` AND ` + s.unnamed(a) + `) THEN false
		WHEN ` + a + `.record_kind IN ('employer', 'site', 'role', 'membership', 'accreditation', 'practice', 'goodpractice', 'networkissue', 'opportunity', 'sitecheck', 'schoolencounter', 'collaboration', 'levyword', 'hostinginterest'` + s.peopleCounted(`'apprenticeship', 'commitment'`) + `) THEN true
		ELSE CASE ` + a + `.record_kind` +
		of("cover", "accreditation_cover", "hk", s.employerOf(`hk.employer_id`)) +
		of("participant", "participant", "hn", s.participants()) +
		of("placement", "placement", "hl", s.placement("hl")) +
		of("placementreturn", "placement_return", "hz", s.placementReturn("hz")) +
		of("placementrequest", "placement_request", "hq", s.request("hq")) +
		of("person", "person", "hp", s.contactAccess("hp")+` = 'FULL'`) +
		of("interaction", "interaction", "hi", s.interaction("hi")+` AND `+s.notes("hi")) +
		of("task", "task", "ht", s.task("ht")+` AND `+s.taskTitle("ht")) +
		of("referral", "referral", "hf", s.referral("hf")+` AND `+s.referralWords("hf", "from_organisation_id")) +
		of("response", "response", "hr", s.response("hr")+` AND `+a+`.action NOT IN ('response.start', 'response.save')`) +
		of("skillsneed", "skills_need", "hn", s.need("hn")) +
		of("invitation", "invitation", "hv", `EXISTS (SELECT FROM campaign hc WHERE hc.id = hv.campaign_id AND `+s.campaign("hc")+`)`) + `
			ELSE false END END`
}

// unnamed says that audit row a names no employer that is hidden from the viewer: what a record was before a change, or what another
// one says, may have its ID.
func (s sight) unnamed(a string) string {
	if s.isSystem() {
		return `true`
	}
	return `NOT EXISTS (
		SELECT FROM employer ho JOIN audit_content hc ON hc.audit_id = ` + a + `.id
		WHERE ` + s.hidden("ho") + ` AND strpos(concat(hc.before::text, hc.after::text), ho.id::text) > 0)`
}

// auditRow says that audit row a is seen at all: not what happened to an employer that is hidden from the viewer.
func (s sight) auditRow(a string) string {
	return s.employerOf(a+`.employer_id`) + ` AND ` + s.employerOf(`CASE WHEN `+a+`.record_kind = 'employer' THEN `+a+`.record_id END`)
}

// auditContent says that of audit row a is seen what was there before and after: of what holds no personal data by whoever may
// read the log, of the rest by those who see the change in the record's own history.
func (s sight) auditContent(a string) string {
	return `(` + s.unnamed(a) + ` AND ` + a + `.record_kind IN ('organisation', 'user', 'token', 'sign_in_group', 'holiday', 'contactbudget', 'programme_rule', 'questionnaireversion', 'messagetext', 'import', 'encounterreturn', 'areaplan'` + s.peopleCounted(`'course'`) + `)
		OR ` + s.change(a) + `)`
}

package postgres

import (
	"slices"

	"employerhub/internal/hub"
)

// nouns are the tables that refer to employers, each with how merge, timeline, visibility, search and export meet it: one line a
// column. A test compares them with the database and fails for one that is missing here.
//
// A new table needs its line, and where its rows move in a merge the trigger follow_merge (see migration 0055), so that what
// is added while somebody merges follows too. What does not know the table says why with no(...).
var nouns = []noun{
	{table: "interaction_employer", label: "interactions", merge: moves("interaction_id").folding("interaction_id"), timeline: sight.contactsArm, seen: seenAs(sight.interaction), search: no("notes are private"), export: no("has its own list")},
	{table: "message", label: "messages", merge: moves("id").from(`id IN (SELECT r.message_id FROM reminder r JOIN invitation i ON i.id = r.invitation_id WHERE i.employer_id = @other UNION ALL SELECT r.message_id FROM reminder r JOIN meeting_invitee g ON g.id = r.meeting_invitee_id WHERE g.employer_id = @other UNION ALL SELECT r.message_id FROM reminder r JOIN placement_request q ON q.id = r.subject_id AND r.rule = 'placement.request' WHERE q.employer_id = @other)`), timeline: sight.messagesArm, seen: no("as its campaign, and the person as contactAccess says"), search: no("bodies are not kept"), export: no("counted by campaign")},
	{table: "response", label: "diagnostic answers", merge: moves("id").with("invitation", "invitation_id"), timeline: sight.responsesArm, seen: seenAs(sight.response), search: no("answers are private"), export: in("responses")},
	{table: "invitation", label: "invitations", merge: moves("id").beside("", "campaign_id"), timeline: sight.refusalsArm, seen: no("as its campaign"), search: no("nothing to find in it"), export: no("counted by campaign")},
	{table: "referral", label: "referrals", merge: moves("id").beside("state IN ('OPEN', 'ACCEPTED')", "kind", "from_organisation_id", "to_organisation_id", "person_id"), timeline: sight.referralsArm, seen: seenAs(sight.referral), search: no("private to two partners"), export: no("has its own list")},
	{table: "site", label: "sites", merge: moves("id"), quiet: "in the history as a change", seen: in("everybody who reads employers"), search: no("the employer is found"), export: no("has no columns in the list of employers")},
	{table: "person_role", label: "people", merge: moves("id"), timeline: sight.wishesArm, seen: in("the role everybody, the person as contactAccess says"), search: no("people are found by themselves"), export: in("employers, as contactAccess says")},
	{table: "task", label: "tasks", merge: moves("id"), quiet: "what is to be done has not happened yet", seen: seenAs(sight.task), search: no("has its own list"), export: no("has its own list")},
	{table: "skills_need", label: "skills needs", merge: moves("id").with("response", "response_id"), quiet: "comes with the answer or the contact that told of it", seen: seenAs(sight.need), search: no("has its own list"), export: no("has its own list")},
	{table: "hosting_interest", label: "hosting interests", merge: moves("id").unless("response_id IS NOT NULL", "programme", "year", "response_id").with("response", "response_id"), quiet: "comes with the answer, or is in the history as a change", seen: in("what staff recorded everybody who reads employers, an answer as needs are"), search: no("a fact, not a record"), export: no("a fact, not a record")},
	{table: "disability_confident_word", label: "words on Disability Confident", merge: moves("id").with("response", "response_id"), quiet: "comes with the answer", seen: seenAs(sight.needsOf), search: no("a fact, not a record"), export: no("a fact, not a record")},
	{table: "register_entry", label: "register entries", merge: stays("goes with the number, which the register knows it by"), quiet: "what a register said", seen: no("for imports alone"), search: no("for imports alone"), export: no("for imports alone")},
	{table: "accreditation", label: "accreditations", merge: moves("id"), timeline: sight.awardsArm, seen: in("everybody who reads employers"), search: no("a filter"), export: no("has its own list")},
	{table: "accreditation_stage", label: "stages before an accreditation", merge: moves("id"), timeline: sight.stagesArm, seen: in("everybody who reads employers"), search: no("a filter"), export: no("has its own list")},
	{table: "accreditation_cover", label: "decisions that its awards cover sites of others", merge: moves("id"), quiet: "in the history of the site's employer as a change", seen: seenAs(func(s sight, c string) string { return s.employerOf(c + `.employer_id`) }), search: no("nothing to find in it"), export: no("counted")},
	{table: "practice", label: "practices of good work", merge: moves("id"), timeline: sight.practicesArm, seen: in("everybody who reads employers"), search: no("what is seen of it is in the timeline"), export: no("has no columns in the list of employers")},
	{table: "network_membership", label: "memberships of networks", merge: moves("id").beside("", "network_id"), timeline: sight.networksArm, seen: in("everybody who reads employers"), search: no("the employer is found"), export: no("has its own list")},
	{table: "published_list_row", label: "listings by a scheme", merge: moves("list_id", "line"), quiet: "in the history where it changed an award", seen: in("everybody who reads employers, the employer as sight.employer says"), search: no("the employer is found"), export: no("the list is public")},
	{table: "published_list_decision", label: "decisions about published lists", merge: moves("scheme", "row_key"), quiet: "in the history of the list", seen: no("for the next list alone"), search: no("for the next list alone"), export: no("for the next list alone")},
	{table: "meeting_invitee", label: "invitations to meetings", merge: moves("id"), timeline: sight.meetingsArm, seen: in("everybody who reads employers, the person as contactAccess says"), search: no("nothing to find in it"), export: no("counted by meeting")},
	{table: "network_issue", label: "issues raised in networks", merge: moves("id"), timeline: sight.issuesArm, seen: seenAs(func(s sight, i string) string { return s.employerOf(i + `.employer_id`) }), search: no("has its own list"), export: no("has its own list")},
	{table: "good_practice", label: "good practices", merge: moves("id"), timeline: sight.goodPracticesArm, seen: in("everybody who reads employers, who agreed as contactAccess says"), search: no("has its own list"), export: no("has its own list")},
	{table: "opportunity", label: "opportunities for placements", merge: moves("id").with("site", "site_id"), timeline: sight.opportunitiesArm, seen: in("everybody who reads employers, the contact as contactAccess says"), search: no("has its own list"), export: no("has its own list")},
	{table: "site_check", label: "checks of sites", merge: moves("id").with("site", "site_id"), quiet: "in the history as a change", seen: in("everybody who reads employers, the contact as contactAccess says"), search: no("a fact, not a record"), export: no("a fact, not a record")},
	{table: "placement", label: "placements", merge: moves("id").with("opportunity", "opportunity_id"), timeline: sight.hostsArm, seen: seenAs(sight.placement), search: no("who takes part is found by reference alone"), export: no("who takes part leaves the hub in no file")},
	{table: "placement_outcome", label: "outcomes of placements", merge: moves("id"), timeline: sight.outcomesArm, seen: seenAs(sight.outcome), search: no("who takes part is found by reference alone"), export: no("who takes part leaves the hub in no file")},
	{table: "participant_share", label: "records of what hosts were told of participants", merge: moves("id"), quiet: "who takes part is told to placement staff alone", seen: seenAs(sight.placement), search: no("who takes part is found by reference alone"), export: no("who takes part leaves the hub in no file")},
	{table: "placement_request", label: "requests about placements", merge: moves("id").unless("withdrawn_at IS NULL", "kind", "occurrence"), quiet: "its messages are in the timeline, what came of it in the history", seen: in("everybody who reads employers, the person as contactAccess says"), search: no("has its own list"), export: no("has its own list")},
	{table: "school_encounter", label: "school encounters", merge: moves("id"), timeline: sight.encountersArm, seen: in("everybody who reads employers"), search: no("has its own list"), export: no("has its own list")},
	{table: "collaboration", label: "collaborations with providers", merge: moves("id"), timeline: sight.collaborationsArm, seen: in("everybody who reads employers"), search: no("has its own list"), export: no("has its own list")},
	{table: "apprenticeship", label: "apprenticeships", merge: moves("id"), timeline: sight.apprenticeshipsArm, seen: in("everybody who reads employers"), search: no("has its own list"), export: no("has its own list")},
	{table: "levy_word", label: "words on the apprenticeship levy", merge: moves("id"), quiet: "in the history as a change", seen: in("everybody who reads employers"), search: no("a fact, not a record"), export: no("a fact, not a record")},
	{table: "course_employer", label: "courses that it helped design", merge: moves("course_id").folding("course_id"), timeline: sight.coursesArm, seen: seenAs(func(s sight, x string) string { return s.employerOf(x + `.employer_id`) }), search: no("has its own list"), export: no("has its own list")},
	{table: "commitment", label: "commitments", merge: moves("id"), timeline: sight.commitmentsArm, seen: in("everybody who reads employers"), search: no("has its own list"), export: no("has its own list")},
	{table: "import_change", label: "changes by imports", merge: stays("history keeps the employer that it happened to; the record that stays shows it too"), quiet: "in the history", seen: in("everybody who reads employers"), search: no("history"), export: no("history")},
	{table: "import_row", label: "rows of spreadsheets", merge: stays("says what a file did; it leads to the record that stays"), quiet: "in the history", seen: in("whoever imports"), search: no("for imports alone"), export: no("for imports alone")},
	{table: "import_source_row", label: "rows of sources", merge: stays("the next file of the source finds the record that stays"), quiet: "for imports alone", seen: no("for imports alone"), search: no("for imports alone"), export: no("for imports alone")},
	{table: "import_made", label: "additions by imports", merge: stays("what was added has moved itself"), quiet: "in the history", seen: no("for imports alone"), search: no("for imports alone"), export: no("for imports alone")},
	{table: "employer_provenance", label: "origins of fields", merge: stays("says where the value of that record came from"), quiet: "a field of the employer", seen: in("everybody who reads employers"), search: no("history"), export: no("history")},
	{table: "left_out", label: "launches that left it out", merge: stays("says what a launch found; it leads to the record that stays"), quiet: "nothing happened with the employer", seen: no("as its campaign"), search: no("nothing to find in it"), export: no("counted by campaign")},
	{table: "audit", label: "changes", merge: stays("audit rows are never changed; the record that stays shows them too"), quiet: "in the history", seen: seenAs(sight.change), search: no("history"), export: in("the audit log")},

	// Parts of the employer itself: mergeFields says which record's word stands.
	{table: "employer_identifier", label: "numbers", merge: byField("companyNumber"), quiet: "in the history as a change", seen: in("everybody who reads employers"), search: in("search words"), export: in("employers")},
	{table: "employer_name", label: "names", merge: byField("name"), quiet: "in the history as a change", seen: in("everybody who reads employers"), search: in("search words"), export: in("employers")},
	{table: "employer_sic", label: "SIC codes", merge: byField("sicCodes"), quiet: "in the history as a change", seen: in("everybody who reads employers"), search: no("a filter"), export: in("employers")},
	{table: "employer_growth_sector", label: "growth sectors", merge: byField("growthSectors"), quiet: "in the history as a change", seen: in("everybody who reads employers"), search: no("a filter"), export: no("has no columns in the list of employers")},
	{table: "employer_size", label: "sizes", merge: byField("headcount"), quiet: "in the history as a change", seen: in("everybody who reads employers"), search: no("a filter"), export: in("employers")},
	{table: "employer_lead", label: "leads", merge: byField("lead"), quiet: "in the history as a change", seen: in("everybody who reads employers"), search: no("a filter"), export: in("employers")},

	{table: "employer", column: "parent_id", label: "parts of its group", merge: moves("id"), quiet: "in the history as a change", seen: in("everybody who reads employers"), search: no("a filter"), export: in("employers")},

	// What a merge itself writes.
	{table: "employer", column: "merged_into", label: "records merged earlier", merge: moves("id"), quiet: "in the history as a change", seen: no("a tombstone leads to the record it lives on in"), search: no("tombstones are left out"), export: no("tombstones are left out")},
	{table: "employer_merge", column: "kept_id", label: "merges", merge: stays("says what happened to which record"), quiet: "in the history as a change", seen: in("everybody who reads employers"), search: no("history"), export: no("history")},
	{table: "duplicate_pair", column: "first_id", label: "possible duplicates", merge: stays("is about these two records, and tells by itself that they were merged"), quiet: "a guess", seen: in("sight.duplicatePair"), search: no("has its own list"), export: no("has its own list")},
	{table: "duplicate_pair", column: "second_id", label: "possible duplicates", merge: stays("is about these two records, and tells by itself that they were merged"), quiet: "a guess", seen: in("sight.duplicatePair"), search: no("has its own list"), export: no("has its own list")},
	{table: "duplicate_record", label: "records to compare", merge: stays("made anew from the employer"), quiet: "worked out", seen: no("for the search for duplicates alone"), search: no("worked out"), export: no("worked out")},
	{table: "duplicate_key", label: "keys to compare by", merge: stays("made anew from the employer"), quiet: "worked out", seen: no("for the search for duplicates alone"), search: no("worked out"), export: no("worked out")},
	{table: "employer_merge", column: "other_id", label: "merges", merge: stays("says what happened to which record"), quiet: "in the history as a change", seen: in("everybody who reads employers"), search: no("history"), export: no("history")},
}

// noun is a column of a table that refers to employers; the column is employer_id where none is given.
type noun struct {
	table, column string
	// label is what a merge calls the rows, in the plural.
	label string
	merge merging
	// timeline reads its entries of an employer's timeline; quiet says why it has none.
	timeline func(s sight, after continues) string
	quiet    string
	// seen says who sees a row; search and export where its words are found and its rows come out.
	seen, search, export meeting
}

func (n noun) employerColumn() string {
	if n.column == "" {
		return "employer_id"
	}
	return n.column
}

// meeting is how a noun is met by a part of the hub: by a condition of visibility, in so many words, or for a reason not at all.
type meeting struct {
	condition func(sight, string) string
	how, not  string
}

func seenAs(condition func(sight, string) string) meeting { return meeting{condition: condition} }
func in(how string) meeting                               { return meeting{how: how} }
func no(why string) meeting                               { return meeting{not: why} }

// merging is what a merge does to the rows that refer to the record that becomes a tombstone.
type merging struct {
	// key are the columns that tell the rows apart, other than the employer; nil where the rows do not move.
	key []string
	// once are columns of which the record that stays may have one row each, the first of them never null: where it has one, the
	// row of the other stays with the tombstone. when is the condition under which the constraint holds; empty for always.
	once []string
	when string
	// folds says that such a row goes instead, because it says the same; marks that it moves and its column merge_id says why there
	// are two.
	folds, marks bool
	// origin says that a row came from one of @other: when a merge is undone it goes there too, even if it is newer than the merge.
	origin string
	// field is the field of mergeFields that it goes with; why is the reason for which the rows stay.
	field, why string
}

// leaves says that rows may be left with the tombstone.
func (m merging) leaves() bool { return m.once != nil && !m.folds && !m.marks }

func moves(key ...string) merging { return merging{key: key} }
func stays(why string) merging    { return merging{why: why} }
func byField(key string) merging  { return merging{field: key} }

func (m merging) unless(when string, columns ...string) merging {
	m.when, m.once = when, columns
	return m
}

func (m merging) folding(columns ...string) merging {
	m.once, m.folds = columns, true
	return m
}

func (m merging) beside(when string, columns ...string) merging {
	m.when, m.once, m.marks = when, slices.Concat(columns, []string{"merge_id"}), true
	return m
}

func (m merging) with(parent, key string) merging {
	return m.from(key + ` IN (SELECT id FROM ` + parent + ` WHERE employer_id = @other)`)
}

func (m merging) from(origin string) merging {
	m.origin = origin
	return m
}

// mergeField is something that an employer says once. A merge takes it from one of the records.
type mergeField struct {
	key, label string
	// columns of employer that hold it.
	columns []string
	// facts is the table that holds it by date; its rows go with it.
	facts string
	// shown is it as text, an expression over e.
	shown string
	// weak is the text that says nothing much: the other record's word stands in its place unless somebody chooses.
	weak string
}

// mergeFields are in the order of the screen. A new column of employer needs its line here, or in unmerged.
var mergeFields = []mergeField{
	{key: "name", label: "Name", columns: []string{"name", "name_key"}, shown: `e.name`},
	{key: "legalForm", label: "Legal form", columns: []string{"legal_form"}, shown: `e.legal_form`, weak: string(hub.LegalFormUnknown)},
	{key: "status", label: "Status", columns: []string{"status"}, shown: `e.status`, weak: string(hub.EmployerProspect)},
	{key: "companyNumber", label: "Company number", columns: []string{"company_number"}, shown: `e.company_number`},
	{key: "website", label: "Website", columns: []string{"website"}, shown: `e.website`},
	{key: "registeredAddress", label: "Registered address", columns: []string{"registered_address", "postcode"}, shown: `nullif(concat_ws(', ', nullif(array_to_string(e.registered_address, ', '), ''), e.postcode), '')`},
	{key: "sicCodes", label: "SIC codes", columns: []string{"sic_section"}, facts: "employer_sic", shown: `(SELECT string_agg(x.code, ', ' ORDER BY x.version, x.rank) FROM employer_sic x WHERE x.employer_id = e.id AND x.valid_until IS NULL)`},
	{key: "growthSectors", label: "Growth sectors", facts: "employer_growth_sector", shown: `(SELECT string_agg(x.sector, ', ' ORDER BY x.sector) FROM employer_growth_sector x WHERE x.employer_id = e.id AND x.valid_until IS NULL)`},
	{key: "headcount", label: "Headcount", columns: []string{"headcount", "size_band"}, facts: "employer_size", shown: `e.headcount::text`},
	{key: "lead", label: "Lead", columns: []string{"lead_organisation_id", "account_lead_id"}, facts: "employer_lead", shown: `(SELECT concat_ws(', ', u.name, o.name) FROM organisation o LEFT JOIN hub_user u ON u.id = e.account_lead_id WHERE o.id = e.lead_organisation_id)`},
	{key: parentField, label: "Part of", columns: []string{"parent_id"}, shown: `(SELECT p.name FROM employer p WHERE p.id = e.parent_id)`},
	{key: "hold", label: "On hold until", columns: []string{"hold_until", "hold_reason", "hold_note", "hold_since", "hold_by"}, shown: `e.hold_until::text`},
	{key: "keyAccount", label: "Key account", columns: []string{"key_account"}, shown: `e.key_account::text`, weak: "false"},
}

// parentField is apart, since one of the two may be part of the other.
const parentField = "parent"

// unmerged are the columns of employer that no record's word stands for, and why.
var unmerged = map[string]string{
	"led_by_organisation_id": "worked out of the lead and the group", "led_by_user_id": "worked out of the lead and the group",
	"id": "its own", "version": "counts changes", "created_at": "its own", "merged_into": "what a merge writes", "merged_at": "what a merge writes",
	"confidential_to": "two records are as confidential as each other, or are not merged", "confidential_since": "as confidential_to", "confidential_by": "as confidential_to",
	"confidential_reason": "as confidential_to",
	"last_contact_on":     "worked out of the interactions and of meetings of networks", "search_words": "worked out of the names", "search": "worked out of search_words",
}

package hub

import "slices"

// Role is what a user or a token may do. Roles add up.
type Role string

// The roles, as the schema describes them.
const (
	RoleEngagement Role = "ENGAGEMENT"
	RolePlacements Role = "PLACEMENTS"
	RoleManager    Role = "MANAGER"
	RoleAnalyst    Role = "ANALYST"
	RoleAdmin      Role = "ADMIN"
)

// Permission is one kind of thing that a role allows.
type Permission string

const (
	// PermReadEmployers covers what every partner may see: employers, their sites, who leads, when they were last contacted.
	PermReadEmployers Permission = "READ_EMPLOYERS"
	// PermReadPersonal covers contact details and notes, row by row as visibility allows.
	PermReadPersonal Permission = "READ_PERSONAL"
	// PermReadAnswers covers diagnostic answers, row by row as visibility allows.
	PermReadAnswers Permission = "READ_ANSWERS"
	// PermReadNeeds covers skills needs, row by row as visibility allows.
	PermReadNeeds Permission = "READ_NEEDS"
	// PermWriteEngagement covers employers, sites, people, interactions, tasks but those of placements, needs and objections.
	PermWriteEngagement Permission = "WRITE_ENGAGEMENT"
	// PermSendDiagnostics covers campaigns and one-off diagnostics.
	PermSendDiagnostics Permission = "SEND_DIAGNOSTICS"
	// PermImport covers uploads, imports, their rejected rows and undoing them.
	PermImport Permission = "IMPORT"
	// PermExport covers lists as files, with as much of people as the reader sees.
	PermExport Permission = "EXPORT"
	// PermMerge covers merging employers and undoing it.
	PermMerge Permission = "MERGE"
	// PermManageNetworks covers networks, who is a member and who speaks for it, and their meetings.
	PermManageNetworks Permission = "MANAGE_NETWORKS"
	// PermWritePlacements covers opportunities, the checks of sites and the tasks that come of them, and what employers do with schools and training providers.
	PermWritePlacements Permission = "WRITE_PLACEMENTS"
	// PermManageParticipants covers participants and their placements, to read them and to write them. No other role has a part in it.
	PermManageParticipants Permission = "MANAGE_PARTICIPANTS"
	// PermManageRules covers holidays and other dated rules.
	PermManageRules Permission = "MANAGE_RULES"
	// PermReadFigures covers figures about the partners' work, such as duplication.
	PermReadFigures Permission = "READ_FIGURES"
	// PermAdministerAccess covers users, organisations and tokens.
	PermAdministerAccess Permission = "ADMINISTER_ACCESS"
	// PermReadAudit covers the audit log across records.
	PermReadAudit Permission = "READ_AUDIT"
)

// permissions are all of them, in the order of the contract.
var permissions = []Permission{
	PermReadEmployers, PermReadPersonal, PermReadAnswers, PermReadNeeds, PermWriteEngagement, PermSendDiagnostics, PermImport,
	PermExport, PermMerge, PermManageNetworks, PermWritePlacements, PermManageParticipants, PermManageRules, PermReadFigures, PermAdministerAccess, PermReadAudit,
}

// grants is the one place where roles become permissions.
var grants = map[Permission][]Role{
	PermReadEmployers:      {RoleEngagement, RolePlacements, RoleManager, RoleAnalyst, RoleAdmin},
	PermReadPersonal:       {RoleEngagement, RolePlacements, RoleManager},
	PermReadAnswers:        {RoleEngagement, RoleManager},
	PermReadNeeds:          {RoleEngagement, RolePlacements, RoleManager},
	PermWriteEngagement:    {RoleEngagement, RoleManager},
	PermSendDiagnostics:    {RoleManager},
	PermImport:             {RoleManager},
	PermExport:             {RoleManager},
	PermMerge:              {RoleManager},
	PermManageNetworks:     {RoleManager},
	PermWritePlacements:    {RolePlacements, RoleManager},
	PermManageParticipants: {RolePlacements},
	PermManageRules:        {RoleManager},
	PermReadFigures:        {RoleManager, RoleAnalyst},
	PermAdministerAccess:   {RoleAdmin},
	PermReadAudit:          {RoleAdmin},
}

// taskWork says which permission the tasks of a work take, to see and to do them.
var taskWork = map[TaskWork]Permission{
	TaskOfEngagement: PermWriteEngagement,
	TaskOfPlacements: PermWritePlacements,
}

// MayDo says whether a may see and do the tasks of a work.
func (a Actor) MayDo(w TaskWork) bool { return a.May(taskWork[w]) }

// TaskWorks are those whose tasks a may see and do.
func (a Actor) TaskWorks() []TaskWork {
	return slices.DeleteFunc([]TaskWork{TaskOfEngagement, TaskOfPlacements}, func(w TaskWork) bool { return !a.MayDo(w) })
}

// AuthoriseTasks refuses who does the tasks of no work. Errors: UNAUTHENTICATED, FORBIDDEN.
func AuthoriseTasks(a Actor) error {
	if len(a.TaskWorks()) > 0 {
		return nil
	}
	return Authorise(a, PermWriteEngagement)
}

// RolesWith are the roles that grant p.
func RolesWith(p Permission) []Role { return grants[p] }

// May says whether a's roles grant p. The hub itself may do everything; people behind links and strangers nothing.
func (a Actor) May(p Permission) bool {
	switch a.Kind {
	case ActorSystem:
		return true
	case ActorUser, ActorToken:
		return slices.ContainsFunc(grants[p], func(r Role) bool { return slices.Contains(a.Roles, r) })
	default:
		return false
	}
}

// Permissions lists what a may do.
func (a Actor) Permissions() []Permission {
	held := []Permission{}
	for _, p := range permissions {
		if a.May(p) {
			held = append(held, p)
		}
	}
	return held
}

// AuthoriseSignedIn refuses who has not signed in, whatever the role. Errors: UNAUTHENTICATED.
func AuthoriseSignedIn(a Actor) error {
	if a.Kind == ActorAnonymous {
		return Unauthenticated("sign in first")
	}
	return nil
}

// Authorise refuses an actor without p. Errors: UNAUTHENTICATED for a stranger, FORBIDDEN for the wrong role.
func Authorise(a Actor, p Permission) error {
	switch {
	case a.May(p):
		return nil
	case a.Kind == ActorAnonymous:
		return Unauthenticated("sign in first")
	default:
		return Forbidden("your role does not allow this; ask an administrator of the hub")
	}
}

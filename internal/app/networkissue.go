package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// NetworkIssues lists what was raised in networks, the latest first. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the filter or the cursor.
func (a *App) NetworkIssues(ctx context.Context, f hub.NetworkIssueFilter, page hub.Page) (hub.List[hub.NetworkIssue], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return hub.List[hub.NetworkIssue]{}, err
	}
	if err := f.Check(); err != nil {
		return hub.List[hub.NetworkIssue]{}, err
	}
	return postgres.NetworkIssues(ctx, a.pool, v, f, page)
}

// CountNetworkIssues counts what NetworkIssues lists. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the filter.
func (a *App) CountNetworkIssues(ctx context.Context, f hub.NetworkIssueFilter) (int, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return 0, err
	}
	if err := f.Check(); err != nil {
		return 0, err
	}
	return postgres.CountNetworkIssues(ctx, a.pool, v, f)
}

// NetworkIssuesByID finds those of ids that the caller may see. Permission: READ_EMPLOYERS.
func (a *App) NetworkIssuesByID(ctx context.Context, ids []hub.NetworkIssueID) ([]hub.NetworkIssue, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.NetworkIssuesByID(ctx, a.pool, v, ids)
}

// IssueMoves lists the steps of these issues, the latest first. Permission: READ_EMPLOYERS.
func (a *App) IssueMoves(ctx context.Context, of []hub.NetworkIssueID) ([]hub.IssueMove, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.IssueMoves(ctx, a.pool, v, of)
}

// RaiseIssue keeps a challenge that a member, or somebody at a meeting, raised in a network. Permission: WRITE_ENGAGEMENT. Errors: NOT_FOUND for
// the network, the meeting and the employer; those of hub.NewNetworkIssue; BAD_INPUT for an employer that takes no part and an owner who
// does not work with employers.
func (a *App) RaiseIssue(ctx context.Context, in hub.RaiseIssueInput) (raised hub.NetworkIssue, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWriteEngagement); err != nil {
		return hub.NetworkIssue{}, err
	}
	err = a.change(ctx, func(c change) error {
		if found, err := postgres.NetworksByID(ctx, c, []hub.NetworkID{in.NetworkID}); err != nil || len(found) == 0 {
			return orNotFound(err, "network")
		}
		var at *hub.Meeting
		if in.MeetingID != nil {
			found, err := postgres.MeetingsByID(ctx, c, []hub.MeetingID{*in.MeetingID})
			if err != nil || len(found) == 0 {
				return orNotFound(err, "meeting")
			}
			at = &found[0]
		}
		if in.EmployerID != nil {
			living, err := c.livingEmployer(ctx, *in.EmployerID)
			if err != nil {
				return err
			}
			in.EmployerID = &living
		}
		issue, err := hub.NewNetworkIssue(in, at, c.now)
		if err != nil {
			return err
		}
		if issue.EmployerID != nil {
			part, err := postgres.TakesPart(ctx, c, *issue.EmployerID, issue.NetworkID, issue.MeetingID, c.today())
			if err != nil {
				return err
			}
			if !part {
				return hub.BadInput("choose a member, or somebody who was asked to the meeting", "employerId")
			}
		}
		if issue.Owner, err = c.owner(ctx, in.OwnerID); err != nil {
			return err
		}
		if err := postgres.InsertNetworkIssue(ctx, c, issue); err != nil {
			return err
		}
		step := hub.IssueMove{IssueID: issue.ID, State: issue.State, OnDay: issue.RaisedOn}
		if err := postgres.InsertIssueMove(ctx, c, step, c.userID(), c.now); err != nil {
			return err
		}
		raised = issue
		return c.audit(ctx, "networkissue.raise", ofIssue(issue), nil, issue)
	})
	if err != nil {
		return hub.NetworkIssue{}, err
	}
	return raised, nil
}

func orNotFound(err error, what string) error {
	if err != nil {
		return err
	}
	return hub.NotFound(what)
}

// owner is who owns the response to an issue; nil where nobody is named. Errors: BAD_INPUT.
func (c change) owner(ctx context.Context, id *hub.UserID) (*hub.User, error) {
	if id == nil {
		return nil, nil
	}
	u, err := postgres.ActiveUser(ctx, c, *id)
	if hub.CodeOf(err) == hub.ErrNotFound || err == nil && !(hub.Actor{Kind: hub.ActorUser, Roles: u.Roles}).May(hub.PermWriteEngagement) {
		return nil, hub.BadInput("choose somebody who works with employers", "ownerId")
	}
	return &u, err
}

// UpdateIssue changes what an issue says, who owns the response and until when. On an error it returns the issue as it stands. Permission:
// WRITE_ENGAGEMENT. Errors: NOT_FOUND, those of hub.NetworkIssue.Update, BAD_INPUT for an owner who does not work with employers.
func (a *App) UpdateIssue(ctx context.Context, in hub.UpdateIssueInput) (hub.NetworkIssue, error) {
	return a.changeIssue(ctx, in.ID, "networkissue.update", func(c change, i *hub.NetworkIssue) (step *hub.IssueMove, err error) {
		if err := i.Update(in, c.today()); err != nil {
			return nil, err
		}
		if in.OwnerID.IsSet() {
			i.Owner, err = c.owner(ctx, in.OwnerID.Value())
		}
		return nil, err
	})
}

// TransitionIssue moves an issue to another state; to answer it takes the answer to the network. On an error it returns the issue as it stands.
// Permission: WRITE_ENGAGEMENT. Errors: NOT_FOUND, those of hub.NetworkIssue.Move.
func (a *App) TransitionIssue(ctx context.Context, in hub.TransitionIssueInput) (hub.NetworkIssue, error) {
	return a.changeIssue(ctx, in.ID, "networkissue.move", func(c change, i *hub.NetworkIssue) (*hub.IssueMove, error) {
		step, err := i.Move(in, c.today())
		return &step, err
	})
}

func (a *App) changeIssue(ctx context.Context, id hub.NetworkIssueID, action string, edit func(change, *hub.NetworkIssue) (*hub.IssueMove, error)) (hub.NetworkIssue, error) {
	var step *hub.IssueMove
	return update(ctx, a,
		func(c change) (hub.NetworkIssue, error) {
			return postgres.NetworkIssueForUpdate(ctx, c, c.viewer(), id)
		},
		func(c change, i *hub.NetworkIssue) (err error) {
			step, err = edit(c, i)
			return err
		},
		func(c change, before hub.NetworkIssue, i *hub.NetworkIssue) error {
			i.Version++
			if err := postgres.SetNetworkIssue(ctx, c, *i); err != nil {
				return err
			}
			if step != nil {
				if err := postgres.InsertIssueMove(ctx, c, *step, c.userID(), c.now); err != nil {
					return err
				}
			}
			return c.audit(ctx, action, ofIssue(*i), before, *i)
		})
}

func ofIssue(i hub.NetworkIssue) postgres.AuditSubject {
	of := postgres.AuditSubject{Kind: "networkissue", ID: i.ID.UUID}
	if i.EmployerID != nil {
		of.Employer = *i.EmployerID
	}
	return of
}

package app

import (
	"context"
	"net/url"
	"strings"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
)

// LinkCasesTo makes the addresses of participants' cases of template, which has {reference} in it. Permission: whoever sets the process up, before
// it serves.
func (a *App) LinkCasesTo(template string) { a.caseLink = template }

// CaseLink is where the case system shows a participant; nil where the hub was not told. Permission: anyone, since it follows from the reference.
func (a *App) CaseLink(reference string) *string {
	if a.caseLink == "" {
		return nil
	}
	link := strings.ReplaceAll(a.caseLink, "{reference}", url.PathEscape(reference))
	return &link
}

// noteParticipants records that the caller is about to read these participants; who cannot have it recorded must not read them.
func (a *App) noteParticipants(ctx context.Context, read []hub.Participant) error {
	return noteReads(ctx, a, "participant", read, func(p hub.Participant) uuid.UUID { return p.ID.UUID })
}

// Participants lists them by reference, and records that they were read. Permission: MANAGE_PARTICIPANTS; none are there for an organisation that
// shares no personal data. Errors: BAD_INPUT for the filter or the cursor.
func (a *App) Participants(ctx context.Context, f hub.ParticipantFilter, page hub.Page) (hub.List[hub.Participant], error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return hub.List[hub.Participant]{}, err
	}
	if err := f.Check(); err != nil {
		return hub.List[hub.Participant]{}, err
	}
	list, err := postgres.Participants(ctx, a.pool, v, f, page)
	if err != nil {
		return hub.List[hub.Participant]{}, err
	}
	return list, a.noteParticipants(ctx, list.Nodes)
}

// CountParticipants counts what Participants lists. Permission: MANAGE_PARTICIPANTS. Errors: BAD_INPUT for the filter.
func (a *App) CountParticipants(ctx context.Context, f hub.ParticipantFilter) (int, error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return 0, err
	}
	if err := f.Check(); err != nil {
		return 0, err
	}
	return postgres.CountParticipants(ctx, a.pool, v, f)
}

// ParticipantsByID finds those of ids, and records that they were read. Permission: MANAGE_PARTICIPANTS.
func (a *App) ParticipantsByID(ctx context.Context, ids []hub.ParticipantID) ([]hub.Participant, error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return nil, err
	}
	found, err := postgres.ParticipantsByID(ctx, a.pool, v, ids)
	if err != nil {
		return nil, err
	}
	return found, a.noteParticipants(ctx, found)
}

// FlagsOf lists the cohorts of these participants. Permission: MANAGE_PARTICIPANTS.
func (a *App) FlagsOf(ctx context.Context, of []hub.ParticipantID) ([]hub.ParticipantFlag, error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return nil, err
	}
	flags, err := postgres.FlagsOf(ctx, a.pool, v, of)
	if err != nil {
		return nil, err
	}
	return flags, noteReads(ctx, a, "participant", flags, func(f hub.ParticipantFlag) uuid.UUID { return f.ParticipantID.UUID })
}

// SharesOf lists what hosts were told of these participants, the latest first. Permission: MANAGE_PARTICIPANTS.
func (a *App) SharesOf(ctx context.Context, of []hub.ParticipantID) ([]hub.ParticipantShare, error) {
	v, err := a.viewer(ctx, hub.PermManageParticipants)
	if err != nil {
		return nil, err
	}
	shares, err := postgres.SharesOf(ctx, a.pool, v, of)
	if err != nil {
		return nil, err
	}
	return shares, noteReads(ctx, a, "participant", shares, func(s hub.ParticipantShare) uuid.UUID { return s.ParticipantID.UUID })
}

// programme finds one by its code. Errors: BAD_INPUT.
func (c change) programme(ctx context.Context, code string) (hub.PlacementProgramme, error) {
	all, err := postgres.PlacementProgrammes(ctx, c)
	if err != nil {
		return hub.PlacementProgramme{}, err
	}
	for _, p := range all {
		if p.Code == code {
			return p, nil
		}
	}
	return hub.PlacementProgramme{}, hub.BadInput("there is no such programme; choose one from the list", "programme")
}

// authoriseParticipants refuses whoever is no placement staff, and those whose organisation shares no personal data. Errors: UNAUTHENTICATED,
// FORBIDDEN.
func authoriseParticipants(ctx context.Context) error {
	by := hub.ActorFrom(ctx)
	if err := hub.Authorise(by, hub.PermManageParticipants); err != nil {
		return err
	}
	if !by.SeesPersonalData() {
		return hub.Forbidden("your organisation has no data-sharing agreement today; ask an administrator of the hub")
	}
	return nil
}

// flags are the cohorts that given asks for, recorded now.
func (c change) flags(of hub.ParticipantID, given []hub.ParticipantFlagInput) []hub.ParticipantFlag {
	flags := []hub.ParticipantFlag{}
	for _, f := range given {
		flags = append(flags, hub.ParticipantFlag{ParticipantID: of, Flag: f.Flag, Condition: f.Condition, RecordedAt: c.now, By: c.asUser()})
	}
	return flags
}

// AddParticipant keeps somebody who takes part in a programme. Permission: MANAGE_PARTICIPANTS. Errors: CONFLICT where the reference is known,
// those of hub.NewParticipant.
func (a *App) AddParticipant(ctx context.Context, in hub.AddParticipantInput) (added hub.Participant, err error) {
	if err := authoriseParticipants(ctx); err != nil {
		return hub.Participant{}, err
	}
	err = a.change(ctx, func(c change) error {
		programme, err := c.programme(ctx, in.Programme)
		if err != nil {
			return err
		}
		p, err := hub.NewParticipant(in, programme, c.today())
		if err != nil {
			return err
		}
		if err := postgres.InsertParticipant(ctx, c, p); err != nil {
			return err
		}
		flags := c.flags(p.ID, in.Flags)
		if err := postgres.SetFlags(ctx, c, p.ID, flags); err != nil {
			return err
		}
		added = p
		return c.audit(ctx, "participant.add", ofParticipant(p.ID), nil, p.Recorded(flags))
	})
	return added, err
}

// UpdateParticipant changes what is known of one. On an error it returns the participant as it stands. Permission: MANAGE_PARTICIPANTS. Errors:
// NOT_FOUND, those of hub.Participant.Update.
func (a *App) UpdateParticipant(ctx context.Context, in hub.UpdateParticipantInput) (now hub.Participant, err error) {
	if err := authoriseParticipants(ctx); err != nil {
		return now, err
	}
	err = a.change(ctx, func(c change) error {
		before, err := postgres.ParticipantForUpdate(ctx, c, c.viewer(), in.ID)
		if err != nil {
			return err
		}
		now = before
		programme, err := c.programme(ctx, before.ProgrammeCode)
		if err != nil {
			return err
		}
		placed, err := postgres.HasActivePlacement(ctx, c, in.ID)
		if err != nil {
			return err
		}
		had, err := postgres.FlagsOf(ctx, c, c.viewer(), []hub.ParticipantID{in.ID})
		if err != nil {
			return err
		}
		after := before
		if err := after.Update(in, programme, placed, c.today()); err != nil {
			return err
		}
		after.Version++
		if err := postgres.SetParticipant(ctx, c, after); err != nil {
			return err
		}
		flags := had
		if in.Flags.IsSet() {
			flags = c.flags(in.ID, *in.Flags.Value())
			if err := postgres.SetFlags(ctx, c, in.ID, flags); err != nil {
				return err
			}
		}
		now = after
		return c.audit(ctx, "participant.update", ofParticipant(in.ID), before.Recorded(had), after.Recorded(flags))
	})
	return now, err
}

// RecordSharing keeps what a host was told of participants: nobody is matched before. Permission: MANAGE_PARTICIPANTS. Errors: NOT_FOUND for the
// employer and for a participant, those of hub.RecordSharingInput.Shares.
func (a *App) RecordSharing(ctx context.Context, in hub.RecordSharingInput) (told []hub.Participant, err error) {
	if err := authoriseParticipants(ctx); err != nil {
		return nil, err
	}
	err = a.change(ctx, func(c change) error {
		employer, err := c.livingEmployer(ctx, in.EmployerID)
		if err != nil {
			return err
		}
		in.EmployerID = employer
		told, err = c.share(ctx, in)
		return err
	})
	return told, err
}

// share keeps what an employer that lives was told of participants. Errors: NOT_FOUND, BAD_INPUT.
func (c change) share(ctx context.Context, in hub.RecordSharingInput) (told []hub.Participant, err error) {
	shares, err := in.Shares(c.by, c.now)
	if err != nil {
		return nil, err
	}
	if told, err = postgres.ParticipantsByID(ctx, c, c.viewer(), in.ParticipantIds); err != nil {
		return nil, err
	}
	if len(told) < len(shares) {
		return nil, hub.NotFound("participant")
	}
	for _, share := range shares {
		if err := postgres.InsertShare(ctx, c, share); err != nil {
			return nil, err
		}
		if err := c.audit(ctx, "participant.share", postgres.AuditSubject{Kind: "participant", ID: share.ParticipantID.UUID, Employer: in.EmployerID}, nil, share); err != nil {
			return nil, err
		}
	}
	return told, nil
}

func ofParticipant(id hub.ParticipantID) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "participant", ID: id.UUID}
}

// namesKept is for how many months a name is kept after its participant took part no more.
const namesKept = 6

// eraseNames erases the names of participants who take part no more for six months.
func (c change) eraseNames(ctx context.Context) (int, error) {
	erased, err := postgres.EraseNames(ctx, c, c.today().AddMonths(-namesKept), sweepBatch)
	if err != nil {
		return 0, err
	}
	type name struct{ HasName bool }
	for _, id := range erased {
		if err := c.audit(ctx, "participant.erase", ofParticipant(id), name{true}, name{false}); err != nil {
			return 0, err
		}
	}
	return len(erased), nil
}

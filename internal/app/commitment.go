package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

var commitments = kept[hub.Commitment, hub.CommitmentID, hub.CommitmentFilter]{
	Book: postgres.CommitmentBook, kind: "commitment",
	head: func(c *hub.Commitment) head { return head{c.ID.UUID, c.EmployerID, &c.Version} },
}

// Commitments lists what employers that the caller sees committed themselves to, what is due soonest first. Permission: READ_EMPLOYERS. Errors:
// BAD_INPUT for the filter or the cursor.
func (a *App) Commitments(ctx context.Context, f hub.CommitmentFilter, page hub.Page) (hub.List[hub.Commitment], error) {
	v, err := commitments.viewer(ctx, a, f)
	if err != nil {
		return hub.List[hub.Commitment]{}, err
	}
	f.Today = v.Today
	list, err := postgres.Commitments(ctx, a.pool, v, f, page)
	return toldList(v, list, err)
}

// CountCommitments counts what Commitments lists. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the filter.
func (a *App) CountCommitments(ctx context.Context, f hub.CommitmentFilter) (int, error) {
	v, err := commitments.viewer(ctx, a, f)
	if err != nil {
		return 0, err
	}
	f.Today = v.Today
	return commitments.Count(ctx, a.pool, v, f)
}

// CommitmentsByID finds those of ids whose employer the caller sees. Permission: READ_EMPLOYERS.
func (a *App) CommitmentsByID(ctx context.Context, ids []hub.CommitmentID) ([]hub.Commitment, error) {
	return toldByID(ctx, a, commitments, ids)
}

// CommitmentFigures counts commitments against what was delivered, by area and kind. Permission: READ_EMPLOYERS.
func (a *App) CommitmentFigures(ctx context.Context) ([]hub.CommitmentFigures, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	figures, err := postgres.CommitmentFigures(ctx, a.pool, v)
	return told(v, figures, err)
}

// CommitmentLinks lists the records that deliver these commitments. Permission: READ_EMPLOYERS.
func (a *App) CommitmentLinks(ctx context.Context, of []hub.CommitmentID) ([]hub.CommitmentLink, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.CommitmentLinks(ctx, a.pool, v, of)
}

// EvidenceOfCommitments lists the evidence of these commitments, the latest first. Permission: READ_EMPLOYERS.
func (a *App) EvidenceOfCommitments(ctx context.Context, of []hub.CommitmentID) ([]hub.CommitmentEvidence, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.EvidenceOfCommitments(ctx, a.pool, v, of)
}

// RecordCommitment keeps what an employer committed itself to. Permission: WRITE_PLACEMENTS. Errors: NOT_FOUND for the employer, BAD_INPUT.
func (a *App) RecordCommitment(ctx context.Context, employer hub.EmployerID, in hub.CommitmentInput) (hub.Commitment, error) {
	return commitments.add(ctx, a, employer, func(c change, employer hub.EmployerID) (hub.Commitment, error) {
		return hub.NewCommitment(employer, in, c.now)
	})
}

// UpdateCommitment makes a commitment what in says. On an error it returns what stands. Permission: WRITE_PLACEMENTS. Errors: NOT_FOUND, BAD_INPUT,
// CONFLICT for a stale version.
func (a *App) UpdateCommitment(ctx context.Context, id hub.CommitmentID, version int, in hub.CommitmentInput) (hub.Commitment, error) {
	return commitments.update(ctx, a, id, version, func(c change, co *hub.Commitment) error { return co.Describe(in, c.today()) })
}

// RemoveCommitment takes away a commitment that was entered by mistake, with its evidence; the history keeps it. Permission: WRITE_PLACEMENTS. Errors:
// NOT_FOUND, CONFLICT for a stale version.
func (a *App) RemoveCommitment(ctx context.Context, id hub.CommitmentID, version int) error {
	return commitments.remove(ctx, a, id, version)
}

// onCommitment lets do change what shows that a commitment was delivered, and returns the commitment as it stands then.
func (a *App) onCommitment(ctx context.Context, id hub.CommitmentID, do func(c change, of hub.Commitment) error) (now hub.Commitment, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWritePlacements); err != nil {
		return now, err
	}
	err = a.change(ctx, func(c change) error {
		of, err := commitments.ForUpdate(ctx, c, c.viewer(), id)
		if err != nil {
			return err
		}
		if err := do(c, of); err != nil {
			return err
		}
		now, err = commitments.ForUpdate(ctx, c, c.viewer(), id)
		return err
	})
	return now, err
}

// LinkToCommitment links a record of the employer to a commitment that it delivers: a school encounter, which counts with its confirmed pupil
// places, apprenticeships that started, or a placement that did, which only placement staff can link. Permission: WRITE_PLACEMENTS. Errors: NOT_FOUND;
// BAD_INPUT for a record that cannot deliver it; CONFLICT for one that counts for a commitment already.
func (a *App) LinkToCommitment(ctx context.Context, in hub.LinkCommitmentInput) (hub.Commitment, error) {
	return a.onCommitment(ctx, in.CommitmentID, func(c change, of hub.Commitment) error {
		link, err := of.Link(in)
		if err != nil {
			return err
		}
		if err := c.deliversCommitment(ctx, of, link); err != nil {
			return err
		}
		if err := postgres.InsertCommitmentLink(ctx, c, link); err != nil {
			return err
		}
		return c.audit(ctx, "commitment.link", commitments.subject(of), nil, link)
	})
}

// deliversCommitment refuses a record that is not the employer's, or that did not start. Errors: BAD_INPUT.
func (c change) deliversCommitment(ctx context.Context, of hub.Commitment, link hub.CommitmentLink) error {
	switch {
	case link.SchoolEncounterID != nil:
		e, err := schoolEncounters.ForUpdate(ctx, c, c.viewer(), *link.SchoolEncounterID)
		if hub.CodeOf(err) == hub.ErrNotFound || err == nil && e.EmployerID != of.EmployerID {
			return hub.BadInput("choose a school encounter of the same employer", "schoolEncounterId")
		}
		return err
	case link.PlacementID != nil:
		held, err := c.holdPlacements(ctx, []hub.PlacementID{*link.PlacementID})
		if err == nil && (len(held) == 0 || held[0].EmployerID != of.EmployerID || !held[0].State.Began()) {
			return hub.BadInput("choose a placement at the same employer that started; placement staff link them", "placementId")
		}
		return err
	}
	ap, err := apprenticeships.ForUpdate(ctx, c, c.viewer(), *link.ApprenticeshipID)
	if hub.CodeOf(err) == hub.ErrNotFound || err == nil && (ap.EmployerID != of.EmployerID || ap.Stage != hub.ApprenticeshipStarted) {
		return hub.BadInput("choose apprenticeships of the same employer that started", "apprenticeshipId")
	}
	return err
}

// UnlinkFromCommitment takes a record from a commitment; the record stays. Permission: WRITE_PLACEMENTS. Errors: NOT_FOUND, BAD_INPUT for a record that
// is not linked to it.
func (a *App) UnlinkFromCommitment(ctx context.Context, in hub.LinkCommitmentInput) (hub.Commitment, error) {
	return a.onCommitment(ctx, in.CommitmentID, func(c change, of hub.Commitment) error {
		link := hub.CommitmentLink(in)
		linked, err := postgres.DeleteCommitmentLink(ctx, c, link)
		if err != nil {
			return err
		}
		if !linked {
			return hub.BadInput("this record is not linked to the commitment", "commitmentId")
		}
		return c.audit(ctx, "commitment.unlink", commitments.subject(of), link, nil)
	})
}

// AddCommitmentEvidence keeps what shows that some of a commitment was delivered; it counts once another person verified it. Permission:
// WRITE_PLACEMENTS. Errors: NOT_FOUND, BAD_INPUT, also for a commitment that records deliver.
func (a *App) AddCommitmentEvidence(ctx context.Context, in hub.AddCommitmentEvidenceInput) (hub.Commitment, error) {
	return a.onCommitment(ctx, in.CommitmentID, func(c change, of hub.Commitment) error {
		evidence, err := of.NewEvidence(in, c.asUser(), c.now)
		if err != nil {
			return err
		}
		if err := postgres.InsertCommitmentEvidence(ctx, c, evidence); err != nil {
			return err
		}
		return c.audit(ctx, "commitment.evidence", commitments.subject(of), nil, evidence)
	})
}

// VerifyCommitmentEvidence lets evidence count: by another person than the one who entered it. Permission: WRITE_PLACEMENTS. Errors: NOT_FOUND; BAD_INPUT
// for who entered it; CONFLICT where it is verified.
func (a *App) VerifyCommitmentEvidence(ctx context.Context, id hub.CommitmentEvidenceID) (hub.Commitment, error) {
	return a.onEvidence(ctx, id, func(c change, of hub.Commitment, e hub.CommitmentEvidence) error {
		before := e
		if err := e.Verify(c.asUser(), c.now); err != nil {
			return err
		}
		if err := postgres.SetEvidenceVerified(ctx, c, e); err != nil {
			return err
		}
		return c.audit(ctx, "commitment.verify", commitments.subject(of), before, e)
	})
}

// RemoveCommitmentEvidence takes away evidence that was entered by mistake; the history keeps it. Permission: WRITE_PLACEMENTS. Errors: NOT_FOUND.
func (a *App) RemoveCommitmentEvidence(ctx context.Context, id hub.CommitmentEvidenceID) (hub.Commitment, error) {
	return a.onEvidence(ctx, id, func(c change, of hub.Commitment, e hub.CommitmentEvidence) error {
		if err := postgres.DeleteCommitmentEvidence(ctx, c, id); err != nil {
			return err
		}
		return c.audit(ctx, "commitment.remove_evidence", commitments.subject(of), e, nil)
	})
}

// onEvidence lets do change evidence of a commitment, and returns the commitment as it stands then.
func (a *App) onEvidence(ctx context.Context, id hub.CommitmentEvidenceID, do func(c change, of hub.Commitment, e hub.CommitmentEvidence) error) (now hub.Commitment, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWritePlacements); err != nil {
		return now, err
	}
	err = a.change(ctx, func(c change) error {
		e, err := postgres.EvidenceForUpdate(ctx, c, c.viewer(), id)
		if err != nil {
			return err
		}
		of, err := commitments.ForUpdate(ctx, c, c.viewer(), e.CommitmentID)
		if err != nil {
			return err
		}
		if err := do(c, of, e); err != nil {
			return err
		}
		now, err = commitments.ForUpdate(ctx, c, c.viewer(), e.CommitmentID)
		return err
	})
	return now, err
}

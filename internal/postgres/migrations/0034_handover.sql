-- +goose Up
-- Who handed a questionnaire over to whom. The invitation, its link and its reminders are the last one's.
CREATE TABLE invitation_handover (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    invitation_id uuid NOT NULL REFERENCES invitation,
    from_person   uuid NOT NULL REFERENCES person,
    to_person     uuid NOT NULL REFERENCES person,
    handed_at     timestamptz NOT NULL              -- business clock
);
CREATE INDEX invitation_handover_of ON invitation_handover (invitation_id, id DESC);

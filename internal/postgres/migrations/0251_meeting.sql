-- +goose Up
CREATE TABLE meeting (
    id              uuid PRIMARY KEY,
    network_id      uuid NOT NULL REFERENCES network,
    title           text NOT NULL,
    agenda          text,
    place           text,
    link            text,
    starts_at       timestamptz NOT NULL,               -- as are all times here: business clock
    ends_at         timestamptz NOT NULL CHECK (ends_at > starts_at),
    cancelled_at    timestamptz,
    cancel_reason   text,
    sequence        integer NOT NULL DEFAULT 0,         -- counts the changes that invited people are told of
    timed_as        integer NOT NULL DEFAULT 0,         -- the sequence that set its time
    follow_up       text,
    followed_up_at  timestamptz,
    organisation_id uuid NOT NULL REFERENCES organisation,
    user_id         uuid REFERENCES hub_user,           -- who called it; null: a program
    version         integer NOT NULL DEFAULT 1,
    CONSTRAINT meeting_has_a_place CHECK (place IS NOT NULL OR link IS NOT NULL),
    CONSTRAINT meeting_cancelled_for_a_reason CHECK ((cancelled_at IS NULL) = (cancel_reason IS NULL))
);
CREATE INDEX meeting_of_network ON meeting (network_id, starts_at, id);
CREATE INDEX meeting_to_come ON meeting (starts_at) WHERE cancelled_at IS NULL;

-- Who is asked to a meeting in the name of which member.
CREATE TABLE meeting_invitee (
    id            uuid PRIMARY KEY,
    meeting_id    uuid NOT NULL REFERENCES meeting,
    employer_id   uuid NOT NULL REFERENCES employer,
    person_id     uuid NOT NULL REFERENCES person,
    seat          text NOT NULL CHECK (seat IN ('REPRESENTATIVE', 'DEPUTY')),
    stands_in_for uuid REFERENCES meeting_invitee,
    told_at       timestamptz NOT NULL,                 -- when the message that tells of the meeting's time was made
    reply         text CHECK (reply IN ('YES', 'NO', 'DEPUTY')),
    deputy_id     uuid REFERENCES person,
    note          text,
    replied_at    timestamptz,
    withdrawn_at  timestamptz,                          -- whoever they stood in for decided otherwise
    attended      boolean,                              -- null: attendance was not taken down
    CONSTRAINT meeting_invitee_once UNIQUE (meeting_id, person_id)
);
CREATE INDEX meeting_invitee_of_employer ON meeting_invitee (employer_id);
CREATE INDEX meeting_invitee_stand_in ON meeting_invitee (stands_in_for) WHERE stands_in_for IS NOT NULL;
CREATE TRIGGER follow_merge BEFORE INSERT ON meeting_invitee FOR EACH ROW EXECUTE FUNCTION follow_merge();

-- Tasks that a meeting led to.
CREATE TABLE meeting_action (
    meeting_id uuid NOT NULL REFERENCES meeting,
    task_id    uuid NOT NULL REFERENCES task,
    PRIMARY KEY (meeting_id, task_id)
);

-- What came with a message for calendar programs.
ALTER TABLE development_inbox ADD COLUMN calendar text;

ALTER TABLE reminder ADD COLUMN meeting_invitee_id uuid REFERENCES meeting_invitee;
CREATE INDEX reminder_meeting_invitee ON reminder (meeting_invitee_id) WHERE meeting_invitee_id IS NOT NULL;

ALTER TABLE personal_link DROP CONSTRAINT personal_link_purpose_check;
ALTER TABLE personal_link
    ADD CONSTRAINT personal_link_purpose_check CHECK (purpose IN ('DIAGNOSTIC', 'PHONE', 'ACCREDITATION', 'MEETING')),
    DROP CONSTRAINT personal_link_leads_somewhere,
    ADD CONSTRAINT personal_link_leads_somewhere CHECK (CASE purpose WHEN 'ACCREDITATION' THEN message_id IS NOT NULL AND invitation_id IS NULL WHEN 'MEETING' THEN invitation_id IS NULL ELSE invitation_id IS NOT NULL END),
    ADD COLUMN meeting_invitee_id uuid REFERENCES meeting_invitee,
    ADD CONSTRAINT personal_link_to_a_meeting CHECK ((purpose = 'MEETING') = (meeting_invitee_id IS NOT NULL));

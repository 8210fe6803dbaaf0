-- +goose Up
-- One partner asks another to take an employer up, or to introduce it to somebody there.
CREATE TABLE referral (
    id                   uuid PRIMARY KEY,
    kind                 text NOT NULL CHECK (kind IN ('REFERRAL', 'INTRODUCTION')),
    employer_id          uuid NOT NULL REFERENCES employer,
    from_organisation_id uuid NOT NULL REFERENCES organisation,
    to_organisation_id   uuid NOT NULL REFERENCES organisation,
    from_user_id         uuid REFERENCES hub_user,      -- null for an API token
    to_user_id           uuid REFERENCES hub_user,      -- who there deals with it; null until somebody does
    person_id            uuid REFERENCES person,        -- to whom an introduction is asked for, then was made
    about                text NOT NULL CHECK (about <> '' AND length(about) <= 2000),
    due_on               date NOT NULL,
    state                text NOT NULL CHECK (state IN ('OPEN', 'ACCEPTED', 'DECLINED', 'COMPLETED')),
    answer               text CHECK (answer <> '' AND length(answer) <= 2000),
    interaction_id       uuid REFERENCES interaction,   -- that completed it
    created_at           timestamptz NOT NULL,          -- business clock
    closed_at            timestamptz,                   -- business clock
    -- How far the reminders of the present due day are: 1 the receiver was reminded, 2 the sender was told; and since when.
    overdue_step         integer NOT NULL DEFAULT 0,
    overdue_since        date,
    version              integer NOT NULL DEFAULT 1,
    CONSTRAINT referral_to_another CHECK (from_organisation_id <> to_organisation_id),
    CONSTRAINT referral_declined_has_a_reason CHECK (state <> 'DECLINED' OR answer IS NOT NULL),
    CONSTRAINT referral_completed_by_something CHECK (state <> 'COMPLETED' OR CASE kind WHEN 'REFERRAL' THEN interaction_id ELSE person_id END IS NOT NULL),
    CONSTRAINT referral_closed_has_a_time CHECK ((state IN ('DECLINED', 'COMPLETED')) = (closed_at IS NOT NULL))
);
CREATE UNIQUE INDEX referral_once ON referral (employer_id, kind, from_organisation_id, to_organisation_id, person_id) NULLS NOT DISTINCT
    WHERE state IN ('OPEN', 'ACCEPTED');
CREATE INDEX referral_received ON referral (to_organisation_id, id DESC);
CREATE INDEX referral_sent ON referral (from_organisation_id, id DESC);
CREATE INDEX referral_employer ON referral (employer_id, id DESC);
CREATE INDEX referral_interaction ON referral (interaction_id) WHERE interaction_id IS NOT NULL;
CREATE INDEX referral_due ON referral (due_on, id) WHERE state IN ('OPEN', 'ACCEPTED');
-- What lets an organisation see more of an employer, or of a person.
CREATE INDEX referral_taken_up ON referral (employer_id, to_organisation_id) WHERE kind = 'REFERRAL' AND state IN ('ACCEPTED', 'COMPLETED');
CREATE INDEX referral_introduced ON referral (person_id, from_organisation_id) WHERE person_id IS NOT NULL;

CREATE TRIGGER follow_merge BEFORE INSERT ON referral FOR EACH ROW EXECUTE FUNCTION follow_merge();

-- Every step of a referral, for good.
CREATE TABLE referral_move (
    id              uuid PRIMARY KEY,
    referral_id     uuid NOT NULL REFERENCES referral,
    state           text NOT NULL,
    at              timestamptz NOT NULL,               -- business clock
    organisation_id uuid NOT NULL REFERENCES organisation,
    user_id         uuid REFERENCES hub_user,
    reason          text
);
CREATE INDEX referral_move_of ON referral_move (referral_id, id);

-- +goose StatementBegin
CREATE FUNCTION referral_move_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'steps of referrals are never changed or deleted' USING CONSTRAINT = 'referral_move_stays';
END $$;
-- +goose StatementEnd
CREATE TRIGGER referral_move_stays BEFORE UPDATE OR DELETE ON referral_move FOR EACH ROW EXECUTE FUNCTION referral_move_stays();

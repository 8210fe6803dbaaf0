-- +goose Up
-- What a placement led to: claimed by a member of staff, then confirmed by the employer of the job or by another member of staff.
CREATE TABLE placement_outcome (
    id               uuid PRIMARY KEY,
    placement_id     uuid NOT NULL REFERENCES placement,
    kind             text NOT NULL CHECK (kind IN ('INTERVIEW', 'OFFER', 'JOB_START', 'SUSTAINED')),
    weeks            integer CHECK (weeks BETWEEN 1 AND 104),         -- in work, of a sustained one
    on_day           date NOT NULL,
    employer_id      uuid REFERENCES employer,                        -- of the job; null: one that is not named
    hours_a_week     integer CHECK (hours_a_week BETWEEN 1 AND 100),
    evidence         text NOT NULL,
    reference        text,                                            -- of the evidence
    state            text NOT NULL CHECK (state IN ('CLAIMED', 'CONFIRMED', 'REFUSED', 'NOT_REACHED', 'WITHDRAWN')),
    claimed_at       timestamptz NOT NULL,                            -- business clock
    claimed_by       uuid NOT NULL REFERENCES hub_user,
    confirmed_at     timestamptz,                                     -- business clock
    confirmed_by     uuid REFERENCES hub_user,                        -- null: the employer did, or nobody
    confirmed_person uuid REFERENCES person,                          -- of the employer, by a link
    CONSTRAINT placement_outcome_has_weeks CHECK ((kind = 'SUSTAINED') = (weeks IS NOT NULL) AND (state <> 'NOT_REACHED' OR kind = 'SUSTAINED')),
    CONSTRAINT placement_outcome_confirmed_by_another CHECK (confirmed_by <> claimed_by),
    CONSTRAINT placement_outcome_confirmed CHECK (num_nonnulls(confirmed_by, confirmed_person) = CASE WHEN confirmed_at IS NULL THEN 0 ELSE 1 END AND (state <> 'CONFIRMED' OR confirmed_at IS NOT NULL))
);
-- A job is started once, and lasted so long once; interviews and offers may be several, one of a day.
CREATE UNIQUE INDEX placement_outcome_once ON placement_outcome (placement_id, kind, weeks, (CASE WHEN kind IN ('INTERVIEW', 'OFFER') THEN on_day END)) NULLS NOT DISTINCT WHERE state <> 'WITHDRAWN';
CREATE INDEX placement_outcome_of ON placement_outcome (placement_id, on_day, id);
CREATE INDEX placement_outcome_at ON placement_outcome (employer_id);
CREATE INDEX placement_outcome_listed ON placement_outcome (on_day DESC, id DESC);
CREATE INDEX placement_outcome_by_state ON placement_outcome (state, on_day DESC, id DESC);
CREATE TRIGGER follow_merge BEFORE INSERT ON placement_outcome FOR EACH ROW EXECUTE FUNCTION follow_merge();

-- Every step of an outcome after it was claimed, with why, or what was seen.
CREATE TABLE placement_outcome_move (
    id          uuid PRIMARY KEY,
    outcome_id  uuid NOT NULL REFERENCES placement_outcome,
    state       text NOT NULL,
    why         text,
    recorded_at timestamptz NOT NULL,                                 -- business clock
    user_id     uuid REFERENCES hub_user,                             -- null: the employer
    person_id   uuid REFERENCES person                                -- of the employer, by a link
);
CREATE INDEX placement_outcome_move_of ON placement_outcome_move (outcome_id, id);
CREATE TRIGGER placement_history_stays BEFORE UPDATE OR DELETE ON placement_outcome_move FOR EACH ROW EXECUTE FUNCTION placement_history_stays();

-- What a host, or the participant to staff, says of a placement half-way and at its end. Of each what was said last stands.
CREATE TABLE placement_review (
    id           uuid PRIMARY KEY,
    placement_id uuid NOT NULL REFERENCES placement,
    stage        text NOT NULL CHECK (stage IN ('MIDWAY', 'END')),
    by_host      boolean NOT NULL,                                    -- false: the participant
    going        text NOT NULL CHECK (going IN ('VERY_WELL', 'WELL', 'MIXED', 'BADLY')),
    again        text NOT NULL CHECK (again IN ('YES', 'MAYBE', 'NO')),  -- host again; of the participant: recommend the host
    attendance   text CHECK (attendance IN ('EVERY_DAY', 'MOST_DAYS', 'SOME_DAYS', 'HARDLY_EVER')),
    help         text[] NOT NULL,                                     -- what would help
    note         text,
    said_on      date NOT NULL,
    recorded_at  timestamptz NOT NULL,                                -- business clock
    user_id      uuid REFERENCES hub_user,                            -- who took it down; null: it came by a link
    person_id    uuid REFERENCES person,                              -- of the host, by a link
    CONSTRAINT placement_review_of_host CHECK (by_host = (attendance IS NOT NULL) AND (by_host OR help = '{}' AND note IS NULL AND person_id IS NULL))
);
CREATE INDEX placement_review_of ON placement_review (placement_id, stage, by_host);
CREATE TRIGGER placement_history_stays BEFORE UPDATE OR DELETE ON placement_review FOR EACH ROW EXECUTE FUNCTION placement_history_stays();

-- What a host says of the end of a placement. It moves nothing: staff complete the placement, end it early or change its last day.
CREATE TABLE placement_ending (
    id           uuid PRIMARY KEY,
    placement_id uuid NOT NULL REFERENCES placement,
    ending       text NOT NULL CHECK (ending IN ('AS_PLANNED', 'ENDED_EARLY', 'EXTENDED')),
    last_day     date NOT NULL,
    reason       text,                                                -- of one that ended early
    said_on      date NOT NULL,
    recorded_at  timestamptz NOT NULL,                                -- business clock
    user_id      uuid REFERENCES hub_user,                            -- who took it down; null: it came by a link
    person_id    uuid REFERENCES person,                              -- of the host, by a link
    CONSTRAINT placement_ending_reason CHECK ((ending = 'ENDED_EARLY') = (reason IS NOT NULL))
);
CREATE INDEX placement_ending_of ON placement_ending (placement_id, id);
CREATE TRIGGER placement_history_stays BEFORE UPDATE OR DELETE ON placement_ending FOR EACH ROW EXECUTE FUNCTION placement_history_stays();

-- Coordinators also hear that an end is to be reviewed and that somebody is to be asked whether a job lasts.
ALTER TABLE placement_reminder
    DROP CONSTRAINT placement_reminder_rule_check,
    ADD CONSTRAINT placement_reminder_rule_check CHECK (rule IN ('placement.start', 'placement.review', 'placement.end_review', 'placement.completion', 'placement.ending', 'placement.outcome',
        'placement.check', 'opportunity.check', 'opportunity.unfilled'));
INSERT INTO placement_reminder (rule, working_days) VALUES ('placement.end_review', 0), ('placement.ending', 0), ('placement.outcome', 0);
CREATE INDEX placement_over ON placement (ends_on) WHERE state IN ('COMPLETED', 'ENDED_EARLY');
CREATE INDEX placement_job_started ON placement_outcome (on_day) WHERE kind = 'JOB_START' AND state IN ('CLAIMED', 'CONFIRMED');

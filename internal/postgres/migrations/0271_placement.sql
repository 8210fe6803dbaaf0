-- +goose Up
-- Exclusion constraints compare IDs beside ranges.
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- A name that a participant goes by is kept only where the programme's impact assessment allows it.
ALTER TABLE placement_programme
    ADD COLUMN known_as_since      date,
    ADD COLUMN known_as_assessment text,               -- reference of the impact assessment
    ADD CONSTRAINT placement_programme_known_as_assessed CHECK ((known_as_since IS NULL) = (known_as_assessment IS NULL));

-- What the law says of the hours of young workers, from a day on.
CREATE TABLE young_worker_rule (
    age_band       text NOT NULL CHECK (age_band IN ('UNDER_16', 'FROM_16')),
    starts_on      date NOT NULL,
    most_a_day     integer NOT NULL CHECK (most_a_day BETWEEN 1 AND 1440),       -- minutes of work
    most_a_week    integer NOT NULL CHECK (most_a_week BETWEEN 1 AND 10080),
    earliest       text NOT NULL,                                                -- by the clock of the site, as 06:00
    latest         text NOT NULL,
    most_days      integer NOT NULL CHECK (most_days BETWEEN 1 AND 7),           -- of a week
    break_after    integer NOT NULL,                                             -- minutes of presence after which a break is due
    break_for      integer NOT NULL,                                             -- minutes, which are no work
    note           text,
    PRIMARY KEY (age_band, starts_on)
);
INSERT INTO young_worker_rule (age_band, starts_on, most_a_day, most_a_week, earliest, latest, most_days, break_after, break_for, note) VALUES
    ('FROM_16', '2026-01-01', 480, 2400, '06:00', '22:00', 5, 270, 30, 'Working Time Regulations 1998: young workers.'),
    ('UNDER_16', '2026-01-01', 480, 2400, '07:00', '19:00', 5, 270, 30, 'Pupils on work experience: hours as for young workers, between 7 and 19 o''clock as for children.');

-- Somebody who takes part in a programme: a reference to the case system, and no more than a placement needs.
CREATE TABLE participant (
    id           uuid PRIMARY KEY,
    reference    text NOT NULL,
    programme    text NOT NULL REFERENCES placement_programme,
    age_band     text NOT NULL CHECK (age_band IN ('UNDER_16', 'FROM_16', 'FROM_18', 'FROM_25', 'FROM_50')),
    adult_on     date,                                 -- the day on which the rules for people under 18 end; null: not known, or long past
    known_as     text,
    closed_on    date,
    version      integer NOT NULL DEFAULT 1,
    CONSTRAINT participant_adult_later CHECK (adult_on IS NULL OR age_band IN ('UNDER_16', 'FROM_16'))
);
CREATE UNIQUE INDEX participant_reference_once ON participant (lower(reference) COLLATE "C");
CREATE INDEX participant_to_erase ON participant (closed_on) WHERE known_as IS NOT NULL;

-- Which cohorts a participant belongs to, each under the condition of the law that is relied on.
CREATE TABLE participant_flag (
    participant_id uuid NOT NULL REFERENCES participant,
    flag           text NOT NULL,
    condition      text NOT NULL,
    recorded_at    timestamptz NOT NULL,               -- business clock
    user_id        uuid REFERENCES hub_user,           -- null: a program
    PRIMARY KEY (participant_id, flag)
);

-- What was told of a participant to which host, and when.
CREATE TABLE participant_share (
    id             uuid PRIMARY KEY,
    participant_id uuid NOT NULL REFERENCES participant,
    employer_id    uuid NOT NULL REFERENCES employer,
    items          text[] NOT NULL,
    shared_on      date NOT NULL,
    recorded_at    timestamptz NOT NULL,               -- business clock
    user_id        uuid REFERENCES hub_user            -- null: a program
);
CREATE INDEX participant_share_of ON participant_share (participant_id, employer_id, shared_on);
CREATE INDEX participant_share_with ON participant_share (employer_id);
CREATE TRIGGER follow_merge BEFORE INSERT ON participant_share FOR EACH ROW EXECUTE FUNCTION follow_merge();

-- The minutes of a week in which somebody is at work; null where the days or the hours are not known.
-- +goose StatementBegin
CREATE FUNCTION week_minutes(days text[], from_time text, until_time text) RETURNS int4multirange LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN from_time IS NOT NULL AND until_time IS NOT NULL THEN (
        SELECT range_agg(int4range(
            (d.at::int - 1) * 1440 + split_part(from_time, ':', 1)::int * 60 + split_part(from_time, ':', 2)::int,
            (d.at::int - 1) * 1440 + split_part(until_time, ':', 1)::int * 60 + split_part(until_time, ':', 2)::int))
        FROM unnest('{MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY}'::text[]) WITH ORDINALITY AS d (day, at)
        WHERE d.day = ANY (days)) END
$$;
-- +goose StatementEnd

-- A participant at an opportunity, from the proposal to its end. Those that are confirmed or started hold a numbered place for their days.
CREATE TABLE placement (
    id             uuid PRIMARY KEY,
    participant_id uuid NOT NULL REFERENCES participant,
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    employer_id    uuid NOT NULL REFERENCES employer,
    state          text NOT NULL CHECK (state IN ('PROPOSED', 'MATCHED', 'ACCEPTED', 'CONFIRMED', 'STARTED', 'COMPLETED', 'WITHDRAWN', 'DID_NOT_START', 'ENDED_EARLY')),
    since          date NOT NULL,                      -- the day from which the state holds
    starts_on      date,
    ends_on        date,
    days           text[] NOT NULL CHECK (days <@ '{MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY}'),
    from_time      text,                               -- by the clock of the site, as 09:00
    until_time     text,
    place          integer CHECK (place BETWEEN 1 AND 500),
    overlap        text,                               -- why it may be beside another one of the participant
    proposed_at    timestamptz NOT NULL,               -- business clock; the waiting list goes by it
    version        integer NOT NULL DEFAULT 1,
    period         daterange GENERATED ALWAYS AS (CASE WHEN starts_on IS NOT NULL THEN daterange(starts_on, ends_on, '[]') END) STORED,
    hours          int4multirange GENERATED ALWAYS AS (week_minutes(days, from_time, until_time)) STORED,
    CONSTRAINT placement_in_order CHECK (ends_on >= starts_on),
    CONSTRAINT placement_hours_in_order CHECK ((from_time IS NULL) = (until_time IS NULL) AND until_time > from_time),
    CONSTRAINT placement_holds_a_place CHECK (state NOT IN ('CONFIRMED', 'STARTED') OR place IS NOT NULL AND starts_on IS NOT NULL),
    CONSTRAINT placement_place_once EXCLUDE USING gist (opportunity_id WITH =, place WITH =, period WITH &&) WHERE (state IN ('CONFIRMED', 'STARTED')),
    CONSTRAINT placement_hours_once EXCLUDE USING gist (participant_id WITH =, period WITH &&, hours WITH &&) WHERE (state IN ('CONFIRMED', 'STARTED'))
);
CREATE UNIQUE INDEX placement_once ON placement (opportunity_id, participant_id) WHERE state NOT IN ('WITHDRAWN', 'DID_NOT_START');
CREATE INDEX placement_by_start ON placement (coalesce(starts_on, 'infinity'), id);
CREATE INDEX placement_by_state ON placement (state, coalesce(starts_on, 'infinity'), id);
CREATE INDEX placement_of_opportunity ON placement (opportunity_id, coalesce(starts_on, 'infinity'), id);
CREATE INDEX placement_of_participant ON placement (participant_id, coalesce(starts_on, 'infinity'), id);
CREATE INDEX placement_of_employer ON placement (employer_id, coalesce(starts_on, 'infinity'), id);
CREATE TRIGGER follow_merge BEFORE INSERT ON placement FOR EACH ROW EXECUTE FUNCTION follow_merge();

-- An opportunity has as many places as it says, whoever asks, and no fewer than are taken.
-- +goose StatementBegin
CREATE FUNCTION placement_place_exists() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state IN ('CONFIRMED', 'STARTED') AND NEW.place > (SELECT places FROM opportunity WHERE id = NEW.opportunity_id FOR SHARE) THEN
        RAISE EXCEPTION 'there is no such place' USING CONSTRAINT = 'placement_place_exists', ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION opportunity_places_taken() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM placement WHERE opportunity_id = NEW.id AND state IN ('CONFIRMED', 'STARTED') AND place > NEW.places) THEN
        RAISE EXCEPTION 'more places are taken' USING CONSTRAINT = 'opportunity_places_taken', ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER placement_place_exists BEFORE INSERT OR UPDATE OF place, state ON placement FOR EACH ROW EXECUTE FUNCTION placement_place_exists();
CREATE TRIGGER opportunity_places_taken BEFORE UPDATE OF places ON opportunity FOR EACH ROW WHEN (NEW.places < OLD.places) EXECUTE FUNCTION opportunity_places_taken();

-- Every step of a placement.
CREATE TABLE placement_move (
    id           uuid PRIMARY KEY,
    placement_id uuid NOT NULL REFERENCES placement,
    state        text NOT NULL,
    on_day       date NOT NULL,                        -- from which it holds
    reason       text,
    withdrawn_by text,
    recorded_at  timestamptz NOT NULL,                 -- business clock
    user_id      uuid REFERENCES hub_user              -- null: a program
);
CREATE INDEX placement_move_of ON placement_move (placement_id, id);
CREATE TRIGGER placement_history_stays BEFORE UPDATE OR DELETE ON placement_move FOR EACH ROW EXECUTE FUNCTION placement_history_stays();

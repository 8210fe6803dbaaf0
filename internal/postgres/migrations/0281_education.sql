-- +goose Up
-- What employers do with schools, colleges and training providers, beside hosting placements.

-- A school encounter or a workplace experience: so many pupil places on a day. Two of one day at one school are told apart by their kind.
CREATE TABLE school_encounter (
    id            uuid PRIMARY KEY,
    employer_id   uuid NOT NULL REFERENCES employer,
    school        text NOT NULL,
    school_key    text NOT NULL,                    -- hub.NameKey of school
    kind          text NOT NULL CHECK (kind IN ('ENCOUNTER', 'WORKPLACE_EXPERIENCE')),
    happens_on    date NOT NULL,                    -- the first day
    days          double precision NOT NULL CHECK (days > 0 AND days <= 60),
    year_groups   integer[] NOT NULL,               -- of school; none: nobody said
    pupil_places  integer NOT NULL CHECK (pupil_places BETWEEN 1 AND 10000),
    confirmed_on  date,                             -- when the school confirmed the pupil places
    confirmation  text,                             -- how
    feedback      text,                             -- of the employer
    cancelled_on  date,
    cancel_reason text,
    recorded_at   timestamptz NOT NULL,             -- business clock
    version       integer NOT NULL DEFAULT 1,
    CONSTRAINT school_encounter_confirmed_somehow CHECK ((confirmed_on IS NULL) = (confirmation IS NULL)),
    CONSTRAINT school_encounter_cancelled_for_a_reason CHECK ((cancelled_on IS NULL) = (cancel_reason IS NULL))
);
CREATE INDEX school_encounter_by_day ON school_encounter (happens_on, id);
CREATE INDEX school_encounter_of_employer ON school_encounter (employer_id, happens_on, id);
CREATE TRIGGER follow_merge BEFORE INSERT ON school_encounter FOR EACH ROW EXECUTE FUNCTION follow_merge();

-- What an employer does with a provider for a course.
CREATE TABLE collaboration (
    id           uuid PRIMARY KEY,
    employer_id  uuid NOT NULL REFERENCES employer,
    provider_id  uuid NOT NULL REFERENCES provider,
    course       text NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('CO_DESIGN', 'ADVISORY_BOARD', 'TEACHING', 'ASSESSMENT', 'EQUIPMENT')),
    starts_on    date NOT NULL,
    ends_on      date,                              -- null: it goes on
    evidence     text,                              -- minutes, a specification
    confirmed_on date,
    confirmed_by text CHECK (confirmed_by IN ('EMPLOYER', 'PROVIDER')),
    recorded_at  timestamptz NOT NULL,              -- business clock
    version      integer NOT NULL DEFAULT 1,
    CONSTRAINT collaboration_in_order CHECK (ends_on >= starts_on),
    CONSTRAINT collaboration_confirmed_by_somebody CHECK ((confirmed_on IS NULL) = (confirmed_by IS NULL))
);
CREATE INDEX collaboration_by_day ON collaboration (starts_on, id);
CREATE INDEX collaboration_of_employer ON collaboration (employer_id, starts_on, id);
CREATE INDEX collaboration_of_provider ON collaboration (provider_id);
CREATE TRIGGER follow_merge BEFORE INSERT ON collaboration FOR EACH ROW EXECUTE FUNCTION follow_merge();

-- Apprenticeships at an employer: so many of a standard, pledged, offered or started.
CREATE TABLE apprenticeship (
    id            uuid PRIMARY KEY,
    employer_id   uuid NOT NULL REFERENCES employer,
    stage         text NOT NULL CHECK (stage IN ('PLEDGED', 'OFFERED', 'STARTED')),
    level         integer NOT NULL CHECK (level BETWEEN 2 AND 7),
    standard      text NOT NULL,
    growth_sector text CHECK (growth_sector IN ('ADVANCED_MANUFACTURING', 'CLEAN_ENERGY', 'CREATIVE', 'DEFENCE', 'DIGITAL', 'FINANCIAL_SERVICES', 'LIFE_SCIENCES', 'PROFESSIONAL_SERVICES')),
    places        integer NOT NULL CHECK (places BETWEEN 1 AND 1000),
    on_day        date NOT NULL,                    -- pledged, offered or started then
    due_on        date,                             -- of a pledge: until when they start
    in_rotherham  boolean NOT NULL,                 -- they work at a site in Rotherham
    evidence      text,                             -- an advert, a provider's confirmation
    recorded_at   timestamptz NOT NULL,             -- business clock
    version       integer NOT NULL DEFAULT 1,
    CONSTRAINT apprenticeship_pledge_in_order CHECK (due_on IS NULL OR due_on >= on_day AND stage = 'PLEDGED')
);
CREATE INDEX apprenticeship_by_day ON apprenticeship (on_day, id);
CREATE INDEX apprenticeship_of_employer ON apprenticeship (employer_id, on_day, id);
CREATE TRIGGER follow_merge BEFORE INSERT ON apprenticeship FOR EACH ROW EXECUTE FUNCTION follow_merge();

-- What an employer said of the levy; what was said last stands.
CREATE TABLE levy_word (
    id          uuid PRIMARY KEY,
    employer_id uuid NOT NULL REFERENCES employer,
    pays        boolean NOT NULL,
    transfer    text NOT NULL CHECK (transfer IN ('NOT_ASKED', 'NONE', 'GIVE', 'RECEIVE')),
    said_on     date NOT NULL,
    note        text,
    user_id     uuid REFERENCES hub_user,           -- null: a program
    recorded_at timestamptz NOT NULL                -- business clock
);
CREATE INDEX levy_word_of_employer ON levy_word (employer_id, said_on, id);
CREATE TRIGGER follow_merge BEFORE INSERT ON levy_word FOR EACH ROW EXECUTE FUNCTION follow_merge();

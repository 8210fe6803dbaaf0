-- +goose Up
CREATE TABLE questionnaire (
    id   uuid PRIMARY KEY,
    key  text NOT NULL CONSTRAINT questionnaire_key_once UNIQUE,
    name text NOT NULL
);

CREATE TABLE questionnaire_version (
    id               uuid PRIMARY KEY,
    questionnaire_id uuid NOT NULL REFERENCES questionnaire,
    number           integer NOT NULL,
    state            text NOT NULL CHECK (state IN ('DRAFT', 'PUBLISHED', 'RETIRED')),
    definition       jsonb NOT NULL,
    published_at     timestamptz,
    UNIQUE (questionnaire_id, number),
    CHECK ((state = 'DRAFT') = (published_at IS NULL))
);
CREATE UNIQUE INDEX questionnaire_version_published ON questionnaire_version (questionnaire_id) WHERE state = 'PUBLISHED';

-- +goose StatementBegin
CREATE FUNCTION questionnaire_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'DRAFT' THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    -- A published version may be retired, and nothing else.
    IF TG_OP = 'UPDATE' AND OLD.state = 'PUBLISHED' AND NEW.state = 'RETIRED'
        AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a published questionnaire version never changes' USING CONSTRAINT = 'questionnaire_version_stays';
END $$;
-- +goose StatementEnd
CREATE TRIGGER questionnaire_version_stays BEFORE UPDATE OR DELETE ON questionnaire_version
    FOR EACH ROW EXECUTE FUNCTION questionnaire_version_stays();

CREATE TABLE campaign (
    id                       uuid PRIMARY KEY,
    questionnaire_version_id uuid NOT NULL REFERENCES questionnaire_version,
    organisation_id          uuid NOT NULL REFERENCES organisation,
    user_id                  uuid REFERENCES hub_user,
    name                     text NOT NULL,
    kind                     text NOT NULL CHECK (kind IN ('SERVICE', 'RESEARCH', 'MARKETING')),
    state                    text NOT NULL CHECK (state IN ('RUNNING', 'PAUSED', 'CLOSED', 'CANCELLED')),
    send_window              text NOT NULL DEFAULT 'SURVEY' CHECK (send_window IN ('SURVEY', 'OPERATIONAL', 'ANY')),
    reminder_plan            jsonb NOT NULL,
    closes_on                date NOT NULL,
    launched_at              timestamptz NOT NULL,      -- business clock
    version                  integer NOT NULL DEFAULT 1,
    CONSTRAINT campaign_name_given CHECK (name <> '' AND length(name) <= 200)
);
CREATE INDEX campaign_latest ON campaign (organisation_id, id DESC);
CREATE INDEX campaign_to_close ON campaign (closes_on) WHERE state IN ('RUNNING', 'PAUSED');

CREATE TABLE invitation (
    id               uuid PRIMARY KEY,
    campaign_id      uuid NOT NULL REFERENCES campaign,
    employer_id      uuid NOT NULL REFERENCES employer,
    person_id        uuid NOT NULL REFERENCES person,
    state            text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'SUBMITTED', 'DECLINED', 'OBJECTED', 'LEFT', 'BOUNCED', 'CLOSED')),
    -- Business time of the next reminder; null where the next step waits for the message before it, or there is none.
    next_reminder_at timestamptz,
    next_step        integer NOT NULL DEFAULT 1,
    created_at       timestamptz NOT NULL,              -- business clock
    CONSTRAINT invitation_once UNIQUE (campaign_id, employer_id)
);
CREATE INDEX invitation_campaign ON invitation (campaign_id, id DESC);
CREATE INDEX invitation_employer ON invitation (employer_id, id DESC);
CREATE INDEX invitation_person ON invitation (person_id);
CREATE INDEX invitation_reminder_due ON invitation (next_reminder_at) WHERE state = 'OPEN' AND next_reminder_at IS NOT NULL;

CREATE TABLE response (
    id                       uuid PRIMARY KEY,
    invitation_id            uuid NOT NULL CONSTRAINT response_once UNIQUE REFERENCES invitation,
    employer_id              uuid NOT NULL REFERENCES employer,
    questionnaire_version_id uuid NOT NULL REFERENCES questionnaire_version,
    state                    text NOT NULL CHECK (state IN ('IN_PROGRESS', 'SUBMITTED', 'REOPENED')),
    answers                  jsonb NOT NULL DEFAULT '{}',
    reference                text CONSTRAINT response_reference_once UNIQUE,
    -- Partners that the employer let see the answers, beside the lead organisation and the one that asked.
    shared_with              uuid[] NOT NULL DEFAULT '{}',
    version                  integer NOT NULL DEFAULT 1,
    started_at               timestamptz NOT NULL,      -- business clock
    submitted_at             timestamptz,
    CONSTRAINT response_submitted_has_a_reference CHECK (state <> 'SUBMITTED' OR (submitted_at IS NOT NULL AND reference IS NOT NULL))
);
CREATE INDEX response_employer ON response (employer_id, id DESC);

CREATE TABLE skills_need (
    id          uuid PRIMARY KEY,
    employer_id uuid NOT NULL REFERENCES employer,
    site_id     uuid REFERENCES site,
    response_id uuid REFERENCES response,
    question_id text,
    kind        text NOT NULL CHECK (kind IN ('SKILL_SHORTAGE_VACANCY', 'HARD_TO_FILL_VACANCY', 'SKILLS_GAP', 'UPSKILLING', 'FUTURE_NEED')),
    status      text NOT NULL CHECK (status IN ('DRAFT', 'OPEN', 'MATCHED', 'IN_PROGRESS', 'MET', 'WITHDRAWN')),
    occupation  text,
    skill       text,
    headcount   integer,
    horizon     text NOT NULL CHECK (horizon IN ('NOW', 'TWELVE_MONTHS', 'THREE_YEARS')),
    version     integer NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL,                   -- business clock
    CONSTRAINT skills_need_headcount_sensible CHECK (headcount BETWEEN 0 AND 1000000)
);
CREATE INDEX skills_need_employer ON skills_need (employer_id, id DESC);
CREATE INDEX skills_need_response ON skills_need (response_id) WHERE response_id IS NOT NULL;

-- Status by day, so that figures can be recomputed as at any date.
CREATE TABLE skills_need_status (
    skills_need_id uuid NOT NULL REFERENCES skills_need,
    status         text NOT NULL,
    valid_from     date NOT NULL,
    valid_until    date
);
CREATE UNIQUE INDEX skills_need_status_now ON skills_need_status (skills_need_id) WHERE valid_until IS NULL;

-- Personal links: 128 random bits or more, stored hashed. Each message carries one of its own; all for one invitation work
-- until they expire or are revoked.
CREATE TABLE personal_link (
    id            uuid PRIMARY KEY,
    token_hash    bytea NOT NULL CONSTRAINT personal_link_token_once UNIQUE,
    purpose       text NOT NULL CHECK (purpose IN ('DIAGNOSTIC')),
    person_id     uuid NOT NULL REFERENCES person,
    invitation_id uuid REFERENCES invitation,
    created_at    timestamptz NOT NULL DEFAULT now(),
    expires_at    timestamptz NOT NULL,                 -- business clock
    revoked_at    timestamptz
);
CREATE INDEX personal_link_invitation ON personal_link (invitation_id);

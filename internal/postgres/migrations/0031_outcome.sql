-- +goose Up
ALTER TABLE response
    -- What was known about the employer when it was begun, so that it can be read later as it was asked.
    ADD COLUMN facts jsonb NOT NULL DEFAULT '{}',
    -- What the answers came to when they were submitted: 0 to 3 by theme, and local support that fits.
    ADD COLUMN scores jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN help text[] NOT NULL DEFAULT '{}',
    -- The employer lets those providers see the answers that we suggest.
    ADD COLUMN providers_may_ask boolean NOT NULL DEFAULT false;
UPDATE response r SET facts = jsonb_build_object('employer', e.name) FROM employer e WHERE e.id = r.employer_id;

ALTER TABLE skills_need
    ADD COLUMN skills text[] NOT NULL DEFAULT '{}',
    ADD COLUMN causes text[] NOT NULL DEFAULT '{}';

-- What an employer said of hosting, for each programme and year; the latest row counts.
CREATE TABLE hosting_interest (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    employer_id uuid NOT NULL REFERENCES employer,
    programme   text NOT NULL CHECK (programme IN ('WORK_EXPERIENCE', 'T_LEVEL', 'WORK_ACADEMY', 'SUPPORTED_INTERNSHIP', 'WORK_TRIAL')),
    year        integer NOT NULL,
    level       text NOT NULL CHECK (level IN ('LOOKING', 'OPEN', 'NOT_NOW')),
    said_on     date NOT NULL,
    response_id uuid REFERENCES response,
    CONSTRAINT hosting_interest_once UNIQUE (employer_id, programme, year, response_id)
);
CREATE INDEX hosting_interest_latest ON hosting_interest (employer_id, programme, year, id DESC);

-- How far an employer says it is with Disability Confident; the latest row counts. Nobody has seen a certificate.
CREATE TABLE disability_confident_word (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    employer_id uuid NOT NULL REFERENCES employer,
    stage       text NOT NULL CHECK (stage IN ('NOT_DISCUSSED', 'AWARE', 'WORKING_TOWARDS', 'APPLIED', 'COMMITTED', 'EMPLOYER', 'LEADER')),
    until       date,
    said_on     date NOT NULL,
    response_id uuid CONSTRAINT disability_confident_word_once UNIQUE REFERENCES response
);
CREATE INDEX disability_confident_word_latest ON disability_confident_word (employer_id, id DESC);

-- +goose Up
CREATE TABLE person (
    id              uuid PRIMARY KEY,
    name            text NOT NULL,
    email           text,
    phone           text,
    email_state     text NOT NULL DEFAULT 'UNKNOWN' CHECK (email_state IN ('UNKNOWN', 'DELIVERABLE', 'SOFT_BOUNCED', 'HARD_BOUNCED', 'COMPLAINED')),
    -- The organisation whose staff entered the person; it keeps seeing what it entered.
    organisation_id uuid REFERENCES organisation,
    version         integer NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT person_name_given CHECK (name <> '' AND length(name) <= 200)
);
CREATE INDEX person_email ON person (lower(email)) WHERE email IS NOT NULL;

CREATE TABLE person_role (
    id          uuid PRIMARY KEY,
    person_id   uuid NOT NULL REFERENCES person,
    employer_id uuid NOT NULL REFERENCES employer,
    job_title   text,
    function    text NOT NULL CHECK (function IN ('OWNER', 'HR_DIRECTOR', 'HR', 'PLACEMENT_CONTACT', 'OPERATIONS', 'OTHER')),
    since       date,
    until       date,
    version     integer NOT NULL DEFAULT 1,
    CONSTRAINT person_role_ends_after_it_begins CHECK (until >= since)
);
CREATE INDEX person_role_employer ON person_role (employer_id);
CREATE INDEX person_role_person ON person_role (person_id);

CREATE TABLE objection (
    person_id   uuid NOT NULL REFERENCES person,
    topic       text NOT NULL CHECK (topic IN ('ALL', 'DIAGNOSTICS', 'NETWORK', 'PLACEMENTS', 'ACCREDITATIONS')),
    received_at timestamptz NOT NULL,
    how         text NOT NULL,
    PRIMARY KEY (person_id, topic)
);

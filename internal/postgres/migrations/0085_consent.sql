-- +goose Up
-- A person's word that marketing about a topic may be sent. Each row is kept for good; one at most holds.
CREATE TABLE consent (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id     uuid NOT NULL REFERENCES person,
    topic         text NOT NULL CHECK (topic IN ('DIAGNOSTICS', 'NETWORK', 'PLACEMENTS', 'ACCREDITATIONS')),
    given_on      date NOT NULL,
    how           text NOT NULL,
    wording       text NOT NULL,            -- what they agreed to, or where the evidence is kept
    recorded_at   timestamptz NOT NULL,     -- business clock
    recorded_by   text,                     -- the member of staff; null where the person did it
    withdrawn_on  date,
    withdrawn_how text,
    CONSTRAINT consent_withdrawn_how CHECK ((withdrawn_on IS NULL) = (withdrawn_how IS NULL)),
    CONSTRAINT consent_ends_after_it_begins CHECK (withdrawn_on >= given_on)
);
CREATE UNIQUE INDEX consent_holds_once ON consent (person_id, topic) WHERE withdrawn_on IS NULL;
CREATE INDEX consent_person ON consent (person_id, given_on DESC, id DESC);

-- Whether the person said so by themselves, on a page of theirs.
ALTER TABLE objection ADD COLUMN by_person boolean NOT NULL DEFAULT false;
UPDATE objection SET by_person = true WHERE how = 'by personal link';

-- +goose Up
-- Two records that may be of one employer. One that was rejected stays, so that it is never shown again. That both became one
-- record is told by employer.merged_into.
CREATE TABLE duplicate_pair (
    id         uuid PRIMARY KEY,
    first_id   uuid NOT NULL REFERENCES employer,
    second_id  uuid NOT NULL REFERENCES employer,
    score      double precision NOT NULL CHECK (score BETWEEN 0 AND 1),
    reasons    jsonb NOT NULL,
    rejected   boolean NOT NULL DEFAULT false,
    found_at   timestamptz NOT NULL,          -- business clock
    found_by   text NOT NULL CHECK (found_by IN ('CREATION', 'CHANGE', 'FULL_SEARCH')),
    checked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    decided_at timestamptz,                   -- business clock
    decided_by text,
    reason     text CHECK (reason <> '' AND length(reason) <= 1000),
    CONSTRAINT duplicate_pair_of_two CHECK (first_id <> second_id),
    CONSTRAINT duplicate_pair_rejected_with_a_reason CHECK (rejected = (decided_at IS NOT NULL) AND rejected = (decided_by IS NOT NULL) AND rejected = (reason IS NOT NULL))
);
CREATE INDEX duplicate_pair_open ON duplicate_pair (score, id) WHERE NOT rejected;
CREATE INDEX duplicate_pair_rejected ON duplicate_pair (score, id) WHERE rejected;
CREATE UNIQUE INDEX duplicate_pair_once ON duplicate_pair (least(first_id, second_id), greatest(first_id, second_id));
CREATE INDEX duplicate_pair_first ON duplicate_pair (first_id);
CREATE INDEX duplicate_pair_second ON duplicate_pair (second_id);

-- What match.Prepare makes of an employer, with digests in place of telephone numbers and e-mail addresses, and match's keys of it.
CREATE TABLE duplicate_record (
    employer_id uuid PRIMARY KEY REFERENCES employer,
    record      jsonb NOT NULL,
    keys        bigint[] NOT NULL
);
-- The keys once more, so that who shares one is found.
CREATE TABLE duplicate_key (
    key         bigint NOT NULL,
    employer_id uuid NOT NULL,
    PRIMARY KEY (key, employer_id)
);
-- How many records have a word; words that only one has are left out.
CREATE TABLE duplicate_word (
    word    text COLLATE "C" PRIMARY KEY,
    records integer NOT NULL
);
-- How far the search has come: what was changed until then has been looked at.
CREATE TABLE duplicate_search (
    single    boolean PRIMARY KEY DEFAULT true CHECK (single),
    records   integer NOT NULL,               -- when the words were counted
    looked_at timestamptz NOT NULL            -- the database's clock
);

-- What changed since is found by its time. Both tables are written in that order.
CREATE INDEX audit_at ON audit USING brin (at) WITH (pages_per_range = 16);
CREATE INDEX import_change_at ON import_change USING brin (at) WITH (pages_per_range = 16);

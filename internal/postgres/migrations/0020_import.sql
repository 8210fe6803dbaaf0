-- +goose Up
CREATE TABLE import (
    id              uuid PRIMARY KEY,
    source          text NOT NULL CHECK (source IN ('COMPANIES_HOUSE')),
    file_name       text NOT NULL CHECK (length(file_name) <= 255),
    bytes           bigint NOT NULL,
    state           text NOT NULL DEFAULT 'QUEUED' CHECK (state IN ('QUEUED', 'RUNNING', 'FINISHED', 'FAILED')),
    header          text[] NOT NULL,                -- of the file, for the download of its rejected rows
    rows_total      integer,
    rows_read       integer NOT NULL DEFAULT 0,
    created         integer NOT NULL DEFAULT 0,
    updated         integer NOT NULL DEFAULT 0,
    unchanged       integer NOT NULL DEFAULT 0,
    rejected        integer NOT NULL DEFAULT 0,
    warnings        integer NOT NULL DEFAULT 0,
    failure         text,
    started_by      uuid REFERENCES hub_user,       -- null for machines
    started_at      timestamptz NOT NULL DEFAULT now(),
    finished_at     timestamptz,
    -- Who works on it, and until when it counts as alive. By the database's own clock.
    lease           uuid,
    lease_until     timestamptz,
    CONSTRAINT import_finished_has_a_time CHECK ((state IN ('FINISHED', 'FAILED')) = (finished_at IS NOT NULL)),
    CONSTRAINT import_counts_add_up CHECK (created + updated + unchanged + rejected = rows_read)
);
-- One import at a time; the others wait.
CREATE UNIQUE INDEX import_one_running ON import (state) WHERE state = 'RUNNING';

-- The bytes of an upload, until they are worked off. They come before the import, which is there when they are complete.
CREATE TABLE import_chunk (
    import_id  uuid NOT NULL,
    number     integer NOT NULL,
    bytes      bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (import_id, number)
);
ALTER TABLE import_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE import_finding (
    import_id uuid NOT NULL REFERENCES import,
    line      integer NOT NULL,
    severity  text NOT NULL CHECK (severity IN ('REJECTED', 'WARNING')),
    reason    text NOT NULL,
    label     text NOT NULL,        -- name and number, as far as they could be read
    raw       text,                 -- a rejected row as it stands in the file
    PRIMARY KEY (import_id, line)
);

-- The lines that are dealt with, until the import ends: who goes on after a crash leaves them out.
CREATE TABLE import_part (
    import_id  uuid NOT NULL REFERENCES import,
    first_line integer NOT NULL,
    last_line  integer NOT NULL,
    PRIMARY KEY (import_id, first_line)
);

-- Rows with a number that an earlier row of the same file has, until the import ends.
CREATE TABLE import_repeat (
    import_id  uuid NOT NULL REFERENCES import,
    line       integer NOT NULL,
    first_line integer NOT NULL,
    PRIMARY KEY (import_id, line)
);

-- What a register said last about each employer that it knows. A file overwrites only those facts about an employer that
-- differ from what is here, so that what staff corrected stays.
CREATE TABLE register_entry (
    number      text COLLATE "C" NOT NULL,
    scheme      text NOT NULL CHECK (scheme IN ('COMPANIES_HOUSE')),
    employer_id uuid NOT NULL,
    import_id   uuid NOT NULL,      -- the last that changed it
    fingerprint uuid NOT NULL,
    company     json NOT NULL,      -- read whole, never searched
    PRIMARY KEY (number, scheme)
);

-- What an import did to each employer that it made or changed: the change rows of its one audit row. before and after hold the
-- fields that differ; a new employer has neither, since the register entry says what came in.
CREATE TABLE import_change (
    employer_id uuid NOT NULL,
    import_id   uuid NOT NULL,
    line        integer NOT NULL,
    created     boolean NOT NULL,
    before      jsonb,
    after       jsonb,
    at          timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (employer_id, import_id),
    CONSTRAINT import_change_says_what CHECK (created = (after IS NULL))
);

-- +goose Up
-- A spreadsheet waits for its columns to be mapped, is tried out, and waits again until somebody has it taken in or drops it.
ALTER TABLE import DROP CONSTRAINT import_source_check;
ALTER TABLE import DROP CONSTRAINT import_state_check;
ALTER TABLE import DROP CONSTRAINT import_finished_has_a_time;
ALTER TABLE import DROP CONSTRAINT import_counts_add_up;
ALTER TABLE import
    ADD COLUMN step            text NOT NULL DEFAULT 'APPLY' CHECK (step IN ('PREVIEW', 'APPLY', 'UNDO')),
    ADD COLUMN organisation_id uuid REFERENCES organisation,    -- whose file it is; null for machines
    ADD COLUMN duplicates      integer NOT NULL DEFAULT 0,      -- rows that may be an employer that the hub holds
    ADD COLUMN undone          integer NOT NULL DEFAULT 0,      -- of the employers that it made or changed
    ADD COLUMN kept            integer NOT NULL DEFAULT 0,      -- that undoing left as they are
    ADD COLUMN sheet           text NOT NULL DEFAULT '',        -- of a workbook
    ADD COLUMN sheets          text[] NOT NULL DEFAULT '{}',
    ADD COLUMN comma           text NOT NULL DEFAULT ',',       -- between columns of CSV; empty for a workbook
    ADD COLUMN notes           text[] NOT NULL DEFAULT '{}',    -- how the file was read, where that may surprise
    ADD COLUMN samples         jsonb NOT NULL DEFAULT '[]',     -- the first rows, cell by cell
    ADD COLUMN mapping         text[] NOT NULL DEFAULT '{}',    -- a field for each column; empty for one that is left out
    ADD COLUMN remembered      boolean NOT NULL DEFAULT false,  -- the mapping is that of an earlier file
    ADD COLUMN overwrite       boolean NOT NULL DEFAULT false,
    ADD COLUMN source_key      text NOT NULL DEFAULT '',        -- which source the file is from: organisation and column names
    ADD CONSTRAINT import_source_known CHECK (source IN ('COMPANIES_HOUSE', 'SPREADSHEET')),
    ADD CONSTRAINT import_state_known CHECK (state IN ('MAPPING', 'QUEUED', 'RUNNING', 'PREVIEWED', 'FINISHED', 'FAILED', 'DISCARDED', 'UNDONE')),
    ADD CONSTRAINT import_finished_has_a_time CHECK ((state IN ('FINISHED', 'FAILED', 'DISCARDED', 'UNDONE')) = (finished_at IS NOT NULL)),
    ADD CONSTRAINT import_counts_add_up CHECK (created + updated + unchanged + rejected + duplicates = rows_read);
CREATE INDEX import_source_seen ON import (source_key) WHERE source_key <> '';

-- What became of each row of a spreadsheet, or would become of it.
CREATE TABLE import_row (
    import_id   uuid NOT NULL REFERENCES import,
    line        integer NOT NULL,
    outcome     text NOT NULL CHECK (outcome IN ('CREATED', 'UPDATED', 'UNCHANGED', 'REJECTED', 'POSSIBLE_DUPLICATE')),
    reason      text NOT NULL,
    label       text NOT NULL,
    employer_id uuid,           -- that the row is about; of a possible duplicate the one that it may be
    raw         text,           -- a rejected row or a possible duplicate as a line of CSV
    decision    text CHECK (decision IN ('CREATE', 'UPDATE', 'LEAVE_OUT')),
    PRIMARY KEY (import_id, line)
);
CREATE INDEX import_row_outcome ON import_row (import_id, outcome, line);

-- How the columns of a source were mapped last.
CREATE TABLE import_mapping (
    source_key text PRIMARY KEY,
    columns    text[] NOT NULL,
    mapping    text[] NOT NULL,
    overwrite  boolean NOT NULL,
    used_at    timestamptz NOT NULL
);

-- Which employer a row of a source was about, and what the source said last, so that the same file changes nothing and what staff
-- corrected stays until the source says something new.
CREATE TABLE import_source_row (
    source_key  text NOT NULL,
    row_key     text NOT NULL,
    employer_id uuid NOT NULL,
    import_id   uuid NOT NULL,
    said        jsonb NOT NULL,
    PRIMARY KEY (source_key, row_key)
);
CREATE INDEX import_source_row_employer ON import_source_row (employer_id);

-- Which import wrote a field of an employer last, and what.
CREATE TABLE employer_provenance (
    employer_id uuid NOT NULL,
    field       text NOT NULL,
    value       text NOT NULL,
    import_id   uuid NOT NULL REFERENCES import,
    line        integer NOT NULL,
    at          timestamptz NOT NULL,
    PRIMARY KEY (employer_id, field)
);

-- What an import added to employers, so that undoing it can take it away.
CREATE TABLE import_made (
    import_id   uuid NOT NULL REFERENCES import,
    employer_id uuid NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('SITE', 'PERSON', 'IDENTIFIER', 'NAME')),
    record      text NOT NULL,      -- its ID; of an identifier scheme and value, of a name the name
    PRIMARY KEY (import_id, employer_id, kind, record)
);

-- Undoing an import goes through what it did.
ALTER TABLE import_change
    ADD COLUMN undone_at timestamptz,
    ADD COLUMN kept      text;      -- why undoing left it as it is
CREATE INDEX import_change_of_import ON import_change (import_id, employer_id);

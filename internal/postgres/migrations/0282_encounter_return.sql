-- +goose Up
-- A return of school encounters that a partner sent as a spreadsheet, such as the Careers Hub's.
CREATE TABLE encounter_return (
    id              uuid PRIMARY KEY,
    organisation_id uuid NOT NULL REFERENCES organisation,
    file_name       text NOT NULL,
    columns         text[] NOT NULL,                -- their names in the file
    state           text NOT NULL CHECK (state IN ('PREVIEWED', 'TAKEN_IN', 'DISCARDED')),
    user_id         uuid REFERENCES hub_user,       -- who sent it; null: a program
    sent_at         timestamptz NOT NULL,           -- business clock
    taken_at        timestamptz                     -- business clock
);
CREATE INDEX encounter_return_of_organisation ON encounter_return (organisation_id, id);

-- Its rows, and what became of them, or would become of them.
CREATE TABLE encounter_return_row (
    return_id uuid NOT NULL REFERENCES encounter_return,
    line      integer NOT NULL,
    cells     text[] NOT NULL,
    unreadable text,                                -- why it cannot be read; null for a good one
    outcome   text NOT NULL CHECK (outcome IN ('CREATED', 'UPDATED', 'UNCHANGED', 'REJECTED')),
    reason    text NOT NULL,                        -- what is wrong and what to do, or what changes; empty for nothing
    PRIMARY KEY (return_id, line)
);
CREATE INDEX encounter_return_row_outcome ON encounter_return_row (return_id, outcome, line);

-- +goose Up
-- A spreadsheet of steps of placements, or of attendance of courses, that placement staff sent. One that is dropped is gone.
CREATE TABLE placement_return (
    id              uuid PRIMARY KEY,
    organisation_id uuid NOT NULL REFERENCES organisation,
    kind            text NOT NULL CHECK (kind IN ('STEPS', 'ATTENDANCE')),
    file_name       text NOT NULL,
    columns         text[] NOT NULL,                -- the names in the file of those that the hub reads
    user_id         uuid REFERENCES hub_user,       -- who sent it; null: a program
    sent_at         timestamptz NOT NULL,           -- business clock
    taken_at        timestamptz                     -- business clock
);
CREATE INDEX placement_return_of_organisation ON placement_return (organisation_id, id);

-- Its rows, and what became of them, or would become of them.
CREATE TABLE placement_return_row (
    return_id      uuid NOT NULL REFERENCES placement_return ON DELETE CASCADE,
    line           integer NOT NULL,
    cells          text[] NOT NULL,
    unreadable     text,                            -- why it cannot be read; null for a good one
    outcome        text NOT NULL CHECK (outcome IN ('CREATED', 'UPDATED', 'UNCHANGED', 'REJECTED')),
    reason         text NOT NULL,                   -- what is wrong and what to do, or what changes; empty for nothing
    participant_id uuid REFERENCES participant,     -- whom it is about; null: nobody, or not known
    PRIMARY KEY (return_id, line)
);
CREATE INDEX placement_return_row_outcome ON placement_return_row (return_id, outcome, line);

-- The return that a step came with; null: somebody took it in the hub.
ALTER TABLE placement_move ADD COLUMN return_id uuid REFERENCES placement_return;

-- +goose Up
-- A return that was taken in can be undone as a whole.
ALTER TABLE encounter_return
    DROP CONSTRAINT encounter_return_state_check,
    ADD CONSTRAINT encounter_return_state_check CHECK (state IN ('PREVIEWED', 'TAKEN_IN', 'DISCARDED', 'UNDONE')),
    ADD COLUMN undone_at timestamptz;               -- business clock

-- What a return made or changed, by the line that said so. Returns that were taken in before there was this table have nothing here.
CREATE TABLE encounter_return_change (
    return_id    uuid NOT NULL REFERENCES encounter_return,
    line         integer NOT NULL,
    encounter_id uuid NOT NULL,                     -- it may be taken away since
    before       jsonb,                             -- null: the return made it
    after        jsonb NOT NULL,
    kept         text,                              -- why undoing left it as it is; null: it did not, or nothing was undone
    PRIMARY KEY (return_id, line)
);

-- +goose Up
-- Of which employer this one is a part. No chain of parts leads back to its beginning: changes of groups wait for each other, and
-- look.
ALTER TABLE employer
    ADD COLUMN parent_id uuid REFERENCES employer,
    ADD CONSTRAINT employer_not_part_of_itself CHECK (parent_id <> id);
CREATE INDEX employer_by_parent ON employer (parent_id) WHERE parent_id IS NOT NULL;

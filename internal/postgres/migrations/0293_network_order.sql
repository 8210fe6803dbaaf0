-- +goose Up
-- Networks stand in the order in which they were made.
ALTER TABLE network ADD COLUMN position integer GENERATED ALWAYS AS IDENTITY;

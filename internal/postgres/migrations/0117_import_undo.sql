-- +goose Up
-- What undoing an import kept, for the list of it.
CREATE INDEX import_change_kept ON import_change (import_id, employer_id) WHERE kept IS NOT NULL;

-- +goose Up
-- Contacts of a period, whoever they were with.
CREATE INDEX interaction_employer_day ON interaction_employer (happened_on, employer_id) WHERE state = 'COMPLETE';
-- What was merged or taken apart since a day.
CREATE INDEX employer_merge_at ON employer_merge (merged_at);
CREATE INDEX employer_merge_undone ON employer_merge (undone_at) WHERE undone_at IS NOT NULL;

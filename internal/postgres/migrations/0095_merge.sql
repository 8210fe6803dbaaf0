-- +goose Up
-- A merge of two employers. It stays when it is undone.
CREATE TABLE employer_merge (
    id         uuid PRIMARY KEY,
    kept_id    uuid NOT NULL REFERENCES employer,
    other_id   uuid NOT NULL REFERENCES employer,
    kept_name  text NOT NULL,           -- as it was before
    other_name text NOT NULL,
    reason     text NOT NULL CHECK (reason <> '' AND length(reason) <= 1000),
    merged_at  timestamptz NOT NULL,    -- business clock
    merged_by  text NOT NULL,
    undone_at  timestamptz,             -- business clock
    undone_by  text,
    CONSTRAINT employer_merge_of_two CHECK (kept_id <> other_id),
    CONSTRAINT employer_merge_undone_by_somebody CHECK ((undone_at IS NULL) = (undone_by IS NULL))
);
CREATE UNIQUE INDEX employer_merge_once ON employer_merge (other_id) WHERE undone_at IS NULL;
CREATE INDEX employer_merge_kept ON employer_merge (kept_id, id DESC);

-- What a merge did to each row, in order, so that it can be undone: the columns that changed as they were and as they became.
-- A row that it took away has no after and all its columns before. Without a key it is about all rows of the two employers in a
-- table of dated facts, before and after as lists.
CREATE TABLE employer_merge_change (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    merge_id   uuid NOT NULL REFERENCES employer_merge,
    table_name text NOT NULL,
    key        jsonb,
    before     jsonb NOT NULL,
    after      jsonb
);
CREATE INDEX employer_merge_change_of ON employer_merge_change (merge_id, id);

-- What an employer may have once stands twice where both of two merged records had it: the second one names the merge.
ALTER TABLE invitation ADD COLUMN merge_id uuid REFERENCES employer_merge;
ALTER TABLE invitation DROP CONSTRAINT invitation_once;
ALTER TABLE invitation ADD CONSTRAINT invitation_once UNIQUE NULLS NOT DISTINCT (campaign_id, employer_id, merge_id);
ALTER TABLE referral ADD COLUMN merge_id uuid REFERENCES employer_merge;
DROP INDEX referral_once;
CREATE UNIQUE INDEX referral_once ON referral (employer_id, kind, from_organisation_id, to_organisation_id, person_id, merge_id) NULLS NOT DISTINCT
    WHERE state IN ('OPEN', 'ACCEPTED');

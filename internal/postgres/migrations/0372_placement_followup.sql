-- +goose Up
-- What hosts are asked by link about placements that they host, and about jobs that these led to.
ALTER TABLE placement_request_rule ADD COLUMN least_days integer NOT NULL DEFAULT 0 CHECK (least_days >= 0); -- how long a placement lasts at least of which it is asked
INSERT INTO placement_request_rule (kind, remind_after, due_after, open_for, least_days) VALUES
    ('MIDWAY_REVIEW', 5, 10, 60, 14), ('END_REVIEW', 5, 10, 60, 0), ('COMPLETION', 5, 10, 60, 0), ('OUTCOME', 5, 10, 60, 0), ('JOB_LASTS', 5, 10, 60, 0);
ALTER TABLE placement_request
    ADD COLUMN placement_id uuid REFERENCES placement,
    ADD COLUMN outcome_id   uuid REFERENCES placement_outcome,  -- what is to be confirmed, or the start of the job that is to last
    ADD COLUMN weeks        integer,                            -- for how long it is to
    ADD CONSTRAINT placement_request_follows_up CHECK (CASE
        WHEN kind IN ('MIDWAY_REVIEW', 'END_REVIEW', 'COMPLETION') THEN placement_id IS NOT NULL AND outcome_id IS NULL
        WHEN kind IN ('OUTCOME', 'JOB_LASTS') THEN placement_id IS NOT NULL AND outcome_id IS NOT NULL
        ELSE placement_id IS NULL AND outcome_id IS NULL END AND (kind = 'JOB_LASTS') = (weeks IS NOT NULL));
CREATE INDEX placement_request_of_placement ON placement_request (placement_id, kind) WHERE placement_id IS NOT NULL;

-- That a job lasts, or did not, the employer may say first; then a member of staff confirms it.
ALTER TABLE placement_outcome
    ALTER COLUMN claimed_by DROP NOT NULL,
    ADD COLUMN claimed_person uuid REFERENCES person,           -- of the employer, by a link
    ADD CONSTRAINT placement_outcome_claimed CHECK (num_nonnulls(claimed_by, claimed_person) = 1);
CREATE INDEX placement_outcome_to_confirm ON placement_outcome (claimed_at) WHERE state = 'CLAIMED';

-- +goose Up
-- A campaign that is being set up: nothing goes out, and nobody was asked. It may be changed in every way, and dropped.
ALTER TABLE campaign
    DROP CONSTRAINT campaign_state_check,
    ADD CONSTRAINT campaign_state_check CHECK (state IN ('DRAFT', 'RUNNING', 'PAUSED', 'CLOSED', 'CANCELLED')),
    ALTER COLUMN launched_at DROP NOT NULL,
    ADD CONSTRAINT campaign_launched_unless_draft CHECK ((state = 'DRAFT') = (launched_at IS NULL)),
    -- Days of a partner's contact within which an employer is left out; 0 leaves out nobody.
    ADD COLUMN contacted_within_days integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN campaign.user_id IS 'who launched it; of a draft who saved it last';
COMMENT ON COLUMN campaign.texts IS 'the words of its messages, frozen at the launch; of a draft only those of its own';

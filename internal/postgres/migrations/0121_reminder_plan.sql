-- +goose Up
-- An invitation whose message waits, for its window or its turn, is not looked at in every sweep.
ALTER TABLE invitation
    -- Business time from which a sweep looks whether the next reminder can be planned, while next_reminder_at is null.
    ADD COLUMN plan_at timestamptz NOT NULL DEFAULT '-infinity';
CREATE INDEX invitation_unplanned ON invitation (plan_at, id) WHERE state = 'OPEN' AND next_reminder_at IS NULL AND next_step > 0;

-- +goose Up
-- A launch writes invitations with next_step 0, and the sweep makes the first message of each. Those of one launch are due at the same
-- moment, so their order goes on by id.
CREATE INDEX invitation_message_due ON invitation (next_reminder_at, id) WHERE state = 'OPEN' AND next_reminder_at IS NOT NULL;
DROP INDEX invitation_reminder_due;
COMMENT ON COLUMN invitation.next_step IS '0 while the first message is still to be made, then the step of the reminder plan that comes next';

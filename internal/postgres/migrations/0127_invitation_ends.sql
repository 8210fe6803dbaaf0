-- +goose Up
ALTER TABLE invitation
    DROP CONSTRAINT invitation_state_check,
    ADD CONSTRAINT invitation_state_check
        CHECK (state IN ('OPEN', 'SUBMITTED', 'DECLINED', 'OBJECTED', 'LEFT', 'BOUNCED', 'NO_CONSENT', 'ANSWERED', 'CLOSED'));

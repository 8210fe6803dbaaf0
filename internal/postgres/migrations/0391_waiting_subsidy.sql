-- +goose Up
-- Nothing comes back of what was paid, though the placement ended early.
ALTER TABLE subsidy_claim
    DROP CONSTRAINT subsidy_claim_state_check,
    ADD CONSTRAINT subsidy_claim_state_check CHECK (state IN ('CLAIMED', 'APPROVED', 'REFUSED', 'PAID', 'KEPT', 'CLAWED_BACK'));
-- Those that wait; most claims are paid before long.
CREATE INDEX subsidy_claim_waits ON subsidy_claim (state, placement_id) WHERE state IN ('CLAIMED', 'APPROVED');

-- +goose Up
-- Business time at which an invitation got its present state; null while it is open.
ALTER TABLE invitation ADD COLUMN settled_at timestamptz;

-- What an employer's timeline reads, the latest first. Interactions have interaction_employer_latest.
CREATE INDEX message_of_employer ON message (employer_id, sent_at DESC, id DESC) WHERE sent_at IS NOT NULL;
CREATE INDEX response_of_employer ON response (employer_id, submitted_at DESC, id DESC) WHERE submitted_at IS NOT NULL;
CREATE INDEX invitation_refused ON invitation (employer_id, settled_at DESC, id DESC) WHERE state IN ('DECLINED', 'OBJECTED');

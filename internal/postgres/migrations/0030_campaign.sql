-- +goose Up
ALTER TABLE campaign
    -- Why it is what it declares to be.
    ADD COLUMN kind_reason text NOT NULL DEFAULT '',
    -- Most messages of it that go out in a minute; null is as fast as the hub may.
    ADD COLUMN rate_per_minute integer CHECK (rate_per_minute > 0),
    ADD COLUMN functions text[] NOT NULL DEFAULT '{}',
    -- The filter as it was when it was launched, and how many it left out by reason.
    ADD COLUMN audience jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN left_out jsonb NOT NULL DEFAULT '{}',
    -- The words of its messages, frozen at the launch; an empty object stands for the default texts.
    ADD COLUMN texts jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN paused_reason text,
    -- Messages that the mail server refused since it last took one.
    ADD COLUMN refusals_in_row integer NOT NULL DEFAULT 0;

ALTER TABLE message
    ADD COLUMN campaign_id uuid REFERENCES campaign,
    -- Who settled by hand what became of an uncertain message, and when by the business clock.
    ADD COLUMN settled_by uuid REFERENCES hub_user,
    ADD COLUMN settled_at timestamptz;
UPDATE message m SET campaign_id = i.campaign_id
FROM reminder r JOIN invitation i ON i.id = r.invitation_id
WHERE r.message_id = m.id;
CREATE INDEX message_campaign ON message (campaign_id, state, id DESC) WHERE campaign_id IS NOT NULL;

-- Texts of messages that a manager changed; what is not here is as the hub brings it.
CREATE TABLE message_text (
    key        text PRIMARY KEY,
    subject    text NOT NULL,
    body       text NOT NULL,
    version    integer NOT NULL DEFAULT 1,
    changed_at timestamptz NOT NULL,
    user_id    uuid REFERENCES hub_user
);

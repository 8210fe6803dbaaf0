-- +goose Up
ALTER TABLE message
    -- The mail server did not want the message, for a reason that is not the address. When its campaign is paused for that, it is due again.
    ADD COLUMN refused_by_policy boolean NOT NULL DEFAULT false;
-- How many messages went out in the last minute.
CREATE INDEX message_called ON message (transport_called_at) WHERE transport_called_at IS NOT NULL;

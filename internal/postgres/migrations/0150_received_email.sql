-- +goose Up
-- Where a user sends copies of e-mails, so that they become interactions: the part of the address that nobody can guess.
ALTER TABLE hub_user
    ADD COLUMN logging_key text NOT NULL DEFAULT replace(gen_random_uuid()::text, '-', ''),
    ADD CONSTRAINT hub_user_logging_key_once UNIQUE (logging_key);

-- The host of a website, as it stands after the @ of an e-mail address. Without an address it is null.
-- +goose StatementBegin
CREATE FUNCTION web_host(website text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT lower(substring(website FROM '^(?:[A-Za-z]+://)?(?:[wW]{3}\.)?([^/:?#\s]+)'))
$$;
-- +goose StatementEnd
CREATE INDEX employer_web_host ON employer (web_host(website)) WHERE website IS NOT NULL AND merged_into IS NULL;
CREATE INDEX person_email_domain ON person (split_part(lower(email), '@', 2), id) WHERE email IS NOT NULL;

-- A copy of an e-mail that staff sent to the hub. While it waits to be filed, it holds what the interaction will say and whom it went
-- to; after that the row only remembers that it was there. With which employers it was is worked out when it is read, so that a
-- person who was added since is found, and a record that was merged is not.
CREATE TABLE received_email (
    id              uuid PRIMARY KEY,
    -- Whose staff sent it; others do not see it.
    organisation_id uuid NOT NULL REFERENCES organisation,
    user_id         uuid NOT NULL REFERENCES hub_user,
    -- SHA-256 of its Message-ID: the same one sent again changes nothing.
    message_key     bytea NOT NULL,
    received_at     timestamptz NOT NULL, -- business clock
    state           text NOT NULL CHECK (state IN ('TO_FILE', 'FILED', 'DISCARDED')),
    happened_on     date,
    subject         text,
    summary         text,
    party_addresses text[],
    party_names     text[],
    unsure          text CHECK (unsure IN ('NOBODY_KNOWN', 'SEVERAL_EMPLOYERS', 'MANY_EMPLOYERS')),
    interaction_id  uuid REFERENCES interaction,
    version         integer NOT NULL DEFAULT 1,
    CONSTRAINT received_email_once UNIQUE (organisation_id, message_key),
    CONSTRAINT received_email_kept_until_filed CHECK (
        CASE WHEN state = 'TO_FILE' THEN num_nulls(happened_on, subject, summary, party_addresses, party_names, unsure) = 0
        ELSE num_nonnulls(happened_on, subject, summary, party_addresses, party_names, unsure) = 0 END),
    CONSTRAINT received_email_became CHECK ((state = 'FILED') = (interaction_id IS NOT NULL))
);
CREATE INDEX received_email_to_file ON received_email (organisation_id, id DESC) WHERE state = 'TO_FILE';
CREATE INDEX received_email_to_file_by_user ON received_email (user_id, id DESC) WHERE state = 'TO_FILE';
CREATE INDEX received_email_waiting_since ON received_email (received_at, id) WHERE state = 'TO_FILE';
CREATE INDEX received_email_interaction ON received_email (interaction_id) WHERE interaction_id IS NOT NULL;

-- +goose Up
CREATE TABLE organisation (
    id         uuid PRIMARY KEY,
    name       text NOT NULL CONSTRAINT organisation_name_once UNIQUE,
    kind       text NOT NULL CHECK (kind IN ('COUNCIL', 'CHAMBER', 'GROWTH_HUB', 'CAREERS_HUB', 'JOBCENTRE', 'COLLEGE', 'PROVIDER', 'OTHER')),
    created_at timestamptz NOT NULL DEFAULT now()
);

-- An organisation sees personal data only on days that one of these covers.
CREATE TABLE data_sharing_agreement (
    id              uuid PRIMARY KEY,
    organisation_id uuid NOT NULL REFERENCES organisation,
    reference       text NOT NULL,
    valid_from      date NOT NULL,
    valid_until     date NOT NULL,
    CONSTRAINT data_sharing_agreement_in_order CHECK (valid_from <= valid_until)
);
CREATE INDEX data_sharing_agreement_organisation ON data_sharing_agreement (organisation_id, valid_until);

CREATE TABLE hub_user (
    id              uuid PRIMARY KEY,
    organisation_id uuid NOT NULL REFERENCES organisation,
    name            text NOT NULL,
    name_key        text COLLATE "C" NOT NULL,
    email           text NOT NULL,
    phone           text,
    roles           text[] NOT NULL CHECK (roles <@ ARRAY['ENGAGEMENT', 'PLACEMENTS', 'MANAGER', 'ANALYST', 'ADMIN']),
    disabled_at     timestamptz,
    created_at      timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX hub_user_email_once ON hub_user (lower(email));
CREATE INDEX hub_user_name ON hub_user (name_key, id);
CREATE INDEX hub_user_organisation ON hub_user (organisation_id, name_key, id);

-- Browser sessions. Only a hash of the cookie is stored.
CREATE TABLE session (
    token_hash bytea PRIMARY KEY,
    user_id    uuid NOT NULL REFERENCES hub_user,
    created_at timestamptz NOT NULL DEFAULT now(),
    used_at    timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL
);
CREATE INDEX session_expiry ON session (expires_at);
CREATE INDEX session_of_user ON session (user_id);

CREATE TABLE api_token (
    id              uuid PRIMARY KEY,
    organisation_id uuid NOT NULL REFERENCES organisation,
    name            text NOT NULL,
    roles           text[] NOT NULL CHECK (roles <@ ARRAY['ENGAGEMENT', 'PLACEMENTS', 'MANAGER', 'ANALYST', 'ADMIN']),
    token_hash      bytea NOT NULL CONSTRAINT api_token_hash_once UNIQUE,
    created_at      timestamptz NOT NULL DEFAULT now(),
    expires_at      timestamptz NOT NULL,
    last_used_at    timestamptz,
    revoked_at      timestamptz
);
CREATE INDEX api_token_latest ON api_token (id DESC);

-- Answers of mutations that were sent with an Idempotency-Key, kept 24 hours. The row is written in the mutation's own
-- transaction; the answer follows right after.
CREATE TABLE idempotency_key (
    caller       uuid NOT NULL,
    key          text NOT NULL,
    request_hash bytea NOT NULL,
    answer       bytea,
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);

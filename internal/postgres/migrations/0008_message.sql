-- +goose Up
-- How far the business clock is ahead of the real one. One row; only a development hub reads or moves it.
CREATE TABLE business_clock (
    id      boolean PRIMARY KEY DEFAULT true CHECK (id),
    ahead   interval NOT NULL DEFAULT '0'
);
INSERT INTO business_clock DEFAULT VALUES;

-- One e-mail to one person. Days and windows (due_at, not_after, sent_at) follow the business clock, leases and retries the
-- database's own.
CREATE TABLE message (
    id                  uuid PRIMARY KEY,
    person_id           uuid NOT NULL REFERENCES person,
    employer_id         uuid REFERENCES employer,
    state               text NOT NULL DEFAULT 'DUE' CHECK (state IN ('DUE', 'CLAIMED', 'HANDED_OVER', 'ACCEPTED', 'DELIVERED', 'REJECTED', 'BOUNCED', 'COMPLAINED', 'CANCELLED', 'UNCERTAIN')),
    reason              text,
    send_window         text NOT NULL CHECK (send_window IN ('SURVEY', 'OPERATIONAL', 'ANY')),
    due_at              timestamptz NOT NULL,
    not_after           timestamptz,                    -- out of date after this: cancelled, not sent
    subject             text,                           -- as composed at hand-over
    attempts            integer NOT NULL DEFAULT 0,
    next_try_at         timestamptz NOT NULL DEFAULT now(),
    lease               uuid,
    lease_until         timestamptz,
    transport_called_at timestamptz,
    provider_id         text,
    sent_at             timestamptz,
    resend_of           uuid REFERENCES message,
    created_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT message_claimed_has_a_lease CHECK ((state IN ('CLAIMED', 'HANDED_OVER')) = (lease IS NOT NULL AND lease_until IS NOT NULL))
);
CREATE INDEX message_due ON message (due_at, id) WHERE state = 'DUE';
CREATE INDEX message_leased ON message (lease_until) WHERE state IN ('CLAIMED', 'HANDED_OVER');
CREATE INDEX message_person ON message (person_id, id DESC);
CREATE INDEX message_employer ON message (employer_id, id DESC);
CREATE INDEX message_uncertain ON message (id) WHERE state = 'UNCERTAIN';

-- A thing that somebody should hear once. The unique key is what prevents a second time; the message carries it.
CREATE TABLE reminder (
    id            uuid PRIMARY KEY,
    rule          text NOT NULL,            -- which rule wants it: diagnostic.invitation, diagnostic.reminder
    subject_id    uuid NOT NULL,            -- what it is about
    invitation_id uuid REFERENCES invitation,
    occurrence    text NOT NULL,            -- what makes it the same again
    step          integer NOT NULL,
    person_id     uuid NOT NULL REFERENCES person,
    message_id    uuid NOT NULL REFERENCES message,
    created_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT reminder_once UNIQUE (rule, subject_id, occurrence, step, person_id)
);
CREATE INDEX reminder_message ON reminder (message_id);
CREATE INDEX reminder_invitation ON reminder (invitation_id) WHERE invitation_id IS NOT NULL;

-- What the development transport was given, read at /dev/inbox. Empty unless HUB_DEV=1.
CREATE TABLE development_inbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id  uuid NOT NULL REFERENCES message,
    received_at timestamptz NOT NULL,       -- business clock
    address     text NOT NULL,
    subject     text NOT NULL,
    headers     jsonb NOT NULL,             -- in the order in which they were given
    text        text NOT NULL,
    html        text NOT NULL
);
CREATE INDEX development_inbox_message ON development_inbox (message_id);

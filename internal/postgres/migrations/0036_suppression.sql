-- +goose Up
-- Addresses that nothing is sent to about a topic, whoever has them. It outlives the erasure of a person: only a hash is kept.
CREATE TABLE suppression (
    address_hash bytea NOT NULL,            -- sha256 of the address in lower case
    topic        text NOT NULL CHECK (topic IN ('ALL', 'DIAGNOSTICS', 'NETWORK', 'PLACEMENTS', 'ACCREDITATIONS')),
    reason       text NOT NULL CHECK (reason IN ('OBJECTED', 'BOUNCED', 'COMPLAINED')),
    since        timestamptz NOT NULL,      -- business clock
    PRIMARY KEY (address_hash, topic)
);
INSERT INTO suppression (address_hash, topic, reason, since)
SELECT DISTINCT ON (1, 2) sha256(convert_to(lower(p.email), 'UTF8')), o.topic, 'OBJECTED', o.received_at
FROM objection o JOIN person p ON p.id = o.person_id WHERE p.email IS NOT NULL ORDER BY 1, 2, o.received_at;
INSERT INTO suppression (address_hash, topic, reason, since)
SELECT DISTINCT sha256(convert_to(lower(email), 'UTF8')), 'ALL', CASE email_state WHEN 'COMPLAINED' THEN 'COMPLAINED' ELSE 'BOUNCED' END, now()
FROM person WHERE email IS NOT NULL AND email_state IN ('HARD_BOUNCED', 'COMPLAINED')
ON CONFLICT DO NOTHING;

-- +goose Up
-- What employers do well, written up for others. consent_ is who agreed that it is published, when and how; withdrawn_ that they took it back.
CREATE TABLE good_practice (
    id            uuid PRIMARY KEY,
    employer_id   uuid NOT NULL REFERENCES employer,
    title         text NOT NULL,
    story         text NOT NULL,
    topic         text REFERENCES practice_topic,
    link          text,
    consent_by    uuid REFERENCES person,
    consent_on    date,
    consent_how   text,
    withdrawn_on  date,
    withdrawn_how text,
    recorded_at   timestamptz NOT NULL,                 -- business clock
    version       integer NOT NULL DEFAULT 1,
    CONSTRAINT good_practice_consent_whole CHECK ((consent_on IS NULL) = (consent_how IS NULL)),
    CONSTRAINT good_practice_withdrawn_after_consent CHECK (withdrawn_on IS NULL OR withdrawn_on >= consent_on AND withdrawn_how IS NOT NULL)
);
CREATE INDEX good_practice_of_employer ON good_practice (employer_id);
CREATE INDEX good_practice_consent_by ON good_practice (consent_by) WHERE consent_by IS NOT NULL;
CREATE TRIGGER follow_merge BEFORE INSERT ON good_practice FOR EACH ROW EXECUTE FUNCTION follow_merge();

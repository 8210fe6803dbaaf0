-- +goose Up
-- Who changed what. A row and its digest stay for good. What was there before and after stands apart with the salt of the
-- digest, so that erasing a person's data deletes content and salt, and the chain still holds.
CREATE TABLE audit (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at              timestamptz NOT NULL DEFAULT now(),
    business_at     timestamptz NOT NULL,
    actor_kind      text NOT NULL,
    actor_id        uuid,
    actor_name      text NOT NULL,      -- of staff and machines; people behind links appear as "the employer"
    organisation_id uuid,
    action          text NOT NULL,      -- noun.verb
    record_kind     text NOT NULL,
    record_id       uuid NOT NULL,
    employer_id     uuid,               -- whose history shows it
    digest          bytea NOT NULL,
    seal_id         bigint
);
CREATE INDEX audit_employer ON audit (employer_id, id DESC) WHERE employer_id IS NOT NULL;
CREATE INDEX audit_record ON audit (record_id, id DESC);
CREATE INDEX audit_unsealed ON audit (id) WHERE seal_id IS NULL;

CREATE TABLE audit_content (
    audit_id bigint PRIMARY KEY REFERENCES audit,
    salt     bytea NOT NULL,
    before   jsonb,
    after    jsonb
);

-- A seal covers rows that were committed when it was made: hash = sha256(previous hash, digests in order of id).
CREATE TABLE audit_seal (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sealed_at timestamptz NOT NULL DEFAULT now(),
    rows      integer NOT NULL,
    hash      bytea NOT NULL
);
ALTER TABLE audit ADD CONSTRAINT audit_seal_exists FOREIGN KEY (seal_id) REFERENCES audit_seal;

-- +goose StatementBegin
CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.seal_id IS NULL AND NEW.seal_id IS NOT NULL
        AND to_jsonb(NEW) - 'seal_id' = to_jsonb(OLD) - 'seal_id' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'audit rows are never changed or deleted' USING CONSTRAINT = 'audit_stays';
END $$;
-- +goose StatementEnd
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_stays();

-- +goose Up
-- What users chose for themselves: when their digest comes, and after how many days an employer that they lead has gone quiet.
-- Apart from hub_user, so that planning digests keeps nobody from signing in.
CREATE TABLE user_setting (
    user_id                uuid PRIMARY KEY REFERENCES hub_user,
    digest                 text NOT NULL DEFAULT 'DAILY' CHECK (digest IN ('NONE', 'DAILY', 'WEEKLY')),
    digest_day             text NOT NULL DEFAULT 'MONDAY' CHECK (digest_day IN ('MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY')),
    digest_next_at         timestamptz,                 -- business clock; null until it is planned
    digest_refused_at      timestamptz,                 -- business clock: when the mail server refused the address for good
    quiet_days_key_account integer NOT NULL DEFAULT 60 CHECK (quiet_days_key_account BETWEEN 1 AND 3650),
    quiet_days             integer NOT NULL DEFAULT 180 CHECK (quiet_days BETWEEN 1 AND 3650),
    version                integer NOT NULL DEFAULT 1
);
INSERT INTO user_setting (user_id) SELECT id FROM hub_user;
CREATE INDEX user_setting_digest ON user_setting (digest_next_at, user_id) WHERE digest <> 'NONE';

-- +goose StatementBegin
CREATE FUNCTION user_has_settings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO user_setting (user_id) VALUES (NEW.id);
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER user_has_settings AFTER INSERT ON hub_user FOR EACH ROW EXECUTE FUNCTION user_has_settings();

-- A message is for a person at an employer or for a user, and so is what it reminds of.
ALTER TABLE message
    ALTER COLUMN person_id DROP NOT NULL,
    ADD COLUMN user_id uuid REFERENCES hub_user,
    ADD CONSTRAINT message_to_one CHECK (num_nonnulls(person_id, user_id) = 1);
CREATE INDEX message_user ON message (user_id, id DESC) WHERE user_id IS NOT NULL;
ALTER TABLE reminder
    ALTER COLUMN person_id DROP NOT NULL,
    ADD COLUMN user_id uuid REFERENCES hub_user,
    ADD CONSTRAINT reminder_to_one CHECK (num_nonnulls(person_id, user_id) = 1),
    DROP CONSTRAINT reminder_once,
    ADD CONSTRAINT reminder_once UNIQUE NULLS NOT DISTINCT (rule, subject_id, occurrence, step, person_id, user_id);

-- What came in since the last digest.
CREATE INDEX response_submitted ON response (submitted_at, id) WHERE state = 'SUBMITTED';
CREATE INDEX referral_move_latest ON referral_move (at, id);

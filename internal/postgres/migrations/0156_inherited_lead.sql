-- +goose Up
-- Who leads an employer, its own lead or that of the nearest employer above it in its group that has one. It is kept on the row, since
-- lists, digests and every question of who sees what ask for it, and follows each change of a lead or of a group by itself.
ALTER TABLE employer
    ADD COLUMN led_by_organisation_id uuid,
    ADD COLUMN led_by_user_id         uuid;

WITH RECURSIVE led AS (
    SELECT id, lead_organisation_id AS organisation_id, account_lead_id AS user_id FROM employer WHERE lead_organisation_id IS NOT NULL
    UNION ALL
    SELECT e.id, led.organisation_id, led.user_id FROM led JOIN employer e ON e.parent_id = led.id WHERE e.lead_organisation_id IS NULL
)
UPDATE employer e SET led_by_organisation_id = led.organisation_id, led_by_user_id = led.user_id FROM led WHERE led.id = e.id;

-- +goose StatementBegin
CREATE FUNCTION employer_led_by() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.led_by_organisation_id = NEW.lead_organisation_id;
    NEW.led_by_user_id = NEW.account_lead_id;
    IF NEW.lead_organisation_id IS NULL AND NEW.parent_id IS NOT NULL THEN
        -- The lock makes a change of the lead above wait, or be seen.
        SELECT led_by_organisation_id, led_by_user_id INTO NEW.led_by_organisation_id, NEW.led_by_user_id
        FROM employer WHERE id = NEW.parent_id FOR SHARE;
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER employer_led_by_new BEFORE INSERT ON employer FOR EACH ROW
    WHEN (NEW.lead_organisation_id IS NOT NULL OR NEW.parent_id IS NOT NULL) EXECUTE FUNCTION employer_led_by();
CREATE TRIGGER employer_led_by_changed BEFORE UPDATE OF lead_organisation_id, account_lead_id, parent_id ON employer FOR EACH ROW
    WHEN ((OLD.lead_organisation_id, OLD.account_lead_id, OLD.parent_id) IS DISTINCT FROM (NEW.lead_organisation_id, NEW.account_lead_id, NEW.parent_id))
    EXECUTE FUNCTION employer_led_by();

-- +goose StatementBegin
CREATE FUNCTION employer_hands_down_lead() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE employer SET led_by_organisation_id = NEW.led_by_organisation_id, led_by_user_id = NEW.led_by_user_id
    WHERE parent_id = NEW.id AND lead_organisation_id IS NULL
        AND (led_by_organisation_id, led_by_user_id) IS DISTINCT FROM (NEW.led_by_organisation_id, NEW.led_by_user_id);
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER employer_hands_down_lead AFTER UPDATE ON employer FOR EACH ROW
    WHEN ((OLD.led_by_organisation_id, OLD.led_by_user_id) IS DISTINCT FROM (NEW.led_by_organisation_id, NEW.led_by_user_id))
    EXECUTE FUNCTION employer_hands_down_lead();

CREATE INDEX employer_by_led_by ON employer (led_by_organisation_id, name_key, id) WHERE led_by_organisation_id IS NOT NULL;
CREATE INDEX employer_by_led_by_user ON employer (led_by_user_id, name_key, id) WHERE led_by_user_id IS NOT NULL;
DROP INDEX employer_by_lead;
DROP INDEX employer_by_account_lead;

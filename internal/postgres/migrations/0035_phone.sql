-- +goose Up
-- Answers that staff take by telephone: a link of the person that the user holds, for a few hours.
ALTER TABLE personal_link DROP CONSTRAINT personal_link_purpose_check;
ALTER TABLE personal_link
    ADD CONSTRAINT personal_link_purpose_check CHECK (purpose IN ('DIAGNOSTIC', 'PHONE')),
    ADD COLUMN user_id uuid REFERENCES hub_user,
    ADD CONSTRAINT personal_link_by_phone_has_a_user CHECK ((purpose = 'PHONE') = (user_id IS NOT NULL));
-- Who entered the answers for the employer; null where the employer did it all.
ALTER TABLE response ADD COLUMN entered_by uuid REFERENCES hub_user;
-- Made for answers by telephone: it sends nothing, and does not count as asking the employer.
ALTER TABLE campaign ADD COLUMN by_phone boolean NOT NULL DEFAULT false;

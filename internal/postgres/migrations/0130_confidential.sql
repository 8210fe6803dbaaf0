-- +goose Up
-- A confidential enquiry: nobody outside the organisation that leads it learns that the employer is held. A record that was merged
-- into one is as confidential as that.
ALTER TABLE employer
    ADD COLUMN confidential_to uuid REFERENCES organisation,  -- who leads it; null for an ordinary employer
    ADD COLUMN confidential_since timestamptz,                -- business clock
    ADD COLUMN confidential_by text,
    ADD COLUMN confidential_reason text,
    ADD CONSTRAINT employer_confidential_to_its_lead CHECK (confidential_to IS NULL OR merged_into IS NOT NULL OR confidential_to IS NOT DISTINCT FROM lead_organisation_id),
    ADD CONSTRAINT employer_confidential_whole CHECK (num_nonnulls(confidential_to, confidential_since, confidential_by, confidential_reason) IN (0, 4));
CREATE INDEX employer_confidential ON employer (id) WHERE confidential_to IS NOT NULL;

-- Whom a referral lets see a confidential employer: an open one too, since its receiver has to know whom it is about.
CREATE INDEX referral_told ON referral (employer_id, to_organisation_id) WHERE kind = 'REFERRAL' AND state <> 'DECLINED';

-- On hold: nobody is prompted to contact it before that day.
ALTER TABLE employer
    ADD COLUMN hold_until date,
    ADD COLUMN hold_reason text CHECK (hold_reason IN ('REDUNDANCY', 'FATALITY', 'DISPUTE', 'OTHER')),
    ADD COLUMN hold_note text CHECK (hold_note <> '' AND length(hold_note) <= 300),
    ADD COLUMN hold_since timestamptz,                        -- business clock
    ADD COLUMN hold_by text,
    ADD CONSTRAINT employer_hold_whole CHECK (num_nonnulls(hold_until, hold_reason, hold_since, hold_by) IN (0, 4));
CREATE INDEX employer_hold ON employer (hold_until, id) WHERE hold_until IS NOT NULL;

-- +goose Up
-- A link in a message about an accreditation leads to what the person wants to hear about, and to "has left"; the message says of which employer.
ALTER TABLE personal_link DROP CONSTRAINT personal_link_purpose_check;
ALTER TABLE personal_link
    ADD COLUMN message_id uuid REFERENCES message,
    ADD CONSTRAINT personal_link_purpose_check CHECK (purpose IN ('DIAGNOSTIC', 'PHONE', 'ACCREDITATION')),
    ADD CONSTRAINT personal_link_leads_somewhere CHECK (CASE purpose WHEN 'ACCREDITATION' THEN message_id IS NOT NULL AND invitation_id IS NULL ELSE invitation_id IS NOT NULL END);

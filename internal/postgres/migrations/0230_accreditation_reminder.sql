-- +goose Up
-- When people hear that an accreditation runs out: each step holds from so many months after the last day of the award (negative is
-- before) until the next one begins, and is told once for that last day. A step that begins with the last day begins the day after it.
CREATE TABLE accreditation_reminder (
    step          smallint PRIMARY KEY,
    from_months   smallint NOT NULL,
    until_months  smallint NOT NULL,
    tells_lead    boolean NOT NULL,    -- in the digest of the account lead
    tells_contact boolean NOT NULL,    -- by a message to the employer's contact
    CONSTRAINT accreditation_reminder_ends_after_it_begins CHECK (until_months > from_months)
);
INSERT INTO accreditation_reminder (step, from_months, until_months, tells_lead, tells_contact) VALUES
    (1, -6, -3, true, true),
    (2, -3, -2, true, true),
    (3, -2, 0, true, false),           -- the scheme itself writes to the employer then
    (4, 0, 3, true, false);            -- it has lapsed

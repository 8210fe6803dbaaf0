-- +goose Up
-- What an employer may be and have had to be subsidised, from a day on.
CREATE TABLE subsidy_rule (
    starts_on       date PRIMARY KEY,
    most_headcount  integer NOT NULL CHECK (most_headcount > 0),   -- of the whole group
    most_assistance bigint NOT NULL CHECK (most_assistance > 0)    -- Minimal Financial Assistance over three financial years, pence
);
-- Medium-sized has fewer than 250 people; Subsidy Control Act 2022, section 36.
INSERT INTO subsidy_rule (starts_on, most_headcount, most_assistance) VALUES ('2023-01-04', 249, 31500000);

-- The agreement to subsidise a placement, with what was answered on a day.
CREATE TABLE subsidy (
    placement_id      uuid PRIMARY KEY REFERENCES placement,
    per_period        bigint NOT NULL CHECK (per_period > 0),      -- pence
    most              bigint NOT NULL,                             -- pence, of all periods
    answered_on       date NOT NULL,
    group_headcount   integer NOT NULL CHECK (group_headcount > 0),
    assistance        bigint NOT NULL CHECK (assistance >= 0),     -- Minimal Financial Assistance had so far, pence
    assistance_letter text NOT NULL,                               -- reference of the declaration
    agreed_at         timestamptz NOT NULL,                        -- business clock
    agreed_by         uuid REFERENCES hub_user,                    -- null: a program
    CONSTRAINT subsidy_most_is_most CHECK (most >= per_period)
);

-- Periods for which an employer claims.
CREATE TABLE subsidy_claim (
    id           uuid PRIMARY KEY,
    placement_id uuid NOT NULL REFERENCES subsidy,
    from_day     date NOT NULL,
    until_day    date NOT NULL,
    amount       bigint NOT NULL CHECK (amount > 0),               -- pence
    payroll      text NOT NULL,                                    -- reference of the payroll evidence
    state        text NOT NULL CHECK (state IN ('CLAIMED', 'APPROVED', 'REFUSED', 'PAID', 'CLAWED_BACK')),
    claimed_at   timestamptz NOT NULL,                             -- business clock
    claimed_by   uuid NOT NULL REFERENCES hub_user,
    approved_at  timestamptz,                                      -- business clock
    approved_by  uuid REFERENCES hub_user,
    CONSTRAINT subsidy_claim_in_order CHECK (until_day >= from_day),
    CONSTRAINT subsidy_claim_approved_by_another CHECK (approved_by <> claimed_by),
    CONSTRAINT subsidy_claim_approved CHECK ((approved_by IS NULL) = (approved_at IS NULL) AND (state IN ('CLAIMED', 'REFUSED') OR approved_by IS NOT NULL)),
    CONSTRAINT subsidy_claim_period_once EXCLUDE USING gist (placement_id WITH =, daterange(from_day, until_day, '[]') WITH &&) WHERE (state <> 'REFUSED')
);
CREATE INDEX subsidy_claim_of ON subsidy_claim (placement_id, from_day);

-- Money that went to the employer, or came back.
CREATE TABLE subsidy_entry (
    id           uuid PRIMARY KEY,
    placement_id uuid NOT NULL REFERENCES subsidy,
    claim_id     uuid NOT NULL REFERENCES subsidy_claim,
    amount       bigint NOT NULL CHECK (amount <> 0),              -- pence; below 0: came back
    on_day       date NOT NULL,
    reference    text NOT NULL,                                    -- of the payment
    recorded_at  timestamptz NOT NULL,                             -- business clock
    user_id      uuid REFERENCES hub_user                          -- null: a program
);
CREATE INDEX subsidy_entry_of ON subsidy_entry (placement_id, id);
CREATE UNIQUE INDEX subsidy_entry_once ON subsidy_entry (claim_id, (amount > 0));
CREATE TRIGGER placement_history_stays BEFORE UPDATE OR DELETE ON subsidy_entry FOR EACH ROW EXECUTE FUNCTION placement_history_stays();

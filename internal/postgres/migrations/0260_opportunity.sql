-- +goose Up
-- Programmes under which employers host people, and the rules that hold for placements that start from a day on.
CREATE TABLE placement_programme (
    code     text PRIMARY KEY,
    name     text NOT NULL,
    position smallint NOT NULL CONSTRAINT placement_programme_position_once UNIQUE
);

CREATE TABLE placement_programme_rule (
    id            uuid PRIMARY KEY,
    programme     text NOT NULL REFERENCES placement_programme,
    starts_on     date NOT NULL,
    least_days    integer CHECK (least_days BETWEEN 1 AND 1000),   -- of the calendar, first to last; null: no limit, as in all these
    most_days     integer CHECK (most_days BETWEEN 1 AND 1000),
    least_hours   integer CHECK (least_hours BETWEEN 1 AND 2000),
    least_age     integer CHECK (least_age BETWEEN 11 AND 99),
    most_age      integer CHECK (most_age BETWEEN 11 AND 99),
    checks        text[] NOT NULL,                                 -- of the site, which have to hold on the first day
    outcome_weeks integer[] NOT NULL,                              -- after how many weeks in work an outcome counts as sustained
    note          text,
    CONSTRAINT placement_programme_rule_once UNIQUE (programme, starts_on),
    CONSTRAINT placement_programme_rule_days CHECK (most_days >= least_days),
    CONSTRAINT placement_programme_rule_ages CHECK (most_age >= least_age),
    CONSTRAINT placement_programme_rule_checks CHECK (checks <@ '{EMPLOYERS_LIABILITY,RISK_ASSESSMENT,SAFEGUARDING_CONTACT}')
);

INSERT INTO placement_programme (code, name, position) VALUES
    ('WORK_READY', 'Work Ready placement', 1),
    ('WORK_ACADEMY', 'Sector-based work academy', 2),
    ('SUPPORTED_INTERNSHIP', 'Supported internship', 3),
    ('T_LEVEL', 'T Level industry placement', 4),
    ('WORK_EXPERIENCE', 'Work experience', 5),
    ('WORK_TRIAL', 'Work trial', 6),
    ('FUNDED_PLACEMENT', 'Funded placement', 7),
    ('WORK_SIMULATION', 'Work simulation', 8),
    ('VOLUNTEERING', 'Volunteering', 9);
INSERT INTO placement_programme_rule (id, programme, starts_on, least_days, most_days, least_hours, least_age, most_age, checks, outcome_weeks, note)
SELECT gen_random_uuid(), programme, '2026-01-01', least_days::int, most_days::int, least_hours::int, least_age::int, most_age::int, checks::text[], outcome_weeks::int[], note FROM (VALUES
    ('WORK_READY', NULL, NULL, NULL, NULL, NULL, '{EMPLOYERS_LIABILITY,RISK_ASSESSMENT}', '{13,26}', NULL),
    ('WORK_ACADEMY', NULL, 42, NULL, NULL, NULL, '{EMPLOYERS_LIABILITY,RISK_ASSESSMENT}', '{13,26}', 'Up to six weeks of training and experience, with a guaranteed interview.'),
    ('SUPPORTED_INTERNSHIP', 182, NULL, NULL, 16, 24, '{EMPLOYERS_LIABILITY,RISK_ASSESSMENT,SAFEGUARDING_CONTACT}', '{13,26}', 'For young people with an education, health and care plan, with a job coach.'),
    ('T_LEVEL', NULL, NULL, 315, 16, 19, '{EMPLOYERS_LIABILITY,RISK_ASSESSMENT,SAFEGUARDING_CONTACT}', '{}', 'Part of it may be remote.'),
    ('WORK_EXPERIENCE', NULL, NULL, NULL, 11, 16, '{EMPLOYERS_LIABILITY,RISK_ASSESSMENT,SAFEGUARDING_CONTACT}', '{}', 'About ten days over school years 7 to 11.'),
    ('WORK_TRIAL', NULL, 30, NULL, NULL, NULL, '{EMPLOYERS_LIABILITY,RISK_ASSESSMENT}', '{13,26}', NULL),
    ('FUNDED_PLACEMENT', NULL, NULL, NULL, NULL, NULL, '{EMPLOYERS_LIABILITY,RISK_ASSESSMENT}', '{13,26}', NULL),
    ('WORK_SIMULATION', NULL, NULL, NULL, NULL, NULL, '{RISK_ASSESSMENT}', '{}', NULL),
    ('VOLUNTEERING', NULL, NULL, NULL, NULL, NULL, '{EMPLOYERS_LIABILITY,RISK_ASSESSMENT}', '{}', NULL)
) AS rule (programme, least_days, most_days, least_hours, least_age, most_age, checks, outcome_weeks, note);

-- What somebody found when a site was checked. Of each kind the one that was recorded last stands; earlier ones are its history.
CREATE TABLE site_check (
    id                     uuid PRIMARY KEY,
    employer_id            uuid NOT NULL REFERENCES employer,
    site_id                uuid NOT NULL REFERENCES site,
    kind                   text NOT NULL CHECK (kind IN ('EMPLOYERS_LIABILITY', 'RISK_ASSESSMENT', 'SAFEGUARDING_CONTACT')),
    result                 text NOT NULL CHECK (result IN ('SEEN', 'CONFIRMED_BY_PHONE', 'NOT_REQUIRED')),
    exemption              text CHECK (exemption IN ('PUBLIC_BODY', 'NO_STAFF', 'CLOSE_FAMILY')),
    reason                 text,
    checked_on             date NOT NULL,
    expires_on             date,                       -- the last day; null: it does not run out
    considers_young_people boolean,                    -- of a risk assessment
    person_id              uuid REFERENCES person,     -- the safeguarding contact
    user_id                uuid REFERENCES hub_user,   -- who checked; null: a program
    recorded_at            timestamptz NOT NULL,       -- business clock
    CONSTRAINT site_check_in_order CHECK (expires_on >= checked_on),
    CONSTRAINT site_check_not_required_for_a_reason CHECK (result <> 'NOT_REQUIRED' OR exemption IS NOT NULL OR reason IS NOT NULL)
);
CREATE INDEX site_check_of_site ON site_check (site_id, kind, recorded_at);
CREATE INDEX site_check_of_employer ON site_check (employer_id);
CREATE TRIGGER follow_merge BEFORE INSERT ON site_check FOR EACH ROW EXECUTE FUNCTION follow_merge();

-- What an employer offers: so many places in a role at a site.
CREATE TABLE opportunity (
    id          uuid PRIMARY KEY,
    employer_id uuid NOT NULL REFERENCES employer,
    site_id     uuid NOT NULL REFERENCES site,
    programme   text NOT NULL REFERENCES placement_programme,
    role        text NOT NULL,
    places      integer NOT NULL CHECK (places BETWEEN 1 AND 500),
    starts_on   date,                                  -- null: flexible
    ends_on     date,
    days        text[] NOT NULL CHECK (days <@ '{MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY}'),
    from_time   text,                                  -- by the clock of the site, as 09:00
    until_time  text,
    needs       text,                                  -- what a participant has to bring or be able to do
    adjustments text,                                  -- what the host can adjust
    contact_id  uuid REFERENCES person,
    state       text NOT NULL CHECK (state IN ('DRAFT', 'CHECKS', 'OPEN', 'FILLED', 'CLOSED', 'WITHDRAWN')),
    version     integer NOT NULL DEFAULT 1,
    CONSTRAINT opportunity_in_order CHECK (ends_on >= starts_on),
    CONSTRAINT opportunity_ends_after_a_start CHECK (starts_on IS NOT NULL OR ends_on IS NULL),
    CONSTRAINT opportunity_hours CHECK ((from_time IS NULL) = (until_time IS NULL) AND until_time > from_time)
);
CREATE INDEX opportunity_by_start ON opportunity (coalesce(starts_on, 'infinity'), id);
CREATE INDEX opportunity_of_employer ON opportunity (employer_id, coalesce(starts_on, 'infinity'), id);
CREATE INDEX opportunity_of_site ON opportunity (site_id);
CREATE TRIGGER follow_merge BEFORE INSERT ON opportunity FOR EACH ROW EXECUTE FUNCTION follow_merge();

-- Every step of an opportunity.
CREATE TABLE opportunity_move (
    id             uuid PRIMARY KEY,
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    state          text NOT NULL,
    reason         text,
    recorded_at    timestamptz NOT NULL,               -- business clock
    user_id        uuid REFERENCES hub_user            -- null: a program
);
CREATE INDEX opportunity_move_of ON opportunity_move (opportunity_id, id);

-- +goose StatementBegin
CREATE FUNCTION placement_history_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'steps are never changed or deleted' USING CONSTRAINT = 'placement_history_stays';
END $$;
-- +goose StatementEnd
CREATE TRIGGER placement_history_stays BEFORE UPDATE OR DELETE ON opportunity_move FOR EACH ROW EXECUTE FUNCTION placement_history_stays();

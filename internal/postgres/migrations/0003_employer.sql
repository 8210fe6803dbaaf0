-- +goose Up
-- What holds now stands on the row; what figures count by date has a table of its own with the days it held.
CREATE TABLE employer (
    id                   uuid PRIMARY KEY,
    name                 text NOT NULL,
    name_key             text COLLATE "C" NOT NULL,
    legal_form           text NOT NULL DEFAULT 'UNKNOWN',
    status               text NOT NULL DEFAULT 'PROSPECT' CHECK (status IN ('PROSPECT', 'ENGAGED', 'DORMANT', 'CLOSED')),
    company_number       text,          -- the COMPANIES_HOUSE identifier again, because every list shows it
    website              text,
    registered_address   text[] NOT NULL DEFAULT '{}',
    postcode             text,          -- of the registered office; null where it is not one
    sic_section          text,          -- of the main code
    headcount            integer,
    size_band            text CHECK (size_band IN ('MICRO', 'SMALL', 'MEDIUM', 'LARGE')),
    lead_organisation_id uuid REFERENCES organisation,
    account_lead_id      uuid REFERENCES hub_user,
    key_account          boolean NOT NULL DEFAULT false,
    last_contact_on      date,
    -- As hub.SearchWords builds it from all names, the company number and the postcode: whole words in lower case, without
    -- legal endings, because a word that nearly every row has makes a search slow.
    search_words         text NOT NULL,
    search               tsvector NOT NULL GENERATED ALWAYS AS (array_to_tsvector(array_remove(string_to_array(search_words, ' '), ''))) STORED,
    version              integer NOT NULL DEFAULT 1,
    created_at           timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT employer_name_given CHECK (name <> '' AND length(name) <= 300),
    CONSTRAINT employer_headcount_sensible CHECK (headcount BETWEEN 0 AND 5000000),
    CONSTRAINT employer_lead_in_full CHECK (account_lead_id IS NULL OR lead_organisation_id IS NOT NULL)
);
-- A list reads the rows in its order and leaves at the end of the page, or, where a filter finds few, finds them by the
-- filter's index and sorts them. The filters' indexes hold one column, so that equal values share an entry.
CREATE INDEX employer_by_name ON employer (name_key, id);
CREATE INDEX employer_by_last_contact ON employer (coalesce(last_contact_on, '-infinity'), id);
CREATE INDEX employer_by_search ON employer USING gin (search) WITH (fastupdate = on);
CREATE INDEX employer_by_lead ON employer (lead_organisation_id, name_key, id) WHERE lead_organisation_id IS NOT NULL;
CREATE INDEX employer_by_account_lead ON employer (account_lead_id, name_key, id) WHERE account_lead_id IS NOT NULL;
CREATE INDEX employer_by_status ON employer (status);
CREATE INDEX employer_by_size_band ON employer (size_band) WHERE size_band IS NOT NULL;
CREATE INDEX employer_by_sic_section ON employer (sic_section) WHERE sic_section IS NOT NULL;
CREATE INDEX employer_key_account ON employer (id) WHERE key_account;

-- A number of a register belongs to one employer; one that was taken away does not block a new one.
CREATE TABLE employer_identifier (
    employer_id uuid NOT NULL REFERENCES employer,
    scheme      text NOT NULL CHECK (scheme IN ('COMPANIES_HOUSE', 'CHARITY_ENGLAND_WALES', 'CHARITY_SCOTLAND', 'CHARITY_NORTHERN_IRELAND', 'UKPRN', 'URN')),
    value       text COLLATE "C" NOT NULL,
    removed_at  timestamptz
);
CREATE UNIQUE INDEX employer_identifier_once ON employer_identifier (value, scheme) WHERE removed_at IS NULL;
CREATE INDEX employer_identifier_employer ON employer_identifier (employer_id);

CREATE TABLE employer_name (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    employer_id uuid NOT NULL REFERENCES employer,
    kind        text NOT NULL CHECK (kind IN ('LEGAL', 'TRADING', 'PREVIOUS')),
    name        text NOT NULL,
    valid_from  date,
    valid_until date
);
CREATE INDEX employer_name_employer ON employer_name (employer_id);

CREATE TABLE employer_sic (
    employer_id uuid NOT NULL REFERENCES employer,
    version     text NOT NULL CHECK (version IN ('2007', '2026')),
    code        text NOT NULL,
    rank        smallint NOT NULL,      -- 1 is the main code
    valid_from  date,
    valid_until date
);
CREATE INDEX employer_sic_employer ON employer_sic (employer_id);

CREATE TABLE employer_size (
    employer_id uuid NOT NULL REFERENCES employer,
    headcount   integer,
    size_band   text CHECK (size_band IN ('MICRO', 'SMALL', 'MEDIUM', 'LARGE')),
    valid_from  date NOT NULL,
    valid_until date
);
CREATE UNIQUE INDEX employer_size_now ON employer_size (employer_id) WHERE valid_until IS NULL;
CREATE INDEX employer_size_employer ON employer_size (employer_id, valid_from);

CREATE TABLE employer_lead (
    employer_id     uuid NOT NULL REFERENCES employer,
    organisation_id uuid NOT NULL REFERENCES organisation,
    user_id         uuid REFERENCES hub_user,
    valid_from      date NOT NULL,
    valid_until     date
);
CREATE UNIQUE INDEX employer_lead_now ON employer_lead (employer_id) WHERE valid_until IS NULL;
CREATE INDEX employer_lead_employer ON employer_lead (employer_id, valid_from);

-- Where people work. A firm that moves closes one site and opens another, so the dates tell where it was on a day.
CREATE TABLE site (
    id              uuid PRIMARY KEY,
    employer_id     uuid NOT NULL REFERENCES employer,
    name            text NOT NULL,
    address         text[] NOT NULL DEFAULT '{}',
    postcode        text,
    investment_area text REFERENCES investment_area,
    headcount       integer,
    opened_on       date,
    closed_on       date,
    version         integer NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT site_name_given CHECK (name <> '' AND length(name) <= 200),
    CONSTRAINT site_headcount_sensible CHECK (headcount BETWEEN 0 AND 1000000),
    CONSTRAINT site_closes_after_it_opens CHECK (closed_on >= opened_on)
);
CREATE INDEX site_employer ON site (employer_id);
CREATE INDEX site_postcode ON site (postcode) WHERE postcode IS NOT NULL;
CREATE INDEX site_investment_area ON site (investment_area) WHERE investment_area IS NOT NULL;

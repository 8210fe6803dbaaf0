-- +goose Up
-- The directory of provision: who offers what to employers. What the regional platform holds is linked by its reference, so that
-- no second master list grows.
CREATE TABLE provider (
    id         uuid PRIMARY KEY,
    name       text NOT NULL,
    name_key   text COLLATE "C" NOT NULL CONSTRAINT provider_name_once UNIQUE,
    ukprn      text CONSTRAINT provider_ukprn_once UNIQUE,
    website    text,
    version    integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT provider_name_given CHECK (name <> '' AND length(name) <= 200)
);

CREATE TABLE offer (
    id           uuid PRIMARY KEY,
    provider_id  uuid NOT NULL REFERENCES provider,
    title        text NOT NULL,
    title_key    text COLLATE "C" NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('APPRENTICESHIP', 'BOOTCAMP', 'SHORT_COURSE', 'ADVICE', 'FUNDING', 'OCCUPATIONAL_HEALTH')),
    level        smallint,              -- of the Regulated Qualifications Framework; 0 is entry level
    summary      text,
    sectors      text[] NOT NULL DEFAULT '{}', -- sections of SIC 2007; empty for every sector
    skills       text[] NOT NULL DEFAULT '{}',
    eligibility  text,
    funding      text,
    starts_on    date,
    ends_on      date,
    contact      text,
    link         text,
    reference    text,                  -- on the regional skills platform; null for a local addition
    checked_on   date NOT NULL,
    withdrawn_on date,
    search_words text NOT NULL,
    search       tsvector NOT NULL GENERATED ALWAYS AS (array_to_tsvector(array_remove(string_to_array(search_words, ' '), ''))) STORED,
    version      integer NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT offer_title_given CHECK (title <> '' AND length(title) <= 200),
    CONSTRAINT offer_level_known CHECK (level BETWEEN 0 AND 8),
    CONSTRAINT offer_in_order CHECK (starts_on <= ends_on)
);
CREATE UNIQUE INDEX offer_reference_once ON offer (reference) WHERE reference IS NOT NULL;
CREATE INDEX offer_by_title ON offer (title_key, id);
CREATE INDEX offer_provider ON offer (provider_id, title_key, id);
CREATE INDEX offer_by_search ON offer USING gin (search) WITH (fastupdate = on);

-- Offers that somebody put to a skills need.
CREATE TABLE skills_need_offer (
    skills_need_id uuid NOT NULL REFERENCES skills_need,
    offer_id       uuid NOT NULL REFERENCES offer,
    matched_at     timestamptz NOT NULL,
    PRIMARY KEY (skills_need_id, offer_id)
);
CREATE INDEX skills_need_offer_offer ON skills_need_offer (offer_id);

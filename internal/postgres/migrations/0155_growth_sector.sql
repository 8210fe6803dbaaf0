-- +goose Up
-- Growth sectors of the national strategy: tags that people give, several an employer, with the days they held.
CREATE TABLE employer_growth_sector (
    employer_id uuid NOT NULL REFERENCES employer,
    sector      text NOT NULL CHECK (sector IN ('ADVANCED_MANUFACTURING', 'CLEAN_ENERGY', 'CREATIVE', 'DEFENCE', 'DIGITAL', 'FINANCIAL_SERVICES',
        'LIFE_SCIENCES', 'PROFESSIONAL_SERVICES')),
    valid_from  date NOT NULL,
    valid_until date
);
CREATE UNIQUE INDEX employer_growth_sector_now ON employer_growth_sector (employer_id, sector) WHERE valid_until IS NULL;
CREATE INDEX employer_growth_sector_employer ON employer_growth_sector (employer_id, valid_from);
CREATE INDEX employer_growth_sector_tagged ON employer_growth_sector (sector, employer_id) WHERE valid_until IS NULL;

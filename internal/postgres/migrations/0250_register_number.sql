-- +goose Up
-- Numbers of other registers than that of companies, whose numbers are among the words that a search finds an employer by.
CREATE INDEX employer_identifier_number ON employer_identifier (value) INCLUDE (employer_id) WHERE removed_at IS NULL AND scheme <> 'COMPANIES_HOUSE';

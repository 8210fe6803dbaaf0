-- +goose Up
-- A change stores what its employer is known by while nobody else may, and so must not wait for who holds the employer: the check of
-- a foreign key would. A record without its employer is left out, and forgotten by the next search of all.
ALTER TABLE duplicate_record DROP CONSTRAINT duplicate_record_employer_id_fkey;

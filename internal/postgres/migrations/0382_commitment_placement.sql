-- +goose Up
-- Placements that started deliver commitments too; what was entered as evidence of them before stays and counts no more.
ALTER TABLE commitment_link
    ADD COLUMN placement_id uuid REFERENCES placement ON DELETE CASCADE CONSTRAINT commitment_link_placement_once UNIQUE,
    DROP CONSTRAINT commitment_link_to_one,
    ADD CONSTRAINT commitment_link_to_one CHECK (num_nonnulls(school_encounter_id, apprenticeship_id, placement_id) = 1);

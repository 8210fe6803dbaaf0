-- +goose Up
-- Steps that the hub took by itself, as places were taken and given back.
ALTER TABLE opportunity_move ADD COLUMN by_itself boolean NOT NULL DEFAULT false;

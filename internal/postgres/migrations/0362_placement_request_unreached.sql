-- +goose Up
-- A request that was withdrawn since nobody could be asked is a matter for who asked it; one that nobody needs any more is not.
ALTER TABLE placement_request ADD COLUMN unreached boolean NOT NULL DEFAULT false;

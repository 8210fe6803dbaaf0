-- +goose Up
-- Staff may withdraw a request themselves: the rules do not ask the same again then.
ALTER TABLE placement_request ADD COLUMN stopped boolean NOT NULL DEFAULT false CONSTRAINT placement_request_stopped_is_withdrawn CHECK (NOT stopped OR withdrawn_at IS NOT NULL);

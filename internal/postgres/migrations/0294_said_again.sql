-- +goose Up
-- A message about a meeting or an award of which nobody knows whether it arrived can be said again by hand, once: again_of is that message. What a
-- campaign says again has a rule of its own.
ALTER TABLE reminder
    ADD COLUMN again_of uuid REFERENCES message,
    DROP CONSTRAINT reminder_once,
    ADD CONSTRAINT reminder_once UNIQUE NULLS NOT DISTINCT (rule, subject_id, occurrence, step, person_id, user_id, again_of);

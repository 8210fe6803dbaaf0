-- +goose Up
-- The day from which a step of an opportunity holds, which may lie before the one on which it was recorded: what figures count by.
ALTER TABLE opportunity_move ADD COLUMN on_day date;
ALTER TABLE opportunity_move DISABLE TRIGGER placement_history_stays;
UPDATE opportunity_move SET on_day = (recorded_at AT TIME ZONE 'Europe/London')::date;
ALTER TABLE opportunity_move ENABLE TRIGGER placement_history_stays;
ALTER TABLE opportunity_move ALTER COLUMN on_day SET NOT NULL;

-- +goose Up
-- How many places an opportunity had from when on, so that what was offered can be counted as it was known on any day.
CREATE TABLE opportunity_places (
    id             uuid PRIMARY KEY,
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    places         integer NOT NULL,
    recorded_at    timestamptz NOT NULL                -- business clock
);
CREATE INDEX opportunity_places_of ON opportunity_places (opportunity_id, id);
CREATE TRIGGER placement_history_stays BEFORE UPDATE OR DELETE ON opportunity_places FOR EACH ROW EXECUTE FUNCTION placement_history_stays();
INSERT INTO opportunity_places (id, opportunity_id, places, recorded_at)
SELECT gen_random_uuid(), o.id, o.places, v.recorded_at
FROM opportunity o JOIN LATERAL (SELECT v.recorded_at FROM opportunity_move v WHERE v.opportunity_id = o.id ORDER BY v.id LIMIT 1) v ON true;

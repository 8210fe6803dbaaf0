-- +goose Up
-- A record that was merged into another stays as a tombstone: its old ID leads to the record it lives on in, always the last of
-- a chain. Whatever lists, counts or finds employers leaves tombstones out.
ALTER TABLE employer
    ADD COLUMN merged_into uuid REFERENCES employer,
    ADD COLUMN merged_at   timestamptz,         -- business clock
    ADD CONSTRAINT employer_merged_at_a_time CHECK ((merged_into IS NULL) = (merged_at IS NULL)),
    ADD CONSTRAINT employer_not_merged_into_itself CHECK (merged_into <> id);
CREATE INDEX employer_merged ON employer (merged_into, id) WHERE merged_into IS NOT NULL;

-- What is added to an employer while somebody merges it goes to the record it lives on in: the insert waits for the merge.
-- +goose StatementBegin
CREATE FUNCTION follow_merge() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    lives_on_in uuid;
BEGIN
    SELECT merged_into INTO lives_on_in FROM employer WHERE id = NEW.employer_id FOR KEY SHARE;
    NEW.employer_id = coalesce(lives_on_in, NEW.employer_id);
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER follow_merge BEFORE INSERT ON site FOR EACH ROW EXECUTE FUNCTION follow_merge();
CREATE TRIGGER follow_merge BEFORE INSERT ON person_role FOR EACH ROW EXECUTE FUNCTION follow_merge();
CREATE TRIGGER follow_merge BEFORE INSERT ON interaction_employer FOR EACH ROW EXECUTE FUNCTION follow_merge();
CREATE TRIGGER follow_merge BEFORE INSERT ON task FOR EACH ROW EXECUTE FUNCTION follow_merge();
CREATE TRIGGER follow_merge BEFORE INSERT ON invitation FOR EACH ROW EXECUTE FUNCTION follow_merge();
CREATE TRIGGER follow_merge BEFORE INSERT ON response FOR EACH ROW EXECUTE FUNCTION follow_merge();
CREATE TRIGGER follow_merge BEFORE INSERT ON skills_need FOR EACH ROW EXECUTE FUNCTION follow_merge();
CREATE TRIGGER follow_merge BEFORE INSERT ON message FOR EACH ROW EXECUTE FUNCTION follow_merge();
CREATE TRIGGER follow_merge BEFORE INSERT ON hosting_interest FOR EACH ROW EXECUTE FUNCTION follow_merge();
CREATE TRIGGER follow_merge BEFORE INSERT ON disability_confident_word FOR EACH ROW EXECUTE FUNCTION follow_merge();

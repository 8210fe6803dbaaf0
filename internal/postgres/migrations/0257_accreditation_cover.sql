-- +goose Up
-- That the award of a head office covers a site of another employer of its group. It never follows by itself: somebody decided it.
CREATE TABLE accreditation_cover (
    id          uuid PRIMARY KEY,
    employer_id uuid NOT NULL REFERENCES employer, -- the head office, whose awards of the scheme cover the site
    scheme      text NOT NULL REFERENCES scheme,
    site_id     uuid NOT NULL REFERENCES site,
    since       date NOT NULL,
    reason      text NOT NULL,
    decided_by  uuid REFERENCES hub_user,
    decided_at  timestamptz NOT NULL,
    ended_on    date,
    end_reason  text,
    version     integer NOT NULL DEFAULT 1,
    CONSTRAINT accreditation_cover_ends_with_reason CHECK ((ended_on IS NULL) = (end_reason IS NULL)),
    CONSTRAINT accreditation_cover_in_order CHECK (ended_on >= since)
);
CREATE INDEX accreditation_cover_of_employer ON accreditation_cover (employer_id);
CREATE INDEX accreditation_cover_of_site ON accreditation_cover (site_id);
CREATE UNIQUE INDEX accreditation_cover_once ON accreditation_cover (scheme, site_id) WHERE ended_on IS NULL;
CREATE TRIGGER follow_merge BEFORE INSERT ON accreditation_cover FOR EACH ROW EXECUTE FUNCTION follow_merge();

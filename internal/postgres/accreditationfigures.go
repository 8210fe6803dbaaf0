package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// statusAt is the status of employer e at the end of day @at: what the first change after it says that it was before, or else what it is.
const statusAt = `coalesce((
	SELECT was FROM (
		SELECT a.business_at AS at, x.before ->> 'Status' AS was FROM audit a JOIN audit_content x ON x.audit_id = a.id
		WHERE a.record_id = e.id AND a.record_kind = 'employer' AND a.business_at >= ((@at::date + 1)::timestamp AT TIME ZONE 'Europe/London')
		UNION ALL
		SELECT c.at, c.before ->> 'Status' FROM import_change c
		WHERE c.employer_id = e.id AND c.at >= ((@at::date + 1)::timestamp AT TIME ZONE 'Europe/London')
	) changed WHERE was IS NOT NULL ORDER BY at LIMIT 1), e.status)`

// sectionAt is the section of the main code that employer h had on @at. Before the first codes that the hub knows of, it is theirs.
const sectionAt = `(
	SELECT g.letter FROM employer_sic x
	JOIN unnest(@letters::text[], @lows::text[], @highs::text[]) g (letter, low, high) ON left(x.code, 2) BETWEEN g.low AND g.high
	CROSS JOIN LATERAL (
		SELECT greatest(@at::date, min(coalesce(f.valid_from, '-infinity'))) AS day FROM employer_sic f WHERE f.employer_id = h.id AND f.version = x.version
	) known
	WHERE x.employer_id = h.id AND x.version = '2007' AND (x.valid_from IS NULL OR x.valid_from <= known.day) AND (x.valid_until IS NULL OR x.valid_until > known.day)
	ORDER BY x.rank LIMIT 1)`

// disabilityConfident are the employers that count at a level on @at: not closed then, with an award that held and a site in Rotherham
// that was open, or with such a site that the award of its head office covered. Counted is false where only the employer says so. Records
// that were merged are one employer on every day. Place are the wards that they count in.
const disabilityConfident = `
	WITH last AS (
		SELECT DISTINCT ON (a.employer_id) a.*
		FROM accreditation a WHERE a.scheme = @scheme AND a.awarded_on <= @at
		ORDER BY a.employer_id, a.awarded_on DESC, a.level DESC, a.id DESC
	), award AS (
		SELECT l.employer_id, l.level, l.source <> 'EMPLOYER' OR coalesce(l.verified_on <= @at, false) AS counted
		FROM last l
		WHERE (l.ended_on IS NULL OR l.ended_on > @at)
			AND (l.expires_on >= @at OR l.expires_on IS NULL AND (l.source = 'EMPLOYER' AND l.verified_on IS NULL OR coalesce(greatest(l.listed_on, l.verified_on), l.awarded_on) >= @at::date - @days::int))
	), place AS (
		SELECT w.employer_id, w.level, w.counted, w.covered, d.ward_code
		FROM (
			SELECT a.employer_id, a.level, a.counted, false AS covered, s.id AS site_id FROM award a JOIN site s ON s.employer_id = a.employer_id
			UNION ALL
			SELECT s.employer_id, a.level, a.counted, true, s.id
			FROM accreditation_cover c JOIN award a ON a.employer_id = c.employer_id JOIN site s ON s.id = c.site_id
			WHERE c.scheme = @scheme AND c.since <= @at AND (c.ended_on IS NULL OR c.ended_on > @at)
		) w
		JOIN site s ON s.id = w.site_id
		JOIN postcode_directory d ON d.postcode = s.postcode
		JOIN employer e ON e.id = w.employer_id
		WHERE d.ward_code IS NOT NULL AND (s.opened_on IS NULL OR s.opened_on <= @at) AND (s.closed_on IS NULL OR s.closed_on >= @at)
			AND ` + living + ` AND ` + statusAt + ` <> 'CLOSED'
	), held AS (
		SELECT DISTINCT ON (employer_id) employer_id AS id, level, counted, covered
		FROM place ORDER BY employer_id, counted DESC, covered, level DESC
	)`

// DisabilityConfidentFigures counts employers as at a day.
func DisabilityConfidentFigures(ctx context.Context, q Querier, at hub.Date) (hub.DisabilityConfidentFigures, error) {
	var letters, lows, highs []string
	for _, s := range hub.SICSections {
		letters, lows, highs = append(letters, s.Letter), append(lows, s.From), append(highs, s.Until)
	}
	args := pgx.StrictNamedArgs{"scheme": hub.DisabilityConfident, "at": at, "days": hub.DaysOnAList, "letters": letters, "lows": lows, "highs": highs}
	rows, err := q.Query(ctx, disabilityConfident+`
		SELECT @at::date AS as_at, count(*) FILTER (WHERE counted) AS employers, count(*) FILTER (WHERE NOT counted) AS self_reported,
			count(*) FILTER (WHERE counted AND covered) AS covered,
			(SELECT coalesce(json_agg(json_build_object('Key', l.level::text, 'Name', l.name, 'Employers', (SELECT count(*) FROM held h WHERE h.level = l.level AND h.counted)) ORDER BY l.level), '[]')
				FROM scheme_level l WHERE l.scheme = @scheme) AS by_level,
			(SELECT coalesce(json_agg(json_build_object('Key', band, 'Name', band, 'Employers', n) ORDER BY band), '[]') FROM (
				SELECT coalesce(z.size_band, 'UNKNOWN') AS band, count(*) AS n FROM held h
				LEFT JOIN employer_size z ON z.employer_id = h.id AND z.valid_from <= @at AND (z.valid_until IS NULL OR z.valid_until > @at)
				WHERE h.counted GROUP BY band) g) AS by_size_band,
			(SELECT coalesce(json_agg(json_build_object('Key', section, 'Name', section, 'Employers', n) ORDER BY section), '[]') FROM (
				SELECT coalesce(`+sectionAt+`, 'UNKNOWN') AS section, count(*) AS n FROM held h WHERE h.counted GROUP BY section) g) AS by_sector,
			(SELECT coalesce(json_agg(json_build_object('Key', code, 'Name', name, 'Employers', n) ORDER BY name), '[]') FROM (
				SELECT w.code, w.name, count(DISTINCT p.employer_id) AS n
				FROM place p JOIN held h ON h.id = p.employer_id AND h.covered = p.covered JOIN ward w ON w.code = p.ward_code
				WHERE p.counted GROUP BY w.code, w.name) g) AS by_ward
		FROM held`, args)
	return exactlyOne[hub.DisabilityConfidentFigures](rows, err, "figures")
}

-- The search of employers as one function, for servers that are compared with the hub: one word, for a caller who sees every employer.
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;
CREATE SCHEMA bench;

-- key and term are the text as names are kept, query asks for words that begin so. Where fewer than five are found, words like it count.
CREATE FUNCTION bench.search_employers(key text, query text, term text, most integer) RETURNS SETOF employer LANGUAGE plpgsql STABLE AS $$
DECLARE
    ids uuid[];
    meant text;
BEGIN
    ids := ARRAY (
        SELECT e.id FROM employer e
        WHERE e.merged_into IS NULL AND e.confidential_to IS NULL AND e.name_key >= key AND e.name_key < key || '~'
        ORDER BY e.name_key, e.id LIMIT most);
    IF cardinality(ids) < most THEN
        ids := ARRAY (
            WITH matching AS MATERIALIZED (
                SELECT e.id, e.last_contact_on, e.name_key FROM employer e
                WHERE e.merged_into IS NULL AND e.confidential_to IS NULL AND e.search @@ query::tsquery
            ), ranked AS (
                SELECT named.id, 1 AS rank, named.place FROM unnest(ids) WITH ORDINALITY AS named (id, place)
                UNION ALL
                SELECT m.id, 2, row_number() OVER (ORDER BY m.last_contact_on DESC, m.name_key, m.id) FROM matching m WHERE m.last_contact_on IS NOT NULL
                UNION ALL
                SELECT m.id, 3, row_number() OVER (ORDER BY m.name_key, m.id) FROM matching m
            )
            SELECT once.id FROM (SELECT DISTINCT ON (r.id) r.id, r.rank, r.place FROM ranked r ORDER BY r.id, r.rank) once
            ORDER BY once.rank, once.place LIMIT most);
    END IF;
    IF cardinality(ids) < least(5, most) AND NOT EXISTS (SELECT FROM search_word w WHERE w.word >= term AND w.word < term || '~') THEN
        SELECT string_agg(quote_literal(best.word) || ':*', ' | ') INTO meant FROM (
            SELECT l.word, l.place, mistakes
            FROM (
                SELECT w.word, row_number() OVER (ORDER BY similarity(w.word, term) DESC, w.employers DESC, w.word) AS place
                FROM search_word w WHERE w.word % term ORDER BY place LIMIT 50
            ) l
            CROSS JOIN LATERAL (SELECT min(levenshtein(term, left(l.word, n))) AS mistakes FROM generate_series(1, length(l.word)) n) d
            WHERE d.mistakes <= CASE WHEN length(term) > 5 THEN 2 ELSE 1 END
            ORDER BY d.mistakes, l.place LIMIT 5
        ) best;
        ids := ids || ARRAY (
            SELECT f.id FROM (
                SELECT e.id, e.last_contact_on, e.name_key FROM employer e
                WHERE e.merged_into IS NULL AND e.confidential_to IS NULL AND e.search @@ meant::tsquery LIMIT 2000
            ) f
            WHERE f.id <> ALL (ids)
            ORDER BY coalesce(f.last_contact_on, '-infinity') DESC, f.name_key, f.id LIMIT most - cardinality(ids));
    END IF;
    RETURN QUERY SELECT e.* FROM unnest(ids) WITH ORDINALITY AS found (id, place) JOIN employer e USING (id) ORDER BY found.place;
END $$;

-- Peers only read.
CREATE ROLE bench_reader LOGIN PASSWORD 'reads-only';
ALTER ROLE bench_reader SET default_transaction_read_only = on;
GRANT USAGE ON SCHEMA public, bench TO bench_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO bench_reader;

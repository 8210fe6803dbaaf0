-- What the board is measured on: 20,000 opportunities at the sites of engaged employers, and 50,000 placements there.
CREATE TABLE bench_site AS SELECT id, employer_id, row_number() OVER (ORDER BY id)::int - 1 AS n FROM site;

CREATE TABLE bench_opportunity AS
SELECT uuidv7() AS id, s.id AS site_id, s.employer_id, g.n FROM generate_series(1, 20000) g (n) JOIN bench_site s ON s.n = g.n % (SELECT count(*) FROM bench_site);

INSERT INTO opportunity (id, employer_id, site_id, programme, role, places, starts_on, ends_on, days, from_time, until_time, state)
SELECT id, employer_id, site_id, CASE n % 9 WHEN 0 THEN 'T_LEVEL' ELSE 'WORK_READY' END, 'Fitter ' || n, 4, date '2026-06-01' + n % 900, date '2026-09-01' + n % 900, '{MONDAY,TUESDAY}', '09:00', '16:00', 'OPEN'
FROM bench_opportunity;

CREATE TABLE bench_participant AS SELECT uuidv7() AS id, n FROM generate_series(1, 50000) n;

INSERT INTO participant (id, reference, programme, age_band) SELECT id, 'PW-' || n, 'WORK_READY', 'FROM_18' FROM bench_participant;

ALTER TABLE placement DISABLE TRIGGER USER; -- they look at one row at a time
INSERT INTO placement (id, participant_id, opportunity_id, employer_id, state, since, starts_on, ends_on, days, from_time, until_time, place, proposed_at)
SELECT uuidv7(), p.id, o.id, o.employer_id, CASE WHEN p.n < 2000 THEN 'PROPOSED' WHEN p.n < 4000 THEN 'CONFIRMED' WHEN p.n < 6000 THEN 'STARTED' ELSE 'COMPLETED' END, '2026-01-01',
    date '2026-06-01' + o.n % 900, date '2026-09-01' + o.n % 900, '{MONDAY,TUESDAY}', '09:00', '16:00', CASE WHEN p.n BETWEEN 2000 AND 5999 THEN 1 END, now()
FROM bench_participant p JOIN bench_opportunity o ON o.n = 1 + p.n % 20000;
ALTER TABLE placement ENABLE TRIGGER USER;

DROP TABLE bench_site, bench_opportunity, bench_participant;

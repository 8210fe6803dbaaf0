-- What the reads are measured on, beside the companies that a file brought: $1 engaged employers, each with a lead, a site, 3 people
-- and 8 interactions, spread over the alphabet.
INSERT INTO data_sharing_agreement (id, organisation_id, reference, valid_from, valid_until)
SELECT uuidv7(), id, 'For measuring', current_date - 1000, current_date + 1000 FROM organisation;

INSERT INTO hub_user (id, organisation_id, name, name_key, email, roles)
SELECT uuidv7(), o.id, 'Officer ' || n, 'officer ' || n, 'officer' || n || '@example.org', '{ENGAGEMENT}' FROM organisation o, generate_series(1, 20) n;

CREATE TABLE bench_engaged AS
SELECT id, row_number() OVER (ORDER BY id)::int AS n FROM (SELECT id FROM employer ORDER BY hashtext(id::text), id LIMIT $1) chosen;

UPDATE employer e SET status = 'ENGAGED', lead_organisation_id = u.organisation_id, account_lead_id = u.id, key_account = g.n % 50 = 0,
    headcount = g.n % 400, size_band = CASE WHEN g.n % 400 < 10 THEN 'MICRO' WHEN g.n % 400 < 50 THEN 'SMALL' WHEN g.n % 400 < 250 THEN 'MEDIUM' ELSE 'LARGE' END,
    last_contact_on = current_date - g.n % 300, created_at = now() - interval '3 years'
FROM bench_engaged g JOIN hub_user u ON u.name = 'Officer ' || 1 + g.n % 20
WHERE e.id = g.id;

INSERT INTO site (id, employer_id, name, address, postcode, headcount, opened_on)
SELECT uuidv7(), id, 'Works ' || n, ARRAY[n || ' Mill Lane', 'Rotherham'], 'S60 1AA', 1 + n % 300, '2015-04-01' FROM bench_engaged;

CREATE TABLE bench_person AS
SELECT uuidv7() AS id, g.id AS employer_id, g.n, p AS place,
    (ARRAY['Amira', 'Beth', 'Craig'])[p] || ' ' || (ARRAY['Abbott', 'Barraclough', 'Cartwright', 'Dyson', 'Earnshaw', 'Firth', 'Greaves', 'Hague', 'Ibbotson'])[1 + g.n % 9] AS name
FROM bench_engaged g, generate_series(1, 3) p ORDER BY g.n, p;

INSERT INTO person (id, name, email, phone, email_state, organisation_id)
SELECT p.id, p.name, replace(lower(p.name), ' ', '.') || p.n || '@example.org', '01709 ' || 100000 + p.n, 'DELIVERABLE', e.lead_organisation_id
FROM bench_person p JOIN employer e ON e.id = p.employer_id;

INSERT INTO person_role (id, person_id, employer_id, job_title, function, since)
SELECT uuidv7(), p.id, p.employer_id, (ARRAY['Owner', 'Head of people', 'Works manager'])[p.place], (ARRAY['OWNER', 'HR', 'OPERATIONS'])[p.place], '2020-01-06'
FROM bench_person p ORDER BY p.n, p.place;

CREATE TABLE bench_interaction AS
SELECT uuidv7() AS id, e.id AS employer_id, e.lead_organisation_id AS organisation_id, e.account_lead_id AS user_id, e.last_contact_on - 11 * i AS happened_on, i
FROM bench_engaged g JOIN employer e ON e.id = g.id, generate_series(0, 7) i;

INSERT INTO interaction (id, channel, happened_on, themes, summary, visibility, state, organisation_id, user_id)
SELECT id, (ARRAY['MEETING', 'CALL', 'EMAIL', 'VISIT'])[1 + i % 4], happened_on, '{RECRUITMENT}',
    'Talked about apprentices for the next year, and who decides about them. They will look at the offer of the college and call back.', 'SHARED', 'COMPLETE', organisation_id, user_id
FROM bench_interaction;

INSERT INTO interaction_employer (interaction_id, employer_id, organisation_id, happened_on, state)
SELECT id, employer_id, organisation_id, happened_on, 'COMPLETE' FROM bench_interaction;

INSERT INTO interaction_person (interaction_id, person_id)
SELECT i.id, p.id FROM bench_interaction i JOIN bench_person p ON p.employer_id = i.employer_id AND p.place = 1 + i.i % 3;

DROP TABLE bench_interaction, bench_person, bench_engaged;

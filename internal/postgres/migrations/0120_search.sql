-- +goose Up
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Words of the names of employers, by which a word that was mistyped is put right. It says nothing of who has the word.
CREATE TABLE search_word (
    word      text COLLATE "C" PRIMARY KEY,
    -- How many employers have it.
    employers integer NOT NULL
);
CREATE INDEX search_word_like ON search_word USING gin (word gin_trgm_ops);

-- People are found by the words of their names and of their addresses, written as hub.NameKey writes them: without accents, apostrophes
-- and full stops. The parts of an address between full stops are words of it too.
ALTER TABLE person ADD COLUMN search tsvector NOT NULL GENERATED ALWAYS AS (to_tsvector('simple', translate(
    lower(name || ' ' || coalesce(email, '') || ' ' || replace(coalesce(email, ''), '.', ' ')),
    'áàâäãåāăąçćčďéèêëēėęěğģíìîïīįķłļñńňņóòôöõōőøŕřśšşșťţțúùûüūůűųýÿźžż@_-+,/()&"''.’‘',
    'aaaaaaaaacccdeeeeeeeeggiiiiiikllnnnnoooooooorrsssstttuuuuuuuuyyzzz          '))) STORED;
CREATE INDEX person_by_search ON person USING gin (search) WITH (fastupdate = on);

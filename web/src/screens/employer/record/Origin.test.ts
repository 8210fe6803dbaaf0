import { expect, test } from 'vitest';
import { originWords } from './Origin';

const told = { field: 'headcount', source: 'SPREADSHEET' as const, fileName: 'firms.csv', line: 2, at: '2026-11-23T10:00:00Z', said: '40', holds: true };

test('a field tells which line of which file it is from', () => expect(originWords(told)).toBe('From firms.csv, line 2, 23 November 2026'));

test('what a file said stays beside a field that somebody knows better', () => expect(originWords({ ...told, holds: false })).toBe('firms.csv, line 2 said “40” on 23 November 2026'));

test('a register goes by its name, and a legal form by its words', () =>
  expect(originWords({ ...told, source: 'COMPANIES_HOUSE', fileName: 'basic.csv', line: null, field: 'legalForm', said: 'LLP', holds: false })).toBe('Companies House said “Limited liability partnership” on 23 November 2026'));

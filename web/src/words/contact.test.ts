import { expect, test } from 'vitest';
import { contactWords } from './contact';

test.each([
  [{ on: '2026-11-19', channel: 'CALL', themes: ['APPRENTICESHIPS', 'SKILLS'] }, 'The Chamber called 4 days ago about apprenticeships and skills'],
  [{ on: '2026-11-23', channel: 'VISIT', themes: ['OTHER'] }, 'The Chamber visited today'],
] as const)('%o', (contact, want) =>
  expect(contactWords({ ...contact, themes: [...contact.themes], organisation: { name: 'The Chamber' } }, '2026-11-23')).toBe(want),
);

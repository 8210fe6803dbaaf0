import { expect, test } from 'vitest';
import { staleWords } from './reading';

const read = { id: 'person_1', version: 2, name: 'Sam Reed', email: 'sam@example.org' as string | null };
const labels = { name: 'name', email: 'e-mail' };

test('the same version is no conflict', () => expect(staleWords(read, { ...read, name: 'Sam' }, labels)).toBeUndefined());

test('a newer version tells what it holds now', () =>
  expect(staleWords(read, { ...read, version: 3, email: null }, labels)).toBe(
    'Somebody changed this meanwhile: e-mail is now empty. What you typed is still here: save again to keep it.',
  ));

test('a newer version that differs elsewhere still warns', () =>
  expect(staleWords(read, { ...read, version: 3 }, labels)).toBe('Somebody changed this meanwhile. What you typed is still here: save again to keep it.'));

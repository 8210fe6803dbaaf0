import { expect, test } from 'vitest';
import { refusedIn } from './refused';

const said = (trouble: string) => refusedIn(new URLSearchParams({ trouble }));

test('an account without access is told whom to ask, and may be another one next time', () => {
  expect(said('unknown')?.advice).toContain('Ask an administrator');
  expect(said('unknown')?.otherAccount).toBe(true);
});

test('what a provider does wrong is nothing that another account would mend', () => expect(said('provider')?.otherAccount).toBeUndefined());

test('what nobody knows counts as our mistake', () => expect(said('new')?.title).toBe('Something went wrong on our side'));

test('without trouble there is nothing to say', () => expect(refusedIn(new URLSearchParams())).toBeNull());

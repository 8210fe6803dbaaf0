import { expect, test } from 'vitest';
import { byReason } from './leftOut';

test('reasons are told once, the commonest first', () =>
  expect(
    byReason([
      { reason: 'OBJECTED', employer: { name: 'Forge' } },
      { reason: 'NO_ADDRESS', employer: { name: 'Aston' } },
      { reason: 'NO_ADDRESS', employer: { name: 'Maltby' } },
    ]),
  ).toEqual([
    { reason: 'NO_ADDRESS', employers: ['Aston', 'Maltby'] },
    { reason: 'OBJECTED', employers: ['Forge'] },
  ]));

import { expect, test } from 'vitest';
import { all, counted, either, fileSize, listCount } from './count';

test.each([
  [0, '0'],
  [1284, '1,284'],
  [10_000, '10,000'],
  [10_001, 'More than 10,000'],
])('a list of %i is counted as %s', (n, want) => expect(listCount(n)).toBe(want));

test('a number goes with its noun', () => expect([counted(1, 'person', 'people'), counted(1284, 'employer')]).toEqual(['1 person', '1,284 employers']));

test('alternatives and parts are joined as in speech', () =>
  expect([either(['Small', 'medium', 'large']), all(['skills', 'growth'])]).toEqual(['Small, medium or large', 'skills and growth']));

test.each([
  [1, '1 byte'],
  [999, '999 bytes'],
  [1400, '1.4 kB'],
  [93_000_000, '93 MB'],
  [2_600_000_000, '2.6 GB'],
])('%i bytes are %s', (bytes, want) => expect(fileSize(bytes)).toBe(want));

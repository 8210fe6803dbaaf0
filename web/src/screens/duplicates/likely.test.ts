import { expect, it } from 'vitest';
import { likely } from './likely';

it.each([[0.5, '50% likely'], [0.876, '88% likely'], [0.9999, '99% likely']])('says %s in words', (score, words) => {
  expect(likely(score)).toBe(words);
});

import { expect, test } from 'vitest';
import { emptyDraft, inputOf, mistakesIn } from './draft';

test('a draft becomes what the API takes', () => {
  expect(inputOf({ ...emptyDraft(), questionnaireVersionId: 'v', name: ' Autumn ', after: [5, ''], before: 2, ratePerMinute: '', closesOn: '2026-12-16' })).toEqual({
    questionnaireVersionId: 'v', name: 'Autumn', kind: 'MARKETING', kindReason: undefined, audience: {}, functions: ['HR_DIRECTOR', 'HR', 'OWNER'], contactedWithinDays: 30, sendWindow: 'SURVEY',
    ratePerMinute: undefined, closesOn: '2026-12-16', reminders: [{ afterWorkingDays: 5, beforeWorkingDays: 0 }, { afterWorkingDays: 0, beforeWorkingDays: 2 }], texts: [],
  });
});

test('no reminders, and leaving nobody out', () => {
  expect(inputOf({ ...emptyDraft(), after: [''], before: '', contactedWithinDays: '' })).toMatchObject({ reminders: [], contactedWithinDays: 0 });
});

test('a step is not left without what it needs', () => {
  expect(mistakesIn({ ...emptyDraft(), kind: 'RESEARCH', kindReason: ' ' }).map(({ field }) => field)).toEqual(['kindReason']);
  expect(mistakesIn({ ...emptyDraft(), step: 1, functions: [] }).map(({ field }) => field)).toEqual(['functions']);
  expect(mistakesIn({ ...emptyDraft(), kind: 'SERVICE', kindReason: 'They asked for it' })).toEqual([]);
});

import { expect, test } from 'vitest';
import { type Draft, inputOf, worthKeeping } from './draft';

const draft = (changes: Partial<Draft> = {}): Draft => ({
  employer: { id: 'employer_1', name: 'Don Valley Castings Ltd' },
  summary: ' Asked about levy transfer. ',
  channel: 'CALL',
  happenedOn: '2026-11-23',
  themes: ['APPRENTICESHIPS'],
  personIds: [],
  askedFor: false,
  visibility: 'SHARED',
  followUp: { title: '', dueOn: '2026-11-30' },
  ...changes,
});

test('an interaction without follow-up words makes no task', () =>
  expect(inputOf(draft())).toEqual({
    employerIds: ['employer_1'],
    summary: 'Asked about levy transfer.',
    channel: 'CALL',
    happenedOn: '2026-11-23',
    themes: ['APPRENTICESHIPS'],
    personIds: [],
    askedFor: false,
    visibility: 'SHARED',
    followUp: undefined,
  }));

test('a follow-up goes along with its day', () =>
  expect(inputOf(draft({ followUp: { title: ' Send the guide ', dueOn: '2026-12-01' } })).followUp).toEqual({ title: 'Send the guide', dueOn: '2026-12-01' }));

test('no employer chosen is left for the hub to refuse by name', () => expect(inputOf(draft({ employer: null })).employerIds).toEqual([]));

test('only words are worth keeping', () =>
  expect([worthKeeping(draft()), worthKeeping(draft({ summary: '  ' })), worthKeeping(draft({ summary: '', followUp: { title: 'Ring', dueOn: '' } }))]).toEqual([true, false, true]));

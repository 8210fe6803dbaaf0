import { expect, test } from 'vitest';
import type { CampaignDraftFragment } from '../../gql/graphql';
import { draftOf, filterOf, inputOf, mistakesIn } from './draft';

const nothing = {
  search: null, statusIn: [], sizeBandIn: [], sicSectionIn: [], growthSectorIn: [], inRotherham: null, wardIn: [], investmentAreaIn: [], leadOrganisationIn: [], accountLeadIn: [], parentIn: [], hasLead: null,
  keyAccount: null, onHold: null, confidential: null, lastContactBefore: null, goneQuiet: null, idIn: [],
};

const kept: CampaignDraftFragment = {
  id: 'campaign_1', version: 3, state: 'DRAFT', questionnaireName: 'Pulse', launchedBy: null,
  questionnaireVersion: { id: 'v' }, name: 'Autumn', kind: 'MARKETING', kindReason: '', functions: ['HR'], contactedWithinDays: 0, sendWindow: 'SURVEY', ratePerMinute: null, closesOn: '2026-12-16',
  reminders: [{ afterWorkingDays: 5, beforeWorkingDays: 0 }, { afterWorkingDays: 0, beforeWorkingDays: 2 }], texts: [{ key: 'INVITATION', subject: 'Hello', body: '{link} Answer' }],
  audience: { ...nothing, keyAccount: false, wardIn: ['E05012996'] },
};

test('a draft that was kept is saved again as it is', () => {
  expect(inputOf(draftOf(kept))).toEqual({
    questionnaireVersionId: 'v', name: 'Autumn', kind: 'MARKETING', kindReason: undefined, audience: { keyAccount: false, wardIn: ['E05012996'] }, functions: ['HR'], contactedWithinDays: 0,
    sendWindow: 'SURVEY', ratePerMinute: undefined, closesOn: '2026-12-16', reminders: kept.reminders, texts: kept.texts,
  });
});

test('a filter keeps its answers of no, and nothing that was not asked', () => {
  expect(filterOf({ ...nothing, hasLead: false, search: 'castings', idIn: ['employer_1'] })).toEqual({ hasLead: false, search: 'castings', idIn: ['employer_1'] });
});

test('no reminders, and leaving nobody out', () => {
  expect(inputOf({ ...draftOf(kept), after: [''], before: '', contactedWithinDays: '' })).toMatchObject({ reminders: [], contactedWithinDays: 0 });
});

test('a step is not left without what it needs', () => {
  const draft = draftOf(kept);
  expect(mistakesIn('what', { ...draft, kind: 'RESEARCH', kindReason: ' ' }).map(({ field }) => field)).toEqual(['kindReason']);
  expect(mistakesIn('who', { ...draft, functions: [] }).map(({ field }) => field)).toEqual(['functions']);
  expect(mistakesIn('what', { ...draft, kind: 'SERVICE', kindReason: 'They asked for it' })).toEqual([]);
});

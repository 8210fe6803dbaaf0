import { describe, expect, test } from 'vitest';
import type { EmployerFactsFragment } from '../../gql/graphql';
import { changedFacts, factLine } from './facts';

const employer: EmployerFactsFragment & { sector: string | null; sicCodes: { code: string }[] } = {
  id: 'employer_1',
  version: 3,
  name: 'Don Valley Castings Ltd',
  legalForm: 'PRIVATE_LIMITED',
  status: 'ENGAGED',
  companyNumber: '04127761',
  website: null,
  headcount: 640,
  sizeBand: 'LARGE',
  keyAccount: true,
  confidential: null,
  hold: null,
  leadOrganisation: { id: 'organisation_1', name: 'Rotherham Council' },
  accountLead: { id: 'user_1', name: 'Asha Green' },
  inheritedLead: null,
  sector: 'Manufacturing',
  sicCodes: [{ code: '24510' }],
};

describe('the line of facts', () => {
  test('a well-known employer', () =>
    expect(factLine(employer)).toBe('Engaged · 04127761 · Manufacturing (24510) · 640 people · Lead: Rotherham Council, Asha Green'));

  test('an employer of whom little is known', () =>
    expect(factLine({ ...employer, companyNumber: null, sector: null, sicCodes: [], headcount: null, leadOrganisation: null, accountLead: null })).toBe('Engaged · No lead'));
});

test('a part of a group without a lead of its own tells whose lead it has', () =>
  expect(factLine({ ...employer, leadOrganisation: null, accountLead: null, inheritedLead: { organisation: { id: 'o', name: 'The Chamber' }, user: null, employer: { id: 'e', name: 'Don Holdings' } } }))
    .toContain('Lead: The Chamber (as lead of Don Holdings)'));

describe('what somebody else changed', () => {
  test('only what differs is told, in words', () =>
    expect(changedFacts(employer, { ...employer, version: 4, headcount: 12, sizeBand: 'SMALL', leadOrganisation: null, accountLead: null })).toEqual([
      { label: 'People employed', before: '640 people, large', after: '12 people, small' },
      { label: 'Lead', before: 'Rotherham Council, Asha Green', after: 'No lead' },
    ]));

  test('a new version with nothing that we show is no change', () => expect(changedFacts(employer, { ...employer, version: 4 })).toEqual([]));
});

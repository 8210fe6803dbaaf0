import { describe, expect, test } from 'vitest';
import { type FilterNames, type ListAddress, pillsOf, readAddress, writeAddress } from './address';

const names: FilterNames = {
  wards: [{ code: 'E05013001', name: 'Boston Castle' }],
  investmentAreas: [{ code: 'AMID', name: 'Advanced Manufacturing Park' }],
  sicSections: [{ letter: 'C', name: 'Manufacturing' }, { letter: 'F', name: 'Construction' }],
  leads: [{ id: 'organisation_1', name: 'The Chamber' }, { id: 'user_1', name: 'Asha Green' }],
};

describe('the address of the list', () => {
  const whole: ListAddress = {
    filter: {
      search: 'don cast',
      lastContactBefore: '2026-05-01',
      inRotherham: true,
      hasLead: false,
      keyAccount: true,
      statusIn: ['PROSPECT', 'ENGAGED'],
      sizeBandIn: ['LARGE'],
      sicSectionIn: ['C', 'F'],
      growthSectorIn: ['DEFENCE', 'CLEAN_ENERGY'],
      wardIn: ['E05013001'],
      investmentAreaIn: ['AMID'],
      leadOrganisationIn: ['organisation_1'],
      accountLeadIn: ['user_1'],
    },
    orderBy: 'LAST_CONTACT',
    columns: ['number', 'contact'],
    after: 'cursor',
  };

  test('every filter, the order and the page survive being written and read', () => expect(readAddress(writeAddress(whole))).toEqual(whole));

  test('the plain list has a plain address', () => expect(writeAddress(readAddress(new URLSearchParams())).toString()).toBe(''));

  test('what is not understood is left out', () =>
    expect(readAddress(new URLSearchParams('status=GONE,ENGAGED&growth=STEAM&size=HUGE&rotherham=maybe&quiet-since=lately&order=random&q=%20&columns=colour,size,number'))).toEqual({
      filter: { statusIn: ['ENGAGED'] },
      orderBy: 'NAME',
      columns: ['number', 'size'],
      after: null,
    }));
});

describe('a filter in words', () => {
  test.each([
    [{ inRotherham: true }, 'In Rotherham'],
    [{ goneQuiet: true }, 'Yours that have gone quiet'],
    [{ inRotherham: false }, 'Not in Rotherham'],
    [{ sizeBandIn: ['MEDIUM', 'LARGE'] }, 'Medium or large'],
    [{ sicSectionIn: ['C', 'F'] }, 'Manufacturing or Construction'],
    [{ growthSectorIn: ['DEFENCE', 'CLEAN_ENERGY'] }, 'Defence or Clean Energy Industries'],
    [{ sicSectionIn: ['Z'] }, 'Z'],
    [{ wardIn: ['E05013001'] }, 'Boston Castle'],
    [{ leadOrganisationIn: ['organisation_1'] }, 'Led by The Chamber'],
    [{ accountLeadIn: ['user_1'] }, 'Account lead Asha Green'],
    [{ hasLead: false }, 'No lead'],
    [{ keyAccount: true }, 'Key account'],
    [{ lastContactBefore: '2026-05-01' }, 'No contact since 1 May 2026'],
  ] as const)('%o reads %j', (filter, want) =>
    expect(pillsOf(readAddress(writeAddress({ filter: structuredClone(filter) as ListAddress['filter'], orderBy: 'NAME', columns: null, after: null })).filter, names).map(({ words }) => words)).toEqual([want]),
  );

  test('the search is no pill', () => expect(pillsOf({ search: 'don' }, names)).toEqual([]));
});

import { describe, expect, it } from 'vitest';
import { type Field, fieldLabel, said, sideOf } from './choice';

const field = (stands: Field['stands']): Field => ({ key: 'name', label: 'Name', keep: 'Abdy', other: 'Beck', differs: true, stands });

describe('whose word stands', () => {
  it('is what the hub suggests until somebody chooses', () => {
    expect(sideOf(field('OTHER'), {}, 'a')).toBe('OTHER');
  });
  it('stays the same record when the two are swapped', () => {
    expect(sideOf(field('KEEP'), { name: 'b' }, 'a')).toBe('OTHER');
    expect(sideOf(field('KEEP'), { name: 'b' }, 'b')).toBe('KEEP');
  });
});

describe('the words', () => {
  it('put the values of enumerations as people read them', () => {
    expect(said('status', 'PROSPECT')).toBe('Prospect');
    expect(said('keyAccount', 'true')).toBe('Yes');
    expect(said('website', null)).toBe('Nothing');
    expect(fieldLabel({ label: 'UKPRN' })).toBe('UK provider number');
  });
});

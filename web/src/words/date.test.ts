import { describe, expect, test } from 'vitest';
import { ago, dayAndTime, due, fromTo, longDay, longMoment, momentAt, onWeekday, readDay } from './date';

const today = '2026-11-23';

describe('days in words', () => {
  test('a day is written out in full', () => expect(longDay('2026-11-03')).toBe('3 November 2026'));

  test.each([
    ['2026-11-23T09:05:00Z', '23 November 2026 at 9:05am'],
    ['2026-07-01T23:30:00Z', '2 July 2026 at 12:30am'],
  ])('the moment %s is told in London time', (moment, want) => expect(longMoment(moment)).toBe(want));

  test.each([
    ['2026-12-10', '10:00', '2026-12-10T10:00:00.000Z'],
    ['2026-07-01', '10:00', '2026-07-01T09:00:00.000Z'],
    ['2026-07-01', '00:30', '2026-06-30T23:30:00.000Z'],
    ['2026-10-25', '00:30', '2026-10-24T23:30:00.000Z'],
  ])('%s at %s in London is %s, and back', (day, time, moment) => {
    expect(momentAt(day, time)).toBe(moment);
    expect(dayAndTime(moment)).toEqual({ day, time });
  });

  test.each([
    ['2026-12-10T10:00:00Z', '2026-12-10T12:30:00Z', '10 December 2026 at 10:00am to 12:30pm'],
    ['2026-12-10T10:00:00Z', '2026-12-11T12:30:00Z', '10 December 2026 at 10:00am to 11 December 2026 at 12:30pm'],
  ])('from %s to %s is %s', (starts, ends, want) => expect(fromTo(starts, ends)).toBe(want));

  test.each([
    [null, 'Never'],
    ['2026-11-23', 'Today'],
    ['2026-11-22', 'Yesterday'],
    ['2026-11-19', '4 days ago'],
    ['2026-11-02', '3 weeks ago'],
    ['2026-09-20', '2 months ago'],
    ['2024-01-01', '2 years ago'],
    ['2026-12-01', '1 December 2026'],
  ])('contact on %s was %s', (day, want) => expect(ago(day, today)).toBe(want));

  test.each([
    ['2026-11-21', { words: '2 days late', late: true }],
    ['2026-11-22', { words: '1 day late', late: true }],
    ['2026-11-23', { words: 'Today', late: false }],
    ['2026-11-24', { words: 'Tomorrow', late: false }],
    ['2026-12-04', { words: '4 December 2026', late: false }],
  ])('a task for %s is due %o', (day, want) => expect(due(day, today)).toEqual(want));

  test.each([
    ['2026-11-27', '2026-11-27'],
    ['2026-11-28', '2026-11-30'],
    ['2026-11-29', '2026-11-30'],
  ])('%s falls on or moves to the weekday %s', (day, want) => expect(onWeekday(day)).toBe(want));
});

describe('days as people type them', () => {
  test.each([
    ['today', '2026-11-23'],
    ['Tomorrow', '2026-11-24'],
    ['yesterday', '2026-11-22'],
    ['3/12/2026', '2026-12-03'],
    ['3.12.26', '2026-12-03'],
    ['3 December 2026', '2026-12-03'],
    ['3rd dec', '2026-12-03'],
    ['5 jan', '2027-01-05'],
    ['28/10', '2026-10-28'],
    ['2026-12-03', '2026-12-03'],
  ])('%s is %s', (typed, want) => expect(readDay(typed, today)).toBe(want));

  test.each(['31/2/2026', '12/13/2026', 'soon', '3 foo 2026', '', '2026-02-30'])('%j is no day', (typed) => expect(readDay(typed, today)).toBeNull());
});

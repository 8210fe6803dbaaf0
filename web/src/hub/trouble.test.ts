import { CombinedError } from 'urql';
import { describe, expect, test } from 'vitest';
import { problemsOf, troubleOf } from './trouble';

const refused = (extensions: Record<string, unknown>, path?: (string | number)[], message = 'no') =>
  new CombinedError({ graphQLErrors: [{ message, path, extensions }] });

describe('errors in words', () => {
  test.each([
    ['FORBIDDEN', 'Your role does not allow this'],
    ['NOT_FOUND', 'This is not here'],
    ['RATE_LIMITED', 'Too many requests'],
    ['TOO_COMPLEX', 'This asks for too much at once'],
    ['CONFLICT', 'This has changed meanwhile'],
  ])('%s reads %j', (code, want) => expect(troubleOf(refused({ code })).title).toBe(want));

  test('an error on our side carries the id of the log', () =>
    expect(troubleOf(refused({ code: 'INTERNAL', id: '0190-ab' })).advice).toBe('Try again. Nothing you typed is lost. If it happens again, quote 0190-ab.'));

  test('a code that nobody knows counts as our mistake', () => expect(troubleOf(refused({ code: 'NEW' })).code).toBe('INTERNAL'));

  test('no answer at all is a lost connection', () =>
    expect(troubleOf(new CombinedError({ networkError: new Error('Failed to fetch') })).code).toBe('OFFLINE'));
});

describe('problems of a form', () => {
  test('user errors go to their fields', () =>
    expect(problemsOf(undefined, [{ field: ['followUp', 'dueOn'], message: 'choose a day' }, { field: [], message: 'Too many' }])).toEqual([
      { field: 'followUp.dueOn', message: 'Choose a day' },
      { field: '', message: 'Too many' },
    ]));

  test('a value that a scalar refused goes to its field', () =>
    expect(problemsOf(refused({ code: 'BAD_INPUT' }, ['variable', 'input', 'postcode'], 'this is no postcode'), undefined)).toEqual([
      { field: 'postcode', message: 'This is no postcode' },
    ]));

  test('any other error belongs to the whole form', () =>
    expect(problemsOf(refused({ code: 'FORBIDDEN' }), undefined)).toEqual([
      { field: '', message: 'Your role does not allow this. Ask a manager in your organisation if you need it for your work.' },
    ]));

  test('a change that was made has none', () => expect(problemsOf(undefined, [])).toEqual([]));
});

import { expect, test } from 'vitest';
import { readAnswer } from './upload';

test.each([
  [202, '{"importId":"import_1"}', { importId: 'import_1' }],
  [400, '{"error":{"code":"BAD_INPUT","message":"The first line has no column CompanyName."}}', { message: 'The first line has no column CompanyName.' }],
  [413, '<html>', { message: 'The file is too large. Split it, then send each part.' }],
  [401, '', { message: 'You are signed out. Load this page again, sign in, then choose the file again.' }],
  [502, 'Bad gateway', { message: 'The hub did not take the file. Nothing was taken in: try again.' }],
])('%i %j', (status, text, want) => expect(readAnswer(status, text)).toEqual(want));

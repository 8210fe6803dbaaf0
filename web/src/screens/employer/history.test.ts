import { expect, test } from 'vitest';
import { actionWords, fieldWords, valueWords } from './history';

test.each([
  ['employer.update', 'Employer changed'],
  ['site.add', 'Site added'],
  ['skills_need.create', 'Skills need added'],
  ['holiday.set', 'Holiday set'],
  ['contactbudget.set', 'Contact budget set'],
  ['user.settings', 'User chose settings'],
  ['user.sign_in', 'User signed in'],
  ['api_token.create', 'API token added'],
])('%s reads %j', (action, want) => expect(actionWords(action)).toBe(want));

test.each([
  ['name', 'Name'],
  ['leadOrganisationId', 'Lead organisation'],
  ['personIds', 'Person'],
  ['job_title', 'Job title'],
])('the field %s is called %j', (field, want) => expect(fieldWords(field)).toBe(want));

test.each([
  [null, 'nothing'],
  ['2026-11-23', '23 November 2026'],
  ['2026-11-26T14:05:47.882804399Z', '26 November 2026 at 2:05pm'],
  ['ADMIN, MANAGER', 'Administrator, Manager'],
  ['true', 'yes'],
  ['HARD_BOUNCED', 'hard bounced'],
  ['ENGAGED', 'engaged'],
  ['BT', 'BT'],
  ['Don Valley', 'Don Valley'],
])('the value %j reads %j', (value, want) => expect(valueWords(value)).toBe(want));

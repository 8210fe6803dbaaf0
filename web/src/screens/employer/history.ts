import { sentence } from '../../words/count';
import { longDay } from '../../words/date';

const nouns: Record<string, string> = {
  employer: 'employer',
  site: 'site',
  person: 'person',
  person_role: 'role',
  personrole: 'role',
  role: 'role',
  objection: 'objection',
  consent: 'consent',
  interaction: 'interaction',
  task: 'task',
  referral: 'referral',
  invitation: 'invitation',
  response: 'answers',
  skills_need: 'skills need',
  message: 'message',
};

const verbs: Record<string, string> = {
  create: 'added',
  add: 'added',
  record: 'recorded',
  import: 'imported',
  update: 'changed',
  transition: 'moved on',
  move: 'moved on',
  close: 'closed',
  end: 'ended',
  submit: 'submitted',
  decline: 'declined',
  send: 'sent',
  object: 'objected',
  withdraw: 'withdrawn',
  remove: 'taken back',
  handover: 'handed over to a colleague',
  merge: 'merged with another record',
  undo_merge: 'two records again',
  phone: 'taken up by phone',
};

/** What was done, from the noun and verb of the log: employer.update is Employer changed. */
export function actionWords(action: string): string {
  const [noun = '', verb = ''] = action.split('.');
  return sentence(`${nouns[noun] ?? plain(noun)} ${verbs[verb] ?? plain(verb)}`);
}

/** The name of a field as people read it: leadOrganisationId is Lead organisation. */
export const fieldWords = (field: string) => sentence(plain(field.replace(/Ids?$/, '')));

const plain = (name: string) => name.replace(/_/g, ' ').replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);

/** A value of a change: days in words, yes and no, enumerations in lower case, the rest as it is. */
export function valueWords(value: string | null): string {
  if (value === null || value === '') return 'nothing';
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return longDay(value);
  if (value === 'true') return 'yes';
  if (value === 'false') return 'no';
  if (/^[A-Z]+(_[A-Z]+)*$/.test(value) && value.length > 3) return value.toLowerCase().replace(/_/g, ' ');
  return value;
}

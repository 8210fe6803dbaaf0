import { sentence } from '../../words/count';
import { longDay, longMoment } from '../../words/date';
import type { Role } from '../../gql/graphql';
import { role } from '../../words/label';

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
  api_token: 'API token',
  skillsneed: 'skills need',
  messagetext: 'text',
  contactbudget: 'contact budget',
  duplicate: 'possible duplicate',
  publishedlist: 'published list',
  cover: 'that the award of a head office covers a site:',
  employers: 'list of employers',
  members: 'list of members of a network',
  postcodes: 'postcodes',
  meeting: 'meeting',
  network: 'network',
  networkissue: 'issue of a network',
  goodpractice: 'good practice',
  sitecheck: 'check of a site',
  young_worker_rule: 'rule of young workers',
  known_as: 'whether names of participants are kept:',
  programme_rule: 'rule of a programme',
  schoolencounter: 'school encounter',
  placementreturn: 'return of placements',
  encounterreturn: 'return of school encounters',
  areaplan: 'plan of an area',
  apprenticeship: 'record of apprenticeships',
  levyword: 'word on the levy',
  hostinginterest: 'interest in hosting',
  placementrequest: 'request about placements',
};

const verbs: Record<string, string> = {
  create: 'added',
  add: 'added',
  raise: 'raised',
  agree: 'agreed to',
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
  reject: 'rejected',
  export: 'exported',
  apply: 'taken in',
  discard: 'dropped',
  undo: 'undone',
  launch: 'launched',
  pause: 'paused',
  hold: 'put on hold',
  end_hold: 'taken off hold',
  make_confidential: 'made confidential',
  end_confidentiality: 'no longer confidential',
  start: 'begun',
  save: 'saved',
  settle: 'settled',
  propose: 'proposed',
  share: 'told to a host',
  erase: 'name erased',
  read: 'read',
  stage: 'stage noted',
  verify: 'verified',
  list: 'taken from the published list',
  list_undo: 'set back with the published list',
  decide: 'decided',
  renew_logging_address: 'got a new logging address',
  file: 'filed',
  receive: 'received',
  bounce: 'refused by the mail server',
  publish: 'published',
  retire: 'retired',
  match: 'matched with an offer',
  set: 'set',
  settings: 'chose settings',
  call: 'called',
  change: 'changed or moved',
  cancel: 'cancelled',
  invite: 'invitation',
  reply: 'answered',
  ask: 'asked',
  answer: 'answered',
  put_off: 'put off',
  attendance: 'attendance taken down',
  claim_outcome: 'has an outcome of a placement claimed',
  move_outcome: 'has an outcome of a placement confirmed, refused or withdrawn',
  review: 'has a placement reviewed',
  ending: 'has something said of the end of a placement',
  agree_subsidy: 'has a subsidy agreed',
  claim_subsidy: 'has a subsidy claimed',
  decide_subsidy: 'has a claim of its subsidy approved, refused or left as paid',
  pay_subsidy: 'has some of its subsidy paid or clawed back',
  link: 'linked to a record',
  unlink: 'taken from a record',
  evidence: 'got evidence',
  remove_evidence: 'has evidence fewer',
  follow_up: 'followed up by a message',
  seat: 'has somebody new to speak for it',
  unseat: 'has one fewer to speak for it',
  rule: 'is for other employers',
  refuse_digest: 'gets no digest, as the address was refused',
  revoke: 'revoked',
  sign_in: 'signed in',
  sign_out: 'signed out',
  refresh_roles: 'given the roles of groups',
  revoke_sessions: 'signed out everywhere',
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
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value)) return longMoment(value);
  if (value.split(', ').every((each) => each in role)) return value.split(', ').map((each) => role[each as Role]).join(', ');
  if (value === 'true') return 'yes';
  if (value === 'false') return 'no';
  if (/^[A-Z]+(_[A-Z]+)*$/.test(value) && value.length > 3) return value.toLowerCase().replace(/_/g, ' ');
  return value;
}

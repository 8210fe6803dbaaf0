import type { EmployerFilter, EmployerOrder, EmployerStatus, GrowthSector, SizeBand } from '../../gql/graphql';
import { either, sentence } from '../../words/count';
import { longDay } from '../../words/date';
import { growthSector, sizeBand, status } from '../../words/label';
import { type Column, columns, everyColumn } from './columns';

/** The fields of the filter that the list keeps in the address bar. */
export type ListFilter = Omit<EmployerFilter, 'idIn'>;

/** What the address of the list says. */
export interface ListAddress {
  filter: ListFilter;
  orderBy: EmployerOrder;
  /** The columns that somebody chose to see; null for the usual ones. */
  columns: Column[] | null;
  /** Where the page begins; null for the first. */
  after: string | null;
}

// One name in the address for each field of the filter; order here is the order of the pills.
const texts = { q: 'search', 'quiet-since': 'lastContactBefore' } as const;
const lists = {
  status: 'statusIn',
  size: 'sizeBandIn',
  section: 'sicSectionIn',
  growth: 'growthSectorIn',
  ward: 'wardIn',
  area: 'investmentAreaIn',
  organisation: 'leadOrganisationIn',
  lead: 'accountLeadIn',
} as const;
const answers = { rotherham: 'inRotherham', led: 'hasLead', key: 'keyAccount', held: 'onHold', confidential: 'confidential', quiet: 'goneQuiet' } as const;
const orders: Record<string, EmployerOrder> = { quietest: 'LAST_CONTACT', latest: 'LAST_CONTACT_DESC' };

const entries = <Key extends string, Value>(table: Record<Key, Value>) => Object.entries(table) as [Key, Value][];
const isKeyOf = <Key extends string>(table: Record<Key, unknown>, key: string): key is Key => key in table;

/** Reads the address; what it does not understand it leaves out, so that an old link still works. */
export function readAddress(params: URLSearchParams): ListAddress {
  const filter: ListFilter = {};
  const search = params.get('q')?.trim();
  if (search) filter.search = search;
  const quietSince = params.get('quiet-since');
  if (quietSince && /^\d{4}-\d{2}-\d{2}$/.test(quietSince)) filter.lastContactBefore = quietSince;
  for (const [name, field] of entries(answers)) {
    const answer = params.get(name);
    if (answer === 'yes' || answer === 'no') filter[field] = answer === 'yes';
  }
  for (const [name, field] of entries(lists)) {
    const values = params.get(name)?.split(',').filter(Boolean) ?? [];
    if (field === 'statusIn') setList(filter, field, values.filter((value): value is EmployerStatus => isKeyOf(status, value)));
    else if (field === 'sizeBandIn') setList(filter, field, values.filter((value): value is SizeBand => isKeyOf(sizeBand, value)));
    else if (field === 'growthSectorIn') setList(filter, field, values.filter((value): value is GrowthSector => isKeyOf(growthSector, value)));
    else setList(filter, field, values);
  }
  const chosen = params.get('columns')?.split(',').filter((column): column is Column => isKeyOf(columns, column));
  return {
    filter,
    orderBy: orders[params.get('order') ?? ''] ?? 'NAME',
    columns: chosen ? everyColumn.filter((column) => chosen.includes(column)) : null,
    after: params.get('after'),
  };
}

function setList<Field extends (typeof lists)[keyof typeof lists]>(filter: ListFilter, field: Field, values: NonNullable<ListFilter[Field]>) {
  if (values.length > 0) filter[field] = values;
}

/** Writes the address; a list that is narrowed or ordered anew begins at its first page. */
export function writeAddress({ filter, orderBy, columns: shown, after }: ListAddress): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, field] of entries(texts)) if (filter[field]) params.set(name, filter[field]);
  for (const [name, field] of entries(answers)) if (typeof filter[field] === 'boolean') params.set(name, filter[field] ? 'yes' : 'no');
  for (const [name, field] of entries(lists)) if (filter[field]?.length) params.set(name, filter[field].join(','));
  const order = entries(orders).find(([, value]) => value === orderBy);
  if (order) params.set('order', order[0]);
  if (shown) params.set('columns', shown.join(','));
  if (after) params.set('after', after);
  return params;
}

/** Names of the things that a filter holds by code or id. */
export interface FilterNames {
  wards: { code: string; name: string }[];
  investmentAreas: { code: string; name: string }[];
  sicSections: { letter: string; name: string }[];
  /** Organisations and users that lead. */
  leads: { id: string; name: string }[];
}

/** One part of a filter in words, and the field to clear to be rid of it. */
export interface Pill {
  field: keyof ListFilter;
  words: string;
}

/** A filter as words: In Rotherham, Medium or large, No lead. The search is not among them: its box shows it. */
export function pillsOf(filter: ListFilter, names: FilterNames | undefined): Pill[] {
  const pills: Pill[] = [];
  const add = (field: keyof ListFilter, words: string) => pills.push({ field, words });
  const addList = (field: keyof ListFilter, values: string[] | null | undefined, name: (value: string) => string | undefined, before = '') => {
    if (values?.length) add(field, sentence(before + either(values.map((value) => name(value) ?? value))));
  };

  if (typeof filter.inRotherham === 'boolean') add('inRotherham', filter.inRotherham ? 'In Rotherham' : 'Not in Rotherham');
  addList('statusIn', filter.statusIn, (value) => status[value as EmployerStatus].toLowerCase());
  addList('sizeBandIn', filter.sizeBandIn, (value) => sizeBand[value as SizeBand].toLowerCase());
  addList('sicSectionIn', filter.sicSectionIn, (value) => names?.sicSections.find(({ letter }) => letter === value)?.name);
  addList('growthSectorIn', filter.growthSectorIn, (value) => growthSector[value as GrowthSector]);
  addList('wardIn', filter.wardIn, (value) => names?.wards.find(({ code }) => code === value)?.name);
  addList('investmentAreaIn', filter.investmentAreaIn, (value) => names?.investmentAreas.find(({ code }) => code === value)?.name);
  addList('leadOrganisationIn', filter.leadOrganisationIn, (value) => names?.leads.find(({ id }) => id === value)?.name, 'led by ');
  addList('accountLeadIn', filter.accountLeadIn, (value) => names?.leads.find(({ id }) => id === value)?.name, 'account lead ');
  if (typeof filter.hasLead === 'boolean') add('hasLead', filter.hasLead ? 'Has a lead' : 'No lead');
  if (typeof filter.keyAccount === 'boolean') add('keyAccount', filter.keyAccount ? 'Key account' : 'No key account');
  if (filter.goneQuiet) add('goneQuiet', 'Yours that have gone quiet');
  if (typeof filter.onHold === 'boolean') add('onHold', filter.onHold ? 'On hold' : 'Not on hold');
  if (typeof filter.confidential === 'boolean') add('confidential', filter.confidential ? 'Confidential' : 'Not confidential');
  if (filter.lastContactBefore) add('lastContactBefore', `No contact since ${longDay(filter.lastContactBefore)}`);
  return pills;
}

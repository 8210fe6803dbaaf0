import type { EmployerFactsFragment, EmployerRecordFragment } from '../../gql/graphql';
import { counted } from '../../words/count';
import { growthSector, identifierScheme, legalForm, sizeBand, status } from '../../words/label';

/** Who leads an employer: The Chamber, Priya Shaw; of a part of a group without a lead of its own, whose lead that is. */
export function leadWords({ leadOrganisation, accountLead, inheritedLead }: Pick<EmployerFactsFragment, 'leadOrganisation' | 'accountLead' | 'inheritedLead'>): string {
  if (leadOrganisation) return [leadOrganisation.name, accountLead?.name].filter(Boolean).join(', ');
  if (!inheritedLead) return 'No lead';
  const { organisation, user, employer } = inheritedLead;
  return `${[organisation.name, user?.name].filter(Boolean).join(', ')} (as lead of ${employer?.name ?? 'its group'})`;
}

/** How many people an employer employs, with its size band. */
export const headcountWords = ({ headcount, sizeBand: band }: Pick<EmployerFactsFragment, 'headcount' | 'sizeBand'>) =>
  headcount === null ? 'Not known' : `${counted(headcount, 'person', 'people')}${band ? `, ${sizeBand[band].toLowerCase()}` : ''}`;

/** The one line of facts below an employer's name. */
export function factLine(employer: EmployerFactsFragment & { sector: string | null; sicCodes: { code: string }[] }): string {
  const code = employer.sicCodes[0]?.code;
  return [
    status[employer.status],
    employer.companyNumber,
    employer.sector && `${employer.sector}${code ? ` (${code})` : ''}`,
    employer.headcount !== null && counted(employer.headcount, 'person', 'people'),
    employer.leadOrganisation || employer.inheritedLead ? `Lead: ${leadWords(employer)}` : 'No lead',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The growth sectors of an employer, in words. */
export const growthWords = ({ growthSectors }: Pick<EmployerRecordFragment, 'growthSectors'>) => (growthSectors.length > 0 ? growthSectors.map((each) => growthSector[each]).join(', ') : 'None');

const facts: { label: string; words: (employer: Compared) => string }[] = [
  { label: 'Name', words: ({ name }) => name },
  { label: 'Legal form', words: (employer) => legalForm[employer.legalForm] },
  { label: 'Status', words: (employer) => status[employer.status] },
  { label: 'Company number', words: ({ companyNumber }) => companyNumber ?? 'None' },
  { label: 'Website', words: ({ website }) => website ?? 'None' },
  { label: 'People employed', words: headcountWords },
  { label: 'Lead', words: leadWords },
  { label: 'Key account', words: ({ keyAccount }) => (keyAccount ? 'Yes' : 'No') },
  { label: 'Numbers', words: ({ identifiers = [] }) => listed(identifiers.map(({ scheme, value }) => `${identifierScheme[scheme]} ${value}`)) },
  { label: 'Other names', words: ({ names = [] }) => listed(names.filter(({ kind }) => kind !== 'LEGAL').map(({ name }) => name)) },
  { label: 'Industry', words: ({ sicCodes = [] }) => listed(sicCodes.map(({ code }) => code)) },
  { label: 'Growth sectors', words: ({ growthSectors = [] }) => growthWords({ growthSectors }) },
];

function listed(all: string[]): string {
  return all.length > 0 ? all.join(', ') : 'none';
}

/** An employer as far as two readings of it are compared. */
type Compared = EmployerFactsFragment & Partial<Omit<EmployerRecordFragment, 'sicCodes'>> & { sicCodes?: { code: string }[] };

/** What somebody else changed between two readings of a record, in words. */
export function changedFacts(before: Compared, after: Compared): { label: string; before: string; after: string }[] {
  return facts
    .map(({ label, words }) => ({ label, before: words(before), after: words(after) }))
    .filter((fact) => fact.before !== fact.after);
}

import type { EmployerFactsFragment } from '../../gql/graphql';
import { counted } from '../../words/count';
import { sizeBand, status } from '../../words/label';

/** Who leads an employer: The Chamber, Priya Shaw. */
export const leadWords = ({ leadOrganisation, accountLead }: Pick<EmployerFactsFragment, 'leadOrganisation' | 'accountLead'>) =>
  leadOrganisation ? [leadOrganisation.name, accountLead?.name].filter(Boolean).join(', ') : 'No lead';

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
    employer.leadOrganisation ? `Lead: ${leadWords(employer)}` : 'No lead',
  ]
    .filter(Boolean)
    .join(' · ');
}

const facts: { label: string; words: (employer: EmployerFactsFragment) => string }[] = [
  { label: 'Name', words: ({ name }) => name },
  { label: 'Status', words: (employer) => status[employer.status] },
  { label: 'Company number', words: ({ companyNumber }) => companyNumber ?? 'None' },
  { label: 'Website', words: ({ website }) => website ?? 'None' },
  { label: 'People employed', words: headcountWords },
  { label: 'Lead', words: leadWords },
  { label: 'Key account', words: ({ keyAccount }) => (keyAccount ? 'Yes' : 'No') },
];

/** What somebody else changed between two readings of a record, in words. */
export function changedFacts(before: EmployerFactsFragment, after: EmployerFactsFragment): { label: string; before: string; after: string }[] {
  return facts
    .map(({ label, words }) => ({ label, before: words(before), after: words(after) }))
    .filter((fact) => fact.before !== fact.after);
}

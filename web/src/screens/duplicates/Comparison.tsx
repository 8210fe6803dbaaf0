import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { ComparedEmployerFragment } from '../../gql/graphql';
import { ago } from '../../words/date';
import { legalForm, status } from '../../words/label';
import { headcountWords } from '../employer/facts';
import classes from './Duplicates.module.css';

type Compared = ComparedEmployerFragment;

const facts: { label: string; words: (employer: Compared, today: string) => string }[] = [
  { label: 'Also called', words: ({ names }) => names.filter(({ kind }) => kind !== 'LEGAL').map(({ name }) => name).join(', ') },
  { label: 'Company number', words: ({ companyNumber }) => companyNumber ?? '' },
  { label: 'Legal form', words: (employer) => (employer.legalForm === 'UNKNOWN' ? '' : legalForm[employer.legalForm]) },
  { label: 'Registered office', words: ({ registeredAddress, postcode }) => [...registeredAddress, postcode].filter(Boolean).join(', ') },
  { label: 'Sites', words: ({ sites }) => sites.map(({ address, postcode }) => [...address, postcode].filter(Boolean).join(', ')).filter(Boolean).join('; ') },
  { label: 'Website', words: ({ website }) => website?.replace(/^https?:\/\//, '') ?? '' },
  { label: 'People employed', words: (employer) => (employer.headcount === null ? '' : headcountWords(employer)) },
  { label: 'Status', words: (employer) => status[employer.status] },
  { label: 'Lead', words: ({ leadOrganisation }) => leadOrganisation?.name ?? '' },
  { label: 'Last contact', words: ({ lastContactOn }, today) => (lastContactOn ? ago(lastContactOn, today) : '') },
];

/** Two employers side by side; a line for each thing that either of them says. */
export function Comparison({ first, second, today }: { first: Compared; second: Compared; today: string }) {
  return (
    <table className={classes.facts}>
      <thead>
        <tr>
          <td className={classes.label} />
          {[first, second].map(({ id, name }) => <th key={id} scope="col"><Anchor component={Link} to={`/employers/${id}`} inherit>{name}</Anchor></th>)}
        </tr>
      </thead>
      <tbody>
        {facts.map(({ label, words }) => {
          const [one, other] = [words(first, today), words(second, today)];
          return (one || other) && (
            <tr key={label}>
              <th scope="row" className={classes.label}>{label}</th>
              <td className={one === other ? classes.same : undefined}>{one || '–'}</td>
              <td className={one === other ? classes.same : undefined}>{other || '–'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

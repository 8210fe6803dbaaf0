import { Badge } from '@mantine/core';
import { NavLink } from 'react-router';
import { UncertainCountDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { useMay } from '../../shell/viewer';
import { number } from '../../words/count';
import classes from './Sections.module.css';

const withMessages = changesWith('Message');

/** The screens of Diagnostics, and which of them this is. */
export function Sections() {
  const may = useMay();
  const [{ data }] = useRead({ query: UncertainCountDocument, requestPolicy: 'cache-and-network', context: withMessages });
  const uncertain = data?.uncertainMessages.totalCount ?? 0;
  const places = [
    { to: '/diagnostics', label: 'Campaigns' },
    ...(may('READ_ANSWERS') ? [{ to: '/diagnostics/responses', label: 'Responses' }] : []),
    { to: '/diagnostics/uncertain', label: 'Uncertain messages', n: uncertain },
    { to: '/diagnostics/texts', label: 'Texts' },
    { to: '/diagnostics/questionnaires', label: 'Questionnaires' },
  ];
  return (
    <nav aria-label="Diagnostics" className={classes.sections}>
      {places.map(({ to, label, n = 0 }) => (
        <NavLink key={to} to={to} end={to === '/diagnostics'} className={classes.section ?? ''}>
          {label}{n > 0 && <>{' '}<Badge size="sm" variant="default">{number(n)}</Badge></>}
        </NavLink>
      ))}
    </nav>
  );
}

import { ActionIcon, Anchor } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import type { EmployerQuery } from '../../gql/graphql';
import type { Employer } from './EmployerScreen';
import { Fact } from './Fact';

const GroupForm = lazy(() => import('./GroupForm'));

/** Of which employer this one is part, and which are part of it. */
export function GroupFacts({ employer, parts, editable }: { employer: Employer; parts: EmployerQuery['parts']; editable: boolean }) {
  const [changing, setChanging] = useState(false);
  const { parent } = employer;
  const more = parts.pageInfo.hasNextPage;
  return (
    <>
      <Fact label="Part of" action={editable && <ActionIcon variant="subtle" color="gray.7" size={24} aria-label="Change part of" onClick={() => setChanging(true)}><IconPencil size={16} /></ActionIcon>}>
        {parent ? <To employer={parent} /> : 'No group'}
      </Fact>
      {parts.nodes.length > 0 && <Fact label="Its parts">{parts.nodes.map((part, n) => <span key={part.id}>{n > 0 && ', '}<To employer={part} /></span>)}{more && ' and more'}</Fact>}
      <Suspense>{changing && <GroupForm employer={employer} onDone={() => setChanging(false)} />}</Suspense>
    </>
  );
}

const To = ({ employer: { id, name } }: { employer: { id: string; name: string } }) => <Anchor component={Link} to={`/employers/${id}`} size="sm">{name}</Anchor>;

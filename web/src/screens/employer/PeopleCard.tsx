import { Anchor, Card, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { personFunction } from '../../words/label';
import type { Employer } from './EmployerScreen';

const most = 4;

/** Whom to call. */
export function PeopleCard({ employer: { id, people } }: { employer: Employer }) {
  const present = people.filter(({ until }) => !until);
  const known = present.filter(({ person }) => person.contactAccess === 'FULL');
  return (
    <Card withBorder p="md" component="section" aria-label="Whom to call">
      <Title order={2} mb="xs">People</Title>
      {present.length === 0 && <Text size="sm" c="dimmed">Nobody is known here yet.</Text>}
      {present.length > 0 && known.length === 0 && <Text size="sm" c="dimmed">Their details are not open to you. Ask the lead organisation for an introduction.</Text>}
      {known.slice(0, most).map(({ id: roleId, jobTitle, function: what, person }) => (
        <div key={roleId}>
          <Text size="sm" fw={600} mt={6}>{person.name}</Text>
          <Text size="sm" c="dimmed">{jobTitle ?? personFunction[what]}{person.phone && <> · <Anchor underline="always" href={`tel:${person.phone.replace(/\s/g, '')}`} size="sm">{person.phone}</Anchor></>}</Text>
        </div>
      ))}
      {present.length > most && <Anchor component={Link} to={`/employers/${id}/people`} size="sm">All {present.length}</Anchor>}
    </Card>
  );
}

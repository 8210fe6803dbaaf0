import { Alert, Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconUserPlus, IconUserSearch } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import type { RoleFactsFragment } from '../../gql/graphql';
import { Empty } from '../../parts/Empty';
import { useMay } from '../../shell/viewer';
import { all } from '../../words/count';
import { longDay } from '../../words/date';
import { emailTrouble, personFunction, topic } from '../../words/label';
import type { Employer } from './EmployerScreen';
import { agreedTo } from './consents';
import { PersonForm } from './PersonForm';
import PersonMenu from './PersonMenu';

const AddRole = lazy(() => import('../person/AddRole'));

/** People with their roles, the present ones first. */
export default function PeopleTab({ employer, today }: { employer: Employer; today: string }) {
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const canWrite = may('WRITE_ENGAGEMENT');
  const leads = employer.leadOrganisation ?? employer.inheritedLead?.organisation;
  const hidden = employer.people.filter(({ until, person }) => !until && person.contactAccess !== 'FULL').length;
  const [known, setKnown] = useState(false);
  const add = canWrite && (
    <>
      <Button size="xs" variant="default" leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>Add person</Button>
      <Button size="xs" variant="default" leftSection={<IconUserSearch size={16} aria-hidden />} onClick={() => setKnown(true)}>Add somebody the hub knows</Button>
    </>
  );

  return (
    <Stack gap="md">
      {employer.people.length === 0 ? <Empty title="Nobody is known here yet" action={add && <Group gap="xs" justify="center">{add}</Group>}>Add the person you spoke to, so that the next call starts from a name.</Empty> : <Group>{add}</Group>}
      {hidden > 0 && (
        <Alert color="gray" variant="light" py="xs">
          <Text size="sm">
            {leads ? `Some details are open only to those who work with this employer. Ask ${leads.name} for an introduction.` : 'Some details are open only to those who work with this employer.'}
          </Text>
        </Alert>
      )}
      {employer.people.map((role) => <PersonLine key={role.id} employerId={employer.id} role={role} canWrite={canWrite} today={today} />)}
      {adding && <PersonForm employerId={employer.id} today={today} onDone={() => setAdding(false)} />}
      <Suspense>{known && <AddRole employer={employer} today={today} onDone={() => setKnown(false)} />}</Suspense>
    </Stack>
  );
}

function PersonLine({ employerId, role, canWrite, today }: { employerId: string; role: RoleFactsFragment; canWrite: boolean; today: string }) {
  const { person, jobTitle, function: what, since, until } = role;
  const known = person.contactAccess === 'FULL';
  const trouble = person.emailState && emailTrouble[person.emailState];
  return (
    <Group justify="space-between" wrap="nowrap" align="start" component="section" aria-label={person.name ?? jobTitle ?? personFunction[what]}>
      <div>
        <Group gap="xs">
          {known ? <Anchor component={Link} to={`/people/${person.id}`} size="sm" fw={600}>{person.name}</Anchor> : <Text size="sm" fw={600}>Details not open to you</Text>}
          {until && <Badge size="sm" variant="default" tt="none" fw={500}>Until {longDay(until)}</Badge>}
        </Group>
        <Text size="sm">{[jobTitle, personFunction[what], since && `since ${longDay(since)}`].filter(Boolean).join(' · ')}</Text>
        {known && (
          <Text size="sm">
            {person.email && <Anchor underline="always" size="sm" href={`mailto:${person.email}`}>{person.email}</Anchor>}
            {person.email && person.phone && ' · '}
            {person.phone && <Anchor underline="always" size="sm" href={`tel:${person.phone.replace(/\s/g, '')}`}>{person.phone}</Anchor>}
            {!person.email && !person.phone && <Text span c="dimmed">No address and no number</Text>}
          </Text>
        )}
        {trouble && <Text size="sm" c="red.9">{trouble}</Text>}
        {person.objections && person.objections.length > 0 && <Text size="sm" c="orange.9">Does not want to hear about: {all(person.objections.map((each) => topic[each.topic].toLowerCase()))}</Text>}
        {agreedTo(person).map((each) => <Text key={each.topic} size="sm">Agreed to marketing about {topic[each.topic].toLowerCase()} on {longDay(each.givenOn)}, {each.how}</Text>)}
      </div>
      {canWrite && known && <PersonMenu employerId={employerId} role={role} today={today} />}
    </Group>
  );
}

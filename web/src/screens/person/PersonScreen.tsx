import { Anchor, Badge, Button, Card, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconBriefcase } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Link, useParams } from 'react-router';
import { PersonDocument, type PersonLineFragment, type PersonQuery } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { Missing } from '../../shell/Missing';
import { useMay } from '../../shell/viewer';
import { all } from '../../words/count';
import { longDay, longMomentDay } from '../../words/date';
import { emailState, personFunction, topic } from '../../words/label';
import { agreedTo } from '../employer/consents';

const AddRole = lazy(() => import('./AddRole'));
const PersonMenu = lazy(() => import('../employer/PersonMenu'));

type Person = Extract<PersonQuery['node'], { __typename: 'Person' }>;

const withRoles = changesWith('PersonRole');

/** One person: how to reach them, where they work and worked, and what may be sent to them. */
export default function PersonScreen() {
  const { id = '' } = useParams();
  const [{ data, error }, again] = useRead({ query: PersonDocument, variables: { id }, requestPolicy: 'cache-and-network', context: withRoles });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading lines={8} />;
  // Whom the caller may not see is not there.
  if (data.node?.__typename !== 'Person' || data.node.contactAccess !== 'FULL') return <Missing what="person" />;
  return <Loaded person={data.node} today={data.today} />;
}

function Loaded({ person, today }: { person: Person; today: string }) {
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const roles = person.roles ?? [];
  return (
    <Screen
      title={person.name ?? ''}
      note={roles.filter(({ until }) => !until || until >= today).map(({ employer }) => employer.name).filter((name, n, names) => names.indexOf(name) === n).join(' · ')}
      actions={may('WRITE_ENGAGEMENT') && <Button size="xs" leftSection={<IconBriefcase size={16} aria-hidden />} onClick={() => setAdding(true)}>Add a role</Button>}
    >
      <Stack gap="lg" maw={760}>
        <Card withBorder p="md" component="section" aria-label="How to reach them">
          <Title order={2} mb="xs">How to reach them</Title>
          <Text size="sm">{person.email ? <Anchor underline="always" size="sm" href={`mailto:${person.email}`}>{person.email}</Anchor> : 'No e-mail address'}{person.email && person.emailState && ` · ${emailState[person.emailState]}`}</Text>
          <Text size="sm">{person.phone ? <Anchor underline="always" size="sm" href={`tel:${person.phone.replace(/\s/g, '')}`}>{person.phone}</Anchor> : 'No phone number'}</Text>
          {(person.objections ?? []).map((each) => <Text key={each.topic} size="sm" c="orange.9">Does not want to hear about {topic[each.topic].toLowerCase()}: {each.byPerson ? 'said so on a page of their own' : each.how}, {longMomentDay(each.receivedAt)}</Text>)}
          {agreedTo(person).map((each) => <Text key={each.topic} size="sm">Agreed to marketing about {topic[each.topic].toLowerCase()} on {longDay(each.givenOn)}, {each.how}</Text>)}
          {may('READ_AUDIT') && <Anchor component={Link} underline="always" size="sm" to={`/settings/audit?${new URLSearchParams({ action: 'person.read', record: person.id })}`}>Who read this</Anchor>}
        </Card>
        <Stack gap="md" component="section" aria-label="Roles">
          <Title order={2}>Roles</Title>
          {roles.map((role) => <RoleCard key={role.id} role={role} today={today} />)}
        </Stack>
      </Stack>
      <Suspense>{adding && <AddRole person={person} today={today} onDone={() => setAdding(false)} />}</Suspense>
    </Screen>
  );
}

function RoleCard({ role, today }: { role: PersonLineFragment; today: string }) {
  const { employer, jobTitle, function: what, since, until, contactRule: rule } = role;
  const may = useMay();
  return (
    <Card withBorder p="md" component="section" aria-label={employer.name}>
      <Group justify="space-between" wrap="nowrap" align="start">
        <div>
          <Group gap="xs">
            <Anchor component={Link} to={`/employers/${employer.id}/people`} size="sm" fw={600}>{employer.name}</Anchor>
            {until && <Badge size="sm" variant="default" tt="none" fw={500}>Until {longDay(until)}</Badge>}
          </Group>
          <Text size="sm">{[jobTitle, personFunction[what], since && `since ${longDay(since)}`].filter(Boolean).join(' · ')}</Text>
        </div>
        {may('WRITE_ENGAGEMENT') && <Suspense><PersonMenu employerId={employer.id} role={role} today={today} /></Suspense>}
      </Group>
      {rule && !until && (
        <div>
          <Text size="sm" fw={600} mt="xs">{rule.marketingTopics.length > 0 ? `Marketing may be sent about ${all(rule.marketingTopics.map((each) => topic[each].toLowerCase()))}` : 'No marketing may be sent'}</Text>
          <List size="sm" c="dimmed">{rule.explanation.map((line) => <List.Item key={line}>{line}</List.Item>)}</List>
        </div>
      )}
    </Card>
  );
}

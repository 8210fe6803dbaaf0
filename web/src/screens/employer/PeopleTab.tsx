import { ActionIcon, Alert, Anchor, Badge, Button, Group, Menu, Stack, Text } from '@mantine/core';
import { IconDots, IconUserPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { RoleFactsFragment } from '../../gql/graphql';
import { Empty } from '../../parts/Empty';
import { useMay } from '../../shell/viewer';
import { all } from '../../words/count';
import { longDay } from '../../words/date';
import { emailTrouble, personFunction, topic } from '../../words/label';
import type { Employer } from './EmployerScreen';
import { agreedTo, ConsentForm, WithdrawConsentForm } from './ConsentForms';
import { ContactForm } from './ContactForm';
import { EndRoleForm } from './EndRoleForm';
import { ObjectionForm } from './ObjectionForm';
import { PersonForm } from './PersonForm';
import { PhoneForm } from './PhoneForm';
import { RemoveObjectionForm } from './RemoveObjectionForm';

/** People with their roles, the present ones first. */
export default function PeopleTab({ employer, today }: { employer: Employer; today: string }) {
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const canWrite = may('WRITE_ENGAGEMENT');
  const hidden = employer.people.filter(({ until, person }) => !until && person.contactAccess !== 'FULL').length;
  const add = canWrite && <Button size="xs" variant="default" leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>Add person</Button>;

  return (
    <Stack gap="md">
      {employer.people.length === 0 ? <Empty title="Nobody is known here yet" action={add}>Add the person you spoke to, so that the next call starts from a name.</Empty> : <Group>{add}</Group>}
      {hidden > 0 && (
        <Alert color="gray" variant="light" py="xs">
          <Text size="sm">
            {employer.leadOrganisation ? `Some details are open only to those who work with this employer. Ask ${employer.leadOrganisation.name} for an introduction.` : 'Some details are open only to those who work with this employer.'}
          </Text>
        </Alert>
      )}
      {employer.people.map((role) => <PersonLine key={role.id} employerId={employer.id} role={role} canWrite={canWrite} today={today} />)}
      {adding && <PersonForm employerId={employer.id} today={today} onDone={() => setAdding(false)} />}
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
          <Text size="sm" fw={600}>{person.name ?? 'Details not open to you'}</Text>
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

type Doing = 'contact' | 'end' | 'objection' | 'remove' | 'consent' | 'withdraw' | 'phone';

function PersonMenu({ employerId, role, today }: { employerId: string; role: RoleFactsFragment; today: string }) {
  const may = useMay();
  const [doing, setDoing] = useState<Doing>();
  const done = () => setDoing(undefined);
  const forms: Record<Doing, ReactNode> = {
    contact: <ContactForm person={role.person} onDone={done} />,
    end: <EndRoleForm role={role} today={today} onDone={done} />,
    objection: <ObjectionForm person={role.person} onDone={done} />,
    remove: <RemoveObjectionForm person={role.person} onDone={done} />,
    consent: <ConsentForm person={role.person} today={today} onDone={done} />,
    withdraw: <WithdrawConsentForm person={role.person} onDone={done} />,
    phone: <PhoneForm employerId={employerId} person={role.person} onDone={done} />,
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target><ActionIcon variant="subtle" color="gray.7" size={28} aria-label={`More about ${role.person.name ?? 'this person'}`}><IconDots size={18} /></ActionIcon></Menu.Target>
        <Menu.Dropdown>
          {!role.until && may('READ_ANSWERS') && <Menu.Item onClick={() => setDoing('phone')}>Take answers by phone</Menu.Item>}
          <Menu.Item onClick={() => setDoing('contact')}>Change name or ways of contact</Menu.Item>
          {!role.until && <Menu.Item onClick={() => setDoing('end')}>End this role</Menu.Item>}
          <Menu.Item onClick={() => setDoing('objection')}>Record an objection</Menu.Item>
          {(role.person.objections ?? []).length > 0 && <Menu.Item onClick={() => setDoing('remove')}>Take an objection back</Menu.Item>}
          <Menu.Item onClick={() => setDoing('consent')}>Record consent</Menu.Item>
          {agreedTo(role.person).length > 0 && <Menu.Item onClick={() => setDoing('withdraw')}>Withdraw consent</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      {doing && forms[doing]}
    </>
  );
}

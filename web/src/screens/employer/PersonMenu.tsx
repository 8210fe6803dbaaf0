import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { RoleFactsFragment } from '../../gql/graphql';
import { useMay } from '../../shell/viewer';
import { ConsentForm, WithdrawConsentForm } from './ConsentForms';
import { agreedTo } from './consents';
import { ContactForm } from './ContactForm';
import { EndRoleForm } from './EndRoleForm';
import { ObjectionForm } from './ObjectionForm';
import { PhoneForm } from './PhoneForm';
import { RemoveObjectionForm } from './RemoveObjectionForm';

const AddRole = lazy(() => import('../person/AddRole'));
const ChangeRole = lazy(() => import('../person/ChangeRole'));

type Doing = 'contact' | 'elsewhere' | 'role' | 'end' | 'objection' | 'remove' | 'consent' | 'withdraw' | 'phone';

/** What can be done about a person in a role. */
export default function PersonMenu({ employerId, role, today }: { employerId: string; role: RoleFactsFragment; today: string }) {
  const may = useMay();
  const [doing, setDoing] = useState<Doing>();
  const done = () => setDoing(undefined);
  const forms: Record<Doing, ReactNode> = {
    contact: <ContactForm person={role.person} onDone={done} />,
    elsewhere: <AddRole person={role.person} today={today} onDone={done} />,
    role: <ChangeRole role={role} today={today} onDone={done} />,
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
          <Menu.Item onClick={() => setDoing('elsewhere')}>Add a role at another employer</Menu.Item>
          <Menu.Item onClick={() => setDoing('role')}>Change this role</Menu.Item>
          {!role.until && <Menu.Item onClick={() => setDoing('end')}>End this role</Menu.Item>}
          <Menu.Item onClick={() => setDoing('objection')}>Record an objection</Menu.Item>
          {(role.person.objections ?? []).length > 0 && <Menu.Item onClick={() => setDoing('remove')}>Take an objection back</Menu.Item>}
          <Menu.Item onClick={() => setDoing('consent')}>Record consent</Menu.Item>
          {agreedTo(role.person).length > 0 && <Menu.Item onClick={() => setDoing('withdraw')}>Withdraw consent</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      <Suspense>{doing && forms[doing]}</Suspense>
    </>
  );
}

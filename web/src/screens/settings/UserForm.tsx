import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { type AccountFactsFragment, CreateUserDocument, RevokeSessionsDocument, type Role, UpdateUserDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { PartnerSelect } from '../../parts/WhoSelect';
import { counted } from '../../words/count';
import { choices, role } from '../../words/label';

const checks = {
  name: (value: string) => (value.trim() ? null : 'Enter the name'),
  email: (value: string) => (value.trim() ? null : 'Enter the e-mail address'),
};

/** Lets a member of staff in. */
export function AddUser({ onDone }: { onDone: () => void }) {
  const [create, busy] = useChange(CreateUserDocument);
  const form = useForm({
    initialValues: { organisationId: '', name: '', email: '', roles: [] as Role[] },
    validate: { ...checks, organisationId: (value) => (value ? null : 'Choose the partner') },
  });
  const save = form.onSubmit(async ({ name, email, ...values }) => {
    const { data, error } = await create({ input: { ...values, name: name.trim(), email: email.trim() } });
    const problems = problemsOf(error, data?.createUser.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  return (
    <FormDialog title="Add user" form={form} submit={save} busy={busy} action="Add user" onClose={onDone}>
      <TextInput label="Name" data-autofocus {...form.getInputProps('name')} />
      <TextInput label="E-mail" type="email" {...form.getInputProps('email')} />
      <PartnerSelect label="Partner" placeholder="Choose" {...form.getInputProps('organisationId')} />
      <Roles {...form.getInputProps('roles')} />
    </FormDialog>
  );
}

/** Changes what a user is called and may do, or ends the access. */
export function ChangeUser({ account, onDone }: { account: AccountFactsFragment; onDone: () => void }) {
  const { user, groupRoles, sessions } = account;
  const [update, busy] = useChange(UpdateUserDocument);
  const [revoke, revoking] = useChange(RevokeSessionsDocument);
  const [ended, setEnded] = useState<number>();
  const form = useForm({ initialValues: { name: user.name, email: account.email, roles: account.ownRoles, disabled: account.disabledAt !== null }, validate: checks });
  const save = form.onSubmit(async ({ name, email, ...values }) => {
    const { data, error } = await update({ input: { id: user.id, ...values, name: name.trim(), email: email.trim() } });
    const problems = problemsOf(error, data?.updateUser.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  async function signOut() {
    const { data, error } = await revoke({ input: { userId: user.id } });
    const problems = problemsOf(error, data?.revokeSessions.userErrors);
    if (problems.length > 0) showProblems(form, problems);
    else setEnded(data?.revokeSessions.ended);
  }
  return (
    <FormDialog title={`Change ${user.name}`} form={form} submit={save} busy={busy} action="Save" onClose={onDone}>
      <TextInput label="Name" data-autofocus {...form.getInputProps('name')} />
      <TextInput label="E-mail" type="email" description="A new one lets another account of the sign-in provider in" {...form.getInputProps('email')} />
      <Roles {...form.getInputProps('roles')} />
      {groupRoles.length > 0 && <Text size="sm" c="dimmed">From groups of the sign-in provider: {groupRoles.map((each) => role[each]).join(', ')}</Text>}
      <Checkbox label="The access has ended" description="Takes effect at once, in open windows too" {...form.getInputProps('disabled', { type: 'checkbox' })} />
      <Group gap="xs">
        <Text size="sm" role="status">{ended === undefined ? `Signed in in ${counted(sessions, 'browser')}` : `Signed out of ${counted(ended, 'browser')}`}</Text>
        {sessions > 0 && ended === undefined && <Button size="compact-sm" variant="default" loading={revoking} onClick={() => void signOut()}>Sign out everywhere</Button>}
      </Group>
    </FormDialog>
  );
}

/** The roles that are given in the hub. */
export function Roles(props: { value?: string[]; onChange?: (roles: string[]) => void; error?: React.ReactNode }) {
  return (
    <Checkbox.Group label="Roles" {...props}>
      <Stack gap={6} mt={4}>{choices(role).map(({ value, label }) => <Checkbox key={value} value={value} label={label} />)}</Stack>
    </Checkbox.Group>
  );
}

import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { type GroupFactsFragment, RemoveSignInGroupDocument, type Role, SetSignInGroupDocument, SignInGroupsDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { changesWith, useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { Empty } from '../../parts/Empty';
import { FormDialog } from '../../parts/FormDialog';
import { Loading } from '../../parts/Loading';
import { showProblems } from '../../parts/ProblemSummary';
import { TroublePanel } from '../../parts/TroublePanel';
import { PartnerSelect } from '../../parts/WhoSelect';
import { role } from '../../words/label';
import { SettingsFrame } from './SettingsFrame';
import { Roles } from './UserForm';

const withGroups = changesWith('SignInGroup');

/** What members of the sign-in provider's groups are here. */
export default function GroupsScreen() {
  const [adding, setAdding] = useState(false);
  const [{ data, error }, again] = useRead({ query: SignInGroupsDocument, requestPolicy: 'cache-and-network', context: withGroups });
  return (
    <SettingsFrame title="Groups" needs="ADMINISTER_ACCESS" note="What members of the sign-in provider’s groups may do, from their next sign-in on"
      actions={<Button size="xs" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>Add group</Button>}>
      {!data && (error ? <TroublePanel error={error} again={again} /> : <Loading />)}
      {data?.signInGroups.length === 0 && <Empty title="No group is known">Add one, and its members have its roles without anybody entering them one by one.</Empty>}
      <Stack gap="md">{data?.signInGroups.map((group) => <GroupLine key={group.name} group={group} onRemoved={again} />)}</Stack>
      {adding && <GroupForm group={undefined} onDone={() => setAdding(false)} />}
    </SettingsFrame>
  );
}

function GroupLine({ group, onRemoved }: { group: GroupFactsFragment; onRemoved: () => void }) {
  const { name, organisation, roles } = group;
  const [changing, setChanging] = useState(false);
  const [remove, busy] = useChange(RemoveSignInGroupDocument);
  const [problem, setProblem] = useState('');
  async function take() {
    const { data, error } = await remove({ input: { name } });
    const problems = problemsOf(error, data?.removeSignInGroup.userErrors);
    setProblem(problems.map(({ message }) => message).join(' '));
    if (problems.length === 0) onRemoved();
  }
  return (
    <section aria-label={name}>
      <Text size="sm" fw={600}>{name}</Text>
      <Text size="sm">{roles.map((each) => role[each]).join(', ')} · {organisation ? `members become users of ${organisation.name}` : 'users of every partner'}</Text>
      <Group gap="xs" mt={4}>
        <Button size="compact-xs" variant="default" aria-label={`Change ${name}`} onClick={() => setChanging(true)}>Change</Button>
        <Button size="compact-xs" variant="default" loading={busy} aria-label={`Remove ${name}`} onClick={() => void take()}>Remove</Button>
      </Group>
      {problem && <Text size="sm" role="alert" c="red.9">{problem}</Text>}
      {changing && <GroupForm group={group} onDone={() => setChanging(false)} />}
    </section>
  );
}

function GroupForm({ group, onDone }: { group: GroupFactsFragment | undefined; onDone: () => void }) {
  const [set, busy] = useChange(SetSignInGroupDocument);
  const form = useForm<{ name: string; organisationId: string | null; roles: Role[] }>({
    initialValues: { name: group?.name ?? '', organisationId: group?.organisation?.id ?? null, roles: group?.roles ?? [] },
    validate: {
      name: (value) => (value.trim() ? null : 'Enter the group as the provider sends it'),
      roles: (value) => (value.length > 0 ? null : 'Choose at least one role'),
    },
  });
  const save = form.onSubmit(async ({ name, ...values }) => {
    const { data, error } = await set({ input: { ...values, name: name.trim() } });
    const problems = problemsOf(error, data?.setSignInGroup.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  return (
    <FormDialog title={group ? `Change ${group.name}` : 'Add group'} form={form} submit={save} busy={busy} action={group ? 'Save' : 'Add group'} onClose={onDone}>
      <TextInput label="Group" description="As the provider sends it: for Microsoft Entra ID the object ID" readOnly={group !== undefined} data-autofocus {...form.getInputProps('name')} />
      <PartnerSelect label="Members become users of" placeholder="Nobody new: users of every partner" clearable now={group?.organisation} {...form.getInputProps('organisationId')} />
      <Roles {...form.getInputProps('roles')} />
    </FormDialog>
  );
}

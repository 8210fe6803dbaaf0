import { NumberInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { CreateApiTokenDocument, type Role } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { PartnerSelect } from '../../parts/WhoSelect';
import { Roles } from './UserForm';

/** Makes the key of a program, which is shown once. */
export default function TokenForm({ onClose, onDone }: { onClose: () => void; onDone: (secret: string) => void }) {
  const [create, busy] = useChange(CreateApiTokenDocument);
  const form = useForm({
    initialValues: { name: '', organisationId: '', roles: [] as Role[], days: 90 as number | string },
    validate: {
      name: (value) => (value.trim() ? null : 'Say what it is for'),
      organisationId: (value) => (value ? null : 'Choose the partner'),
      roles: (value) => (value.length > 0 ? null : 'Choose at least one role'),
    },
  });
  const save = form.onSubmit(async ({ name, days, ...values }) => {
    const { data, error } = await create({ input: { ...values, name: name.trim(), days: Number(days) } });
    const problems = problemsOf(error, data?.createApiToken.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    if (data?.createApiToken.secret) onDone(data.createApiToken.secret);
  });
  return (
    <FormDialog title="Make token" form={form} submit={save} busy={busy} action="Make token" onClose={onClose}>
      <TextInput label="What it is for" data-autofocus {...form.getInputProps('name')} />
      <PartnerSelect label="Partner" placeholder="Choose" {...form.getInputProps('organisationId')} />
      <Roles {...form.getInputProps('roles')} />
      <NumberInput label="Days until it expires" min={1} max={365} allowDecimal={false} hideControls {...form.getInputProps('days')} />
    </FormDialog>
  );
}

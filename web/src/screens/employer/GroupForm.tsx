import { Button, Group, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { UpdateEmployerDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { type ChosenEmployer, EmployerPicker } from '../../parts/EmployerPicker';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import type { Employer } from './EmployerScreen';

/** Says of which other employer this one is part. */
export default function GroupForm({ employer, onDone }: { employer: Employer; onDone: () => void }) {
  const { id, version, name, parent } = employer;
  const [update, busy] = useChange(UpdateEmployerDocument);
  const form = useForm<{ parentEmployerId: ChosenEmployer | null }>({
    initialValues: { parentEmployerId: parent },
    validate: { parentEmployerId: (chosen) => (chosen ? null : 'Choose an employer from the list') },
  });

  async function save(parentEmployerId: string | null) {
    const { data, error } = await update({ input: { id, version, parentEmployerId } });
    const problems = problemsOf(error, data?.updateEmployer.userErrors);
    if (problems.length > 0) showProblems(form, problems);
    else onDone();
  }

  return (
    <FormDialog title="Group" form={form} submit={form.onSubmit(({ parentEmployerId }) => save(parentEmployerId?.id ?? null))} busy={busy} action="Save" onClose={onDone}>
      <Text size="sm">A part keeps a record of its own. Where two records are the same employer, merge them instead.</Text>
      <EmployerPicker label={`${name} is part of`} autoFocus {...form.getInputProps('parentEmployerId')} value={form.values.parentEmployerId} />
      {parent && <Group><Button variant="default" size="xs" loading={busy} onClick={() => void save(null)}>Take it out of {parent.name}</Button></Group>}
    </FormDialog>
  );
}

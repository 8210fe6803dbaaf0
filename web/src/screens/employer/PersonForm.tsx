import { Group, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { AddPersonDocument, type PersonFunction } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { choices, personFunction } from '../../words/label';

/** Adds a person with a role. */
export function PersonForm({ employerId, today, onDone }: { employerId: string; today: string; onDone: () => void }) {
  const [add, busy] = useChange(AddPersonDocument);
  const form = useForm({
    initialValues: { name: '', jobTitle: '', function: 'OTHER' as PersonFunction, email: '', phone: '', since: null as string | null },
    validate: { name: (value) => (value.trim() ? null : 'Enter the name') },
  });
  const save = form.onSubmit(async (values) => {
    const { data, error } = await add({
      input: {
        employerId,
        name: values.name.trim(),
        jobTitle: values.jobTitle.trim() || undefined,
        function: values.function,
        email: values.email.trim() || undefined,
        phone: values.phone.trim() || undefined,
        since: values.since ?? undefined,
      },
    });
    const problems = problemsOf(error, data?.addPerson.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });

  return (
    <FormDialog title="Add person" form={form} submit={save} busy={busy} action="Add person" onClose={onDone}>
      <TextInput label="Name" data-autofocus {...form.getInputProps('name')} />
      <Group grow align="start">
        <TextInput label="Job title" {...form.getInputProps('jobTitle')} />
        <Select label="What they do" allowDeselect={false} data={choices(personFunction)} {...form.getInputProps('function')} />
      </Group>
      <TextInput label="E-mail" type="email" {...form.getInputProps('email')} />
      <Group grow align="start">
        <TextInput label="Phone" type="tel" {...form.getInputProps('phone')} />
        <DayInput label="Since" placeholder="Not known" clearable today={today} maxDate={today} {...form.getInputProps('since')} />
      </Group>
    </FormDialog>
  );
}

import { Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type RoleFactsFragment, UpdatePersonRoleDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { useReading } from './reading';

/** Ends a role; the person stays in the history. */
export function EndRoleForm({ role, today, onDone }: { role: RoleFactsFragment; today: string; onDone: () => void }) {
  const [update, busy] = useChange(UpdatePersonRoleDocument);
  const [read, conflict] = useReading(role);
  const form = useForm({
    initialValues: { until: today },
    validate: { until: (value) => (value ? null : 'Choose the last day') },
  });
  const save = form.onSubmit(async ({ until }) => {
    const { data, error } = await update({ input: { id: read.id, version: read.version, until } });
    const payload = data?.updatePersonRole;
    const problems = problemsOf(error, payload?.userErrors);
    if (problems.length > 0) return showProblems(form, conflict(payload?.personRole, { jobTitle: 'job title', since: 'first day', until: 'last day' }) ?? problems);
    onDone();
  });

  return (
    <FormDialog title="End this role" form={form} submit={save} busy={busy} action="End role" onClose={onDone}>
      <Text size="sm">{role.person.name} stops being {role.jobTitle ?? 'in this role'}; nothing more is sent to them here.</Text>
      <DayInput label="Last day" today={today} {...form.getInputProps('until')} />
    </FormDialog>
  );
}

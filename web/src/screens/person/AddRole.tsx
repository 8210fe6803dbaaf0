import { Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { AddPersonRoleDocument, type PersonFunction } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { type ChosenEmployer, EmployerPicker } from '../../parts/EmployerPicker';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { PersonPicker } from './PersonPicker';
import { RoleFields } from './RoleFields';

interface Values extends Record<string, unknown> {
  personId: string | null;
  employerId: ChosenEmployer | null;
  jobTitle: string;
  function: PersonFunction;
  since: string | null;
  until: string | null;
}

/** Gives somebody whom the hub knows a role: this person at an employer to be chosen, or somebody to be chosen at this employer. */
export default function AddRole({ person, employer, today, onDone }: { person?: { id: string; name: string | null }; employer?: ChosenEmployer; today: string; onDone: () => void }) {
  const [add, busy] = useChange(AddPersonRoleDocument);
  const form = useForm<Values>({
    initialValues: { personId: person?.id ?? null, employerId: employer ?? null, jobTitle: '', function: 'OTHER', since: null, until: null },
    validate: { personId: (value) => (value ? null : 'Choose somebody from the list'), employerId: (value) => (value ? null : 'Choose an employer from the list') },
  });
  const save = form.onSubmit(async ({ personId, employerId, jobTitle, function: what, since, until }) => {
    if (!personId || !employerId) return;
    const { data, error } = await add({ input: { personId, employerId: employerId.id, jobTitle: jobTitle.trim() || undefined, function: what, since: since ?? undefined, until: until ?? undefined } });
    const payload = data?.addPersonRole;
    const problems = problemsOf(error, payload?.userErrors);
    // Whose address somebody else there has is not a field of this form.
    if (problems.length > 0) return showProblems(form, problems.map((each) => (each.field === 'email' ? { ...each, field: person ? 'employerId' : 'personId' } : each)));
    notifications.show({ message: `${payload?.personRole?.person.name ?? 'The person'} has a role at ${employerId.name} now.` });
    onDone();
  });
  const { values } = form;

  return (
    <FormDialog title={person ? 'Add a role at an employer' : 'Add somebody the hub knows'} form={form} submit={save} busy={busy} action="Add role" onClose={onDone}>
      {person && <Text size="sm">{person.name} keeps the roles that they have.</Text>}
      {person ? <EmployerPicker autoFocus label="Employer" {...form.getInputProps('employerId')} value={values.employerId} /> : <PersonPicker label="Who" {...form.getInputProps('personId')} />}
      <RoleFields today={today} jobTitle={form.getInputProps('jobTitle')} what={form.getInputProps('function')} since={form.getInputProps('since')} until={form.getInputProps('until')} />
    </FormDialog>
  );
}

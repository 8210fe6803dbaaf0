import { useForm } from '@mantine/form';
import { type RoleFactsFragment, UpdatePersonRoleDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { useReading } from '../employer/reading';
import { RoleFields } from './RoleFields';

/** Changes what somebody does at an employer, and when. */
export default function ChangeRole({ role, today, onDone }: { role: RoleFactsFragment; today: string; onDone: () => void }) {
  const [update, busy] = useChange(UpdatePersonRoleDocument);
  const [read, conflict] = useReading(role);
  const form = useForm({ initialValues: { jobTitle: role.jobTitle ?? '', function: role.function, since: role.since, until: role.until } });
  const save = form.onSubmit(async ({ jobTitle, ...rest }) => {
    const { data, error } = await update({ input: { id: read.id, version: read.version, jobTitle: jobTitle.trim() || null, ...rest } });
    const payload = data?.updatePersonRole;
    const problems = problemsOf(error, payload?.userErrors);
    if (problems.length > 0) return showProblems(form, conflict(payload?.personRole, { jobTitle: 'job title', function: 'what they do', since: 'first day', until: 'last day' }) ?? problems);
    onDone();
  });
  return (
    <FormDialog title="Change this role" form={form} submit={save} busy={busy} action="Save" onClose={onDone}>
      <RoleFields today={today} jobTitle={{ ...form.getInputProps('jobTitle') }} what={form.getInputProps('function')} since={form.getInputProps('since')} until={form.getInputProps('until')} />
    </FormDialog>
  );
}

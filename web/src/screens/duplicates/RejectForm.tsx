import { Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { RejectDuplicateDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';

/** Says for good that two records are of two employers, and why. */
export default function RejectForm({ id, names, onClose, onDone }: { id: string; names: string; onClose: () => void; onDone: () => void }) {
  const [reject, busy] = useChange(RejectDuplicateDocument);
  const form = useForm({ initialValues: { reason: '' }, validate: { reason: (value) => (value.trim() ? null : 'Say why they are two employers, for the next person who wonders') } });
  const save = form.onSubmit(async ({ reason }) => {
    const { data, error } = await reject({ input: { id, reason } });
    const problems = problemsOf(error, data?.rejectDuplicate.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    notifications.show({ message: `${names} are two employers; nobody is asked again` });
    onDone();
  });
  return (
    <FormDialog title="Not the same employer" form={form} submit={save} busy={busy} action="Not the same" onClose={onClose}>
      <Text size="sm">{names} stay two records, and this pair is not shown again.</Text>
      <Textarea label="Why are they two employers?" placeholder="Father and son, next door to each other" autosize minRows={2} maxRows={8} data-autofocus {...form.getInputProps('reason')} />
    </FormDialog>
  );
}

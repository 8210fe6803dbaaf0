import { Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { type RequestFactsFragment, WithdrawPlacementRequestDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';

/** Withdraws a request that nobody needs answered. */
export default function WithdrawRequestForm({ request, onDone }: { request: RequestFactsFragment; onDone: () => void }) {
  const [withdraw, busy] = useChange(WithdrawPlacementRequestDocument);
  const form = useForm({ initialValues: { reason: '' }, validate: { reason: (value) => (value.trim() ? null : 'Say why it is not needed any more') } });
  const save = form.onSubmit(async ({ reason }) => {
    const { data, error } = await withdraw({ input: { id: request.id, reason: reason.trim() } });
    const problems = problemsOf(error, data?.withdrawPlacementRequest.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    notifications.show({ message: `Withdrawn: ${request.title}` });
    onDone();
  });
  return (
    <FormDialog title="Withdraw what was asked" form={form} submit={save} busy={busy} action="Withdraw" onClose={onDone}>
      <Text size="sm">{request.title}. The link in the message says then that it is not needed any more, nobody is reminded of it, and the hub does not ask the same again by itself.</Text>
      <TextInput label="Why" description="Staff see this, and the person who was asked does not" placeholder="They told us by phone" data-autofocus {...form.getInputProps('reason')} />
    </FormDialog>
  );
}

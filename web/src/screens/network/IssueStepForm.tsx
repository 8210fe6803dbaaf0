import { Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type IssueFactsFragment, type IssueState, TransitionIssueDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { issueStep } from './words';

/** Moves an issue on: to an answer, with the words that the network is told. */
export default function IssueStepForm({ issue, to, today, onDone }: { issue: IssueFactsFragment; to: IssueState; today: string; onDone: () => void }) {
  const [move, busy] = useChange(TransitionIssueDocument);
  const needed: Partial<Record<IssueState, string>> = { ANSWERED: 'Enter the answer to the network', DROPPED: 'Say why' };
  const form = useForm<{ text: string; onDay: string | null }>({
    initialValues: { text: '', onDay: today },
    validate: { text: (value) => (value.trim() ? null : needed[to] ?? null) },
  });
  const save = form.onSubmit(async ({ text, onDay }) => {
    const { data, error } = await move({ input: { id: issue.id, version: issue.version, state: to, onDay, text: text.trim() || null } });
    const problems = problemsOf(error, data?.transitionIssue.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  return (
    <FormDialog title={`${issueStep[to]}: ${issue.title}`} form={form} submit={save} busy={busy} action="Save" onClose={onDone}>
      <Textarea label={to === 'ANSWERED' ? 'Answer to the network' : 'Why'} description={to === 'ANSWERED' ? 'It can be added to the message after a meeting and to the next agenda.' : undefined} autosize minRows={3} data-autofocus {...form.getInputProps('text')} />
      <DayInput label="From" today={today} minDate={issue.since} maxDate={today} {...form.getInputProps('onDay')} />
    </FormDialog>
  );
}

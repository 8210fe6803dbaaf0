import { Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Problem } from '../hub/trouble';
import { FormDialog } from './FormDialog';
import { showProblems } from './ProblemSummary';

/** Asks before a record that was entered by mistake goes. */
export default function MistakeForm({ what, remove, busy, onDone, onSaved, children }: {
  what: string;
  /** Takes it away and says what is in the way. */
  remove: () => Promise<Problem[]>;
  busy: boolean;
  onDone: () => void;
  onSaved: () => void;
  /** What to do with one that was no mistake. */
  children?: string;
}) {
  const form = useForm({ initialValues: {} });
  const save = form.onSubmit(async () => {
    const problems = await remove();
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={`Entered by mistake: ${what}`} form={form} submit={save} busy={busy} action="Remove it" onClose={onDone}>
      <Text size="sm">It will be gone, as if nobody had entered it; the history keeps it. {children}</Text>
    </FormDialog>
  );
}

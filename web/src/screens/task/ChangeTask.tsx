import { Button, Group, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { type TaskFactsFragment, TransitionTaskDocument, UpdateTaskDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { type Problem, problemsOf } from '../../hub/trouble';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { useReading } from '../employer/reading';
import { TaskFields } from './TaskFields';

const labels = { title: 'what is to be done', dueOn: 'due day' };

/** Changes a task, gives it to a colleague, or drops it. */
export default function ChangeTask({ task, onDone }: { task: TaskFactsFragment; onDone: () => void }) {
  const [update, busy] = useChange(UpdateTaskDocument);
  const [transition, moving] = useChange(TransitionTaskDocument);
  const [read, conflict] = useReading(task);
  const form = useForm<{ title: string; dueOn: string | null; assigneeId: string | null }>({
    initialValues: { title: task.title ?? '', dueOn: task.dueOn, assigneeId: task.assignee?.id ?? null },
    validate: { title: (value) => (value.trim() ? null : 'Say what is to be done'), dueOn: (value) => (value ? null : 'Choose a day') },
  });
  function settle(problems: Problem[], now: TaskFactsFragment | null | undefined) {
    if (problems.length > 0) showProblems(form, conflict(now, labels) ?? problems);
    else onDone();
    return problems.length === 0;
  }
  const save = form.onSubmit(async ({ title, dueOn, assigneeId }) => {
    const { data, error } = await update({ input: { id: read.id, version: read.version, title: title.trim(), dueOn, ...(assigneeId ? { assigneeId } : {}) } });
    settle(problemsOf(error, data?.updateTask.userErrors), data?.updateTask.task);
  });
  async function drop() {
    const { data, error } = await transition({ input: { id: read.id, version: read.version, to: 'DROPPED' } });
    if (settle(problemsOf(error, data?.transitionTask.userErrors), data?.transitionTask.task)) notifications.show({ message: `Dropped: ${task.title ?? 'the task'}` });
  }

  return (
    <FormDialog title="Change task" form={form} submit={save} busy={busy} action="Save" onClose={onDone}>
      <TextInput label="What is to be done" data-autofocus {...form.getInputProps('title')} />
      <TaskFields dueOn={form.getInputProps('dueOn')} assignee={{ ...form.getInputProps('assigneeId'), value: form.values.assigneeId, now: task.assignee }} />
      {task.allowedTransitions.includes('DROPPED') && <Group><Button variant="default" size="compact-sm" loading={moving} onClick={() => void drop()}>Drop it: not needed any more</Button></Group>}
    </FormDialog>
  );
}

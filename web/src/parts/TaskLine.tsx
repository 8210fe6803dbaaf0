import { ActionIcon, Anchor, Button, Checkbox, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPencil } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { type TaskFactsFragment, type TaskState, TransitionTaskDocument, UpdateTaskDocument } from '../gql/graphql';
import { useChange } from '../hub/change';
import { type Problem, problemsOf } from '../hub/trouble';
import { useViewer } from '../shell/viewer';
import { due } from '../words/date';
import classes from './TaskLine.module.css';
import { Undo } from './Undo';

const ChangeTask = lazy(() => import('../screens/task/ChangeTask'));

/** Tells why a task stayed as it was; false where it did not. */
function refused([problem]: Problem[]) {
  if (problem) notifications.show({ color: 'red.9', title: 'The task was not changed', message: problem.message });
  return problem !== undefined;
}

/** One task: a tick does it, and can be taken back; a pencil changes it; who wants one that is nobody's takes it. */
export function TaskLine({ task, today, withEmployer = true }: { task: TaskFactsFragment; today: string; withEmployer?: boolean }) {
  const { user } = useViewer();
  const [transition, busy] = useChange(TransitionTaskDocument);
  const [update, taking] = useChange(UpdateTaskDocument);
  const [changing, setChanging] = useState(false);
  const { words, late } = due(task.dueOn, today);
  const mayTake = user !== null && task.assignee === null && task.allowedTransitions.includes('DONE');
  const title = task.title ?? 'A task from notes that you cannot read';

  async function move({ id, version }: Pick<TaskFactsFragment, 'id' | 'version'>, to: TaskState) {
    const { data, error } = await transition({ input: { id, version, to } });
    return refused(problemsOf(error, data?.transitionTask.userErrors)) ? undefined : data?.transitionTask.task;
  }

  async function take(assigneeId: string) {
    const { data, error } = await update({ input: { id: task.id, version: task.version, assigneeId } });
    if (!refused(problemsOf(error, data?.updateTask.userErrors))) notifications.show({ message: `Yours now: ${title}` });
  }

  async function finish() {
    const done = await move(task, 'DONE');
    if (!done) return;
    const notification = notifications.show({
      message: <Undo words={`Done: ${title}`} undo={() => {
        notifications.hide(notification);
        void move(done, 'OPEN');
      }} />,
    });
  }

  return (
    <Group justify="space-between" wrap="nowrap" align="start" gap="sm">
      <div>
        <Checkbox checked={false} disabled={busy || !task.allowedTransitions.includes('DONE')} onChange={() => void finish()} label={title} />
        <Group pl={32} gap="xs">
          {withEmployer && task.employer && <Anchor component={Link} to={`/employers/${task.employer.id}`} size="sm">{task.employer.name}</Anchor>}
          {mayTake && <Button variant="subtle" px={0} size="compact-sm" loading={taking} aria-label={`Take it: ${title}`} onClick={() => void take(user.id)}>Take it</Button>}
        </Group>
      </div>
      <Group gap={4} wrap="nowrap">
        <Text size="sm" c={late ? 'red.9' : 'dimmed'} fw={late ? 600 : undefined} className={classes.due}>{words}</Text>
        {task.title !== null && task.allowedTransitions.length > 0 && <ActionIcon variant="subtle" color="gray.7" size={24} aria-label={`Change task: ${title}`} onClick={() => setChanging(true)}><IconPencil size={16} /></ActionIcon>}
      </Group>
      <Suspense>{changing && <ChangeTask task={task} onDone={() => setChanging(false)} />}</Suspense>
    </Group>
  );
}

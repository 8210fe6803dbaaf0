import { ActionIcon, Anchor, Box, Checkbox, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPencil } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { type TaskFactsFragment, type TaskState, TransitionTaskDocument } from '../gql/graphql';
import { useChange } from '../hub/change';
import { problemsOf } from '../hub/trouble';
import { due } from '../words/date';
import classes from './TaskLine.module.css';
import { Undo } from './Undo';

const ChangeTask = lazy(() => import('../screens/task/ChangeTask'));

/** One task: a tick does it, and can be taken back; a pencil changes it. */
export function TaskLine({ task, today, withEmployer = true }: { task: TaskFactsFragment; today: string; withEmployer?: boolean }) {
  const [transition, busy] = useChange(TransitionTaskDocument);
  const [changing, setChanging] = useState(false);
  const { words, late } = due(task.dueOn, today);
  const title = task.title ?? 'A task from notes that you cannot read';

  async function move({ id, version }: Pick<TaskFactsFragment, 'id' | 'version'>, to: TaskState) {
    const { data, error } = await transition({ input: { id, version, to } });
    const [problem] = problemsOf(error, data?.transitionTask.userErrors);
    if (problem) notifications.show({ color: 'red.9', title: 'The task was not changed', message: problem.message });
    return problem ? undefined : data?.transitionTask.task;
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
        {withEmployer && task.employer && <Box pl={32}><Anchor component={Link} to={`/employers/${task.employer.id}`} size="sm">{task.employer.name}</Anchor></Box>}
      </div>
      <Group gap={4} wrap="nowrap">
        <Text size="sm" c={late ? 'red.9' : 'dimmed'} fw={late ? 600 : undefined} className={classes.due}>{words}</Text>
        {task.title !== null && task.allowedTransitions.length > 0 && <ActionIcon variant="subtle" color="gray.7" size={24} aria-label={`Change task: ${title}`} onClick={() => setChanging(true)}><IconPencil size={16} /></ActionIcon>}
      </Group>
      <Suspense>{changing && <ChangeTask task={task} onDone={() => setChanging(false)} />}</Suspense>
    </Group>
  );
}

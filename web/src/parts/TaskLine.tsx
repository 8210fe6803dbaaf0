import { Anchor, Checkbox, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link } from 'react-router';
import { type TaskFactsFragment, type TaskState, TransitionTaskDocument } from '../gql/graphql';
import { useChange } from '../hub/change';
import { problemsOf } from '../hub/trouble';
import { due } from '../words/date';
import classes from './TaskLine.module.css';
import { Undo } from './Undo';

/** One task: a tick does it, and can be taken back. */
export function TaskLine({ task, today, withEmployer = true }: { task: TaskFactsFragment; today: string; withEmployer?: boolean }) {
  const [transition, busy] = useChange(TransitionTaskDocument);
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
        {withEmployer && task.employer && <Anchor component={Link} to={`/employers/${task.employer.id}`} size="sm" ml={32}>{task.employer.name}</Anchor>}
      </div>
      <Text size="sm" c={late ? 'red.9' : 'dimmed'} fw={late ? 600 : undefined} className={classes.due}>{words}</Text>
    </Group>
  );
}

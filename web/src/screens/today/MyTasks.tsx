import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconChecklist, IconMessagePlus } from '@tabler/icons-react';
import { MyTasksDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { TaskLine } from '../../parts/TaskLine';
import { TroublePanel } from '../../parts/TroublePanel';
import { useAddTask, useLogInteraction } from '../interaction/open';
import { useMay } from '../../shell/viewer';
import { groupTasks } from './group';

const withTasks = changesWith('Task');

/** My open tasks by when they are due, and those that nobody does yet. */
export function MyTasks() {
  const [{ data, error }, again] = useRead({ query: MyTasksDocument, requestPolicy: 'cache-and-network', context: withTasks });
  const logInteraction = useLogInteraction();
  const addTask = useAddTask();
  const mayLog = useMay()('WRITE_ENGAGEMENT');
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;

  const add = <Button size="xs" variant="default" leftSection={<IconChecklist size={16} aria-hidden />} onClick={addTask}>Add task</Button>;
  const groups = [
    ...groupTasks(data.tasks.nodes, data.today).map((group, i, { length }) => ({ ...group, more: i === length - 1 && data.tasks.pageInfo.hasNextPage })),
    ...(data.nobodys.nodes.length > 0 ? [{ title: 'Nobody’s yet', tasks: data.nobodys.nodes, more: data.nobodys.pageInfo.hasNextPage }] : []),
  ];
  if (groups.length === 0) {
    const log = mayLog && <Button size="xs" leftSection={<IconMessagePlus size={16} aria-hidden />} onClick={() => logInteraction()}>Log interaction</Button>;
    return (
      <Empty title="Nothing to do" action={<Group gap="xs" justify="center">{log}{add}</Group>}>
        {mayLog
          ? 'Tasks come from the interactions that you log: give one a follow-up and it waits here for its day.'
          : 'Checks of sites that run out, and what hosts say that they send, become tasks and wait here for their day.'}
      </Empty>
    );
  }
  return (
    <Stack gap="lg">
      <Group>{add}</Group>
      {groups.map(({ title, tasks, more }) => (
        <Stack key={title} gap="sm" component="section" aria-label={title}>
          <Title order={2}>{title}</Title>
          {tasks.map((task) => <TaskLine key={task.id} task={task} today={data.today} />)}
          {more && <Text size="sm" c="dimmed">and more, due later</Text>}
        </Stack>
      ))}
    </Stack>
  );
}

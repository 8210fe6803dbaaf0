import { Button, Stack, Title } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { MyTasksDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { TaskLine } from '../../parts/TaskLine';
import { TroublePanel } from '../../parts/TroublePanel';
import { useLogInteraction } from '../interaction/open';
import { groupTasks } from './group';

const withTasks = changesWith('Task');

/** My open tasks by when they are due. */
export function MyTasks() {
  const [{ data, error }, again] = useRead({ query: MyTasksDocument, requestPolicy: 'cache-and-network', context: withTasks });
  const logInteraction = useLogInteraction();
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;

  const groups = groupTasks(data.tasks.nodes, data.today);
  if (groups.length === 0) {
    return (
      <Empty title="Nothing to do" action={<Button size="xs" leftSection={<IconMessagePlus size={16} aria-hidden />} onClick={() => logInteraction()}>Log interaction</Button>}>
        Tasks come from the interactions that you log: give one a follow-up and it waits here for its day.
      </Empty>
    );
  }
  return (
    <Stack gap="lg">
      {groups.map(({ title, tasks }) => (
        <Stack key={title} gap="sm" component="section" aria-label={title}>
          <Title order={2}>{title}</Title>
          {tasks.map((task) => <TaskLine key={task.id} task={task} today={data.today} />)}
        </Stack>
      ))}
    </Stack>
  );
}

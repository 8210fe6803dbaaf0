import { Button, Group, Stack, Title } from '@mantine/core';
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

/** My open tasks by when they are due. */
export function MyTasks() {
  const [{ data, error }, again] = useRead({ query: MyTasksDocument, requestPolicy: 'cache-and-network', context: withTasks });
  const logInteraction = useLogInteraction();
  const addTask = useAddTask();
  const mayWrite = useMay()('WRITE_ENGAGEMENT');
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;

  const add = <Button size="xs" variant="default" leftSection={<IconChecklist size={16} aria-hidden />} onClick={addTask}>Add task</Button>;
  const groups = groupTasks(data.tasks.nodes, data.today);
  if (groups.length === 0 && !mayWrite) return <Empty title="Nothing to do">Checks of sites that run out, and what hosts say that they send, become tasks and wait here for their day.</Empty>;
  if (groups.length === 0) {
    return (
      <Empty title="Nothing to do" action={<Group gap="xs" justify="center"><Button size="xs" leftSection={<IconMessagePlus size={16} aria-hidden />} onClick={() => logInteraction()}>Log interaction</Button>{add}</Group>}>
        Tasks come from the interactions that you log: give one a follow-up and it waits here for its day.
      </Empty>
    );
  }
  return (
    <Stack gap="lg">
      {mayWrite && <Group>{add}</Group>}
      {groups.map(({ title, tasks }) => (
        <Stack key={title} gap="sm" component="section" aria-label={title}>
          <Title order={2}>{title}</Title>
          {tasks.map((task) => <TaskLine key={task.id} task={task} today={data.today} />)}
        </Stack>
      ))}
    </Stack>
  );
}

import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { TaskLine } from '../../parts/TaskLine';
import { useDoesTasks } from '../../shell/viewer';
import { useAddTask } from '../interaction/open';
import type { Employer } from './EmployerScreen';

/** Open tasks about the employer. */
export function ToDoCard({ employer, today }: { employer: Employer; today: string }) {
  const { nodes, pageInfo } = employer.tasks;
  const addTask = useAddTask();
  const doesTasks = useDoesTasks();
  return (
    <Card withBorder p="md" component="section" aria-label="To do">
      <Group justify="space-between" mb="xs"><Title order={2}>To do</Title>{doesTasks && <Button size="compact-sm" variant="subtle" onClick={addTask}>Add task</Button>}</Group>
      {nodes.length === 0 && <Text size="sm" c="dimmed">Nothing. A task, or the follow-up of an interaction, stands here.</Text>}
      <Stack gap="xs">
        {nodes.map((task) => <TaskLine key={task.id} task={task} today={today} withEmployer={false} />)}
        {pageInfo.hasNextPage && <Text size="sm" c="dimmed">and more, due later</Text>}
      </Stack>
    </Card>
  );
}

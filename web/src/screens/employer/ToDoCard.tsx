import { Card, Stack, Text, Title } from '@mantine/core';
import { TaskLine } from '../../parts/TaskLine';
import type { Employer } from './EmployerScreen';

/** Open tasks about the employer. */
export function ToDoCard({ employer, today }: { employer: Employer; today: string }) {
  const { nodes, pageInfo } = employer.tasks;
  return (
    <Card withBorder p="md" component="section" aria-label="To do">
      <Title order={2} mb="xs">To do</Title>
      {nodes.length === 0 && <Text size="sm" c="dimmed">Nothing. Log an interaction with a follow-up, and it stands here.</Text>}
      <Stack gap="xs">
        {nodes.map((task) => <TaskLine key={task.id} task={task} today={today} withEmployer={false} />)}
        {pageInfo.hasNextPage && <Text size="sm" c="dimmed">and more, due later</Text>}
      </Stack>
    </Card>
  );
}

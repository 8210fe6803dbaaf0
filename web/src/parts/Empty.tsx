import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** An empty place, and what to do next. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <Stack gap={4} py="lg" align="start">
      <Text fw={600}>{title}</Text>
      {children && <Text size="sm" c="dimmed" component="div">{children}</Text>}
      {action && <Group mt="xs" gap="xs">{action}</Group>}
    </Stack>
  );
}

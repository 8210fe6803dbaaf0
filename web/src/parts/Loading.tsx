import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';

/** The shape of lines that are on their way. */
export function Loading({ lines = 6 }: { lines?: number }) {
  return (
    <Stack gap="sm" role="status">
      <VisuallyHidden>Loading</VisuallyHidden>
      {Array.from({ length: lines }, (_, line) => <Skeleton key={line} height={28} radius="sm" />)}
    </Stack>
  );
}

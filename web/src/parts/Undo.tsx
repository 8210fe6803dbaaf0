import { Anchor, Group, Text } from '@mantine/core';

/** Says what was done, and takes it back. */
export function Undo({ words, undo }: { words: string; undo: () => void }) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">{words}</Text>
      <Anchor component="button" size="sm" fw={600} onClick={undo}>Undo</Anchor>
    </Group>
  );
}

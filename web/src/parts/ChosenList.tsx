import { CloseButton, Group, Text } from '@mantine/core';

/** What was chosen so far in a form, each with a way to take it back. */
export function ChosenList({ label, chosen, onRemove }: { label: string; chosen: { id: string; name: string }[]; onRemove: (id: string) => void }) {
  if (chosen.length === 0) return null;
  return (
    <ul aria-label={label} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {chosen.map(({ id, name }) => (
        <li key={id}>
          <Group gap={4} wrap="nowrap">
            <CloseButton size="sm" aria-label={`Take back ${name}`} onClick={() => onRemove(id)} />
            <Text size="sm">{name}</Text>
          </Group>
        </li>
      ))}
    </ul>
  );
}

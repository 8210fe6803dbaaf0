import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import type { Rows } from './useSaveRecord';

/** The lines of a list: each with its fields and a way to take it out, and one more to add. The focus follows. */
export function ListRows<Row>({ form, blank, what, first, empty, children }: {
  form: UseFormReturnType<Rows<Row>>;
  blank: Row;
  /** What a line is, as in Add number. */
  what: string;
  /** The field of a new line that gets the focus. */
  first: string;
  /** What stands where the list has no line. */
  empty: string;
  children: (path: string, n: number, row: Row) => ReactNode;
}) {
  const add = useRef<HTMLButtonElement>(null);
  const { rows } = form.values;
  function another() {
    form.setValues({ rows: [...rows, blank] });
    requestAnimationFrame(() => form.getInputNode(`rows.${rows.length.toString()}.${first}`)?.focus());
  }
  function without(n: number) {
    form.setValues({ rows: rows.filter((_, each) => each !== n) });
    form.clearErrors();
    add.current?.focus();
  }
  return (
    <Stack gap="xs">
      {rows.length === 0 && <Text size="sm" c="dimmed">{empty}</Text>}
      {rows.map((row, n) => (
        // A line has no name of its own, and its place is what errors go by.
        <Group key={n} gap="xs" align="start" wrap="nowrap" role="group" aria-label={`${what} ${(n + 1).toString()}`}>
          <div style={{ flexGrow: 1 }}>{children(`rows.${n.toString()}`, n, row)}</div>
          <ActionIcon variant="subtle" color="gray.7" size={30} aria-label={`Take out ${what} ${(n + 1).toString()}`} onClick={() => without(n)}><IconTrash size={16} /></ActionIcon>
        </Group>
      ))}
      <Group><Button ref={add} size="compact-sm" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={another}>Add {what}</Button></Group>
    </Stack>
  );
}

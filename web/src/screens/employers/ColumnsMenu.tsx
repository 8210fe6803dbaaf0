import { Button, Checkbox, Popover, Stack } from '@mantine/core';
import { IconColumns } from '@tabler/icons-react';
import { useState } from 'react';
import { type Column, columns, everyColumn, usualColumns } from './columns';

interface Props {
  chosen: readonly Column[] | null;
  onChange: (columns: Column[] | null) => void;
}

/** Which columns the list shows. A choice is kept in the address, so a saved view holds it too. */
export function ColumnsMenu(props: Props) {
  return (
    <Popover position="bottom-end" trapFocus withinPortal={false} shadow="md">
      <Popover.Target><Button size="xs" variant="subtle" leftSection={<IconColumns size={16} aria-hidden />}>Columns</Button></Popover.Target>
      <Popover.Dropdown aria-label="Columns"><Choices {...props} /></Popover.Dropdown>
    </Popover>
  );
}

/** Ticks at once; the address and the list follow. */
function Choices({ chosen, onChange }: Props) {
  const [shown, setShown] = useState(chosen);
  const set = (to: Column[] | null) => {
    setShown(to);
    onChange(to);
  };
  const ticked = shown ?? usualColumns;
  return (
    <Stack gap="xs" align="start">
      {everyColumn.map((column) => (
        <Checkbox key={column} size="xs" label={columns[column]} checked={ticked.includes(column)}
          onChange={({ currentTarget: { checked } }) => set(everyColumn.filter((each) => (each === column ? checked : ticked.includes(each))))} />
      ))}
      <Button size="compact-xs" variant="default" disabled={!shown} onClick={() => set(null)}>As usual</Button>
    </Stack>
  );
}

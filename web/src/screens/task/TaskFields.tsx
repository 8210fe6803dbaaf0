import { Group, Select, type SelectProps } from '@mantine/core';
import type { ComponentProps } from 'react';
import { DayInput } from '../../parts/DayInput';
import { useColleagues } from './colleagues';

/** By when and by whom a task is done. */
export function TaskFields({ dueOn, assigneeId }: { dueOn: Omit<ComponentProps<typeof DayInput>, 'today'>; assigneeId: SelectProps }) {
  const { today, colleagues } = useColleagues();
  return (
    <Group grow align="start">
      <DayInput label="Due" today={today} {...dueOn} />
      <Select label="Who does it" allowDeselect={false} searchable data={colleagues.map(({ id, name }) => ({ value: id, label: name }))} {...assigneeId} />
    </Group>
  );
}

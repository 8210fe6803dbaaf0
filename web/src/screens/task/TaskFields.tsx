import { Group } from '@mantine/core';
import type { ComponentProps } from 'react';
import { TodayDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { DayInput } from '../../parts/DayInput';
import { StaffSelect } from '../../parts/WhoSelect';
import { useViewer } from '../../shell/viewer';

/** By when and by whom a task is done: it is given to the staff of the own organisation. */
export function TaskFields({ dueOn, assignee }: { dueOn: Omit<ComponentProps<typeof DayInput>, 'today'>; assignee: Omit<ComponentProps<typeof StaffSelect>, 'organisationId'> }) {
  const { organisation } = useViewer();
  const [{ data }] = useRead({ query: TodayDocument });
  return (
    <Group grow align="start">
      <DayInput label="Due" today={data?.today ?? ''} {...dueOn} />
      <StaffSelect label="Who does it" allowDeselect={false} organisationId={organisation.id} {...assignee} />
    </Group>
  );
}

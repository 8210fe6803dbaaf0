import { Group, Select, type SelectProps, TextInput, type TextInputProps } from '@mantine/core';
import type { ComponentProps } from 'react';
import { DayInput } from '../../parts/DayInput';
import { choices, personFunction } from '../../words/label';

type Day = Omit<ComponentProps<typeof DayInput>, 'today'>;

/** What somebody does at an employer, and when. */
export function RoleFields({ today, jobTitle, what, since, until }: { today: string; jobTitle: TextInputProps; what: SelectProps; since: Day; until: Day }) {
  return (
    <>
      <Group grow align="start">
        <TextInput label="Job title" {...jobTitle} />
        <Select label="What they do" allowDeselect={false} data={choices(personFunction)} {...what} />
      </Group>
      <Group grow align="start">
        <DayInput label="Since" placeholder="Not known" clearable today={today} {...since} />
        <DayInput label="Until" placeholder="Still there" clearable today={today} {...until} />
      </Group>
    </>
  );
}

import { Button, Group, Select, Table, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { HolidaysDocument, RemoveHolidayDocument, SetHolidayDocument, TodayDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { changesWith, useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { ProblemSummary, showProblems } from '../../parts/ProblemSummary';
import classes from '../../parts/Table.module.css';
import { TroublePanel } from '../../parts/TroublePanel';
import { longDay } from '../../words/date';
import { SettingsFrame } from './SettingsFrame';

const withHolidays = changesWith('Holiday');

/** Days on which no mail goes out: bank holidays, and what else is set. */
export default function HolidaysScreen() {
  const [{ data, error }, again] = useRead({ query: TodayDocument });
  return (
    <SettingsFrame title="Days without mail" needs="MANAGE_RULES" note="Bank holidays of England, and what else you set: surveys and reminders wait until the next working day">
      {data ? <Holidays today={data.today} /> : error ? <TroublePanel error={error} again={again} /> : <Loading />}
    </SettingsFrame>
  );
}

function Holidays({ today }: { today: string }) {
  const now = Number(today.slice(0, 4));
  const [year, setYear] = useState(now);
  const [{ data, error }, again] = useRead({ query: HolidaysDocument, variables: { year }, requestPolicy: 'cache-and-network', context: withHolidays });
  const [remove, removing] = useChange(RemoveHolidayDocument);
  const [problem, setProblem] = useState('');
  const years = [-1, 0, 1, 2].map((from) => String(now + from));

  async function take(day: string) {
    const { data: answer, error: failed } = await remove({ input: { day } });
    setProblem(problemsOf(failed, answer?.removeHoliday.userErrors).map(({ message }) => message).join(' '));
    again();
  }

  return (
    <>
      <Select label="Year" size="xs" w={120} allowDeselect={false} data={years} value={String(year)} onChange={(value) => setYear(Number(value))} />
      <AddDay today={today} onDone={again} />
      {!data && (error ? <TroublePanel error={error} again={again} /> : <Loading />)}
      {problem && <Text size="sm" role="alert" c="red.9">{problem}</Text>}
      {data?.holidays.length === 0 && <Empty title="None is set for this year" />}
      {data && data.holidays.length > 0 && (
        <Table verticalSpacing="xs" className={classes.table} maw={640}>
          <Table.Thead><Table.Tr><Table.Th>Day</Table.Th><Table.Th>Name</Table.Th><Table.Th><VisuallyHidden>Take away</VisuallyHidden></Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {data.holidays.map(({ day, name }) => (
              <Table.Tr key={day}>
                <Table.Td>{longDay(day)}</Table.Td>
                <Table.Td>{name}</Table.Td>
                <Table.Td ta="right"><Button size="compact-sm" variant="subtle" loading={removing} aria-label={`Take away ${name}, ${longDay(day)}`} onClick={() => void take(day)}>Take away</Button></Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  );
}

function AddDay({ today, onDone }: { today: string; onDone: () => void }) {
  const [set, busy] = useChange(SetHolidayDocument);
  const form = useForm<{ day: string | null; name: string }>({
    initialValues: { day: null, name: '' },
    validate: { day: (value) => (value ? null : 'Enter the day'), name: (value) => (value.trim() ? null : 'Enter its name') },
  });
  const save = form.onSubmit(async ({ day, name }) => {
    const { data, error } = await set({ input: { day: day ?? '', name: name.trim() } });
    const problems = problemsOf(error, data?.setHoliday.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    form.reset();
    onDone();
  });
  return (
    <form onSubmit={save} noValidate aria-label="Add a day">
      <ProblemSummary form={form} />
      <Group align="end" gap="sm">
        <DayInput label="Day" today={today} w={200} {...form.getInputProps('day')} />
        <TextInput label="Name" w={240} {...form.getInputProps('name')} />
        <Button type="submit" variant="default" loading={busy}>Add day</Button>
      </Group>
    </form>
  );
}

import { Button, Group, NumberInput, Stack, Table, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { RecordCourseAttendanceDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { ProblemSummary, showProblems } from '../../parts/ProblemSummary';
import table from '../../parts/Table.module.css';
import { people } from '../../words/count';
import { longDay } from '../../words/date';
import type { Course } from './CourseScreen';

/** How many were there on the days of a course. */
export default function Attendance({ course, today, mayWrite }: { course: Course; today: string; mayWrite: boolean }) {
  const [record, busy] = useChange(RecordCourseAttendanceDocument);
  const form = useForm({
    initialValues: { onDay: null as string | null, attended: null as number | null },
    validate: { onDay: (value) => (value ? null : 'Enter the day'), attended: (value) => (typeof value === 'number' ? null : 'Enter how many were there') },
  });
  const send = async (onDay: string, attended: number | null) => {
    const { data, error } = await record({ input: { courseId: course.id, onDay, attended } });
    const problems = problemsOf(error, data?.recordCourseAttendance.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    form.reset();
  };
  const started = course.startsOn <= today;
  return (
    <Stack gap="xs" component="section" aria-label="Attendance">
      <Title order={2}>Attendance</Title>
      <Text size="sm" c="dimmed">{started ? 'How many were there on a day; nobody’s name is kept.' : 'It has not started yet.'}</Text>
      {mayWrite && started && (
        <form noValidate aria-label="Note attendance" onSubmit={form.onSubmit(({ onDay, attended }) => void send(onDay ?? '', attended))}>
          <ProblemSummary form={form} />
          <Group gap="sm" align="end">
            <DayInput label="Day" w={180} today={today} minDate={course.startsOn} maxDate={course.endsOn < today ? course.endsOn : today} {...form.getInputProps('onDay')} />
            <NumberInput label="How many" w={120} min={0} max={course.places} clampBehavior="none" allowDecimal={false} {...form.getInputProps('attended')} value={form.values.attended ?? ''} />
            <Button type="submit" variant="default" loading={busy}>Note attendance</Button>
          </Group>
        </form>
      )}
      {course.attendance.length > 0 && (
        <Table verticalSpacing="xs" maw={480} className={table.table} aria-label="Attendance by day">
          <Table.Thead><Table.Tr><Table.Th>Day</Table.Th><Table.Th ta="right">There</Table.Th><Table.Th ta="right">Of the places</Table.Th>{mayWrite && <Table.Th />}</Table.Tr></Table.Thead>
          <Table.Tbody>
            {course.attendance.map(({ onDay, attended }) => (
              <Table.Tr key={onDay}>
                <Table.Td>{longDay(onDay)}</Table.Td>
                <Table.Td ta="right">{people(attended)}</Table.Td>
                <Table.Td ta="right">{attended !== null && `${Math.round((100 * attended) / course.places)}%`}</Table.Td>
                {mayWrite && <Table.Td ta="right"><Button size="compact-xs" variant="default" aria-label={`Take back ${longDay(onDay)}`} onClick={() => void send(onDay, null)}>Take back</Button></Table.Td>}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}

import { Anchor, Button, Group, NumberInput, Stack, Table, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { lazy, Suspense, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { CourseDocument, type CourseQuery, RecordCourseAttendanceDocument, RemoveCourseDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { Loading } from '../../parts/Loading';
import { ProblemSummary, showProblems } from '../../parts/ProblemSummary';
import { Screen } from '../../parts/Screen';
import table from '../../parts/Table.module.css';
import { TroublePanel } from '../../parts/TroublePanel';
import { Missing } from '../../shell/Missing';
import { useMay } from '../../shell/viewer';
import { counted } from '../../words/count';
import { longDay } from '../../words/date';
import { growthSector } from '../../words/label';

const CourseForm = lazy(() => import('./CourseForm'));
const MistakeForm = lazy(() => import('../../parts/MistakeForm'));

type Course = Extract<NonNullable<CourseQuery['node']>, { title: string }>;

/** One course: who designed it, what it leads to, and how many came. */
export default function CourseScreen() {
  const { id = '' } = useParams();
  const [{ data, error }, again] = useRead({ query: CourseDocument, variables: { id }, requestPolicy: 'cache-and-network' });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  if (!data.node || !('title' in data.node)) return <Missing what="course" />;
  return <Loaded course={data.node} today={data.today} again={again} />;
}

function Loaded({ course, today, again }: { course: Course; today: string; again: () => void }) {
  const mayWrite = useMay()('WRITE_PLACEMENTS');
  const navigate = useNavigate();
  const [doing, setDoing] = useState<'change' | 'mistake'>();
  const [remove, removing] = useChange(RemoveCourseDocument);
  const { id, title, provider, startsOn, endsOn, places, completed, employers, opportunities, version } = course;
  const done = () => setDoing(undefined);
  return (
    <Screen title={title} note={[provider.name, course.growthSector && growthSector[course.growthSector], `${longDay(startsOn)} to ${longDay(endsOn)}`, counted(places, 'place'), completed !== null && `${completed} completed it`].filter(Boolean).join(' · ')}
      actions={<><Button size="xs" variant="default" component={Link} to="/education/courses">All courses</Button>{mayWrite && <><Button size="xs" variant="default" onClick={() => setDoing('mistake')}>Entered by mistake</Button><Button size="xs" onClick={() => setDoing('change')}>Change</Button></>}</>}>
      <Links title="Designed with" none="No employer helped design it yet" links={employers.map((each) => ({ id: each.id, to: `/employers/${each.id}/education`, name: each.name }))} />
      <Links title="Leads to" none="It is linked to no opportunity yet" links={opportunities.map((each) => ({ id: each.id, to: `/employers/${each.employer.id}/placements`, name: `${each.role}, ${each.employer.name}` }))} />
      <Attendance course={course} today={today} mayWrite={mayWrite} />
      <Suspense>
        {doing === 'change' && <CourseForm course={course} today={today} onDone={done} onSaved={again} />}
        {doing === 'mistake' && <MistakeForm what={title} busy={removing} onDone={done} onSaved={() => void navigate('/education/courses')}
          remove={() => remove({ input: { id, version } }).then(({ data, error }) => problemsOf(error, data?.removeCourse.userErrors))} />}
      </Suspense>
    </Screen>
  );
}

function Links({ title, none, links }: { title: string; none: string; links: { id: string; to: string; name: string }[] }) {
  return (
    <section aria-label={title}>
      <Title order={2}>{title}</Title>
      {links.length === 0 && <Text size="sm" c="dimmed">{none}</Text>}
      <ul style={{ margin: 0, paddingLeft: 'var(--mantine-spacing-md)' }}>
        {links.map(({ id, to, name }) => <li key={id}><Anchor component={Link} underline="always" size="sm" to={to}>{name}</Anchor></li>)}
      </ul>
    </section>
  );
}

function Attendance({ course, today, mayWrite }: { course: Course; today: string; mayWrite: boolean }) {
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
                <Table.Td ta="right">{attended}</Table.Td>
                <Table.Td ta="right">{Math.round((100 * attended) / course.places)}%</Table.Td>
                {mayWrite && <Table.Td ta="right"><Button size="compact-xs" variant="default" aria-label={`Take back ${longDay(onDay)}`} onClick={() => void send(onDay, null)}>Take back</Button></Table.Td>}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}

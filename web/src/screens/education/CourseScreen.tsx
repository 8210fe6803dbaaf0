import { Anchor, Button, Text, Title } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { CourseDocument, type CourseQuery, RemoveCourseDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { Loading } from '../../parts/Loading';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { Missing } from '../../shell/Missing';
import { useMay } from '../../shell/viewer';
import { counted, people } from '../../words/count';
import { longDay } from '../../words/date';
import { growthSector } from '../../words/label';

const Attendance = lazy(() => import('./Attendance'));
const CourseForm = lazy(() => import('./CourseForm'));
const MistakeForm = lazy(() => import('../../parts/MistakeForm'));

/** A course as its screen reads it. */
export type Course = Extract<NonNullable<CourseQuery['node']>, { title: string }>;

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
  const { id, title, provider, startsOn, endsOn, places, completed, completedSuppressed, employers, opportunities, version } = course;
  const done = () => setDoing(undefined);
  return (
    <Screen title={title} note={[provider.name, course.growthSector && growthSector[course.growthSector], `${longDay(startsOn)} to ${longDay(endsOn)}`, counted(places, 'place'), (completed !== null || completedSuppressed) && `${people(completed)} completed it`].filter(Boolean).join(' · ')}
      actions={<><Button size="xs" variant="default" component={Link} to="/education/courses">All courses</Button>{mayWrite && <><Button size="xs" variant="default" onClick={() => setDoing('mistake')}>Entered by mistake</Button><Button size="xs" onClick={() => setDoing('change')}>Change</Button></>}</>}>
      <Links title="Designed with" none="No employer helped design it yet" links={employers.map((each) => ({ id: each.id, to: `/employers/${each.id}/education`, name: each.name }))} />
      <Links title="Leads to" none="It is linked to no opportunity yet" links={opportunities.map((each) => ({ id: each.id, to: `/employers/${each.employer.id}/placements`, name: `${each.role}, ${each.employer.name}` }))} />
      <Suspense fallback={<Loading />}><Attendance course={course} today={today} mayWrite={mayWrite} /></Suspense>
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

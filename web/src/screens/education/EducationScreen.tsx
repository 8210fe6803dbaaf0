import { Button, Tabs } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { EducationTodayDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { useMay } from '../../shell/viewer';

const Encounters = lazy(() => import('./EncountersList'));
const Collaborations = lazy(() => import('./CollaborationsList'));
const Apprenticeships = lazy(() => import('./ApprenticeshipsList'));
const Courses = lazy(() => import('./CoursesList'));
const Figures = lazy(() => import('./EducationFigures'));

/** What employers do with schools, colleges and training providers. */
export default function EducationScreen() {
  const { tab = 'encounters' } = useParams();
  const navigate = useNavigate();
  const may = useMay();
  const [{ data, error }, again] = useRead({ query: EducationTodayDocument });
  const tabs = data
    ? [
        { value: 'encounters', label: 'School encounters', panel: <Encounters today={data.today} /> },
        { value: 'collaborations', label: 'Collaborations', panel: <Collaborations today={data.today} /> },
        { value: 'apprenticeships', label: 'Apprenticeships', panel: <Apprenticeships today={data.today} /> },
        { value: 'courses', label: 'Courses', panel: <Courses today={data.today} /> },
        { value: 'figures', label: 'Figures', panel: <Figures today={data.today} /> },
      ]
    : [];
  return (
    <Screen title="Education" note="What employers do with schools, colleges and training providers. A record is added on an employer’s own screen, under Education"
      actions={may('IMPORT') && <Button size="xs" variant="default" component={Link} to="/education/returns">Import a return</Button>}>
      {!data && (error ? <TroublePanel error={error} again={again} /> : <Loading />)}
      {data && (
        <Tabs value={tabs.some(({ value }) => value === tab) ? tab : 'encounters'} keepMounted={false} onChange={(value) => void navigate(value === 'encounters' ? '/education' : `/education/${value ?? ''}`)}>
          <Tabs.List mb="md">{tabs.map(({ value, label }) => <Tabs.Tab key={value} value={value} px="sm">{label}</Tabs.Tab>)}</Tabs.List>
          <Suspense fallback={<Loading />}>{tabs.map(({ value, panel }) => <Tabs.Panel key={value} value={value}>{panel}</Tabs.Panel>)}</Suspense>
        </Tabs>
      )}
    </Screen>
  );
}

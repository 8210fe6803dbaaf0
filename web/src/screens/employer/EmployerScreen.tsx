import { Badge, Button, Grid, Stack, Tabs } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { Navigate, useNavigate, useParams } from 'react-router';
import { EmployerDocument, type EmployerQuery } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import { OtherContacts } from '../../parts/OtherContacts';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { Missing } from '../../shell/Missing';
import { useMay } from '../../shell/viewer';
import { useHere, useLogInteraction } from '../interaction/open';
import { Details } from './Details';
import { factLine } from './facts';
import classes from './EmployerScreen.module.css';
import { PeopleCard } from './PeopleCard';
import { TimelineTab } from './TimelineTab';
import { ToDoCard } from './ToDoCard';

const PeopleTab = lazy(() => import('./PeopleTab'));
const SitesTab = lazy(() => import('./SitesTab'));
const NeedsTab = lazy(() => import('./NeedsTab'));
const InvitationsTab = lazy(() => import('./InvitationsTab'));
const ReferralsTab = lazy(() => import('../referrals/ReferralsTab'));
const StandingsTab = lazy(() => import('../accreditations/StandingsTab'));
const NetworkTab = lazy(() => import('../network/NetworkTab'));
const PlacementsTab = lazy(() => import('../placements/PlacementsTab'));
const EducationTab = lazy(() => import('../education/EducationTab'));
const CommitmentsTab = lazy(() => import('../areas/CommitmentsTab'));
const HistoryTab = lazy(() => import('./HistoryTab'));
const SendDiagnostic = lazy(() => import('../diagnostics/SendDiagnostic'));
const Standing = lazy(() => import('./Standing'));
const PossibleDuplicates = lazy(() => import('../duplicates/PossibleDuplicates'));

/** An employer as the parts of its screen see it. */
export type Employer = NonNullable<EmployerQuery['employer']>;

/** One employer: who it is, who else is in touch, what happened, what to do. */
export default function EmployerScreen() {
  const { id = '', tab = 'timeline' } = useParams();
  return <EmployerOf key={id} id={id} tab={tab} />;
}

function EmployerOf({ id, tab }: { id: string; tab: string }) {
  const [{ data, error }, again] = useRead({ query: EmployerDocument, variables: { id }, requestPolicy: 'cache-and-network' });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading lines={10} />;
  if (!data.employer) return <Missing what="employer" />;
  // The record was merged into another one.
  if (data.employer.id !== id) return <Navigate to={`/employers/${data.employer.id}${tab === 'timeline' ? '' : `/${tab}`}`} replace />;
  return <Loaded employer={data.employer} parts={data.parts} today={data.today} tab={tab} refresh={again} />;
}

function Loaded({ employer, parts, today, tab, refresh }: { employer: Employer; parts: EmployerQuery['parts']; today: string; tab: string; refresh: () => void }) {
  const navigate = useNavigate();
  const may = useMay();
  const logInteraction = useLogInteraction();
  const { id, name } = employer;
  const needs = employer.skillsNeeds;
  useHere(id, name);

  const tabs = [
    { value: 'timeline', label: 'Timeline', panel: <TimelineTab employerId={id} onNews={refresh} /> },
    { value: 'people', label: `People ${employer.people.filter(({ until }) => !until).length}`, panel: <PeopleTab employer={employer} today={today} /> },
    { value: 'sites', label: `Sites ${employer.sites.filter(({ closedOn }) => !closedOn).length}`, panel: <SitesTab employer={employer} today={today} /> },
    ...(needs ? [{ value: 'needs', label: `Skills needs ${needs.length}`, panel: <NeedsTab needs={needs} hosting={employer.hostingInterests ?? []} disabilityConfident={employer.disabilityConfidentWord} /> }] : []),
    ...(may('READ_ANSWERS') || may('SEND_DIAGNOSTICS') ? [{ value: 'diagnostics', label: 'Diagnostics', panel: <InvitationsTab employerId={id} /> }] : []),
    ...(may('WRITE_ENGAGEMENT') ? [{ value: 'referrals', label: 'Referrals', panel: <ReferralsTab employer={employer} today={today} /> }] : []),
    { value: 'accreditations', label: 'Accreditations', panel: <StandingsTab employerId={id} /> },
    { value: 'network', label: 'Network', panel: <NetworkTab employerId={id} /> },
    { value: 'placements', label: 'Placements', panel: <PlacementsTab employerId={id} /> },
    { value: 'education', label: 'Education', panel: <EducationTab employerId={id} /> },
    { value: 'commitments', label: 'Commitments', panel: <CommitmentsTab employerId={id} /> },
    { value: 'history', label: 'History', panel: <HistoryTab employer={employer} /> },
  ];

  return (
    <Screen
      title={name}
      badge={employer.keyAccount && <Badge variant="light" tt="none">Key account</Badge>}
      note={factLine(employer)}
      actions={
        <>
          {may('SEND_DIAGNOSTICS') && <Suspense><SendDiagnostic employerId={id} /></Suspense>}
          {may('WRITE_ENGAGEMENT') && <Button size="xs" leftSection={<IconMessagePlus size={16} aria-hidden />} onClick={() => logInteraction()}>Log interaction</Button>}
        </>
      }
    >
      {(employer.confidential ?? employer.hold) && <Suspense><Standing employer={employer} today={today} /></Suspense>}
      {may('WRITE_ENGAGEMENT') && <Suspense><PossibleDuplicates key={id} id={id} /></Suspense>}
      <OtherContacts contacts={employer.recentContacts} today={today} />
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Tabs value={tabs.some(({ value }) => value === tab) ? tab : 'timeline'} keepMounted={false}
            onChange={(value) => void navigate(value === 'timeline' ? `/employers/${id}` : `/employers/${id}/${value ?? ''}`, { replace: true })}>
            <Tabs.List mb="md" className={classes.tabs}>
              {tabs.map(({ value, label }) => <Tabs.Tab key={value} value={value} px="sm">{label}</Tabs.Tab>)}
            </Tabs.List>
            <Suspense fallback={<Loading />}>
              {tabs.map(({ value, panel }) => <Tabs.Panel key={value} value={value}>{panel}</Tabs.Panel>)}
            </Suspense>
          </Tabs>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack gap="sm">
            <ToDoCard employer={employer} today={today} />
            <PeopleCard employer={employer} />
            <Details employer={employer} parts={parts} today={today} />
          </Stack>
        </Grid.Col>
      </Grid>
    </Screen>
  );
}

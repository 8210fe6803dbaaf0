import { Alert, Badge, Card, SimpleGrid, Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useParams } from 'react-router';
import { useSubscription } from 'urql';
import { type CampaignDetailsFragment, CampaignDocument, type CampaignFactsFragment, CampaignProgressDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { Missing } from '../../shell/Missing';
import { NoPermission } from '../../shell/NoPermission';
import { useMay } from '../../shell/viewer';
import { counted, number } from '../../words/count';
import { longDay, longMomentDay } from '../../words/date';
import { campaignState } from '../../words/label';
import { CampaignActions } from './CampaignActions';
import { StateBar } from './StateBar';
import { SubmittedChart } from './SubmittedChart';

const CampaignWizard = lazy(() => import('./CampaignWizard'));
const CampaignDetails = lazy(() => import('./CampaignDetails'));

/** One sending of a questionnaire: how it stands, and with whom. */
export default function CampaignScreen() {
  const { id = '' } = useParams();
  return <CampaignOf key={id} id={id} />;
}

const ended = ({ state }: CampaignDetailsFragment) => state === 'CLOSED' || state === 'CANCELLED';

function CampaignOf({ id }: { id: string }) {
  const may = useMay();
  const [{ data, error }, again] = useRead({ query: CampaignDocument, variables: { id }, requestPolicy: 'cache-and-network' });
  const read = data?.campaign;
  const running = read !== undefined && read !== null && read.state !== 'DRAFT' && !ended(read);
  const [{ data: progress }] = useSubscription({ query: CampaignProgressDocument, variables: { id }, pause: !running });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  if (!read) return <Missing what="campaign" />;
  if (read.state === 'DRAFT') return may('SEND_DIAGNOSTICS') ? <Suspense fallback={<Loading />}><CampaignWizard id={id} /></Suspense> : <NoPermission title={read.name} />;
  const now = progress && progress.campaignProgress.version >= read.version ? progress.campaignProgress : read;
  const { launchedBy } = read;
  return (
    <Screen
      title={now.name}
      badge={<Badge variant="light" tt="none" role="status">{campaignState[now.state]}</Badge>}
      note={`${now.questionnaireName} · ${counted(now.figures.invited, 'employer')} asked${now.launchedAt ? `, ${longMomentDay(now.launchedAt)}` : ''}${launchedBy ? ` by ${launchedBy.name}` : ''}, ${now.organisation.name} · ${plan(read.reminders)} · closes ${longDay(now.closesOn)}`}
      actions={<CampaignActions campaign={now} today={data.today} />}
    >
      {now.state === 'PAUSED' && <Alert color="orange.9" variant="outline" title="Nothing goes out">{now.pausedReason ?? 'Paused'}</Alert>}
      <StateBar figures={now.figures} />
      <Figures figures={now.figures} />
      <SubmittedChart days={now.submittedByDay} />
      <Suspense fallback={<Loading />}><CampaignDetails id={id} leftOut={read.leftOut} invited={now.figures.invited} /></Suspense>
    </Screen>
  );
}

function plan(reminders: { afterWorkingDays: number; beforeWorkingDays: number }[]): string {
  if (reminders.length === 0) return 'no reminders';
  const words = reminders.map(({ afterWorkingDays, beforeWorkingDays }) => (afterWorkingDays > 0 ? `${afterWorkingDays} working days later` : `${beforeWorkingDays} working days before the end`));
  return `reminders ${words.join(', ')}`;
}

function Figures({ figures: { invited, sent, submitted, due, accepted, bounced, uncertain, skillsNeeds } }: { figures: CampaignFactsFragment['figures'] }) {
  const rate = invited === 0 ? 0 : Math.round((submitted / invited) * 100);
  const shown = [
    { n: `${rate}%`, label: 'Response rate', note: `${number(submitted)} of ${number(invited)}` },
    { n: number(sent), label: 'Invitations sent', note: due > 0 ? `${counted(due, 'message')} waiting` : `${counted(accepted, 'message')} in all, nothing waits` },
    { n: number(bounced + uncertain), label: 'Bounced or uncertain', note: uncertain > 0 ? `${number(uncertain)} to decide by hand` : `${number(bounced)} came back` },
    { n: number(skillsNeeds), label: 'Skills needs found', note: 'From the answers' },
  ];
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
      {shown.map(({ n, label, note }) => (
        <Card withBorder p="md" key={label}>
          <Text size="xl" fw={650}>{n}</Text><Text size="sm">{label}</Text><Text size="xs" c="dimmed">{note}</Text>
        </Card>
      ))}
    </SimpleGrid>
  );
}

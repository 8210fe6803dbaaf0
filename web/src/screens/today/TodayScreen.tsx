import { Grid, Stack } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { TodayDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Screen } from '../../parts/Screen';
import { useDoesTasks, useMay, useViewer } from '../../shell/viewer';
import { longDay } from '../../words/date';
import { CameBack } from './CameBack';
import { GoOnWith } from './GoOnWith';
import { MyTasks } from './MyTasks';
import { Quiet } from './Quiet';
import { Running } from './Running';
import { ToUs } from './ToUs';
import { Unanswered } from './Unanswered';

const IssuesToAnswer = lazy(() => import('../network/IssuesToAnswer'));
const DueToday = lazy(() => import('../placements/DueToday'));
const SubsidiesToday = lazy(() => import('../placements/SubsidiesToday'));
const EmailsWaiting = lazy(() => import('../emails/EmailsWaiting'));

/** What to do now: my tasks, what came back, whom to ring. */
export default function TodayScreen() {
  const may = useMay();
  const doesTasks = useDoesTasks();
  const { user } = useViewer();
  const [{ data }] = useRead({ query: TodayDocument, requestPolicy: 'cache-and-network' });
  const campaigns = may('READ_ANSWERS') || may('SEND_DIAGNOSTICS');
  const side = may('READ_EMPLOYERS') || campaigns;
  return (
    <Screen title="Today" note={data && longDay(data.today)}>
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, md: side ? 7 : 12 }}>
          {doesTasks && <MyTasks />}
        </Grid.Col>
        {side && (
          <Grid.Col span={{ base: 12, md: 5 }}>
            <Stack gap="md">
              {may('WRITE_ENGAGEMENT') && <Suspense><EmailsWaiting /></Suspense>}
              {may('WRITE_ENGAGEMENT') && user && data && <Suspense><IssuesToAnswer today={data.today} /></Suspense>}
              {may('MANAGE_PARTICIPANTS') && data && <Suspense><DueToday today={data.today} /></Suspense>}
              {may('MANAGE_PARTICIPANTS') && <Suspense><SubsidiesToday /></Suspense>}
              {may('WRITE_ENGAGEMENT') && <ToUs />}
              {may('WRITE_ENGAGEMENT') && data && <Unanswered today={data.today} />}
              {may('READ_ANSWERS') && data && <CameBack today={data.today} />}
              {may('SEND_DIAGNOSTICS') && user && <GoOnWith />}
              {campaigns && <Running />}
              {may('READ_EMPLOYERS') && user && data && <Quiet today={data.today} />}
            </Stack>
          </Grid.Col>
        )}
      </Grid>
    </Screen>
  );
}

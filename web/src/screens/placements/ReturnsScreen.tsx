import { Stack, Title } from '@mantine/core';
import { type PlacementReturnKind, PlacementReturnsDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { NoPermission } from '../../shell/NoPermission';
import { useMay } from '../../shell/viewer';
import { ReturnsTable } from '../import/ReturnsTable';
import { ReturnUpload } from '../import/ReturnUpload';
import { PlacementsNav } from './PlacementsNav';

const withReturns = changesWith('PlacementReturn');

const returnKind: Record<PlacementReturnKind, string> = { STEPS: 'Steps of placements', ATTENDANCE: 'Attendance of courses' };

/** Takes steps of placements and attendance of courses in from a file, and lists the earlier files. */
export default function ReturnsScreen() {
  if (!useMay()('MANAGE_PARTICIPANTS')) return <NoPermission title="Returns of placements" />;
  return (
    <Screen title="Returns of placements" note="Steps of placements, or attendance of courses, from a spreadsheet. You see what becomes of every row before anything is taken in; the same file again changes nothing. Only placement staff of your organisation see it.">
      <PlacementsNav />
      <ReturnUpload to="/placement-returns" screen="/placements/returns"
        columns="Columns for steps: Participant (the reference), Step, Date; to say which placement, Employer or Company number, Role, Opportunity; where they are needed, Reason, Withdrawn by, Overlap. For attendance: Course, Date, Attended (a number), Provider. Other columns, such as names, are not kept." />
      <Stack gap="xs" component="section" aria-label="Earlier returns">
        <Title order={2}>Earlier returns</Title>
        <Pages page={(place) => <Returns {...place} />} />
      </Stack>
    </Screen>
  );
}

function Returns({ after, more }: PagePlace) {
  const [{ data, error }, again] = useRead({ query: PlacementReturnsDocument, variables: { after }, requestPolicy: 'cache-and-network', context: withReturns });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo } = data.placementReturns;
  return (
    <>
      <ReturnsTable nodes={nodes} first={after === null} path="/placements/returns" state={({ takenAt }) => (takenAt ? 'Taken in' : 'Tried out')} note={({ kind }) => returnKind[kind]} />
      {more(pageInfo)}
    </>
  );
}

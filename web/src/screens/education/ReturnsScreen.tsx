import { Button, Stack, Title } from '@mantine/core';
import { Link } from 'react-router';
import { EncounterReturnsDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { NoPermission } from '../../shell/NoPermission';
import { useMay } from '../../shell/viewer';
import { ReturnsTable } from '../import/ReturnsTable';
import { ReturnUpload } from '../import/ReturnUpload';
import { returnState } from './words';

const withReturns = changesWith('EncounterReturn');

/** Takes a return of school encounters in, and lists the earlier ones. */
export default function ReturnsScreen() {
  if (!useMay()('IMPORT')) return <NoPermission title="Returns of school encounters" />;
  return (
    <Screen title="Returns of school encounters" note="A spreadsheet such as the Careers Hub’s return. You see what becomes of every row before anything is taken in; the same file again changes nothing."
      actions={<Button size="xs" variant="default" component={Link} to="/education">School encounters</Button>}>
      <ReturnUpload to="/encounter-returns" screen="/education/returns"
        columns="Columns: Employer or Company number, School, Kind (encounter or workplace experience), Date, Days, Pupil places. Beside them, if there are any: Year groups, Confirmed, Employer feedback, Cancelled." />
      <Stack gap="xs" component="section" aria-label="Earlier returns">
        <Title order={2}>Earlier returns</Title>
        <Pages page={(place) => <Returns {...place} />} />
      </Stack>
    </Screen>
  );
}

function Returns({ after, more }: PagePlace) {
  const [{ data, error }, again] = useRead({ query: EncounterReturnsDocument, variables: { after }, requestPolicy: 'cache-and-network', context: withReturns });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo } = data.encounterReturns;
  return (
    <>
      <ReturnsTable nodes={nodes} first={after === null} path="/education/returns" state={({ state }) => returnState[state]} />
      {more(pageInfo)}
    </>
  );
}

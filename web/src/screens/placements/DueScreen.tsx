import { Checkbox, Group, Select, Text } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { DueListDocument, PlacementChoicesDocument, type PlacementDueFilter } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { DayInput } from '../../parts/DayInput';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { useChoice, useSetParam } from '../../parts/useChoice';
import { choices } from '../../words/label';
import { DueLines } from './DueLines';
import { dueKind } from './outcomeWords';
import { PlacementsNav } from './PlacementsNav';

const withPlacements = changesWith('Placement');

/** What is to be seen to about placements: reviews, ends, and jobs to ask after. */
export default function DueScreen() {
  const [params] = useSearchParams();
  const set = useSetParam();
  const [{ data }] = useRead({ query: PlacementChoicesDocument });
  const [what, setWhat] = useChoice('what', dueKind);
  const programme = params.get('programme');
  const by = params.get('by');
  const dueBy = by && /^\d{4}-\d{2}-\d{2}$/.test(by) ? by : null;
  const ours = params.get('everybody') === null;
  const filter: PlacementDueFilter = { whatIn: what && [what], programmeIn: programme ? [programme] : null, dueBy, ours };
  return (
    <Screen title="Due" note="What is to be seen to about placements, the longest due first. Reading of participants is recorded">
      <PlacementsNav />
      <Group gap="sm" mb="sm" align="end" role="search">
        <Select label="What" size="xs" w={190} placeholder="All" clearable data={choices(dueKind)} value={what} onChange={setWhat} />
        <Select label="Programme" size="xs" w={200} placeholder="All" clearable data={data?.placementProgrammes.map(({ code, name }) => ({ value: code, label: name })) ?? []} value={programme} onChange={(value) => set('programme', value)} />
        <DayInput label="Due by" size="xs" w={150} placeholder="Today" clearable today={data?.today ?? ''} value={dueBy} onChange={(value) => set('by', value)} />
        <Checkbox size="sm" label="Ours alone" checked={ours} onChange={() => set('everybody', ours ? 'yes' : null)} mb={4} />
      </Group>
      <Pages key={JSON.stringify(filter)} page={(place) => <Due filter={filter} {...place} />} />
    </Screen>
  );
}

function Due({ filter, after, more }: PagePlace & { filter: PlacementDueFilter }) {
  const [{ data, error }, again] = useRead({ query: DueListDocument, variables: { filter, first: 50, after }, requestPolicy: 'cache-and-network', context: withPlacements });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo, totalCount } = data.placementsDue;
  if (nodes.length === 0 && after === null) return <Empty title="Nothing is due">Reviews, ends and checks of jobs stand here from their day on.</Empty>;
  return (
    <>
      {after === null && <Text size="sm" c="dimmed" mb="xs" role="status">{totalCount} due</Text>}
      <DueLines due={nodes} today={data.today} />
      {more(pageInfo)}
    </>
  );
}

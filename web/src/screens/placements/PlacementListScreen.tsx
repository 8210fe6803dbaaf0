import { Button, Select, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useSubscription } from 'urql';
import { PlacementBoardDocument, type PlacementFilter, PlacementListDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { useChoice } from '../../parts/useChoice';
import { counted } from '../../words/count';
import { choices } from '../../words/label';
import { active, placementState } from './placedWords';
import { PlacementFilters, usePlacementFilter } from './PlacementFilters';
import { PlacementsNav } from './PlacementsNav';
import { PlacementTable } from './PlacementTable';

const withPlacements = changesWith('Placement');

/** Placements by their first day; those that are over only where they are asked for. */
export default function PlacementListScreen() {
  const filter = usePlacementFilter();
  const [chosen, choose] = useChoice('state', placementState);
  const asked = { ...filter, stateIn: chosen ? [chosen] : active };
  return (
    <Screen title="Placements" note="Who is placed where, by first day. Reading of participants is recorded"
      actions={<Button size="xs" variant="default" component={Link} to="/placements/returns">Import a return</Button>}>
      <PlacementsNav />
      <PlacementFilters><Select label="State" size="xs" w={160} placeholder="All that go on" clearable data={choices(placementState)} value={chosen} onChange={choose} /></PlacementFilters>
      <Pages key={JSON.stringify(asked)} page={(place) => <Placements filter={asked} {...place} />} />
    </Screen>
  );
}

function Placements({ filter, after, more }: PagePlace & { filter: PlacementFilter }) {
  const [{ data, error }, again] = useRead({ query: PlacementListDocument, variables: { filter, first: 50, after }, requestPolicy: 'cache-and-network', context: withPlacements });
  useSubscription({ query: PlacementBoardDocument }, (_, told) => {
    again();
    return told;
  });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo, totalCount } = data.placements;
  if (nodes.length === 0 && after === null) return <Empty title="No placement is here">Nobody is proposed, or nobody of these. Participants are proposed on the screen of an opportunity.</Empty>;
  return (
    <>
      {after === null && <Text size="sm" c="dimmed" role="status">{counted(totalCount, 'placement')}</Text>}
      <PlacementTable placements={nodes} today={data.today} onSaved={again} />
      {more(pageInfo)}
    </>
  );
}

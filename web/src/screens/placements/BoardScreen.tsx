import { Anchor, Button, Group, Menu, Stack, Text, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Link } from 'react-router';
import { useSubscription } from 'urql';
import { PlacementBoardDocument, type PlacementFactsFragment, type PlacementFilter, PlacementListDocument, type PlacementState } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { number } from '../../words/count';
import classes from './Board.module.css';
import { onBoard, placementState, stepFrom, whenPlaced } from './placedWords';
import { PlacementFilters, usePlacementFilter } from './PlacementFilters';
import PlacementListScreen from './PlacementListScreen';
import { PlacementsNav } from './PlacementsNav';
import { Lapsed } from './PlacementTable';

const MoveForm = lazy(() => import('./MoveForm'));
const PlacementForm = lazy(() => import('./PlacementForm'));

const withPlacements = changesWith('Placement');

interface Moving {
  placement: PlacementFactsFragment;
  /** Where to; null to change its days and hours. */
  to: PlacementState | null;
  today: string;
}

/** Placements by state: a card is dragged to where it goes, or moved by its menu; others see it at once. On a phone it is the list. */
export default function BoardScreen() {
  const narrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  return narrow ? <PlacementListScreen /> : <Board />;
}

function Board() {
  const filter = usePlacementFilter();
  const [told, setTold] = useState(0);
  const [dragged, setDragged] = useState<PlacementFactsFragment>();
  const [moving, setMoving] = useState<Moving>();
  const saved = () => setTold((before) => before + 1);
  const done = () => setMoving(undefined);
  useSubscription({ query: PlacementBoardDocument }, (_, counts) => {
    saved();
    return counts;
  });
  return (
    <Screen title="Placements" note="Drag a card to where the placement goes, or use its menu. Reading of participants is recorded">
      <PlacementsNav />
      <PlacementFilters />
      <div className={classes.board}>
        {onBoard.map((state) => <Column key={state} state={state} filter={filter} told={told} dragged={dragged} onDrag={setDragged} onMove={setMoving} />)}
      </div>
      <Suspense>
        {moving?.to && <MoveForm placements={[moving.placement]} to={moving.to} today={moving.today} onDone={done} onSaved={saved} />}
        {moving?.to === null && <PlacementForm placement={moving.placement} today={moving.today} onDone={done} onSaved={saved} />}
      </Suspense>
    </Screen>
  );
}

interface ColumnProps {
  state: PlacementState;
  filter: PlacementFilter;
  /** Counts the changes that were told of. */
  told: number;
  dragged: PlacementFactsFragment | undefined;
  onDrag: (placement: PlacementFactsFragment | undefined) => void;
  onMove: (moving: Moving) => void;
}

function Column({ state, filter, told, dragged, onDrag, onMove }: ColumnProps) {
  const over = state === 'COMPLETED'; // all that was ever completed is in the list
  const [{ data, error }, again] = useRead({ query: PlacementListDocument, variables: { filter: { ...filter, stateIn: [state] }, first: over ? 1 : 50, after: null }, requestPolicy: 'cache-and-network', context: withPlacements });
  useEffect(() => {
    if (told > 0) again();
  }, [told, again]);
  const takes = dragged?.allowedTransitions.includes(state) ?? false;
  const total = data?.placements.totalCount;
  const nodes = over ? [] : (data?.placements.nodes ?? []);
  return (
    <section
      aria-label={placementState[state]}
      className={classes.column}
      data-takes={takes}
      onDragOver={(event) => {
        if (takes) event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        if (dragged && takes && data) onMove({ placement: dragged, to: state, today: data.today });
        onDrag(undefined);
      }}
    >
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">{placementState[state]}</Title>
        {total !== undefined && <Text size="sm" c="dimmed" role="status" aria-label={`${total} ${placementState[state].toLowerCase()}`}>{number(total)}</Text>}
      </Group>
      {!data && error && <TroublePanel error={error} again={again} />}
      <Stack gap="xs" component="ul" m={0} p={0} className={classes.cards}>
        {nodes.map((each) => (
          <li key={each.id} className={classes.card} draggable onDragStart={(event) => {
            event.dataTransfer.setData('text/plain', each.participant.reference);
            onDrag(each);
          }} onDragEnd={() => onDrag(undefined)}>
            <Group justify="space-between" wrap="nowrap" align="start" gap={4}>
              <Anchor component={Link} size="sm" fw={600} underline="always" draggable={false} to={`/placements/participants/${each.participant.id}`}>{each.participant.reference}</Anchor>
              <Menu position="bottom-end" withinPortal>
                <Menu.Target><Button size="compact-xs" variant="default" miw="max-content" aria-label={`Move ${each.participant.reference} at ${each.employer.name}`}>Move</Button></Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item onClick={() => data && onMove({ placement: each, to: null, today: data.today })}>Days and hours</Menu.Item>
                  {each.allowedTransitions.map((to) => <Menu.Item key={to} onClick={() => data && onMove({ placement: each, to, today: data.today })}>{stepFrom(state, to)}</Menu.Item>)}
                </Menu.Dropdown>
              </Menu>
            </Group>
            {each.participant.knownAs && <Text size="xs" c="dimmed">{each.participant.knownAs}</Text>}
            <Anchor component={Link} size="xs" underline="always" draggable={false} to={`/placements/opportunities/${each.opportunity.id}`}>{each.opportunity.role}, {each.employer.name}</Anchor>
            <Text size="xs" c="dimmed">{whenPlaced(each)}</Text>
            {each.missingChecks.length > 0 && <Text size="xs" component="div"><Lapsed placement={each} /></Text>}
          </li>
        ))}
      </Stack>
      {over && total !== undefined && total > 0 && <Anchor component={Link} size="sm" underline="always" to="/placements/list?state=COMPLETED">See them in the list</Anchor>}
      {data?.placements.pageInfo.hasNextPage && !over && <Anchor component={Link} size="sm" underline="always" to={`/placements/list?state=${state}`}>See all {number(data.placements.totalCount)} {placementState[state].toLowerCase()}</Anchor>}
    </section>
  );
}

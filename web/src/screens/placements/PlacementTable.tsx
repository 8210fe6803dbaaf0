import { Anchor, Badge, Button, Checkbox, Group, Table, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import type { PlacementFactsFragment, PlacementState } from '../../gql/graphql';
import table from '../../parts/Table.module.css';
import { counted } from '../../words/count';
import { active, placementColour, placementState, placementStep, stepFrom, whenPlaced } from './placedWords';
import { checkKind } from './words';

const MoveForm = lazy(() => import('./MoveForm'));
const PlacementForm = lazy(() => import('./PlacementForm'));

type Doing = { what: 'move'; placements: PlacementFactsFragment[]; to: PlacementState } | { what: 'change'; placement: PlacementFactsFragment };

/** Placements to read, to choose and to move together. */
export function PlacementTable({ placements, today, hides, onSaved }: {
  placements: PlacementFactsFragment[];
  today: string;
  /** What the screen says already. */
  hides?: 'opportunity' | 'participant';
  onSaved: () => void;
}) {
  const [chosen, setChosen] = useState<string[]>([]);
  const [doing, setDoing] = useState<Doing>();
  const here = placements.filter(({ id }) => chosen.includes(id));
  const steps = (Object.keys(placementStep) as PlacementState[]).filter((to) => here.some(({ allowedTransitions }) => allowedTransitions.includes(to)));
  const words = (to: PlacementState) => (here.some((each) => each.allowedTransitions.includes(to) && stepFrom(each.state, to) === placementStep[to]) ? placementStep[to] : `Back to ${placementState[to].toLowerCase()}`);
  const movable = placements.filter(({ state }) => active.includes(state));
  const done = () => setDoing(undefined);
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return (
    <>
      {here.length > 0 && (
        <Group gap="xs" px="sm" py={6} mb="xs" bg="teal.0" bdrs="sm" role="region" aria-label="Chosen placements">
          <Text size="sm" fw={600} role="status">{counted(here.length, 'placement')} chosen</Text>
          {steps.map((to) => <Button key={to} variant="default" size="compact-sm" miw="max-content" onClick={() => setDoing({ what: 'move', placements: here, to })}>{words(to)}</Button>)}
          {here.length === 1 && here[0] && <Button variant="default" size="compact-sm" miw="max-content" onClick={() => here[0] && setDoing({ what: 'change', placement: here[0] })}>Days and hours</Button>}
          <Anchor component="button" type="button" size="sm" ml="auto" underline="always" onClick={() => setChosen([])}>Choose none</Anchor>
        </Group>
      )}
      <Table verticalSpacing="xs" className={table.table} aria-label="Placements">
        <Table.Thead>
          <Table.Tr>
            {movable.length > 0 ? <Table.Th w={36}><Checkbox size="sm" aria-label="Choose all on this page" checked={here.length === movable.length} indeterminate={here.length > 0 && here.length < movable.length} onChange={() => setChosen(here.length === movable.length ? [] : movable.map(({ id }) => id))} /></Table.Th> : <Table.Td w={36} />}
            {hides !== 'participant' && <Table.Th>Participant</Table.Th>}
            {hides !== 'opportunity' && <Table.Th>Opportunity</Table.Th>}
            <Table.Th>State and days</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {placements.map((each) => (
            <Table.Tr key={each.id}>
              <Table.Td>{active.includes(each.state) && <Checkbox size="sm" aria-label={`Choose ${each.participant.reference} at ${each.employer.name}`} checked={chosen.includes(each.id)} onChange={() => toggle(each.id)} />}</Table.Td>
              {hides !== 'participant' && (
                <Table.Td>
                  <Anchor component={Link} size="sm" fw={600} underline="always" to={`/placements/participants/${each.participant.id}`}>{each.participant.reference}</Anchor>
                  {each.participant.knownAs && <Text size="sm" c="dimmed">{each.participant.knownAs}</Text>}
                </Table.Td>
              )}
              {hides !== 'opportunity' && (
                <Table.Td>
                  <Anchor component={Link} size="sm" underline="always" to={`/placements/opportunities/${each.opportunity.id}`}>{each.opportunity.role}, {each.employer.name}</Anchor>
                  <Text size="sm" c="dimmed">{each.opportunity.programme.name} · {each.opportunity.site.name}</Text>
                </Table.Td>
              )}
              <Table.Td>
                <Badge size="sm" miw="max-content" variant="light" tt="none" color={placementColour[each.state]}>{placementState[each.state]}</Badge>
                {each.place !== null && <Text size="sm">Place {each.place}</Text>}
                <Text size="sm" c="dimmed">{whenPlaced(each)}</Text>
                {each.missingChecks.length > 0 && <Text size="sm" component="div"><Lapsed placement={each} /></Text>}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Suspense>
        {doing?.what === 'move' && <MoveForm placements={doing.placements} to={doing.to} today={today} onDone={done} onSaved={onSaved} />}
        {doing?.what === 'change' && <PlacementForm placement={doing.placement} today={today} onDone={done} onSaved={onSaved} />}
      </Suspense>
    </>
  );
}

/** The checks that do not hold, with the way to put them right. */
export function Lapsed({ placement: { missingChecks, employer } }: { placement: PlacementFactsFragment }) {
  return (
    <Anchor component={Link} size="sm" c="orange.9" underline="always" to={`/employers/${employer.id}/placements`}>{missingChecks.map(({ kind, why }) => `${checkKind[kind]} ${why}`).join('; ')}</Anchor>
  );
}

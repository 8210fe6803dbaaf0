import { Anchor, Badge, Button, Stack, Text, Title } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Link, useParams } from 'react-router';
import { useSubscription } from 'urql';
import { OpportunityAloneDocument, type OpportunityDetailsFragment, OpportunityPlacesDocument, PlacementBoardDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { Missing } from '../../shell/Missing';
import { useMay } from '../../shell/viewer';
import { counted } from '../../words/count';
import { active } from './placedWords';
import { PlacementTable } from './PlacementTable';
import { checkKind, state, stateColour, when } from './words';

const ProposeForm = lazy(() => import('./ProposeForm'));

const withPlacements = changesWith('Placement');

/** One opportunity: what is offered, who holds its places and who waits. */
export default function OpportunityScreen() {
  const { id = '' } = useParams();
  const mayPlace = useMay()('MANAGE_PARTICIPANTS');
  return mayPlace ? <WithPlacements id={id} /> : <Alone id={id} />;
}

function Alone({ id }: { id: string }) {
  const [{ data, error }, again] = useRead({ query: OpportunityAloneDocument, variables: { id }, requestPolicy: 'cache-and-network' });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  if (data.node?.__typename !== 'Opportunity') return <Missing what="opportunity" />;
  return <Offer opportunity={data.node}><Text size="sm" c="dimmed">Who is placed here is told to placement staff.</Text></Offer>;
}

function WithPlacements({ id }: { id: string }) {
  const [proposing, setProposing] = useState(false);
  const [{ data, error }, again] = useRead({ query: OpportunityPlacesDocument, variables: { id, filter: { opportunityId: id } }, requestPolicy: 'cache-and-network', context: withPlacements });
  useSubscription({ query: PlacementBoardDocument }, (_, told) => {
    again();
    return told;
  });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  if (data.node?.__typename !== 'Opportunity') return <Missing what="opportunity" />;
  const opportunity = data.node;
  const { nodes, pageInfo } = data.placements;
  const placed = nodes.filter(({ place }) => place !== null);
  const waiting = nodes.filter((each) => each.place === null && active.includes(each.state)).sort((one, other) => one.proposedAt.localeCompare(other.proposedAt));
  const over = nodes.filter((each) => !active.includes(each.state));
  const full = opportunity.placesLeft === 0;
  return (
    <Offer opportunity={opportunity} actions={opportunity.state !== 'CLOSED' && opportunity.state !== 'WITHDRAWN' && <Button size="xs" onClick={() => setProposing(true)}>Propose participants</Button>}>
      {nodes.length === 0 && <Empty title="Nobody is proposed yet">More may be proposed than there are places: those who are confirmed hold one, and the others wait.</Empty>}
      {pageInfo.hasNextPage && <Text size="sm">The first 100 are shown; <Anchor component={Link} size="sm" underline="always" to="/placements/list">the list</Anchor> has all.</Text>}
      <Placed title="Confirmed and started" placements={placed} today={data.today} onSaved={again} />
      <Placed title={full ? 'Waiting list' : 'Proposed, matched and accepted'} note={full ? 'All places are taken. Who was proposed first comes first when one is free.' : undefined} placements={waiting} today={data.today} onSaved={again} />
      <Placed title="Over" placements={over} today={data.today} onSaved={again} />
      <Suspense>{proposing && <ProposeForm opportunity={opportunity} onDone={() => setProposing(false)} onSaved={again} />}</Suspense>
    </Offer>
  );
}

function Placed({ title, note, placements, today, onSaved }: { title: string; note?: string | undefined; placements: React.ComponentProps<typeof PlacementTable>['placements']; today: string; onSaved: () => void }) {
  if (placements.length === 0) return null;
  return (
    <section aria-label={title}>
      <Title order={2} size="h4">{title}</Title>
      {note && <Text size="sm" c="dimmed" mb="xs">{note}</Text>}
      <PlacementTable placements={placements} today={today} hides="opportunity" onSaved={onSaved} />
    </section>
  );
}

function Offer({ opportunity, actions, children }: { opportunity: OpportunityDetailsFragment; actions?: React.ReactNode; children: React.ReactNode }) {
  const { employer, programme, site, places, placesLeft, needs, adjustments, contact, missingChecks } = opportunity;
  return (
    <Screen
      title={opportunity.role}
      badge={<Badge variant="light" tt="none" color={stateColour[opportunity.state]}>{state[opportunity.state]}</Badge>}
      note={<><Anchor component={Link} to={`/employers/${employer.id}/placements`} size="sm" underline="always">{employer.name}</Anchor> · {programme.name} · {site.name}</>}
      actions={actions}
    >
      <Stack gap={4}>
        <Text size="sm">{counted(places, 'place')}{placesLeft !== null && `, ${placesLeft === 0 ? 'none' : placesLeft} left`}</Text>
        <Text size="sm">{when(opportunity)}</Text>
        {contact && <Text size="sm">Placement contact: {contact.name ?? 'somebody whose name you do not see'}</Text>}
        {needs && <Text size="sm">A participant needs: {needs}</Text>}
        {adjustments && <Text size="sm">The host can adjust: {adjustments}</Text>}
        {missingChecks.map(({ kind, why }) => (
          <Text key={kind} size="sm" c="orange.9">{checkKind[kind]} {why}. <Anchor component={Link} size="sm" underline="always" to={`/employers/${employer.id}/placements`} aria-label={`Put it right: ${checkKind[kind]}`}>Put it right</Anchor></Text>
        ))}
      </Stack>
      {children}
    </Screen>
  );
}

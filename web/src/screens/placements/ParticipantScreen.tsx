import { Anchor, Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Link, useParams } from 'react-router';
import { type ParticipantDetailsFragment, ParticipantPageDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { Missing } from '../../shell/Missing';
import { all } from '../../words/count';
import { longDay, longMoment } from '../../words/date';
import { FollowUpCard } from './FollowUpCard';
import { ageBand, cohort, condition, placementState, reason, sharedItem, withdrawnBy } from './placedWords';
import { PlacementTable } from './PlacementTable';
import { SubsidyCard } from './SubsidyCard';

const ParticipantForm = lazy(() => import('./ParticipantForm'));
const ShareForm = lazy(() => import('./ShareForm'));

const withPlacements = changesWith('Placement');

/** One participant: what is kept of them, what hosts were told, and their placements. */
export default function ParticipantScreen() {
  const { id = '' } = useParams();
  const [{ data, error }, again] = useRead({ query: ParticipantPageDocument, variables: { id }, requestPolicy: 'cache-and-network', context: withPlacements });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  if (data.node?.__typename !== 'Participant') return <Missing what="participant" />;
  return <Details participant={data.node} today={data.today} again={again} />;
}

function Details({ participant, today, again }: { participant: ParticipantDetailsFragment; today: string; again: () => void }) {
  const [doing, setDoing] = useState<'change' | 'share'>();
  const { reference, caseLink, programme, knownAs, adultOn, closedOn, flags, shares } = participant;
  const placements = participant.placements.nodes;
  const done = () => setDoing(undefined);
  return (
    <Screen
      title={reference}
      badge={closedOn && <Badge variant="light" tt="none" color="gray">Closed {longDay(closedOn)}</Badge>}
      note={<><Anchor component={Link} to="/placements/participants" size="sm" underline="always">Participants</Anchor> · {programme.name}</>}
      actions={(
        <>
          <Button size="xs" variant="default" onClick={() => setDoing('change')}>Change</Button>
          <Button size="xs" variant="default" onClick={() => setDoing('share')}>Record what was shared</Button>
        </>
      )}
    >
      <Stack gap={4}>
        {caseLink && <Text size="sm"><Anchor href={caseLink} size="sm" underline="always">Open the case</Anchor></Text>}
        {knownAs && <Text size="sm">Known as {knownAs}</Text>}
        <Text size="sm">Age: {ageBand[participant.ageBand]}{adultOn && `, 18 on ${longDay(adultOn)}`}</Text>
      </Stack>
      <section aria-label="Cohorts">
        <Title order={2} size="h4">Cohorts</Title>
        {flags.length === 0 && <Text size="sm" c="dimmed">None is recorded.</Text>}
        {flags.map(({ flag, condition: relied, recordedAt, by }) => (
          <Text key={flag} size="sm">{cohort[flag]} <Text span size="sm" c="dimmed">· {condition[relied]} · recorded {longMoment(recordedAt)}{by && ` by ${by.name}`}</Text></Text>
        ))}
      </section>
      <section aria-label="What was shared">
        <Title order={2} size="h4">What was shared</Title>
        {shares.length === 0 && <Text size="sm" c="dimmed">No employer was told of this participant yet.</Text>}
        {shares.map(({ id, employer, items, sharedOn, by }) => (
          <Text key={id} size="sm"><Anchor component={Link} size="sm" underline="always" to={`/employers/${employer.id}`}>{employer.name}</Anchor>: {all(items.map((item) => sharedItem[item].toLowerCase()))} <Text span size="sm" c="dimmed">· {longDay(sharedOn)}{by && ` · ${by.name}`}</Text></Text>
        ))}
      </section>
      <section aria-label="Their placements">
        <Group gap="xs" mb="xs"><Title order={2} size="h4">Placements</Title></Group>
        {placements.length === 0
          ? <Empty title="No placement yet">Participants are proposed on the screen of an opportunity: <Anchor component={Link} size="sm" underline="always" to="/placements">see what is offered</Anchor>.</Empty>
          : <PlacementTable placements={placements} today={today} hides="participant" onSaved={again} />}
        {placements.map(({ id, employer, moves }) => (
          <Stack key={id} gap={2} mt="sm">
            <Text size="sm" fw={600}>Steps at {employer.name}</Text>
            <Stack component="ul" gap={2} m={0} pl="md">
              {moves.map((move) => (
                <Text component="li" size="sm" c="dimmed" key={move.recordedAt + move.state}>
                  {placementState[move.state]} {longDay(move.onDay)}{move.withdrawnBy && ` by ${withdrawnBy[move.withdrawnBy].toLowerCase()}`}{move.reason && `: ${reason[move.reason].toLowerCase()}`} · recorded {longMoment(move.recordedAt)}{move.by && ` by ${move.by.name}`}{move.fileName && `, with ${move.fileName}`}
                </Text>
              ))}
            </Stack>
          </Stack>
        ))}
      </section>
      {placements.filter(({ state }) => ['STARTED', 'COMPLETED', 'ENDED_EARLY'].includes(state)).map((placement) => <FollowUpCard key={placement.id} placement={placement} today={today} again={again} />)}
      {placements.map((placement) => <SubsidyCard key={placement.id} placement={placement} today={today} again={again} />)}
      <Suspense>
        {doing === 'change' && <ParticipantForm participant={participant} onDone={done} onSaved={again} />}
        {doing === 'share' && <ShareForm participant={participant} today={today} onDone={done} onSaved={again} />}
      </Suspense>
    </Screen>
  );
}

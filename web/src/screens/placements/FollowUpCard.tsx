import { Anchor, Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { type FollowUpFragment, type OutcomeFactsFragment, type OutcomeState, type PlacementFactsFragment, PlacementFollowUpDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import { TroublePanel } from '../../parts/TroublePanel';
import { longDay } from '../../words/date';
import { reason } from './placedWords';
import { ending as endings, outcomeColour, outcomeName, outcomeState, outcomeStep, reviewAgain, reviewAttendance, reviewHelp, reviewScale, reviewStage } from './outcomeWords';

const OutcomeForm = lazy(() => import('./OutcomeForms').then((forms) => ({ default: forms.OutcomeForm })));
const MoveOutcomeForm = lazy(() => import('./OutcomeForms').then((forms) => ({ default: forms.MoveOutcomeForm })));
const ReviewForm = lazy(() => import('./ReviewForms').then((forms) => ({ default: forms.ReviewForm })));
const EndingForm = lazy(() => import('./ReviewForms').then((forms) => ({ default: forms.EndingForm })));
const MoveForm = lazy(() => import('./MoveForm'));
const PlacementForm = lazy(() => import('./PlacementForm'));

const withOutcomes = changesWith('PlacementOutcome');

type Doing = { what: 'review' | 'ending' | 'outcome' | 'record' } | { what: 'move'; outcome: OutcomeFactsFragment; to: OutcomeState };

/** What host and participant say of a placement that has started, how it ends, and what it led to. */
export function FollowUpCard({ placement, today, again }: { placement: PlacementFactsFragment; today: string; again: () => void }) {
  const [{ data, error }, read] = useRead({ query: PlacementFollowUpDocument, variables: { id: placement.id }, requestPolicy: 'cache-and-network', context: withOutcomes });
  if (data?.node?.__typename !== 'Placement') return error ? <TroublePanel error={error} again={read} /> : <Loading />;
  const readAll = () => {
    read();
    again();
  };
  return <FollowUp placement={{ ...placement, ...data.node }} today={today} again={readAll} />;
}

function FollowUp({ placement, today, again }: { placement: PlacementFactsFragment & FollowUpFragment; today: string; again: () => void }) {
  const [doing, setDoing] = useState<Doing>();
  const { employer, state, reviews, outcomes, ending } = placement;
  const done = () => setDoing(undefined);
  const running = state === 'STARTED';
  const toRecord = running && ending && (ending.ending !== 'EXTENDED' || !placement.endsOn || placement.endsOn < ending.lastDay);
  return (
    <>
      <section aria-label={`Reviews at ${employer.name}`}>
        <Title order={2} size="h4">Reviews at {employer.name}</Title>
        <Stack gap={4}>
          {reviews.length === 0 && <Text size="sm" c="dimmed">Nobody has said yet how it goes.</Text>}
          {reviews.map((review) => (
            <div key={review.id}>
              <Text size="sm">
                {reviewStage[review.stage]}, the {review.byHost ? 'host' : 'participant'}: {reviewScale[review.going].toLowerCase()}. {review.byHost ? 'Would host again' : 'Recommends the host'}: {reviewAgain[review.again].toLowerCase()}.
                {review.attendance && ` ${review.stage === 'END' ? 'Came' : 'Comes'}: ${reviewAttendance[review.attendance].toLowerCase()}.`}
                {review.help.length > 0 && ` Would help: ${review.help.map((each) => reviewHelp[each].toLowerCase()).join(', ')}.`}
              </Text>
              {review.note && <Text size="sm">“{review.note}”</Text>}
              <Text size="sm" c="dimmed">{longDay(review.saidOn)} · {review.by ? `taken down by ${review.by.name}` : 'by the link'}</Text>
            </div>
          ))}
          {ending && (
            <Text size="sm" fw={toRecord ? 600 : undefined}>
              The host says: {endings[ending.ending].toLowerCase()}, last day {longDay(ending.lastDay)}{ending.reason && `, ${reason[ending.reason].toLowerCase()}`}
              <Text span size="sm" c="dimmed" fw={400}> · {longDay(ending.saidOn)} · {ending.by ? `taken down by ${ending.by.name}` : 'by the link'}</Text>
            </Text>
          )}
          <Group gap="xs">
            <Button size="compact-sm" variant="default" aria-label={`Take down a review: ${employer.name}`} onClick={() => setDoing({ what: 'review' })}>Take down a review</Button>
            {running && <Button size="compact-sm" variant="default" aria-label={`Take down the end: ${employer.name}`} onClick={() => setDoing({ what: 'ending' })}>Take down the end</Button>}
            {toRecord && <Button size="compact-sm" aria-label={`${recordStep[ending.ending]}: ${employer.name}`} onClick={() => setDoing({ what: 'record' })}>{recordStep[ending.ending]}</Button>}
          </Group>
        </Stack>
      </section>
      <section aria-label={`Outcomes at ${employer.name}`}>
        <Title order={2} size="h4">Outcomes of the placement at {employer.name}</Title>
        <Stack gap={4}>
          {outcomes.length === 0 && <Text size="sm" c="dimmed">Nothing is claimed yet.</Text>}
          {outcomes.map((outcome) => <Outcome key={outcome.id} outcome={outcome} onMove={(to) => setDoing({ what: 'move', outcome, to })} />)}
          <Group><Button size="compact-sm" variant="default" aria-label={`Claim an outcome: ${employer.name}`} onClick={() => setDoing({ what: 'outcome' })}>Claim an outcome</Button></Group>
        </Stack>
      </section>
      <Suspense>
        {doing?.what === 'review' && <ReviewForm placement={placement} today={today} onDone={done} onSaved={again} />}
        {doing?.what === 'ending' && <EndingForm placement={placement} today={today} onDone={done} onSaved={again} />}
        {doing?.what === 'outcome' && <OutcomeForm placement={placement} today={today} onDone={done} onSaved={again} />}
        {doing?.what === 'move' && <MoveOutcomeForm outcome={doing.outcome} to={doing.to} onDone={done} onSaved={again} />}
        {doing?.what === 'record' && ending && (ending.ending === 'EXTENDED'
          ? <PlacementForm placement={{ ...placement, endsOn: ending.lastDay }} today={today} onDone={done} onSaved={again} />
          : <MoveForm placements={[placement]} to={ending.ending === 'AS_PLANNED' ? 'COMPLETED' : 'ENDED_EARLY'} on={ending.lastDay} why={ending.reason} today={today} onDone={done} onSaved={again} />)}
      </Suspense>
    </>
  );
}

const recordStep = { AS_PLANNED: 'Complete it', ENDED_EARLY: 'End it early', EXTENDED: 'Change the last day' };

function Outcome({ outcome, onMove }: { outcome: OutcomeFactsFragment; onMove: (to: OutcomeState) => void }) {
  const { employer, hoursAWeek, evidence, reference, claimedBy, confirmedBy, confirmedAt, moves, state } = outcome;
  const name = `${outcomeName(outcome)}, ${longDay(outcome.onDay)}`;
  return (
    <div>
      <Group gap="xs">
        <Text size="sm" fw={600}>{name}</Text>
        <Badge size="sm" miw="max-content" variant="light" tt="none" color={outcomeColour[state]}>{outcomeState[state]}</Badge>
        {outcome.allowedTransitions.map((to) => <Button key={to} size="compact-sm" miw="max-content" variant="default" aria-label={`${outcomeStep[to]}: ${name}`} onClick={() => onMove(to)}>{outcomeStep[to]}</Button>)}
      </Group>
      <Text size="sm">
        {employer ? <Anchor component={Link} size="sm" underline="always" to={`/employers/${employer.id}/placements`}>{employer.name}</Anchor> : 'An employer that is not named'}
        {hoursAWeek && `, ${hoursAWeek} hours a week`}: {evidence}{reference && `, ${reference}`}
      </Text>
      <Text size="sm" c="dimmed">
        {claimedBy && `Claimed by ${claimedBy.name}`}{confirmedAt && ` · confirmed by ${confirmedBy?.name ?? 'the employer'}`}
        {state === 'CLAIMED' && !outcome.allowedTransitions.includes('CONFIRMED') && ' · the employer or another person has to confirm it'}
        {moves.map((move) => move.why && ` · ${outcomeState[move.state].toLowerCase()}: ${move.why}`)}
      </Text>
    </div>
  );
}

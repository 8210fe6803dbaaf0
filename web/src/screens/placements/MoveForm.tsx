import { Alert, Anchor, Button, Checkbox, Group, List, Modal, Select, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { Link } from 'react-router';
import { type OverlapReason, type PlacementFactsFragment, type PlacementReason, type PlacementState, type SharedItem, TransitionPlacementDocument, TransitionPlacementsDocument, type TransitionPlacementsMutation, type WithdrawnBy } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { counted, sentence } from '../../words/count';
import { choices } from '../../words/label';
import { overlap, placementState, placementStep, reasonsFor, sharedItem, stepFrom, withdrawnBy } from './placedWords';
import { checkKind } from './words';

type Outcome = TransitionPlacementsMutation['transitionPlacements'];

interface Props {
  placements: PlacementFactsFragment[];
  to: PlacementState;
  /** The day and the reason to begin with, as somebody said. */
  on?: string;
  why?: PlacementReason | null;
  today: string;
  onDone: () => void;
  onSaved: () => void;
}

/** Moves one placement or many to a state, and says of those that cannot go there why not and where it is put right. */
export default function MoveForm({ placements, to, on, why, today, onDone, onSaved }: Props) {
  const [moveOne, movingOne] = useChange(TransitionPlacementDocument);
  const [moveMany, movingMany] = useChange(TransitionPlacementsDocument);
  const [outcome, setOutcome] = useState<Outcome>();
  const one = placements.length === 1 ? placements[0] : undefined;
  const untold = to === 'MATCHED' || to === 'ACCEPTED' ? placements.filter(({ participant, employer }) => !participant.shares.some((each) => each.employer.id === employer.id)) : [];
  const ends = to === 'WITHDRAWN' || to === 'DID_NOT_START' || to === 'ENDED_EARLY';
  const planned = to === 'STARTED' ? one?.startsOn : to === 'COMPLETED' ? one?.endsOn : undefined;
  const form = useForm({
    initialValues: {
      onDay: on ?? (planned && planned <= today ? planned : today),
      reason: why ?? (null as PlacementReason | null),
      withdrawnBy: null as WithdrawnBy | null,
      overlap: null as OverlapReason | null,
      shared: [] as SharedItem[],
    },
    validate: {
      onDay: (value) => (value ? null : 'Enter the day'),
      reason: (value) => (ends && !value ? 'Choose the reason' : null),
      withdrawnBy: (value) => (to === 'WITHDRAWN' && !value ? 'Choose who withdrew' : null),
    },
  });
  const save = form.onSubmit(async ({ onDay, reason: chosen, withdrawnBy: who, overlap: beside, shared }) => {
    const step = { state: to, onDay, reason: chosen, withdrawnBy: who, overlap: beside, shared };
    if (one) {
      const { data, error } = await moveOne({ input: { id: one.id, version: one.version, ...step } });
      const problems = problemsOf(error, data?.transitionPlacement.userErrors);
      if (problems.length > 0) return showProblems(form, problems);
    } else {
      const { data, error } = await moveMany({ input: { ids: placements.map(({ id }) => id), ...step } });
      const problems = problemsOf(error, data?.transitionPlacements.userErrors);
      if (problems.length > 0 || !data) return showProblems(form, problems);
      onSaved();
      if (data.transitionPlacements.refused.length > 0) return setOutcome(data.transitionPlacements);
    }
    onSaved();
    onDone();
  });
  if (outcome) return <Refused outcome={outcome} to={to} onDone={onDone} />;
  const action = one ? stepFrom(one.state, to) : placementStep[to];
  const title = one ? `${action}: ${one.participant.reference} at ${one.employer.name}` : `${placementStep[to]}: ${counted(placements.length, 'placement')}`;
  const missing = one && to === 'CONFIRMED' ? one.missingChecks : [];
  return (
    <FormDialog title={title} form={form} submit={save} busy={movingOne || movingMany} action={action} onClose={onDone}>
      {one && missing.map(({ kind, why }) => <PutRight key={kind} kind={checkKind[kind]} why={why} employer={one.employer} />)}
      {untold.length > 0 && (
        <Checkbox.Group label={one ? 'What the host was told of the participant' : `What the hosts were told of the ${counted(untold.length, 'participant')} of whom nothing is recorded yet`} description="Nobody is matched before that is recorded" {...form.getInputProps('shared')}>
          <Group gap="sm" mt={4}>{choices(sharedItem).map(({ value, label }) => <Checkbox key={value} value={value} label={label} />)}</Group>
        </Checkbox.Group>
      )}
      {to === 'WITHDRAWN' && <Select label="Who withdrew" data={choices(withdrawnBy)} data-autofocus {...form.getInputProps('withdrawnBy')} />}
      {ends && <Select label="Reason" data={reasonsFor(to)} {...form.getInputProps('reason')} />}
      {to === 'CONFIRMED' && <Select label="Why there may be another placement at that time" placeholder="There is none" clearable data={choices(overlap)} {...form.getInputProps('overlap')} />}
      <DayInput label={dayLabel[to] ?? 'From which day'} today={today} maxDate={today} {...form.getInputProps('onDay')} />
    </FormDialog>
  );
}

const dayLabel: Partial<Record<PlacementState, string>> = { STARTED: 'First day', COMPLETED: 'Last day', ENDED_EARLY: 'Last day' };

function PutRight({ kind, why, employer }: { kind: string; why: string; employer: { id: string; name: string } }) {
  return (
    <Text size="sm" c="orange.9">
      {kind} {why}. <Anchor component={Link} size="sm" underline="always" to={`/employers/${employer.id}/placements`} aria-label={`Put it right: ${kind} of ${employer.name}`}>Put it right</Anchor>
    </Text>
  );
}

function Refused({ outcome, to, onDone }: { outcome: Outcome; to: PlacementState; onDone: () => void }) {
  return (
    <Modal opened onClose={onDone} title={`${counted(outcome.placements.length, 'placement')} ${placementState[to].toLowerCase()}, ${outcome.refused.length} not`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="sm">
        <Alert role="alert" color="orange.9" variant="outline" title="These stay as they are">
          <List size="sm">
            {outcome.refused.map(({ participant, placement, why }, index) => (
              <List.Item key={placement?.id ?? index}>
                {participant?.reference ?? 'A participant'}: {sentence(why)}.{' '}
                {to === 'CONFIRMED' && placement && placement.missingChecks.length > 0 && (
                  <Anchor component={Link} size="sm" underline="always" to={`/employers/${placement.employer.id}/placements`} aria-label={`Put it right for ${participant?.reference ?? 'a participant'}`}>Put it right</Anchor>
                )}
              </List.Item>
            ))}
          </List>
        </Alert>
        <Group><Button data-autofocus onClick={onDone}>Close</Button></Group>
      </Stack>
    </Modal>
  );
}

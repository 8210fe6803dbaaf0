import { Checkbox, Group, Radio, Select, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type Ending, type PlacementFactsFragment, type PlacementReason, RecordPlacementEndingDocument, RecordPlacementReviewDocument, type ReviewAgain, type ReviewAttendance, type ReviewHelp, type ReviewScale, type ReviewStage } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { choices } from '../../words/label';
import { ending as endings, reviewAgain, reviewAttendance, reviewHelp, reviewScale, reviewStage } from './outcomeWords';
import { reasonsFor } from './placedWords';

interface Props {
  placement: PlacementFactsFragment;
  today: string;
  onDone: () => void;
  onSaved: () => void;
}

/** Takes down what a host or the participant says of a placement. */
export function ReviewForm({ placement, today, onDone, onSaved }: Props) {
  const [record, busy] = useChange(RecordPlacementReviewDocument);
  const first: ReviewStage = placement.state !== 'STARTED' || (placement.endsOn !== null && placement.endsOn <= today) ? 'END' : 'MIDWAY';
  const form = useForm({
    initialValues: {
      byHost: 'HOST', stage: first, going: null as ReviewScale | null, attendance: null as ReviewAttendance | null, again: null as ReviewAgain | null, help: [] as ReviewHelp[], note: '', saidOn: today,
    },
    validate: {
      going: (value, { stage }) => (value ? null : stage === 'END' ? 'Choose how it was' : 'Choose how it goes'),
      again: (value) => (value ? null : 'Choose an answer'),
      attendance: (value, { byHost, stage }) => (byHost === 'HOST' && !value ? `Choose how regularly they ${stage === 'END' ? 'came' : 'come'}` : null),
      saidOn: (value) => (value ? null : 'Enter the day'),
    },
  });
  const host = form.values.byHost === 'HOST';
  const over = form.values.stage === 'END';
  const save = form.onSubmit(async ({ stage, going, again, attendance, help, note, saidOn }) => {
    if (!going || !again) return;
    const { data, error } = await record({ input: { placementId: placement.id, byHost: host, stage, going, again, saidOn, attendance: host ? attendance : null, help: host ? help : [], note: host ? note.trim() || null : null } });
    const problems = problemsOf(error, data?.recordPlacementReview.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={`Review: ${placement.participant.reference} at ${placement.employer.name}`} form={form} submit={save} busy={busy} action="Save" onClose={onDone}>
      <Radio.Group label="Who says it" {...form.getInputProps('byHost')}>
        <Group gap="sm" mt={4}><Radio value="HOST" label="The host" /><Radio value="PARTICIPANT" label="The participant" /></Group>
      </Radio.Group>
      <Select label="When" allowDeselect={false} data={choices(reviewStage)} {...form.getInputProps('stage')} />
      <Select label={over ? 'How it was' : 'How it goes'} data={choices(reviewScale)} {...form.getInputProps('going')} />
      {host && <Select label={over ? 'How regularly they came' : 'How regularly they come'} data={choices(reviewAttendance)} {...form.getInputProps('attendance')} />}
      <Select label={host ? 'Would host again' : 'Recommends the host'} data={choices(reviewAgain)} {...form.getInputProps('again')} />
      {host && (
        <Checkbox.Group label="What would help" {...form.getInputProps('help')}>
          <Group gap="sm" mt={4}>{choices(reviewHelp).map(({ value, label }) => <Checkbox key={value} value={value} label={label} />)}</Group>
        </Checkbox.Group>
      )}
      {host && <Textarea label="In a few words" description="If anything. Nothing about health." maxLength={300} autosize {...form.getInputProps('note')} />}
      <DayInput label="Said on" today={today} maxDate={today} {...form.getInputProps('saidOn')} />
    </FormDialog>
  );
}

/** Takes down what a host says of the end of a placement. */
export function EndingForm({ placement, today, onDone, onSaved }: Props) {
  const [record, busy] = useChange(RecordPlacementEndingDocument);
  const form = useForm({
    initialValues: { ending: null as Ending | null, lastDay: null as string | null, reason: null as PlacementReason | null, saidOn: today },
    validate: {
      ending: (value) => (value ? null : 'Choose what the host says'),
      lastDay: (value, { ending }) => (ending !== 'AS_PLANNED' && !value ? 'Enter the last day' : null),
      reason: (value, { ending }) => (ending === 'ENDED_EARLY' && !value ? 'Choose the reason' : null),
      saidOn: (value) => (value ? null : 'Enter the day'),
    },
  });
  const { ending } = form.values;
  const save = form.onSubmit(async ({ lastDay, reason, saidOn }) => {
    if (!ending) return;
    const { data, error } = await record({ input: { placementId: placement.id, ending, saidOn, lastDay: ending === 'AS_PLANNED' ? null : lastDay, reason: ending === 'ENDED_EARLY' ? reason : null } });
    const problems = problemsOf(error, data?.recordPlacementEnding.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={`The end: ${placement.participant.reference} at ${placement.employer.name}`} form={form} submit={save} busy={busy} action="Save" onClose={onDone}>
      <Select label="The host says" data={choices(endings)} data-autofocus {...form.getInputProps('ending')} />
      {ending && ending !== 'AS_PLANNED' && <DayInput label={ending === 'EXTENDED' ? 'New last day' : 'Last day'} today={today} {...(ending === 'EXTENDED' ? { minDate: today } : { maxDate: today })} {...form.getInputProps('lastDay')} />}
      {ending === 'ENDED_EARLY' && <Select label="Reason" data={reasonsFor('ENDED_EARLY')} {...form.getInputProps('reason')} />}
      <DayInput label="Said on" today={today} maxDate={today} {...form.getInputProps('saidOn')} />
      <Text size="sm" c="dimmed">The placement stays as it is until somebody records its end, or changes its last day.</Text>
    </FormDialog>
  );
}

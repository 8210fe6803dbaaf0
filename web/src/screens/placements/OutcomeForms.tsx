import { NumberInput, Radio, Group, Select, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { ClaimPlacementOutcomeDocument, type FollowUpFragment, MovePlacementOutcomeDocument, type OutcomeFactsFragment, type OutcomeState, type PlacementFactsFragment } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { type ChosenEmployer, EmployerPicker } from '../../parts/EmployerPicker';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { outcomeKind, outcomeName, outcomeStep } from './outcomeWords';

const noHealth = 'Never anything about health.';

interface Props {
  onDone: () => void;
  onSaved: () => void;
}

/** Claims what a placement led to, or keeps that a job did not last. */
export function OutcomeForm({ placement, today, onDone, onSaved }: Props & { placement: PlacementFactsFragment & FollowUpFragment; today: string }) {
  const [claim, busy] = useChange(ClaimPlacementOutcomeDocument);
  const job = placement.outcomes.find(({ kind, state }) => kind === 'JOB_START' && (state === 'CLAIMED' || state === 'CONFIRMED'));
  const kinds = [
    ...(['INTERVIEW', 'OFFER', 'JOB_START'] as const).map((kind) => ({ value: kind, label: outcomeKind[kind] })),
    ...(job ? placement.outcomeWeeks : []).flatMap((weeks) => [
      { value: `SUSTAINED ${weeks}`, label: `The job has lasted ${weeks} weeks` },
      { value: `NOT_REACHED ${weeks}`, label: `The job did not last ${weeks} weeks` },
    ]),
  ];
  const form = useForm({
    initialValues: { kind: null as string | null, onDay: today, at: 'HOST', employerId: null as ChosenEmployer | null, hoursAWeek: null as number | null, evidence: '', reference: '' },
    validate: {
      kind: (value) => (value ? null : 'Choose the outcome'),
      onDay: (value) => (value ? null : 'Enter the day'),
      employerId: (value, { at }) => (at === 'OTHER' && !value ? 'Choose the employer' : null),
      evidence: (value) => (value.trim() ? null : 'Say what was seen, such as a payslip'),
    },
  });
  const [what, weeks] = (form.values.kind ?? '').split(' ');
  const lasts = what === 'SUSTAINED' || what === 'NOT_REACHED';
  const save = form.onSubmit(async ({ onDay, at, employerId, hoursAWeek, evidence, reference }) => {
    const { data, error } = await claim({
      input: {
        placementId: placement.id, kind: lasts ? 'SUSTAINED' : (what as 'INTERVIEW' | 'OFFER' | 'JOB_START'), weeks: weeks ? Number(weeks) : null, notReached: what === 'NOT_REACHED', onDay,
        employerId: at === 'OTHER' ? employerId?.id ?? null : null, elsewhere: at === 'ELSEWHERE', hoursAWeek, evidence, reference: reference.trim() || null,
      },
    });
    const problems = problemsOf(error, data?.claimPlacementOutcome.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={`Claim an outcome: ${placement.participant.reference}`} form={form} submit={save} busy={busy} action="Claim" onClose={onDone}>
      <Select label="Outcome" data={kinds} data-autofocus {...form.getInputProps('kind')} />
      {!job && placement.outcomeWeeks.length > 0 && <Text size="sm" c="dimmed">How long a job lasts can be claimed once its start is.</Text>}
      <DayInput label={dayLabel[what ?? ''] ?? 'Day'} today={today} maxDate={today} {...form.getInputProps('onDay')} />
      <Radio.Group label="Whose job it is" {...form.getInputProps('at')}>
        <Group gap="sm" mt={4}>
          <Radio value="HOST" label={lasts && job ? job.employer?.name ?? 'As at its start' : placement.employer.name} />
          <Radio value="OTHER" label="Another employer of the hub" />
          <Radio value="ELSEWHERE" label="An employer that is not named" />
        </Group>
      </Radio.Group>
      {form.values.at === 'OTHER' && <EmployerPicker label="Employer" {...form.getInputProps('employerId')} value={form.values.employerId} />}
      <NumberInput label="Hours a week" placeholder="Not known" min={1} max={100} decimalScale={0} hideControls {...form.getInputProps('hoursAWeek')} value={form.values.hoursAWeek ?? ''} onChange={(value) => form.setFieldValue('hoursAWeek', typeof value === 'number' ? value : null)} />
      <TextInput label="What was seen" description={noHealth} maxLength={300} {...form.getInputProps('evidence')} />
      <TextInput label="Where it is kept" placeholder="Reference, if there is one" maxLength={100} {...form.getInputProps('reference')} />
      {what !== 'NOT_REACHED' && <Text size="sm" c="dimmed">The employer or another member of staff has to confirm it.</Text>}
    </FormDialog>
  );
}

const dayLabel: Record<string, string> = { INTERVIEW: 'Day of the interview', OFFER: 'Day of the offer', JOB_START: 'First day in the job', SUSTAINED: 'Still in the job on', NOT_REACHED: 'Last day in the job, or the day on which it was known' };

/** Confirms, refuses or withdraws an outcome. */
export function MoveOutcomeForm({ outcome, to, onDone, onSaved }: Props & { outcome: OutcomeFactsFragment; to: OutcomeState }) {
  const [move, busy] = useChange(MovePlacementOutcomeDocument);
  const ask = to === 'CONFIRMED' ? 'What you saw' : to === 'REFUSED' ? 'What the employer said' : 'Why';
  const form = useForm({ initialValues: { why: '' }, validate: { why: (value) => (value.trim() ? null : `Enter ${ask.toLowerCase()}`) } });
  const save = form.onSubmit(async ({ why }) => {
    const { data, error } = await move({ input: { outcomeId: outcome.id, state: to, why } });
    const problems = problemsOf(error, data?.movePlacementOutcome.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={`${outcomeStep[to]}: ${outcomeName(outcome)}`} form={form} submit={save} busy={busy} action={outcomeStep[to]} onClose={onDone}>
      <TextInput label={ask} description={noHealth} maxLength={300} data-autofocus {...form.getInputProps('why')} />
    </FormDialog>
  );
}

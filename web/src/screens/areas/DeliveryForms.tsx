import { NumberInput, Select, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { AddCommitmentEvidenceDocument, type CommitmentFactsFragment, LinkToCommitmentDocument, PlacementsToLinkDocument, RecordsToLinkDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { Loading } from '../../parts/Loading';
import { showProblems } from '../../parts/ProblemSummary';
import { counted } from '../../words/count';
import { longDay } from '../../words/date';
import { inPounds, placementLine, toAmount } from './words';

interface Props {
  commitment: CommitmentFactsFragment;
  onDone: () => void;
  onSaved: () => void;
}

/** Links a record of the employer to a commitment that it delivers. */
export function LinkForm({ commitment, employerId, linked, onDone, onSaved }: Props & { employerId: string; linked: string[] }) {
  const [link, busy] = useChange(LinkToCommitmentDocument);
  const pupils = commitment.kind === 'SCHOOL_ENCOUNTERS';
  const placing = commitment.kind === 'PLACEMENTS';
  const [{ data }] = useRead({ query: RecordsToLinkDocument, variables: { encounters: { employerId, cancelled: false }, apprenticeships: { employerId, stageIn: ['STARTED'] } }, pause: placing, requestPolicy: 'cache-and-network' });
  const [{ data: placed }] = useRead({ query: PlacementsToLinkDocument, variables: { filter: { employerId, stateIn: ['STARTED', 'COMPLETED', 'ENDED_EARLY'] } }, pause: !placing, requestPolicy: 'cache-and-network' });
  const form = useForm({ initialValues: { record: null as string | null }, validate: { record: (value) => (value ? null : 'Choose a record') } });
  const save = form.onSubmit(async ({ record }) => {
    const { data: got, error } = await link({ input: { commitmentId: commitment.id, ...(pupils ? { schoolEncounterId: record } : placing ? { placementId: record } : { apprenticeshipId: record }) } });
    const problems = problemsOf(error, got?.linkToCommitment.userErrors);
    if (problems.length > 0) return showProblems(form, problems.map((each) => ({ ...each, field: 'record' })));
    onSaved();
    onDone();
  });
  const records = placing
    ? placed?.placements.nodes.map((each) => ({ value: each.id, label: placementLine(each) }))
    : pupils
    ? data?.schoolEncounters.nodes.map((each) => ({ value: each.id, label: `${each.school}, ${longDay(each.happensOn)}, ${counted(each.pupilPlaces, 'pupil place')}${each.confirmedOn ? '' : ', not confirmed'}` }))
    : data?.apprenticeships.nodes.map((each) => ({ value: each.id, label: `${each.standard}, ${longDay(each.onDay)}, ${counted(each.places ?? 0, 'apprenticeship')}` }));
  const open = records?.filter(({ value }) => !linked.includes(value));
  return (
    <FormDialog title={`Link a record: ${commitment.about}`} form={form} submit={save} busy={busy} action="Link it" onClose={onDone}>
      {!open && <Loading lines={1} />}
      {open && <Select label={pupils ? 'School encounter' : placing ? 'Placement that started' : 'Apprenticeships that started'} placeholder={open.length > 0 ? 'Choose' : 'None is recorded'} searchable data={open} data-autofocus {...form.getInputProps('record')} />}
      <Text size="sm" c="dimmed">{pupils ? 'Its pupil places count once the school confirmed them.' : 'Only those that started count.'} Each record counts for one commitment at most. Record what is missing under {placing ? 'Placements' : 'Education'}.</Text>
    </FormDialog>
  );
}

/** Keeps what shows that some of a commitment was delivered, for another person to verify. */
export function EvidenceForm({ commitment, today, onDone, onSaved }: Props & { today: string }) {
  const [add, busy] = useChange(AddCommitmentEvidenceDocument);
  const { id, kind, about, madeOn } = commitment;
  const form = useForm({
    initialValues: { amount: null as number | null, onDay: today, description: '' },
    validate: {
      amount: (value) => (value ? null : 'Enter how much'),
      onDay: (value) => (value ? null : 'Enter the day'),
      description: (value) => (value.trim() ? null : 'Say what shows it, such as an invoice'),
    },
  });
  const save = form.onSubmit(async ({ amount, onDay, description }) => {
    const { data, error } = await add({ input: { commitmentId: id, ...toAmount(kind, amount), onDay, description } });
    const problems = problemsOf(error, data?.addCommitmentEvidence.userErrors);
    if (problems.length > 0) return showProblems(form, problems.map((each) => (['number', 'pence'].includes(each.field) ? { ...each, field: 'amount' } : each)));
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={`Add evidence: ${about}`} form={form} submit={save} busy={busy} action="Add evidence" onClose={onDone}>
      <NumberInput label={inPounds(kind) ? 'How much, in pounds' : 'How many'} prefix={inPounds(kind) ? '£' : ''} min={0} thousandSeparator="," decimalScale={inPounds(kind) ? 2 : 0} hideControls data-autofocus {...form.getInputProps('amount')} value={form.values.amount ?? ''} />
      <DayInput label="Delivered on" today={today} minDate={madeOn} maxDate={today} {...form.getInputProps('onDay')} />
      <Textarea label="What shows it" description="An invoice, a list of hours. Name nobody." autosize minRows={2} maxLength={2000} {...form.getInputProps('description')} />
      <Text size="sm" c="dimmed">It counts once another person has verified it.</Text>
    </FormDialog>
  );
}

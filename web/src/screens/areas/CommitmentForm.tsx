import { Group, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type CommitmentFactsFragment, RecordCommitmentDocument, UpdateCommitmentDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { choices } from '../../words/label';
import { commitmentKind, inPounds, quantity, toAmount } from './words';

interface Props {
  employerId: string;
  /** The commitment that changes; none to record one. */
  commitment?: CommitmentFactsFragment | undefined;
  areas: { code: string; name: string }[];
  today: string;
  onDone: () => void;
  onSaved: () => void;
}

/** What an employer promised, to record or to change. */
export default function CommitmentForm({ employerId, commitment, areas, today, onDone, onSaved }: Props) {
  const [record, recording] = useChange(RecordCommitmentDocument);
  const [update, updating] = useChange(UpdateCommitmentDocument);
  const form = useForm({
    initialValues: {
      kind: commitment?.kind ?? 'APPRENTICESHIP_STARTS',
      about: commitment?.about ?? '',
      amount: commitment ? quantity(commitment.promised) / (inPounds(commitment.kind) ? 100 : 1) : (null as number | null),
      area: commitment?.area?.code ?? (null as string | null),
      madeOn: commitment?.madeOn ?? (today as string | null),
      dueOn: commitment?.dueOn ?? (null as string | null),
      reference: commitment?.reference ?? '',
      note: commitment?.note ?? '',
    },
    validate: {
      about: (value) => (value.trim() ? null : 'Enter what was promised'),
      amount: (value) => (value ? null : 'Enter how much'),
      madeOn: (value) => (value ? null : 'Enter when it was made'),
      dueOn: (value) => (value ? null : 'Enter by when'),
    },
  });
  const { kind } = form.values;
  const save = form.onSubmit(async ({ amount, ...values }) => {
    const facts = { ...values, ...toAmount(kind, amount), madeOn: values.madeOn ?? '', dueOn: values.dueOn ?? '', reference: values.reference.trim() || null, note: values.note.trim() || null };
    const problems = commitment
      ? await update({ input: { id: commitment.id, version: commitment.version, commitment: facts } }).then(({ data, error }) => problemsOf(error, data?.updateCommitment.userErrors))
      : await record({ input: { employerId, commitment: facts } }).then(({ data, error }) => problemsOf(error, data?.recordCommitment.userErrors));
    if (problems.length > 0) return showProblems(form, problems.map((each) => (['number', 'pence'].includes(each.field) ? { ...each, field: 'amount' } : each)));
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={commitment ? `Change: ${commitment.about}` : 'Record a commitment'} form={form} submit={save} busy={recording || updating} action="Save" onClose={onDone}>
      {!commitment && <Select label="Of" allowDeselect={false} data={choices(commitmentKind)} data-autofocus {...form.getInputProps('kind')} />}
      <TextInput label="What was promised" placeholder="Apprentices in the new plant" maxLength={200} data-autofocus={commitment ? true : undefined} {...form.getInputProps('about')} />
      <Group grow align="start">
        <NumberInput label={inPounds(kind) ? 'How much, in pounds' : 'How many'} prefix={inPounds(kind) ? '£' : ''} min={0} thousandSeparator="," decimalScale={inPounds(kind) ? 2 : 0} hideControls {...form.getInputProps('amount')} value={form.values.amount ?? ''} />
        <Select label="Investment area" placeholder="None" clearable data={areas.map(({ code, name }) => ({ value: code, label: name }))} {...form.getInputProps('area')} />
      </Group>
      <Group grow align="start">
        <DayInput label="Made on" today={today} maxDate={today} {...form.getInputProps('madeOn')} />
        <DayInput label="By" today={today} {...form.getInputProps('dueOn')} />
      </Group>
      <TextInput label="Reference of the contract" placeholder="None" maxLength={100} {...form.getInputProps('reference')} />
      <Textarea label="Note" description="Everybody who uses the hub can read it." autosize minRows={1} maxLength={2000} {...form.getInputProps('note')} />
    </FormDialog>
  );
}

import { Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type LevyTransfer, RecordLevyWordDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { choices } from '../../words/label';
import { transfer } from './words';

/** Keeps what an employer says of the apprenticeship levy. */
export default function LevyForm({ employerId, today, onDone, onSaved }: { employerId: string; today: string; onDone: () => void; onSaved: () => void }) {
  const [record, busy] = useChange(RecordLevyWordDocument);
  const form = useForm({
    initialValues: { pays: null as 'yes' | 'no' | null, transfer: 'NOT_ASKED' as LevyTransfer, saidOn: today, note: '' },
    validate: { pays: (value) => (value ? null : 'Say whether it pays the levy') },
  });
  const save = form.onSubmit(async (values) => {
    const { data, error } = await record({ input: { employerId, pays: values.pays === 'yes', transfer: values.transfer, saidOn: values.saidOn, note: values.note.trim() || null } });
    const problems = problemsOf(error, data?.recordLevyWord.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title="The apprenticeship levy" form={form} submit={save} busy={busy} action="Save" onClose={onDone}>
      <Select label="Does it pay the levy?" data={[{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'No' }]} data-autofocus {...form.getInputProps('pays')} />
      <Select label="Transfer of levy to others" allowDeselect={false} data={choices(transfer)} {...form.getInputProps('transfer')} />
      <DayInput label="When it said so" today={today} maxDate={today} {...form.getInputProps('saidOn')} />
      <TextInput label="Note" maxLength={300} {...form.getInputProps('note')} />
    </FormDialog>
  );
}

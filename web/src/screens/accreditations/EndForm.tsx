import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type AwardFactsFragment, EndAccreditationDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';

/** Notes that an award was given up or withdrawn. */
export default function EndForm({ award, name, today, onDone, onSaved }: { award: AwardFactsFragment; name: string; today: string; onDone: () => void; onSaved: () => void }) {
  const [end, busy] = useChange(EndAccreditationDocument);
  const form = useForm<{ endedOn: string | null; reason: string }>({
    initialValues: { endedOn: today, reason: '' },
    validate: { endedOn: (value) => (value ? null : 'Enter a day'), reason: (value) => (value.trim() ? null : 'Say why it ended') },
  });
  const save = form.onSubmit(async ({ endedOn, reason }) => {
    const { data, error } = await end({ input: { id: award.id, version: award.version, endedOn: endedOn ?? today, reason: reason.trim() } });
    const problems = problemsOf(error, data?.endAccreditation.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={`${name} has ended`} form={form} submit={save} busy={busy} action="Save" onClose={onDone}>
      <DayInput label="Ended on" today={today} maxDate={today} {...form.getInputProps('endedOn')} />
      <TextInput label="Why" placeholder="Given up, withdrawn by the scheme" data-autofocus {...form.getInputProps('reason')} />
    </FormDialog>
  );
}

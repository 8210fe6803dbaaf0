import { Checkbox, Group } from '@mantine/core';
import { useForm } from '@mantine/form';
import { RecordSharingDocument, type SharedItem } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { EmployerPicker } from '../../parts/EmployerPicker';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { choices } from '../../words/label';
import { sharedItem } from './placedWords';

/** Keeps what an employer was told of a participant. */
export default function ShareForm({ participant, today, onDone, onSaved }: { participant: { id: string; reference: string }; today: string; onDone: () => void; onSaved: () => void }) {
  const [share, busy] = useChange(RecordSharingDocument);
  const form = useForm({
    initialValues: { employer: null as { id: string; name: string } | null, items: [] as SharedItem[], sharedOn: today },
    validate: {
      employer: (value) => (value ? null : 'Choose the employer'),
      items: (value) => (value.length > 0 ? null : 'Say what was shared'),
      sharedOn: (value) => (value ? null : 'Enter the day'),
    },
  });
  const save = form.onSubmit(async ({ employer, items, sharedOn }) => {
    const { data, error } = await share({ input: { participantIds: [participant.id], employerId: employer?.id ?? '', items, sharedOn } });
    const problems = problemsOf(error, data?.recordSharing.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={`What was shared of ${participant.reference}`} form={form} submit={save} busy={busy} action="Save" onClose={onDone}>
      <EmployerPicker label="With which employer" value={form.values.employer} onChange={(employer) => form.setFieldValue('employer', employer)} error={form.errors.employer} data-path="employer" autoFocus />
      <Checkbox.Group label="What it was told" {...form.getInputProps('items')}>
        <Group gap="sm" mt={4}>{choices(sharedItem).map(({ value, label }) => <Checkbox key={value} value={value} label={label} />)}</Group>
      </Checkbox.Group>
      <DayInput label="When" today={today} maxDate={today} {...form.getInputProps('sharedOn')} />
    </FormDialog>
  );
}

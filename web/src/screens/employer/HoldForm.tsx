import { Select, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { HoldEmployerDocument, type HoldReason } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { choices, holdReason } from '../../words/label';
import type { Employer } from './EmployerScreen';

/** Puts an employer on hold until a day, or changes until when and why. */
export default function HoldForm({ employer, today, onDone }: { employer: Employer; today: string; onDone: () => void }) {
  const { id, version, hold } = employer;
  const [put, busy] = useChange(HoldEmployerDocument);
  const form = useForm<{ until: string | null; reason: HoldReason | null; note: string }>({
    initialValues: { until: hold?.until ?? null, reason: hold?.reason ?? null, note: hold?.note ?? '' },
    validate: {
      until: (value) => (value ? null : 'Choose the day on which it may be contacted again'),
      reason: (value) => (value ? null : 'Choose a reason'),
      note: (value, { reason }) => (reason === 'OTHER' && !value.trim() ? 'Say why it is on hold' : null),
    },
  });
  const save = form.onSubmit(async ({ until, reason, note }) => {
    if (!until || !reason) return;
    const { data, error } = await put({ input: { employerId: id, version, until, reason, note: note.trim() || null } });
    const problems = problemsOf(error, data?.holdEmployer.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });

  return (
    <FormDialog title={hold ? 'Change the hold' : 'Put on hold'} form={form} submit={save} busy={busy} action={hold ? 'Save' : 'Put on hold'} onClose={onDone}>
      <Text size="sm">Campaigns leave it out, and nobody is reminded to get in touch. It ends by itself.</Text>
      <DayInput label="Until" description="The first day on which it may be contacted again" today={today} data-autofocus {...form.getInputProps('until')} />
      <Select label="Reason" data={choices(holdReason)} comboboxProps={{ withinPortal: false }} {...form.getInputProps('reason')} />
      <Textarea label="Note (optional)" description="Everybody who uses the hub can read it. Do not name anybody." autosize minRows={2} maxLength={300} {...form.getInputProps('note')} />
    </FormDialog>
  );
}

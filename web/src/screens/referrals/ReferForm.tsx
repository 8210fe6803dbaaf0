import { Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { ReferDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { type Held, HoldWarning } from '../../parts/HoldWarning';
import { showProblems } from '../../parts/ProblemSummary';
import { PartnerSelect, StaffSelect } from '../../parts/WhoSelect';
import { useViewer } from '../../shell/viewer';
import { addDays, onWeekday } from '../../words/date';

/** Asks another partner to take an employer up. */
export function ReferForm({ employerId, hold, today, onDone }: { employerId: string; hold: Held | null; today: string; onDone: () => void }) {
  const { organisation } = useViewer();
  const [refer, busy] = useChange(ReferDocument);
  const form = useForm<{ organisationId: string | null; userId: string | null; about: string; dueOn: string | null }>({
    initialValues: { organisationId: null, userId: null, about: '', dueOn: onWeekday(addDays(today, 14)) },
    validate: {
      organisationId: (value) => (value ? null : 'Choose the partner'),
      about: (value) => (value.trim() ? null : 'Say what it is about'),
      dueOn: (value) => (value ? null : 'Enter a day'),
    },
  });
  const save = form.onSubmit(async ({ organisationId, about, dueOn, ...values }) => {
    const { data: answer, error } = await refer({ input: { employerId, organisationId: organisationId ?? '', about: about.trim(), dueOn: dueOn ?? today, ...values } });
    const problems = problemsOf(error, answer?.refer.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });

  return (
    <FormDialog title="Refer to a partner" form={form} submit={save} busy={busy} action="Send referral" onClose={onDone}>
      <HoldWarning hold={hold} />
      <PartnerSelect label="Partner" placeholder="Choose" data-autofocus except={organisation.id} {...form.getInputProps('organisationId')} onChange={(organisationId) => form.setValues({ organisationId, userId: null })} />
      <StaffSelect label="Who there" placeholder="Anybody" clearable organisationId={form.values.organisationId} {...form.getInputProps('userId')} />
      <Textarea label="What it is about" autosize minRows={3} maxRows={10} {...form.getInputProps('about')} />
      <DayInput label="To be dealt with by" today={today} minDate={today} {...form.getInputProps('dueOn')} />
    </FormDialog>
  );
}

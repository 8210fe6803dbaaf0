import { Checkbox, NumberInput, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { AgreeSubsidyDocument, ClaimSubsidyDocument, MoveSubsidyClaimDocument, type PlacementFactsFragment } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';

interface Props {
  today: string;
  onDone: () => void;
  onSaved: () => void;
}

const pence = (typed: number | null) => Math.round((typed ?? 0) * 100);
const poundsOnly = { prefix: '£', min: 0, thousandSeparator: ',', decimalScale: 2, hideControls: true };

/** Agrees to subsidise a placement, with what the employer answered. */
export function AgreeSubsidyForm({ placement, today, onDone, onSaved }: Props & { placement: PlacementFactsFragment }) {
  const [agree, busy] = useChange(AgreeSubsidyDocument);
  const form = useForm({
    initialValues: {
      perPeriod: null as number | null, most: null as number | null, answeredOn: today, groupHeadcount: null as number | null, outOfWork: false, minimumWage: false, noDisplacement: false, payrollEvidence: false,
      assistance: 0, assistanceLetter: '',
    },
    validate: {
      perPeriod: (value) => (value ? null : 'Enter how much is paid for a period'),
      most: (value) => (value ? null : 'Enter how much is paid at most'),
      answeredOn: (value) => (value ? null : 'Enter the day'),
      groupHeadcount: (value) => (value ? null : 'Enter how many people the whole group has'),
    },
  });
  const save = form.onSubmit(async ({ perPeriod, most, assistance, groupHeadcount, ...values }) => {
    const { data, error } = await agree({ input: { placementId: placement.id, ...values, groupHeadcount: groupHeadcount ?? 0, perPeriod: pence(perPeriod), most: pence(most), assistance: pence(assistance) } });
    const problems = problemsOf(error, data?.agreeSubsidy.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={`Agree a subsidy: ${placement.employer.name}`} form={form} submit={save} busy={busy} action="Agree" onClose={onDone}>
      <NumberInput label="For a period, in pounds" {...poundsOnly} data-autofocus {...form.getInputProps('perPeriod')} value={form.values.perPeriod ?? ''} />
      <NumberInput label="At most in all, in pounds" {...poundsOnly} {...form.getInputProps('most')} value={form.values.most ?? ''} />
      <DayInput label="Answered on" today={today} maxDate={today} {...form.getInputProps('answeredOn')} />
      <NumberInput label="People in the whole group" description="Small and medium employers are subsidised." min={0} decimalScale={0} hideControls {...form.getInputProps('groupHeadcount')} value={form.values.groupHeadcount ?? ''} />
      <Checkbox label="The participant is a resident who is out of work" {...form.getInputProps('outOfWork', { type: 'checkbox' })} />
      <Checkbox label="The employer pays at least the minimum wage" {...form.getInputProps('minimumWage', { type: 'checkbox' })} />
      <Checkbox label="Nobody is displaced" {...form.getInputProps('noDisplacement', { type: 'checkbox' })} />
      <Checkbox label="The employer gives payroll evidence" {...form.getInputProps('payrollEvidence', { type: 'checkbox' })} />
      <NumberInput label="Minimal Financial Assistance in three financial years, in pounds" description="What the employer declared to have had. With this subsidy no more than £315,000." {...poundsOnly} {...form.getInputProps('assistance')} />
      <TextInput label="Reference of its letter" maxLength={100} {...form.getInputProps('assistanceLetter')} />
    </FormDialog>
  );
}

/** Claims for a period that is over. */
export function ClaimSubsidyForm({ placement, fromDay, untilDay, today, onDone, onSaved }: Props & { placement: { id: string; employer: { name: string } }; fromDay: string | null; untilDay?: string }) {
  const [claim, busy] = useChange(ClaimSubsidyDocument);
  const form = useForm({
    initialValues: { fromDay: fromDay ?? today, untilDay: untilDay ?? today, amount: null as number | null, payroll: '' },
    validate: {
      fromDay: (value) => (value ? null : 'Enter the first day'),
      untilDay: (value) => (value ? null : 'Enter the last day'),
      amount: (value) => (value ? null : 'Enter how much'),
      payroll: (value) => (value.trim() ? null : 'Enter the reference of the payroll evidence'),
    },
  });
  const save = form.onSubmit(async ({ amount, ...values }) => {
    const { data, error } = await claim({ input: { placementId: placement.id, ...values, amount: pence(amount) } });
    const problems = problemsOf(error, data?.claimSubsidy.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={`Claim a period: ${placement.employer.name}`} form={form} submit={save} busy={busy} action="Claim" onClose={onDone}>
      <NumberInput label="How much, in pounds" {...poundsOnly} data-autofocus {...form.getInputProps('amount')} value={form.values.amount ?? ''} />
      <DayInput label="First day" today={today} maxDate={today} {...form.getInputProps('fromDay')} />
      <DayInput label="Last day" today={today} maxDate={today} {...form.getInputProps('untilDay')} />
      <TextInput label="Reference of the payroll evidence" maxLength={100} {...form.getInputProps('payroll')} />
      <Text size="sm" c="dimmed">Another person has to approve it.</Text>
    </FormDialog>
  );
}

/** Records that a claim was paid, or what was clawed back of it. */
export function PaySubsidyForm({ claim, to, today, onDone, onSaved }: Props & { claim: { id: string; amount: number; untilDay: string }; to: 'PAID' | 'CLAWED_BACK' }) {
  const [move, busy] = useChange(MoveSubsidyClaimDocument);
  const back = to === 'CLAWED_BACK';
  const form = useForm({
    initialValues: { amount: (claim.amount / 100), onDay: today, reference: '' },
    validate: {
      amount: (value) => (value ? null : 'Enter how much'),
      onDay: (value) => (value ? null : 'Enter the day'),
      reference: (value) => (value.trim() ? null : 'Enter the reference of the payment'),
    },
  });
  const save = form.onSubmit(async ({ amount, onDay, reference }) => {
    const { data, error } = await move({ input: { claimId: claim.id, state: to, amount: back ? pence(amount) : null, onDay, reference } });
    const problems = problemsOf(error, data?.moveSubsidyClaim.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={back ? 'Claw back' : 'Record payment'} form={form} submit={save} busy={busy} action={back ? 'Claw back' : 'Record payment'} onClose={onDone}>
      {back && <NumberInput label="How much, in pounds" {...poundsOnly} data-autofocus {...form.getInputProps('amount')} />}
      <TextInput label="Reference of the payment" maxLength={100} data-autofocus={back ? undefined : true} {...form.getInputProps('reference')} />
      <DayInput label={back ? 'Came back on' : 'Paid on'} today={today} minDate={claim.untilDay} maxDate={today} {...form.getInputProps('onDay')} />
    </FormDialog>
  );
}

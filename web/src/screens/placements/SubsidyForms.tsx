import { Checkbox, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { AgreeSubsidyDocument, ClaimSubsidyDocument, MoveSubsidyClaimDocument, type PlacementFactsFragment, PlacementGroupDocument, type PlacementGroupQuery } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { all, number } from '../../words/count';
import { longDay } from '../../words/date';

interface Props {
  today: string;
  onDone: () => void;
  onSaved: () => void;
}

const pence = (typed: number | null) => Math.round((typed ?? 0) * 100);
const poundsOnly = { prefix: '£', min: 0, thousandSeparator: ',', decimalScale: 2, hideControls: true };

/** Agrees to subsidise a placement, once what the hub knows of the host's group is read. */
export function AgreeSubsidyForm({ placement, ...rest }: Props & { placement: PlacementFactsFragment }) {
  const [{ data, error }] = useRead({ query: PlacementGroupDocument, variables: { id: placement.id }, requestPolicy: 'network-only' });
  if (!data && !error) return null;
  return <AgreeForm placement={placement} group={data?.node?.__typename === 'Placement' ? data.node.groupHeadcount : undefined} {...rest} />;
}

type Group = Extract<NonNullable<PlacementGroupQuery['node']>, { __typename: 'Placement' }>['groupHeadcount'];

/** What the hub knows of how many people a group has: from whom, since when, and of whom it is unknown. */
function GroupKnown({ group: { known, parts } }: { group: Group }) {
  const unknown = parts.filter(({ headcount }) => headcount === null).map(({ employer }) => employer.name);
  return (
    <Stack gap={2}>
      <Text size="sm">{known === null ? 'The hub does not know how many people the group has.' : `The hub knows of ${number(known)}${unknown.length > 0 ? ' without those that are unknown' : ''}. Confirm that, or say why it is another number.`}</Text>
      {parts.map(({ employer, headcount, asAt }) => headcount !== null && (
        <Text key={employer.id} size="sm" c="dimmed">{employer.name}: {number(headcount)}{asAt && ` as at ${longDay(asAt)}`}, {source(employer.provenance)}</Text>
      ))}
      {unknown.length > 0 && <Text size="sm" c="orange.9">Unknown: {all(unknown)}</Text>}
      {parts.length === 1 && <Text size="sm" c="dimmed">The hub knows of no other employer in its group.</Text>}
    </Stack>
  );
}

const source = (provenance: Group['parts'][number]['employer']['provenance']) => {
  const file = provenance.find(({ field, holds }) => field === 'Headcount' && holds)?.fileName;
  return file ? `from ${file}` : 'recorded in the hub';
};

function AgreeForm({ placement, group, today, onDone, onSaved }: Props & { placement: PlacementFactsFragment; group: Group | undefined }) {
  const [agree, busy] = useChange(AgreeSubsidyDocument);
  const known = group?.known ?? null;
  const form = useForm({
    initialValues: {
      perPeriod: null as number | null, most: null as number | null, answeredOn: today, groupHeadcount: known, headcountReason: '', outOfWork: false, minimumWage: false, noDisplacement: false, payrollEvidence: false,
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
      {group && <GroupKnown group={group} />}
      <NumberInput label="People in the whole group" description="Small and medium employers are subsidised." min={0} decimalScale={0} hideControls {...form.getInputProps('groupHeadcount')} value={form.values.groupHeadcount ?? ''} />
      {known !== null && form.values.groupHeadcount !== known && <TextInput label="Why it is not the number that the hub knows" maxLength={300} {...form.getInputProps('headcountReason')} />}
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
